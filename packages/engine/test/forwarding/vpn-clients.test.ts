// Clients of point-to-site VPNs: what they send into the tunnel, how they are reached, and where it ends (R3.16).
import { describe, expect, test } from 'vitest'
import type { World } from '../../src/resources/index.ts'
import { type ArmResource, analysisOf, peered, routeTable, transit, vm, vnet } from './azure.ts'
import { localNetworkGateway, siteConnection, vnetConnection, vpnGateway } from './azure-gateways.ts'
import { linesOf, traced, waysOf } from './described.ts'

const pool = '172.16.200.0/24'
const client = '172.16.200.10'

const withPool = (instances: readonly string[], settings: Readonly<Record<string, unknown>> = {}) =>
  vpnGateway('hub', instances, {
    vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: [pool] } },
    ...(instances.length > 1 ? { activeActive: true } : {}),
    ...settings,
  })

const hub = (gateway: ArmResource = withPool(['10.0.255.4'])): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
  gateway,
  vnet('spoke', '10.1.0.0/16', { main: '10.1.0.0/24' }),
  ...transit('hub', 'spoke'),
  vnet('plain', '10.2.0.0/16', { main: '10.2.0.0/24' }),
  ...peered('hub', 'plain'),
  ...vm('vm0', 'hub/main', '10.0.0.4'),
  ...vm('vm1', 'spoke/main', '10.1.0.4'),
  ...vm('vm2', 'plain/main', '10.2.0.4'),
]

const ask = (
  to: string,
  resources: readonly ArmResource[] = hub(),
  from: string = client,
  world: Partial<World> = {},
) => traced(analysisOf(resources, world), { from, to })

describe('a client', () => {
  test.each(['vm0', 'vm1'])('reaches %s, and the gateway counts once', (to) => {
    const answer = ask(to)
    expect(waysOf(answer.forward)).toEqual([
      `hub-gw:clientRoute > hub-gw:effectiveRoute > ${to}:localDelivery = delivered`,
    ])
    expect(waysOf(answer.return)).toEqual([
      `${to}:effectiveRoute > hub-gw:clientPool > hub-gw:localDelivery = delivered`,
    ])
    // A recorded lab: the answer of a Linux machine had 63 left.
    expect([answer.verdict, answer.replyTtl, answer.symmetric]).toEqual(['reached', 63, true])
    expect(linesOf(answer)).toEqual(['*', to === 'vm0' ? '10.0.0.4' : '10.1.0.4'])
    expect(answer.assumptions.map(({ code }) => code)).toContain('vpnClient')
  })

  test('has no route to a VNet that does not borrow the gateway', () => {
    expect(waysOf(ask('vm2').forward)).toEqual([`hub-gw:noClientRoute = noRoute`])
  })

  test('with a route that the gateway adds sends it, but nobody answers', () => {
    const added = hub(withPool(['10.0.255.4'], { customRoutes: { addressPrefixes: ['10.2.0.0/16'] } }))
    const answer = ask('vm2', added)
    expect(answer.forward.ending).toBe('delivered')
    expect(answer.return.ending).toBe('noRoute')
  })

  test('reaches another client by the gateway', () => {
    const answer = ask('172.16.200.200')
    expect(waysOf(answer.forward)).toEqual([
      `hub-gw:clientRoute > hub-gw:clientPool > hub-gw:localDelivery = delivered`,
    ])
    expect([answer.verdict, linesOf(answer)]).toEqual(['reached', ['*', '172.16.200.200']])
  })

  test('is reached from the network, and answers', () => {
    const answer = ask(client, hub(), 'vm1')
    expect([answer.verdict, answer.replyTtl]).toEqual(['reached', 63])
  })

  test('is at the instance that holds its half of the pool', () => {
    const both = hub(withPool(['10.0.255.4', '10.0.255.5']))
    for (const address of ['172.16.200.10', '172.16.200.200']) {
      expect(ask('vm1', both, address).verdict).toBe('reached')
      expect(ask(address, both, 'vm1').verdict).toBe('reached')
    }
  })

  test('takes the way that user routes of the gateway subnet ask for', () => {
    const resources = [
      ...hub().filter(({ name }) => name !== 'hub'),
      vnet('hub', '10.0.0.0/16', {
        main: '10.0.0.0/24',
        GatewaySubnet: { prefix: '10.0.255.0/27', routeTable: 'to-nobody' },
      }),
      routeTable('to-nobody', [['10.1.0.0/16', 'VirtualAppliance', '10.0.0.99']]),
    ]
    expect(ask('vm1', resources).forward.ending).toBe('applianceMissing')
  })

  test('has no way into the Internet by the gateway', () => {
    expect(waysOf(ask('8.8.8.8').forward)).toEqual([`hub-gw:noClientRoute = noRoute`])
  })
})

describe('what lies behind other connections', () => {
  const site: Partial<World> = {
    sites: [
      {
        name: 'tokyo',
        asn: 65050,
        prefixes: ['192.168.0.0/16'],
        hosts: [{ name: 'pc', ip: '192.168.0.10' }],
        links: [{ localNetworkGateway: 'branch', advertises: [{ prefix: '192.168.0.0/16' }] }],
      },
    ],
  }
  const branch = (bgp: boolean): readonly ArmResource[] => [
    ...hub(),
    localNetworkGateway(
      'branch',
      ['192.168.0.0/16'],
      bgp ? { asn: 65050, bgpPeeringAddress: '192.168.255.1' } : undefined,
    ),
    siteConnection('hub', 'branch', bgp),
  ]

  test('a site with BGP is reached, by clients that take its routes', () => {
    const answer = ask('pc', branch(true), client, site)
    expect([answer.verdict, answer.symmetric]).toEqual(['reached', true])
    expect(answer.assumptions.map(({ code }) => code)).toContain('clientTakesRoutes')
  })

  test('a site without BGP is not', () => {
    expect(waysOf(ask('pc', branch(false), client, site).forward)).toEqual([`hub-gw:noClientRoute = noRoute`])
  })

  test('another VNet is reached over BGP only', () => {
    const far = (bgp: boolean): readonly ArmResource[] => [
      ...hub(),
      vnet('far', '10.9.0.0/16', { main: '10.9.0.0/24', GatewaySubnet: '10.9.255.0/27' }),
      vpnGateway('far', ['10.9.255.4'], {
        bgpSettings: { asn: 65009, bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.9.255.4'] }] },
      }),
      vnetConnection('hub', 'far', bgp),
      vnetConnection('far', 'hub', bgp),
      ...vm('vm9', 'far/main', '10.9.0.4'),
    ]
    expect(ask('vm9', far(true)).verdict).toBe('reached')
    expect(ask('vm9', far(false)).forward.ending).toBe('noRoute')
  })
})
