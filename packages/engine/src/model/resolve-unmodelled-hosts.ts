// Services of Azure's own that packets may enter and that are not simulated: answers must not say that nothing is there.
import { nameOf, parentOf } from '../resources/index.ts'
import type { Subnet, UnmodelledHost } from './network.ts'
import type { Resolving } from './resolving.ts'

/** Bastions: each configuration that lies in a subnet has an address of its own. */
export const resolveUnmodelledHosts = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
): readonly UnmodelledHost[] =>
  context
    .ofType('Microsoft.Network/bastionHosts/ipConfigurations')
    .flatMap((configuration): UnmodelledHost[] => {
      const reader = context.read(configuration)
      const subnet = subnets.get(reader.reference('subnet')?.id.key ?? '')
      const address = reader.address('privateIPAddress')
      if (subnet === undefined || address === undefined) return []
      const name = nameOf(parentOf(configuration.id) ?? configuration.id)
      const { id, declaredAt } = configuration
      return [{ id, name, declaredAt, subnet, addresses: [address] }]
    })
