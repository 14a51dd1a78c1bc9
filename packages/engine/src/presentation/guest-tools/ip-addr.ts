// What `ip -d addr` prints on Linux, with placeholders for what only the running machine knows.
import type { GuestLinkAddress, GuestLinkKind, GuestLinkRow } from '../../queries/index.ts'

/** A MAC address is given when the machine starts. */
const unknownMac = 'xx:xx:xx:xx:xx:xx'
/** What an interface without a broadcast domain makes of itself in IPv6 is told by its MAC address. */
const unknownLinkLocal = 'fe80::xxxx:xxff:fexx:xxxx/64'

const lifetimes = '       valid_lft forever preferred_lft forever'

/** Queues and offload sizes: of a NIC of Azure as its driver has them. */
const sizes = (queues: number, gso = 62_780): string =>
  `numtxqueues ${queues} numrxqueues ${queues} gso_max_size ${gso} gso_max_segs 65535`

const pointToPoint: ReadonlySet<GuestLinkKind> = new Set(['ipip', 'gre', 'vti', 'xfrm', 'wireguard'])

const flags = ({ kind, up }: GuestLinkRow): string => {
  const own =
    kind === 'loopback'
      ? ['LOOPBACK']
      : kind === 'dummy'
        ? ['BROADCAST', 'NOARP']
        : kind === 'xfrm'
          ? ['NOARP']
          : pointToPoint.has(kind)
            ? ['POINTOPOINT', 'NOARP']
            : ['BROADCAST', 'MULTICAST']
  return [...own, ...(up ? ['UP', 'LOWER_UP'] : [])].join(',')
}

/** A NIC has queues; everything else sends at once, and has no state of its own. */
const headLine = (row: GuestLinkRow): string => {
  const isNic = row.kind === 'nic'
  const qdisc = row.up ? (isNic ? 'mq' : 'noqueue') : 'noop'
  const state = row.up ? (isNic ? 'UP' : 'UNKNOWN') : 'DOWN'
  const below = ['ipip', 'gre', 'vti', 'xfrm'].includes(row.kind) ? `@${row.tunnel?.over ?? 'NONE'}` : ''
  return `${row.index}: ${row.dev}${below}: <${flags(row)}> mtu ${row.mtu} qdisc ${qdisc} state ${state} group default qlen 1000`
}

const ends = ({ tunnel }: GuestLinkRow): string =>
  `${tunnel?.local ?? '0.0.0.0'} peer ${tunnel?.remote ?? '0.0.0.0'}`

const linkLine = (row: GuestLinkRow): string => {
  switch (row.kind) {
    case 'loopback':
      return `link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00 promiscuity 0 minmtu 0 maxmtu 0 ${sizes(1, 65_536)}`
    case 'nic':
      return `link/ether ${unknownMac} brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68 maxmtu 65521 ${sizes(64)}`
    case 'dummy':
      return `link/ether ${unknownMac} brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 0 maxmtu 0`
    case 'ipip':
    case 'vti':
      return `link/ipip ${ends(row)} promiscuity 0 minmtu 0 maxmtu 0`
    case 'gre':
      return `link/gre ${ends(row)} promiscuity 0 minmtu 0 maxmtu 0`
    case 'xfrm':
    case 'wireguard':
      return 'link/none promiscuity 0 minmtu 0 maxmtu 2147483552'
    case 'vxlan':
    case 'other':
      return `link/ether ${unknownMac} brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68 maxmtu 65535`
  }
}

/** A key as `ip` prints it: four numbers with dots between. */
const dotted = (key: number): string => [24, 16, 8, 0].map((shift) => (key >>> shift) & 255).join('.')

const outerEnds = ({ tunnel }: GuestLinkRow): string =>
  [
    ...(tunnel === undefined ? [] : [`remote ${tunnel.remote}`]),
    ...(tunnel?.local === undefined ? [] : [`local ${tunnel.local}`]),
    ...(tunnel?.over === undefined ? [] : [`dev ${tunnel.over}`]),
  ].join(' ')

const keys = ({ tunnel }: GuestLinkRow): string =>
  tunnel?.id === undefined ? '' : ` ikey ${dotted(tunnel.id)} okey ${dotted(tunnel.id)}`

/** The line of what is particular to the kind of interface. */
const kindLine = (row: GuestLinkRow): string | undefined => {
  const { tunnel, kind } = row
  switch (kind) {
    case 'vxlan':
      return `vxlan id ${tunnel?.id ?? 0} ${outerEnds(row)} srcport 0 0 dstport ${tunnel?.port ?? 4789} ttl auto ageing 300 udpcsum noudp6zerocsumtx noudp6zerocsumrx ${sizes(1)}`
    case 'ipip':
      return `ipip ipip ${outerEnds(row)} ttl inherit pmtudisc ${sizes(1)}`
    case 'gre':
      return `gre ${outerEnds(row)} ttl inherit${keys(row)} ${sizes(1)}`
    case 'vti':
      return `vti ${outerEnds(row)}${keys(row)} ${sizes(1)}`
    case 'xfrm':
      return `xfrm if_id 0x${(tunnel?.id ?? 0).toString(16)} ${sizes(1)}`
    case 'wireguard':
      return `wireguard ${sizes(1)}`
    case 'dummy':
      return `dummy ${sizes(1)}`
    default:
      return undefined
  }
}

const scopeOf = (address: string): string => (address.startsWith('127.') ? 'host' : 'global')

const addressLines = (
  dev: string,
  { address, broadcast, secondary, metric }: GuestLinkAddress,
): readonly string[] => {
  const isIpv6 = address.includes(':')
  const words = [
    isIpv6 ? 'inet6' : 'inet',
    address,
    ...(metric === undefined ? [] : [`metric ${metric}`]),
    ...(broadcast === undefined ? [] : [`brd ${broadcast}`]),
    `scope ${scopeOf(address)}`,
    ...(secondary ? ['secondary'] : []),
    ...(isIpv6 ? [] : [dev]),
  ]
  return [`    ${words.join(' ')}`, lifetimes]
}

/** Interfaces give themselves an IPv6 address, where they have a MAC address or are the loopback. */
const automatic = ({ kind, up }: GuestLinkRow): readonly string[] => {
  if (kind === 'loopback') return ['    inet6 ::1/128 scope host', lifetimes]
  return up && !pointToPoint.has(kind) ? [`    inet6 ${unknownLinkLocal} scope link`, lifetimes] : []
}

/** The lines of `ip -d addr`, without the spaces that it puts at the ends of some. */
export const ipAddrLines = (links: readonly GuestLinkRow[]): readonly string[] =>
  links.flatMap((row) => {
    const kind = kindLine(row)
    return [
      headLine(row),
      `    ${linkLine(row)}`,
      ...(kind === undefined ? [] : [`    ${kind}`]),
      ...row.addresses.flatMap((address) => addressLines(row.dev, address)),
      ...automatic(row),
    ]
  })
