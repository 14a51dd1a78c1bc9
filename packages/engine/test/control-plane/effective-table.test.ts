// Which rows a table has, in which state and order, and which row a packet takes.
import { describe, expect, test } from 'vitest'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  peered,
  privateEndpoint,
  type Route,
  routeTable,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

const rfc = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16']

/** A VNet with user routes and, behind an ExpressRoute gateway, a site that announces the prefixes. */
const vnetWith = (settings: {
  prefixes?: readonly string[]
  routes?: readonly Route[]
  announced?: readonly string[]
  disableBgp?: boolean
  year?: number
}) =>
  printed(
    [
      vnet('vnet', settings.prefixes ?? ['10.1.0.0/16'], { subnets: { default: { routeTable: 'rt' } } }),
      routeTable('rt', settings.routes ?? [], settings.disableBgp),
      gateway('vnet'),
      circuit('er'),
      connected('vnet', 'er'),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('site', 65010, {
          er: Object.fromEntries((settings.announced ?? []).map((prefix) => [prefix, [65010]])),
        }),
      ],
    },
    settings.year ?? 2018, // the four documented None rows
  )

describe('R1.5: None rows', () => {
  test('(a) a VNet prefix equal to one turns it into VnetLocal', () => {
    const { noneRows, ownRows } = vnetWith({ prefixes: ['10.0.0.0/8'] })
    expect(noneRows('vnet/default')).toEqual(rfc.slice(1))
    expect(ownRows('vnet/default')[0]).toBe('Default Active 10.0.0.0/8 VnetLocal -')
  })

  test('(b) a VNet prefix around one removes it', () => {
    const { noneRows, ownRows } = vnetWith({ prefixes: ['192.0.0.0/8'] })
    expect(noneRows('vnet/default')).toEqual(rfc.slice(0, 3))
    expect(ownRows('vnet/default')[0]).toBe('Default Active 192.0.0.0/8 VnetLocal -')
  })

  test('(c) a VNet prefix inside one leaves it', () => {
    expect(vnetWith({ prefixes: ['10.1.0.0/16'] }).noneRows('vnet/default')).toEqual(rfc)
  })

  test.each<{ route: Route; printedAs: string }>([
    {
      route: ['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4'],
      printedAs: 'User Active 0.0.0.0/0 VirtualAppliance 10.1.0.4',
    },
    { route: ['0.0.0.0/0', 'Internet'], printedAs: 'User Active 0.0.0.0/0 Internet -' },
  ])(
    '(d) a user 0.0.0.0/0 removes all, and makes the Internet row Invalid: $printedAs',
    ({ route, printedAs }) => {
      expect(vnetWith({ routes: [route] }).rows('vnet/default')).toEqual([
        'Default Active 10.1.0.0/16 VnetLocal -',
        'Default Invalid 0.0.0.0/0 Internet -',
        printedAs,
      ])
    },
  )

  test('(e) a 0.0.0.0/0 by BGP removes all, and the Internet row too', () => {
    const { rows, lookup } = vnetWith({ announced: ['0.0.0.0/0'] })
    expect(rows('vnet/default')).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal -',
      'VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
    ])
    expect(lookup('vnet/default', '10.2.0.4')).toContain('VirtualNetworkGateway 0.0.0.0/0')
  })

  test('(e) not in a subnet without propagation (R1.19)', () => {
    const { rows } = vnetWith({ announced: ['0.0.0.0/0'], disableBgp: true })
    expect(rows('vnet/default')).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal -',
      'Default Active 0.0.0.0/0 Internet -',
      ...rfc.map((prefix) => `Default Active ${prefix} None -`),
    ])
  })

  test('(f) a user 0.0.0.0/0 to None keeps them', () => {
    const { noneRows, ownRows } = vnetWith({ routes: [['0.0.0.0/0', 'None']] })
    expect(noneRows('vnet/default')).toEqual(rfc)
    expect(ownRows('vnet/default').slice(1)).toEqual([
      'Default Invalid 0.0.0.0/0 Internet -',
      'User Active 0.0.0.0/0 None -',
    ])
  })

  test('(f) a user route equal to one replaces it without an Invalid row', () => {
    const { rows } = vnetWith({ routes: [['10.0.0.0/8', 'VirtualAppliance', '10.1.0.4']] })
    expect(rows('vnet/default').filter((row) => row.includes('10.0.0.0/8'))).toEqual([
      'User Active 10.0.0.0/8 VirtualAppliance 10.1.0.4',
    ])
  })

  test('two halves of the Internet are not 0.0.0.0/0: everything stays (observed 4)', () => {
    const { noneRows, ownRows } = vnetWith({
      routes: [
        ['0.0.0.0/1', 'VirtualAppliance', '10.1.0.4'],
        ['128.0.0.0/1', 'VirtualAppliance', '10.1.0.4'],
      ],
    })
    expect(noneRows('vnet/default')).toEqual(rfc)
    expect(ownRows('vnet/default')).toContain('Default Active 0.0.0.0/0 Internet -')
  })

  test('a user 0.0.0.0/0 above one by BGP: the BGP row is Invalid, no Default row at all (observed 4)', () => {
    const { rows } = vnetWith({
      announced: ['0.0.0.0/0'],
      routes: [['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']],
    })
    expect(rows('vnet/default').slice(1)).toEqual([
      'VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'User Active 0.0.0.0/0 VirtualAppliance 10.1.0.4',
    ])
  })

  test('an IPv6 default leaves the IPv4 rows alone', () => {
    const { noneRows, ownRows } = vnetWith({
      prefixes: ['10.1.0.0/16', 'fd00::/56'],
      routes: [['::/0', 'VirtualAppliance', 'fd00::4']],
    })
    expect(noneRows('vnet/default')).toEqual(rfc)
    expect(ownRows('vnet/default')).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal -',
      'Default Active 0.0.0.0/0 Internet -',
      'Default Active fd00::/56 VnetLocal -',
      'Default Invalid ::/0 Internet -',
      'User Active ::/0 VirtualAppliance fd00::4',
    ])
  })
})

describe('R1.14, R1.17: the same prefix from several sources', () => {
  test('user above gateway, and the gateway row is Invalid', () => {
    const { ownRows, lookup } = vnetWith({
      announced: ['192.168.0.0/24'],
      routes: [['192.168.0.0/24', 'VirtualAppliance', '10.1.0.4']],
    })
    expect(ownRows('vnet/default')[1]).toBe(
      'VirtualNetworkGateway Invalid 192.168.0.0/24 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
    )
    expect(lookup('vnet/default', '192.168.0.1')).toBe('User 192.168.0.0/24 VirtualAppliance 10.1.0.4')
  })

  test('gateway above a system None row', () => {
    const { lookup, noneRows } = vnetWith({ announced: ['10.0.0.0/8'] })
    expect(lookup('vnet/default', '10.200.0.1')).toContain('VirtualNetworkGateway 10.0.0.0/8')
    expect(noneRows('vnet/default').join()).not.toContain('10.0.0.0/8')
    expect(noneRows('vnet/default').join()).toContain('192.168.0.0/16')
  })

  test('peering above a system None row, in the same region and in another', () => {
    for (const location of ['japaneast', 'japanwest']) {
      const { lookup } = printed(
        [
          vnet('vnet', ['192.168.0.0/24']),
          vnet('far', ['10.0.0.0/8'], { location }),
          ...peered('vnet', 'far'),
        ],
        {},
        2018,
      )
      const type = location === 'japaneast' ? 'VNetPeering' : 'VNetGlobalPeering'
      expect(lookup('vnet/default', '10.200.0.1')).toBe(`Default 10.0.0.0/8 ${type} -`)
    }
  })

  test('a longer or shorter user route changes no state, and the longest prefix wins', () => {
    const { ownRows, lookup } = vnetWith({
      announced: ['192.168.0.0/24'],
      routes: [
        ['192.168.0.0/16', 'VirtualAppliance', '10.1.0.4'],
        ['192.168.0.128/25', 'None'],
      ],
    })
    expect(ownRows('vnet/default').filter((row) => row.includes('Invalid'))).toEqual([])
    expect(lookup('vnet/default', '192.168.0.1')).toContain('VirtualNetworkGateway 192.168.0.0/24')
    expect(lookup('vnet/default', '192.168.0.129')).toBe('User 192.168.0.128/25 None -')
    expect(lookup('vnet/default', '192.168.1.1')).toContain('User 192.168.0.0/16')
  })
})

describe('R1.10: user routes over the /32 of a private endpoint', () => {
  const endpointWith = (policies: string | undefined, prefix: string) =>
    printed([
      vnet('home', ['10.1.0.0/16'], {
        subnets: {
          endpoints: policies === undefined ? {} : { privateEndpointNetworkPolicies: policies },
          clients: { routeTable: 'rt' },
        },
      }),
      vnet('far', ['10.2.0.0/16'], { subnets: { clients: { routeTable: 'rt' } } }),
      ...peered('home', 'far'),
      privateEndpoint('pe', 'home/endpoints', '10.1.0.5'),
      routeTable('rt', [[prefix, 'VirtualAppliance', '10.1.9.9']]),
    ])

  test.each([
    ['RouteTableEnabled', '10.1.0.0/16', true],
    ['Enabled', '10.1.0.0/16', true],
    ['Enabled', '10.1.0.0/24', true],
    ['Enabled', '10.1.0.5/32', true],
    ['Enabled', '10.1.1.0/24', false],
    ['Enabled', '10.0.0.0/8', false],
    ['Enabled', '0.0.0.0/0', false],
    ['NetworkSecurityGroupEnabled', '10.1.0.0/24', false],
    ['Disabled', '10.1.0.0/24', false],
    ['Disabled', '10.1.0.5/32', true],
    [undefined, '10.1.0.0/16', false],
  ])('policies %s, user route %s: overridden %s', (policies, prefix, overridden) => {
    const { ownRows, lookup } = endpointWith(policies, prefix)
    for (const subnet of ['home/clients', 'far/clients']) {
      expect(ownRows(subnet).at(-1)).toBe(
        `Default ${overridden ? 'Invalid' : 'Active'} 10.1.0.5/32 InterfaceEndpoint -`,
      )
      expect(lookup(subnet, '10.1.0.5')).toBe(
        overridden ? `User ${prefix} VirtualAppliance 10.1.9.9` : 'Default 10.1.0.5/32 InterfaceEndpoint -',
      )
    }
  })
})

describe('the printed order (observed 1-3)', () => {
  const { ownRows, rows } = printed(
    [
      vnet('vnet', ['10.1.0.0/16', 'fd00:1::/56', '10.0.0.0/16'], {
        subnets: {
          default: { routeTable: 'rt' },
          GatewaySubnet: { prefixes: ['10.1.255.0/24', 'fd00:1:0:ff::/64'] },
        },
      }),
      vnet('global', ['10.50.0.0/16'], { location: 'japanwest' }),
      vnet('near', ['10.40.0.0/16', '10.30.0.0/16', 'fd00:2::/56']),
      ...peered('vnet', 'global'),
      ...peered('vnet', 'near'),
      privateEndpoint('pe', 'near/default', '10.40.0.5'),
      gateway('vnet'),
      circuit('er'),
      connected('vnet', 'er'),
      routeTable('rt', [
        ['192.168.7.0/24', 'None'],
        ['10.40.0.0/16', 'VirtualAppliance', '10.1.0.4'],
        ['10.7.0.0/16', 'None'],
        ['192.168.2.0/24', 'None'],
      ]),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('site', 65010, {
          er: {
            '192.168.3.0/24': [65010],
            '192.168.2.0/24': [65010],
            'fd00:9::/48': [65010],
            '192.168.1.0/24': [65010],
          },
        }),
      ],
    },
  )

  test('IPv4 first, then by class, the Active of a class before its Invalid rows, user rows as written', () => {
    const hops = '10.2.146.76,10.2.146.77'
    expect(ownRows('vnet/default')).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal -',
      'Default Active 10.0.0.0/16 VnetLocal -',
      'Default Active 10.30.0.0/16 VNetPeering -',
      'Default Invalid 10.40.0.0/16 VNetPeering -',
      `VirtualNetworkGateway Active 192.168.1.0/24 VirtualNetworkGateway ${hops}`,
      `VirtualNetworkGateway Active 192.168.3.0/24 VirtualNetworkGateway ${hops}`,
      `VirtualNetworkGateway Invalid 192.168.2.0/24 VirtualNetworkGateway ${hops}`,
      'Default Active 0.0.0.0/0 Internet -',
      'User Active 192.168.7.0/24 None -',
      'User Active 10.40.0.0/16 VirtualAppliance 10.1.0.4',
      'User Active 10.7.0.0/16 None -',
      'User Active 192.168.2.0/24 None -',
      'Default Active 10.50.0.0/16 VNetGlobalPeering -',
      'Default Active 10.40.0.5/32 InterfaceEndpoint -',
      'Default Active fd00:1::/56 VnetLocal -',
      'Default Active fd00:2::/56 VNetPeering -',
      `VirtualNetworkGateway Active fd00:9::/48 VirtualNetworkGateway ${hops}`,
      'Default Active ::/0 Internet -',
    ])
  })

  test('None rows stand between the Internet row and the user rows', () => {
    const all = rows('vnet/default')
    const internet = all.indexOf('Default Active 0.0.0.0/0 Internet -')
    const user = all.findIndex((row) => row.startsWith('User'))
    const between = all.slice(internet + 1, user)
    expect(between).toHaveLength(21)
    expect(between.every((row) => row.startsWith('Default Active ') && row.endsWith(' None -'))).toBe(true)
  })
})

test('an address of a family that the table has no row for finds nothing', () => {
  expect(vnetWith({}).lookup('vnet/default', '2001:db8::1')).toBe('nothing')
})
