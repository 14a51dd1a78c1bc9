// The part of the world file that configures guests: BGP, routes, tunnels, translation and filters.
import { z } from 'zod'
import type { BgpConfiguration, GuestConfiguration } from '../../resources/index.ts'
import { type SchemaOf, schemaOf } from './schema-of.ts'
import { addressText, asNumber, interfaceText, portNumber, portRangeText, prefixText } from './texts.ts'

const text = (description: string): z.ZodString => z.string().describe(description)
const flag = (description: string): z.ZodBoolean => z.boolean().describe(description)
const whole = (description: string): z.ZodInt => z.int().describe(description)

const asPath = (description: string) => z.array(asNumber('An AS number.')).describe(description)

const policyRule = z.strictObject({
  action: z.enum(['permit', 'deny']).describe('What becomes of a route that matches.'),
  prefix: prefixText(
    'Matches this prefix only; with orLonger, ge or le also prefixes inside it.',
  ).exactOptional(),
  orLonger: flag('Also matches every prefix inside the prefix.').exactOptional(),
  ge: whole('Matches prefixes inside the prefix of at least this length.').exactOptional(),
  le: whole('Matches prefixes inside the prefix of at most this length.').exactOptional(),
  asPathContains: asNumber('Matches routes whose AS path contains this AS number.').exactOptional(),
  prepend: asPath('AS numbers to put in front of the AS path.').exactOptional(),
  setNextHop: addressText('Next hop to set.').exactOptional(),
  setLocalPref: whole('Local preference to set.').exactOptional(),
  setMed: whole('Multi-exit discriminator to set.').exactOptional(),
  replaceAsPath: asPath('AS path to set in place of the old one.').exactOptional(),
  addCommunities: z.array(z.string()).describe('Communities to add, e.g. 65001:100.').exactOptional(),
})

const policy = (description: string) =>
  z
    .strictObject({
      default: z
        .enum(['permit', 'deny'])
        .describe('What becomes of a route that matches no rule; permit when not given.')
        .exactOptional(),
      rules: z.array(policyRule).describe('Rules; the first that matches decides.').exactOptional(),
    })
    .describe(description)

const aggregate = z.strictObject({
  prefix: prefixText('The aggregate.'),
  summaryOnly: flag('Whether the prefixes inside are kept back.').exactOptional(),
})

const neighbor = z.strictObject({
  address: addressText("The neighbour's address."),
  asn: asNumber("The neighbour's AS number."),
  localAs: asNumber('AS number to show to this neighbour in place of the own one.').exactOptional(),
  multihop: flag('The neighbour may be more than one hop away.').exactOptional(),
  asOverride: flag("Replaces the neighbour's AS number in the AS path by the own one.").exactOptional(),
  allowAsIn: whole('How often the own AS number may occur in a received AS path.').exactOptional(),
  nextHopSelf: flag('Announces routes with the own address as next hop.').exactOptional(),
  defaultOriginate: flag('Announces a default route to this neighbour.').exactOptional(),
  removePrivateAs: flag('Takes private AS numbers out of the path.').exactOptional(),
  up: flag('Whether the session is up; false to take it down.').exactOptional(),
  import: policy('What is taken from this neighbour.').exactOptional(),
  export: policy('What is announced to this neighbour.').exactOptional(),
})

/** `bgp:` of a guest. */
const bgpSchema: SchemaOf<BgpConfiguration> = schemaOf<BgpConfiguration>()(
  z
    .strictObject({
      asn: asNumber("The router's AS number."),
      running: flag('Whether the daemon runs; false for configured but stopped.').exactOptional(),
      networks: z
        .array(prefixText('A prefix.'))
        .describe('Prefixes that the router originates.')
        .exactOptional(),
      redistribute: z
        .array(z.enum(['static', 'connected', 'kernel']))
        .describe('Sources of routes that are announced as well.')
        .exactOptional(),
      aggregates: z
        .array(aggregate)
        .describe('Prefixes that are announced while the router knows one inside them.')
        .exactOptional(),
      daemon: z
        .enum(['frr', 'ios', 'bird'])
        .describe('Which software runs; by default told from the names of the interfaces.')
        .exactOptional(),
      neighbors: z.array(neighbor).describe('Configured neighbours.'),
    })
    .describe('BGP configuration of the router.'),
)

const guestAddress = z.strictObject({
  dev: text('Interface, e.g. lo.'),
  address: interfaceText('Address and length of its network.'),
})

const guestRoute = z.strictObject({
  prefix: prefixText('Destination.'),
  via: addressText('Next hop; without it the destination is on the link.').exactOptional(),
  dev: text('Outgoing interface.').exactOptional(),
  blackhole: flag('Discards what matches.').exactOptional(),
  metric: whole('Of routes to the same prefix the one with the lowest metric is used.').exactOptional(),
  table: text('Name or number of the routing table; the main table when not given.').exactOptional(),
})

const guestRule = z.strictObject({
  priority: whole('Rules are asked in this order; the main table has 32766.').exactOptional(),
  source: prefixText('Only packets from here.').exactOptional(),
  destination: prefixText('Only packets to here.').exactOptional(),
  table: text('Name or number of the routing table to look up.'),
})

const guestLink = z.strictObject({
  dev: text('Interface.'),
  up: flag('Whether it is up; false to take it down.').exactOptional(),
  mtu: whole('Its MTU, in bytes.').exactOptional(),
})

const guestTunnel = z.strictObject({
  kind: z.enum(['vxlan', 'ipip', 'gre', 'ipsec', 'wireguard']).describe('Encapsulation.'),
  dev: text('Name of the tunnel interface.'),
  id: whole('VXLAN network identifier, or key.').exactOptional(),
  port: portNumber('UDP port of the outer packet.').exactOptional(),
  local: addressText(
    'Outer source address; the address of the interface `over`, or of the primary one, when not given.',
  ).exactOptional(),
  over: text('Interface that carries the tunnel.').exactOptional(),
  remote: addressText('Outer destination address.'),
  inner: interfaceText('Address on the tunnel interface, with length.').exactOptional(),
  mtu: whole('MTU of the tunnel interface, in bytes.').exactOptional(),
})

const match = {
  protocol: z.enum(['any', 'icmp', 'tcp', 'udp']).describe('Only this protocol.').exactOptional(),
  port: portNumber('Only this destination port.').exactOptional(),
  ports: z
    .array(portRangeText('A port or a range of ports.'))
    .describe('Only these destination ports.')
    .exactOptional(),
  source: prefixText('Only packets from here.').exactOptional(),
  destination: prefixText('Only packets to here.').exactOptional(),
  exceptSource: prefixText('Only packets that are not from here.').exactOptional(),
  exceptDestination: prefixText('Only packets that are not to here.').exactOptional(),
}

const sourceNat = z.strictObject({
  dev: text('Outgoing interface; any when not given.').exactOptional(),
  ...match,
  to: addressText('New source; the address of the outgoing interface when not given.').exactOptional(),
  keep: flag('Leaves the source as it is, and ends the search.').exactOptional(),
})

const destinationNat = z.strictObject({
  dev: text('Incoming interface; any when not given.').exactOptional(),
  ...match,
  protocol: text('Only this protocol, e.g. tcp.').exactOptional(),
  to: text('New destination: an address, or address:port.'),
})

const filter = z.strictObject({
  chain: z.enum(['INPUT', 'FORWARD', 'OUTPUT']).describe('Packets to, through or from the guest.'),
  in: text('Only packets that come in by this interface.').exactOptional(),
  out: text('Only packets that go out by this interface.').exactOptional(),
  flow: z
    .enum(['new', 'established'])
    .describe('Only packets that open a flow, or only those of a flow that is known.')
    .exactOptional(),
  ...match,
  action: z.enum(['accept', 'drop']).describe('What becomes of a packet that matches.'),
})

const policyOf = (chain: string) =>
  z.enum(['accept', 'drop']).describe(`What becomes of a packet that no rule of ${chain} matches.`)

const policies = z.strictObject({
  INPUT: policyOf('INPUT').exactOptional(),
  FORWARD: policyOf('FORWARD').exactOptional(),
  OUTPUT: policyOf('OUTPUT').exactOptional(),
})

const filesByKind = z.strictObject({
  frr: text('An frr.conf.').exactOptional(),
  ios: text('A configuration of Cisco IOS.').exactOptional(),
  cloudInit: text('A cloud-init file.').exactOptional(),
  scripts: z
    .array(z.string())
    .describe('Shell scripts with ip, sysctl, iptables or nft lines.')
    .exactOptional(),
  netplan: text('A netplan file.').exactOptional(),
  interfaces: text('An /etc/network/interfaces.').exactOptional(),
  sysctl: text('A sysctl.conf.').exactOptional(),
  iptables: text('What iptables-save printed.').exactOptional(),
  nftables: text('An nftables.conf.').exactOptional(),
  wireguard: text('A wg0.conf.').exactOptional(),
})

const files = z.union([z.array(z.string()), filesByKind])

/** One guest: what its operating system does with packets. */
export const guestSchema: SchemaOf<GuestConfiguration> = schemaOf<GuestConfiguration>()(
  z
    .strictObject({
      ipForward: flag('Whether the kernel forwards packets.').exactOptional(),
      files: files
        .describe("Files on the guest's disk that say the same in their own language; a list, or by kind.")
        .exactOptional(),
      interfaces: z
        .record(z.string(), z.string())
        .describe('Device name to network interface name; by default eth0 is the primary one, then in order.')
        .exactOptional(),
      links: z.array(guestLink).describe('State of interfaces.').exactOptional(),
      addresses: z.array(guestAddress).describe('Further addresses on interfaces.').exactOptional(),
      routes: z.array(guestRoute).describe('Kernel routes.').exactOptional(),
      rules: z.array(guestRule).describe('Policy routing: which table is looked up.').exactOptional(),
      tunnels: z.array(guestTunnel).describe('Tunnel interfaces.').exactOptional(),
      snat: z.array(sourceNat).describe('Source NAT (masquerade).').exactOptional(),
      dnat: z.array(destinationNat).describe('Destination NAT.').exactOptional(),
      filters: z
        .array(filter)
        .describe('Packet filter; the first match decides, and without one the policy of the chain.')
        .exactOptional(),
      policies: policies.describe('Policies of the chains; a chain without one accepts.').exactOptional(),
      rpFilter: z.enum(['off', 'strict', 'loose']).describe('Reverse path filter.').exactOptional(),
      bgp: bgpSchema.exactOptional(),
    })
    .describe('What the operating system of a virtual machine or device does with packets.'),
)
