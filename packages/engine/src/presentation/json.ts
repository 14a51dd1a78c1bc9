// Answers as JSON, format 1: fields in the order of the contract, lists sorted, the same bytes for the same answer.
import { describe, type Finding, type Language, sortFindings } from '../diagnostics/index.ts'
import type {
  Assumption,
  BgpAnswer,
  BgpTable,
  Carrier,
  CompareAnswer,
  Direction,
  Endpoint,
  GuestAnswer,
  Hop,
  InspectAnswer,
  PrefixStory,
  RoutesAnswer,
  TraceAnswer,
} from '../queries/index.ts'
import { compareText } from './compare-text.ts'

/** JSON escapes control characters itself; nothing of the input can reach a terminal as a command. */
const print = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/[\x7f-\x9f]/gu, escapeC1)}\n`

/** JSON leaves DEL and the C1 controls as they are, and some terminals obey them. */
const escapeC1 = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

const sortedBy = <T>(items: readonly T[], key: (item: T) => string): readonly T[] =>
  [...items].sort((a, b) => compareText(key(a), key(b)))

/** A finding as data, with its sentence in the language that was asked for. */
const finding = (found: Finding, language: Language) => ({
  code: found.code,
  severity: found.severity,
  message: describe(found, language).message,
  parameters: found.parameters,
  span: found.span,
  resourceId: found.resourceId,
  azureCode: found.azureCode,
})

const findingList = (found: readonly Finding[], language: Language) =>
  sortFindings(found).map((each) => finding(each, language))

/** `routes --output json`: places in the order of the answer, rows in Azure's order. */
export const routesJson = (answer: RoutesAnswer, language: Language = 'en'): string =>
  print({
    format: answer.format,
    tables: answer.tables.map(({ place, routes }) => ({
      place: { kind: place.kind, id: place.id, name: place.name, vm: place.vm, subnet: place.subnet },
      routes: routes.map((row) => ({
        source: row.source,
        state: row.state,
        addressPrefix: row.addressPrefix,
        nextHopType: row.nextHopType,
        nextHopIpAddress: row.nextHopIpAddress,
        name: row.name,
        rule: row.rule,
        declaredAt: row.declaredAt,
      })),
    })),
    findings: answer.findings === undefined ? undefined : findingList(answer.findings, language),
  })

const endpoint = ({ vm, nic, service, ip }: Endpoint) => ({ vm, nic, service, ip })

const carrier = ({ source, destination, protocol, port, hops }: Carrier): object => ({
  source,
  destination,
  protocol,
  port,
  hops: hops.map(hop),
})

const hop = (each: Hop) => ({
  element: each.element,
  kind: each.kind,
  address: each.address,
  answers: each.answers,
  decrements: each.decrements,
  decision: {
    code: each.decision.code,
    rule: each.decision.rule,
    parameters: each.decision.parameters,
    declaredAt: each.decision.declaredAt,
  },
  nextHopType: each.nextHopType,
  nextHopIp: each.nextHopIp,
  carrier: each.carrier && carrier(each.carrier),
  translatedSource: each.translatedSource,
  translatedDestination: each.translatedDestination,
  translatedPort: each.translatedPort,
  translatedSourcePort: each.translatedSourcePort,
  filters: each.filters,
})

const direction = ({ ending, ways }: Direction) => ({
  ending,
  ways: ways.map((way) => ({ share: way.share, ending: way.ending, hops: way.hops.map(hop) })),
})

const assumptionKey = ({ code, parameters }: Assumption): string => JSON.stringify([code, parameters])

/** `trace --output json`: ways and hops in the order of the answer. */
export const traceJson = (answer: TraceAnswer, language: Language): string =>
  print({
    format: answer.format,
    from: endpoint(answer.from),
    to: endpoint(answer.to),
    protocol: answer.protocol,
    verdict: answer.verdict,
    routing: answer.routing,
    filtering: answer.filtering,
    forward: direction(answer.forward),
    return: direction(answer.return),
    symmetric: answer.symmetric,
    ...(answer.sameAppliances === undefined ? {} : { sameAppliances: answer.sameAppliances }),
    traceroute: answer.traceroute.map(({ ttl, addresses, silent }) => ({ ttl, addresses, silent })),
    reached: answer.reached,
    replyTtl: answer.replyTtl,
    quality: answer.quality,
    assumptions: sortedBy(answer.assumptions, assumptionKey).map(({ code, parameters }) => ({
      code,
      parameters,
    })),
    findings: findingList(answer.findings, language),
  })

const tableKey = ({ speaker, instance, link, peer, table }: BgpTable): string =>
  JSON.stringify([
    speaker.kind,
    speaker.name,
    speaker.id,
    instance ?? '',
    link ?? '',
    peer?.address ?? '',
    table,
  ])

/** `bgp --output json`: tables sorted by speaker, instance, link, peer and kind of table; rows in the order of the answer. */
export const bgpJson = (answer: BgpAnswer, language: Language = 'en'): string =>
  print({
    format: answer.format,
    tables: sortedBy(answer.tables, tableKey).map((table) => ({
      speaker: { kind: table.speaker.kind, id: table.speaker.id, name: table.speaker.name },
      instance: table.instance,
      link: table.link,
      peer: table.peer,
      table: table.table,
      routes: table.routes.map((row) => ({
        network: row.network,
        nextHop: row.nextHop,
        asPath: row.asPath,
        origin: row.origin,
        sourcePeer: row.sourcePeer,
        weight: row.weight,
        localPref: row.localPref,
        best: row.best,
      })),
    })),
    hubTables: answer.hubTables,
    findings: answer.findings === undefined ? undefined : findingList(answer.findings, language),
  })

/** `bgp --prefix --output json`: lists sorted as the answer has them. */
export const bgpPrefixJson = (story: PrefixStory): string => print({ format: 1, ...story })

/** `inspect --output json`: resources by id, types by name, findings in reading order. */
export const inspectJson = (answer: InspectAnswer, language: Language): string =>
  print({
    format: answer.format,
    resources: sortedBy(answer.resources, ({ id }) => id.toLowerCase()).map((resource) => ({
      id: resource.id,
      type: resource.type,
      name: resource.name,
      declaredAt: resource.declaredAt,
      assumed: resource.assumed,
      unknown: sortedBy(resource.unknown, ({ path }) => path).map(({ path, reason, origin }) => ({
        path,
        reason,
        origin,
      })),
    })),
    guests: sortedBy(answer.guests, ({ machine }) => machine),
    ignored: Object.fromEntries(sortedBy(Object.entries(answer.ignored), ([type]) => type)),
    unsupported: sortedBy(answer.unsupported, ({ type }) => type).map(({ type, count }) => ({ type, count })),
    findings: findingList(answer.findings, language),
  })

/** `guest --output json`: rows in the order in which the machine lists them. */
export const guestJson = (answer: GuestAnswer, language: Language): string =>
  print({
    ...answer,
    findings: answer.findings === undefined ? undefined : findingList(answer.findings, language),
  })

/** `compare --output json`: tables by file, groups by weight. */
export const compareJson = (answer: CompareAnswer, language: Language): string =>
  print({
    ...answer,
    findings: answer.findings === undefined ? undefined : findingList(answer.findings, language),
  })
