// Samples of what a subnet reaches without an appliance: groups, service endpoints, gateways named by user routes.
import { appliance, privateEndpoint, routeTable, securityGroup, transit, vm, vnet } from './azure.ts'
import type { Sample } from './sample.ts'
import { branch, guest, lan, meshed, withServices } from './sample-networks.ts'

/** Endings and decisions as in `samples`. */
export const directSamples: readonly Sample[] = [
  {
    name: 'a client on the Internet, and a machine without a public address',
    resources: lan(),
    question: { from: '8.8.8.8', to: 'vm1', protocol: 'tcp', port: 443 },
    ending: 'noRoute',
    decision: 'noPublicAddress',
  },
  {
    name: 'a client on the Internet, and a machine with one',
    resources: [...lan(), ...vm('web', 'lan/main', '10.0.0.6', { publicAddress: true })],
    question: { from: '8.8.8.8', to: 'web', protocol: 'tcp', port: 443 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: "Azure's own DNS, whatever the routes say",
    resources: lan([['0.0.0.0/0', 'None']]),
    question: { from: 'vm1', to: '168.63.129.16', protocol: 'udp', port: 53 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: "a ping to Azure's own DNS",
    resources: lan(),
    question: { from: 'vm1', to: '168.63.129.16' },
    ending: 'unknown',
    decision: 'platformPing',
  },
  {
    name: 'a rule that names the platform by its tag',
    resources: [
      ...lan([], { networkSecurityGroup: 'nsg' }),
      securityGroup('nsg', {
        100: { access: 'Deny', direction: 'Outbound', destination: 'AzurePlatformIMDS' },
        200: { access: 'Deny', direction: 'Outbound', destination: '*' },
      }),
    ],
    question: { from: 'vm1', to: '169.254.169.254', protocol: 'tcp', port: 80 },
    ending: 'filtered',
    decision: 'securityRule',
  },
  {
    name: 'a rule for everything, which does not mean the platform',
    resources: [
      ...lan([], { networkSecurityGroup: 'nsg' }),
      securityGroup('nsg', {
        100: { access: 'Deny', direction: 'Outbound', destination: 'AzurePlatformIMDS' },
        200: { access: 'Deny', direction: 'Outbound', destination: '*' },
      }),
    ],
    question: { from: 'vm1', to: '168.63.129.16', protocol: 'udp', port: 53 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'a multicast group',
    resources: lan(),
    question: { from: 'vm1', to: '224.0.0.5' },
    ending: 'noRoute',
    decision: 'notCarried',
  },
  {
    name: "the subnet's first address, which Azure keeps",
    resources: lan(),
    question: { from: 'vm1', to: '10.0.0.1' },
    ending: 'noSuchHost',
    decision: 'reservedAddress',
  },
  {
    name: "a user route to the subnet's first address, as routers outside Azure have it",
    resources: lan([['10.9.0.0/16', 'VirtualAppliance', '10.0.0.1']]),
    question: { from: 'vm1', to: '10.9.0.4' },
    ending: 'applianceMissing',
    decision: 'reservedAddress',
  },
  {
    name: 'a rule of the security group at the destination',
    resources: [
      ...lan([], { networkSecurityGroup: 'nsg' }),
      securityGroup('nsg', { 100: { access: 'Deny', port: '443' } }),
    ],
    question: { from: 'vm1', to: 'vm2', protocol: 'tcp', port: 443 },
    ending: 'filtered',
    decision: 'securityRule',
  },
  {
    name: 'a rule for ports, and a question without one',
    resources: [
      ...lan([], { networkSecurityGroup: 'nsg' }),
      securityGroup('nsg', { 100: { access: 'Deny', port: '443' } }),
    ],
    question: { from: 'vm1', to: 'vm2', protocol: 'tcp' },
    ending: 'unknown',
    decision: 'securityRuleOpen',
  },
  {
    name: 'a machine in another member of a connected group',
    resources: meshed(),
    question: { from: 'vm1', to: '10.2.0.4' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'an appliance in another member of a connected group',
    resources: [
      ...meshed(undefined, [['10.99.0.0/16', 'VirtualAppliance', '10.2.0.9']]),
      ...appliance('nva', 'right/main', '10.2.0.9'),
    ],
    world: guest('nva', { routes: [{ prefix: '10.99.0.0/16', blackhole: true }] }),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'kernelBlackhole',
  },
  {
    name: 'a private endpoint in another member of a connected group',
    resources: [...meshed(), privateEndpoint('storage', 'right/main', '10.2.0.9')],
    question: { from: 'vm1', to: '10.2.0.9', protocol: 'tcp', port: 443 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'an address that two members of a connected group have',
    resources: [...meshed(['left', 'right', 'third']), vnet('third', '10.2.0.0/17', { main: '10.2.0.0/24' })],
    question: { from: 'vm1', to: '10.2.0.4' },
    ending: 'noRoute',
    decision: 'membersOverlap',
  },
  {
    name: 'a service endpoint in a private subnet, whose default route goes to an appliance',
    resources: withServices(['Microsoft.Storage']),
    // 20.60.86.0/23 is Storage in East Asia.
    question: { from: 'vm1', to: '20.60.86.4', protocol: 'tcp', port: 443 },
    ending: 'deliveredToInternet',
    decision: 'serviceEndpoint',
  },
  {
    name: 'a public address, where a service has an endpoint whose prefixes are not known',
    resources: withServices(['Microsoft.Storage', 'Microsoft.Unheard']),
    question: { from: 'vm1', to: '8.8.8.8' },
    ending: 'unknown',
    decision: 'serviceTagNotKnown',
  },
  {
    name: 'a public address, where a user route has a tag that is not known',
    resources: lan([['NoSuchTag', 'None']]),
    question: { from: 'vm1', to: '8.8.8.8' },
    ending: 'unknown',
    decision: 'serviceTagNotKnown',
  },
  {
    name: 'a neighbour, where a user route has a tag that is not known',
    resources: lan([['NoSuchTag', 'None']]),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'private space, where a user route has a tag that is not known',
    resources: lan([['NoSuchTag', 'Internet']]),
    question: { from: 'vm1', to: '10.99.0.4' },
    ending: 'noRoute',
    decision: 'effectiveRoute',
  },
  {
    name: 'a public address with a user route of its own, where another has a tag that is not known',
    resources: lan([
      ['NoSuchTag', 'None'],
      ['8.8.8.8/32', 'None'],
    ]),
    question: { from: 'vm1', to: '8.8.8.8' },
    ending: 'noRoute',
    decision: 'effectiveRoute',
  },
  {
    name: 'a user route to an ExpressRoute gateway, where the switch lets it turn round at the MSEE',
    resources: [
      ...branch.resources,
      vnet('spoke', '10.3.0.0/16', { main: { prefix: '10.3.0.0/24', routeTable: 'routes' } }),
      ...transit('hub', 'spoke'),
      routeTable('routes', [['192.168.0.0/16', 'VirtualNetworkGateway']]),
      ...vm('vm3', 'spoke/main', '10.3.0.4'),
    ],
    world: { ...branch.world, settings: { userRouteToExpressRouteGateway: 'hairpin' } },
    question: { from: 'vm3', to: 'pc1' },
    ending: 'delivered',
    decision: 'siteNetwork',
  },
]
