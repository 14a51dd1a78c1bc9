// The order in which Azure prints the rows of a table (observed 1–3).
import { comparePrefixes, familyOf } from '../net/index.ts'
import type { EffectiveRoute } from './effective-route.ts'

/** The classes in which Azure prints (observed 1). */
const classOf = (row: EffectiveRoute): number => {
  if (row.source === 'User') return 6
  if (row.source === 'VirtualNetworkGateway') return 3
  switch (row.nextHopType) {
    case 'VnetLocal':
      return 0
    case 'VNetPeering':
      return 1
    case 'ConnectedGroup':
      return 2
    case 'Internet':
      return 4
    case 'None':
      return 5
    case 'VNetGlobalPeering':
      return 7
    case 'VirtualNetworkServiceEndpoint':
      return 8
    default:
      return 9
  }
}

/** IPv4 before IPv6; then by class; Active before Invalid; gateway rows, which have no order of their own, by prefix. */
export const inPrintedOrder = (rows: readonly EffectiveRoute[]): readonly EffectiveRoute[] =>
  rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => {
      const family = familyOf(a.row.prefix.address) - familyOf(b.row.prefix.address)
      const byClass = family || classOf(a.row) - classOf(b.row)
      if (byClass !== 0) return byClass
      const byState = Number(a.row.state === 'Invalid') - Number(b.row.state === 'Invalid')
      if (byState !== 0) return byState
      if (a.row.source === 'VirtualNetworkGateway') return comparePrefixes(a.row.prefix, b.row.prefix)
      return a.index - b.index
    })
    .map(({ row }) => row)

/** The rows as they are printed: those of one group and state, which stand side by side, are one. */
export const printedRows = (
  rows: readonly EffectiveRoute[],
): readonly (readonly [EffectiveRoute, ...EffectiveRoute[]])[] => {
  const printed: [EffectiveRoute, ...EffectiveRoute[]][] = []
  for (const row of rows) {
    const last = printed.at(-1)
    const [first] = last ?? []
    const belongs =
      row.group !== undefined &&
      first?.group === row.group &&
      first.state === row.state &&
      familyOf(first.prefix.address) === familyOf(row.prefix.address)
    if (belongs) last?.push(row)
    else printed.push([row])
  }
  return printed
}
