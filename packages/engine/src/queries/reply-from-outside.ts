// The answer of somebody whom no input describes: a host on the Internet, or Azure's own platform.
import {
  atFirewall,
  type Hop,
  isInline,
  type Location,
  memoryOfWay,
  type Packet,
  type Surroundings,
  type Way,
  walk,
} from '../forwarding/index.ts'
import { formatAddress } from '../net/index.ts'

/** Where an answer comes in: at whoever sent the request out, since its public address is what was seen (R6.18, R6.24). */
const entryOf = (sender: Hop | undefined, { network }: Surroundings): Location | undefined => {
  if (sender?.nic !== undefined) return { kind: 'arriving', nic: sender.nic }
  if (sender?.kind !== 'firewall') return undefined
  const ofHubs = network.virtualHubs.flatMap((hub) => hub.firewall ?? [])
  const firewall = [...network.azureFirewalls, ...ofHubs].find(
    ({ name, address }) => name === sender.element && address === sender.address,
  )
  return firewall && atFirewall(firewall)
}

/** The host outside as the first hop of its answer. */
const outside = (host: Hop, packet: Packet): Hop => ({
  kind: host.kind,
  element: host.element,
  address: packet.destination,
  answers: true,
  decrements: false,
  decision: {
    code: 'outsideReply',
    rule: host.decision.rule === 'R6.9' ? 'R6.9' : 'R6.24',
    parameters: { destination: formatAddress(packet.source) },
  },
})

/**
 * The ways of the answer to a packet that went this way out. It comes in where the packet left, and whoever sends it on
 * from there remembers the flow; `reply` is the answer as that element takes it. Undefined for a packet that went nowhere
 * outside.
 */
export const repliesFromOutside = (
  way: Way,
  reply: Packet,
  surroundings: Surroundings,
): readonly Way[] | undefined => {
  const host = way.hops.at(-1)
  // R6.58: what passed the appliances of a gateway load balancer on its way out does so again.
  const inline = way.hops.filter(isInline)
  const sender = way.hops.slice(0, -1).findLast((hop) => !isInline(hop))
  const isEdge = way.deliveredTo?.kind === 'edge'
  const isOutside = way.ending === 'deliveredToInternet' || isEdge || host?.decision.rule === 'R6.9'
  if (host === undefined || sender === undefined || !isOutside) return undefined
  const { destination: address } = way.packet
  const first = outside(host, way.packet)
  const isPlatform = host.decision.rule === 'R6.9'
  const assumptions =
    isPlatform || isEdge
      ? []
      : [{ code: 'internetReply' as const, parameters: { address: formatAddress(address) } }]
  const entry = entryOf(sender, surroundings)
  if (entry === undefined) {
    // The gateways that lead to the Internet keep no address by which an answer could be followed.
    const { share, translations, passed } = way
    return [
      {
        share,
        ending: 'delivered',
        hops: [first],
        assumptions,
        deliveredTo: undefined,
        packet: reply,
        translations,
        passed,
      },
    ]
  }
  return walk(entry, reply, surroundings, memoryOfWay(way, 'reply')).map((back) => ({
    ...back,
    share: back.share * way.share,
    hops: [first, ...inline, ...back.hops],
    assumptions: [...assumptions, ...back.assumptions],
  }))
}
