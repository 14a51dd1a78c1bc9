// The azapi provider: resources in ARM's own shape.
import { describe, expect, test } from 'vitest'
import {
  change,
  codes,
  group,
  networkId,
  plan,
  properties,
  read,
  refs,
  state,
  stateResource,
  unknown,
  written,
} from './plans.ts'

describe('azapi', () => {
  const vnet = {
    type: 'Microsoft.Network/virtualNetworks@2024-05-01',
    name: 'v',
    parent_id: group,
    location: 'japaneast',
  }
  const inARM = {
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [{ name: 's', properties: { addressPrefix: '10.0.0.0/24' } }],
    },
  }

  test.each([
    ['an object', inARM],
    ['JSON text', JSON.stringify(inARM)],
  ])('with a body that is %s', (_, written) => {
    const loaded = read(state(stateResource('azapi_resource.v', { ...vnet, body: written })))
    expect(properties(loaded, 'virtualNetworks/v')['addressSpace']).toEqual({
      addressPrefixes: ['10.0.0.0/16'],
    })
    expect(properties(loaded, 'subnets/s')).toEqual({ addressPrefix: '10.0.0.0/24' })
    expect(codes(loaded)).toEqual([])
  })

  test('a child, and an update of what another resource declares', () => {
    const loaded = read(
      state(
        stateResource('azapi_resource.v', { ...vnet, body: inARM }),
        stateResource('azapi_resource.s', {
          type: 'Microsoft.Network/virtualNetworks/subnets@2024-05-01',
          name: 't',
          parent_id: networkId('virtualNetworks/v'),
          body: { properties: { addressPrefix: '10.0.1.0/24' } },
        }),
        stateResource('azapi_update_resource.s', {
          type: 'Microsoft.Network/virtualNetworks/subnets@2024-05-01',
          resource_id: networkId('virtualNetworks/v/subnets/t'),
          body: { properties: { routeTable: { id: networkId('routeTables/r') } } },
        }),
      ),
    )
    expect(properties(loaded, 'subnets/t')).toEqual({
      addressPrefix: '10.0.1.0/24',
      routeTable: { id: networkId('routeTables/r') },
    })
  })

  test('a body with an id that is only known after the apply', () => {
    const text = plan(
      [
        change('azurerm_route_table.t', { name: 't', resource_group_name: 'rg', route: [] }),
        change('azapi_resource.v', {
          ...vnet,
          parent_id: unknown,
          body: {
            properties: {
              addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
              subnets: [
                { name: 's', properties: { addressPrefix: '10.0.0.0/24', routeTable: { id: unknown } } },
                { name: 'u', properties: { addressPrefix: '10.0.1.0/24' } },
              ],
            },
          },
        }),
        change('azurerm_resource_group.rg', { name: 'rg', location: 'japaneast' }),
      ],
      {
        resources: [
          written('azapi_resource.v', {
            parent_id: refs('azurerm_resource_group.rg.id'),
            body: refs('azurerm_route_table.t.id', 'azurerm_resource_group.rg.location'),
          }),
        ],
      },
    )
    const loaded = read(text)
    expect(properties(loaded, 'subnets/s')['routeTable']).toEqual({ id: networkId('routeTables/t') })
    expect(properties(loaded, 'subnets/u')).toEqual({ addressPrefix: '10.0.1.0/24' })
    expect(codes(loaded)).toEqual([])
  })

  test('what is marked as sensitive in a body is unknown', () => {
    const text = plan([
      change(
        'azapi_resource.v',
        {
          ...vnet,
          body: { properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, note: 'hunter2' } },
        },
        { sensitive: { body: { properties: { note: true } } } },
      ),
    ])
    expect(properties(read(text), 'virtualNetworks/v')['note']).toEqual({ unknown: 'secret' })
  })

  test('a body that is not known at all is told', () => {
    const text = plan([change('azapi_resource.v', { ...vnet, body: unknown })])
    expect(codes(read(text))).toEqual(['HP1093'])
  })

  describe('types that are not understood are counted as ARM types', () => {
    const counted = (text: string) => {
      const { ignored, unsupported } = read(text)
      return { ignored: Object.fromEntries(ignored), unsupported: Object.fromEntries(unsupported) }
    }
    const type = 'Microsoft.Something/accounts'
    const service = { ...vnet, type: `${type}@2024-03-01` }
    const missing = { ignored: {}, unsupported: { [type]: 1 } }
    const subnet = { id: networkId('virtualNetworks/v/subnets/s') }

    test.each([
      ['in an object', { properties: { network: { subnet } } }],
      ['in JSON text', JSON.stringify({ properties: { network: { subnet } } })],
    ])('with a subnet %s: missing from the answer', (_, body) => {
      expect(counted(state(stateResource('azapi_resource.x', { ...service, body })))).toEqual(missing)
    })

    test('with a subnet that is only known after the apply, or a body that is: missing as well', () => {
      const body = { properties: { subnetId: unknown } }
      expect(counted(plan([change('azapi_resource.x', { ...service, body })]))).toEqual(missing)
      expect(counted(plan([change('azapi_resource.x', { ...service, body: unknown })]))).toEqual(missing)
    })

    test('without one: no packet meets it', () => {
      const body = { properties: { tier: 'Basic', networkAcls: { virtualNetworkRules: [subnet] } } }
      expect(counted(state(stateResource('azapi_resource.x', { ...service, body })))).toEqual({
        ignored: { [type]: 1 },
        unsupported: {},
      })
    })

    test('of the network itself: missing, whatever they name', () => {
      const own = 'Microsoft.Network/networkVirtualAppliances'
      const text = state(stateResource('azapi_resource.x', { ...vnet, type: `${own}@2024-05-01`, body: {} }))
      expect(counted(text)).toEqual({ ignored: {}, unsupported: { [own]: 1 } })
    })
  })

  test('a service in a subnet is one as in ARM', () => {
    const body = { properties: { vnetConfiguration: { infrastructureSubnetId: 'x' } } }
    const loaded = read(
      state(
        stateResource('azapi_resource.x', {
          ...vnet,
          name: 'apps',
          type: 'Microsoft.App/managedEnvironments@2024-03-01',
          body,
        }),
      ),
    )
    expect(properties(loaded, 'managedEnvironments/apps')).toEqual(body.properties)
    expect(Object.fromEntries(loaded.unsupported)).toEqual({})
  })
})
