// `bgp`: learned and advertised routes of every speaker, as the commands of Azure and of routers print them.
import type { Analysis } from '../analyse.ts'
import type { SessionEnd } from '../control-plane/index.ts'
import { findings, nearest } from '../diagnostics/index.ts'
import { nameOf } from '../model/index.ts'
import { parseResourceId } from '../resources/index.ts'
import type { BgpAnswer, BgpTable, HubTable } from './answers.ts'
import { circuitTable } from './bgp-tables/circuits.ts'
import { gatewayTables } from './bgp-tables/gateways.ts'
import { hubAnswer } from './bgp-tables/hubs.ts'
import { routeServerTables } from './bgp-tables/route-servers.ts'
import { routerTables } from './bgp-tables/routers.ts'
import { hypotheticalPart } from './hypothetical.ts'
import { type Answered, answered } from './names.ts'
import { tableAnswersTo } from './speaker-names.ts'

const order = (table: BgpTable): string =>
  [
    table.speaker.kind,
    table.speaker.name.toLowerCase(),
    table.instance ?? '',
    table.link ?? '',
    table.table,
    table.peer?.address ?? '',
  ].join('|')

const hubName = ({ hub }: HubTable): string => {
  const id = parseResourceId(hub)
  return id === undefined ? hub : nameOf(id)
}

/** The tables of every speaker, or of those that have this name. */
export const bgp = (analysis: Analysis, selector?: string): Answered<BgpAnswer> => {
  const { bgp: converged, isUp } = analysis.controlPlane
  const up = (end: SessionEnd): boolean => isUp(end.session)
  const tables = [...converged.ribs]
    .flatMap(([speaker, entries]) => [
      ...gatewayTables(speaker, entries, up),
      ...routeServerTables(speaker, entries, up),
      ...circuitTable(speaker, entries),
      ...routerTables(speaker, entries, up),
    ])
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const hubTables = hubAnswer(analysis)
  const caution = hypotheticalPart(analysis)
  if (selector === undefined) return answered({ format: 1, tables, hubTables, ...caution })
  const chosen = tables.filter(({ speaker, link }) => tableAnswersTo(speaker, link, selector))
  const chosenHubs = hubTables.filter((table) =>
    tableAnswersTo({ name: hubName(table), id: table.hub }, null, selector),
  )
  if (chosen.length + chosenHubs.length > 0)
    return answered({ format: 1, tables: chosen, hubTables: chosenHubs, ...caution })
  const known = [...new Set([...tables.map(({ speaker }) => speaker.name), ...hubTables.map(hubName)])].sort()
  const suggestion = nearest(selector, known)
  return {
    ok: false,
    finding: findings.nameNotFound({ kind: 'bgpSpeaker', name: selector, known, suggestion }),
  }
}
