// Point-to-site clients of a virtual hub: their pools are routes of the tables that their configuration propagates to.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analyse.ts'
import { trace } from '../../src/queries/trace.ts'
import { hub, hubVpnGateway, routing, table, toVnet, vpnSite, wan, wanId } from '../model/azure-wan.ts'
import { type ArmResource, resourceSetOf } from '../model/network-of.ts'
import { machine, vnet } from './azure.ts'
import { hubsOf } from './hubs.ts'

const clients = (
  pools: Readonly<Record<string, string>>,
  more: Parameters<typeof routing> | undefined = undefined,
): ArmResource => ({
  type: 'Microsoft.Network/p2svpnGateways',
  name: 'p2s',
  properties: {
    virtualHub: { id: wanId.hub('hub') },
    p2SConnectionConfigurations: Object.entries(pools).map(([name, prefix]) => ({
      name,
      properties: {
        vpnClientAddressPool: { addressPrefixes: [prefix] },
        ...(more === undefined ? {} : routing(...more)),
      },
    })),
  },
})
const base: readonly ArmResource[] = [
  wan(),
  vnet('spoke', ['10.1.0.0/16'], { subnets: { main: { prefix: '10.1.0.0/24' } } }),
  ...machine('vm', 'spoke/main', '10.1.0.4'),
  hub('hub', '10.0.0.0/23', [table('defaultRouteTable', ['default']), table('other'), toVnet('spoke')]),
]

describe('a hub with clients alone', () => {
  test('has their pools in its default table, and tells connected VNets', () => {
    const { hubTable, rows } = hubsOf([...base, clients({ a: '172.16.0.0/24', b: '172.16.1.0/24' })])
    expect(hubTable('hub/defaultRouteTable')).toEqual(
      expect.arrayContaining(['172.16.0.0/24 p2s#0,p2s#1', '172.16.1.0/24 p2s#0,p2s#1']),
    )
    expect(hubTable('hub/other')).toEqual([])
    expect(rows('spoke/main').join('\n')).toContain('172.16.0.0/24')
  })

  test('where the configuration says otherwise, in the tables that it names', () => {
    const own = clients({ a: '172.16.0.0/24' }, [undefined, [wanId.table('hub', 'other')]])
    const { hubTable } = hubsOf([...base, own])
    expect(hubTable('hub/other')).toEqual(['172.16.0.0/24 p2s#0,p2s#1'])
    expect(hubTable('hub/defaultRouteTable').join()).not.toContain('172.16')
  })

  test('a packet to a client ends at the gateway, and what becomes of it is not known', () => {
    const analysis = analyse(resourceSetOf([...base, clients({ a: '172.16.0.0/24' })]))
    const answer = trace(analysis, { from: 'vm', to: '172.16.0.5' })
    const way = answer.ok ? answer.answer.forward.ways[0] : undefined
    expect([way?.ending, way?.hops.at(-1)?.decision.rule, way?.hops.at(-1)?.element]).toEqual([
      'unknown',
      'R3.16',
      'p2s',
    ])
  })
})

test('beside a gateway for sites both are there', () => {
  const { hubTable } = hubsOf([
    ...base,
    vpnSite('site', { prefixes: ['192.168.0.0/24'] }),
    hubVpnGateway('hub', { site: {} }),
    clients({ a: '172.16.0.0/24' }),
  ])
  expect(hubTable('hub/defaultRouteTable')).toEqual(
    expect.arrayContaining(['172.16.0.0/24 vpn-hub#0,vpn-hub#1', '192.168.0.0/24 vpn-hub#0,vpn-hub#1']),
  )
})
