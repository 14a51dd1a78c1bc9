// Rule groups of firewall policies as they were called and shaped until 2020, in the form of today.
import {
  at,
  type Dictionary,
  isOfType,
  parseResourceId,
  type ResourceId,
  scalar,
  textAt,
  type Value,
  withField,
} from '../../resources/index.ts'

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])

/** `NetworkRuleCondition` was what a rule is now. */
const ruleOf = (condition: Value): Value => {
  if (condition.kind !== 'dictionary') return condition
  const type = textAt(condition, 'ruleConditionType') ?? ''
  return withField(condition, 'ruleType', scalar(type.replace(/Condition$/i, ''), condition.span))
}

/** And a rule what a collection is. */
const collectionOf = (rule: Value): Value => {
  if (rule.kind !== 'dictionary') return rule
  const type = textAt(rule, 'ruleType') ?? ''
  const single = at(rule, 'ruleCondition')
  const conditions = single === undefined ? itemsOf(at(rule, 'ruleConditions')) : [single]
  const rules: Value = { kind: 'list', items: conditions.map(ruleOf), span: rule.span }
  const named = withField(rule, 'ruleCollectionType', scalar(`${type}Collection`, rule.span))
  return withField(named, 'rules', rules)
}

/** The id and body of a resource, of an old rule group in the new form. */
export const inCurrentForm = (
  id: ResourceId,
  body: Dictionary,
): { readonly id: ResourceId; readonly body: Dictionary } => {
  if (!isOfType(id, 'Microsoft.Network/firewallPolicies/ruleGroups')) return { id, body }
  const current = parseResourceId(id.text.replace(/\/ruleGroups\/([^/]*)$/i, '/ruleCollectionGroups/$1'))
  const properties = at(body, 'properties')
  const rules = at(properties, 'rules')
  if (current === undefined || properties?.kind !== 'dictionary' || rules?.kind !== 'list')
    return { id, body }
  const collections: Value = { ...rules, items: rules.items.map(collectionOf) }
  const fields = withField(properties, 'ruleCollections', collections)
  return { id: current, body: withField(body, 'properties', fields) }
}
