// The interfaces of a guest: which device is which NIC, which addresses each has, and what is on its link (R6.13, R6.14).
import type { GuestConfiguration, GuestTunnel, Nic, Router, Vm } from '../model/index.ts'
import { type Address, type Prefix, parseAddress, prefixNamed } from '../net/index.ts'

/** The address of an `address/length` text. */
export const addressIn = (text: string | undefined): Address | undefined =>
  text === undefined ? undefined : parseAddress(text.split('/')[0] ?? '')

/** The devices that a guest's configuration speaks of. */
const mentioned = (guest: GuestConfiguration | undefined): ReadonlySet<string | undefined> =>
  new Set([
    ...(guest?.routes ?? []).map(({ dev }) => dev),
    ...(guest?.addresses ?? []).map(({ dev }) => dev),
    ...(guest?.snat ?? []).map(({ dev }) => dev),
    ...(guest?.dnat ?? []).map(({ dev }) => dev),
    ...(guest?.tunnels ?? []).map(({ local }) => local),
  ])

/** Guest device names: as configured, else eth0 for the primary NIC and so on, or as Cisco's systems call them. */
export const devices = (vm: Vm): readonly { readonly dev: string; readonly nic: Nic }[] => {
  const known = mentioned(vm.guest)
  return vm.nics.map((nic, index) => {
    const named = Object.entries(vm.guest?.interfaces ?? {}).find(
      ([, name]) => name.toLowerCase() === nic.name.toLowerCase() || name.toLowerCase() === nic.id.key,
    )
    const cisco = `GigabitEthernet${index + 1}`
    return { dev: named?.[0] ?? (known.has(cisco) ? cisco : `eth${index}`), nic }
  })
}

/** Addresses that only the guest knows, with the device that has them: loopbacks, tunnels. */
const innerAddresses = (
  guest: GuestConfiguration | undefined,
): readonly { readonly dev: string; readonly text: string }[] => [
  ...(guest?.addresses ?? []).map(({ dev, address }) => ({ dev, text: address })),
  ...(guest?.tunnels ?? []).flatMap(({ dev, inner }) => (inner === undefined ? [] : [{ dev, text: inner }])),
]

/** What is on the link of the guest's own devices. */
export const attachedNetworks = (
  guest: GuestConfiguration | undefined,
): readonly { readonly dev: string; readonly prefix: Prefix }[] =>
  innerAddresses(guest).flatMap(({ dev, text }) => {
    const prefix = prefixNamed(text)
    return prefix === undefined ? [] : [{ dev, prefix }]
  })

/** Whether an address is one that the guest has on a device of its own. */
export const guestOwns = (guest: GuestConfiguration | undefined, address: Address): boolean =>
  innerAddresses(guest).some(({ text }) => addressIn(text) === address)

/** Whether an address is the machine's own, on a NIC or on another interface. */
export const ownsAddress = (vm: Vm, address: Address): boolean =>
  vm.nics.some((nic) => nic.addresses.includes(address)) || guestOwns(vm.guest, address)

/** The tunnel of a device name. */
export const tunnelNamed = (
  guest: GuestConfiguration | undefined,
  dev: string | undefined,
): GuestTunnel | undefined => guest?.tunnels?.find((tunnel) => tunnel.dev === dev)

/** The outer source of a tunnel: an address, that of the interface that is named, or of the primary one. */
export const outerSource = (router: Router, { local }: GuestTunnel): Address | undefined => {
  const stated = addressIn(local)
  if (stated !== undefined) return stated
  const known = router.kind === 'vm' ? devices(router.vm) : []
  const nic = (local === undefined ? known[0] : known.find(({ dev }) => dev === local))?.nic
  const guest = router.kind === 'vm' ? router.vm.guest : router.site.guest
  return nic?.addresses[0] ?? addressIn(guest?.addresses?.find(({ dev }) => dev === local)?.address)
}

/** The addresses of a device; a tunnel without one of its own borrows that of the interface below it. */
export const addressesOfDevice = (vm: Vm, dev: string): readonly Address[] => {
  const nic = devices(vm).find((device) => device.dev === dev)?.nic
  if (nic !== undefined) return nic.addresses
  const own = innerAddresses(vm.guest)
    .filter((entry) => entry.dev === dev)
    .flatMap(({ text }) => addressIn(text) ?? [])
  if (own.length > 0) return own
  const below = tunnelNamed(vm.guest, dev)
  const local = below === undefined ? undefined : outerSource({ kind: 'vm', vm }, below)
  return local === undefined ? (vm.nics[0]?.addresses ?? []) : [local]
}

/** Whether the guest has taken an interface down. */
export const isDown = (guest: GuestConfiguration | undefined, dev: string): boolean =>
  guest?.links?.some((link) => link.dev === dev && link.up === false) === true
