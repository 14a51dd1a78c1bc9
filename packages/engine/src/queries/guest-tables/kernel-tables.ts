// The routing tables of a guest's kernel, in the order in which the kernel lists them (R6.12, R6.13).
import { isMainTable } from '../../forwarding/index.ts'
import type { GuestRoute, Vm } from '../../model/index.ts'
import {
  compareAddresses,
  formatAddress,
  formatPrefix,
  isIpv4,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../../net/index.ts'
import type { FixedRoutes } from './fixed-routes.ts'
import type {
  DaemonNextHop,
  DaemonRouteRow,
  KernelNextHop,
  KernelRouteRow,
  KernelRuleRow,
  KernelTable,
} from './guest-answer.ts'

/** A daemon's mark on what it installs. */
interface Installer {
  readonly bgp: 'bgp' | 'bird'
  readonly metric: number
}

const installers: Readonly<Record<'frr' | 'bird' | 'ios', Installer>> = {
  frr: { bgp: 'bgp', metric: 20 },
  bird: { bgp: 'bird', metric: 32 },
  ios: { bgp: 'bgp', metric: 20 },
}

type Keyed = readonly [prefix: Prefix, row: KernelRouteRow]

/** The kernel walks its trie: by address, the longer prefix of one address first, then the lower metric. */
const inKernelOrder = (rows: readonly Keyed[]): readonly KernelRouteRow[] => {
  const sorted = rows.toSorted(
    ([a, first], [b, second]) =>
      compareAddresses(a.address, b.address) || b.length - a.length || first.metric - second.metric,
  )
  // A second route with prefix and metric of the first one is refused.
  const seen = new Set<string>()
  return sorted.flatMap(([, row]) => {
    const key = `${row.prefix} ${row.metric}`
    if (seen.has(key)) return []
    seen.add(key)
    return [row]
  })
}

/** What FRR hands to the kernel: each next hop once, followed to the link. */
const installedHops = (nextHops: readonly DaemonNextHop[]): readonly KernelNextHop[] => {
  const hops = nextHops.flatMap(
    ({ via, dev, resolvedTo }): readonly KernelNextHop[] =>
      resolvedTo ?? [{ ...(via === undefined ? {} : { via }), ...(dev === undefined ? {} : { dev }) }],
  )
  return hops.filter(
    ({ via, dev }, index) => hops.findIndex((other) => other.via === via && other.dev === dev) === index,
  )
}

const installed = (row: DaemonRouteRow, { bgp, metric }: Installer): readonly Keyed[] => {
  const prefix = prefixNamed(row.prefix)
  if (prefix === undefined || !row.selected || (row.code !== 'S' && row.code !== 'B')) return []
  const claimed = row.nextHops.flatMap(({ via }) => via ?? [])
  return [
    [
      prefix,
      {
        prefix: row.prefix,
        kind: row.blackhole ? 'blackhole' : 'unicast',
        nextHops: installedHops(row.nextHops),
        protocol: row.code === 'B' ? bgp : 'static',
        metric,
        ...(claimed.length === 0 ? {} : { claimed }),
      },
    ],
  ]
}

const ownRows = ({ connected, kernel }: FixedRoutes): readonly Keyed[] => [
  ...connected
    .filter(({ prefix, dev }) => prefix.length < 32 && dev !== 'lo')
    .map(
      ({ prefix, dev, source, metric }): Keyed => [
        prefix,
        {
          prefix: formatPrefix(prefix),
          kind: 'unicast',
          nextHops: [{ dev }],
          protocol: 'kernel',
          source: formatAddress(source),
          metric,
        },
      ],
    ),
  ...kernel.map(
    ({ prefix, via, dev, source, metric, blackhole, protocol }): Keyed => [
      prefix,
      {
        prefix: formatPrefix(prefix),
        kind: blackhole ? 'blackhole' : 'unicast',
        nextHops: blackhole
          ? []
          : [
              {
                ...(via === undefined ? {} : { via: formatAddress(via) }),
                ...(dev === undefined ? {} : { dev }),
              },
            ],
        protocol,
        ...(source === undefined ? {} : { source: formatAddress(source) }),
        metric,
      },
    ],
  ),
]

/** The main table: what is fixed, and what the daemon installs. */
export const mainTable = (
  fixed: FixedRoutes,
  daemon: 'frr' | 'bird' | 'ios',
  rows: readonly DaemonRouteRow[],
): readonly KernelRouteRow[] =>
  inKernelOrder([...ownRows(fixed), ...rows.flatMap((row) => installed(row, installers[daemon]))])

const writtenRow = (route: GuestRoute, { resolve }: FixedRoutes): readonly Keyed[] => {
  const prefix = prefixNamed(route.prefix)
  if (prefix === undefined || !isIpv4(prefix.address)) return []
  const via = route.via === undefined ? undefined : parseAddress(route.via)
  const dev = route.dev ?? (via === undefined ? undefined : resolve(via)[0]?.dev)
  const hop: KernelNextHop = {
    ...(via === undefined ? {} : { via: formatAddress(via) }),
    ...(dev === undefined ? {} : { dev }),
  }
  return [
    [
      prefix,
      {
        prefix: formatPrefix(prefix),
        kind: route.blackhole === true ? 'blackhole' : 'unicast',
        nextHops: route.blackhole === true ? [] : [hop],
        protocol: route.protocol === 'static' ? 'static' : 'boot',
        metric: route.metric ?? 0,
      },
    ],
  ]
}

/** The tables that rules ask or routes are put into, besides the main one; sorted by name. */
export const otherTables = (vm: Vm, fixed: FixedRoutes): readonly KernelTable[] => {
  const routes = (vm.guest?.routes ?? []).filter(({ table }) => !isMainTable(table))
  const names = new Set([
    ...routes.flatMap(({ table }) => table ?? []),
    ...(vm.guest?.rules ?? []).map(({ table }) => table).filter((table) => !isMainTable(table)),
  ])
  return [...names].sort().map((table) => ({
    table,
    routes: inKernelOrder(
      routes.filter((route) => route.table === table).flatMap((route) => writtenRow(route, fixed)),
    ),
  }))
}

/** The rules by priority; the kernel has three of its own and numbers others downwards from the main table's. */
export const rulesOf = (vm: Vm): readonly KernelRuleRow[] =>
  [
    { priority: 0, table: 'local' },
    ...(vm.guest?.rules ?? []).map(({ priority, source, destination, table }, index) => ({
      priority: priority ?? 32_765 - index,
      ...(source === undefined ? {} : { source }),
      ...(destination === undefined ? {} : { destination }),
      table: table === '254' ? 'main' : table,
    })),
    { priority: 32_766, table: 'main' },
    { priority: 32_767, table: 'default' },
  ].toSorted((a, b) => a.priority - b.priority)
