// Small networks, each with a question whose packet ends in one particular way for one particular reason.
import type { DecisionCode, Ending } from '../../src/forwarding/index.ts'
import type { TraceQuestion } from '../../src/queries/index.ts'
import type { World } from '../../src/resources/index.ts'
import {
  type ArmResource,
  appliance,
  azureFirewall,
  gateway,
  loadBalancer,
  nic,
  peered,
  peeringSide,
  privateEndpoint,
  routeTable,
  transit,
  vm,
  vmOn,
  vnet,
} from './azure.ts'
import {
  behindVpnGateway,
  branch,
  chainOf,
  forwarded,
  guest,
  lan,
  pair,
  relayed,
  spokesOverAppliance,
  stoppedVm2,
  subnetPeering,
} from './sample-networks.ts'

/** A network with a question, how its packet ends, and the decision that ends it. */
export interface Sample {
  readonly name: string
  readonly resources: readonly ArmResource[]
  readonly world?: Partial<World>
  readonly question: TraceQuestion
  readonly ending: Ending
  readonly decision: DecisionCode
}

/** Every ending of the closed list, and every reason for it. */
export const samples: readonly Sample[] = [
  {
    name: 'two machines of one VNet',
    resources: lan(),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a private endpoint in a peered VNet',
    resources: [...pair({}, {}), privateEndpoint('storage', 'right/main', '10.2.0.9')],
    question: { from: 'vm1', to: '10.2.0.9', protocol: 'tcp', port: 443 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a host of a site behind a circuit',
    resources: branch.resources,
    world: branch.world,
    question: { from: 'vm1', to: 'pc1' },
    ending: 'delivered',
    decision: 'siteNetwork',
  },
  {
    name: 'an instance with a public address pings the Internet',
    resources: [...lan(), ...vm('web', 'lan/main', '10.0.0.6', { publicAddress: true })],
    question: { from: 'web', to: '8.8.8.8' },
    ending: 'deliveredToInternet',
    decision: 'internetEgress',
  },
  {
    name: 'private space that no route covers but None',
    resources: lan(),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'effectiveRoute',
  },
  {
    name: 'IPv6 out of a VNet that has none',
    resources: [...lan(), ...vm('six', 'lan/main', 'fd00::6')],
    question: { from: 'six', to: '2001:db8::1' },
    ending: 'noRoute',
    decision: 'noEffectiveRoute',
  },
  {
    name: 'a next hop that is in no peered VNet',
    resources: lan([['10.99.0.0/16', 'VirtualAppliance', '10.50.0.4']]),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'nextHopUnreachable',
  },
  {
    name: 'an appliance whose kernel discards the packet',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      ...appliance('nva', 'lan/main', '10.0.0.9'),
    ],
    world: guest('nva', { routes: [{ prefix: '10.99.0.0/16', blackhole: true }] }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'kernelBlackhole',
  },
  {
    name: 'a user route to an ExpressRoute gateway',
    resources: [
      ...branch.resources,
      vnet('spoke', '10.3.0.0/16', { main: { prefix: '10.3.0.0/24', routeTable: 'routes' } }),
      ...transit('hub', 'spoke'),
      routeTable('routes', [['10.99.0.0/16', 'VirtualNetworkGateway']]),
      ...vm('vm3', 'spoke/main', '10.3.0.4'),
    ],
    world: branch.world,
    question: { from: 'vm3', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'userRouteToGateway',
  },
  {
    name: 'private space that a user route sends to the Internet',
    resources: lan([['0.0.0.0/0', 'Internet']]),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'notRoutableOnInternet',
  },
  {
    name: 'an appliance whose NIC may not forward',
    resources: [...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.5']])],
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'applianceNotForwarding',
    decision: 'nicForwardingOff',
  },
  {
    name: 'an appliance whose guest does not forward',
    resources: spokesOverAppliance(forwarded),
    world: guest('nva', { ipForward: false }),
    question: { from: 'vm-a', to: 'vm-b' },
    ending: 'applianceNotForwarding',
    decision: 'guestForwardingOff',
  },
  {
    name: 'a next hop that nobody owns',
    resources: lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.77']]),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'applianceMissing',
    decision: 'nobodyOwns',
  },
  {
    name: 'a next hop whose machine is stopped',
    resources: lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.5']]),
    world: stoppedVm2,
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'applianceMissing',
    decision: 'nextHopStopped',
  },
  {
    name: 'a next hop that is a NIC without a machine',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      nic('spare', 'lan/main', '10.0.0.9', { forwards: true }),
    ],
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'applianceMissing',
    decision: 'machineStopped',
  },
  {
    name: 'a load balancer without a running backend',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.100']]),
      loadBalancer('lb', 'lan/main', '10.0.0.100'),
    ],
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'applianceMissing',
    decision: 'loadBalanced',
  },
  {
    name: 'a machine whose address somebody nearer has too',
    resources: [
      ...lan(),
      vnet('other', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      ...vm('twin', 'other/main', '10.0.0.5'),
    ],
    question: { from: 'vm1', to: 'twin' },
    ending: 'deliveredElsewhere',
    decision: 'localDelivery',
  },
  {
    name: 'an address of the VNet that nobody has',
    resources: lan(),
    question: { from: 'vm1', to: '10.0.0.200' },
    ending: 'noSuchHost',
    decision: 'nobodyOwns',
  },
  {
    name: 'a machine that is stopped',
    resources: lan(),
    world: stoppedVm2,
    question: { from: 'vm1', to: 'vm2' },
    ending: 'hostStopped',
    decision: 'machineStopped',
  },
  {
    name: 'a peering without access',
    resources: pair({ allowVirtualNetworkAccess: false }, { allowVirtualNetworkAccess: false }),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'peeringRefused',
    decision: 'virtualNetworkAccessOff',
  },
  {
    name: 'a peering that takes no forwarded traffic',
    resources: spokesOverAppliance({ ofA: { allowForwardedTraffic: true } }),
    question: { from: 'vm-a', to: 'vm-b' },
    ending: 'peeringRefused',
    decision: 'forwardedTrafficOff',
  },
  {
    name: 'a subnet that its VNet has not peered',
    resources: pair(subnetPeering('other', 'main'), subnetPeering('main', 'other')),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'peeringRefused',
    decision: 'subnetNotPeered',
  },
  {
    name: 'a site that was not told of the destination',
    resources: branch.resources,
    world: branch.world,
    question: { from: 'pc1', to: '10.99.0.4' },
    ending: 'gatewayNoRoute',
    decision: 'noBgpRoute',
  },
  {
    name: 'a private subnet without a way out',
    resources: lan([], { defaultOutboundAccess: false }),
    question: { from: 'vm1', to: '8.8.8.8', protocol: 'tcp', port: 443 },
    ending: 'noInternetEgress',
    decision: 'noEgress',
  },
  {
    name: 'a ping through a NAT gateway',
    resources: lan([], { defaultOutboundAccess: false, natGateway: 'nat' }),
    question: { from: 'vm1', to: '8.8.8.8' },
    ending: 'noInternetEgress',
    decision: 'egressWithoutIcmp',
  },
  {
    name: 'an appliance that is its own next hop',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      ...appliance('nva', 'lan/main', '10.0.0.9'),
    ],
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'loop',
    decision: 'seenBefore',
  },
  {
    name: 'more appliances than a packet can pass',
    resources: chainOf(70),
    question: { from: 'nva0', to: '172.16.0.1' },
    ending: 'ttlExpired',
    decision: 'tooManyHops',
  },
  {
    name: 'a firewall in the guest that receives',
    resources: lan(),
    world: guest('vm2', { filters: [{ chain: 'INPUT', protocol: 'icmp', action: 'drop' }] }),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'filtered',
    decision: 'guestFilter',
  },
  {
    name: 'an appliance that sends into a tunnel',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      ...appliance('nva', 'lan/main', '10.0.0.9'),
    ],
    world: guest('nva', {
      tunnels: [
        { kind: 'vxlan', dev: 'vxlan0', local: '10.0.0.9', remote: '10.0.0.5', inner: '169.254.0.1/24' },
      ],
      routes: [{ prefix: '10.99.0.0/16', via: '169.254.0.2' }],
    }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'unknown',
    decision: 'tunnel',
  },
  {
    name: 'a peered VNet that is not among the inputs',
    resources: [
      ...lan(),
      peeringSide('lan', 'elsewhere', {
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.9.0.0/16'] },
      }),
    ],
    question: { from: 'vm1', to: '10.9.0.4' },
    ending: 'unknown',
    decision: 'peerNotInInputs',
  },
  {
    name: 'private space that a VPN gateway may have learned',
    resources: behindVpnGateway([]),
    question: { from: 'vm3', to: '192.168.0.4' },
    ending: 'unknown',
    decision: 'announcementsNotDescribed',
  },
  {
    name: 'a default route of the user, where a VPN gateway may have learned a longer one',
    resources: [
      ...behindVpnGateway([['0.0.0.0/0', 'VirtualAppliance', '10.0.0.9']]),
      ...appliance('nva', 'hub/main', '10.0.0.9'),
    ],
    question: { from: 'vm3', to: '192.168.0.4' },
    ending: 'unknown',
    decision: 'announcementsNotDescribed',
  },
  {
    name: 'a spoke that borrows the gateways of a VNet that is not among the inputs',
    resources: [
      ...lan(),
      peeringSide('lan', 'hub', {
        useRemoteGateways: true,
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.9.0.0/16'] },
      }),
    ],
    question: { from: 'vm1', to: '192.168.0.4' },
    ending: 'unknown',
    decision: 'announcementsNotDescribed',
  },
  {
    name: 'the own address of an Azure Firewall',
    resources: [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24', AzureFirewallSubnet: '10.0.1.0/26' }),
      azureFirewall('firewall', 'lan', '10.0.1.4'),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.0.1.4' },
    ending: 'unknown',
    decision: 'elementNotModelled',
  },
  {
    name: 'a private endpoint behind a closed peering',
    resources: [
      ...pair({ allowVirtualNetworkAccess: false }, {}),
      privateEndpoint('endpoint', 'right/main', '10.2.0.9'),
    ],
    question: { from: 'vm1', to: '10.2.0.9' },
    ending: 'peeringRefused',
    decision: 'virtualNetworkAccessOff',
  },
  {
    name: 'a default route of the user, for a spoke that no VPN gateway learns from a peer',
    resources: [
      ...behindVpnGateway([['0.0.0.0/0', 'VirtualAppliance', '10.0.0.9']]),
      ...appliance('nva', 'hub/main', '10.0.0.9'),
      vnet('sibling', '10.4.0.0/16', { main: '10.4.0.0/24' }),
      ...peered('hub', 'sibling', { allowGatewayTransit: true }, { useRemoteGateways: true, ...relayed }),
      ...vm('vm4', 'sibling/main', '10.4.0.4'),
    ],
    question: { from: 'vm3', to: 'vm4' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'the address of a gateway',
    resources: [
      vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
      gateway('hub', { bgpSettings: { bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.255.4'] }] } }),
      ...vm('vm1', 'hub/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.0.255.4' },
    ending: 'unknown',
    decision: 'elementNotModelled',
  },
  {
    name: 'an address in a VNet that is only referred to',
    resources: [
      {
        ...vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
        existing: true,
      },
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.0.0.77' },
    ending: 'unknown',
    decision: 'ownerNotKnown',
  },
  {
    name: 'a guest that gives packets another destination',
    resources: lan(),
    world: guest('vm2', { dnat: [{ dev: 'eth0', protocol: 'tcp', port: 443, to: '10.0.0.4' }] }),
    question: { from: 'vm1', to: 'vm2', protocol: 'tcp', port: 443 },
    ending: 'unknown',
    decision: 'addressTranslation',
  },
  {
    name: 'a guest that gives other packets another destination',
    resources: lan(),
    world: guest('vm2', { dnat: [{ dev: 'eth0', protocol: 'tcp', port: 443, to: '10.0.0.4' }] }),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a source that the appliance replaces, where the receiving spoke takes no relayed packets',
    resources: spokesOverAppliance(),
    world: guest('nva', { ipForward: true, snat: [{ dev: 'eth0' }] }),
    question: { from: 'vm-a', to: 'vm-b' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'an appliance with two interfaces',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      vnet('far', '10.99.0.0/16', { main: '10.99.0.0/24' }),
      ...peered('lan', 'far', {}, { allowForwardedTraffic: true }),
      nic('outside', 'lan/main', '10.0.0.9', { forwards: true }),
      nic('inside', 'lan/main', '10.0.0.10', { forwards: true }),
      vmOn('nva', ['outside', 'inside']),
    ],
    world: guest('nva', { ipForward: true, routes: [{ prefix: '10.99.0.0/16', dev: 'eth1' }] }),
    question: { from: 'vm1', to: '10.99.0.4' },
    // The inside NIC has the route table too, so Azure hands the packet back to the outside one (R6.12).
    ending: 'loop',
    decision: 'seenBefore',
  },
]
