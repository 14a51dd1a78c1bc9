// Finds the predicted table that a record shows: by speaker, instance, link, peer and direction; names may be ids.
import type { CircuitTableName, GatewayTableName, HubTableName } from '../../resources/index.ts'
import type { BgpAnswer, BgpTable, BgpTableRow, HubTable } from '../answers.ts'
import { tableAnswersTo } from '../speaker-names.ts'
import { canonicalAddress } from './canonical.ts'
import { lastName } from './hub-rows.ts'

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Puts the rows of all tables together; undefined where there is no table. */
const rowsOf = (tables: readonly BgpTable[]): readonly BgpTableRow[] | undefined =>
  tables.length === 0 ? undefined : tables.flatMap(({ routes }) => routes)

const hasPeer = (table: BgpTable, peer: string | null | undefined): boolean =>
  peer === undefined ||
  (peer === null && table.peer === null) ||
  (peer !== null &&
    table.peer !== null &&
    (canonicalAddress(table.peer.address) === canonicalAddress(peer) ||
      (table.peer.name !== undefined && sameName(table.peer.name, peer))))

/** The address of an instance: as given, or the n-th of `instances` for `IN_n`. */
const instanceAddress = (instance: string, instances: readonly string[]): string | undefined => {
  const numbered = instance.match(/^IN_(\d+)$/i)
  return numbered === null ? instance : instances[Number(numbered[1])]
}

/**
 * The rows for what a gateway, Route Server or hub learned or advertises. `stated`: the addresses of its instances in
 * Azure's order, where the inputs give them.
 */
export const gatewayRows = (
  name: GatewayTableName,
  stated: readonly string[] | undefined,
  { tables }: BgpAnswer,
): readonly BgpTableRow[] | undefined => {
  const ofSpeaker = tables.filter(
    ({ speaker, table }) =>
      ['gateway', 'routeServer', 'hub'].includes(speaker.kind) &&
      tableAnswersTo(speaker, null, name.on) &&
      table === name.direction,
  )
  const predicted = [...new Set(ofSpeaker.flatMap(({ instance }) => instance ?? []))]
  const wanted = name.instance === undefined ? undefined : instanceAddress(name.instance, stated ?? predicted)
  return rowsOf(
    ofSpeaker.filter(
      (table) =>
        (name.instance === undefined ||
          (wanted !== undefined &&
            table.instance !== null &&
            canonicalAddress(table.instance) === canonicalAddress(wanted))) &&
        hasPeer(table, name.peer),
    ),
  )
}

/** The rows for the BGP table of a machine or site. */
export const routerRows = (
  name: { readonly on: string; readonly table: BgpTable['table']; readonly peer: string | undefined },
  { tables }: BgpAnswer,
): readonly BgpTableRow[] | undefined => {
  const found = tables.filter(
    ({ speaker, table }) =>
      (speaker.kind === 'guest' || speaker.kind === 'site') &&
      tableAnswersTo(speaker, null, name.on) &&
      table === name.table,
  )
  // The table of a whole router may be asked for one peer: the author filtered it.
  const ofPeer = found.filter((table) => hasPeer(table, name.peer))
  return rowsOf(ofPeer.length === 0 && name.table === 'rib' ? found : ofPeer)
}

/** The rows for the route table of one link of a circuit. */
export const circuitRows = (
  { on, link: role }: CircuitTableName,
  { tables }: BgpAnswer,
): readonly BgpTableRow[] | undefined => {
  const ofLink = tables.filter(
    ({ speaker, link }) => speaker.kind === 'circuit' && tableAnswersTo(speaker, null, on) && link === role,
  )
  const whole = ofLink.filter(({ table }) => table === 'rib')
  return rowsOf(whole.length > 0 ? whole : ofLink.filter(({ table }) => table === 'learned'))
}

/** The rows for something in a virtual hub. */
export const hubRows = (
  { on, resource: wanted }: HubTableName,
  { hubTables }: BgpAnswer,
): HubTable['routes'] | undefined =>
  hubTables.find(
    ({ hub, resource }) =>
      tableAnswersTo({ name: lastName(hub), id: hub }, null, on) &&
      resource.kind === wanted.kind &&
      lastName(resource.name) === lastName(wanted.name),
  )?.routes
