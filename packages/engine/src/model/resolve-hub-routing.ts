// Which tables of a hub a connection looks up, and which it tells its prefixes (R5.2).
import { type Resource, type ResourceId, textAt } from '../resources/index.ts'
import type { HubDraft } from './hub-draft.ts'
import type { HubRouteTable, HubRouting } from './network.ts'
import type { Resolving } from './resolving.ts'

/** The default table of a hub. */
export const defaultTableOf = (hub: Pick<HubDraft, 'tables'>): HubRouteTable | undefined =>
  hub.tables.find(({ name }) => name.toLowerCase() === 'defaultroutetable')

const withLabel = (hub: HubDraft, label: string): readonly HubRouteTable[] =>
  hub.hubsOfWan.flatMap(({ tables }) => tables.filter(({ labels }) => labels.includes(label)))

/** A table by its id, in whatever hub of the WAN; `noneRouteTable` is no table and takes nothing. */
const byId = (hub: HubDraft, { key }: ResourceId): HubRouteTable | undefined =>
  hub.hubsOfWan.flatMap(({ tables }) => tables).find(({ id }) => id.key === key)

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
    ? [...ids.flatMap(({ id }) => byId(hub, id) ?? []), ...labels.flatMap((label) => withLabel(hub, label))]
    : withLabel(hub, 'default')
  return {
    associated: associated === undefined ? defaultTableOf(hub) : byId(hub, associated.id),
    propagatesTo: new Set(tables),
  }
}
