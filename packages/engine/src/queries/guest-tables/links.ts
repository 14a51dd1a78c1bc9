// The interfaces of a guest as its kernel lists them: loopback, NICs, then what its configuration makes (R6.13, R6.32).
import type { Era } from '../../facts/index.ts'
import { addressIn, devices, isDown, tunnelNamed } from '../../forwarding/index.ts'
import type { GuestTunnel, Nic, Vm } from '../../model/index.ts'
import {
  type Address,
  containsAddress,
  formatAddress,
  isIpv4,
  lastAddress,
  type Prefix,
  prefixNamed,
} from '../../net/index.ts'
import { tunnelMtu } from '../path-mtu.ts'
import type { GuestLinkAddress, GuestLinkKind, GuestLinkRow } from './guest-answer.ts'

const loopbackMtu = 65_536
const interfaceMtu = 1500

/** The metric that the DHCP client gives the routes of an interface: the primary one first. */
export const dhcpMetric = (index: number): number => 100 * (index + 1)

/** Whether the DHCP client of the year's images notes its metric at networks and addresses too (R6.13). */
const notesMetric = ({ guestDhcp }: Era): boolean => guestDhcp === 'everywhere'

/** The prefix of a subnet that holds an address. */
export const prefixOfSubnet = (nic: Nic, address: Address): Prefix | undefined =>
  nic.subnet.prefixes.find((prefix) => containsAddress(prefix, address))

const addressesOfNic = (nic: Nic, index: number, era: Era): readonly GuestLinkAddress[] => {
  const seen = new Set<Prefix>()
  return nic.addresses.map((address, position): GuestLinkAddress => {
    const prefix = prefixOfSubnet(nic, address)
    // Azure hands out IPv6 addresses one by one.
    if (!isIpv4(address) || prefix === undefined)
      return { address: `${formatAddress(address)}/${isIpv4(address) ? 32 : 128}`, secondary: false }
    const secondary = seen.has(prefix)
    seen.add(prefix)
    return {
      address: `${formatAddress(address)}/${prefix.length}`,
      broadcast: formatAddress(lastAddress(prefix)),
      secondary,
      ...(position === 0 && notesMetric(era) ? { metric: dhcpMetric(index) } : {}),
    }
  })
}

/** Addresses that commands give an interface: as written, without a broadcast address. */
const writtenAddresses = (texts: readonly string[]): readonly GuestLinkAddress[] => {
  const networks = new Set<string>()
  return texts.flatMap((text): GuestLinkAddress[] => {
    const address = addressIn(text)
    const prefix = prefixNamed(text)
    if (address === undefined || prefix === undefined) return []
    const network = `${formatAddress(prefix.address)}/${prefix.length}`
    const secondary = isIpv4(address) && prefix.length < 32 && networks.has(network)
    networks.add(network)
    return [{ address: `${formatAddress(address)}/${prefix.length}`, secondary }]
  })
}

const ipsecKind = (dev: string): GuestLinkKind => (/^xfrm/i.test(dev) ? 'xfrm' : 'vti')

const tunnelRow = (tunnel: GuestTunnel): Pick<GuestLinkRow, 'kind' | 'tunnel'> => {
  const local = addressIn(tunnel.local)
  return {
    kind: tunnel.kind === 'ipsec' ? ipsecKind(tunnel.dev) : tunnel.kind,
    tunnel: {
      ...(tunnel.id === undefined ? {} : { id: tunnel.id }),
      ...(local === undefined ? {} : { local: formatAddress(local) }),
      remote: tunnel.remote,
      ...(local === undefined && tunnel.local !== undefined ? { over: tunnel.local } : {}),
      ...(tunnel.port === undefined ? {} : { port: tunnel.port }),
    },
  }
}

const mtuOf = (vm: Vm, dev: string): number => {
  const stated = vm.guest?.links?.find((link) => link.dev === dev)?.mtu
  const tunnel = tunnelNamed(vm.guest, dev)
  return stated ?? (tunnel === undefined ? interfaceMtu : tunnelMtu(tunnel))
}

/** All interfaces in the order of their index: those of the configuration in the order in which it names them. */
export const linksOf = (vm: Vm, era: Era): readonly GuestLinkRow[] => {
  const nics = devices(vm)
  const written = new Map<string, string[]>()
  for (const { dev, address } of vm.guest?.addresses ?? [])
    written.set(dev, [...(written.get(dev) ?? []), address])
  for (const { dev, inner } of vm.guest?.tunnels ?? [])
    written.set(dev, [...(inner === undefined ? [] : [inner]), ...(written.get(dev) ?? [])])
  const known = new Set(['lo', ...nics.map(({ dev }) => dev)])
  const others = [...written.keys()].filter((dev) => !known.has(dev))
  const own = (dev: string): readonly GuestLinkAddress[] => writtenAddresses(written.get(dev) ?? [])
  const rows: readonly Omit<GuestLinkRow, 'index'>[] = [
    {
      dev: 'lo',
      kind: 'loopback',
      up: true,
      mtu: loopbackMtu,
      addresses: [{ address: '127.0.0.1/8', secondary: false }, ...own('lo')],
    },
    ...nics.map(({ dev, nic }, index) => ({
      dev,
      kind: 'nic' as const,
      up: !isDown(vm.guest, dev),
      mtu: mtuOf(vm, dev),
      addresses: [...addressesOfNic(nic, index, era), ...own(dev)],
    })),
    ...others.map((dev) => {
      const tunnel = tunnelNamed(vm.guest, dev)
      const kind: GuestLinkKind = /^(?:dummy|loopback)/i.test(dev) ? 'dummy' : 'other'
      return {
        dev,
        ...(tunnel === undefined ? { kind } : tunnelRow(tunnel)),
        up: !isDown(vm.guest, dev),
        mtu: mtuOf(vm, dev),
        addresses: own(dev),
      }
    }),
  ]
  return rows.map((row, index) => ({ index: index + 1, ...row }))
}
