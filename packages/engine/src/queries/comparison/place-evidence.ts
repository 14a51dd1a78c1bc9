// Decides what each printed table belongs to: by its envelope, by what the user says, or by the name of its file.
import { type Finding, findings, nearest } from '../../diagnostics/index.ts'
import {
  type Evidence,
  type EvidenceContent,
  type EvidenceEnvelope,
  nameOf,
  parentOf,
  parseResourceId,
  type ResourceId,
} from '../../resources/index.ts'
import type { BgpTable, HubTable } from '../answers.ts'
import { canonicalAddress } from './canonical.ts'
import { compareTable, type Prediction } from './compare-table.ts'
import type { Named, PlacedTable, TablePlace } from './placed-table.ts'
import type { TableTarget } from './table-targets.ts'

/** The tables that have a place, and findings for the others. */
export interface Placing {
  readonly placed: readonly PlacedTable[]
  readonly findings: readonly Finding[]
}

/** The words of a name: what is between signs that are neither letter nor digit. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Whether the words of a name stand one after the other in another text. */
const holdsName = (text: readonly string[], name: string): boolean => {
  const wanted = wordsOf(name)
  return (
    wanted.length > 0 &&
    text.some((_, start) => wanted.every((word, offset) => text[start + offset] === word))
  )
}

const longestIn = (text: readonly string[], names: readonly string[]): number =>
  Math.max(0, ...names.filter((name) => holdsName(text, name)).map((name) => name.length))

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')

/** What the rows themselves say of their peer: routes of a Route Server's table come from one. */
const peerInRows = (content: EvidenceContent): string | undefined => {
  if (content.kind !== 'gatewayRoutes') return undefined
  const peers = new Set(content.table.routes.map(({ sourcePeer }) => sourcePeer))
  const [only] = peers
  return peers.size === 1 ? only : undefined
}

/** The direction that a file's name tells, where the rows do not. */
const directionIn = (text: readonly string[]): 'learned' | 'advertised' | undefined =>
  text.includes('advertised') ? 'advertised' : text.includes('learned') ? 'learned' : undefined

const ofKind = (
  targets: readonly TableTarget[],
  content: EvidenceContent,
  direction: 'learned' | 'advertised' | undefined,
): readonly TableTarget[] =>
  targets.filter(
    ({ place }) =>
      place.kind === content.kind &&
      (place.kind !== 'gatewayRoutes' || direction === undefined || place.direction === direction),
  )

const hasDetail = ({ details }: TableTarget, detail: string): boolean =>
  details.some((own) => canonicalAddress(own).toLowerCase() === canonicalAddress(detail).toLowerCase())

/** The best of the targets by what their names share with the file's. */
const byFileName = (
  file: string,
  content: EvidenceContent,
  candidates: readonly TableTarget[],
): readonly TableTarget[] => {
  const text = wordsOf(baseName(file))
  const peer = peerInRows(content)
  const scored = candidates.flatMap((target) => {
    const own = longestIn(text, target.names)
    const isPeer = peer !== undefined && hasDetail(target, peer)
    const detail = isPeer ? Number.POSITIVE_INFINITY : longestIn(text, target.details)
    return own === 0 ? [] : [{ target, own, detail }]
  })
  const own = Math.max(0, ...scored.map((each) => each.own))
  const longest = scored.filter((each) => each.own === own)
  const detail = Math.max(0, ...longest.map((each) => each.detail))
  return longest.filter((each) => each.detail === detail).map(({ target }) => target)
}

/** The targets that a text of the user means. */
const called = (text: string, candidates: readonly TableTarget[]): readonly TableTarget[] => {
  const wanted = text.toLowerCase()
  const ids = ({ place }: TableTarget): readonly string[] => {
    switch (place.kind) {
      case 'effectiveRoutes':
        return [place.nic.id]
      case 'gatewayRoutes':
        return [place.speaker.id]
      case 'circuitRoutes':
        return [place.circuit.id]
      case 'hubRoutes':
        return [place.hub.id]
    }
  }
  const exact = candidates.filter(
    (target) =>
      target.label.toLowerCase() === wanted || ids(target).some((id) => id.toLowerCase() === wanted),
  )
  if (exact.length > 0) return exact
  const withDetail = candidates.filter((target) =>
    target.names.some((name) =>
      target.details.some((detail) => `${name}/${detail}`.toLowerCase() === wanted),
    ),
  )
  return withDetail.length > 0
    ? withDetail
    : candidates.filter(({ names }) => names.some((name) => name.toLowerCase() === wanted))
}

const hubKinds: Readonly<Record<string, HubTable['resource']['kind']>> = {
  routetable: 'routeTable',
  hubvirtualnetworkconnection: 'connection',
  expressrouteconnection: 'connection',
  vpnconnection: 'connection',
  azurefirewall: 'firewall',
  azurefirewalls: 'firewall',
  vpngateway: 'vpnGateway',
  expressroutegateway: 'expressRouteGateway',
}

const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

const isSpeaker = (kind: string): BgpTable['speaker']['kind'] | undefined =>
  (
    ({
      virtualnetworkgateways: 'gateway',
      vpngateways: 'gateway',
      expressroutegateways: 'gateway',
      virtualhubs: 'routeServer',
    }) as const
  )[kind]

/** The place that an envelope states; undefined where it says too little. */
const placeOfEnvelope = (
  envelope: EvidenceEnvelope,
  content: EvidenceContent,
  nicOf: (vm: ResourceId) => ResourceId | undefined,
): TablePlace | undefined => {
  const written = parseResourceId(envelope.resource)
  const id = written?.type.toLowerCase().endsWith('/bgpconnections') === true ? parentOf(written) : written
  const peer = id === written ? envelope.peer : (envelope.peer ?? lastOf(envelope.resource))
  const named = { id: id?.text ?? envelope.resource, name: id === undefined ? envelope.resource : nameOf(id) }
  switch (content.kind) {
    case 'effectiveRoutes': {
      const nic =
        id !== undefined && id.type.toLowerCase() === 'microsoft.compute/virtualmachines'
          ? nicOf(id)
          : undefined
      return { kind: content.kind, nic: nic === undefined ? named : { id: nic.text, name: nameOf(nic) } }
    }
    case 'gatewayRoutes': {
      const kind = isSpeaker(id?.type.toLowerCase().split('/').at(-1) ?? '') ?? 'gateway'
      const direction = envelope.kind === 'advertisedRoutes' ? 'advertised' : 'learned'
      const instance = content.instance
      return { kind: content.kind, speaker: { ...named, kind }, direction, instance, peer }
    }
    case 'circuitRoutes':
      return envelope.path === undefined
        ? undefined
        : { kind: content.kind, circuit: named, link: envelope.path }
    case 'hubRoutes': {
      const type = envelope.hubResource?.type.toLowerCase() ?? 'routetable'
      const kind = hubKinds[type]
      const of = envelope.hubResource?.id ?? ''
      const name = of === '' ? 'defaultRouteTable' : lastOf(of)
      return kind === undefined ? undefined : { kind: content.kind, hub: named, resource: { kind, name } }
    }
  }
}

const placedTable = (file: string, content: EvidenceContent, place: TablePlace): PlacedTable | undefined => {
  if (content.kind === 'effectiveRoutes' && place.kind === content.kind)
    return { file, kind: content.kind, place, table: content.table }
  if (content.kind === 'gatewayRoutes' && place.kind === content.kind)
    return { file, kind: content.kind, place, table: content.table }
  if (content.kind === 'circuitRoutes' && place.kind === content.kind)
    return { file, kind: content.kind, place, table: content.table }
  if (content.kind === 'hubRoutes' && place.kind === content.kind)
    return { file, kind: content.kind, place, table: content.table }
  return undefined
}

const withInstance = (place: TablePlace, content: EvidenceContent): TablePlace =>
  place.kind === 'gatewayRoutes' && content.kind === 'gatewayRoutes'
    ? { ...place, instance: content.instance }
    : place

/** Larger networks are not searched for the prediction that is most like a table. */
const searchedTargets = 400

/** The one target whose prediction agrees best, if most rows agree and no other one agrees as well. */
const mostAlike = (
  file: string,
  content: EvidenceContent,
  candidates: readonly TableTarget[],
  prediction: Prediction,
): TableTarget | undefined => {
  if (candidates.length > searchedTargets) return undefined
  const scored = candidates
    .flatMap((target) => {
      const placed = placedTable(file, content, withInstance(target.place, content))
      if (placed === undefined) return []
      const { tally } = compareTable(placed, prediction)
      const rows = tally.recorded + tally.extra
      return [{ target, share: rows === 0 ? 0 : tally.matched / rows }]
    })
    .sort((a, b) => b.share - a.share)
  const [best, second] = scored
  return best !== undefined && best.share >= 0.5 && best.share > (second?.share ?? 0)
    ? best.target
    : undefined
}

/** What is said of files by hairpin.yaml and `--place`: a file's name, or its path, to a place. */
export type StatedPlaces = ReadonlyMap<string, string>

const statedFor = (file: string, places: StatedPlaces): string | undefined =>
  places.get(file) ?? places.get(lastOf(file)) ?? [...places].find(([name]) => file.endsWith(`/${name}`))?.[1]

/** Files that are stated and not there. */
export const unusedPlaces = (evidence: readonly Evidence[], places: StatedPlaces): readonly Finding[] => {
  const files = evidence.map(({ file }) => file)
  return [...places.keys()]
    .filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)))
    .map((file) =>
      findings.placeForNoFile({
        file,
        files,
        suggestion: nearest(
          file,
          files.flatMap((each) => [each, lastOf(each)]),
        ),
      }),
    )
}

/**
 * The stated place as the network calls it, by id or else by name; undefined where it has no such thing. That it has the
 * thing and not this very table is for the comparison to tell.
 */
const inNetwork = (place: TablePlace, targets: readonly TableTarget[]): TablePlace | undefined => {
  const own = <T extends Named>(wanted: T, of: (place: TablePlace) => T | undefined): T | undefined => {
    const all = targets.flatMap((target) => of(target.place) ?? [])
    return (
      all.find(({ id }) => id.toLowerCase() === wanted.id.toLowerCase()) ??
      all.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase())
    )
  }
  switch (place.kind) {
    case 'effectiveRoutes': {
      const nic = own(place.nic, (each) => (each.kind === place.kind ? each.nic : undefined))
      return nic === undefined ? undefined : { ...place, nic }
    }
    case 'gatewayRoutes': {
      const speaker = own(place.speaker, (each) => (each.kind === place.kind ? each.speaker : undefined))
      return speaker === undefined ? undefined : { ...place, speaker }
    }
    case 'circuitRoutes': {
      const circuit = own(place.circuit, (each) => (each.kind === place.kind ? each.circuit : undefined))
      return circuit === undefined ? undefined : { ...place, circuit }
    }
    case 'hubRoutes': {
      const hub = own(place.hub, (each) => (each.kind === place.kind ? each.hub : undefined))
      return hub === undefined ? undefined : { ...place, hub }
    }
  }
}

/** Whether a table shows what one instance of a gateway tells another one, which is not predicted. */
const isInside = (place: TablePlace, { bgp }: Prediction): boolean =>
  place.kind === 'gatewayRoutes' &&
  place.direction === 'advertised' &&
  bgp.tables.some(
    ({ speaker, instance }) =>
      speaker.id === place.speaker.id && instance !== null && instance === place.peer,
  )

/** Gives each table its place. */
export const placeEvidence = (
  evidence: readonly Evidence[],
  targets: readonly TableTarget[],
  places: StatedPlaces,
  prediction: Prediction,
  nicOf: (vm: ResourceId) => ResourceId | undefined,
): Placing => {
  const placed: PlacedTable[] = []
  const found: Finding[] = []
  const take = (file: string, content: EvidenceContent, place: TablePlace): void => {
    const table = placedTable(file, content, place)
    if (table !== undefined) placed.push(table)
  }
  for (const { file, envelope, contents } of evidence) {
    for (const content of contents) {
      const direction =
        content.kind === 'gatewayRoutes'
          ? (content.direction ?? directionIn(wordsOf(baseName(file))))
          : undefined
      const candidates = ofKind(targets, content, direction)
      const text = statedFor(file, places)
      const labels = [...new Set(candidates.map(({ label }) => label))]
      const { kind } = content
      if (text === undefined && envelope !== undefined) {
        const stated = placeOfEnvelope(envelope, content, nicOf)
        const place = stated === undefined ? undefined : inNetwork(stated, targets)
        if (place !== undefined && isInside(place, prediction))
          found.push(findings.evidenceNotCompared({ file, what: 'iBGP' }))
        else if (place !== undefined) take(file, content, place)
        else {
          const suggestion = nearest(lastOf(envelope.resource), labels)
          found.push(
            findings.evidencePlaceUnknown({
              file,
              kind,
              place: envelope.resource,
              known: labels,
              suggestion,
            }),
          )
        }
        continue
      }
      const fitting = text === undefined ? byFileName(file, content, candidates) : called(text, candidates)
      const narrowed =
        fitting.length > 1
          ? fitting.filter((target) => hasDetail(target, peerInRows(content) ?? ''))
          : fitting
      const [only, other] = narrowed.length === 0 ? fitting : narrowed
      if (only !== undefined && other === undefined) take(file, content, withInstance(only.place, content))
      else if (text !== undefined && only === undefined)
        found.push(
          findings.evidencePlaceUnknown({
            file,
            kind,
            place: text,
            known: labels,
            suggestion: nearest(text, labels),
          }),
        )
      else {
        const among = fitting.length > 0 ? fitting : candidates
        const fault =
          candidates.length === 0 ? 'nothingThere' : fitting.length > 0 ? 'severalNames' : 'noName'
        const suggestion = mostAlike(file, content, among, prediction)?.label
        const shown = [...new Set(among.map(({ label }) => label))]
        found.push(findings.evidenceWithoutPlace({ file, kind, fault, candidates: shown, suggestion }))
      }
    }
  }
  return { placed, findings: found }
}
