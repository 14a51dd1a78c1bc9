// What the sender of a traceroute sees of an element on the way: the addresses that its errors come back with (R6.28).
import {
  crossedEdge,
  type FlowMemory,
  type Hop,
  isSuccess,
  memoryOfWay,
  type Packet,
  type Surroundings,
  type Way,
  walk,
} from '../forwarding/index.ts'
import type { Address } from '../net/index.ts'
import type { End } from './end.ts'

const ownAddresses = ({ address, answeringAddresses }: Hop): readonly Address[] =>
  answeringAddresses ?? (address === undefined ? [] : [address])

/** The address that an error has for somebody outside, to whom it went by the public address of a NIC (R6.24). */
const publicSource = (way: Way, error: Packet, { fixtures }: Surroundings): Address | undefined => {
  // Under the address that the flow was for, where the element is the one that was called.
  if (way.packet.source !== error.source) return way.packet.source
  const nic = way.hops.findLast((hop) => hop.nic !== undefined)?.nic
  return nic && fixtures.edge.publicEndpointOf(nic, error.source)?.address
}

/**
 * The addresses that answer for an element: none where it is silent, or where its error gets lost. Outside nobody sees a
 * private address: the error leaves by a way that the element has, with a public one, or does not leave.
 */
export const answersSeen = (
  hop: Hop,
  forward: readonly Way[],
  from: End,
  surroundings: Surroundings,
): readonly Address[] => {
  const { nic, address, translatedSource: destination = from.address } = hop
  if (!hop.answers) return []
  const own = ownAddresses(hop)
  const way = forward.find(({ hops, round = [] }) => hops.includes(hop) || round.includes(hop))
  const isOutside = from.internet === true
  if (nic === undefined || address === undefined) return isOutside ? [] : own
  const error: Packet = { source: address, destination, protocol: 'icmp', port: undefined }
  const memory: FlowMemory =
    way === undefined ? { translations: [], passed: 'everywhere', as: 'error' } : memoryOfWay(way, 'error')
  const returning = walk({ kind: 'sending', nic }, error, surroundings, memory).find(({ ending }) =>
    isSuccess(ending),
  )
  if (returning === undefined) return []
  if (!isOutside && !crossedEdge(way?.translations ?? [])) return own
  const seen = publicSource(returning, error, surroundings)
  return seen === undefined ? [] : [seen]
}
