// Which of a subnet's and a machine's ways out carries a packet to the Internet (R6.22–R6.25, R6.57).
import { type BalancedEgress, type Nic, nameOf, type PublicAddress, type ResourceId } from '../model/index.ts'
import { type Address, address as addressOf, formatAddress } from '../net/index.ts'
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

/** R6.25: stands for the address that Azure lends and nobody knows; of a block that is kept for documentation. */
export const lentAddress: Address = addressOf('192.0.2.254')

const refused = (
  code: Decision['code'],
  rule: string,
  nic: Nic,
  more: Decision['parameters'] = {},
): NoEgress => ({
  kind: 'none',
  decision: { code, rule, parameters: { subnet: nic.subnet.name, ...more } },
})

const carries = ({ source }: BalancedEgress, { protocol }: Packet): boolean =>
  source !== undefined && (source.protocol === 'all' || source.protocol === protocol)

/** R6.57: outbound rules go before load-balancing rules, of which the first one gives the address. */
const ofPools = (
  nic: Nic,
  packet: Packet,
  pools: readonly BalancedEgress[],
): Egress | NoEgress | undefined => {
  const own = pools.filter(({ backend }) => backend.address === packet.source)
  const usable = own.filter(({ source }) => source !== undefined)
  const [chosen] = [
    ...usable.filter(({ source }) => source?.isOutboundRule === true),
    ...usable.filter(({ source }) => source?.isOutboundRule === false),
  ].filter((each) => packet.protocol === 'icmp' || carries(each, packet))
  if (chosen?.source !== undefined) {
    const { balancer, source } = chosen
    if (packet.protocol === 'icmp') return refused('egressWithoutIcmp', 'R6.57', nic, { balancer })
    return {
      kind: 'taken',
      by: source.isOutboundRule ? 'outboundRule' : 'loadBalancer',
      rule: 'R6.57',
      name: balancer,
      addresses: source.addresses,
      chainedTo: source.chainedTo,
    }
  }
  // Behind a Standard balancer nothing leaves unless something says how.
  const standard = pools.find(({ sku }) => sku === 'standard')
  return standard === undefined
    ? undefined
    : refused('noEgress', 'R6.57', nic, { balancer: standard.balancer })
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
  const addresses = (gateway?.addresses ?? []).filter(
    ({ address }) => address === undefined || typeof address === typeof packet.destination,
  )
  return { kind: 'taken', by: 'natGateway', rule: 'R6.22', name, addresses, chainedTo: undefined }
}

/** R6.24: the public address of the configuration that has the source. */
const ofPublicAddress = (nic: Nic, packet: Packet, surroundings: Surroundings): Egress | undefined => {
  const known = surroundings.fixtures.edge.publicEndpointsOf(nic)
  const own = known.find(({ holder }) => holder?.kind === 'nic' && holder.address === packet.source)
  const base = { kind: 'taken', by: 'publicAddress', rule: 'R6.24' } as const
  if (own !== undefined) {
    const chainedTo = own.holder?.kind === 'nic' ? own.holder.chainedTo : undefined
    return { ...base, name: own.name, addresses: [own], chainedTo }
  }
  // No input declares the address: which configuration has it does not matter for whether packets get out.
  return nic.hasPublicAddress && known.length === 0
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
  if (nic.subnet.defaultOutboundAccess === false) return refused('noEgress', 'R6.25', nic)
  // R6.25: nothing is lent to a machine that has a public address on any of its NICs.
  if (nic.vm?.nics.some(({ hasPublicAddress }) => hasPublicAddress) === true)
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
