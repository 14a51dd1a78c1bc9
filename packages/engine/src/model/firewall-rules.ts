// What the rules of an Azure Firewall, in a VNet or a hub, say: whether all may pass, and which space is private.
import { type Prefix, parsePrefix, prefix } from '../net/index.ts'
import { at, type Resource, textAt, type Value } from '../resources/index.ts'
import type { Resolving } from './resolving.ts'

const itemsAt = (value: Value | undefined, ...path: readonly string[]): readonly Value[] => {
  const found = at(value, ...path)
  return found?.kind === 'list' ? found.items : []
}

const holds = (rule: Value, property: string, everything: readonly string[]): boolean =>
  itemsAt(rule, property).some((item) => everything.includes(textAt(item)?.toLowerCase() ?? ''))

/** A network rule for every protocol, source, destination and port. */
const isForEverything = (rule: Value): boolean =>
  (holds(rule, 'ipProtocols', ['any']) || holds(rule, 'protocols', ['any'])) &&
  holds(rule, 'sourceAddresses', ['*', '0.0.0.0/0']) &&
  holds(rule, 'destinationAddresses', ['*', '0.0.0.0/0']) &&
  holds(rule, 'destinationPorts', ['*'])

/** R6.18: the ranges that Azure takes for private unless told otherwise. */
const usualRanges: readonly Prefix[] = [
  prefix('10.0.0.0/8'),
  prefix('172.16.0.0/12'),
  prefix('192.168.0.0/16'),
  prefix('100.64.0.0/10'),
]

const actionOf = (collection: Value): string | undefined =>
  textAt(collection, 'action', 'type')?.toLowerCase()

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

/** The rules of a firewall itself, or of its policy. */
const collectionsOf = (resource: Resource, context: Resolving): readonly Value[] => {
  const reader = context.read(resource)
  const own = reader.items('networkRuleCollections').flatMap((item) => at(item, 'properties') ?? [])
  const policy = policyOf(resource, context)
  const groups = policy === undefined ? [] : context.children(policy, 'ruleCollectionGroups')
  return [...own, ...groups.flatMap((group) => context.read(group).items('ruleCollections'))]
}

/** Whether the rules of a firewall let everything pass: one allows it, and none forbids or translates anything. */
export const allowsAll = (resource: Resource, context: Resolving): boolean => {
  const collections = collectionsOf(resource, context)
  return (
    collections.every((collection) => actionOf(collection) === 'allow') &&
    collections.some((collection) => itemsAt(collection, 'rules').some(isForEverything))
  )
}
