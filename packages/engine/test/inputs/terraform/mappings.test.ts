// The tables as a whole: where they lead, and what they reach.
import { expect, test } from 'vitest'
import { mappedTypes, mappingOf } from '../../../src/inputs/terraform/mappings/index.ts'
import { classifyType, understoodTypes } from '../../../src/resources/resource-types.ts'

const isUnderstood = (type: string) => classifyType(type).kind === 'understood'

test.each(mappedTypes())(
  '%s leads to a type that is understood, or is counted as one that is not',
  (type) => {
    const mapping = mappingOf(type)
    if (mapping?.kind === 'resource') expect(isUnderstood(mapping.type)).toBe(true)
    else if (mapping?.kind === 'addition') expect(isUnderstood(mapping.to.type)).toBe(true)
    else expect(mapping === undefined || isUnderstood(mapping.type)).toBe(false)
  },
)

/** Children that Terraform writes as blocks of their parents only. */
const elsewhere: readonly string[] = [
  'Microsoft.Network/azureFirewalls/ipConfigurations',
  'Microsoft.Network/bastionHosts/ipConfigurations',
  'Microsoft.Network/loadBalancers/frontendIPConfigurations',
  'Microsoft.Network/networkInterfaces/ipConfigurations',
  'Microsoft.Network/virtualNetworkGateways/ipConfigurations',
  'Microsoft.Network/vpnSites/vpnSiteLinks',
]

test('every understood type is reached', () => {
  const reached = new Set(
    mappedTypes().flatMap((type) => {
      const mapping = mappingOf(type)
      return mapping?.kind === 'resource' ? [mapping.type] : []
    }),
  )
  expect(understoodTypes.filter((type) => !reached.has(type))).toEqual(elsewhere)
})
