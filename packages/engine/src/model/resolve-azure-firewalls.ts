// Azure Firewalls in VNets: where they stand, what they let pass, and whether they leave private destinations alone (R6.18).
import { at, nameOf, type Resource, textAt } from '../resources/index.ts'
import { isDnsProxy, privateRangesOf, publicSideOf } from './firewall-settings.ts'
import type { AzureFirewall, PublicAddress, Subnet } from './network.ts'
import { firewallRulesOf } from './resolve-firewall-rules.ts'
import type { Resolving } from './resolving.ts'

const states = ({ body }: Resource, ...path: readonly string[]): boolean => {
  const value = at(body, 'properties', ...path)
  return value !== undefined && !(value.kind === 'scalar' && value.value === null)
}

/**
 * False where nothing departs from the default, by which a source is translated for public destinations only. A policy
 * that is not among the inputs, inherits from another one, or states ranges may say otherwise.
 */
const translatesPrivate = (firewall: Resource, context: Resolving): false | undefined => {
  const id = context.read(firewall).reference('firewallPolicy')?.id
  if (id === undefined) return states(firewall, 'additionalProperties') ? undefined : false
  const policy = context.ofType('Microsoft.Network/firewallPolicies').find((other) => other.id.key === id.key)
  if (policy === undefined || policy.assumed) return undefined
  return states(policy, 'snat') || states(policy, 'basePolicy') ? undefined : false
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
      const common = { id, name: nameOf(id), declaredAt, subnet, address }
      return [
        {
          ...common,
          tier: textAt(resource.body, 'properties', 'sku', 'tier'),
          rules: firewallRulesOf(resource, context),
          privateRanges: privateRangesOf(resource, context),
          translatesPrivate: translatesPrivate(resource, context),
          isDnsProxy: isDnsProxy(resource, context),
          hasManagement: states(resource, 'managementIpConfiguration'),
          ...publicSideOf(resource, context, publicAddresses),
        },
      ]
    }),
  )
