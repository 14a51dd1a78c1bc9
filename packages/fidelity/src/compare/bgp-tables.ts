// Finds the predicted BGP table that a record shows: by speaker, instance, link, peer and direction.
import type { BgpAnswer, BgpTable, BgpTableRow } from '@hairpin/engine'
import { canonicalAddress } from '../canonical.ts'
import type { BgpTableRecord, CircuitRoutesRecord, GatewayRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import type { Topology } from '../topology.ts'

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Puts the rows of all tables together, or says that there is no table. */
const rowsOf = (tables: readonly BgpTable[], what: string): Predicted<readonly BgpTableRow[]> =>
  tables.length === 0
    ? { ok: false, reason: `no table is predicted: ${what}` }
    : { ok: true, value: tables.flatMap(({ routes }) => routes) }

const hasPeer = (table: BgpTable, peer: string | undefined): boolean =>
  peer === undefined ||
  (table.peer !== null &&
    (canonicalAddress(table.peer.address) === canonicalAddress(peer) ||
      (table.peer.name !== undefined && sameName(table.peer.name, peer))))

/** The address of an instance: as given, or the n-th one of the gateway or Route Server for `IN_n`. */
const instanceAddress = (
  instance: string,
  on: string,
  topology: Topology,
  predicted: readonly string[],
): string | undefined => {
  const numbered = instance.match(/^IN_(\d+)$/i)
  if (numbered === null) return instance
  const stated = [...(topology.routeServers ?? []), ...(topology.gateways ?? [])].find(({ name }) =>
    sameName(name, on),
  )?.instanceIps
  return (stated ?? predicted)[Number(numbered[1])]
}

/** The rows for a record of learned or advertised routes. */
export const gatewayRows = (
  record: GatewayRoutesRecord,
  topology: Topology,
  bgp: BgpAnswer,
): Predicted<readonly BgpTableRow[]> => {
  const direction = record.kind === 'learnedRoutes' ? 'learned' : 'advertised'
  const ofSpeaker = bgp.tables.filter(
    ({ speaker, table }) =>
      ['gateway', 'routeServer', 'hub'].includes(speaker.kind) &&
      sameName(speaker.name, record.on) &&
      table === direction,
  )
  const instances = [...new Set(ofSpeaker.flatMap(({ instance }) => instance ?? []))]
  const wanted =
    record.instance === undefined
      ? undefined
      : instanceAddress(record.instance, record.on, topology, instances)
  const found = ofSpeaker.filter(
    (table) =>
      (record.instance === undefined ||
        (wanted !== undefined &&
          table.instance !== null &&
          canonicalAddress(table.instance) === canonicalAddress(wanted))) &&
      hasPeer(table, record.peer),
  )
  const details = [
    record.on,
    ...(record.instance === undefined ? [] : [`instance ${record.instance}`]),
    ...(record.peer === undefined ? [] : [`peer ${record.peer}`]),
  ]
  return rowsOf(found, `${direction} routes of ${details.join(', ')}`)
}

const directions = { rib: 'rib', received: 'learned', advertised: 'advertised' } as const

/** The rows for the BGP table of a VM or site. */
export const routerRows = (record: BgpTableRecord, bgp: BgpAnswer): Predicted<readonly BgpTableRow[]> => {
  const direction = directions[record.direction ?? 'rib']
  const found = bgp.tables.filter(
    ({ speaker, table }) =>
      (speaker.kind === 'guest' || speaker.kind === 'site') &&
      sameName(speaker.name, record.on) &&
      table === direction,
  )
  // The table of a whole router may be asked for one peer: the author filtered it.
  const ofPeer = found.filter((table) => hasPeer(table, record.peer))
  const details = [record.on, ...(record.peer === undefined ? [] : [`peer ${record.peer}`])]
  return rowsOf(
    ofPeer.length === 0 && direction === 'rib' ? found : ofPeer,
    `${direction} of ${details.join(', ')}`,
  )
}

/** The rows for the route table of one link of a circuit. */
export const circuitRows = (
  record: CircuitRoutesRecord,
  bgp: BgpAnswer,
): Predicted<readonly BgpTableRow[]> => {
  const ofLink = bgp.tables.filter(
    ({ speaker, link }) =>
      speaker.kind === 'circuit' && sameName(speaker.name, record.on) && link === record.link,
  )
  const whole = ofLink.filter(({ table }) => table === 'rib')
  const found = whole.length > 0 ? whole : ofLink.filter(({ table }) => table === 'learned')
  return rowsOf(found, `${record.link} link of circuit ${record.on}`)
}
