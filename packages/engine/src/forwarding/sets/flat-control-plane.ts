// The control plane with its lookups written out as disjoint intervals: the same tables, found by another algorithm.
import type {
  BgpRoute,
  ControlPlane,
  EffectiveRoute,
  EffectiveTable,
  HubTable,
} from '../../control-plane/index.ts'
import { type FlatTable, flatTable } from '../../net/index.ts'

/** Made when first asked for, then kept. */
const kept = <K, V>(make: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/** R1.16, R1.17: rows that take part, ordered so that a None row of Azure's own yields to any other with its prefix. */
const activeRows = ({ rows }: EffectiveTable): FlatTable<EffectiveRoute> => {
  const active = rows.filter(({ state }) => state === 'Active')
  const isReserved = ({ source, nextHopType }: EffectiveRoute): boolean =>
    source === 'Default' && nextHopType === 'None'
  // Of rows with one prefix the last counts, and of those that are no None rows the first: so they are turned round.
  const ordered = [...active.filter(isReserved), ...active.filter((row) => !isReserved(row)).toReversed()]
  return flatTable(ordered.map((row) => ({ prefix: row.prefix, value: row })))
}

const flatHubTable = (table: HubTable): HubTable => {
  const flat = flatTable(table.routes.map((route) => ({ prefix: route.prefix, value: route })))
  return { ...table, lookup: flat.lookup }
}

/** The same control plane; nothing in it looks anything up in a trie. */
export const flatControlPlane = (controlPlane: ControlPlane): ControlPlane => {
  const speakers = [...controlPlane.bgp.ribs]
  const noPaths: FlatTable<readonly BgpRoute[]> = flatTable([])
  const ribOf = (
    isWanted: (speaker: (typeof speakers)[number][0]) => boolean,
  ): FlatTable<readonly BgpRoute[]> => {
    const entries = speakers.find(([speaker]) => isWanted(speaker))?.[1]
    if (entries === undefined) return noPaths
    return flatTable(entries.map(({ prefix, best }) => ({ prefix, value: best })))
  }
  const ofLink = kept((link: Parameters<ControlPlane['mseeLookup']>[0]) =>
    ribOf(({ place }) => place.kind === 'msee' && place.link === link),
  )
  const ofRouter = kept((owner: Parameters<ControlPlane['routerLookup']>[0]) =>
    ribOf(
      ({ place }) =>
        place.kind === 'router' &&
        (place.router.kind === 'vm' ? place.router.vm === owner : place.router.site === owner),
    ),
  )
  const ofInstance = kept((key: string) => ribOf((speaker) => speaker.key === key))
  const tables = kept(
    (table: EffectiveTable): EffectiveTable => ({ ...table, lookup: activeRows(table).lookup }),
  )
  const hubTables = kept(flatHubTable)
  return {
    ...controlPlane,
    effectiveTable: (subnet) => tables(controlPlane.effectiveTable(subnet)),
    mseeLookup: (link, address) => ofLink(link).lookup(address) ?? [],
    routerLookup: (owner, address) => ofRouter(owner).lookup(address) ?? [],
    vpnLookup: ({ gateway, instance }, address) =>
      ofInstance(`${gateway.id.key}#${instance}`).lookup(address) ?? [],
    hubTables: {
      of: (table) => hubTables(controlPlane.hubTables.of(table)),
      behindFirewall: (hub) => hubTables(controlPlane.hubTables.behindFirewall(hub)),
      forOtherHubs: (hub) => hubTables(controlPlane.hubTables.forOtherHubs(hub)),
    },
  }
}
