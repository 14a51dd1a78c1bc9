// The small networks that samples and tests of forwarding are made of.
import type { GuestConfiguration, World } from '../../src/resources/index.ts'
import { connectivity } from '../model/azure.ts'
import {
  type ArmResource,
  appliance,
  circuit,
  connection,
  gateway,
  type PeeringFlags,
  peered,
  type Route,
  routeTable,
  transit,
  vm,
  vnet,
} from './azure.ts'
import { localNetworkGateway, siteConnection, vpnGateway } from './azure-gateways.ts'

/** Two spokes around a hub with an appliance; each spoke sends the other's space to it. */
export const spokesOverAppliance = (
  flags: { readonly ofA?: PeeringFlags; readonly ofB?: PeeringFlags; readonly ofHub?: PeeringFlags } = {},
  hub: readonly ArmResource[] = appliance('nva', 'hub/nva', '10.0.1.4'),
  nextHop = '10.0.1.4',
): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24', second: '10.0.2.0/24' }),
  vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'a-routes' } }),
  vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'b-routes' } }),
  ...peered('hub', 'a', flags.ofHub, flags.ofA),
  ...peered('hub', 'b', flags.ofHub, flags.ofB),
  routeTable('a-routes', [['10.2.0.0/16', 'VirtualAppliance', nextHop]]),
  routeTable('b-routes', [['10.1.0.0/16', 'VirtualAppliance', nextHop]]),
  ...vm('vm-a', 'a/main', '10.1.0.4'),
  ...vm('vm-b', 'b/main', '10.2.0.4'),
  ...hub,
]

/** Both spokes accept relayed packets. */
export const forwarded = {
  ofA: { allowForwardedTraffic: true },
  ofB: { allowForwardedTraffic: true },
} as const

export const guest = (name: string, configuration: GuestConfiguration): Partial<World> => ({
  guests: { [name]: configuration },
})

export const lan = (
  routes: readonly Route[] = [],
  subnet: { readonly [setting: string]: string | boolean } = {},
) => [
  vnet('lan', '10.0.0.0/16', { main: { prefix: '10.0.0.0/24', routeTable: 'routes', ...subnet } }),
  routeTable('routes', routes),
  ...vm('vm1', 'lan/main', '10.0.0.4'),
  ...vm('vm2', 'lan/main', '10.0.0.5'),
]

export const relayed: PeeringFlags = { allowForwardedTraffic: true }

/** A spoke with user routes, behind a hub whose VPN gateway speaks BGP with a device that nobody describes. */
export const behindVpnGateway = (routes: readonly Route[]): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
  vpnGateway('hub', ['10.0.255.4']),
  localNetworkGateway('branch', [], { asn: 65010, bgpPeeringAddress: '192.168.0.1' }),
  siteConnection('hub', 'branch', true),
  vnet('spoke', '10.3.0.0/16', { main: { prefix: '10.3.0.0/24', routeTable: 'routes' } }),
  ...transit('hub', 'spoke'),
  routeTable('routes', routes),
  ...vm('vm3', 'spoke/main', '10.3.0.4'),
]

/** A VPN gateway with a pool of addresses for clients. */
export const remoteUsers: readonly ArmResource[] = [
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
  vpnGateway('hub', ['10.0.255.4'], {
    vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ['172.16.200.0/24'] } },
  }),
]

export const stoppedVm2: Partial<World> = { state: [{ vm: 'vm2', up: false }] }

export const pair = (ofLeft: PeeringFlags, ofRight: PeeringFlags) => [
  vnet('left', '10.1.0.0/16', { main: '10.1.0.0/24', other: '10.1.1.0/24' }),
  vnet('right', '10.2.0.0/16', { main: '10.2.0.0/24' }),
  ...peered('left', 'right', ofLeft, ofRight),
  ...vm('vm1', 'left/main', '10.1.0.4'),
  ...vm('vm2', 'right/main', '10.2.0.4'),
]

/** A machine in a private subnet with service endpoints; everything else goes to an appliance that does not exist. */
export const withServices = (serviceEndpoints: readonly string[]) => [
  vnet('lan', '10.0.0.0/16', {
    main: { prefix: '10.0.0.0/24', routeTable: 'routes', defaultOutboundAccess: false, serviceEndpoints },
  }),
  routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.0.99']]),
  ...vm('vm1', 'lan/main', '10.0.0.4'),
]

/** The same two VNets as members of a mesh, without a peering. */
export const meshed = (members: readonly string[] = ['left', 'right'], routes: readonly Route[] = []) => [
  vnet('left', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
  vnet('right', '10.2.0.0/16', { main: '10.2.0.0/24' }),
  routeTable('routes', routes),
  ...connectivity('mesh', members),
  ...vm('vm1', 'left/main', '10.1.0.4'),
  ...vm('vm2', 'right/main', '10.2.0.4'),
]

export const subnetPeering = (local: string, remote: string): PeeringFlags => ({
  peerCompleteVnets: false,
  localSubnetNames: [local],
  remoteSubnetNames: [remote],
})

/** A hub with a gateway, and a site with one host behind the circuit. */
export const branch: { readonly resources: readonly ArmResource[]; readonly world: Partial<World> } = {
  resources: [
    vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
    ...vm('vm1', 'hub/main', '10.0.0.4'),
    gateway('hub'),
    circuit('er1', '172.31.0.0/30', '172.31.0.4/30'),
    connection('hub', 'er1'),
  ],
  world: {
    sites: [
      {
        name: 'office',
        asn: 65050,
        prefixes: ['192.168.0.0/16'],
        hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
        links: [{ circuit: 'er1', advertises: [{ prefix: '192.168.0.0/16' }] }],
      },
    ],
  },
}

/** Appliances in a row, each of them the next hop of the one before. */
export const chainOf = (length: number): readonly ArmResource[] => {
  const numbers = Array.from({ length }, (_, index) => index)
  return [
    vnet(
      'chain',
      '10.0.0.0/8',
      Object.fromEntries(numbers.map((n) => [`s${n}`, { prefix: `10.${n}.0.0/24`, routeTable: `r${n}` }])),
    ),
    ...numbers.flatMap((n) => [
      routeTable(`r${n}`, n === length - 1 ? [] : [['172.16.0.0/12', 'VirtualAppliance', `10.${n + 1}.0.4`]]),
      ...appliance(`nva${n}`, `chain/s${n}`, `10.${n}.0.4`),
    ]),
  ]
}
