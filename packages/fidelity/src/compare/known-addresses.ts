// The addresses that a topology gives. An address that only Azure knew, and that no fact states, is not compared.

import { parseAddress } from '@hairpin/engine'
import { canonicalAddress } from '../canonical.ts'
import { addressesOf } from '../case-to-inputs/virtual-machines.ts'
import type { Topology } from '../topology.ts'

/** Addresses in canonical spelling. */
export type KnownAddresses = ReadonlySet<string>

const canonicalSet = (addresses: Iterable<string | undefined>): KnownAddresses =>
  new Set([...addresses].flatMap((address) => (address === undefined ? [] : [canonicalAddress(address)])))

/**
 * Addresses that a NIC's effective routes may show and the topology gives: appliances, load balancers, firewalls,
 * next hops of user routes, underlay addresses of circuit links, gateway instances and public addresses, hub routers.
 */
export const knownNextHops = (topology: Topology): KnownAddresses =>
  canonicalSet([
    ...(topology.vms ?? []).flatMap(({ nics }) => nics.flatMap(addressesOf)),
    ...(topology.loadBalancers ?? []).map(({ frontendIp }) => frontendIp),
    ...(topology.azureFirewalls ?? []).map(({ privateIp }) => privateIp),
    ...(topology.routeTables ?? []).flatMap(({ routes }) => routes.map(({ nextHopIp }) => nextHopIp)),
    ...(topology.circuits ?? []).flatMap(({ links }) => (links ?? []).map((link) => link.underlayNextHop)),
    ...(topology.gateways ?? []).flatMap(({ instanceIps = [], publicIps = [] }) => [
      ...instanceIps,
      ...publicIps,
    ]),
    ...(topology.routeServers ?? []).flatMap(({ instanceIps }) => instanceIps ?? []),
    ...(topology.vwanHubs ?? []).flatMap((hub) => [
      ...(hub.routerIps ?? []),
      hub.routerPublicIp,
      hub.firewall?.privateIp,
      ...(hub.vpnGateway?.instanceIps ?? []),
      ...(hub.expressRouteGateway?.instanceIps ?? []),
    ]),
  ])

const everyText = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(everyText)
}

/** The two hosts of a /30, which are the ends of a circuit's link. */
const hostsOf = (prefix: string | undefined): readonly string[] => {
  const base = prefix?.match(/^(.*\.)(\d+)\/30$/)
  return base ? [1, 2].map((host) => `${base[1]}${Number(base[2]) + host}`) : []
}

/** Every address that stands anywhere in the topology, and both ends of each circuit link: what BGP tables may show. */
export const statedAddresses = (topology: Topology): KnownAddresses =>
  canonicalSet([
    ...everyText(topology)
      .map((text) => text.split('/')[0] ?? '')
      .filter((text) => parseAddress(text) !== undefined),
    ...(topology.circuits ?? []).flatMap(({ links }) =>
      (links ?? []).flatMap(({ prefix }) => hostsOf(prefix)),
    ),
  ])
