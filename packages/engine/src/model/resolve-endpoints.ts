// Private endpoints and Private Link services: addresses in a VNet that no NIC of a machine owns (R1.9, R6.59).
import { type Address, parseAddress } from '../net/index.ts'
import { at, nameOf, type Resource, textAt } from '../resources/index.ts'
import type { LoadBalancerFrontend, Nic, PrivateEndpoint, PrivateLinkService, Subnet } from './network.ts'
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

const privateLinkType = 'Microsoft.Network/privateLinkServices'

/** The Private Link services by id key. */
export const resolvePrivateLinkServices = (
  context: Resolving,
  frontends: readonly LoadBalancerFrontend[],
): ReadonlyMap<string, PrivateLinkService> =>
  new Map(
    context.ofType(privateLinkType).map((resource) => {
      const { id, declaredAt } = resource
      const reader = context.read(resource)
      const keys = reader.references('loadBalancerFrontendIpConfigurations').map((each) => each.id.key)
      const stated = reader
        .items('ipConfigurations')
        .flatMap((item) => textAt(item, 'properties', 'privateIPAddress') ?? [])
      const chosen = context.allocated.flatMap(({ resource: holder, address }) =>
        holder.key === id.key || holder.key.startsWith(`${id.key}/`) ? [address] : [],
      )
      const texts = new Set([...stated, ...chosen])
      const service: PrivateLinkService = {
        id,
        name: nameOf(id),
        declaredAt,
        frontends: frontends.filter((each) => keys.includes(each.id.key)),
        natAddresses: [...texts].flatMap((text) => parseAddress(text) ?? []),
      }
      return [id.key, service] as const
    }),
  )

const connectionLists = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'] as const

/** The connection of an endpoint: the service that it names, and what its owner said to it. */
const connectionOf = (
  resource: Resource,
  services: ReadonlyMap<string, PrivateLinkService>,
  context: Resolving,
): Pick<PrivateEndpoint, 'service' | 'connection'> => {
  const reader = context.read(resource)
  for (const list of connectionLists) {
    for (const item of reader.items(list)) {
      const named = textAt(item, 'properties', 'privateLinkServiceId')?.toLowerCase()
      const service = named === undefined ? undefined : services.get(named)
      const stated = at(item, 'properties', 'privateLinkServiceConnectionState', 'status')
      const status = stated === undefined ? undefined : textAt(stated)?.toLowerCase()
      const connection =
        status === 'pending' || status === 'rejected' || status === 'disconnected' ? status : 'approved'
      return { service, connection }
    }
  }
  return { service: undefined, connection: 'approved' }
}

/** All private endpoints that lie in a known subnet. */
export const resolvePrivateEndpoints = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
  nics: ReadonlyMap<string, Nic>,
  services: ReadonlyMap<string, PrivateLinkService>,
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
        ...connectionOf(resource, services, context),
      },
    ]
  })
