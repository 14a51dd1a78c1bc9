// Sessions inside a VNet: gateways with each other, a Route Server with gateways and appliances.
import { describe, expect, test } from 'vitest'
import type { BgpConfiguration, World } from '../../../src/resources/index.ts'
import { routeServer, vpnGateway } from '../../model/azure-vpn.ts'
import { appliance, neighbor } from '../appliances.ts'
import { gateway, peered, vnet } from '../azure.ts'
import { sessionLines } from './session-lines.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } })

test('R3.9, R3.31: every instance with every other of the VNet, but ExpressRoute instances with each other', () => {
  expect(
    sessionLines([hub, gateway('hub'), vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] })], {
      gateways: [{ name: 'gw-hub', instanceIps: ['10.0.0.12', '10.0.0.13'] }],
    }),
  ).toEqual([
    'vpn-hub#0 10.0.0.4 - gw-hub#0 10.0.0.12 internal',
    'vpn-hub#1 10.0.0.5 - gw-hub#0 10.0.0.12 internal',
    'vpn-hub#0 10.0.0.4 - gw-hub#1 10.0.0.13 internal',
    'vpn-hub#1 10.0.0.5 - gw-hub#1 10.0.0.13 internal',
    'vpn-hub#0 10.0.0.4 - vpn-hub#1 10.0.0.5 internal',
  ])
})

describe('a Route Server and an appliance', () => {
  const lines = (
    bgp: Partial<BgpConfiguration> = {},
    peer: readonly [string, number] = ['10.0.0.20', 65001],
    world: Partial<World> = {},
  ) => {
    const { resources, guests } = appliance('nva', 'hub/default', '10.0.0.20', {
      asn: 65001,
      neighbors: [neighbor('10.0.0.8'), neighbor('10.0.0.9')],
      ...bgp,
    })
    return sessionLines(
      [hub, routeServer('hub', { instances: ['10.0.0.8', '10.0.0.9'], peers: { nva: peer } }), ...resources],
      { guests, ...world },
    )
  }
  const both = [
    'rs-hub#0 10.0.0.8 - router:nva 10.0.0.20 external',
    'rs-hub#1 10.0.0.9 - router:nva 10.0.0.20 external',
  ]
  const down = both.map((line) => `${line} down`)

  test('that name each other: one session with each instance', () => {
    expect(lines()).toEqual(both)
  })

  test('an appliance that knows one instance has one session', () => {
    expect(lines({ neighbors: [neighbor('10.0.0.9')] })).toEqual(both.slice(1))
  })

  test('an appliance that names none has none', () => {
    expect(lines({ neighbors: [] })).toEqual([])
  })

  test('a peer whose address nobody has is no session', () => {
    expect(lines({}, ['10.0.0.77', 65001])).toEqual([])
  })

  test('numbers that do not agree keep it down, on either side', () => {
    expect(lines({}, ['10.0.0.20', 65002])).toEqual(down)
    expect(lines({ neighbors: [neighbor('10.0.0.8', 65000), neighbor('10.0.0.9', 65000)] })).toEqual(down)
  })

  test('a stopped machine and a neighbour that is down keep it down', () => {
    expect(lines({}, undefined, { state: [{ vm: 'nva', up: false }] })).toEqual(down)
    expect(lines({ neighbors: [neighbor('10.0.0.8', 65515, { up: false }), neighbor('10.0.0.9')] })).toEqual([
      down[0],
      both[1],
    ])
  })

  test('local-as is the number that the Route Server sees', () => {
    const neighbors = ['10.0.0.8', '10.0.0.9'].map((address) => neighbor(address, 65515, { localAs: 65099 }))
    expect(lines({ neighbors }, ['10.0.0.20', 65099])).toEqual(both)
    expect(lines({ neighbors })).toEqual(down)
  })

  test('R4.17: the appliance may stand in a peered VNet', () => {
    const { resources, guests } = appliance('nva', 'other/default', '10.9.0.20', {
      asn: 65001,
      neighbors: [neighbor('10.0.0.8')],
    })
    expect(
      sessionLines(
        [
          hub,
          vnet('other', ['10.9.0.0/16']),
          ...peered('hub', 'other'),
          routeServer('hub', { instances: ['10.0.0.8'], peers: { nva: ['10.9.0.20', 65001] } }),
          ...resources,
        ],
        { guests },
      ),
    ).toEqual(['rs-hub#0 10.0.0.8 - router:nva 10.9.0.20 external'])
  })
})

test('R4.9: a Route Server has sessions with gateways also without branch-to-branch', () => {
  expect(
    sessionLines([
      hub,
      routeServer('hub', { instances: ['10.0.0.8'] }),
      vpnGateway('hub', { instances: ['10.0.0.4'] }),
    ]),
  ).toEqual(['rs-hub#0 10.0.0.8 - vpn-hub#0 10.0.0.4 internal'])
})

test('R4.9: beside a Route Server the gateways of the VNet have none with each other', () => {
  const lines = sessionLines(
    [
      hub,
      gateway('hub'),
      vpnGateway('hub', { instances: ['10.0.0.4'] }),
      routeServer('hub', { instances: ['10.0.0.8'] }),
    ],
    { gateways: [{ name: 'gw-hub', instanceIps: ['10.0.0.12', '10.0.0.13'] }] },
  )
  expect(lines.filter((line) => !line.includes('rs-hub'))).toEqual([])
  expect(lines).toHaveLength(3)
})

test('R3.8: different numbers make external sessions', () => {
  expect(
    sessionLines([
      hub,
      routeServer('hub', { instances: ['10.0.0.8'] }),
      vpnGateway('hub', { asn: 65004, instances: ['10.0.0.4'] }),
    ]),
  ).toEqual(['rs-hub#0 10.0.0.8 - vpn-hub#0 10.0.0.4 external'])
})
