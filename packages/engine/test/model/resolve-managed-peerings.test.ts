// The peerings that a hub-and-spoke configuration makes, and when it makes none.
import { describe, expect, test } from 'vitest'
import { connectivity, gateway, peered, routeServer, side, vnet } from './azure.ts'
import { type ArmResource, codesOf, resolvedOf } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], {
  GatewaySubnet: '10.0.255.0/27',
  RouteServerSubnet: '10.0.254.0/26',
})
const spokes = [vnet('a', ['10.1.0.0/16']), vnet('b', ['10.2.0.0/16'], { GatewaySubnet: '10.2.255.0/27' })]

/** Every peering as `local>remote state` with the flags that are on. */
const peeringsOf = (resources: readonly ArmResource[]): readonly string[] =>
  resolvedOf(resources).network.vnets.flatMap(({ peerings }) =>
    peerings.map((peering) =>
      [
        `${peering.local.name}>${peering.remote?.name} ${peering.state}`,
        ...(['allowForwardedTraffic', 'allowGatewayTransit', 'useRemoteGateways'] as const).filter(
          (flag) => peering[flag],
        ),
      ].join(' '),
    ),
  )

test('R1.11: both sides for each member, none between members', () => {
  expect(peeringsOf([hub, ...spokes, ...connectivity('config', ['a', 'b'], { hub: 'hub' })])).toEqual([
    'hub>a Connected allowForwardedTraffic',
    'hub>b Connected allowForwardedTraffic',
    'a>hub Connected allowForwardedTraffic',
    'b>hub Connected allowForwardedTraffic',
  ])
})

test('each side knows the other, and the configuration is where they are declared', () => {
  const { network } = resolvedOf([hub, ...spokes, ...connectivity('config', ['a'], { hub: 'hub' })])
  const [ofHub] = network.vnets[0]?.peerings ?? []
  expect(ofHub?.reverse?.local.name).toBe('a')
  expect(ofHub?.reverse?.reverse).toBe(ofHub)
  expect(ofHub?.declaredAt?.line).toBe(6)
  expect(ofHub?.id.text).toMatch(/virtualNetworks\/hub\/virtualNetworkPeerings\/ANM_a$/)
})

describe('useHubGateway', () => {
  const use = { hub: 'hub', useHubGateway: true }

  test.each([
    ['a gateway', gateway('gw', 'hub/GatewaySubnet', 'Vpn')],
    ['a Route Server', routeServer('rs', 'hub/RouteServerSubnet')],
  ])('R2.5: lends %s of the hub', (_, lent) => {
    expect(peeringsOf([hub, ...spokes, lent, ...connectivity('config', ['a'], use)])).toEqual([
      'hub>a Connected allowForwardedTraffic allowGatewayTransit',
      'a>hub Connected allowForwardedTraffic useRemoteGateways',
    ])
  })

  test('R2.6: has nothing to lend without one, and nothing for a member with a gateway of its own', () => {
    const config = connectivity('config', ['a', 'b'], use)
    expect(peeringsOf([hub, ...spokes, ...config]).join()).not.toMatch(
      /allowGatewayTransit|useRemoteGateways/,
    )
    const gateways = [gateway('gw', 'hub/GatewaySubnet', 'Vpn'), gateway('own', 'b/GatewaySubnet', 'Vpn')]
    expect(peeringsOf([hub, ...spokes, ...gateways, ...config])).toEqual([
      'hub>a Connected allowForwardedTraffic allowGatewayTransit',
      'hub>b Connected allowForwardedTraffic',
      'a>hub Connected allowForwardedTraffic useRemoteGateways',
      'b>hub Connected allowForwardedTraffic',
    ])
  })

  test('R2.6: of two hubs the first lends', () => {
    const second = vnet('hub2', ['10.9.0.0/16'], { GatewaySubnet: '10.9.255.0/27' })
    const resources = [
      hub,
      second,
      ...spokes,
      gateway('gw', 'hub/GatewaySubnet', 'Vpn'),
      gateway('gw2', 'hub2/GatewaySubnet', 'Vpn'),
      ...connectivity('one', ['a'], use),
      ...connectivity('two', ['a'], { hub: 'hub2', useHubGateway: true }),
    ]
    expect(peeringsOf(resources).filter((text) => text.includes('useRemoteGateways'))).toEqual([
      'a>hub Connected allowForwardedTraffic useRemoteGateways',
    ])
    expect(resolvedOf(resources).findings).toEqual([])
  })
})

test('peerings that are declared are left as they are, even a single side', () => {
  const config = connectivity('config', ['a'], { hub: 'hub' })
  expect(peeringsOf([hub, ...spokes, ...peered('hub', 'a'), ...config])).toEqual([
    'hub>a Connected',
    'a>hub Connected',
  ])
  expect(peeringsOf([hub, ...spokes, side('a', 'hub'), ...config])).toEqual(['a>hub Initiated'])
})

test('a mesh makes no peering', () => {
  expect(peeringsOf([hub, ...spokes, ...connectivity('mesh', ['a', 'b'])])).toEqual([])
})

test('a hub that nobody declares is a dangling link, and a group without members a warning', () => {
  const codes = (hubName: string, members: readonly string[]) =>
    codesOf(resolvedOf([hub, ...spokes, ...connectivity('config', members, { hub: hubName })]).findings)
  expect(codes('nowhere', ['a'])).toEqual(['HP2006'])
  expect(codes('hub', [])).toEqual(['HP2013'])
})
