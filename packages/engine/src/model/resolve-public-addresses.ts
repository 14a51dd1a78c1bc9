// Resolves public IP addresses, what has each of them, and NAT gateways (R6.22, R6.24).
import { parseAddress } from '../net/index.ts'
import { at, nameOf, nicTypes, publicStandIns, textAt } from '../resources/index.ts'
import type {
  Backend,
  Frontend,
  NatGateway,
  PublicAddress,
  PublicAddressHolder,
  PublicEndpoint,
} from './network.ts'
import type { Reference } from './reader.ts'
import type { Resolving } from './resolving.ts'

const publicIpType = 'Microsoft.Network/publicIPAddresses'

/** All public addresses by id key, with an address for documentation where only Azure knows the true one. */
export const resolvePublicAddresses = (context: Resolving): ReadonlyMap<string, PublicAddress> => {
  const standIns = publicStandIns(context.resources)
  const allocated = new Set(context.allocated.map(({ resource }) => resource.key))
  return new Map(
    context.ofType(publicIpType).map((resource) => {
      const { id, declaredAt } = resource
      const stated = allocated.has(id.key) ? undefined : context.read(resource).address('ipAddress')
      const standIn = standIns.get(id.key) ?? textAt(resource.body, 'properties', 'ipAddress')
      const address = stated ?? (standIn === undefined ? undefined : parseAddress(standIn))
      const sku = textAt(resource.body, 'sku', 'name')?.toLowerCase()
      const isStandard = sku === undefined ? undefined : sku.startsWith('standard')
      const isStated = stated !== undefined
      return [id.key, { id, name: nameOf(id), declaredAt, address, isStated, isStandard }] as const
    }),
  )
}

/** The addresses that references lead to; one that no input declares has a name and no address. */
export const publicAddressesAt = (
  references: readonly (Reference | undefined)[],
  known: ReadonlyMap<string, PublicAddress>,
): readonly PublicAddress[] =>
  references.flatMap((reference): PublicAddress[] => {
    if (reference === undefined) return []
    const { id, span } = reference
    const undeclared = { address: undefined, isStated: false, isStandard: undefined }
    return [known.get(id.key) ?? { id, name: nameOf(id), declaredAt: span, ...undeclared }]
  })

/** NAT gateways by id key. */
export const resolveNatGateways = (
  context: Resolving,
  publicAddresses: ReadonlyMap<string, PublicAddress>,
): readonly NatGateway[] =>
  context.ofType('Microsoft.Network/natGateways').map((resource) => {
    const reader = context.read(resource)
    const references = ['publicIpAddresses', 'publicIpAddressesV6'].flatMap((name) => reader.references(name))
    const addresses = publicAddressesAt(references, publicAddresses)
    const isV2 = textAt(resource.body, 'sku', 'name')?.toLowerCase() === 'standardv2'
    return {
      id: resource.id,
      name: nameOf(resource.id),
      declaredAt: resource.declaredAt,
      addresses,
      ipv6:
        isV2 &&
        (addresses.some(({ address }) => typeof address === 'bigint') || reader.states('publicIpPrefixesV6')),
    }
  })

/** What else names public addresses: types of resources, with the list of their configurations, and what they are. */
const otherHolders = [
  ['Microsoft.Network/azureFirewalls', 'ipConfigurations', 'firewall'],
  ['Microsoft.Network/bastionHosts', 'ipConfigurations', 'service'],
  ['Microsoft.Network/virtualNetworkGateways', 'ipConfigurations', 'service'],
  ['Microsoft.Network/applicationGateways', 'frontendIPConfigurations', 'service'],
] as const

interface Holders {
  readonly configurations: ReadonlyMap<string, Backend>
  readonly frontends: readonly { readonly frontend: Frontend; readonly publicKeys: readonly string[] }[]
  readonly vpnGateways: ReadonlySet<string>
  readonly natGateways: readonly NatGateway[]
}

/** Each public address with the first that has it. */
export const resolvePublicEndpoints = (
  context: Resolving,
  publicAddresses: ReadonlyMap<string, PublicAddress>,
  { configurations, frontends, vpnGateways, natGateways }: Holders,
): readonly PublicEndpoint[] => {
  const holders = new Map<string, PublicAddressHolder>()
  const hold = (key: string | undefined, holder: PublicAddressHolder): void => {
    if (key !== undefined && !holders.has(key)) holders.set(key, holder)
  }
  for (const resource of context.ofTypes(nicTypes)) {
    for (const configuration of context.children(resource, 'ipConfigurations')) {
      const own = configurations.get(configuration.id.key)
      const reader = context.read(configuration)
      const chainedTo = reader.reference('gatewayLoadBalancer')?.id
      if (own !== undefined)
        hold(reader.reference('publicIPAddress')?.id.key, {
          kind: 'nic',
          id: own.nic.id,
          address: own.address,
          chainedTo,
        })
    }
  }
  for (const { frontend, publicKeys } of frontends)
    for (const key of publicKeys) hold(key, { kind: 'frontend', id: frontend.id })
  for (const { id, name, addresses } of natGateways)
    for (const each of addresses) hold(each.id.key, { kind: 'natGateway', id, name })
  for (const [type, list, kind] of otherHolders) {
    for (const resource of context.ofType(type)) {
      const { id } = resource
      const children = context.children(resource, list)
      const inline = context.read(resource).items(list)
      const keys = [
        ...children.map((child) => context.read(child).reference('publicIPAddress')?.id.key),
        ...inline.map((item) => textAt(at(item, 'properties', 'publicIPAddress'), 'id')?.toLowerCase()),
      ]
      for (const [instance, key] of keys.entries()) {
        hold(
          key,
          vpnGateways.has(id.key) ? { kind: 'vpnGateway', id, instance } : { kind, id, name: nameOf(id) },
        )
      }
    }
  }
  return [...publicAddresses].map(([key, address]) => ({ ...address, holder: holders.get(key) }))
}
