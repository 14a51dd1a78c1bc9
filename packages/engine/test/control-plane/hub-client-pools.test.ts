// Point-to-site clients of a virtual hub: their pools are routes of the tables that their configuration propagates to.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analyse.ts'
import { trace } from '../../src/queries/trace.ts'
import {
  firewall,
  hub,
  hubVpnGateway,
  routing,
  table,
  tableRoute,
  toVnet,
  vpnSite,
  wan,
  wanId,
} from '../model/azure-wan.ts'
import { type ArmResource, resourceSetOf } from '../model/network-of.ts'
import { machine, vnet } from './azure.ts'
import { hubsOf } from './hubs.ts'

const clients = (
  pools: Readonly<Record<string, string>>,
  more: Parameters<typeof routing> | undefined = undefined,
  withDefaultRoute: readonly string[] = [],
): ArmResource => ({
  type: 'Microsoft.Network/p2svpnGateways',
  name: 'p2s',
  properties: {
    virtualHub: { id: wanId.hub('hub') },
    p2SConnectionConfigurations: Object.entries(pools).map(([name, prefix]) => ({
      name,
      properties: {
        vpnClientAddressPool: { addressPrefixes: [prefix] },
        ...(withDefaultRoute.includes(name) ? { enableInternetSecurity: true } : {}),
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

  test('a default route of the hub is for the clients whose configuration asks for it (R5.4)', () => {
    const toFirewall = tableRoute('0.0.0.0/0', wanId.firewall('fw'))
    const analysis = analyse(
      resourceSetOf([
        wan(),
        hub('hub', '10.0.0.0/23', [table('defaultRouteTable', ['default'], [toFirewall])]),
        firewall('fw', 'hub', '10.0.0.132'),
        clients({ a: '172.16.0.0/24', b: '172.16.1.0/24' }, undefined, ['b']),
      ]),
    )
    const elementsFrom = (from: string) => {
      const answer = trace(analysis, { from, to: '8.8.8.8' })
      return answer.ok
        ? answer.answer.forward.ways[0]?.hops.map(({ element, decision }) => `${element}:${decision.code}`)
        : undefined
    }
    expect(elementsFrom('172.16.0.5')).toEqual(['p2s:noClientRoute'])
    expect(elementsFrom('172.16.1.5')).toEqual(['p2s:clientRoute', 'p2s:hubRoute', 'fw:firewallDefault'])
  })

  test('a client is reached, and reaches what the default table knows', () => {
    const analysis = analyse(resourceSetOf([...base, clients({ a: '172.16.0.0/24' })]))
    const ask = (from: string, to: string) => {
      const answer = trace(analysis, { from, to })
      const way = answer.ok ? answer.answer.forward.ways[0] : undefined
      return [answer.ok && answer.answer.verdict, way?.hops.map(({ decision }) => decision.code).join(' > ')]
    }
    expect(ask('vm', '172.16.0.5')).toEqual(['reached', 'effectiveRoute > clientPool > localDelivery'])
    expect(ask('172.16.0.5', 'vm')).toEqual(['reached', 'clientRoute > hubRoute > localDelivery'])
    expect(ask('172.16.0.5', '10.9.9.9')).toEqual(['notReached', 'noClientRoute'])
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
