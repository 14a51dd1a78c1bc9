// The space that an Azure Firewall takes for private, so that it leaves sources alone on the way there (R6.18).
import { type Prefix, parsePrefix, prefix } from '../net/index.ts'
import { type Resource, textAt } from '../resources/index.ts'
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

/** The ranges that the policy states, or, without a policy, the firewall itself; a name stands for the usual ones. */
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
