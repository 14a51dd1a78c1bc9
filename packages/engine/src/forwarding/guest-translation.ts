// What a guest's rules of address translation make of a packet that opens a flow (R6.16, R6.52).
import type { GuestDestinationNat, Vm } from '../model/index.ts'
import { type Address, parseAddress } from '../net/index.ts'
import { addressesOfDevice } from './guest-interfaces.ts'
import { matches } from './guest-rules.ts'
import type { Packet } from './packet.ts'

const ownAddressOf = (vm: Vm, dev: string, like: Address): Address | undefined =>
  addressesOfDevice(vm, dev).find((own) => typeof own === typeof like)

/** R6.16: the address that takes the place of the source of what leaves an interface; undefined where it stays. */
export const newSourceOf = (vm: Vm, dev: string, packet: Packet): Address | undefined => {
  const rule = vm.guest?.snat?.find(
    (each) => (each.dev === undefined || each.dev === dev) && matches(each, packet),
  )
  if (rule === undefined || rule.keep === true) return undefined
  const stated = rule.to === undefined ? undefined : parseAddress(rule.to)
  return stated ?? ownAddressOf(vm, dev, packet.source)
}

/** A destination in a rule: an address, perhaps with a port, `self`, or a port of the machine itself. Undefined for ranges and what else cannot be read. */
const targetOf = (
  text: string,
  own: Address | undefined,
): { readonly address: Address; readonly port?: number } | undefined => {
  const whole = parseAddress(text)
  if (whole !== undefined) return { address: whole }
  const [, inBrackets, plain = inBrackets, digits] =
    /^(?:\[([^\]]+)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text.trim()) ?? []
  const isOwn = plain === 'self' || (plain === '' && digits !== undefined)
  const address = isOwn ? own : parseAddress(plain ?? '')
  if (address === undefined) return undefined
  const port = digits === undefined ? undefined : Number(digits)
  if (port === undefined) return { address }
  return port >= 1 && port <= 65_535 ? { address, port } : undefined
}

const describeMatch = (rule: GuestDestinationNat): string =>
  [rule.protocol, rule.port ?? rule.ports?.join(','), rule.destination && `to ${rule.destination}`]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')

/** A rule as people know it: what it is for, and where that goes. */
export const nameOfRule = (rule: GuestDestinationNat): string =>
  `${describeMatch(rule)} → ${rule.to ?? ''}`.trimStart()

/** What the rules make of a packet. */
export type NewDestination =
  | { readonly kind: 'given'; readonly packet: Packet; readonly rule: GuestDestinationNat }
  /** The rule is for the packet, and where it leads is not known. */
  | { readonly kind: 'open'; readonly rule: GuestDestinationNat }

/** R6.52: the first rule that matches decides, before the kernel looks for a route; undefined where the destination stays. */
export const newDestinationOf = (
  vm: Vm,
  dev: string | undefined,
  packet: Packet,
): NewDestination | undefined => {
  const rule = vm.guest?.dnat?.find(
    (each) => (each.dev === undefined || each.dev === dev) && matches(each, packet),
  )
  if (rule === undefined || rule.keep === true) return undefined
  const own = dev === undefined ? undefined : ownAddressOf(vm, dev, packet.destination)
  const target = targetOf(rule.to ?? '', own)
  if (target === undefined || typeof target.address !== typeof packet.source) return { kind: 'open', rule }
  const { address: destination, port = packet.port } = target
  // A redirection to where the packet goes already changes nothing.
  if (destination === packet.destination && port === packet.port) return undefined
  return { kind: 'given', packet: { ...packet, destination, port }, rule }
}
