// A virtual hub that connects some of the VNets, perhaps with a firewall that all private traffic goes through.
import { hubFirewall, virtualHub, virtualWan } from '../azure-gateways.ts'
import { firewallRules } from './firewalls.ts'
import { type Making, own } from './making.ts'

/** The hub of the VNets that are connected to one. */
export const addVirtualHub = (making: Making): void => {
  const { dice, resources, inHub, appliances } = making
  if (inHub.size === 0) return
  const withFirewall = dice.chance(0.5)
  const via = appliances.find(({ vnet }) => inHub.has(vnet))
  resources.push(
    virtualWan,
    virtualHub('vhub', {
      prefix: '10.100.0.0/23',
      routers: ['10.100.0.69', '10.100.0.70'],
      vnets: [...inHub].map((number) => `v${number}`),
      ...(withFirewall ? { firewall: 'hub-firewall' } : {}),
      ...(via !== undefined && dice.chance(0.3)
        ? { staticRoutes: { prefix: '10.150.0.0/16', nextHop: via.address } }
        : {}),
    }),
  )
  own(making, '10.100.0.69', 'vhub')
  making.addresses.push('10.150.0.4')
  if (!withFirewall) return
  const firewall = hubFirewall('hub-firewall', 'vhub', '10.100.0.132')
  resources.push({
    ...firewall,
    properties: { ...firewall.properties, ...firewallRules(making, firewall.name) },
  })
}
