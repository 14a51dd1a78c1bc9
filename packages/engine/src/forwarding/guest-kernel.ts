// Which interface a machine's kernel chooses for a destination: its own routes and those of its routing daemon (R6.12).
import type { BgpRoute, ControlPlane, SessionEnd } from '../control-plane/index.ts'
import type { GuestTunnel, Nic, Vm } from '../model/index.ts'
import { type Address, formatPrefix } from '../net/index.ts'
import { addressesOfDevice, devices, tunnelNamed } from './guest-interfaces.ts'
import { type KernelRoute, kernelRoutes, longestFor, ruledFor } from './guest-routes.ts'
import type { Packet } from './packet.ts'

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
 * where no route leads there. Rules of policy routing come first; then the longest prefix wins, and the kernel's own
 * routes before those of the daemon. `source`: where the packet comes from, if rules may ask for it.
 */
export const kernelChoices = (
  vm: Vm,
  destination: Address,
  { routerLookup }: Pick<ControlPlane, 'routerLookup'>,
  source?: Address,
): readonly KernelChoice[] => {
  const ruled = ruledFor(vm, destination, source)
  if (ruled !== undefined) return [choiceOf(vm, ruled, ruled.text) ?? []].flat()
  const fixed = kernelRoutes(vm, undefined)
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

/**
 * The interfaces by which the machine sends packets of its own. Linux asks its routes, whatever source the packet has
 * (R6.14). Windows uses no interface that lacks the source, and of those that have it only the primary one has a default
 * route (R6.13).
 */
export const ownChoices = (
  vm: Vm,
  { source, destination }: Pick<Packet, 'source' | 'destination'>,
  controlPlane: Pick<ControlPlane, 'routerLookup'>,
): readonly KernelChoice[] => {
  const choices = kernelChoices(vm, destination, controlPlane, source)
  const known = devices(vm)
  const owner = known.find(({ nic }) => nic.addresses.includes(source))
  if (vm.operatingSystem !== 'windows' || owner === undefined) return choices
  const fitting = choices.filter((choice) => choice.kind !== 'nic' || choice.nic === owner.nic)
  if (fitting.length > 0) return fitting
  const own = kernelRoutes(vm, undefined).filter(({ dev }) => dev === owner.dev)
  const route = longestFor(own, destination)
  if (route === undefined && owner !== known[0]) return []
  return [choiceOf(vm, route, route?.text ?? 'default') ?? []].flat()
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
