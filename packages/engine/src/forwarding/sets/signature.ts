// What two packets must share to be told alike: every decision on their ways, but not what names the packet itself.
import { type Address, formatAddress } from '../../net/index.ts'
import type { Step } from '../location.ts'
import { keyOfPlace } from '../location-key.ts'
import type { Packet } from '../packet.ts'
import type { Decision, Hop, Way } from '../way.ts'

/** Parameters that may repeat an address of the packet. */
const ofPacket: ReadonlySet<string> = new Set(['destination', 'source', 'address', 'nextHop'])

const decisionKey = ({ code, rule, parameters, declaredAt }: Decision, own: ReadonlySet<string>): unknown => [
  code,
  rule,
  Object.entries(parameters).map(([name, value]) => (ofPacket.has(name) && own.has(value) ? name : value)),
  declaredAt,
]

const hopKey = (hop: Hop, own: ReadonlySet<string>): unknown => [
  hop.kind,
  hop.element,
  hop.nic?.id.key,
  hop.answers,
  hop.decrements,
  decisionKey(hop.decision, own),
  hop.nextHopType,
  hop.filters?.map(({ group, rule, access }) => [group, rule, access]),
]

/** What packets of one flow name by themselves, in the texts of decisions. */
const ownNames = (packets: readonly Packet[]): ReadonlySet<string> =>
  new Set(packets.flatMap(({ source, destination }) => [source, destination]).map(formatAddress))

const changed = (before: Address | number | undefined, after: Address | number | undefined): string | null =>
  before === after ? null : String(after)

/** Tells steps apart that one decision makes of different packets: equal keys mean the same steps. */
export const stepKey = (steps: readonly Step[], packet: Packet): string => {
  const own = ownNames([packet])
  return JSON.stringify(
    steps.map(({ share, hops, outcome, assumptions = [], translation, passed }) => [
      share,
      hops.map((hop) => hopKey(hop, own)),
      outcome.kind === 'end'
        ? [outcome.ending, outcome.deliveredTo?.kind]
        : [
            keyOfPlace(outcome.to),
            changed(packet.source, outcome.packet.source),
            changed(packet.destination, outcome.packet.destination),
            changed(packet.port, outcome.packet.port),
            changed(packet.sourcePort, outcome.packet.sourcePort),
            outcome.carrier?.tunnel,
          ],
      assumptions.map(({ code }) => code),
      translation === undefined ? null : [translation.by.id.key, String(translation.to)],
      passed,
    ]),
  )
}

/** Tells ways apart: two packets with equal keys go the same ways and end alike. `sent`: the packet that set out. */
export const waysKey = (ways: readonly Way[], sent: Packet): string =>
  JSON.stringify(
    ways.map((way) => {
      const own = ownNames([sent, way.packet])
      return [Math.round(way.share * 1e9), way.ending, way.hops.map((hop) => hopKey(hop, own))]
    }),
  )
