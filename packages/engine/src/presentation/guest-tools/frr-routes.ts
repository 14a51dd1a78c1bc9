// What FRR 8 prints as `show ip route`.
import type { DaemonNextHop, DaemonRouteRow, KernelNextHop } from '../../queries/index.ts'

const codes = [
  'Codes: K - kernel route, C - connected, S - static, R - RIP,',
  '       O - OSPF, I - IS-IS, B - BGP, E - EIGRP, N - NHRP,',
  '       T - Table, v - VNC, V - VNC-Direct, A - Babel, F - PBR,',
  '       f - OpenFabric,',
  '       > - selected route, * - FIB route, q - queued, r - rejected, b - backup',
  '       t - trapped, o - offload failure',
  '',
]

/** The age of a route, which only a running daemon knows. */
const age = '00:00:00'

/** One line to be: what it leads to, how deep it is below the route's own next hop, and whether it is in use. */
interface Line {
  readonly text: string
  readonly depth: number
  readonly inUse: boolean
}

const weightOf = ({ code }: DaemonRouteRow): string => (code === 'B' || code === 'S' ? ', weight 1' : '')

const target = ({ via, dev, source, onlink }: DaemonNextHop & KernelNextHop): string => {
  const from = source === undefined || via === undefined ? '' : `, src ${source}`
  if (via === undefined) return `is directly connected${dev === undefined ? '' : `, ${dev}`}${from}`
  return `via ${via}${dev === undefined ? '' : `, ${dev}`}${onlink === true ? ' onlink' : ''}${from}`
}

const linesOf = (row: DaemonRouteRow): readonly Line[] => {
  const end = `${weightOf(row)}, ${age}`
  if (row.blackhole) return [{ text: `unreachable (blackhole)${end}`, depth: 0, inUse: row.selected }]
  const seen = new Set<string>()
  const isFirst = (key: string): boolean => !seen.has(key) && seen.add(key).size > 0
  return row.nextHops.flatMap((hop): readonly Line[] => {
    if (hop.resolvedTo === undefined)
      return [{ text: `${target(hop)}${end}`, depth: 0, inUse: row.selected && isFirst(target(hop)) }]
    return [
      { text: `via ${hop.via ?? ''} (recursive)${end}`, depth: 0, inUse: false },
      ...hop.resolvedTo.map((below) => ({
        text: `${target(below)}${end}`,
        depth: 1,
        inUse: row.selected && isFirst(target(below)),
      })),
    ]
  })
}

const rowLines = (row: DaemonRouteRow): readonly string[] => {
  const numbers = row.code === 'C' && row.metric === 0 ? '' : ` [${row.distance}/${row.metric}]`
  const begin = `${row.prefix}${numbers} `
  return linesOf(row).map(({ text, depth, inUse }, index) => {
    const star = inUse ? '*' : ' '
    return index === 0
      ? `${row.code}${row.selected ? '>' : ' '}${star} ${begin}${text}`
      : `  ${star} ${' '.repeat(begin.length + 2 * depth)}${text}`
  })
}

/** The lines of `show ip route`. */
export const frrRouteLines = (rows: readonly DaemonRouteRow[]): readonly string[] => [
  ...codes,
  ...rows.flatMap(rowLines),
]
