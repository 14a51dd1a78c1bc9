// The JSON of `az network nic show-effective-route-table`, for tools that read it from Azure today.
import type { EffectiveRouteRow } from '../queries/answers.ts'

/**
 * One table in Azure's field names and order. Equal-cost next hops are rows of their own, as in Azure (R1.7).
 * Fields of Azure's rows that say nothing of routing (etags, tag maps) are left out, not made up.
 */
export const azJson = (routes: readonly EffectiveRouteRow[]): string => {
  const value = routes.flatMap((row) =>
    (row.nextHopIpAddress.length === 0 ? [[]] : row.nextHopIpAddress.map((address) => [address])).map(
      (nextHopIpAddress) => ({
        addressPrefix: row.addressPrefix,
        name: row.name ?? null,
        nextHopIpAddress,
        nextHopType: row.nextHopType,
        source: row.source,
        state: row.state,
      }),
    ),
  )
  return `${JSON.stringify({ nextLink: null, value }, null, 2)}\n`
}
