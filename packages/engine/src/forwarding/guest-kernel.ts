// What the operating system of a machine does with a packet that is not for it: filter, and choose an interface (R6.12).
import type { GuestFilter, Nic, Vm } from '../model/index.ts'
import { type Address, containsAddress, type Prefix, parseAddress, prefixNamed } from '../net/index.ts'
import type { Packet } from './packet.ts'

/** The kernel's choice. */
export type KernelChoice =
  | { readonly kind: 'nic'; readonly nic: Nic; readonly prefix: string; readonly dev: string }
  | { readonly kind: 'tunnel'; readonly dev: string; readonly prefix: string }
  | { readonly kind: 'blackhole'; readonly prefix: string }

interface KernelRoute {
  readonly prefix: Prefix
  readonly text: string
  readonly dev: string | undefined
  readonly blackhole: boolean
}

/** Guest device names: as configured, else eth0 for the primary NIC and so on. */
const devices = (vm: Vm): readonly { readonly dev: string; readonly nic: Nic }[] =>
  vm.nics.map((nic, index) => {
    const named = Object.entries(vm.guest?.interfaces ?? {}).find(
      ([, name]) => name.toLowerCase() === nic.name.toLowerCase() || name.toLowerCase() === nic.id.key,
    )
    return { dev: named?.[0] ?? `eth${index}`, nic }
  })

/** The interface on whose network a gateway address lies. */
const devOf = (vm: Vm, via: string | undefined): string | undefined => {
  const address = via === undefined ? undefined : parseAddress(via)
  if (address === undefined) return undefined
  const nic = devices(vm).find((device) =>
    device.nic.subnet.prefixes.some((prefix) => containsAddress(prefix, address)),
  )
  if (nic !== undefined) return nic.dev
  return vm.guest?.tunnels?.find((tunnel) => {
    const inner = tunnel.inner === undefined ? undefined : prefixNamed(tunnel.inner)
    return inner !== undefined && containsAddress(inner, address)
  })?.dev
}

const kernelRoutes = (vm: Vm): readonly KernelRoute[] => [
  ...devices(vm).flatMap(({ dev, nic }) =>
    nic.subnet.prefixes.map((prefix) => ({ prefix, text: 'connected', dev, blackhole: false })),
  ),
  ...(vm.guest?.tunnels ?? []).flatMap(({ dev, inner }) => {
    const prefix = inner === undefined ? undefined : prefixNamed(inner)
    return prefix === undefined ? [] : [{ prefix, text: 'connected', dev, blackhole: false }]
  }),
  ...(vm.guest?.routes ?? []).flatMap((route) => {
    const prefix = prefixNamed(route.prefix)
    if (prefix === undefined) return []
    const dev = route.dev ?? devOf(vm, route.via)
    return [{ prefix, text: route.prefix, dev, blackhole: route.blackhole ?? false }]
  }),
]

/** The interface through which the machine sends a packet for `destination`; the default is the primary NIC (R6.13). */
export const kernelChoice = (vm: Vm, destination: Address): KernelChoice | undefined => {
  const longest = kernelRoutes(vm)
    .filter((route) => containsAddress(route.prefix, destination))
    .reduce<KernelRoute | undefined>(
      (best, route) => (best === undefined || route.prefix.length > best.prefix.length ? route : best),
      undefined,
    )
  if (longest?.blackhole === true) return { kind: 'blackhole', prefix: longest.text }
  const known = devices(vm)
  const device = longest?.dev === undefined ? known[0] : known.find(({ dev }) => dev === longest.dev)
  if (device !== undefined) {
    return { kind: 'nic', nic: device.nic, prefix: longest?.text ?? 'default', dev: device.dev }
  }
  return longest?.dev === undefined ? undefined : { kind: 'tunnel', dev: longest.dev, prefix: longest.text }
}

/** Whether an address is the machine's own, on a NIC or on another interface. */
export const ownsAddress = (vm: Vm, address: Address): boolean =>
  vm.nics.some((nic) => nic.addresses.includes(address)) ||
  (vm.guest?.addresses ?? []).some((entry) => parseAddress(entry.address.split('/')[0] ?? '') === address)

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
