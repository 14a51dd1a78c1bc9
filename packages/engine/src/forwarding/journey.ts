// A packet on its way, what each step adds to it, and how it becomes a way: shared by the walk of one packet and of sets.
import { formatAddress } from '../net/index.ts'
import { addressedFor } from './hop-address.ts'
import type { Carrier, Location, Step } from './location.ts'
import type { Packet, Translation } from './packet.ts'
import { withCarrier } from './tunnel-carriage.ts'
import type { Decision, Ending, Hop, Way, WayAssumption } from './way.ts'

/** Linux sends with 64; the fabric takes nothing off, so no sane network comes near it. */
const initialTtl = 64

/** What a packet has passed, and where it is now. */
export interface Journey {
  readonly share: number
  readonly hops: readonly Hop[]
  readonly assumptions: readonly WayAssumption[]
  readonly translations: readonly Translation[]
  readonly passed: ReadonlySet<string>
  readonly location: Location
  readonly packet: Packet
}

/** Where a packet sets out. */
export const startingAt = (location: Location, packet: Packet): Journey => ({
  share: 1,
  hops: [],
  assumptions: [],
  translations: [],
  passed: new Set(),
  location,
  packet,
})

/** What an element sees of a packet that is not as it was sent. */
export type Replaced = Pick<
  Hop,
  'translatedSource' | 'translatedDestination' | 'translatedPort' | 'translatedSourcePort'
>

/** What of a packet is not as in the one that set out. */
export const replacedSince = (asSent: Packet, seen: Packet): Replaced => ({
  ...(seen.source === asSent.source ? {} : { translatedSource: seen.source }),
  ...(seen.destination === asSent.destination ? {} : { translatedDestination: seen.destination }),
  ...(seen.port === asSent.port ? {} : { translatedPort: seen.port }),
  ...(seen.sourcePort === asSent.sourcePort ? {} : { translatedSourcePort: seen.sourcePort }),
})

/** The journey after a step, still at the same place. */
export const after = (journey: Journey, step: Step, replacedIn: (seen: Packet) => Replaced): Journey => {
  const { sends = journey.packet } = step
  const hops = step.hops.map((hop, index) => ({
    ...addressedFor(hop, sends),
    ...replacedIn(index === 0 ? journey.packet : sends),
  }))
  return {
    ...journey,
    share: journey.share * step.share,
    hops: [...journey.hops, ...hops],
    packet: sends,
    assumptions: [...journey.assumptions, ...(step.assumptions ?? [])],
    translations: [...journey.translations, ...(step.translations ?? [])],
    passed: step.passed === undefined ? journey.passed : new Set(journey.passed).add(step.passed),
  }
}

/** The journey as a way that ended here. */
export const ended = (
  { share, hops, assumptions, translations, passed, packet }: Journey,
  ending: Ending,
  deliveredTo: Way['deliveredTo'] = undefined,
): Way => ({ share, ending, hops, assumptions, deliveredTo, packet, translations, passed })

/** The journey as a way, with what ended it as the decision of its last hop. */
export const stopped = (journey: Journey, ending: Ending, decision: Decision): Way => {
  const hops = journey.hops.map((hop, index) =>
    index === journey.hops.length - 1 ? { ...hop, decision } : hop,
  )
  return ended({ ...journey, hops }, ending)
}

/** The decision that more was passed than a packet can take. */
export const tooManyHops: Decision = { code: 'tooManyHops', rule: 'R6.26', parameters: {} }

/** Whether nothing is left of the TTL. */
export const isSpent = ({ hops }: Journey): boolean =>
  hops.filter(({ decrements }) => decrements).length >= initialTtl

/** The journey into a tunnel by the way that the tunnel's own packet goes. */
export const carriedBy = (journey: Journey, { packet }: Carrier, { share, hops }: Way): Journey => ({
  ...journey,
  share: journey.share * share,
  hops: withCarrier(journey.hops, packet, hops),
})

/** A tunnel whose own packets would go into it again. */
export const recursion = (journey: Journey, { tunnel }: Carrier): Way =>
  stopped(journey, 'loop', { code: 'tunnelRecursion', rule: 'R6.12', parameters: { element: tunnel } })

/** A journey that ends because the packet that should carry it through a tunnel does not arrive. */
export const lostInTunnel = (journey: Journey, carrier: Carrier, lost: Way): Way => {
  const carried = carriedBy(journey, carrier, lost)
  const last = lost.hops.at(-1)?.decision
  // A tunnel that would go through itself is the reason, not just one that is down.
  if (last?.code === 'tunnelRecursion') return stopped(carried, 'loop', last)
  const [vm = carrier.tunnel, dev = ''] = carrier.tunnel.split('/')
  const parameters = { vm, dev, address: formatAddress(carrier.packet.destination) }
  return lost.ending === 'unknown'
    ? stopped(carried, 'unknown', { code: 'tunnel', rule: 'R6.29', parameters })
    : stopped(carried, 'tunnelDown', { code: 'tunnelDown', rule: 'R6.29', parameters })
}
