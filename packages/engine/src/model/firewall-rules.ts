// Whether the rules of an Azure Firewall, in a VNet or a hub, let everything pass.
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

const actionOf = (collection: Value): string | undefined =>
  textAt(collection, 'action', 'type')?.toLowerCase()

/** The rules of a firewall itself, or of its policy. */
const collectionsOf = (resource: Resource, context: Resolving): readonly Value[] => {
  const reader = context.read(resource)
  const own = reader.items('networkRuleCollections').flatMap((item) => at(item, 'properties') ?? [])
  const policyId = reader.reference('firewallPolicy')?.id.key
  const policy = context.ofType('Microsoft.Network/firewallPolicies').find(({ id }) => id.key === policyId)
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
