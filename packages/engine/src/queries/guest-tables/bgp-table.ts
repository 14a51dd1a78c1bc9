// The BGP table of a machine's FRR with its neighbours, as `show ip bgp` and `show bgp summary` have them (R7.1).
import {
  type BgpRoute,
  type ControlPlane,
  isRefusal,
  type RibEntry,
  type SessionEnd,
} from '../../control-plane/index.ts'
import type { BgpConfiguration, Vm } from '../../model/index.ts'
import {
  compareAddresses,
  containsAddress,
  equalPrefixes,
  formatAddress,
  formatPrefix,
  isIpv4,
  parseAddress,
  prefix,
} from '../../net/index.ts'
import type { DaemonRib } from './daemon-table.ts'
import type { FixedRoutes } from './fixed-routes.ts'
import type { GuestBgp, GuestBgpNeighbour, GuestBgpPath, GuestLinkRow } from './guest-answer.ts'

const origins: Readonly<Record<BgpRoute['origin'], GuestBgpPath['origin']>> = {
  igp: 'i',
  egp: 'e',
  incomplete: '?',
}

/** Addresses that FRR neither announces nor takes as its id. */
const passedOver = ['127.0.0.0/8', '169.254.0.0/16'].map(prefix)

/** FRR takes the highest address of the loopback, else of all interfaces. */
const routerIdOf = (links: readonly GuestLinkRow[]): string => {
  const highest = (rows: readonly GuestLinkRow[]): string | undefined =>
    rows
      .flatMap(({ addresses }) => addresses.map(({ address }) => address.split('/')[0] ?? ''))
      .flatMap((text) => parseAddress(text) ?? [])
      .filter((address) => isIpv4(address) && !passedOver.some((space) => containsAddress(space, address)))
      .toSorted(compareAddresses)
      .map(formatAddress)
      .at(-1)
  return highest(links.filter(({ dev }) => dev === 'lo')) ?? highest(links) ?? '0.0.0.0'
}

/**
 * What an own path shows as next hop and metric: redistributed routes keep those of the route, of the kernel's default
 * route the metric too; everything else shows none.
 */
const ownPath = (
  route: BgpRoute,
  { kernel, statics }: FixedRoutes,
): { readonly nextHop: string; readonly metric: number } => {
  const fixed = kernel.find((each) => equalPrefixes(each.prefix, route.prefix))
  const written = statics.find((each) => each.used && equalPrefixes(each.prefix, route.prefix))
  const via = fixed?.via ?? (written?.route.via === undefined ? undefined : parseAddress(written.route.via))
  return route.origin === 'incomplete' && via !== undefined
    ? { nextHop: formatAddress(via), metric: fixed?.metric ?? 0 }
    : { nextHop: '0.0.0.0', metric: 0 }
}

/** A neighbour that is a router itself tells a metric of what it originates, and inside an AS it is handed on. */
const learnedMetric = ({ med, asPath, learnedOver }: BgpRoute): number | null => {
  if (med !== 0) return med
  const isInternal = learnedOver?.session.kind === 'internal'
  const isOrigin = asPath.length === (isInternal ? 0 : 1)
  return learnedOver?.peer.speaker.place.kind === 'router' && isOrigin ? 0 : null
}

const pathsOf = ({ entries }: DaemonRib, fixed: FixedRoutes): readonly GuestBgpPath[] =>
  entries
    .filter((entry) => isIpv4(entry.prefix.address))
    .flatMap(({ prefix: network, routes, best }) =>
      routes.map((route): GuestBgpPath => {
        const isOwn = route.learnedOver === undefined
        const own = ownPath(route, fixed)
        const isInternal = route.learnedOver?.session.kind === 'internal'
        const place = best.indexOf(route)
        const preference = isInternal || route.localPreference !== 100 ? route.localPreference : null
        return {
          prefix: formatPrefix(network),
          nextHop: isOwn
            ? own.nextHop
            : route.nextHop === undefined
              ? '0.0.0.0'
              : formatAddress(route.nextHop),
          metric: isOwn ? own.metric : learnedMetric(route),
          localPreference: isOwn ? null : preference,
          weight: route.weight,
          asPath: route.asPath,
          origin: origins[route.origin],
          valid: route.usable || isOwn,
          best: place === 0,
          multipath: place > 0,
          internal: isInternal,
        }
      }),
    )

/** FRR tells a neighbour also what it heard from it; the far end drops it, since its own number is in the path (R7.2). */
const isSent = ({ speaker }: DaemonRib, { announced, best }: RibEntry, end: SessionEnd): boolean => {
  const [first] = best
  return (
    announced.has(end) ||
    (first !== undefined && first.learnedOver === end && !isRefusal(speaker.announce(first, end)))
  )
}

const neighboursOf = (
  rib: DaemonRib,
  configuration: BgpConfiguration,
  isUp: ControlPlane['isUp'],
): readonly GuestBgpNeighbour[] =>
  configuration.neighbors
    .flatMap((neighbor) => {
      const address = parseAddress(neighbor.address)
      if (address === undefined || !isIpv4(address)) return []
      const end = rib.speaker.sessions.find(({ peer }) => peer.localAddress === address)
      const entries = rib.entries.filter((entry) => isIpv4(entry.prefix.address))
      const up = end !== undefined && isUp(end.session)
      const received = entries.flatMap(({ routes }) =>
        routes.filter(({ learnedOver }) => learnedOver !== undefined && learnedOver === end),
      )
      const sent = end === undefined ? [] : entries.filter((entry) => isSent(rib, entry, end))
      const row: GuestBgpNeighbour = {
        address: formatAddress(address),
        asn: neighbor.asn === 'external' ? (end?.peer.speaker.asn ?? configuration.asn) : neighbor.asn,
        up,
        received: up ? received.length : 0,
        sent: up ? sent.length : 0,
      }
      return [{ address, row }]
    })
    .toSorted((a, b) => compareAddresses(a.address, b.address))
    .map(({ row }) => row)

/** The table of a machine whose FRR speaks BGP; IPv4 as `show ip bgp` has it. */
export const guestBgp = (
  vm: Vm,
  links: readonly GuestLinkRow[],
  fixed: FixedRoutes,
  rib: DaemonRib | undefined,
  { isUp }: Pick<ControlPlane, 'isUp'>,
): GuestBgp | null => {
  const configuration = vm.guest?.bgp
  if (configuration === undefined || rib === undefined) return null
  return {
    asn: configuration.asn,
    routerId: routerIdOf(links),
    paths: pathsOf(rib, fixed),
    neighbours: neighboursOf(rib, configuration, isUp),
  }
}
