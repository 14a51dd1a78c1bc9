// The addresses that the inputs give. An address that only Azure knew, and that no input states, is not compared.
import type { Analysis } from '../../analyse.ts'
import { type Address, formatAddress, parseAddress } from '../../net/index.ts'
import type { Value } from '../../resources/index.ts'
import { canonicalAddress } from './canonical.ts'

/** Addresses in canonical spelling. */
export type KnownAddresses = ReadonlySet<string>

/** Addresses that were chosen for want of a statement. */
const chosen = ({ resourceSet }: Analysis): ReadonlySet<string> =>
  new Set(resourceSet.allocated.map(({ address }) => canonicalAddress(address)))

/**
 * Addresses that a NIC's effective routes may show and the inputs give: appliances, load balancers, firewalls,
 * next hops of user routes, underlay addresses of circuit links, gateway instances and public addresses, hub routers.
 */
export const knownNextHops = (analysis: Analysis): KnownAddresses => {
  const { network } = analysis
  const gateways = network.vnets.flatMap((vnet) => vnet.gateways)
  const addresses: readonly (Address | undefined)[] = [
    ...network.nics.flatMap((nic) => nic.addresses),
    ...network.loadBalancerFrontends.map(({ address }) => address),
    ...network.azureFirewalls.map(({ address }) => address),
    ...network.circuits.flatMap(({ links }) => links.map((link) => link.underlayNextHop)),
    ...gateways.flatMap(({ instances, instancesIpv6 }) => [...instances, ...instancesIpv6]),
    ...gateways.flatMap((gateway) => (gateway.kind === 'vpn' ? gateway.publicAddresses : [])),
    ...network.routeServers.flatMap(({ instances }) => instances),
    ...network.virtualHubs.flatMap((hub) => [
      ...hub.routerAddresses,
      hub.routerPublicAddress,
      hub.firewall?.address,
      ...(hub.vpnGateway?.instances ?? []),
      ...(hub.expressRouteGateway?.instances ?? []),
    ]),
  ]
  const madeUp = chosen(analysis)
  const stated = addresses.flatMap((address) => (address === undefined ? [] : [formatAddress(address)]))
  const written = network.routeTables.flatMap(({ routes }) =>
    routes.flatMap(({ nextHopIp }) => (nextHopIp === undefined ? [] : [formatAddress(nextHopIp)])),
  )
  return new Set([...stated.filter((address) => !madeUp.has(address)), ...written])
}

const textsIn = (value: Value): readonly string[] => {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' ? [value.value] : []
    case 'list':
      return value.items.flatMap(textsIn)
    case 'dictionary':
      return [...value.fields.values()].flatMap((field) => textsIn(field.value))
    case 'unknown':
      return []
  }
}

const textsOf = (plain: unknown): readonly string[] => {
  if (typeof plain === 'string') return [plain]
  if (typeof plain !== 'object' || plain === null) return []
  return Object.values(plain).flatMap(textsOf)
}

/** Every address that stands anywhere in the inputs, and both ends of each circuit link: what BGP tables may show. */
export const statedAddresses = (analysis: Analysis): KnownAddresses => {
  const { resourceSet, network } = analysis
  const madeUp = chosen(analysis)
  const texts = [
    ...[...resourceSet.resources.values()].flatMap(({ body }) => textsIn(body)),
    ...textsOf(resourceSet.world),
  ]
  const written = texts
    .map((text) => text.split('/')[0] ?? '')
    .filter((text) => parseAddress(text) !== undefined)
    .map(canonicalAddress)
  const ends = network.circuits.flatMap(({ links }) =>
    links.flatMap(({ customerAddress, mseeAddress }) =>
      [customerAddress, mseeAddress].flatMap((address) =>
        address === undefined ? [] : [formatAddress(address)],
      ),
    ),
  )
  return new Set([...written.filter((address) => !madeUp.has(address)), ...ends])
}
