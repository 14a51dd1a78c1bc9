// Addresses that Azure's tables show and no input states: they were not compared, and an answer has to say so.

import { canonicalAddress } from './canonical.ts'
import type { DifferenceGroup, UnstatedAddress } from './compare-answer.ts'
import type { Prediction } from './compare-table.ts'
import type { PlacedTable } from './placed-table.ts'

const shownIn = (placed: PlacedTable): readonly string[] => {
  switch (placed.kind) {
    case 'effectiveRoutes':
      return placed.table.routes.flatMap(({ nextHopIps }) => nextHopIps)
    case 'gatewayRoutes':
    case 'circuitRoutes':
      return placed.table.routes.flatMap(({ nextHop, sourcePeer }) =>
        [nextHop, sourcePeer].filter((address) => typeof address === 'string'),
      )
    case 'hubRoutes':
      return []
  }
}

/**
 * Each address once, with the tables that show it, in the order of the first of them. What a difference shows is seen
 * there.
 */
export const unstatedAddresses = (
  placed: readonly PlacedTable[],
  prediction: Prediction,
  groups: readonly DifferenceGroup[],
): readonly UnstatedAddress[] => {
  const seen = new Set(
    groups.flatMap(({ rows }) =>
      rows.flatMap(({ azure }) => [...(azure?.nextHops ?? []), azure?.sourcePeer]),
    ),
  )
  const tables = new Map<string, Set<number>>()
  for (const [index, table] of placed.entries()) {
    const known = table.kind === 'effectiveRoutes' ? prediction.nextHops : prediction.stated
    for (const address of shownIn(table).map(canonicalAddress)) {
      if (known.has(address) || seen.has(address) || address === '0.0.0.0' || address === '::') continue
      const own = tables.get(address)
      if (own === undefined) tables.set(address, new Set([index]))
      else own.add(index)
    }
  }
  return [...tables].map(([address, own]) => ({ address, tables: [...own] }))
}
