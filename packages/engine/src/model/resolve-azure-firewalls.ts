// Azure Firewalls in VNets: where they stand, what they let pass, and what they leave as it is (R6.18).
import { at, nameOf, type Resource, textAt } from '../resources/index.ts'
import { isDnsProxy, privateRangesOf, publicSideOf } from './firewall-settings.ts'
import type { AzureFirewall, PublicAddress, Subnet } from './network.ts'
import { firewallRulesOf } from './resolve-firewall-rules.ts'
import type { Resolving } from './resolving.ts'

const states = ({ body }: Resource, ...path: readonly string[]): boolean => {
  const value = at(body, 'properties', ...path)
  return value !== undefined && !(value.kind === 'scalar' && value.value === null)
}

/** All firewalls that lie in a known subnet with a known address, in the order of declaration. */
export const resolveAzureFirewalls = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
  publicAddresses: ReadonlyMap<string, PublicAddress>,
): readonly AzureFirewall[] =>
  context.ofType('Microsoft.Network/azureFirewalls').flatMap((resource) =>
    context.children(resource, 'ipConfigurations').flatMap((configuration): readonly AzureFirewall[] => {
      const reader = context.read(configuration)
      const reference = reader.reference('subnet')
      const subnet = reference === undefined ? undefined : subnets.get(reference.id.key)
      const address = reader.address('privateIPAddress')
      if (subnet === undefined || address === undefined) return []
      const { id, declaredAt } = resource
      const common = { kind: 'firewall' as const, id, name: nameOf(id), declaredAt, subnet, address }
      return [
        {
          ...common,
          tier: textAt(resource.body, 'properties', 'sku', 'tier'),
          rules: firewallRulesOf(resource, context),
          privateRanges: privateRangesOf(resource, context),
          isDnsProxy: isDnsProxy(resource, context),
          hasManagement: states(resource, 'managementIpConfiguration'),
          ...publicSideOf(resource, context, publicAddresses),
        },
      ]
    }),
  )
