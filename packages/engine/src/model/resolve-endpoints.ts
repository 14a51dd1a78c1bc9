// Private endpoints and load balancer frontends: addresses in a VNet that no NIC of a machine owns.
import { type Address, parseAddress } from '../net/index.ts'
import { at, nameOf, nicTypes, type Resource } from '../resources/index.ts'
import type { LoadBalancerFrontend, Nic, PrivateEndpoint, Subnet } from './network.ts'
import type { Resolving } from './resolving.ts'

const subnetType = 'Microsoft.Network/virtualNetworks/subnets'

/** Addresses of an endpoint: those of the NIC that Azure made for it, else those of its own configurations. */
const endpointAddresses = (
  resource: Resource,
  nics: ReadonlyMap<string, Nic>,
  context: Resolving,
): readonly Address[] => {
  const reader = context.read(resource)
  const ofNics = reader.references('networkInterfaces').flatMap(({ id }) => nics.get(id.key)?.addresses ?? [])
  if (ofNics.length > 0) return ofNics
  return reader.items('ipConfigurations').flatMap((item): Address[] => {
    const value = at(item, 'properties', 'privateIPAddress')
    const address =
      value?.kind === 'scalar' && typeof value.value === 'string' ? parseAddress(value.value) : undefined
    return address === undefined ? [] : [address]
  })
}

/** All private endpoints that lie in a known subnet. */
export const resolvePrivateEndpoints = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
  nics: ReadonlyMap<string, Nic>,
): readonly PrivateEndpoint[] =>
  context.ofType('Microsoft.Network/privateEndpoints').flatMap((resource): PrivateEndpoint[] => {
    context.require(resource, 'subnet', 'id')
    const reference = context.read(resource).reference('subnet')
    const subnet = context.follow(resource, 'subnet.id', reference, subnets, subnetType)
    if (subnet === undefined) return []
    return [
      {
        id: resource.id,
        name: nameOf(resource.id),
        declaredAt: resource.declaredAt,
        subnet,
        addresses: endpointAddresses(resource, nics, context),
      },
    ]
  })

/** NICs by the backend pools that their configurations name. */
const membersByPool = (
  context: Resolving,
  nics: ReadonlyMap<string, Nic>,
): ReadonlyMap<string, readonly Nic[]> => {
  const members = new Map<string, Nic[]>()
  for (const resource of context.ofTypes(nicTypes)) {
    const nic = nics.get(resource.id.key)
    if (nic === undefined) continue
    for (const configuration of context.children(resource, 'ipConfigurations')) {
      for (const { id } of context.read(configuration).references('loadBalancerBackendAddressPools')) {
        const list = members.get(id.key)
        if (list === undefined) members.set(id.key, [nic])
        else list.push(nic)
      }
    }
  }
  return members
}

/** Private frontends of load balancers; the backends are those of every pool of the balancer's rules. */
export const resolveLoadBalancerFrontends = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
  nics: ReadonlyMap<string, Nic>,
): readonly LoadBalancerFrontend[] => {
  const members = membersByPool(context, nics)
  return context.ofType('Microsoft.Network/loadBalancers').flatMap((resource) => {
    const rules = context.children(resource, 'loadBalancingRules').map((rule) => context.read(rule))
    return context
      .children(resource, 'frontendIPConfigurations')
      .flatMap((frontend): LoadBalancerFrontend[] => {
        const reader = context.read(frontend)
        const reference = reader.reference('subnet')
        const address = reader.address('privateIPAddress')
        const subnet = context.follow(frontend, 'subnet.id', reference, subnets, subnetType)
        if (subnet === undefined || address === undefined) return []
        const pools = new Set(
          rules
            .filter((rule) => rule.reference('frontendIPConfiguration')?.id.key === frontend.id.key)
            // One pool, or a list of them: newer versions of the API, and Terraform, write a list.
            .flatMap((rule) => [
              rule.reference('backendAddressPool') ?? [],
              rule.references('backendAddressPools'),
            ])
            .flat()
            .map(({ id }) => id.key),
        )
        const backends = new Set([...pools].flatMap((pool) => members.get(pool) ?? []))
        return [
          {
            id: frontend.id,
            name: nameOf(resource.id),
            declaredAt: resource.declaredAt,
            address,
            subnet,
            // Whoever declares them first must not matter: they are asked, and told, in this order.
            backends: [...backends].sort((a, b) => (a.id.key < b.id.key ? -1 : 1)),
          },
        ]
      })
  })
}
