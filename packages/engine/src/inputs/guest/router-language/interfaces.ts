// Interfaces of a router: their addresses, and the tunnels among them.
import type { Span } from '../../../diagnostics/index.ts'
import type { GuestAddress, GuestTunnel } from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { RouterReport } from './router-report.ts'
import { ciscoInterface, isAddress, maskLength, wholeNumber } from './written-values.ts'

/** An interface as far as it is written. */
export interface InterfaceDraft {
  readonly name: string
  readonly span: Span
  addresses: { readonly text: string; readonly secondary: boolean }[]
  down: boolean
  /** In a routing table of its own, which is not modelled. */
  apart: boolean
  tunnelSource: string | undefined
  tunnelDestination: string | undefined
  tunnelMode: string | undefined
  isProtected: boolean
  key: number | undefined
  mtu: number | undefined
  readonly isTunnel: boolean
  natSide: 'inside' | 'outside' | undefined
}

/** An interface of which nothing is written yet. */
export const newInterface = (name: string, span: Span): InterfaceDraft => ({
  name,
  span,
  addresses: [],
  down: false,
  apart: false,
  tunnelSource: undefined,
  tunnelDestination: undefined,
  tunnelMode: undefined,
  isProtected: false,
  key: undefined,
  mtu: undefined,
  isTunnel: /^tunnel/i.test(name),
  natSide: undefined,
})

/** Statements of interfaces that move no packet elsewhere. */
const harmless =
  /^(?:description|speed|duplex|negotiation|bandwidth|delay|load-interval|keepalive|carrier-delay|no-shutdown|media-type|mop|cdp|lldp|ipv6|arp|link-detect|multicast|mpls|encapsulation|service-policy|platform|snmp|logging|ntp|hold-queue|mtu|switchport|spanning-tree|channel-group|zone-member|standby|vrrp|bfd|member|evpn|isis|exit|fair-queue|power|udld|macro|storm-control|nameif|security-level|vxlan|source|peer|crypto|openflow|autostate|history|plim|cts|trust|device-tracking|authentication|dot1x|access-session)$/

const harmlessIp =
  /^(?:tcp|virtual-reassembly|redirects|unreachables|proxy-arp|flow|ospf|pim|igmp|helper-address|directed-broadcast|load-sharing|route-cache|split-horizon|rip|eigrp|hello-interval|hold-time|summary-address|nbar|nhrp|authentication|address-alias|mask-reply|bandwidth-percent|dhcp|name-server|tcp-mss|broadcast-address|mroute-cache|mfib|wccp|accounting|irdp|local-proxy-arp|router|rsvp|urpf|arp|inspect)$/

const readAddress = (target: InterfaceDraft, line: ConfigLine, report: RouterReport): void => {
  const [, , first, second, third] = line.words
  if (line.negated) {
    target.addresses = []
    return
  }
  if (first === 'dhcp' || first === 'negotiated' || first === 'autoconfig' || first === 'pool') return
  const hasLength = first?.includes('/') === true
  const [plain, digits] = first?.split('/') ?? []
  const length = hasLength ? wholeNumber(digits, 0, 128) : maskLength(second)
  if (!isAddress(plain) || length === undefined) {
    report.malformed(line, 'address')
    return
  }
  const secondary = (hasLength ? second : third) === 'secondary'
  const text = `${plain}/${length}`
  const kept = target.addresses.filter((own) => own.text !== text)
  // A second primary address takes the place of the first, as IOS has it; FRR writes every one in full.
  target.addresses = [
    ...(secondary || hasLength ? kept : kept.filter((own) => own.secondary)),
    { text, secondary },
  ]
}

const readTunnel = (target: InterfaceDraft, line: ConfigLine, report: RouterReport): void => {
  const [, kind, first, second] = line.words
  switch (kind) {
    case 'source':
      target.tunnelSource = isAddress(first) ? first : (ciscoInterface(first, second)?.name ?? first)
      return
    case 'destination':
      if (isAddress(first)) target.tunnelDestination = first
      else report.malformed(line, 'address')
      return
    case 'mode':
      target.tunnelMode = line.words.slice(2).join(' ')
      return
    case 'protection':
      target.isProtected = true
      return
    case 'key':
      target.key = wholeNumber(first, 0, 4_294_967_295)
      return
    case 'vrf':
      report.notModelled(line, 'tunnel vrf')
      return
    default:
      return
  }
}

/** Puts an interface into a routing table of its own; that of the guest shell concerns nobody else. */
export const setApart = (
  target: InterfaceDraft,
  table: string | undefined,
  line: ConfigLine,
  report: RouterReport,
): void => {
  target.apart = !line.negated
  if (table !== 'GS') report.notModelled(line, 'vrf forwarding')
}

/** A line of an interface; false where it is none. */
export const readInterfaceLine = (
  target: InterfaceDraft,
  line: ConfigLine,
  report: RouterReport,
): boolean => {
  const [first, second, third] = line.words
  if (first === 'ip' || first === 'ipv6') {
    if (second === 'address' || second === 'add') {
      if (first === 'ipv6' && line.words[2]?.includes('/') !== true) return true
      readAddress(target, line, report)
      return true
    }
    if (second === 'mtu') {
      target.mtu = line.negated ? undefined : wholeNumber(third, 68, 65_535)
      return true
    }
    if (second === 'nat') {
      target.natSide = third === 'inside' || third === 'outside' ? third : undefined
      return true
    }
    if (second === 'vrf') {
      setApart(target, line.words.at(-1), line, report)
      return true
    }
    if (second === 'access-group' || second === 'policy' || second === 'verify' || second === 'unnumbered') {
      if (second !== 'unnumbered' && !line.negated) report.notModelled(line)
      return true
    }
    return first === 'ipv6'
      ? second !== 'route' && second !== 'prefix-list' && second !== 'access-list'
      : harmlessIp.test(second ?? '')
  }
  switch (first) {
    case 'tunnel':
      if (!line.negated) readTunnel(target, line, report)
      return true
    case 'shut':
    case 'shutdown':
      target.down = !line.negated
      return true
    case 'vrf':
      if (second !== 'forwarding' && second !== undefined && third === undefined) return false
      setApart(target, line.words.at(-1), line, report)
      return true
    case 'crypto':
      if (second !== 'map') return false
      report.notModelled(line, 'crypto map')
      return true
    default:
      return first !== undefined && harmless.test(first)
  }
}

/** The addresses of interfaces that are up; those of tunnels are told with the tunnel. */
export const addressesOf = (interfaces: Iterable<InterfaceDraft>): readonly GuestAddress[] =>
  [...interfaces].flatMap((own) =>
    own.down || own.apart
      ? []
      : own.addresses
          .filter((_, index) => !(isModelledTunnel(own) && index === 0))
          .map(({ text }) => ({ dev: own.name, address: text })),
  )

const isModelledTunnel = (own: InterfaceDraft): boolean =>
  own.isTunnel && own.tunnelSource !== undefined && own.tunnelDestination !== undefined

const kindOfTunnel = ({
  tunnelMode = 'gre ip',
  isProtected,
}: InterfaceDraft): GuestTunnel['kind'] | undefined => {
  if (isProtected || tunnelMode.startsWith('ipsec')) return 'ipsec'
  if (tunnelMode.startsWith('gre') && !tunnelMode.includes('multipoint')) return 'gre'
  return tunnelMode.startsWith('ipip') ? 'ipip' : undefined
}

/** The tunnels among the interfaces. */
export const tunnelsOf = (interfaces: Iterable<InterfaceDraft>): readonly GuestTunnel[] =>
  [...interfaces].flatMap((own): GuestTunnel[] => {
    const kind = kindOfTunnel(own)
    const { tunnelSource: local, tunnelDestination: remote, key, mtu } = own
    if (!own.isTunnel || own.down || own.apart || kind === undefined) return []
    if (local === undefined || remote === undefined) return []
    const inner = own.addresses[0]?.text
    return [
      {
        kind,
        dev: own.name,
        ...(key === undefined ? {} : { id: key }),
        local,
        remote,
        ...(inner === undefined ? {} : { inner }),
        ...(mtu === undefined ? {} : { mtu }),
        span: own.span,
      },
    ]
  })
