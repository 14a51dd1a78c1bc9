// Which packets a rule in a guest is for, and what the guest's packet filter does with them (R6.11, R6.20).
import type { GuestFilter, GuestMatch, Vm } from '../model/index.ts'
import { type Address, containsAddress, prefixNamed } from '../net/index.ts'
import type { FlowMemory, Packet } from './packet.ts'
import type { Decision } from './way.ts'

/** Whether a rule's prefix holds an address; a rule without one, or with one that cannot be read, is for all. */
const within = (text: string | undefined, address: Address): boolean => {
  const prefix = text === undefined ? undefined : prefixNamed(text)
  return prefix === undefined || containsAddress(prefix, address)
}

/** Whether a rule leaves an address out. */
const isExcept = (text: string | undefined, address: Address): boolean => {
  const prefix = text === undefined ? undefined : prefixNamed(text)
  return prefix !== undefined && containsAddress(prefix, address)
}

const isInRange = (range: string, port: number | undefined): boolean => {
  const [first = '', last = first] = range.split('-')
  return port !== undefined && port >= Number(first) && port <= Number(last)
}

/** What rules of every kind say of packets; protocols of destination NAT are free text. */
type Match = Omit<GuestMatch, 'protocol'> & { readonly protocol?: string }

const isProtocol = (protocol: string | undefined, packet: Packet): boolean =>
  protocol === undefined || protocol === 'any' || protocol.toLowerCase() === packet.protocol

/** Whether a rule is for a packet, but for the interfaces. */
export const matches = (rule: Match, packet: Packet): boolean =>
  isProtocol(rule.protocol, packet) &&
  (rule.port === undefined || rule.port === packet.port) &&
  (rule.ports === undefined || rule.ports.some((range) => isInRange(range, packet.port))) &&
  within(rule.source, packet.source) &&
  within(rule.destination, packet.destination) &&
  !isExcept(rule.exceptSource, packet.source) &&
  !isExcept(rule.exceptDestination, packet.destination)

/** How connection tracking in a guest knows a packet; one of `invalid` opens no flow, nor belongs to one that it knows. */
export type FlowState = 'new' | 'established' | 'invalid'

/** R6.20: what a guest makes of a packet. A reply of which it has not seen the request is new where the protocol has no opening. */
export const flowStateOf = (vm: Vm, { protocol }: Packet, memory: FlowMemory | undefined): FlowState => {
  if (memory === undefined) return 'new'
  if (memory.isSupposed === true || memory.passed.has(vm.id.key)) return 'established'
  return memory.as === 'reply' && protocol === 'udp' ? 'new' : 'invalid'
}

/** How a packet passes the guest: the interfaces, where they are known, and its flow. */
export interface Passing {
  readonly in?: string | undefined
  readonly out?: string | undefined
  readonly flow: FlowState
}

const filterMatches = (filter: GuestFilter, packet: Packet, passing: Passing): boolean =>
  (filter.in === undefined || filter.in === passing.in) &&
  (filter.out === undefined || filter.out === passing.out) &&
  (filter.flow === undefined || filter.flow === passing.flow) &&
  matches(filter, packet)

/** The first match wins, then the policy of the chain. */
const drops = ({ guest }: Vm, chain: GuestFilter['chain'], packet: Packet, passing: Passing): boolean => {
  const first = guest?.filters?.find(
    (filter) => filter.chain === chain && filterMatches(filter, packet, passing),
  )
  return (first?.action ?? guest?.policies?.[chain]) === 'drop'
}

/** Why the guest's packet filter drops the packet in a chain; undefined where it passes. */
export const droppedBy = (
  vm: Vm,
  chain: GuestFilter['chain'],
  packet: Packet,
  passing: Passing,
): Decision | undefined => {
  if (!drops(vm, chain, packet, passing)) return undefined
  // Had the machine seen the flow begin, it would pass: the way there was another one.
  const isForState =
    passing.flow === 'invalid' && !drops(vm, chain, packet, { ...passing, flow: 'established' })
  return isForState
    ? { code: 'noFlowState', rule: 'R6.20', parameters: { element: vm.name } }
    : { code: 'guestFilter', rule: 'R6.11', parameters: { vm: vm.name, chain } }
}
