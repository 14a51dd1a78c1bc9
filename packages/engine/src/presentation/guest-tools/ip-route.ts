// What `ip route` and `ip rule` print on Linux.
import type { KernelNextHop, KernelRouteRow, KernelRuleRow } from '../../queries/index.ts'

/** `ip` prints single addresses without their length, and the whole space as `default`. */
const shownPrefix = (prefix: string): string =>
  prefix === '0.0.0.0/0' ? 'default' : prefix.endsWith('/32') ? prefix.slice(0, -3) : prefix

const hopWords = ({ via, dev }: KernelNextHop): readonly string[] => [
  ...(via === undefined ? [] : ['via', via]),
  ...(dev === undefined ? [] : ['dev', dev]),
]

/** Routes of `ip route add` have the mark boot, which is not printed. */
const marks = (row: KernelRouteRow): readonly string[] => {
  const [only, ...others] = row.nextHops
  const isOnLink = row.kind === 'unicast' && row.nextHops.every(({ via }) => via === undefined)
  return [
    ...(row.protocol === 'boot' ? [] : ['proto', row.protocol]),
    ...(isOnLink ? ['scope', 'link'] : []),
    ...(row.source === undefined ? [] : ['src', row.source]),
    ...(row.metric === 0 ? [] : ['metric', String(row.metric)]),
    ...(only?.onlink === true && others.length === 0 ? ['onlink'] : []),
  ]
}

const routeLines = (row: KernelRouteRow): readonly string[] => {
  const prefix = shownPrefix(row.prefix)
  const [only, ...others] = row.nextHops
  if (others.length === 0)
    return [
      [
        ...(row.kind === 'blackhole' ? ['blackhole'] : []),
        prefix,
        ...(only === undefined ? [] : hopWords(only)),
        ...marks(row),
      ].join(' '),
    ]
  return [
    [prefix, ...marks(row)].join(' '),
    ...row.nextHops.map(
      (hop) =>
        `\t${['nexthop', ...hopWords(hop), 'weight', '1', ...(hop.onlink === true ? ['onlink'] : [])].join(' ')}`,
    ),
  ]
}

/** The lines of `ip route`, without the numbers of nexthop objects and the spaces at the ends of lines. */
export const ipRouteLines = (routes: readonly KernelRouteRow[]): readonly string[] =>
  routes.flatMap(routeLines)

/** The lines of `ip rule`. */
export const ipRuleLines = (rules: readonly KernelRuleRow[]): readonly string[] =>
  rules.map(({ priority, source, destination, table }) => {
    const from = source === undefined ? 'all' : shownPrefix(source)
    const to = destination === undefined ? '' : ` to ${shownPrefix(destination)}`
    return `${priority}:\tfrom ${from}${to} lookup ${table}`
  })
