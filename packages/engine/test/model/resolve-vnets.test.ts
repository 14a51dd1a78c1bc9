// Virtual networks and subnets out of resources.
import { describe, expect, test } from 'vitest'
import { formatPrefix } from '../../src/net/index.ts'
import { id, routed, routeTable, vnet } from './azure.ts'
import { codesOf, networkOf, resolvedOf, unknown } from './network-of.ts'

describe('virtual networks', () => {
  test('have their address space in the order written, each prefix once', () => {
    const [only] = networkOf([vnet('hub', ['10.1.0.0/16', '10.0.0.0/16', '10.1.0.0/16'])]).vnets
    expect(only?.prefixes.map(formatPrefix)).toEqual(['10.1.0.0/16', '10.0.0.0/16'])
    expect(only?.addressSpaceKnown).toBe(true)
    expect(only?.assumed).toBe(false)
  })

  test('have their location as Azure compares it', () => {
    const [only] = networkOf([vnet('hub', ['10.0.0.0/16'], {}, { location: 'Japan East' })]).vnets
    expect(only?.location).toBe('japaneast')
  })

  test('without an address space are an error, and are there all the same', () => {
    const { network, findings } = resolvedOf([
      { type: 'Microsoft.Network/virtualNetworks', name: 'hub', properties: {} },
    ])
    expect(network.vnets.map(({ name }) => name)).toEqual(['hub'])
    expect(network.vnets[0]?.addressSpaceKnown).toBe(false)
    expect(findings).toMatchObject([
      { code: 'HP2001', parameters: { property: 'properties.addressSpace.addressPrefixes' } },
    ])
  })

  test.each([
    ['is unknown', unknown('space'), 'HP2009'],
    ['has an unknown prefix', ['10.0.0.0/16', unknown('second')], 'HP2009'],
    ['has an unreadable prefix', ['10.0.0.0/16', '10.1/16'], 'HP2004'],
    ['is no list', '10.0.0.0/16', 'HP2002'],
  ])('whose address space %s are known to be known in part only', (_, addressPrefixes, code) => {
    const { network, findings } = resolvedOf([vnet('hub', addressPrefixes)])
    expect(network.vnets[0]?.addressSpaceKnown).toBe(false)
    expect(codesOf(findings)).toEqual([code])
  })

  test('that are only referred to are assumed', () => {
    const { network, findings } = resolvedOf([
      {
        type: 'Microsoft.Network/virtualNetworks/subnets',
        name: 'hub/default',
        properties: { addressPrefix: '10.0.0.0/24' },
      },
    ])
    expect(network.vnets[0]).toMatchObject({ name: 'hub', assumed: true, addressSpaceKnown: false })
    expect(findings).toEqual([])
  })
})

describe('subnets', () => {
  test('are found inside their VNet and beside it', () => {
    const { subnets } = networkOf([
      vnet('hub', ['10.0.0.0/16'], { inside: '10.0.0.0/24' }),
      {
        type: 'Microsoft.Network/virtualNetworks/subnets',
        name: 'hub/beside',
        properties: { addressPrefixes: ['10.0.1.0/24', 'fd00::/64'] },
      },
    ])
    expect(subnets.map(({ name, prefixes }) => [name, prefixes.map(formatPrefix)])).toEqual([
      ['inside', ['10.0.0.0/24']],
      ['beside', ['10.0.1.0/24', 'fd00::/64']],
    ])
    expect(subnets[1]?.vnet.subnets).toEqual(subnets)
  })

  test('hold their route table and the ids of what else is attached', () => {
    const { network, findings } = resolvedOf([
      routeTable('rt', []),
      vnet('hub', ['10.0.0.0/16'], {
        default: {
          ...routed('10.0.0.0/24', 'RT'),
          networkSecurityGroup: { id: id.nsg('nsg') },
          natGateway: { id: id.natGateway('nat') },
        },
      }),
    ])
    const [subnet] = network.subnets
    expect(subnet?.routeTable).toBe(network.routeTables[0])
    expect(subnet?.networkSecurityGroup?.id.text).toBe(id.nsg('nsg'))
    expect(subnet?.natGateway?.text).toBe(id.natGateway('nat'))
    expect(findings).toEqual([])
  })

  test.each([
    ['Enabled', true],
    ['RouteTableEnabled', true],
    ['NetworkSecurityGroupEnabled', false],
    ['Disabled', false],
    [undefined, false],
  ])('with private endpoint policies %s let user routes override endpoints: %s', (policies, expected) => {
    const { subnets } = networkOf([
      vnet('hub', ['10.0.0.0/16'], {
        default: { addressPrefix: '10.0.0.0/24', privateEndpointNetworkPolicies: policies },
      }),
    ])
    expect(subnets[0]?.privateEndpointRoutePolicies).toBe(expected)
  })

  test('whose route table is nowhere lack only the table; a near name is suggested', () => {
    const { network, findings } = resolvedOf([
      routeTable('rt-hub', []),
      vnet('hub', ['10.0.0.0/16'], { default: routed('10.0.0.0/24', 'rt-hbu') }),
    ])
    expect(network.subnets[0]).toMatchObject({ name: 'default', routeTable: undefined })
    expect(findings).toMatchObject([
      { code: 'HP2006', parameters: { target: id.routeTable('rt-hbu'), suggestion: 'rt-hub' } },
    ])
  })

  test('whose route table is something else are told what it is', () => {
    const { findings } = resolvedOf([
      vnet('hub', ['10.0.0.0/16'], {
        default: { addressPrefix: '10.0.0.0/24', routeTable: { id: id.nsg('nsg') } },
      }),
    ])
    expect(findings).toMatchObject([
      { code: 'HP2007', parameters: { found: 'Microsoft.Network/networkSecurityGroups' } },
    ])
  })

  test('without a prefix are an error; one with an unknown prefix is none', () => {
    const { findings } = resolvedOf([
      vnet('hub', ['10.0.0.0/16'], { none: {}, unknown: { addressPrefix: unknown('p') } }),
    ])
    expect(findings).toMatchObject([
      { code: 'HP2001', parameters: { property: 'properties.addressPrefix' } },
      { code: 'HP2009', parameters: { origin: 'p' } },
    ])
  })
})
