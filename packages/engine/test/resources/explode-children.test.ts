// Inline children become resources of their own.
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/inputs/json/parse-json.ts'
import { at, explodeChildren, parseResourceId } from '../../src/resources/index.ts'
import { plain } from '../plain.ts'

const explode = (type: string, properties: unknown) => {
  const id = parseResourceId(`/subscriptions/s/resourceGroups/g/providers/${type}/parent`)
  const body = parseJson(JSON.stringify({ name: 'parent', properties }), 'a.json').value
  if (id === undefined || body?.kind !== 'dictionary') throw new Error('not a resource')
  const { declarations, findings } = explodeChildren({ id, body, form: 'standalone' })
  return {
    declarations,
    findings,
    types: declarations.map((one) => one.id.text.split('/').slice(8).join('/')),
  }
}
const item = { name: 'a', properties: { x: 1 } }

describe('the table of inline children', () => {
  test.each([
    ['virtualNetworks', 'subnets', 'subnets'],
    ['virtualNetworks', 'virtualNetworkPeerings', 'virtualNetworkPeerings'],
    ['routeTables', 'routes', 'routes'],
    ['networkSecurityGroups', 'securityRules', 'securityRules'],
    ['networkInterfaces', 'ipConfigurations', 'ipConfigurations'],
    ['loadBalancers', 'frontendIPConfigurations', 'frontendIPConfigurations'],
    ['loadBalancers', 'backendAddressPools', 'backendAddressPools'],
    ['loadBalancers', 'loadBalancingRules', 'loadBalancingRules'],
    ['loadBalancers', 'probes', 'probes'],
    ['loadBalancers', 'outboundRules', 'outboundRules'],
    ['loadBalancers', 'inboundNatRules', 'inboundNatRules'],
    ['virtualNetworkGateways', 'ipConfigurations', 'ipConfigurations'],
    ['azureFirewalls', 'ipConfigurations', 'ipConfigurations'],
    ['bastionHosts', 'ipConfigurations', 'ipConfigurations'],
    ['expressRouteCircuits', 'peerings', 'peerings'],
    ['expressRouteCircuits', 'authorizations', 'authorizations'],
    ['virtualHubs', 'bgpConnections', 'bgpConnections'],
    ['virtualHubs', 'ipConfigurations', 'ipConfigurations'],
    ['expressRouteGateways', 'expressRouteConnections', 'expressRouteConnections'],
    ['vpnGateways', 'connections', 'vpnConnections'],
    ['vpnSites', 'vpnSiteLinks', 'vpnSiteLinks'],
    ['firewallPolicies', 'ruleCollectionGroups', 'ruleCollectionGroups'],
  ])('%s.%s', (type, property, childType) => {
    const { types, declarations, findings } = explode(`microsoft.network/${type.toUpperCase()}`, {
      [property]: [item],
    })
    expect(findings).toEqual([])
    expect(types).toEqual(['parent', `parent/${childType}/a`])
    expect(plain(declarations[0]?.body)).toEqual({ name: 'parent', properties: {} })
    expect(plain(declarations[1]?.body)).toEqual(item)
    expect(declarations[1]).toMatchObject({ form: 'inline', body: { span: { file: 'a.json', line: 1 } } })
  })

  test('children of children', () => {
    const peering = { name: 'p', properties: { connections: [item] } }
    const { types } = explode('Microsoft.Network/expressRouteCircuits', { peerings: [peering] })
    expect(types).toEqual(['parent', 'parent/peerings/p', 'parent/peerings/p/connections/a'])
  })

  test('private endpoints keep theirs', () => {
    const { types } = explode('Microsoft.Network/privateEndpoints', { ipConfigurations: [item] })
    expect(types).toEqual(['parent'])
  })
})

describe('what is no child', () => {
  test('references stay in the parent', () => {
    const { declarations } = explode('Microsoft.Network/virtualHubs', {
      bgpConnections: [{ id: '/x' }, item],
    })
    expect(plain(at(declarations[0]?.body, 'properties', 'bgpConnections'))).toEqual([{ id: '/x' }])
    expect(declarations).toHaveLength(2)
  })

  test.each([
    [{ properties: {} }, 'HP2001'],
    [{ name: 5, properties: {} }, 'HP2001'],
    [{ name: '', properties: {} }, 'HP2001'],
    [{ name: 'b/c', properties: {} }, 'HP2005'],
    [{ name: 'a', addressPrefix: '10.0.0.0/24' }, 'HP1018'],
  ])('%j gives a finding, and its neighbours are kept', (bad, code) => {
    const { findings, types } = explode('Microsoft.Network/virtualNetworks', { subnets: [bad, item] })
    expect(findings.map((finding) => finding.code)).toEqual([code])
    expect(types).toEqual(['parent', 'parent/subnets/a'])
  })

  test.each([['x'], [5], [null], [[]]])('%j in the list is told, and its neighbours are kept', (bad) => {
    const { findings, types } = explode('Microsoft.Network/virtualNetworks', { subnets: [bad, item] })
    expect(findings).toMatchObject([{ code: 'HP2002', parameters: { property: 'properties.subnets[0]' } }])
    expect(types).toEqual(['parent', 'parent/subnets/a'])
  })

  test.each([
    [null, undefined],
    ['x', 'string'],
    [5, 'number'],
    [true, 'boolean'],
    [{}, 'object'],
  ])('%j in place of the list is told and left as it is', (value, found) => {
    const { findings, declarations } = explode('Microsoft.Network/virtualNetworks', { subnets: value })
    const expected = {
      code: 'HP2002',
      parameters: { property: 'properties.subnets', found, expected: ['list'] },
    }
    expect(findings).toMatchObject(found === undefined ? [] : [expected])
    expect(plain(at(declarations[0]?.body, 'properties', 'subnets'))).toEqual(value)
  })
})
