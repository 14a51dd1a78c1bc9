// Services of Azure's own that packets may enter and that are not simulated yet: answers must not say that nothing is there.
import { parseAddress } from '../net/index.ts'
import { nameOf, parentOf, type Resource, textAt } from '../resources/index.ts'
import type { Gateway, Subnet, UnmodelledHost } from './network.ts'
import type { Resolving } from './resolving.ts'

type Subnets = ReadonlyMap<string, Subnet>

const subnetOf = (configuration: Resource, subnets: Subnets, context: Resolving): Subnet | undefined => {
  const reference = context.read(configuration).reference('subnet')
  return reference === undefined ? undefined : subnets.get(reference.id.key)
}

/** Azure Firewalls and Bastions: each configuration that lies in a subnet has an address of its own. */
const configured = (service: string, context: Resolving, subnets: Subnets): readonly UnmodelledHost[] =>
  context.ofType(`${service}/ipConfigurations`).flatMap((configuration): UnmodelledHost[] => {
    const subnet = subnetOf(configuration, subnets, context)
    const address = context.read(configuration).address('privateIPAddress')
    if (subnet === undefined || address === undefined) return []
    const name = nameOf(parentOf(configuration.id) ?? configuration.id)
    return [
      { id: configuration.id, name, declaredAt: configuration.declaredAt, subnet, addresses: [address] },
    ]
  })

/** Route Servers: ARM writes both instances' addresses at the hub that one of them is. */
const routeServers = (context: Resolving, subnets: Subnets): readonly UnmodelledHost[] =>
  context.ofType('Microsoft.Network/virtualHubs').flatMap((hub): UnmodelledHost[] => {
    const subnet = context
      .children(hub, 'ipConfigurations')
      .map((configuration) => subnetOf(configuration, subnets, context))
      .find((found) => found !== undefined)
    if (subnet === undefined) return []
    const addresses = context
      .read(hub)
      .items('virtualRouterIps')
      .flatMap((item) => parseAddress(textAt(item) ?? '') ?? [])
    return [{ id: hub.id, name: nameOf(hub.id), declaredAt: hub.declaredAt, subnet, addresses }]
  })

/** Gateways by the addresses of their instances: one may be a next hop (R1.20), or be pinged. */
const gatewayInstances = (gateways: ReadonlyMap<string, Gateway>): readonly UnmodelledHost[] =>
  [...gateways.values()].flatMap(({ id, name, declaredAt, subnet, instances, instancesIpv6 }) =>
    subnet === undefined
      ? []
      : [{ id, name, declaredAt, subnet, addresses: [...instances, ...instancesIpv6] }],
  )

/** All of them, in the order of declaration within each type. */
export const resolveUnmodelledHosts = (
  context: Resolving,
  subnets: Subnets,
  gateways: ReadonlyMap<string, Gateway>,
): readonly UnmodelledHost[] => [
  ...configured('Microsoft.Network/azureFirewalls', context, subnets),
  ...configured('Microsoft.Network/bastionHosts', context, subnets),
  ...routeServers(context, subnets),
  ...gatewayInstances(gateways),
]
