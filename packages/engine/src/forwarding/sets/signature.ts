// What two packets must share to be told alike: every decision on their ways, but not what names the packet itself.
import { type Address, isIpv4 } from '../../net/index.ts'
import type { Step } from '../location.ts'
import { keyOfPlace } from '../location-key.ts'
import type { Packet, PacketEnds } from '../packet.ts'
import type { Decision, Hop, Way } from '../way.ts'

/** Parameters that repeat an address or the port of the packet. */
const ofPacket: ReadonlySet<string> = new Set([
  'destination',
  'source',
  'address',
  'nextHop',
  'nextHopIp',
  'port',
])

const decisionKey = ({ code, rule, parameters, declaredAt }: Decision): unknown => [
  code,
  rule,
  Object.entries(parameters).filter(([name]) => !ofPacket.has(name)),
  declaredAt,
]

/** A client of a VPN has no name, and goes by its address: that of the packet itself. */
const nameOf = ({ kind, element }: Hop): string => (kind === 'vpnClient' ? '' : element)

const hopKey = (hop: Hop): unknown => [
  hop.kind,
  nameOf(hop),
  hop.nic?.id.key,
  hop.answers,
  hop.decrements,
  decisionKey(hop.decision),
  hop.nextHopType,
  hop.filters?.map(({ group, rule, access }) => [group, rule, access]),
]

const changed = (before: Address | number | undefined, now: Address | number | undefined): string | null =>
  before === now ? null : String(now)

/** What of a packet is another than before. */
const changes = (
  before: PacketEnds & Pick<Packet, 'sourcePort'>,
  now: PacketEnds & Pick<Packet, 'sourcePort'>,
): readonly (string | null)[] => [
  changed(before.source, now.source),
  changed(before.destination, now.destination),
  changed(before.port, now.port),
  changed(before.sourcePort, now.sourcePort),
]

/** Tells steps apart that one place makes of different packets: equal keys mean the same steps. */
export const stepKey = (steps: readonly Step[], packet: Packet): string =>
  JSON.stringify([
    // R6.28: elements answer with an address of the packet's family.
    isIpv4(packet.source),
    ...steps.map(({ share, hops, outcome, assumptions = [], translations = [], sends = packet, passed }) => [
      share,
      hops.map(hopKey),
      outcome.kind === 'end'
        ? [outcome.ending, outcome.deliveredTo?.kind, changes(packet, sends)]
        : [keyOfPlace(outcome.to), changes(packet, outcome.packet), outcome.carrier?.tunnel],
      assumptions.map(({ code }) => code),
      translations.map(({ by, from, to }) => [by.id.key, changes(from, to)]),
      passed,
    ]),
  ])

/** Tells a way apart, but for its share. */
export const wayKey = ({ ending, hops }: Way): string => JSON.stringify([ending, hops.map(hopKey)])

/** Tells the ways of packets apart: those with equal keys go the same ways, in equal parts. */
export const waysKey = (ways: readonly Way[]): string =>
  JSON.stringify(ways.map((way) => [Math.round(way.share * 1e9), wayKey(way)]).sort())
