// Which packets a guest's rules are for, and what its packet filter does with them (R6.11).
import type { GuestFilter, GuestMatch, Vm } from '../model/index.ts'
import { type Address, containsAddress, prefixNamed } from '../net/index.ts'
import type { Packet } from './packet.ts'

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
export type Match = Omit<GuestMatch, 'protocol'> & { readonly protocol?: string }

const isProtocol = (protocol: string | undefined, packet: Packet): boolean =>
  protocol === undefined || protocol === 'any' || protocol.toLowerCase() === packet.protocol

/** Whether a rule is for a packet. */
export const matches = (rule: Match, packet: Packet): boolean =>
  isProtocol(rule.protocol, packet) &&
  (rule.port === undefined || rule.port === packet.port) &&
  (rule.ports === undefined || rule.ports.some((range) => isInRange(range, packet.port))) &&
  within(rule.source, packet.source) &&
  within(rule.destination, packet.destination) &&
  !isExcept(rule.exceptSource, packet.source) &&
  !isExcept(rule.exceptDestination, packet.destination)

/**
 * Whether a packet opens a flow, belongs to one that the guest has seen begin, or neither: an answer of TCP or ICMP to
 * something that went another way. An answer of UDP looks like the beginning of a flow.
 */
export type FlowState = 'new' | 'established' | 'neither'

/** How a packet passes the guest: the interfaces, where they are known, and what it is to the guest's connection tracking. */
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

/** Whether the guest's packet filter drops the packet in a chain: the first match wins, then the policy of the chain. */
export const isFiltered = (
  { guest }: Vm,
  chain: GuestFilter['chain'],
  packet: Packet,
  passing: Passing,
): boolean => {
  const first = guest?.filters?.find(
    (filter) => filter.chain === chain && filterMatches(filter, packet, passing),
  )
  return (first?.action ?? guest?.policies?.[chain]) === 'drop'
}
