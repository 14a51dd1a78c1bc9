// Public IP addresses and the Basic SKU: what gateways and NAT gateways ask of them (R3.9, V28).
import { nameOf, nicTypes, type Resource, type ResourceId, textAt } from '../resources/index.ts'
import type { Declared, Network, Nic, Subnet } from './network.ts'
import type { Resolving } from './resolving.ts'

const publicIpType = 'Microsoft.Network/publicIPAddresses'

const declaredOf = ({ id, declaredAt }: Resource): Declared => ({ id, name: nameOf(id), declaredAt })

/** Undefined where nothing is said: the default was Basic once, and Standard is what anyone gets now. */
const isBasic = ({ body }: Resource): boolean | undefined => {
  const sku = textAt(body, 'sku', 'name')?.toLowerCase()
  return sku === undefined ? undefined : sku === 'basic'
}

/** What a public IP address says of itself; a field is not there where nothing is said. */
export interface PublicIpFacts {
  readonly basic?: boolean
  readonly dynamic?: boolean
}

/** The public IP addresses by id key. One that is only referred to says nothing. */
export const resolvePublicIps = (context: Resolving): ReadonlyMap<string, PublicIpFacts> =>
  new Map(
    context.ofType(publicIpType).map((resource) => {
      const basic = isBasic(resource)
      const allocation = textAt(resource.body, 'properties', 'publicIPAllocationMethod')?.toLowerCase()
      const facts: PublicIpFacts = {
        ...(basic === undefined ? {} : { basic }),
        ...(allocation === undefined ? {} : { dynamic: allocation === 'dynamic' }),
      }
      return [resource.id.key, facts] as const
    }),
  )

/** The load balancer that a backend pool or another part of it belongs to: the first three segments of its id. */
const balancerKeyOf = ({ key }: ResourceId): string => key.replace(/(\/loadbalancers\/[^/]+)\/.*$/u, '$1')

/**
 * Where something of the Basic SKU is used: by a NIC, through its public IP address or a pool that it is in, or by a
 * frontend in the subnet itself. Only what is written counts.
 */
export const resolveBasicSkuUses = (
  context: Resolving,
  nics: ReadonlyMap<string, Nic>,
  subnets: ReadonlyMap<string, Subnet>,
): Network['basicSkuUses'] => {
  const basic = new Map(
    [...context.ofType(publicIpType), ...context.ofType('Microsoft.Network/loadBalancers')].flatMap(
      (resource) => (isBasic(resource) === true ? [[resource.id.key, resource] as const] : []),
    ),
  )
  if (basic.size === 0) return []
  const ofNics = context.ofTypes(nicTypes).flatMap((resource) => {
    const subnet = nics.get(resource.id.key)?.subnet
    if (subnet === undefined) return []
    const keys = context.children(resource, 'ipConfigurations').flatMap((configuration) => {
      const reader = context.read(configuration)
      const publicIp = reader.reference('publicIPAddress')
      const pools = reader.references('loadBalancerBackendAddressPools')
      return [
        ...(publicIp === undefined ? [] : [publicIp.id.key]),
        ...pools.map(({ id }) => balancerKeyOf(id)),
      ]
    })
    return keys.map((key) => ({ subnet, key }))
  })
  const ofFrontends = context.ofType('Microsoft.Network/loadBalancers').flatMap((resource) =>
    context.children(resource, 'frontendIPConfigurations').flatMap((frontend) => {
      const reference = context.read(frontend).reference('subnet')
      const subnet = reference === undefined ? undefined : subnets.get(reference.id.key)
      return subnet === undefined ? [] : [{ subnet, key: resource.id.key }]
    }),
  )
  const seen = new Set<string>()
  return [...ofNics, ...ofFrontends].flatMap(({ subnet, key }) => {
    const resource = basic.get(key)
    const use = `${subnet.id.key}|${key}`
    if (resource === undefined || seen.has(use)) return []
    seen.add(use)
    return [{ subnet, resource: declaredOf(resource) }]
  })
}
