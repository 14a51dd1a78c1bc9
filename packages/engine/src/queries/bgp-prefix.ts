// `bgp --prefix`: where a prefix originates, who learns it with which AS path, and where and why it stops.
import type { Analysis } from '../analyse.ts'
import {
  type BgpRoute,
  isRefusal,
  nameOfSpeaker,
  ownerOfSpeaker,
  type Refusal,
  type RibEntry,
  received,
  type SessionEnd,
  type Speaker,
} from '../control-plane/index.ts'
import { findings, formatSpan, nearest } from '../diagnostics/index.ts'
import type { Subnet, Vnet } from '../model/index.ts'
import {
  containsPrefix,
  equalPrefixes,
  formatAddress,
  formatPrefix,
  type Prefix,
  parsePrefix,
  prefixKey,
} from '../net/index.ts'
import type { PrefixStop, PrefixStory, SpeakerReference } from './answers.ts'
import { type Answered, answered } from './names.ts'
import { speakerAnswersTo } from './speaker-names.ts'

const kinds = {
  expressRouteGateway: 'gateway',
  vpnGateway: 'gateway',
  routeServer: 'routeServer',
  hub: 'hub',
  msee: 'circuit',
} as const

/** A speaker as answers name it. */
const referTo = (speaker: Speaker): SpeakerReference => {
  const { place } = speaker
  const name = nameOfSpeaker(speaker)
  const id = ownerOfSpeaker(speaker).id?.text ?? name
  if (place.kind === 'router') return { kind: place.router.kind === 'vm' ? 'guest' : 'site', id, name }
  const kind = kinds[place.kind]
  if (!('instance' in place)) return { kind, id, name }
  const owner = place.kind === 'routeServer' ? place.server : place.gateway
  const address = owner.instances[place.instance]
  return { kind, id, name, instance: address === undefined ? `#${place.instance}` : formatAddress(address) }
}

const entryOf = (entries: readonly RibEntry[], prefix: Prefix): RibEntry | undefined =>
  entries.find((entry) => equalPrefixes(entry.prefix, prefix))

const origins = (ribs: Analysis['controlPlane']['bgp']['ribs'], prefix: Prefix): PrefixStory['origins'] =>
  [...ribs].flatMap(([speaker, entries]) =>
    (entryOf(entries, prefix)?.routes ?? [])
      .filter(({ learnedOver }) => learnedOver === undefined)
      .map(({ declaredAt }) => ({
        speaker: referTo(speaker),
        ...(declaredAt === undefined ? {} : { declaredAt: formatSpan(declaredAt) }),
      })),
  )

/** Whether an exchange between two speakers is asked for. */
type IsWanted = (speaker: Speaker, other: Speaker) => boolean

const learned = (
  ribs: Analysis['controlPlane']['bgp']['ribs'],
  prefix: Prefix,
  isWanted: IsWanted,
): PrefixStory['learned'] =>
  [...ribs].flatMap(([speaker, entries]) => {
    const entry = entryOf(entries, prefix)
    return (entry?.routes ?? []).flatMap((route) =>
      route.learnedOver === undefined || !isWanted(speaker, route.learnedOver.peer.speaker)
        ? []
        : [
            {
              speaker: referTo(speaker),
              from: referTo(route.learnedOver.peer.speaker),
              asPath: route.asPath,
              best: entry?.best.includes(route) ?? false,
            },
          ],
    )
  })

const policyEntry = ({ declaredAt }: Refusal): Pick<PrefixStop, 'declaredAt'> =>
  declaredAt === undefined ? {} : { declaredAt: formatSpan(declaredAt) }

/** Why a route does not get over one session; undefined where it does, or where nobody misses it. */
const stopAt = (
  speaker: Speaker,
  best: BgpRoute,
  end: SessionEnd,
  analysis: Analysis,
): PrefixStop | undefined => {
  if (best.learnedOver === end) return undefined
  const common = { from: referTo(speaker), to: referTo(end.peer.speaker) }
  const sent = speaker.insists?.(best.prefix, end) ?? speaker.announce(best, end)
  if (isRefusal(sent)) {
    if (sent.refused === 'hasItself') return undefined
    const { refused: code, rule } = sent
    return { ...common, side: 'sender', code, rule, asPath: best.asPath, ...policyEntry(sent) }
  }
  if (!analysis.controlPlane.isUp(end.session))
    return { ...common, side: 'session', code: 'sessionDown', rule: 'R7.6', asPath: sent.asPath }
  const taken = end.peer.speaker.accept(received(sent, end.peer), end.peer)
  if (!isRefusal(taken)) return undefined
  const { refused: code, rule } = taken
  return { ...common, side: 'receiver', code, rule, asPath: sent.asPath, ...policyEntry(taken) }
}

const stops = (analysis: Analysis, prefix: Prefix, isWanted: IsWanted): readonly PrefixStop[] =>
  [...analysis.controlPlane.bgp.ribs].flatMap(([speaker, entries]) => {
    const best = entryOf(entries, prefix)?.routes[0]
    if (best === undefined || !best.usable) return []
    return speaker.sessions.flatMap((end) =>
      isWanted(speaker, end.peer.speaker) ? (stopAt(speaker, best, end, analysis) ?? []) : [],
    )
  })

/** A subnet of each VNet whose NICs have a gateway row for the prefix, with what the row says. */
const programmed = (analysis: Analysis, prefix: Prefix): PrefixStory['programmed'] => {
  const firstWith = (vnet: Vnet): PrefixStory['programmed'] => {
    const rowsOf = (subnet: Subnet) =>
      analysis.controlPlane
        .effectiveTable(subnet)
        .rows.filter((row) => row.source === 'VirtualNetworkGateway' && equalPrefixes(row.prefix, prefix))
    const having = vnet.subnets.filter((subnet) => rowsOf(subnet).length > 0)
    const [first] = having
    if (first === undefined) return []
    const nextHops = rowsOf(first).flatMap(({ nextHopIps }) => nextHopIps.map(formatAddress))
    const { id, name } = vnet
    return [{ vnet: { id: id.text, name }, subnets: having.map((subnet) => subnet.name), nextHops }]
  }
  return analysis.network.vnets.flatMap(firstWith)
}

/** Sorted, and each once. */
const distinct = <T>(items: readonly T[]): readonly T[] =>
  [...new Map(items.map((item) => [JSON.stringify(item), item]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item)

/**
 * The story of one prefix, at every speaker or where one of them takes part; a refusal where the text is no prefix,
 * nobody knows it, or there is no such speaker.
 */
export const bgpPrefix = (analysis: Analysis, text: string, selector?: string): Answered<PrefixStory> => {
  const reading = parsePrefix(text)
  if (reading.kind === 'malformed')
    return { ok: false, finding: findings.malformedPrefix({ property: '--prefix', text }) }
  const { prefix } = reading
  const { ribs } = analysis.controlPlane.bgp
  const known = [...ribs.values()].flatMap((entries) => entries.map((entry) => entry.prefix))
  if (!known.some((candidate) => equalPrefixes(candidate, prefix))) {
    const related = new Map(
      known
        .filter((candidate) => containsPrefix(candidate, prefix) || containsPrefix(prefix, candidate))
        .map((candidate) => [prefixKey(candidate), candidate]),
    )
    const parameters = { prefix: formatPrefix(prefix), related: [...related.keys()].sort() }
    return { ok: false, finding: findings.prefixNotAnnounced(parameters) }
  }
  const speakers = [...ribs.keys()]
  const isWanted: IsWanted = (...ends) =>
    selector === undefined || ends.some((speaker) => speakerAnswersTo(speaker, selector))
  if (selector !== undefined && !speakers.some((speaker) => speakerAnswersTo(speaker, selector))) {
    const names = [...new Set(speakers.map(nameOfSpeaker))].sort()
    const parameters = { kind: 'bgpSpeaker', name: selector, known: names } as const
    return {
      ok: false,
      finding: findings.nameNotFound({ ...parameters, suggestion: nearest(selector, names) }),
    }
  }
  return answered({
    prefix: formatPrefix(prefix),
    origins: distinct(origins(ribs, prefix)),
    learned: distinct(learned(ribs, prefix, isWanted)),
    stops: distinct(stops(analysis, prefix, isWanted)),
    programmed: programmed(analysis, prefix),
  })
}
