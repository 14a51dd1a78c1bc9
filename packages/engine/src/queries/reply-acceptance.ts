// Whether whoever sent a packet takes the answer for one (R6.24, R6.52).
import {
  type FlowMemory,
  type Hop,
  isFromElsewhere,
  isInline,
  isSuccess,
  type Packet,
  type Way,
} from '../forwarding/index.ts'
import { formatAddress } from '../net/index.ts'

/**
 * R6.52: the answer to a translated flow has to be turned back where the flow was translated. One that goes another way
 * comes from an address that the sender has not written to, and its system drops it.
 */
export const asSenderTakesIt = (way: Way, memory: FlowMemory, asked: Packet): Way => {
  const last = way.hops.at(-1)
  if (last === undefined || !isSuccess(way.ending) || !isFromElsewhere(way.packet, memory, asked)) return way
  const expected = formatAddress(asked.destination)
  const parameters = { source: place(way.packet, way.packet.source !== asked.destination), expected }
  const decision = { code: 'answerFromElsewhere', rule: 'R6.52', parameters } as const
  return { ...way, ending: 'filtered', hops: [...way.hops.slice(0, -1), { ...last, decision }] }
}

/** The source of an answer; with its port where the address alone would not show the difference. */
const place = ({ source, sourcePort }: Packet, isOther: boolean): string =>
  isOther || sourcePort === undefined ? formatAddress(source) : `${formatAddress(source)} port ${sourcePort}`

const comesBy = (sender: Hop, entrance: Hop): boolean =>
  sender.nic === undefined
    ? sender.kind === 'firewall' && sender.element === entrance.element
    : sender.nic === entrance.nic

/**
 * R6.24: the state of a flow that came in by a public address takes its replies out by the same one, whatever way out
 * the subnet has otherwise. A reply that leaves elsewhere has another address, and the client drops it.
 */
export const backToInternet = (way: Way, flow: Way | undefined): Way => {
  const [sender, edge] = way.hops.slice(-2)
  // R1.26: a default route took it to a site, which knows no such connection.
  if (edge?.kind === 'site') {
    const decision = { code: 'noFlowState', rule: 'R1.26', parameters: { element: edge.element } } as const
    return { ...way, ending: 'filtered', hops: [...way.hops.slice(0, -1), { ...edge, decision }] }
  }
  if (edge?.kind !== 'internet') return way
  const edgeAt = flow?.hops.findIndex(({ kind }) => kind === 'internet') ?? -1
  const entrance = flow?.hops
    .slice(edgeAt + 1)
    .find(({ nic, kind }) => nic !== undefined || kind === 'firewall')
  // The flow never came in: there is nothing that its answer could leave by.
  if (entrance === undefined) return way
  const isOwn = sender !== undefined && comesBy(sender, entrance)
  const decision = isOwn
    ? {
        code: 'internetEgress' as const,
        rule: 'R6.24',
        parameters: { destination: formatAddress(way.packet.destination) },
      }
    : { code: 'answerLeavesElsewhere' as const, rule: 'R6.24', parameters: {} }
  // R6.58: the answer passes the appliances of a gateway load balancer that the flow has passed.
  const inline = isOwn ? (flow?.hops ?? []).filter(isInline) : []
  const hops = [...way.hops.slice(0, -1), ...inline, { ...edge, decision }]
  return { ...way, ending: isOwn ? 'deliveredToInternet' : 'filtered', hops }
}
