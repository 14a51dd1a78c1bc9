// What an Azure Firewall, or its policy, says beside its rules: private ranges, DNS proxy, and its public addresses.
import { type Address, type Prefix, parseAddress, parsePrefix, prefix } from '../net/index.ts'
import { at, type Resource, textAt } from '../resources/index.ts'
import type { PublicAddress } from './network.ts'
import type { Resolving } from './resolving.ts'

/** R6.18: the ranges that Azure takes for private unless told otherwise. */
const usualRanges: readonly Prefix[] = [
  prefix('10.0.0.0/8'),
  prefix('172.16.0.0/12'),
  prefix('192.168.0.0/16'),
  prefix('100.64.0.0/10'),
]

const policyOf = (resource: Resource, context: Resolving): Resource | undefined => {
  const key = context.read(resource).reference('firewallPolicy')?.id.key
  return context.ofType('Microsoft.Network/firewallPolicies').find(({ id }) => id.key === key)
}

/**
 * The ranges that the policy states, or, without a policy, the firewall itself; a name stands for the usual ones. That
 * everything is private means that no source is translated, and that only a broadcast is that every source is.
 */
export const privateRangesOf = (resource: Resource, context: Resolving): readonly Prefix[] => {
  const policy = policyOf(resource, context)
  const stated =
    policy === undefined
      ? (context.read(resource).text('additionalProperties', 'Network.SNAT.PrivateRanges')?.split(',') ?? [])
      : context
          .read(policy)
          .items('snat', 'privateRanges')
          .flatMap((item) => textAt(item) ?? [])
  const ranges = stated.flatMap((text) => {
    const reading = parsePrefix(text.trim())
    return reading.kind === 'malformed' ? usualRanges : [reading.prefix]
  })
  return stated.length === 0 ? usualRanges : ranges
}

/** Whether it answers questions for DNS. */
export const isDnsProxy = (resource: Resource, context: Resolving): boolean => {
  const policy = policyOf(resource, context)
  if (policy !== undefined) return context.read(policy).flag('dnsSettings', 'enableProxy') === true
  // Azure has a text here, other programs the value itself.
  const stated = at(resource.body, 'properties', 'additionalProperties', 'Network.DNS.EnableProxy')
  return stated?.kind === 'scalar' && String(stated.value).toLowerCase() === 'true'
}

/** The public addresses of a firewall in a VNet that are known, or have one that stands for them, and whether it has any. */
export const publicSideOf = (
  resource: Resource,
  context: Resolving,
  known: ReadonlyMap<string, PublicAddress>,
): { readonly publicAddresses: readonly Address[]; readonly hasPublicAddress: boolean } => {
  const references = context
    .children(resource, 'ipConfigurations')
    .flatMap((configuration) => context.read(configuration).reference('publicIPAddress') ?? [])
  return {
    hasPublicAddress: references.length > 0,
    publicAddresses: references.flatMap(({ id }) => known.get(id.key)?.address ?? []),
  }
}

/** The public addresses that Azure has given to a firewall in a hub. */
export const hubPublicAddressesOf = (resource: Resource, context: Resolving): readonly Address[] =>
  context
    .read(resource)
    .items('hubIPAddresses', 'publicIPs', 'addresses')
    .flatMap((item) => parseAddress(textAt(item, 'address') ?? '') ?? [])
