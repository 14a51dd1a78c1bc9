// The rows that a virtual hub gives to the NICs of a connected VNet (R5.4–R5.6, observed 13).
import type { Vnet } from '../model/index.ts'
import { type Address, isDefault, type Prefix } from '../net/index.ts'
import type { EffectiveRoute, Target } from './effective-route.ts'
import type { HubRoute, HubTables, HubTarget } from './hub-tables.ts'

/** The hub's own prefix is reached like a peered VNet's. */
export const hubPrefixRoutes = ({ hubConnection }: Vnet): readonly EffectiveRoute[] => {
  const hub = hubConnection?.hub
  if (hub?.prefix === undefined) return []
  return [
    {
      source: 'Default',
      state: 'Active',
      prefix: hub.prefix,
      nextHopType: 'VNetPeering',
      nextHopIps: [],
      target: { kind: 'hub', hub },
      rule: 'R5.5',
      declaredAt: hubConnection?.declaredAt,
    },
  ]
}

interface NextHops {
  readonly target: Target
  readonly printed: readonly (Address | undefined)[]
}

const directly = (addresses: readonly Address[]): NextHops => ({
  target: { kind: 'appliances', appliances: addresses.map((address) => ({ address, over: undefined })) },
  printed: addresses,
})

/** What stands as next hop in the VNet: gateways of the own hub and appliances by address, the rest the hub router. */
const nextHopsOf = (target: HubTarget, vnet: Vnet): NextHops | undefined => {
  const hub = vnet.hubConnection?.hub
  if (hub === undefined) return undefined
  const router: NextHops = { target: { kind: 'hub', hub }, printed: [hub.routerPublicAddress] }
  switch (target.kind) {
    case 'msees':
      return {
        target: { kind: 'msees', msees: target.msees },
        printed: target.msees.map(({ link }) => link.underlayNextHop),
      }
    case 'vpn':
      return {
        target: { kind: 'vpnGateways', instances: target.instances },
        printed: target.instances.map(({ gateway, instance }) => gateway.instances[instance]),
      }
    case 'firewall':
      return {
        target: { kind: 'hubFirewall', firewall: target.firewall },
        printed: [target.firewall.address],
      }
    case 'throughVnet':
      // R5.14: inside its own VNet the appliance is met directly; others go by the router's private address.
      return target.connection.vnet === vnet
        ? directly([target.address])
        : { ...router, printed: hub.routerAddresses.slice(0, 1) }
    case 'appliances': {
      const own = target.appliances.filter(({ peer }) => peer.connection?.vnet === vnet)
      return own.length === 0 ? router : directly(own.map(({ address }) => address))
    }
    case 'connection':
    case 'remoteHub':
    case 'other':
      return router
    case 'internet':
      return undefined
  }
}

const rowOf = (route: HubRoute, vnet: Vnet): EffectiveRoute | undefined => {
  const nextHops = nextHopsOf(route.target, vnet)
  if (nextHops === undefined) return undefined
  return {
    source: 'VirtualNetworkGateway',
    state: 'Active',
    prefix: route.prefix,
    nextHopType: 'VirtualNetworkGateway',
    nextHopIps: nextHops.printed.filter((address) => address !== undefined),
    target: nextHops.target,
    rule: route.rule,
    declaredAt: route.declaredAt,
  }
}

/** Gateway rows from the table that the VNet's connection looks up; a default route only where it is wanted (R5.4). */
export const hubRoutes = (
  vnet: Vnet,
  tables: HubTables,
  isProtected: (prefix: Prefix) => boolean,
): readonly EffectiveRoute[] => {
  const connection = vnet.hubConnection
  if (connection?.associated === undefined) return []
  return tables
    .of(connection.associated)
    .routes.filter(
      ({ prefix, target }) =>
        (!isDefault(prefix) || connection.internetSecurity) &&
        !(target.kind === 'connection' && target.connection === connection) &&
        !isProtected(prefix),
    )
    .flatMap((route) => rowOf(route, vnet) ?? [])
}
