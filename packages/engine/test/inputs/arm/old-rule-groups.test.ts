// Rule groups of firewall policies under their old name: read as what they are called now.
import { expect, test } from 'vitest'
import { readArmDocument } from '../../../src/inputs/arm/read-resources.ts'
import { parseJson } from '../../../src/inputs/json/parse-json.ts'
import { at } from '../../../src/resources/index.ts'
import { plain } from '../../plain.ts'

const read = (properties: unknown) => {
  const document = [
    { type: 'Microsoft.Network/firewallPolicies/ruleGroups', name: 'policy/group', properties },
  ]
  const scope = { subscription: 's', resourceGroup: 'g' }
  const { declarations, unsupported } = readArmDocument(parseJson(JSON.stringify(document), 'a.json'), scope)
  const [declaration] = declarations
  return {
    unsupported: unsupported.size,
    type: declaration?.id.type,
    names: declaration?.id.names,
    collections: plain(at(declaration?.body, 'properties', 'ruleCollections')),
  }
}

test('a rule with conditions is a collection with rules', () => {
  expect(
    read({
      priority: 100,
      rules: [
        {
          ruleType: 'FirewallPolicyFilterRule',
          name: 'allow',
          priority: 200,
          action: { type: 'Allow' },
          ruleConditions: [
            { ruleConditionType: 'NetworkRuleCondition', name: 'any', ipProtocols: ['Any'] },
            { ruleConditionType: 'ApplicationRuleCondition', name: 'web', targetFqdns: ['*'] },
          ],
        },
        {
          ruleType: 'FirewallPolicyNatRule',
          name: 'dnat',
          ruleCondition: { ruleConditionType: 'NetworkRuleCondition', name: 'in' },
        },
      ],
    }),
  ).toMatchObject({
    unsupported: 0,
    type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
    names: ['policy', 'group'],
    collections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
        name: 'allow',
        action: { type: 'Allow' },
        rules: [
          { ruleType: 'NetworkRule', name: 'any', ipProtocols: ['Any'] },
          { ruleType: 'ApplicationRule', name: 'web', targetFqdns: ['*'] },
        ],
      },
      {
        ruleCollectionType: 'FirewallPolicyNatRuleCollection',
        name: 'dnat',
        rules: [{ ruleType: 'NetworkRule', name: 'in' }],
      },
    ],
  })
})

test('one that holds no list of rules stays as it is', () => {
  for (const properties of [undefined, {}, { rules: 'none' }, { rules: null }])
    expect(read(properties)).toMatchObject({ type: 'Microsoft.Network/firewallPolicies/ruleGroups' })
  expect(read({ rules: [5, null] }).collections).toEqual([5, null])
})
