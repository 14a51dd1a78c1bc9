// The routes that FRR knows, in use or not, as its `show ip route` lists them.
import type { BgpRoute, RibEntry, Speaker } from '../../control-plane/index.ts'
import {
  type Address,
  comparePrefixes,
  formatAddress,
  formatPrefix,
  isDefault,
  isIpv4,
  type Prefix,
  parseAddress,
  prefixKey,
} from '../../net/index.ts'
import type { FixedRoutes } from './fixed-routes.ts'
import type { DaemonNextHop, DaemonRouteRow, KernelNextHop } from './guest-answer.ts'
import type { LinkHop } from './next-hops.ts'

/** The speaker of a machine's daemon with its table, where BGP runs. */
export interface DaemonRib {
  readonly speaker: Speaker
  readonly entries: readonly RibEntry[]
}

type Row = Omit<DaemonRouteRow, 'prefix' | 'selected'> & { readonly prefix: Prefix }

const hopText = ({ via, dev, onlink }: LinkHop): KernelNextHop => ({
  ...(via === undefined ? {} : { via: formatAddress(via) }),
  dev,
  ...(onlink ? { onlink } : {}),
})

/** What a next hop is printed with: its interface where it is on the link, else what it is followed to. */
const followed = (via: Address, hops: readonly LinkHop[]): DaemonNextHop => {
  const [first] = hops
  return first !== undefined && hops.length === 1 && first.via === via && !first.onlink
    ? { via: formatAddress(via), dev: first.dev }
    : { via: formatAddress(via), resolvedTo: hops.map(hopText) }
}

/** The default route, by which a next hop is reached that nothing else leads to: forwarding takes it so too. */
const defaultHop = ({ kernel }: FixedRoutes): readonly LinkHop[] =>
  kernel
    .filter(({ prefix, dev }) => isDefault(prefix) && dev !== undefined)
    .toSorted((a, b) => a.metric - b.metric)
    .slice(0, 1)
    .flatMap(({ via, dev }) => (dev === undefined ? [] : [{ via, dev, onlink: false }]))

/** FRR puts next hops with an interface behind those without, and orders by address. */
const byNextHop = (a: DaemonNextHop, b: DaemonNextHop): number => {
  const [first, second] = [a, b].map(({ via }) => (via === undefined ? undefined : parseAddress(via)))
  if (first === undefined || second === undefined) return 0
  return Number(first) - Number(second)
}

/** FRR keeps back a static route whose next hop nothing leads to. */
const staticRows = ({ statics, resolve }: FixedRoutes): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { prefix, route } of statics) {
    const distance = route.distance ?? 1
    const via = route.via === undefined ? undefined : parseAddress(route.via)
    const hops = via === undefined || route.dev !== undefined ? undefined : resolve(via)
    if (hops?.length === 0) continue
    const nextHop: DaemonNextHop =
      via !== undefined && hops !== undefined
        ? followed(via, hops)
        : {
            ...(via === undefined ? {} : { via: formatAddress(via) }),
            ...(route.dev === undefined ? {} : { dev: route.dev }),
          }
    const key = `${prefixKey(prefix)} ${distance}`
    const others = rows.get(key)?.nextHops ?? []
    const nextHops = [...others, nextHop].toSorted(byNextHop)
    rows.set(key, {
      prefix,
      code: 'S',
      distance,
      metric: 0,
      blackhole: route.blackhole === true,
      nextHops: route.blackhole === true ? [] : nextHops,
    })
  }
  return [...rows.values()]
}

const isLearned = ({ learnedOver, usable, nextHop }: BgpRoute): boolean =>
  learnedOver !== undefined && usable && nextHop !== undefined && isIpv4(nextHop)

/** The aggregates that there are: the daemon itself discards what nothing inside them takes. */
const aggregateRow = ({ speaker }: DaemonRib, { prefix, best }: RibEntry): readonly Row[] => {
  const isFormed =
    best.some(({ learnedOver }) => learnedOver === undefined) &&
    speaker.aggregates?.some((aggregate) => prefixKey(aggregate.prefix) === prefixKey(prefix)) === true
  return isFormed ? [{ prefix, code: 'B', distance: 200, metric: 0, blackhole: true, nextHops: [] }] : []
}

const bgpRows = (fixed: FixedRoutes, rib: DaemonRib | undefined): readonly Row[] =>
  (rib?.entries ?? []).flatMap((entry): readonly Row[] => {
    if (rib === undefined || !isIpv4(entry.prefix.address)) return []
    const learned = entry.best.filter(isLearned)
    const [first] = learned
    if (first === undefined) return aggregateRow(rib, entry)
    const nextHops = learned.flatMap(({ nextHop }) => {
      if (nextHop === undefined) return []
      const hops = fixed.resolve(nextHop)
      return [followed(nextHop, hops.length === 0 ? defaultHop(fixed) : hops)]
    })
    const distance = first.learnedOver?.session.kind === 'internal' ? 200 : 20
    return [
      {
        prefix: entry.prefix,
        code: 'B',
        distance,
        metric: first.med,
        blackhole: false,
        nextHops: nextHops.toSorted(byNextHop),
      },
    ]
  })

/** FRR passes over 127/8 and keeps one route for each network of an interface. */
const connectedRows = ({ connected }: FixedRoutes): readonly Row[] =>
  connected.map(({ prefix, dev, metric }) => ({
    prefix,
    code: 'C',
    distance: 0,
    metric,
    blackhole: false,
    nextHops: [{ dev }],
  }))

const kernelRows = ({ kernel }: FixedRoutes): readonly Row[] =>
  kernel.map(({ prefix, via, dev, source, metric, blackhole }) => ({
    prefix,
    code: 'K',
    distance: 0,
    metric,
    blackhole,
    nextHops: blackhole
      ? []
      : [
          {
            ...(via === undefined ? {} : { via: formatAddress(via) }),
            ...(dev === undefined ? {} : { dev }),
            ...(source === undefined ? {} : { source: formatAddress(source) }),
          },
        ],
  }))

/** Of a prefix the route that came last is listed first: BGP behind statics behind what was there. */
const arrival: readonly Row['code'][] = ['B', 'S', 'K', 'C']

/** The lowest distance, of equals what is connected, then the lowest metric. */
const better = (a: Row, b: Row): number =>
  a.distance - b.distance || arrival.indexOf(b.code) - arrival.indexOf(a.code) || a.metric - b.metric

/** The table of the machine's FRR. */
export const daemonTable = (fixed: FixedRoutes, rib: DaemonRib | undefined): readonly DaemonRouteRow[] => {
  const rows = [
    ...connectedRows(fixed),
    ...kernelRows(fixed),
    ...staticRows(fixed),
    ...bgpRows(fixed, rib),
  ].toSorted(
    (a, b) => comparePrefixes(a.prefix, b.prefix) || arrival.indexOf(a.code) - arrival.indexOf(b.code),
  )
  const best = new Map<string, Row>()
  for (const row of rows) {
    const key = prefixKey(row.prefix)
    const before = best.get(key)
    if (before === undefined || better(row, before) < 0) best.set(key, row)
  }
  return rows.map((row) => ({
    ...row,
    prefix: formatPrefix(row.prefix),
    selected: best.get(prefixKey(row.prefix)) === row,
  }))
}
