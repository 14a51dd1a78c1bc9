// The part of the world file that configures guests: BGP, routes, tunnels, translation and filters.
import { z } from 'zod'
import type { BgpConfiguration, GuestConfiguration } from '../../resources/index.ts'
import { policy } from './policy-schema.ts'
import { type SchemaOf, schemaOf } from './schema-of.ts'
import {
  addressText,
  asNumber,
  asNumberOr,
  interfaceText,
  portNumber,
  portRangeText,
  prefixText,
} from './texts.ts'

const text = (description: string): z.ZodString => z.string().describe(description)
const flag = (description: string): z.ZodBoolean => z.boolean().describe(description)
const whole = (description: string): z.ZodInt => z.int().describe(description)

const source = z.enum(['static', 'connected', 'kernel'])

const originationPolicy = z.strictObject({
  source: source.describe('A source that is redistributed.').exactOptional(),
  network: prefixText('A network.').exactOptional(),
  policy: policy('What is let through and changed.'),
})

const aggregate = z.strictObject({
  prefix: prefixText('The aggregate.'),
  summaryOnly: flag('Whether the prefixes inside are kept back.').exactOptional(),
})

const neighbor = z.strictObject({
  address: addressText("The neighbour's address."),
  asn: asNumberOr('external', "The neighbour's AS number, or `external` for any but the own one."),
  localAs: asNumber('AS number to show to this neighbour in place of the own one.').exactOptional(),
  localAsPlace: z
    .enum(['alone', 'beforeOwn', 'bothWays'])
    .describe(
      'Whether localAs stands alone in paths, before the own number, or also in front of what is received; alone when not given.',
    )
    .exactOptional(),
  multihop: flag('The neighbour may be more than one hop away.').exactOptional(),
  asOverride: flag("Replaces the neighbour's AS number in the AS path by the own one.").exactOptional(),
  allowAsIn: whole('How often the own AS number may occur in a received AS path.').exactOptional(),
  allowOwnOrigin: flag('Takes paths that began with the own AS number.').exactOptional(),
  nextHopSelf: flag('Announces routes with the own address as next hop.').exactOptional(),
  defaultOriginate: flag('Announces a default route to this neighbour.').exactOptional(),
  defaultPolicy: policy('What is made of the default route that defaultOriginate tells.').exactOptional(),
  removePrivateAs: flag('Takes private AS numbers out of the path.').exactOptional(),
  privateAsAlone: flag(
    "Whether only paths of private numbers alone are changed; when given, the neighbour's own number stays.",
  ).exactOptional(),
  replacePrivateAs: flag('Puts the own AS number in the place of private ones.').exactOptional(),
  routeReflectorClient: flag(
    'Internal routes are told to this neighbour, and its own to others.',
  ).exactOptional(),
  sendCommunity: flag('Whether communities are sent; they are when not given.').exactOptional(),
  families: z
    .array(z.literal([4, 6]))
    .describe('Address families that the session carries; both when not given.')
    .exactOptional(),
  weight: whole('Weight of the routes of this neighbour.').exactOptional(),
  maximumPrefix: whole('The session ends with more routes than this.').exactOptional(),
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
      networksNeedRoute: flag(
        'Whether a network is announced only while the router has a route to that very prefix.',
      ).exactOptional(),
      redistribute: z.array(source).describe('Sources of routes that are announced as well.').exactOptional(),
      originationPolicies: z
        .array(originationPolicy)
        .describe('What is made of routes of one source, or of one network, before they are announced.')
        .exactOptional(),
      aggregates: z
        .array(aggregate)
        .describe('Prefixes that are announced while the router knows one inside them.')
        .exactOptional(),
      daemon: z
        .enum(['frr', 'ios', 'bird'])
        .describe('Which software runs; by default told from the names of the interfaces.')
        .exactOptional(),
      maximumPaths: whole('How many equal paths are used at once.').exactOptional(),
      equalPathsOnly: flag('Whether only the very same AS path is as good as another.').exactOptional(),
      overridesWholePathOnly: flag(
        'Whether asOverride touches only paths that consist of the number of the neighbour alone, as in FRR 7.',
      ).exactOptional(),
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
  protocol: z
    .enum(['static', 'kernel'])
    .describe(
      'Whether a routing daemon installs it, while its next hop is reached, or the system; either when not given.',
    )
    .exactOptional(),
  distance: whole('Of several routes to one prefix the lowest distance is used.').exactOptional(),
  tag: whole('A number that policies ask for.').exactOptional(),
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
  local: text(
    'Outer source address, or the interface that has it; the primary one when not given.',
  ).exactOptional(),
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
  to: text(
    'New destination: an address, or address:port; self, or :port, is the machine itself.',
  ).exactOptional(),
  keep: flag('Leaves the destination as it is, and ends the search.').exactOptional(),
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
