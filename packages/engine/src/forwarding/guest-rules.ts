// What a guest's packet filter and address translation do with a packet (R6.11, R6.16).
import type { GuestFilter, Nic, Vm } from '../model/index.ts'
import { type Address, containsAddress, prefixNamed } from '../net/index.ts'
import { devices } from './guest-interfaces.ts'
import type { Packet } from './packet.ts'

/** Whether a rule's prefix holds an address; a rule without one, or with one that cannot be read, is for all. */
const within = (text: string | undefined, address: Address): boolean => {
  const prefix = text === undefined ? undefined : prefixNamed(text)
  return prefix === undefined || containsAddress(prefix, address)
}

const filterMatches = (filter: GuestFilter, packet: Packet): boolean => {
  return (
    (filter.protocol === undefined || filter.protocol === 'any' || filter.protocol === packet.protocol) &&
    (filter.port === undefined || filter.port === packet.port) &&
    within(filter.source, packet.source) &&
    within(filter.destination, packet.destination)
  )
}

/** Whether the guest's packet filter drops the packet in a chain; first match wins, default accept. */
export const isFiltered = (vm: Vm, chain: GuestFilter['chain'], packet: Packet): boolean =>
  vm.guest?.filters?.find((filter) => filter.chain === chain && filterMatches(filter, packet))?.action ===
  'drop'

/** Whether the guest puts another source address into what it sends out of an interface (R6.16). */
export const translatesSource = (vm: Vm, dev: string, packet: Packet): boolean =>
  (vm.guest?.snat ?? []).some(
    (rule) =>
      rule.dev === dev && within(rule.source, packet.source) && within(rule.destination, packet.destination),
  )

/** The interface on which the guest gives a packet that reaches this NIC another destination (R6.16). */
export const translatesDestination = (vm: Vm, nic: Nic, packet: Packet): string | undefined => {
  const dev = devices(vm).find((device) => device.nic === nic)?.dev
  const rules = (vm.guest?.dnat ?? []).filter((rule) => rule.dev === dev)
  const matches = rules.some(
    ({ protocol, port }) =>
      (protocol === undefined || protocol.toLowerCase() === packet.protocol) &&
      (port === undefined || port === packet.port),
  )
  return matches ? dev : undefined
}
