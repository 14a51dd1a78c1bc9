// Which interface a machine's kernel chooses for a destination: its own routes and those of its routing daemon (R6.12).
import { activeRoutes, type BgpRoute, type ControlPlane, type SessionEnd } from '../control-plane/index.ts'
import type { GuestTunnel, Nic, Vm } from '../model/index.ts'
import {
  type Address,
  containsAddress,
  formatPrefix,
  isDefault,
  type Prefix,
  parseAddress,
} from '../net/index.ts'
import { addressesOfDevice, attachedNetworks, devices, tunnelNamed } from './guest-interfaces.ts'

/** The kernel's choice. */
export type KernelChoice =
  | { readonly kind: 'nic'; readonly nic: Nic; readonly prefix: string; readonly dev: string }
  | {
      readonly kind: 'tunnel'
      readonly dev: string
      readonly prefix: string
      /** Undefined for a device of which no more is known. */
      readonly tunnel: GuestTunnel | undefined
    }
  /** Over the VPN that a BGP session runs through, where the guest's tunnel is not described. */
  | {
      readonly kind: 'session'
      readonly over: SessionEnd
      readonly prefix: string
      readonly dev: string
    }
  | { readonly kind: 'blackhole'; readonly prefix: string }

interface KernelRoute {
  readonly prefix: Prefix
  readonly text: string
  readonly dev: string | undefined
  readonly blackhole: boolean
}

/** A route that leads by other routes is followed so far. */
const deepestRecursion = 16

/** The interface on whose network a gateway address lies. */
const devOf = (vm: Vm, via: string | undefined, depth = 0): string | undefined => {
  const address = via === undefined ? undefined : parseAddress(via)
  if (address === undefined) return undefined
  const nic = devices(vm).find((device) =>
    device.nic.subnet.prefixes.some((prefix) => containsAddress(prefix, address)),
  )
  if (nic !== undefined) return nic.dev
  const attached = attachedNetworks(vm.guest).find(({ prefix }) => containsAddress(prefix, address))?.dev
  if (attached !== undefined || depth >= deepestRecursion) return attached
  // A daemon's static route may lead by another one (R7.11).
  const below = activeRoutes({ kind: 'vm', vm })
    .filter(({ prefix }) => !isDefault(prefix) && containsAddress(prefix, address))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.route
  return below?.protocol === 'static' ? (below.dev ?? devOf(vm, below.via, depth + 1)) : undefined
}

/** A loopback holds addresses, and nothing is reached through it. */
const isLoopback = (dev: string): boolean => /^(?:lo|loopback|dummy)\d*$/i.test(dev)

const kernelRoutes = (vm: Vm): readonly KernelRoute[] => [
  ...devices(vm).flatMap(({ dev, nic }) =>
    nic.subnet.prefixes.map((prefix) => ({ prefix, text: 'connected', dev, blackhole: false })),
  ),
  ...attachedNetworks(vm.guest)
    .filter(({ dev }) => !isLoopback(dev))
    .map(({ dev, prefix }) => ({ prefix, text: 'connected', dev, blackhole: false })),
  ...activeRoutes({ kind: 'vm', vm }).map(({ prefix, route }) => {
    const dev = route.dev ?? devOf(vm, route.via)
    return { prefix, text: route.prefix, dev, blackhole: route.blackhole ?? false }
  }),
]

const longestFor = (routes: readonly KernelRoute[], address: Address): KernelRoute | undefined =>
  routes
    .filter((route) => containsAddress(route.prefix, address))
    .reduce<KernelRoute | undefined>(
      (best, route) => (best === undefined || route.prefix.length > best.prefix.length ? route : best),
      undefined,
    )

/** Where a route of the kernel leads; without one, or without a device, it is the primary NIC (R6.13). */
const choiceOf = (vm: Vm, route: KernelRoute | undefined, text: string): KernelChoice | undefined => {
  if (route?.blackhole === true) return { kind: 'blackhole', prefix: text }
  const known = devices(vm)
  const device = route?.dev === undefined ? known[0] : known.find(({ dev }) => dev === route.dev)
  if (device !== undefined) return { kind: 'nic', nic: device.nic, prefix: text, dev: device.dev }
  if (route?.dev === undefined) return undefined
  return { kind: 'tunnel', dev: route.dev, prefix: text, tunnel: tunnelNamed(vm.guest, route.dev) }
}

/** A route of the daemon: its next hop is found in the kernel's own routes. */
const learnedChoice = (
  vm: Vm,
  { nextHop, prefix, learnedOver }: BgpRoute,
  fixed: readonly KernelRoute[],
): KernelChoice | undefined => {
  const text = `bgp ${formatPrefix(prefix)}`
  const below = nextHop === undefined ? undefined : longestFor(fixed, nextHop)
  const choice = choiceOf(vm, below, text)
  // A session with a VPN gateway runs inside a tunnel, whether or not the guest's end of it is described.
  const isVpn = learnedOver?.peer.speaker.place.kind === 'vpnGateway'
  if (!isVpn || learnedOver === undefined || choice?.kind === 'tunnel') return choice
  return { kind: 'session', over: learnedOver, prefix: text, dev: 'vpn' }
}

const isSame = (a: KernelChoice, b: KernelChoice): boolean => {
  if (a.kind === 'nic') return b.kind === 'nic' && a.nic === b.nic
  if (a.kind === 'tunnel') return b.kind === 'tunnel' && a.dev === b.dev
  if (a.kind === 'session') return b.kind === 'session' && a.over.peer.speaker === b.over.peer.speaker
  return b.kind === 'blackhole'
}

/**
 * The interfaces through which the machine sends packets for an address: several where its daemon has equal paths, none
 * where no route leads there. The longest prefix wins, and the kernel's own routes before those of the daemon.
 */
export const kernelChoices = (
  vm: Vm,
  destination: Address,
  { routerLookup }: Pick<ControlPlane, 'routerLookup'>,
): readonly KernelChoice[] => {
  const fixed = kernelRoutes(vm)
  const own = longestFor(fixed, destination)
  const learned = routerLookup(vm, destination).filter(({ learnedOver, usable }) => learnedOver && usable)
  const [first] = learned
  // Azure hands out a default route, which stands where no other is written.
  if (first === undefined || first.prefix.length <= (own?.prefix.length ?? 0)) {
    const choice = choiceOf(vm, own, own?.text ?? 'default')
    return choice === undefined ? [] : [choice]
  }
  return learned
    .flatMap((route) => learnedChoice(vm, route, fixed) ?? [])
    .filter((choice, index, all) => all.findIndex((other) => isSame(choice, other)) === index)
}

/** R6.14, R6.26: the addresses of the interfaces that lead towards an address, of its family. */
export const addressesTowards = (
  vm: Vm,
  destination: Address,
  controlPlane: Pick<ControlPlane, 'routerLookup'>,
): readonly Address[] =>
  kernelChoices(vm, destination, controlPlane).flatMap((choice) => {
    const own =
      choice.kind === 'nic'
        ? choice.nic.addresses
        : choice.kind === 'tunnel'
          ? addressesOfDevice(vm, choice.dev)
          : (vm.nics[0]?.addresses ?? [])
    return own.find((address) => typeof address === typeof destination) ?? []
  })
