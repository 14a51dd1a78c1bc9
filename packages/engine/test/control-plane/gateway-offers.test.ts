// Which next hops the gateways and the Route Server of a VNet offer to its NICs, and which of them win.
import { describe, expect, test } from 'vitest'
import type { Site, World } from '../../src/resources/index.ts'
import { ipsec, localNetworkGateway, routeServer, vnet2vnet, vpnGateway } from '../model/azure-vpn.ts'
import type { ArmResource, PlainObject } from '../model/network-of.ts'
import { appliance, neighbor } from './appliances.ts'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  peered,
  peeringSide,
  transit,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } })
const lng = localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1', prefixes: ['192.168.9.0/24'] })
const branch = (paths: readonly (readonly number[])[] = [[65010]]): Site => ({
  name: 'branch',
  asn: 65010,
  links: [
    {
      localNetworkGateway: 'lng',
      advertises: paths.map((asPath, index) => ({ prefix: `192.168.${index}.0/24`, asPath })),
    },
  ],
})

const gatewayRows = (resources: readonly ArmResource[], world: Partial<World> = {}, subnet = 'hub/default') =>
  printed(resources, world)
    .ownRows(subnet)
    .filter((row) => row.startsWith('VirtualNetworkGateway'))
    .map((row) => row.replace(/^VirtualNetworkGateway Active (\S+) VirtualNetworkGateway/, '$1'))

describe('R3.10: the next hop of a VPN gateway', () => {
  const vpn = (instances: readonly string[], properties: PlainObject = {}, world: Partial<World> = {}) =>
    gatewayRows([hub, vpnGateway('hub', { instances, properties }), lng, ipsec('hub', 'lng', false)], {
      gateways: [{ name: 'vpn-hub', publicIps: ['20.0.0.1', '20.0.0.2'] }],
      ...world,
    })

  test('active-standby: the public address', () => {
    expect(vpn(['10.0.0.4'])).toEqual(['192.168.9.0/24 20.0.0.1'])
  })

  test('active-active: both instances', () => {
    expect(vpn(['10.0.0.4', '10.0.0.5'])).toEqual(['192.168.9.0/24 10.0.0.4,10.0.0.5'])
  })

  test('none is printed where none is known', () => {
    expect(vpn([], { activeActive: true }, { gateways: [] })).toEqual(['192.168.9.0/24 -'])
    expect(vpn([], {}, { gateways: [] })).toEqual(['192.168.9.0/24 -'])
  })
})

test('observed 14: of two instances the one with the shorter path alone', () => {
  const nva = appliance(
    'csr',
    'branch/default',
    '192.168.0.4',
    {
      asn: 65010,
      networks: ['172.20.0.0/24'],
      neighbors: [
        neighbor('10.0.0.4', 65515, { export: { rules: [{ action: 'permit', prepend: [65010] }] } }),
        neighbor('10.0.0.5'),
      ],
    },
    { addresses: [{ dev: 'lo', address: '172.16.0.1/32' }] },
  )
  const rows = gatewayRows(
    [
      hub,
      vnet('branch', ['192.168.0.0/16']),
      vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
      localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1' }),
      ipsec('hub', 'lng'),
      ...nva.resources,
    ],
    { guests: nva.guests },
  )
  expect(rows).toContain('172.20.0.0/24 10.0.0.5')
})

describe('a device with a tunnel to one instance of an active-active gateway', () => {
  const nva = appliance(
    'csr',
    'branch/default',
    '192.168.0.4',
    { asn: 65010, networks: ['172.20.0.0/24'], neighbors: [neighbor('10.0.0.4', 65004)] },
    { addresses: [{ dev: 'lo', address: '172.16.0.1/32' }] },
  )
  const rows = (more: readonly ArmResource[]) =>
    gatewayRows(
      [
        hub,
        vnet('branch', ['192.168.0.0/16']),
        vpnGateway('hub', { asn: 65004, instances: ['10.0.0.4', '10.0.0.5'] }),
        localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1' }),
        ipsec('hub', 'lng'),
        ...nva.resources,
        ...more,
      ],
      { guests: nva.guests },
    )

  test('that instance alone leads there', () => {
    expect(rows([])).toContain('172.20.0.0/24 10.0.0.4')
  })

  test('R3.8: both do, where a Route Server hears of it from each as from another AS', () => {
    const server = routeServer('hub', {
      instances: ['10.0.0.8'],
      properties: { allowBranchToBranchTraffic: true },
    })
    expect(rows([server])).toContain('172.20.0.0/24 10.0.0.4,10.0.0.5')
  })
})

describe('R3.7: the host route to a BGP peer', () => {
  const rows = (more: readonly ArmResource[]) =>
    gatewayRows(
      [hub, vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }), lng, ipsec('hub', 'lng'), ...more],
      {
        sites: [branch()],
      },
    )
  const host = '172.16.0.1/32 10.0.0.4,10.0.0.5'

  test('is on NICs where the VPN gateway is alone', () => {
    expect(rows([])).toContain(host)
  })

  test('is not beside a Route Server, nor beside an ExpressRoute gateway (§13)', () => {
    expect(rows([routeServer('hub', { instances: ['10.0.0.8'] })])).not.toContain(host)
    expect(rows([gateway('hub')])).not.toContain(host)
  })
})

describe('R3.31: the same prefix by both gateways', () => {
  const rows = (erPath: readonly number[], more: readonly ArmResource[] = []) =>
    gatewayRows(
      [
        hub,
        gateway('hub'),
        circuit('er'),
        connected('hub', 'er'),
        vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
        lng,
        ipsec('hub', 'lng'),
        ...more,
      ],
      {
        circuits: [linksOf('er', 0)],
        sites: [
          announcing('dc', 65020, { er: { '192.168.0.0/24': erPath, '192.168.0.0/16': erPath } }),
          branch(),
        ],
      },
    )
  const server = (hubRoutingPreference: string) =>
    routeServer('hub', {
      instances: ['10.0.0.8'],
      properties: { allowBranchToBranchTraffic: true, hubRoutingPreference },
    })

  test('ExpressRoute, though its path is longer; what VPN alone has stays with it', () => {
    expect(rows([65020, 65020, 65020])).toEqual([
      '192.168.0.0/16 10.2.146.76,10.2.146.77',
      '192.168.0.0/24 10.2.146.76,10.2.146.77',
      '192.168.9.0/24 10.0.0.4,10.0.0.5',
    ])
  })

  test('beside a Route Server its preference decides (R4.8), and one MSEE remains (R4.12)', () => {
    const only = (preference: string, path: readonly number[] = [65020]) =>
      rows(path, [server(preference)]).filter((row) => row.startsWith('192.168.0.0/24'))
    expect(only('ExpressRoute')).toEqual(['192.168.0.0/24 10.2.146.76'])
    expect(only('VpnGateway')).toEqual(['192.168.0.0/24 10.0.0.4,10.0.0.5'])
    expect(only('ASPath', [65020])).toEqual(['192.168.0.0/24 10.0.0.4,10.0.0.5'])
  })
})

describe('what appliances offer', () => {
  const nva = appliance('nva', 'hub/default', '10.0.0.20', {
    asn: 65001,
    neighbors: [neighbor('10.0.0.8'), neighbor('10.0.0.9')],
    networks: ['0.0.0.0/0', '10.9.0.0/16'],
  })
  const resources = [
    hub,
    vnet('spoke', ['10.1.0.0/16']),
    vnet('friend', ['10.9.0.0/16']),
    ...transit('hub', 'spoke'),
    ...peered('hub', 'friend'),
    routeServer('hub', { instances: ['10.0.0.8', '10.0.0.9'], peers: { nva: ['10.0.0.20', 65001] } }),
    ...nva.resources,
  ]
  const { table } = printed(resources, { guests: nva.guests })

  test('both instances offer the same next hop once', () => {
    expect(gatewayRows(resources, { guests: nva.guests })).toContain('0.0.0.0/0 10.0.0.20')
  })

  test('R1.15: no NIC of a peered VNet’s neighbour gets that VNet’s prefix, one further away does (observed 7)', () => {
    expect(gatewayRows(resources, { guests: nva.guests }).join()).not.toContain('10.9.0.0/16')
    expect(gatewayRows(resources, { guests: nva.guests }, 'spoke/default')).toContain('10.9.0.0/16 10.0.0.20')
  })

  test('the appliance is met in the own VNet, or over the peering that leads to it', () => {
    const over = (subnet: string) => {
      const target = table(subnet).rows.find(({ source }) => source === 'VirtualNetworkGateway')?.target
      return target?.kind === 'appliances' ? target.appliances.map((one) => one.over?.name) : 'none'
    }
    expect(over('hub/default')).toEqual([undefined])
    expect(over('spoke/default')).toEqual(['to-hub'])
  })
})

test('a next hop in a VNet whose peering is not connected is met over no peering', () => {
  const over = (peeringState: string) => {
    const neighbors = [
      neighbor('10.0.0.8', 65515, { export: { rules: [{ action: 'permit', setNextHop: '10.9.0.4' }] } }),
    ]
    const nva = appliance('nva', 'hub/default', '10.0.0.20', {
      asn: 65001,
      neighbors,
      networks: ['192.168.1.0/24'],
    })
    const { table } = printed(
      [
        hub,
        vnet('friend', ['10.9.0.0/16']),
        peeringSide('hub', 'friend', { peeringState }),
        peeringSide('friend', 'hub'),
        routeServer('hub', { instances: ['10.0.0.8'], peers: { nva: ['10.0.0.20', 65001] } }),
        ...nva.resources,
      ],
      { guests: nva.guests },
    )
    const target = table('hub/default').rows.find(({ source }) => source === 'VirtualNetworkGateway')?.target
    return target?.kind === 'appliances' ? target.appliances.map((one) => one.over?.name) : 'none'
  }
  expect(over('Connected')).toEqual(['to-friend'])
  expect(over('Disconnected')).toEqual([undefined])
})

test('R3.15a: between VNets without BGP NICs have the far space by the gateway', () => {
  const rows = gatewayRows([
    hub,
    vnet('far', ['10.9.0.0/16']),
    vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
    vpnGateway('far', { instances: ['10.9.0.4'] }),
    vnet2vnet('hub', 'far', false),
    vnet2vnet('far', 'hub', false),
  ])
  expect(rows).toEqual(['10.9.0.0/16 10.0.0.4,10.0.0.5'])
})
