// The rows of service endpoints: on which subnets, in which order, and what they give way to.
import { describe, expect, test } from 'vitest'
import { printedRows } from '../../src/control-plane/index.ts'
import { formatPrefix, prefix } from '../../src/net/index.ts'
import type { ServiceTagList } from '../../src/resources/index.ts'
import { type ArmResource, networkOf } from '../model/network-of.ts'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  peered,
  privateEndpoint,
  routeTable,
  vnet,
} from './azure.ts'
import { printed, tableLines } from './printed.ts'

/** A short list, so that tests can tell every row. */
const tags: ServiceTagList = {
  file: 'tags.json',
  tags: new Map(
    Object.entries({
      Storage: ['20.1.0.0/16', '20.9.0.0/24', '20.10.0.0/24', '2603:1030::/48'],
      Sql: ['40.1.0.0/16'],
      AzureKeyVault: ['52.0.0.4/32'],
    }).map(([name, prefixes]) => [name.toLowerCase(), { name, region: '', prefixes: prefixes.map(prefix) }]),
  ),
}

const withServices = (...services: readonly string[]) => ({
  serviceEndpoints: services.map((service) => ({ service, locations: ['*'] })),
})
const storage = withServices('Microsoft.Storage')

const serviceRows = (resources: readonly ArmResource[], subnet = 'vnet/default'): readonly string[] =>
  printedRows(printed(resources, {}, 2018, tags).table(subnet).rows)
    .filter(([first]) => first.nextHopType === 'VirtualNetworkServiceEndpoint')
    .map((rows) => [rows[0].state, ...rows.map((row) => formatPrefix(row.prefix))].join(' '))

describe('R1.8, observed 33', () => {
  test('one row for each service in the order of the endpoints, prefixes from the highest down', () => {
    const both = withServices('microsoft.sql', 'Microsoft.Storage')
    expect(serviceRows([vnet('vnet', ['10.0.0.0/16'], { subnets: { default: both } })])).toEqual([
      'Active 40.1.0.0/16',
      'Active 20.10.0.0/24 20.9.0.0/24 20.1.0.0/16',
    ])
  })

  test('only the subnet with the endpoint has them, not its neighbour, nor a peered VNet', () => {
    const resources = [
      vnet('vnet', ['10.0.0.0/16'], { subnets: { default: storage, other: {} } }),
      vnet('far', ['10.1.0.0/16']),
      ...peered('vnet', 'far'),
    ]
    expect(serviceRows(resources)).toHaveLength(1)
    expect(serviceRows(resources, 'vnet/other')).toEqual([])
    expect(serviceRows(resources, 'far/default')).toEqual([])
  })

  test('IPv6 prefixes show where the VNet has IPv6', () => {
    const dual = vnet('vnet', ['10.0.0.0/16', 'fd00::/56'], { subnets: { default: storage } })
    expect(serviceRows([dual])).toEqual([
      'Active 20.10.0.0/24 20.9.0.0/24 20.1.0.0/16',
      'Active 2603:1030::/48',
    ])
  })

  test('the row stands after None and user rows and global peerings, before private endpoints', () => {
    const { rows } = printed(
      [
        vnet('vnet', ['10.0.0.0/16'], {
          subnets: { default: { ...withServices('Microsoft.Sql'), routeTable: 'rt' } },
        }),
        vnet('far', ['10.1.0.0/16'], { location: 'westeurope' }),
        ...peered('vnet', 'far'),
        routeTable('rt', [['192.168.0.0/24', 'None']]),
        privateEndpoint('pe', 'vnet/default', '10.0.0.9'),
      ],
      {},
      2018,
      tags,
    )
    expect(rows('vnet/default').slice(-5)).toEqual([
      'Default Active 192.168.0.0/16 None -',
      'User Active 192.168.0.0/24 None -',
      'Default Active 10.1.0.0/16 VNetGlobalPeering -',
      'Default Active 40.1.0.0/16 VirtualNetworkServiceEndpoint -',
      'Default Active 10.0.0.9/32 InterfaceEndpoint -',
    ])
  })

  test('a user 0.0.0.0/0 leaves it Active, and a packet to the service takes it', () => {
    const { lookup } = printed(
      [
        vnet('vnet', ['10.0.0.0/16'], { subnets: { default: { ...storage, routeTable: 'rt' } } }),
        routeTable('rt', [['0.0.0.0/0', 'VirtualAppliance', '10.0.0.4']]),
      ],
      {},
      2018,
      tags,
    )
    expect(lookup('vnet/default', '20.1.7.7')).toBe('Default 20.1.0.0/16 VirtualNetworkServiceEndpoint -')
    expect(lookup('vnet/default', '20.2.0.0')).toBe('User 0.0.0.0/0 VirtualAppliance 10.0.0.4')
  })

  test('R1.17: a user route with one of its prefixes makes that one Invalid', () => {
    const resources = [
      vnet('vnet', ['10.0.0.0/16'], { subnets: { default: { ...storage, routeTable: 'rt' } } }),
      routeTable('rt', [['20.9.0.0/24', 'None']]),
    ]
    expect(serviceRows(resources)).toEqual(['Active 20.10.0.0/24 20.1.0.0/16', 'Invalid 20.9.0.0/24'])
  })

  test('a service that the list does not know has no row, and the table says which', () => {
    const { table } = printed(
      [
        vnet('vnet', ['10.0.0.0/16'], {
          subnets: { default: withServices('Microsoft.Unheard', 'Microsoft.EventHub', 'Microsoft.Sql') },
        }),
      ],
      {},
      2018,
      tags,
    )
    expect(table('vnet/default').missingTags.map(({ name, tag, rule }) => [name, tag, rule])).toEqual([
      ['Microsoft.Unheard', 'Microsoft.Unheard', 'R1.8'],
      ['Microsoft.EventHub', 'EventHub', 'R1.8'],
    ])
  })
})

test('R1.15: a gateway’s route equal to or inside a prefix of the service is not there, a wider one is', () => {
  const { ownRows } = printed(
    [
      vnet('vnet', ['10.0.0.0/16'], { subnets: { default: storage, other: {} } }),
      gateway('vnet'),
      circuit('er'),
      connected('vnet', 'er'),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('site', 65010, { er: { '20.1.0.0/16': [1], '20.1.2.0/24': [1], '20.0.0.0/8': [1] } }),
      ],
    },
    2018,
    tags,
  )
  const learned = (subnet: string) =>
    ownRows(subnet).flatMap((row) =>
      row.startsWith('VirtualNetworkGateway') ? (row.split(' ')[2] ?? '') : [],
    )
  expect(learned('vnet/default')).toEqual(['20.0.0.0/8'])
  expect(learned('vnet/other')).toEqual(['20.0.0.0/8', '20.1.0.0/16', '20.1.2.0/24'])
})

test('subnets with the same services share one table, in whatever case they are written', () => {
  const { table } = printed([
    vnet('vnet', ['10.0.0.0/16'], {
      subnets: { a: storage, b: withServices('microsoft.storage'), c: withServices('Microsoft.Sql') },
    }),
  ])
  expect(table('vnet/a')).toBe(table('vnet/b'))
  expect(table('vnet/a')).not.toBe(table('vnet/c'))
})

test('the bundled list has the recorded shape: hundreds of prefixes in one row', () => {
  const { table } = printed([vnet('vnet', ['10.0.0.0/16'], { subnets: { default: storage } })])
  const lines = tableLines(table('vnet/default'))
  expect(lines.at(-1)).toMatch(/^Default Active \d+ prefixes VirtualNetworkServiceEndpoint$/)
})

test('a network keeps the list that the user gave', () => {
  expect(networkOf([], {}, tags).serviceTags).toBe(tags)
  expect(networkOf([]).serviceTags).toBeUndefined()
})
