// The rows that a subnet has by itself: the own space, peerings, private endpoints.
import { describe, expect, test } from 'vitest'
import { peered, peeringSide, privateEndpoint, vnet } from './azure.ts'
import { printed } from './printed.ts'

test('R1.1, R1.6: one row for each prefix, whatever the subnets are', () => {
  const { ownRows } = printed([
    vnet('hub', ['10.2.0.0/16', '10.1.0.0/16'], {
      subnets: { a: { prefix: '10.2.0.0/24' }, b: { prefix: '10.1.0.0/24' } },
    }),
    vnet('spoke', ['10.11.16.0/20', '10.11.0.0/20']),
    ...peered('hub', 'spoke'),
  ])
  for (const subnet of ['hub/a', 'hub/b', 'hub/GatewaySubnet']) {
    expect(ownRows(subnet)).toEqual([
      'Default Active 10.2.0.0/16 VnetLocal -',
      'Default Active 10.1.0.0/16 VnetLocal -',
      'Default Active 10.11.16.0/20 VNetPeering -',
      'Default Active 10.11.0.0/20 VNetPeering -',
      'Default Active 0.0.0.0/0 Internet -',
    ])
  }
})

test.each([
  ['japaneast', 'japaneast', 'VNetPeering'],
  ['japaneast', 'Japan East', 'VNetPeering'],
  ['japaneast', 'japanwest', 'VNetGlobalPeering'],
])('R1.6: %s and %s make %s', (own, other, type) => {
  const { ownRows } = printed([
    vnet('a', ['10.1.0.0/16'], { location: own }),
    vnet('b', ['10.2.0.0/16'], { location: other }),
    ...peered('a', 'b'),
  ])
  expect(ownRows('a/default')).toContain(`Default Active 10.2.0.0/16 ${type} -`)
  expect(ownRows('b/default')).toContain(`Default Active 10.1.0.0/16 ${type} -`)
})

test('R2.3: peerings do not carry on', () => {
  const { ownRows } = printed([
    vnet('a', ['10.1.0.0/16']),
    vnet('b', ['10.2.0.0/16']),
    vnet('c', ['10.3.0.0/16']),
    ...peered('a', 'b'),
    ...peered('b', 'c'),
  ])
  expect(ownRows('a/default').join()).not.toContain('10.3.0.0/16')
  expect(ownRows('b/default').filter((row) => row.includes('VNetPeering'))).toHaveLength(2)
})

describe('R2.1: a link that is not Connected gives no route to either side', () => {
  const both = [vnet('a', ['10.1.0.0/16']), vnet('b', ['10.2.0.0/16'])]
  const endpoint = privateEndpoint('pe', 'b/default', '10.2.0.5')

  test('Initiated: only one side exists', () => {
    const { ownRows } = printed([...both, endpoint, peeringSide('a', 'b')])
    expect(ownRows('a/default').join()).not.toMatch(/Peering|InterfaceEndpoint/)
    expect(ownRows('b/default').join()).not.toContain('Peering')
  })

  test('Disconnected: the other side was deleted', () => {
    const { ownRows } = printed([
      ...both,
      endpoint,
      peeringSide('a', 'b', { peeringState: 'Disconnected' }),
      peeringSide('b', 'a'),
    ])
    expect(ownRows('a/default').join()).not.toMatch(/Peering|InterfaceEndpoint/)
    expect(ownRows('b/default').join()).not.toContain('Peering')
  })
})

test('R2.2: what the peering object says of the remote space counts, not the live space', () => {
  const { ownRows } = printed([
    vnet('a', ['10.1.0.0/16']),
    vnet('b', ['10.2.0.0/16', '10.3.0.0/16']),
    peeringSide('a', 'b', { remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.2.0.0/16'] } }),
    peeringSide('b', 'a'),
  ])
  expect(ownRows('a/default').filter((row) => row.includes('VNetPeering'))).toEqual([
    'Default Active 10.2.0.0/16 VNetPeering -',
  ])
})

test('R2.10: a subnet peering shows the remote subnets, in unlisted local subnets too', () => {
  const subnets = (first: string, second: string) => ({
    listed: { prefix: first },
    other: { prefix: second },
  })
  const listed = { peerCompleteVnets: false, localSubnetNames: ['listed'], remoteSubnetNames: ['listed'] }
  const { ownRows } = printed([
    vnet('a', ['10.40.0.0/16'], { subnets: subnets('10.40.1.0/27', '10.40.2.0/27') }),
    vnet('b', ['10.60.0.0/16'], { subnets: subnets('10.60.0.0/27', '10.60.1.0/27') }),
    peeringSide('a', 'b', listed),
    peeringSide('b', 'a', listed),
  ])
  for (const subnet of ['a/listed', 'a/other']) {
    expect(ownRows(subnet)).toEqual([
      'Default Active 10.40.0.0/16 VnetLocal -',
      'Default Active 10.60.0.0/27 VNetPeering -',
      'Default Active 0.0.0.0/0 Internet -',
    ])
  }
  expect(ownRows('b/other')).toContain('Default Active 10.40.1.0/27 VNetPeering -')
})

test('R2.8: where Azure would refuse the peering, the own space still wins over the same one next door', () => {
  const { ownRows } = printed([
    vnet('a', ['10.1.0.0/16']),
    vnet('b', ['10.1.0.0/16', '10.2.0.0/16']),
    ...peered('a', 'b'),
  ])
  expect(ownRows('a/default')).toEqual([
    'Default Active 10.1.0.0/16 VnetLocal -',
    'Default Active 10.2.0.0/16 VNetPeering -',
    'Default Active 0.0.0.0/0 Internet -',
  ])
})

test('R1.9: a private endpoint shows in its VNet and in directly peered ones, not further away', () => {
  const { ownRows, lookup } = printed([
    vnet('home', ['10.1.0.0/16']),
    vnet('near', ['10.2.0.0/16']),
    vnet('far', ['10.3.0.0/16']),
    ...peered('home', 'near'),
    ...peered('near', 'far'),
    privateEndpoint('pe', 'home/default', '10.1.0.5'),
  ])
  const row = 'Default Active 10.1.0.5/32 InterfaceEndpoint -'
  expect(ownRows('home/GatewaySubnet')).toContain(row)
  expect(ownRows('near/default')).toContain(row)
  expect(ownRows('far/default')).not.toContain(row)
  expect(lookup('near/default', '10.1.0.5')).toBe('Default 10.1.0.5/32 InterfaceEndpoint -')
  expect(lookup('near/default', '10.1.0.6')).toBe('Default 10.1.0.0/16 VNetPeering -')
})

test('R2.10: of a subnet peering, only the endpoints in the listed subnets show', () => {
  const listed = { peerCompleteVnets: false, localSubnetNames: ['listed'], remoteSubnetNames: ['listed'] }
  const { ownRows } = printed([
    vnet('a', ['10.40.0.0/16'], { subnets: { listed: { prefix: '10.40.1.0/27' } } }),
    vnet('b', ['10.60.0.0/16'], {
      subnets: { listed: { prefix: '10.60.0.0/27' }, other: { prefix: '10.60.1.0/27' } },
    }),
    peeringSide('a', 'b', listed),
    peeringSide('b', 'a', listed),
    privateEndpoint('pe1', 'b/listed', '10.60.0.5'),
    privateEndpoint('pe2', 'b/other', '10.60.1.5'),
  ])
  expect(ownRows('a/listed')).toContain('Default Active 10.60.0.5/32 InterfaceEndpoint -')
  expect(ownRows('a/listed')).not.toContain('Default Active 10.60.1.5/32 InterfaceEndpoint -')
})

test('R1.2: only a VNet with IPv6 has ::/0', () => {
  const { ownRows } = printed([vnet('four', ['10.0.0.0/16']), vnet('six', ['10.1.0.0/16', 'fd00::/56'])])
  expect(ownRows('four/default')).not.toContain('Default Active ::/0 Internet -')
  expect(ownRows('six/default')).toContain('Default Active ::/0 Internet -')
})
