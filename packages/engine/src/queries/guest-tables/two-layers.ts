// Where the kernel of a machine and the effective routes of its NIC do not mean the same next element (R6.12).
import type { Analysis } from '../../analyse.ts'
import type { EffectiveRoute } from '../../control-plane/index.ts'
import { formatSpan } from '../../diagnostics/index.ts'
import { devices } from '../../forwarding/index.ts'
import type { Network, Nic, Vm } from '../../model/index.ts'
import {
  type Address,
  comparePrefixes,
  containsPrefix,
  formatAddress,
  formatPrefix,
  hostPrefix,
  isDefault,
  isIpv4,
  type Prefix,
  parseAddress,
  prefixKey,
  prefixNamed,
} from '../../net/index.ts'
import { gatewayOf } from './fixed-routes.ts'
import type { GuestLinkRow, KernelRouteRow, LayerDifference } from './guest-answer.ts'

/** The item with the longest prefix that holds all of `inner`. */
const longest = <T extends { readonly prefix: Prefix }>(items: readonly T[], inner: Prefix): T | undefined =>
  items.reduce<T | undefined>(
    (best, item) =>
      containsPrefix(item.prefix, inner) && (best === undefined || item.prefix.length > best.prefix.length)
        ? item
        : best,
    undefined,
  )

/** Addresses that speak BGP for others and never carry a packet: what they tell is in Azure's routes already. */
const reflectors = ({ routeServers, virtualHubs }: Network): ReadonlySet<Address> =>
  new Set([
    ...routeServers.flatMap(({ instances }) => instances),
    ...virtualHubs.flatMap(({ routerAddresses }) => routerAddresses),
  ])

/** Addresses of gateways, private ones as their neighbours know them. */
const gatewayAddresses = ({ vnets }: Network): ReadonlySet<Address> =>
  new Set(vnets.flatMap(({ gateways }) => gateways.flatMap(({ instances }) => instances)))

const azureOf = (row: EffectiveRoute | undefined): LayerDifference['azure'] =>
  row === undefined
    ? null
    : {
        addressPrefix: formatPrefix(row.prefix),
        nextHopType: row.nextHopType,
        nextHopIpAddress: row.nextHopIps.map(formatAddress),
        ...(row.declaredAt === undefined ? {} : { declaredAt: formatSpan(row.declaredAt) }),
      }

interface Judged {
  readonly code: LayerDifference['code']
  readonly via?: string
}

/** What the two say of a prefix that the kernel sends out of a NIC; undefined where they agree. */
const judge = (
  row: KernelRouteRow,
  prefix: Prefix,
  nic: Nic,
  vm: Vm,
  azure: EffectiveRoute | undefined,
  network: Network,
): Judged | undefined => {
  const own = new Set(vm.nics.flatMap(({ addresses }) => addresses))
  if (azure?.nextHopType === 'VirtualAppliance' && azure.nextHopIps.some((next) => own.has(next)))
    return { code: 'back' }
  const isDropped = azure === undefined || azure.nextHopType === 'None'
  const gateways = new Set(nic.subnet.prefixes.map(gatewayOf))
  const named = (row.claimed ?? row.nextHops.flatMap(({ via }) => via ?? [])).flatMap(
    (text) => parseAddress(text) ?? [],
  )
  const silent = reflectors(network)
  const claimed = named.filter((address) => !gateways.has(address) && !silent.has(address))
  const [first] = claimed
  if (isDropped) {
    if (isDefault(prefix)) return undefined
    return first === undefined ? { code: 'dropped' } : { code: 'dropped', via: formatAddress(first) }
  }
  if (first === undefined) return undefined
  const throughGateway =
    azure.nextHopType === 'VirtualNetworkGateway' &&
    claimed.some((address) => gatewayAddresses(network).has(address))
  const agrees = throughGateway || claimed.some((address) => azure.nextHopIps.includes(address))
  // The next hop itself is on the link, and so is what lies directly there.
  const isDirect = azure.nextHopType === 'VnetLocal' && prefixKey(hostPrefix(first)) === prefixKey(prefix)
  return agrees || isDirect ? undefined : { code: 'elsewhere', via: formatAddress(first) }
}

/** All differences of a machine, by prefix: of each route of the main table, and of what Azure sends back to it. */
export const layerDifferences = (
  { controlPlane, network }: Analysis,
  vm: Vm,
  routes: readonly KernelRouteRow[],
  links: readonly GuestLinkRow[],
): readonly LayerDifference[] => {
  const nics = devices(vm)
  const activeRows = new Map(
    vm.nics.map((nic) => [
      nic,
      controlPlane
        .effectiveTable(nic.subnet)
        .rows.filter(({ state, prefix }) => state === 'Active' && isIpv4(prefix.address)),
    ]),
  )
  const azureFor = (nic: Nic, prefix: Prefix): EffectiveRoute | undefined =>
    longest(activeRows.get(nic) ?? [], prefix)
  const parsed = routes.flatMap((row) => {
    const prefix = prefixNamed(row.prefix)
    return prefix === undefined ? [] : [{ row, prefix }]
  })
  // What DHCP and the networks themselves bring names nobody; a route of Azure's that comes back is seen all the same.
  const asked = parsed
    .filter(
      ({ row: { protocol, kind } }) => protocol !== 'kernel' && protocol !== 'dhcp' && kind === 'unicast',
    )
    .map(({ prefix }) => prefix)
  const own = new Set(vm.nics.flatMap(({ addresses }) => addresses))
  const returning = [...activeRows.values()]
    .flat()
    .filter((row) => row.nextHopType === 'VirtualAppliance' && row.nextHopIps.some((next) => own.has(next)))
    .map(({ prefix }) => prefix)
  const prefixes = new Map([...asked, ...returning].map((prefix) => [prefixKey(prefix), prefix]))
  return [...prefixes.values()].toSorted(comparePrefixes).flatMap((prefix): LayerDifference[] => {
    const row = longest(parsed, prefix)?.row
    const hop = row?.nextHops[0]
    if (row === undefined || hop?.dev === undefined || row.kind === 'blackhole') return []
    const common = { prefix: formatPrefix(prefix), dev: hop.dev }
    const nic = nics.find(({ dev }) => dev === hop.dev)?.nic
    if (nic === undefined) {
      const [primary] = vm.nics
      const remote = links.find(({ dev }) => dev === hop.dev)?.tunnel?.remote
      if (primary === undefined || remote === undefined) return []
      const azure = azureOf(azureFor(primary, prefix))
      return [
        { ...common, code: 'hidden', ...(hop.via === undefined ? {} : { via: hop.via }), remote, azure },
      ]
    }
    const azure = azureFor(nic, prefix)
    const judged = judge(row, prefix, nic, vm, azure, network)
    return judged === undefined ? [] : [{ ...common, ...judged, azure: azureOf(azure) }]
  })
}
