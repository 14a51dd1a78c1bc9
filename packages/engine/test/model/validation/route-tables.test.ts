// Findings about route tables.
import { describe, expect, test } from 'vitest'
import { newestProfile } from '../../../src/model/index.ts'
import { validateRouteTables } from '../../../src/model/validation/route-tables.ts'
import { type Route, routed, routeTable, vnet } from '../azure.ts'
import { type ArmResource, codesOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], routesPerTable: number = newestProfile.routesPerTable) =>
  validateRouteTables(validatingOf(resources, { routesPerTable }))

describe('V24 two routes with one prefix', () => {
  test('are told at the later one, on a subnet or not', () => {
    const table = routeTable('rt', [
      ['10.1.0.0/16', 'None'],
      ['10.2.0.0/16', 'None'],
      ['10.1.0.0/16', 'Internet'],
    ])
    expect(judge([table])).toMatchObject([
      {
        code: 'HP3024',
        parameters: { routeTable: 'rt', route: 'route2', otherRoute: 'route0', prefix: '10.1.0.0/16' },
      },
    ])
  })

  test('are the same however they are written', () => {
    const table = routeTable('rt', [
      ['fd00::/16', 'None'],
      ['FD00:0::/16', 'None'],
    ])
    expect(codesOf(judge([table]))).toEqual(['HP3024'])
  })

  test('in two tables, or of another length, are fine', () => {
    const routes: readonly Route[] = [
      ['10.0.0.0/8', 'None'],
      ['10.0.0.0/9', 'None'],
    ]
    expect(judge([routeTable('a', routes), routeTable('b', routes)])).toEqual([])
  })
})

describe('V21 and L11 the number of routes', () => {
  const table = (count: number) =>
    routeTable(
      'rt',
      Array.from({ length: count }, (_, index): Route => [`10.${index >> 8}.${index & 255}.0/24`, 'None']),
    )

  test.each([
    [799, newestProfile.routesPerTable, []],
    [800, newestProfile.routesPerTable, ['HP4011']],
    [1000, newestProfile.routesPerTable, ['HP4011']],
    [1001, newestProfile.routesPerTable, ['HP3021']],
    [401, 400, ['HP3021']],
  ])('%i of %i', (count, limit, codes) => {
    const found = judge([table(count)], limit)
    expect(codesOf(found)).toEqual(codes)
    if (codes.length > 0)
      expect(found).toMatchObject([{ parameters: { resource: 'rt', found: count, limit } }])
  })
})

test('V25 a table on AzureBastionSubnet', () => {
  const table = routeTable('rt', [])
  const hub = vnet('hub', ['10.0.0.0/16'], { AzureBastionSubnet: routed('10.0.0.0/26', 'rt') })
  expect(judge([table, hub])).toMatchObject([
    {
      code: 'HP3025',
      azureCode: 'RouteTableCannotBeAttachedForAzureBastionSubnet',
      parameters: { vnet: 'hub', routeTable: 'rt' },
    },
  ])
})

describe('V26 the default route of AzureFirewallSubnet', () => {
  const firewall = routed('10.0.0.0/26', 'rt')
  const hub = vnet('hub', ['10.0.0.0/16'], { AzureFirewallSubnet: firewall })
  const forced = vnet('hub', ['10.0.0.0/16'], {
    AzureFirewallSubnet: firewall,
    AzureFirewallManagementSubnet: '10.0.1.0/26',
  })

  test.each<[string, Route, ArmResource, readonly string[]]>([
    ['to the Internet', ['0.0.0.0/0', 'Internet'], hub, []],
    ['to an appliance', ['0.0.0.0/0', 'VirtualAppliance', '10.0.2.4'], hub, ['HP3026']],
    ['to a gateway', ['0.0.0.0/0', 'VirtualNetworkGateway'], hub, ['HP3026']],
    ['to a gateway with a management subnet', ['0.0.0.0/0', 'VirtualNetworkGateway'], forced, []],
    ['for a part', ['10.0.0.0/8', 'VirtualNetworkGateway'], hub, []],
  ])('%s', (_, route, resource, codes) => {
    expect(codesOf(judge([routeTable('rt', [route]), resource]))).toEqual(codes)
  })
})

describe('V21 and L11 routes with a service tag', () => {
  const tags = (count: number) =>
    routeTable(
      'rt',
      Array.from({ length: count }, (_, index): Route => [`Storage.Region${index}`, 'Internet']),
    )

  test.each([
    [19, []],
    [20, ['HP4011']],
    [25, ['HP4011']],
    [26, ['HP3021']],
  ])('%i of them', (count, codes) => {
    expect(codesOf(judge([tags(count)]))).toEqual(codes)
  })

  test('count among all routes of the table', () => {
    expect(judge([tags(19)], 18)).toMatchObject([
      { code: 'HP3021', parameters: { thing: 'routesInTable', found: 19, limit: 18 } },
    ])
  })
})
