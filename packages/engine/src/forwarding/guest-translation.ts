// What a guest's address translation makes of addresses and ports: of sources going out, of destinations coming in (R6.16).
import type { GuestDestinationNat, Vm } from '../model/index.ts'
import { type Address, containsAddress, formatAddress, parseAddress, prefix } from '../net/index.ts'
import { addressesOfDevice } from './guest-interfaces.ts'
import type { KernelChoice } from './guest-kernel.ts'
import { matches } from './guest-rules.ts'
import { type FlowMemory, type Packet, restored } from './packet.ts'

/** The first rule of source NAT that matches decides; undefined where the source stays. */
const newSourceOf = ({ guest }: Vm, dev: string, packet: Packet): Address | 'ownAddress' | undefined => {
  const rule = guest?.snat?.find(
    (each) => (each.dev === undefined || each.dev === dev) && matches(each, packet),
  )
  if (rule === undefined || rule.keep === true) return undefined
  return (rule.to === undefined ? undefined : parseAddress(rule.to)) ?? 'ownAddress'
}

/** R6.16: the address that takes the place of the source of what opens a flow and leaves by an interface. */
export const sourceTranslation = (vm: Vm, choice: KernelChoice, packet: Packet): Address | undefined => {
  if (choice.kind === 'blackhole') return undefined
  const source = newSourceOf(vm, choice.dev, packet)
  return source === 'ownAddress'
    ? addressesOfDevice(vm, choice.dev).find((own) => typeof own === typeof packet.source)
    : source
}

/** A destination of which a rule does not say which one it is: a range, or a text that is no address. */
export interface UnclearDestination {
  readonly to: string
}

const loopback = prefix('127.0.0.0/8')

const isPort = (text: string): boolean => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535

/** `10.0.0.5`, `10.0.0.5:443`, `[2001:db8::5]:443`, or `:8080` for another port of the machine itself. */
const readTarget = (
  text: string,
): { readonly address: Address | undefined; readonly port: number | undefined } | undefined => {
  const whole = parseAddress(text)
  if (whole !== undefined) return { address: whole, port: undefined }
  const [, bracketed, plain, portText = ''] = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/u.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined || !isPort(portText)) return undefined
  const port = Number(portText)
  if (host === '') return { address: undefined, port }
  const address = parseAddress(host)
  return address === undefined ? undefined : { address, port }
}

/**
 * The packet with the destination that the first matching rule of a chain gives it; undefined where it keeps its own.
 * `dev`: the interface that it came in by, if any; the address of that one stands for the machine itself.
 */
export const destinationTranslation = (
  vm: Vm,
  chain: NonNullable<GuestDestinationNat['chain']>,
  dev: string | undefined,
  packet: Packet,
): Packet | UnclearDestination | undefined => {
  const rule = vm.guest?.dnat?.find(
    (each) =>
      (each.chain ?? 'PREROUTING') === chain &&
      (each.dev === undefined || each.dev === dev) &&
      matches(each, packet),
  )
  if (rule?.to === undefined) return undefined
  const target = readTarget(rule.to)
  const own = dev === undefined ? (vm.nics[0]?.addresses ?? []) : addressesOfDevice(vm, dev)
  const destination = target?.address ?? own.find((address) => typeof address === typeof packet.destination)
  if (target === undefined || destination === undefined) return { to: rule.to }
  // Whether the kernel takes packets from outside for its loopback is a setting that is not read.
  if (dev !== undefined && containsAddress(loopback, destination)) return { to: rule.to }
  return {
    ...packet,
    destination,
    port: packet.port === undefined ? undefined : (target.port ?? packet.port),
  }
}

/** A packet in a machine that may translate it. */
export interface PacketInside {
  readonly arrived: Packet
  /** As routes and filters see it. */
  readonly seen: Packet
  /** As it goes on, but for a new source. */
  readonly sent: Packet
}

/** What translation makes of a packet that came in, before the kernel looks for a route. */
export const translatedOnEntry = (
  vm: Vm,
  dev: string | undefined,
  arrived: Packet,
  memory: FlowMemory | undefined,
): PacketInside | UnclearDestination => {
  if (memory === undefined) {
    const translated = destinationTranslation(vm, 'PREROUTING', dev, arrived) ?? arrived
    return 'to' in translated ? translated : { arrived, seen: translated, sent: translated }
  }
  const sent = restored(vm, arrived, memory.translations) ?? arrived
  // The kernel puts the source right last.
  return { arrived, seen: { ...arrived, destination: sent.destination }, sent }
}

/** How people write an address with a port. */
export const targetText = ({ destination, port }: Packet): string => {
  const text = formatAddress(destination)
  if (port === undefined) return text
  return typeof destination === 'bigint' ? `[${text}]:${port}` : `${text}:${port}`
}
