// Samples of Azure's edge: load balancers, public addresses, ways out, Private Link.
import { appliance, privateEndpoint, routeTable, securityGroup, vm, vnet } from './azure.ts'
import { balancer, endpointTo, natGateway, privateLinkService, publicIp } from './azure-edge.ts'
import type { Sample } from './sample.ts'
import { guest, lan } from './sample-networks.ts'

const web = { pool: 'lb/pool' } as const
const behind = (settings: Parameters<typeof balancer>[1]) => [
  ...lan(),
  balancer('lb', { at: 'lan/main|10.0.0.100', ...settings }),
  ...vm('web1', 'lan/main', '10.0.0.11', web),
]
const published = (settings: Parameters<typeof balancer>[1], sku?: 'Standard') => [
  ...lan(),
  publicIp('pip', '20.0.0.1', sku),
  balancer('lb', { publicIp: 'pip', ...settings }),
  ...vm('web1', 'lan/main', '10.0.0.11', web),
]
const http = { rules: { http: { port: 80 } } } as const
const tcp80 = { protocol: 'tcp', port: 80 } as const
const linked = (status?: string) => [
  ...behind({ rules: { http: { port: 80 } } }),
  privateLinkService('pls', 'lb', 'lan/main', '10.0.0.50'),
  vnet('client', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  ...vm('vm-c', 'client/main', '10.0.0.14'),
  endpointTo('pls', 'pe', 'client/main', '10.0.0.9', status),
]

/** Endings and decisions as in `samples`. */
export const edgeSamples: readonly Sample[] = [
  {
    name: 'a load balancer whose health probe a security group keeps out',
    resources: [
      ...lan(),
      securityGroup('closed', { 100: { protocol: 'Tcp', port: '80' }, 4000: { access: 'Deny' } }),
      balancer('lb', { at: 'lan/main|10.0.0.100', rules: { http: { port: 80, probe: 8080 } } }),
      ...vm('web1', 'lan/main', '10.0.0.11', { ...web, networkSecurityGroup: 'closed' }),
    ],
    question: { from: 'vm1', to: '10.0.0.100', ...tcp80 },
    ending: 'filtered',
    decision: 'probesBlocked',
  },
  {
    name: 'a load balancer that has no rule for the port',
    resources: behind(http),
    question: { from: 'vm1', to: '10.0.0.100', protocol: 'tcp', port: 81 },
    ending: 'applianceNotForwarding',
    decision: 'noBalancingRule',
  },
  {
    name: 'a load balancer with rules for ports, and a question without one',
    resources: behind(http),
    question: { from: 'vm1', to: '10.0.0.100', protocol: 'tcp' },
    ending: 'unknown',
    decision: 'balancingRuleOpen',
  },
  {
    name: 'floating IP, and a guest that does not have the address',
    resources: behind({ rules: { http: { port: 80, floating: true } } }),
    world: guest('web1', { addresses: [{ dev: 'lo', address: '10.0.0.99/32' }] }),
    question: { from: 'vm1', to: '10.0.0.100', ...tcp80 },
    ending: 'applianceNotForwarding',
    decision: 'floatingAddressMissing',
  },
  {
    name: 'an inbound NAT rule of a public frontend',
    resources: published({ natRules: { ssh: { port: 2201, backendPort: 22, to: 'web1-nic/config0' } } }),
    question: { from: '8.8.8.8', to: 'pip', protocol: 'tcp', port: 2201 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a public frontend behind a gateway load balancer whose appliances are gone',
    resources: [
      ...published({ ...http, chainedTo: 'glb' }),
      balancer('glb', {
        at: 'lan/main|10.0.0.200',
        sku: 'Gateway',
        rules: { all: { protocol: 'All', port: 0 } },
      }),
    ],
    question: { from: '8.8.8.8', to: 'pip', ...tcp80 },
    ending: 'applianceMissing',
    decision: 'inlineAppliances',
  },
  {
    name: 'a published machine whose answer a user route takes out by an appliance',
    resources: [
      vnet('lan', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
        nva: '10.0.1.0/24',
      }),
      routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
      ...vm('web', 'lan/main', '10.0.0.4', { publicAddress: true }),
      ...appliance('nva', 'lan/nva', '10.0.1.4', { publicAddress: true }),
    ],
    world: guest('nva', { ipForward: true, snat: [{ dev: 'eth0' }] }),
    question: { from: '8.8.8.8', to: 'web', ...tcp80 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'the public address of a NAT gateway',
    resources: [...lan([], { natGateway: 'nat' }), publicIp('pip', '20.0.0.1'), natGateway('nat', ['pip'])],
    question: { from: '8.8.8.8', to: 'pip', ...tcp80 },
    ending: 'noRoute',
    decision: 'outboundOnly',
  },
  {
    name: 'a public address that nothing has',
    resources: [...lan(), publicIp('pip', '20.0.0.1')],
    question: { from: '8.8.8.8', to: '20.0.0.1', ...tcp80 },
    ending: 'noRoute',
    decision: 'publicAddressUnused',
  },
  {
    name: 'a private endpoint to a Private Link service',
    resources: linked(),
    question: { from: 'vm-c', to: '10.0.0.9', ...tcp80 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a ping to a Private Link service',
    resources: linked(),
    question: { from: 'vm-c', to: '10.0.0.9' },
    ending: 'applianceNotForwarding',
    decision: 'privateLinkProtocol',
  },
  {
    name: 'a private endpoint that nobody has approved',
    resources: linked('Pending'),
    question: { from: 'vm-c', to: '10.0.0.9', ...tcp80 },
    ending: 'applianceNotForwarding',
    decision: 'connectionNotApproved',
  },
  {
    name: 'a private endpoint of a service of Azure',
    resources: [...lan(), privateEndpoint('storage', 'lan/main', '10.0.0.9')],
    question: { from: 'vm1', to: '10.0.0.9', protocol: 'tcp', port: 443 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a Standard public address, and nothing that guards the machine behind it',
    resources: published(http, 'Standard'),
    question: { from: '8.8.8.8', to: 'pip', ...tcp80 },
    ending: 'filtered',
    decision: 'closedAddress',
  },
  {
    name: 'a ping to a private endpoint of a service of Azure',
    resources: [...lan(), privateEndpoint('storage', 'lan/main', '10.0.0.9')],
    question: { from: 'vm1', to: '10.0.0.9' },
    ending: 'applianceNotForwarding',
    decision: 'privateLinkProtocol',
  },
  {
    name: 'an outbound rule for another protocol',
    resources: published({ outbound: { out: 'Tcp' } }),
    question: { from: 'web1', to: '8.8.8.8', protocol: 'udp', port: 53 },
    ending: 'noInternetEgress',
    decision: 'egressForOtherProtocol',
  },
]
