// Which of a subnet's and a machine's ways out carries a packet to the Internet (R6.22–R6.25, R6.57).
import {
  type BalancedEgress,
  type BalancedSource,
  type Nic,
  nameOf,
  type PublicAddress,
  type ResourceId,
} from '../model/index.ts'
import { type Address, address as addressOf, formatAddress, isIpv4 } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision } from './way.ts'

/** A way out that carries the packet. */
export interface Egress {
  readonly kind: 'taken'
  readonly by: 'publicAddress' | 'natGateway' | 'outboundRule' | 'loadBalancer' | 'default'
  readonly rule: string
  /** The NAT gateway, balancer or public IP address; none for default outbound access. */
  readonly name: string | undefined
  /** The public addresses that it may leave with, as far as they are known. */
  readonly addresses: readonly PublicAddress[]
  readonly chainedTo: ResourceId | undefined
}

/** Why none does. */
export interface NoEgress {
  readonly kind: 'none'
  readonly decision: Decision
}

/** Stand for an address that only Azure knows, as the one that it lends (R6.25): of blocks kept for documentation. */
const unknownAddress = { ipv4: addressOf('192.0.2.254'), ipv6: addressOf('2001:db8:ffff::fe') } as const

/** The one of the family of a packet. */
export const unknownSource = ({ destination }: Packet): Address =>
  isIpv4(destination) ? unknownAddress.ipv4 : unknownAddress.ipv6

const refused = (
  code: Decision['code'],
  rule: string,
  nic: Nic,
  more: Decision['parameters'] = {},
): NoEgress => ({
  kind: 'none',
  decision: { code, rule, parameters: { subnet: nic.subnet.name, ...more } },
})

/** The family, where it is the one that has to be asked for. */
const familyOf = ({ destination }: Packet): { readonly family?: 'IPv6' } =>
  isIpv4(destination) ? {} : { family: 'IPv6' }

const isOfFamily = ({ address }: PublicAddress, packet: Packet): boolean =>
  address === undefined || typeof address === typeof packet.destination

/** What of a pool is for the source of a packet, and for its family: a frontend of the other one gives it no address. */
const sourcesFor = (packet: Packet, pools: readonly BalancedEgress[]): readonly OfPool[] => {
  const own = pools.flatMap(({ balancer, sku, backend, source }): readonly OfPool[] => {
    const addresses = source?.addresses.filter((address) => isOfFamily(address, packet)) ?? []
    return source === undefined || backend.address !== packet.source || addresses.length === 0
      ? []
      : [{ ...source, balancer, sku, addresses }]
  })
  // R6.57: outbound rules go before load-balancing rules, of which the first one gives the address.
  return [...own.filter((each) => each.isOutboundRule), ...own.filter((each) => !each.isOutboundRule)]
}

type OfPool = BalancedSource & Pick<BalancedEgress, 'balancer' | 'sku'>

/** A rule carries TCP and UDP, or the one of them that it names, and never ICMP. */
const carries = ({ protocol }: OfPool, packet: Packet): boolean =>
  packet.protocol !== 'icmp' && (protocol === 'all' || protocol === packet.protocol)

const byRule = ({ balancer, rule, isOutboundRule, protocol }: OfPool): Decision['parameters'] => ({
  balancer,
  rule,
  by: isOutboundRule ? 'outboundRule' : 'loadBalancer',
  carries: protocol,
})

const ofPools = (
  nic: Nic,
  packet: Packet,
  pools: readonly BalancedEgress[],
): Egress | NoEgress | undefined => {
  const sources = sourcesFor(packet, pools)
  const chosen = sources.find((each) => carries(each, packet))
  if (chosen !== undefined)
    return {
      kind: 'taken',
      by: chosen.isOutboundRule ? 'outboundRule' : 'loadBalancer',
      rule: 'R6.57',
      name: chosen.balancer,
      addresses: chosen.addresses,
      chainedTo: chosen.chainedTo,
    }
  const [other] = sources
  if (other !== undefined && packet.protocol === 'icmp')
    return refused('egressWithoutIcmp', 'R6.57', nic, byRule(other))
  // Behind a Standard balancer nothing leaves unless something says how.
  const standard = pools.find(({ sku }) => sku === 'standard')
  if (standard === undefined) return undefined
  const { balancer } = standard
  const { protocol } = packet
  if (other !== undefined)
    return refused('egressForOtherProtocol', 'R6.57', nic, { ...byRule(other), protocol })
  return refused('noEgress', 'R6.57', nic, { balancer, ...familyOf(packet) })
}

/** R6.22: for IPv4; only the SKU StandardV2 carries IPv6. */
const ofNatGateway = (
  nic: Nic,
  packet: Packet,
  surroundings: Surroundings,
): Egress | NoEgress | undefined => {
  const { natGateway: id } = nic.subnet
  if (id === undefined) return undefined
  const gateway = surroundings.fixtures.edge.natGatewayOf(id)
  if (typeof packet.destination === 'bigint' && gateway?.ipv6 === false) return undefined
  const name = nameOf(id)
  if (packet.protocol === 'icmp') return refused('egressWithoutIcmp', 'R6.22', nic, { natGateway: name })
  const addresses = (gateway?.addresses ?? []).filter((address) => isOfFamily(address, packet))
  return { kind: 'taken', by: 'natGateway', rule: 'R6.22', name, addresses, chainedTo: undefined }
}

/** R6.24: the public address of the configuration that has the source. */
const ofPublicAddress = (nic: Nic, packet: Packet, surroundings: Surroundings): Egress | undefined => {
  const own = surroundings.fixtures.edge.publicEndpointOf(nic, packet.source)
  const base = { kind: 'taken', by: 'publicAddress', rule: 'R6.24' } as const
  if (own !== undefined) {
    const chainedTo = own.holder?.kind === 'nic' ? own.holder.chainedTo : undefined
    return { ...base, name: own.name, addresses: [own], chainedTo }
  }
  // No input declares the address.
  return nic.published.some(({ address }) => address === packet.source)
    ? { ...base, name: undefined, addresses: [], chainedTo: undefined }
    : undefined
}

/** R6.23: NAT gateway, public address, load balancer, and what Azure lends, in this order. */
export const egressOf = (nic: Nic, packet: Packet, surroundings: Surroundings): Egress | NoEgress => {
  const explicit =
    ofNatGateway(nic, packet, surroundings) ??
    ofPublicAddress(nic, packet, surroundings) ??
    ofPools(nic, packet, surroundings.fixtures.edge.balancedEgressOf(nic))
  if (explicit !== undefined) return explicit
  // R6.25: what Azure lends is an IPv4 address.
  if (!isIpv4(packet.destination)) return refused('noEgress', 'R6.25', nic, familyOf(packet))
  if (nic.subnet.defaultOutboundAccess === false) return refused('noEgress', 'R6.25', nic)
  // R6.25: nothing is lent to a machine that has a public address on any of its NICs.
  if (nic.vm?.nics.some(({ published }) => published.length > 0) === true)
    return refused('noEgress', 'R6.25', nic, { vm: nic.vm.name })
  if (packet.protocol === 'icmp') return refused('egressWithoutIcmp', 'R6.25', nic)
  return { kind: 'taken', by: 'default', rule: 'R6.25', name: undefined, addresses: [], chainedTo: undefined }
}

/** For people: the addresses of a way out, stated ones as they are, others by name. */
export const egressParameters = ({
  by,
  name,
  addresses,
}: Pick<Egress, 'by' | 'name' | 'addresses'>): Readonly<Record<string, string>> => {
  const texts = addresses.map(({ address, isStated, name: own }) =>
    isStated && address !== undefined ? formatAddress(address) : own,
  )
  return {
    by,
    ...(name === undefined ? {} : { name }),
    ...(texts.length === 0 || texts.join() === name ? {} : { addresses: texts.join(', ') }),
  }
}
