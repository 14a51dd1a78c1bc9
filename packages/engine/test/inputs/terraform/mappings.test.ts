// The tables as a whole: where they lead, and what they reach.
import { expect, test } from 'vitest'
import { mappedTypes, mappingOf } from '../../../src/inputs/terraform/mappings/index.ts'
import { attachedTypes } from '../../../src/resources/attached-types.ts'
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

/** What Terraform writes as blocks of other resources, or has no resource for. */
const elsewhere: readonly string[] = [
  // Only Azure writes instances, and Terraform says of them what the set says.
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations',
  'Microsoft.Network/azureFirewalls/ipConfigurations',
  // The older form of rule collection groups, which the provider never had.
  'Microsoft.Network/firewallPolicies/ruleGroups',
  'Microsoft.Network/loadBalancers/frontendIPConfigurations',
  'Microsoft.Network/networkInterfaces/ipConfigurations',
  'Microsoft.Network/virtualNetworkGateways/ipConfigurations',
  'Microsoft.Network/vpnSites/vpnSiteLinks',
  'Microsoft.Network/bastionHosts/ipConfigurations',
  'Microsoft.VirtualMachineImages/imageTemplates',
  // The site itself tells its subnet.
  'Microsoft.Web/sites/networkConfig',
  'Microsoft.Web/sites/slots/networkConfig',
]

test('every understood type is reached, and every service in a subnet', () => {
  const reached = new Set(
    mappedTypes().flatMap((type) => {
      const mapping = mappingOf(type)
      return mapping?.kind === 'resource' ? [mapping.type] : []
    }),
  )
  const known = [...understoodTypes, ...attachedTypes.map(({ type }) => type)]
  expect(known.filter((type) => !reached.has(type))).toEqual(elsewhere)
})
