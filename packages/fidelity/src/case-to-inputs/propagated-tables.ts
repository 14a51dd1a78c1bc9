// Which route tables a hub connection's bare names mean: cases name tables, Azure wants ids.
import type { CaseVirtualHub } from '../topology.ts'
import type { Ids } from './arm.ts'

const hasTable = (hub: CaseVirtualHub, name: string): boolean =>
  name === 'defaultRouteTable' || (hub.routeTables ?? []).some((table) => table.name === name)

/**
 * The ids of the tables that a connection of `own` propagates to. Where a case states labels, these tell of the other
 * hubs, and a name means the table of the own hub. Without them a name means the table in each hub that has one: a lab's
 * list of ids over all hubs has no other way into a case.
 */
export const propagatedTables = (
  own: CaseVirtualHub,
  connection: { readonly propagated?: readonly string[]; readonly labels?: readonly string[] },
  hubs: readonly CaseVirtualHub[],
  ids: Ids,
): { readonly id: string }[] =>
  (connection.propagated ?? []).flatMap((name) =>
    hubs
      .filter((hub) => hub === own || (connection.labels === undefined && hasTable(hub, name)))
      .map((hub) => ({ id: ids.network('virtualHubs', hub.name, 'hubRouteTables', name) })),
  )
