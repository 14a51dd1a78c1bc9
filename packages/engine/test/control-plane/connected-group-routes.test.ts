// The row of a connected group: whose prefixes, in which order, and what it gives way to.
import { describe, expect, test } from 'vitest'
import { printedRows } from '../../src/control-plane/index.ts'
import { formatPrefix } from '../../src/net/index.ts'
import { connectivity } from '../model/azure.ts'
import type { ArmResource } from '../model/network-of.ts'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  peered,
  peeringSide,
  privateEndpoint,
  routeTable,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

const members = ['a', 'b', 'c'].map((name, index) => vnet(name, [`10.0.${index + 1}.0/24`]))

/** The printed group rows of a VNet's subnet: `state prefix prefix …`. */
const groupRows = (resources: readonly ArmResource[], subnet = 'a/default'): readonly string[] =>
  printedRows(printed(resources).table(subnet).rows)
    .filter(([first]) => first.nextHopType === 'ConnectedGroup')
    .map((rows) => [rows[0].state, ...rows.map(({ prefix }) => formatPrefix(prefix))].join(' '))

describe('R1.11', () => {
  test('one row with the prefixes of all others, from the highest address down (observed 8)', () => {
    const many = Array.from({ length: 12 }, (_, index) => `v${index}`)
    const vnets = many.map((name, index) => vnet(name, [`10.0.${index}.0/24`]))
    expect(groupRows([...vnets, ...connectivity('mesh', many)], 'v1/default')).toEqual([
      `Active ${[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0].map((third) => `10.0.${third}.0/24`).join(' ')}`,
    ])
  })

  test('it stands between peering rows and gateway rows (observed 1), the hub’s space in a row of its own', () => {
    const { ownRows } = printed(
      [
        vnet('hub', ['10.0.0.0/24']),
        ...members,
        gateway('hub'),
        circuit('er'),
        connected('hub', 'er'),
        ...connectivity('config', ['a', 'b', 'c'], { hub: 'hub', direct: true, useHubGateway: true }),
      ],
      {
        circuits: [linksOf('er', 0)],
        sites: [announcing('site', 65010, { er: { '192.168.0.0/24': [65010] } })],
      },
    )
    expect(ownRows('a/default')).toEqual([
      'Default Active 10.0.1.0/24 VnetLocal -',
      'Default Active 10.0.0.0/24 VNetPeering -',
      'Default Active 10.0.3.0/24 ConnectedGroup -',
      'Default Active 10.0.2.0/24 ConnectedGroup -',
      'VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'Default Active 0.0.0.0/0 Internet -',
    ])
  })

  test('two groups are two rows, and what both have stands in the first', () => {
    const resources = [
      ...members,
      ...connectivity('one', ['a', 'b']),
      ...connectivity('two', ['a', 'b', 'c']),
    ]
    expect(groupRows(resources)).toEqual(['Active 10.0.2.0/24', 'Active 10.0.3.0/24'])
  })

  test('IPv6 prefixes are a row of their own', () => {
    const dual = ['a', 'b'].map((name, index) => vnet(name, [`10.0.${index}.0/24`, `fd00:${index}::/56`]))
    expect(groupRows([...dual, ...connectivity('mesh', ['a', 'b'])])).toEqual([
      'Active 10.0.1.0/24',
      'Active fd00:1::/56',
    ])
  })
})

describe('R2.11', () => {
  const far = vnet('b', ['10.0.2.0/24'], { location: 'westeurope' })
  const [near, , other] = members
  if (near === undefined || other === undefined) throw new Error('there are three members')

  test('a group ends at the region, unless it is global', () => {
    const vnets = [near, far, other]
    expect(groupRows([...vnets, ...connectivity('mesh', ['a', 'b', 'c'])])).toEqual(['Active 10.0.3.0/24'])
    expect(groupRows([...vnets, ...connectivity('mesh', ['a', 'b', 'c'], { isGlobal: true })])).toEqual([
      'Active 10.0.3.0/24 10.0.2.0/24',
    ])
  })

  test('a peering takes its prefixes out of the row', () => {
    const resources = [...members, ...peered('a', 'b'), ...connectivity('mesh', ['a', 'b', 'c'])]
    expect(groupRows(resources)).toEqual(['Active 10.0.3.0/24'])
    expect(printed(resources).lookup('a/default', '10.0.2.4')).toBe('Default 10.0.2.0/24 VNetPeering -')
  })

  test('a peering that is not Connected takes nothing out', () => {
    const resources = [...members, peeringSide('a', 'b'), ...connectivity('mesh', ['a', 'b', 'c'])]
    expect(groupRows(resources)).toEqual(['Active 10.0.3.0/24 10.0.2.0/24'])
  })

  test('a subnet peering overrides the group for the whole of the other VNet', () => {
    const listed = { peerCompleteVnets: false, localSubnetNames: ['some'], remoteSubnetNames: ['some'] }
    const resources = [
      near,
      vnet('b', ['10.0.2.0/24'], { subnets: { some: { prefix: '10.0.2.0/27' } } }),
      other,
      peeringSide('a', 'b', listed),
      peeringSide('b', 'a', listed),
      ...connectivity('mesh', ['a', 'b', 'c']),
    ]
    expect(groupRows(resources)).toEqual(['Active 10.0.3.0/24'])
    expect(printed(resources).lookup('a/default', '10.0.2.200')).toBe('Default 10.0.0.0/8 None -')
  })

  test('what lies inside the own space stays local', () => {
    const vnets = [vnet('a', ['10.0.0.0/16']), vnet('b', ['10.0.2.0/24', '10.1.0.0/24'])]
    expect(groupRows([...vnets, ...connectivity('mesh', ['a', 'b'])])).toEqual(['Active 10.1.0.0/24'])
  })
})

test('R1.15: a gateway cannot pull the prefix of a member away', () => {
  const { ownRows } = printed(
    [...members, gateway('a'), circuit('er'), connected('a', 'er'), ...connectivity('mesh', ['a', 'b', 'c'])],
    {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('site', 65010, { er: { '10.0.2.0/24': [1], '10.0.2.128/25': [1], '10.0.0.0/16': [1] } }),
      ],
    },
  )
  expect(ownRows('a/default').filter((row) => row.startsWith('VirtualNetworkGateway'))).toEqual([
    'VirtualNetworkGateway Active 10.0.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
  ])
})

test('R1.17: a user route takes its prefix out of the row, into an Invalid row beside it', () => {
  const [, b, c] = members
  if (b === undefined || c === undefined) throw new Error('there are three members')
  const own = vnet('a', ['10.0.1.0/24'], { subnets: { default: { routeTable: 'rt' } } })
  const resources = [
    own,
    b,
    c,
    routeTable('rt', [['10.0.2.0/24', 'VirtualAppliance', '10.0.1.4']]),
    ...connectivity('mesh', ['a', 'b', 'c']),
  ]
  expect(groupRows(resources)).toEqual(['Active 10.0.3.0/24', 'Invalid 10.0.2.0/24'])
})

test('R1.20: an appliance in another member is a valid next hop', () => {
  const [, b, c] = members
  if (b === undefined || c === undefined) throw new Error('there are three members')
  const own = vnet('a', ['10.0.1.0/24'], { subnets: { default: { routeTable: 'rt' } } })
  const { lookup } = printed([
    own,
    b,
    c,
    routeTable('rt', [['0.0.0.0/0', 'VirtualAppliance', '10.0.3.4']]),
    ...connectivity('mesh', ['a', 'b', 'c']),
  ])
  expect(lookup('a/default', '8.8.8.8')).toBe('User 0.0.0.0/0 VirtualAppliance 10.0.3.4')
})

test('R1.9: the private endpoints of members show, those behind a smaller region not', () => {
  const resources = [...members, privateEndpoint('pe', 'b/default', '10.0.2.9')]
  const row = 'Default Active 10.0.2.9/32 InterfaceEndpoint -'
  expect(printed([...resources, ...connectivity('mesh', ['a', 'b'])]).ownRows('a/default')).toContain(row)
  expect(printed(resources).ownRows('a/default')).not.toContain(row)
})
