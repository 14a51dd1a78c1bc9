// Which tables of a hub a connection looks up, and which it tells its prefixes (R5.2).
import { nameOf, type Resource, textAt } from '../resources/index.ts'
import type { HubDraft } from './hub-draft.ts'
import type { HubRouteTable, HubRouting } from './network.ts'
import type { Reference } from './reader.ts'
import type { Resolving } from './resolving.ts'

/** The default table of a hub. */
const defaultTableOf = (hub: Pick<HubDraft, 'tables'>): HubRouteTable | undefined =>
  hub.tables.find(({ name }) => name.toLowerCase() === 'defaultroutetable')

const withLabel = (hub: HubDraft, label: string): readonly HubRouteTable[] =>
  hub.hubsOfWan.flatMap(({ tables }) => tables.filter(({ labels }) => labels.includes(label)))

const tableType = 'Microsoft.Network/virtualHubs/hubRouteTables'

/** A table by its id; one that is not there is a finding. `noneRouteTable` is no table and takes nothing. */
const tableAt = (
  resource: Resource,
  property: string,
  reference: Reference,
  hubs: readonly HubDraft[],
  context: Resolving,
): HubRouteTable | undefined => {
  if (nameOf(reference.id).toLowerCase() === 'noneroutetable') return undefined
  const tables = new Map(hubs.flatMap((hub) => hub.tables.map((table) => [table.id.key, table] as const)))
  return context.follow(resource, property, reference, tables, tableType)
}

/**
 * The `routingConfiguration` of a connection. Without one it looks up the default table and propagates to the label
 * `default`: the default tables of all hubs.
 */
export const hubRoutingOf = (resource: Resource, hub: HubDraft, context: Resolving): HubRouting => {
  const reader = context.read(resource)
  const own = 'routingConfiguration'
  const associated = reader.reference(own, 'associatedRouteTable')
  const ids = reader.references(own, 'propagatedRouteTables', 'ids')
  const labels = reader
    .items(own, 'propagatedRouteTables', 'labels')
    .flatMap((label) => textAt(label)?.toLowerCase() ?? [])
  const isStated = ids.length > 0 || labels.length > 0
  const tables = isStated
    ? [
        ...ids.flatMap(
          (id) => tableAt(resource, `${own}.propagatedRouteTables.ids`, id, hub.hubsOfWan, context) ?? [],
        ),
        ...labels.flatMap((label) => withLabel(hub, label)),
      ]
    : withLabel(hub, 'default')
  return {
    // A hub's connections look up its own tables alone.
    associated:
      associated === undefined
        ? defaultTableOf(hub)
        : tableAt(resource, `${own}.associatedRouteTable.id`, associated, [hub], context),
    propagatesTo: new Set(tables),
  }
}
