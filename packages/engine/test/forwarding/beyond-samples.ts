// Small networks, as in samples.ts, for what lies beyond a VNet's fabric: tunnels, VPN gateways, hubs, services.
import type { GuestTunnel } from '../../src/model/index.ts'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { appliance, azureFirewall, peered, routeTable, securityGroup, vm, vnet } from './azure.ts'
import {
  hubVpnGateway,
  localNetworkGateway,
  routeServer,
  siteConnection,
  virtualHub,
  virtualWan,
  vnetConnection,
  vpnGateway,
  vpnSite,
} from './azure-gateways.ts'
import type { Sample } from './sample.ts'
import { branch, forwarded, guest, lan, spokesOverAppliance } from './sample-networks.ts'

const left: GuestTunnel = {
  kind: 'vxlan',
  dev: 'vxlan0',
  id: 7,
  local: '10.0.0.9',
  remote: '10.0.0.10',
  inner: '169.254.0.1/24',
}
const right: GuestTunnel = { ...left, local: '10.0.0.10', remote: '10.0.0.9', inner: '169.254.0.2/24' }

const towards = (prefix: string, via: string, tunnels: readonly GuestTunnel[]): GuestConfiguration => ({
  ipForward: true,
  tunnels,
  routes: [{ prefix, via }],
})

/** Two appliances of one VNet with a tunnel between them; the far one has the VNet beyond as its peer. */
const tunnelled = [
  ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
  ...appliance('near', 'lan/main', '10.0.0.9'),
  ...appliance('far', 'lan/main', '10.0.0.10'),
]

const throughTunnel = (near: GuestConfiguration, far: GuestConfiguration) => ({
  guests: { near, far },
})

const behindVpn = (...more: Parameters<typeof vnet>[2][]) =>
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27', ...more[0] })

/** Two VNets with VPN gateways, of which one or both have a connection. */
const twoGateways = [
  behindVpn(),
  vpnGateway('hub', ['10.0.255.4']),
  vnet('far', '10.9.0.0/16', { main: '10.9.0.0/24', GatewaySubnet: '10.9.255.0/27' }),
  vpnGateway('far', ['10.9.255.4']),
  vnetConnection('hub', 'far'),
  ...vm('vm1', 'hub/main', '10.0.0.4'),
  ...vm('vm9', 'far/main', '10.9.0.4'),
]

const oneHub = [
  virtualWan,
  vnet('a', '10.1.0.0/16', { main: '10.1.0.0/24' }),
  vnet('b', '10.2.0.0/16', { main: '10.2.0.0/24' }),
  virtualHub('hub', { prefix: '10.100.0.0/23', routers: ['10.100.0.69', '10.100.0.70'], vnets: ['a', 'b'] }),
  ...vm('vm-a', 'a/main', '10.1.0.4'),
  ...vm('vm-b', 'b/main', '10.2.0.4'),
]

/** What ends beyond the fabric, and why. */
export const beyondSamples: readonly Sample[] = [
  {
    name: 'a site behind a connection with NAT rules',
    resources: [
      vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
      vpnGateway('hub', ['10.0.255.4']),
      localNetworkGateway('branch', ['192.168.0.0/16']),
      siteConnection('hub', 'branch', false, { egressNatRules: [{ id: 'rule' }] }),
      ...vm('vm1', 'hub/main', '10.0.0.4'),
    ],
    world: {
      sites: [
        {
          name: 'tokyo',
          prefixes: ['192.168.0.0/16'],
          hosts: [{ name: 'pc', ip: '192.168.0.10' }],
          links: [{ localNetworkGateway: 'branch', advertises: [] }],
        },
      ],
    },
    question: { from: 'vm1', to: 'pc' },
    ending: 'unknown',
    decision: 'natRules',
  },
  {
    name: 'a tunnel that goes to a machine which has none',
    resources: tunnelled,
    world: throughTunnel(towards('10.99.0.0/16', '169.254.0.2', [left]), { tunnels: [] }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'tunnelDown',
    decision: 'tunnelDown',
  },
  {
    name: 'a GRE tunnel over the fabric',
    resources: tunnelled,
    world: throughTunnel(towards('10.99.0.0/16', '169.254.0.2', [{ ...left, kind: 'gre' }]), {
      tunnels: [{ ...right, kind: 'gre' }],
    }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'tunnelDown',
    decision: 'tunnelBlocked',
  },
  {
    name: 'a tunnel whose far end lies behind itself',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      vnet('far', '10.99.0.0/16', { main: '10.99.0.0/24' }),
      ...peered('lan', 'far'),
      ...appliance('near', 'lan/main', '10.0.0.9'),
      ...appliance('far', 'far/main', '10.99.0.10'),
    ],
    world: throughTunnel(towards('10.99.0.0/16', '169.254.0.2', [{ ...left, remote: '10.99.0.10' }]), {
      tunnels: [{ ...right, local: '10.99.0.10' }],
    }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'loop',
    decision: 'tunnelRecursion',
  },
  {
    name: 'an appliance that sends with the address of its tunnel',
    resources: [
      ...tunnelled,
      vnet('beyond', '10.99.0.0/16', { main: '10.99.0.0/24' }),
      ...peered('lan', 'beyond'),
      ...vm('target', 'beyond/main', '10.99.0.4'),
    ],
    world: throughTunnel(towards('10.99.0.0/16', '169.254.0.2', [left]), {
      ipForward: true,
      tunnels: [right],
    }),
    question: { from: 'near', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'linkLocalSource',
  },
  {
    name: 'the same where a rule would deny it too: no rule could let it pass',
    resources: [
      ...lan([['10.99.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
      ...appliance('near', 'lan/main', '10.0.0.9'),
      ...appliance('far', 'lan/main', '10.0.0.10', { networkSecurityGroup: 'nsg' }),
      securityGroup('nsg', { 100: { direction: 'Outbound', access: 'Deny', source: '169.254.0.0/16' } }),
      vnet('beyond', '10.99.0.0/16', { main: '10.99.0.0/24' }),
      ...peered('lan', 'beyond'),
      ...vm('target', 'beyond/main', '10.99.0.4'),
    ],
    world: throughTunnel(towards('10.99.0.0/16', '169.254.0.2', [left]), {
      ipForward: true,
      tunnels: [right],
    }),
    question: { from: 'near', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'linkLocalSource',
  },
  {
    name: 'a connection to a device that nobody describes',
    resources: [
      behindVpn(),
      vpnGateway('hub', ['10.0.255.4']),
      localNetworkGateway('lng', ['192.168.0.0/16']),
      siteConnection('hub', 'lng'),
      ...vm('vm1', 'hub/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '192.168.0.4' },
    ending: 'unknown',
    decision: 'deviceNotDescribed',
  },
  {
    name: 'a gateway that another one has no connection to',
    resources: twoGateways,
    question: { from: 'vm1', to: 'vm9' },
    ending: 'tunnelDown',
    decision: 'connectionOneSided',
  },
  {
    name: 'two gateways with static connections',
    resources: [...twoGateways, vnetConnection('far', 'hub')],
    question: { from: 'vm1', to: 'vm9' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a user route to a VPN gateway that knows no more',
    resources: [
      vnet('hub', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
        GatewaySubnet: '10.0.255.0/27',
      }),
      vpnGateway('hub', ['10.0.255.4']),
      routeTable('routes', [['10.99.0.0/16', 'VirtualNetworkGateway']]),
      ...vm('vm1', 'hub/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'gatewayNoRoute',
    decision: 'noConnection',
  },
  {
    name: 'a Route Server as next hop',
    resources: [
      vnet('lan', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
        RouteServerSubnet: '10.0.1.0/27',
      }),
      routeServer('lan', ['10.0.1.4', '10.0.1.5'], { ip: '10.0.0.9', asn: 65001 }),
      routeTable('routes', [['10.99.0.0/16', 'VirtualAppliance', '10.0.1.4']]),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
      ...appliance('nva', 'lan/main', '10.0.0.9'),
    ],
    world: guest('nva', { bgp: { asn: 65001, neighbors: [] } }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'applianceNotForwarding',
    decision: 'neverForwards',
  },
  {
    name: 'a Route Server that is pinged',
    resources: [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24', RouteServerSubnet: '10.0.1.0/27' }),
      routeServer('lan', ['10.0.1.4', '10.0.1.5'], { ip: '10.0.0.9', asn: 65001 }),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.0.1.5' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'two VNets of one virtual hub',
    resources: oneHub,
    question: { from: 'vm-a', to: 'vm-b' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'an address of a hub that nothing there has',
    resources: oneHub,
    question: { from: 'vm-a', to: '10.100.0.99' },
    ending: 'noSuchHost',
    decision: 'nobodyOwns',
  },
  {
    name: 'what a branch sends to a hub that has no route on',
    resources: [...oneHub, hubVpnGateway('hub', 'site'), vpnSite('site', ['192.168.0.0/16'])],
    world: {
      sites: [
        {
          name: 'office',
          prefixes: ['192.168.0.0/16'],
          hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
          links: [{ vpnSite: 'site', advertises: [{ prefix: '192.168.0.0/16' }] }],
        },
      ],
    },
    question: { from: 'pc1', to: '10.77.0.4' },
    ending: 'gatewayNoRoute',
    decision: 'noHubRoute',
  },
  {
    name: 'a firewall that sends to private space which nothing leads to',
    resources: [
      vnet('lan', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
        AzureFirewallSubnet: '10.0.1.0/26',
      }),
      routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
      azureFirewall('firewall', 'lan', '10.0.1.4'),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'effectiveRoute',
  },
  {
    name: 'a firewall that the answer goes past',
    resources: [
      ...spokesOverAppliance(forwarded).filter(({ name }) => name !== 'b-routes'),
      routeTable('b-routes', [['10.1.0.0/16', 'VirtualAppliance', '10.0.1.5']]),
      ...appliance('nva2', 'hub/nva', '10.0.1.5'),
    ],
    world: guest('nva', {
      policies: { FORWARD: 'drop' },
      filters: [
        { chain: 'FORWARD', flow: 'established', action: 'accept' },
        { chain: 'FORWARD', flow: 'new', action: 'accept' },
      ],
    }),
    question: { from: 'vm-a', to: 'vm-b', protocol: 'tcp', port: 443 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a site that announces everything',
    resources: branch.resources,
    world: {
      sites: [
        {
          name: 'office',
          asn: 65050,
          prefixes: ['192.168.0.0/16'],
          links: [{ circuit: 'er1', advertises: [{ prefix: '0.0.0.0/0' }] }],
        },
      ],
    },
    question: { from: 'vm1', to: '203.0.113.9' },
    ending: 'unknown',
    decision: 'siteNotDescribed',
  },
  {
    name: 'an appliance that relays to the Internet without translation',
    resources: [
      ...lan([['8.8.8.0/24', 'VirtualAppliance', '10.77.9.9']]),
      vnet('edge', '10.77.9.0/24', { main: '10.77.9.0/24' }),
      ...peered('lan', 'edge', {}, { allowForwardedTraffic: true }),
      ...appliance('nva', 'edge/main', '10.77.9.9', { publicAddress: true }),
    ],
    question: { from: 'vm1', to: '8.8.8.8', protocol: 'tcp', port: 443 },
    ending: 'noInternetEgress',
    decision: 'foreignSource',
  },
]
