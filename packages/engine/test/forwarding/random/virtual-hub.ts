// A virtual hub that connects some of the VNets, perhaps with gateways, and with a firewall that all private traffic goes through.
import {
  hubExpressRouteGateway,
  hubFirewall,
  hubVpnGateway,
  virtualHub,
  virtualWan,
  vpnSite,
} from '../azure-gateways.ts'
import { firewallRules } from './firewalls.ts'
import { type Making, own } from './making.ts'

const firewallName = 'hub-firewall'

/** A hub firewall gets its public address from Azure, so it is no resource. */
const addFirewall = (making: Making): void => {
  const { dice, resources } = making
  const [inside, outside] = ['10.100.0.132', '4.4.100.1']
  const isPublic = dice.chance(0.5)
  const firewall = hubFirewall(firewallName, 'vhub', inside)
  resources.push({
    ...firewall,
    properties: {
      ...firewall.properties,
      hubIPAddresses: {
        privateIPAddress: inside,
        ...(isPublic ? { publicIPs: { addresses: [{ address: outside }], count: 1 } } : {}),
      },
      ...firewallRules(making, firewallName, [inside, ...(isPublic ? [outside] : [])]),
    },
  })
  own(making, inside, firewallName)
  if (isPublic) own(making, outside, firewallName)
}

/** An office behind the hub's VPN gateway. */
const addOffice = (making: Making): void => {
  const { resources, sites, devices, senders } = making
  const space = '192.168.96.0/20'
  resources.push(hubVpnGateway('vhub', 'office-site'), vpnSite('office-site', [space]))
  // The space is inside that of the other site too: whoever the routes lead to has it.
  own(making, '192.168.96.10', 'office', 'site')
  if (making.dice.chance(0.15)) return
  devices.push({ vpnSite: 'office-site', is: { site: 'office' } })
  sites.push({
    name: 'office',
    asn: 65070,
    prefixes: [space],
    hosts: [{ name: 'office-pc', ip: '192.168.96.10' }],
    links: [{ vpnSite: 'office-site', advertises: [{ prefix: space }] }],
  })
  senders.push('office-pc')
}

/** The hub of the VNets that are connected to one. */
export const addVirtualHub = (making: Making): void => {
  const { dice, resources, inHub, appliances, circuits } = making
  if (inHub.size === 0) return
  const withFirewall = dice.chance(0.5)
  const via = appliances.find(({ vnet }) => inHub.has(vnet))
  resources.push(
    virtualWan,
    virtualHub('vhub', {
      prefix: '10.100.0.0/23',
      routers: ['10.100.0.69', '10.100.0.70'],
      vnets: [...inHub].map((number) => `v${number}`),
      ...(withFirewall ? { firewall: firewallName } : {}),
      ...(via !== undefined && dice.chance(0.3)
        ? { staticRoutes: { prefix: '10.150.0.0/16', nextHop: via.address } }
        : {}),
    }),
  )
  own(making, '10.100.0.69', 'vhub')
  making.addresses.push('10.150.0.4')
  const [circuit] = circuits
  if (circuit !== undefined && dice.chance(0.4)) resources.push(hubExpressRouteGateway('vhub', circuit))
  if (dice.chance(0.4)) addOffice(making)
  if (withFirewall) addFirewall(making)
}
