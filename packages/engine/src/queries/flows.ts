// Ways that flows take there and back: the answer to a flow meets elements that remember the way it came (R6.20).
import {
  type FlowMemory,
  type Hop as ForwardingHop,
  type Way as ForwardingWay,
  followsConnections,
  isSuccess,
  memoryKey,
  memoryOfWay,
  type Packet,
} from '../forwarding/index.ts'
import { formatAddress } from '../net/index.ts'

/** Ways of which the elements remember the same, so that one walk back answers for all of them. */
export interface Flow {
  /** Its part of all flows that arrive. */
  readonly share: number
  /** Its packets as they arrive, perhaps translated (R6.16, R6.52). */
  readonly arrived: Packet
  readonly memory: FlowMemory
  readonly ways: readonly ForwardingWay[]
}

/** How many ways back are walked one by one: a bound on equal-cost branching, far above what a load test would show. */
const flowLimit = 64

const joinedMemory = (ways: readonly ForwardingWay[]): FlowMemory => ({
  translations: ways[0]?.translations ?? [],
  passed: new Set(ways.flatMap(({ passed }) => [...passed])),
  as: 'reply',
})

const grouped = (
  ways: readonly ForwardingWay[],
  keyOf: (way: ForwardingWay) => string,
): readonly (readonly ForwardingWay[])[] => [...Map.groupBy(ways, keyOf).values()]

/** Who got the packets: an address may have several owners, each of which answers. */
export const receiverKey = ({ deliveredTo }: ForwardingWay): string => {
  switch (deliveredTo?.kind) {
    case 'nic':
      return deliveredTo.nic.id.key
    case 'site':
      return deliveredTo.site.name
    case 'service':
      return deliveredTo.service.name
    case 'vpnClient':
      return deliveredTo.client.gateway.id.key
    case 'edge':
      return deliveredTo.name
    default:
      return ''
  }
}

/** The flows of the ways that arrive. Beyond a bound, flows from one source to one receiver are answered together. */
export const flowsOf = (arrived: readonly ForwardingWay[]): readonly Flow[] => {
  const total = arrived.reduce((sum, { share }) => sum + share, 0)
  const apart = grouped(arrived, (way) => `${receiverKey(way)} ${memoryKey(memoryOfWay(way, 'reply'))}`)
  const isBounded = apart.length <= flowLimit
  const groups = isBounded
    ? apart
    : grouped(arrived, (way) => `${receiverKey(way)} ${formatAddress(way.packet.source)}`)
  return groups.flatMap((ways) => {
    const [first] = ways
    if (first === undefined) return []
    const share = ways.reduce((sum, way) => sum + way.share, 0) / total
    const memory = isBounded ? memoryOfWay(first, 'reply') : joinedMemory(ways)
    return [{ share, arrived: first.packet, memory, ways }]
  })
}

/** What on a way may follow connections; a frontend keeps a flow together by itself (R6.21). */
const appliancesOn = (way: ForwardingWay): string =>
  [
    ...new Set(
      way.hops.flatMap(({ kind, element }) => (kind === 'appliance' || kind === 'firewall' ? element : [])),
    ),
  ]
    .sort()
    .join('>')

/** Devices on a way that drop a connection of TCP whose answers they do not see: firewalls, and guests with such rules. */
const followersOn = ({ hops }: ForwardingWay, packet: Packet): readonly ForwardingHop[] =>
  hops.filter(
    ({ kind, nic }) =>
      kind === 'firewall' ||
      (kind === 'appliance' && nic?.vm !== undefined && followsConnections(nic.vm, packet)),
  )

/**
 * R6.20: the ways back of a TCP flow. An answer that goes past a device that follows connections arrives, but the device
 * drops what the sender says next.
 */
export const withoutHalfSeen = (
  flow: Flow,
  back: readonly ForwardingWay[],
  packet: Packet,
): readonly ForwardingWay[] => {
  if (packet.protocol !== 'tcp') return back
  const followers = flow.ways.flatMap((way) => followersOn(way, packet))
  return back.map((way) => {
    const passed = new Set(appliancesOn(way).split('>'))
    const missed = followers.find(({ element }) => !passed.has(element))
    if (missed === undefined || !isSuccess(way.ending)) return way
    const { kind, element, address } = missed
    const decision = { code: 'answerNotSeen', rule: 'R6.20', parameters: { element } } as const
    const hop: ForwardingHop = { kind, element, address, answers: false, decrements: false, decision }
    return { ...way, ending: 'filtered', hops: [...way.hops, hop] }
  })
}

/** Whether the answer itself comes back on this way, whatever becomes of its connection. */
export const bringsAnswer = ({ ending, hops }: ForwardingWay): boolean =>
  isSuccess(ending) || hops.at(-1)?.decision.code === 'answerNotSeen'

/** Whether each of these ways back passes the appliances and firewalls that its flow passed. */
export const meetsSameAppliances = (flow: Flow, back: readonly ForwardingWay[]): boolean => {
  const there = new Set(flow.ways.map(appliancesOn))
  return back.every((way) => there.has(appliancesOn(way)))
}
