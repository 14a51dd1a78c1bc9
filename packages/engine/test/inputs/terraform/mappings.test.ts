// The tables as a whole: where they lead, and what they reach.
import { describe, expect, test } from 'vitest'
import { armTypes } from '../../../src/inputs/terraform/mapping.ts'
import { mappedTypes, mappingOf } from '../../../src/inputs/terraform/mappings/index.ts'
import { classifyType } from '../../../src/resources/index.ts'

describe('the tables', () => {
  const understood = (type: string) => classifyType(type).kind === 'understood'

  test.each(mappedTypes())('%s leads to a type that is understood, or is counted', (type) => {
    const mapping = mappingOf(type)
    if (mapping?.kind === 'resource') expect(understood(mapping.type)).toBe(true)
    else if (mapping?.kind === 'addition') expect(understood(mapping.to.type)).toBe(true)
    else expect(mapping?.kind).toBe('counted')
  })

  test('reach every understood type that Terraform has', () => {
    const blockOf: Readonly<Record<string, string>> = {
      'Microsoft.Network/azureFirewalls/ipConfigurations': 'azurerm_firewall',
      'Microsoft.Network/bastionHosts/ipConfigurations': 'azurerm_bastion_host',
      'Microsoft.Network/loadBalancers/frontendIPConfigurations': 'azurerm_lb',
      'Microsoft.Network/networkInterfaces/ipConfigurations': 'azurerm_network_interface',
      'Microsoft.Network/virtualNetworkGateways/ipConfigurations': 'azurerm_virtual_network_gateway',
      'Microsoft.Network/vpnSites/vpnSiteLinks': 'azurerm_vpn_site',
    }
    const reached = new Set<string>(Object.keys(blockOf))
    for (const type of mappedTypes()) {
      const mapping = mappingOf(type)
      if (mapping?.kind === 'resource') reached.add(mapping.type)
    }
    const networkTypes = Object.values(armTypes).filter(understood)
    expect(networkTypes.filter((type) => !reached.has(type))).toEqual([])
    expect([...reached].filter(understood).length).toBeGreaterThanOrEqual(56)
  })
})
