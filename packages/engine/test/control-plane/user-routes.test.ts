// User-defined routes whose next hop is not what they say.
import { describe, expect, test } from 'vitest'
import { prefix } from '../../src/net/index.ts'
import type { ServiceTagList, World } from '../../src/resources/index.ts'
import { gateway as aGateway, vm as aVm, loadBalancer, pooled } from '../model/azure.ts'
import type { ArmResource } from '../model/network-of.ts'
import {
  circuit,
  connected,
  gateway,
  linksOf,
  machine,
  peered,
  peeringSide,
  type Route,
  routeTable,
  transit,
  vnet,
} from './azure.ts'
import { printed, tableLines } from './printed.ts'

const userRow = (
  route: Route,
  others: readonly ArmResource[] = [],
  stopped: readonly string[] = [],
  world: Partial<World> = {},
) => {
  const { table, ownRows } = printed(
    [
      vnet('vnet', ['10.1.0.0/16', '10.9.0.0/16'], { subnets: { default: { routeTable: 'rt' } } }),
      routeTable('rt', [route]),
      ...others,
    ],
    { circuits: [linksOf('er', 0)], state: stopped.map((vm) => ({ vm, up: false })), ...world },
  )
  const row = table('vnet/default').rows.find(({ source }) => source === 'User')
  const printedRow = ownRows('vnet/default').find((text) => text.startsWith('User'))
  return { printed: printedRow?.replace('User Active ', ''), rule: row?.rule, target: row?.target }
}
const to = (address: string): Route => ['192.168.0.0/16', 'VirtualAppliance', address]
const hub = (location = 'japaneast') => [vnet('hub', ['10.0.0.0/16'], { location }), ...peered('vnet', 'hub')]

describe('R1.20: an appliance must be directly reachable', () => {
  test.each([
    ['in the own VNet', '10.1.0.4', []],
    ['in the second prefix of the own VNet', '10.9.0.4', []],
    ['in a peered VNet', '10.0.0.4', hub()],
    ['in a peered VNet of another region', '10.0.0.4', hub('japanwest')],
  ])('%s: as written', (_, address, others) => {
    expect(userRow(to(address), others)).toMatchObject({
      printed: `192.168.0.0/16 VirtualAppliance ${address}`,
      rule: 'R1.12',
    })
  })

  test.each([
    ['nowhere', '172.16.0.4', []],
    ['in a VNet that is not peered', '10.0.0.4', [vnet('hub', ['10.0.0.0/16'])]],
    [
      'behind a peering that is only Initiated',
      '10.0.0.4',
      [vnet('hub', ['10.0.0.0/16']), peeringSide('vnet', 'hub')],
    ],
    ['behind the next VNet', '10.3.0.4', [...hub(), vnet('far', ['10.3.0.0/16']), ...peered('hub', 'far')]],
    [
      'behind a gateway',
      '10.3.0.4',
      [
        vnet('far', ['10.3.0.0/16']),
        ...['vnet', 'far'].flatMap((name) => [
          gateway(name, { allowRemoteVnetTraffic: true }),
          connected(name, 'er'),
        ]),
        circuit('er'),
      ],
    ],
  ])('%s: None, the address stays', (_, address, others) => {
    expect(userRow(to(address), others)).toEqual({
      printed: `192.168.0.0/16 None ${address}`,
      rule: 'R1.20',
      target: expect.objectContaining({ kind: 'none', because: 'unreachable' }),
    })
  })
})

test('R1.20: where the space of a peer is not known, the address may lie in it, so the row is as written', () => {
  const existing: ArmResource = { type: 'Microsoft.Network/virtualNetworks', name: 'hub', existing: true }
  const row = userRow(to('10.0.0.4'), [existing, peeringSide('vnet', 'hub')])
  expect(row).toMatchObject({ printed: '192.168.0.0/16 VirtualAppliance 10.0.0.4', rule: 'R1.12' })
  expect(row.target).toMatchObject({ kind: 'appliance', over: { name: 'to-hub' } })
})

describe('R1.21, observed 15: the machine behind the next hop', () => {
  test('stopped: None, the address stays', () => {
    expect(userRow(to('10.1.0.4'), machine('nva', 'vnet/default', '10.1.0.4'), ['nva'])).toEqual({
      printed: '192.168.0.0/16 None 10.1.0.4',
      rule: 'R1.21',
      target: expect.objectContaining({ kind: 'none', because: 'stopped' }),
    })
  })

  test('stopped in a peered VNet: None as well', () => {
    const others = [...hub(), ...machine('nva', 'hub/default', '10.0.0.4')]
    expect(userRow(to('10.0.0.4'), others, ['nva']).printed).toBe('192.168.0.0/16 None 10.0.0.4')
  })

  test('running, or owned by nobody: as written', () => {
    const nva = machine('nva', 'vnet/default', '10.1.0.4')
    expect(userRow(to('10.1.0.4'), nva).printed).toBe('192.168.0.0/16 VirtualAppliance 10.1.0.4')
    expect(userRow(to('10.1.0.5'), nva, ['nva']).printed).toBe('192.168.0.0/16 VirtualAppliance 10.1.0.5')
  })

  test('a load balancer whose backends are all stopped: as written', () => {
    const others = [
      loadBalancer('lb', 'vnet/default', '10.1.0.9'),
      pooled('nva', 'vnet/default', '10.1.0.4', 'lb'),
      aVm('nva', ['nva']),
    ]
    expect(userRow(to('10.1.0.9'), others, ['nva']).printed).toBe('192.168.0.0/16 VirtualAppliance 10.1.0.9')
    expect(userRow(to('10.1.0.4'), others, ['nva']).printed).toBe('192.168.0.0/16 None 10.1.0.4')
  })

  test('a stopped appliance behind 0.0.0.0/0 removes the None rows as a running one does', () => {
    const { rows } = printed(
      [
        vnet('vnet', ['10.1.0.0/16'], { subnets: { default: { routeTable: 'rt' } } }),
        routeTable('rt', [['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']]),
        ...machine('nva', 'vnet/default', '10.1.0.4'),
      ],
      { state: [{ vm: 'nva', up: false }] },
    )
    expect(rows('vnet/default')).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal -',
      'Default Invalid 0.0.0.0/0 Internet -',
      'User Active 0.0.0.0/0 None 10.1.0.4',
    ])
  })
})

describe('R1.23: VnetLocal', () => {
  test.each(['10.1.0.0/16', '10.9.3.0/24'])('%s is of the VNet', (prefix) => {
    expect(userRow([prefix, 'VnetLocal'])).toMatchObject({ printed: `${prefix} VnetLocal -`, rule: 'R1.12' })
  })

  test.each(['10.0.0.0/16', '10.0.0.0/8'])('%s is not: None', (prefix) => {
    expect(userRow([prefix, 'VnetLocal'], hub())).toEqual({
      printed: `${prefix} None -`,
      rule: 'R1.23',
      target: { kind: 'none', because: 'outsideVnet' },
    })
  })
})

test.each([
  ['Internet', 'internet'],
  ['None', 'none'],
])('R1.12: %s is printed as written', (type, kind) => {
  expect(userRow(['192.168.0.0/16', type])).toEqual({
    printed: `192.168.0.0/16 ${type} -`,
    rule: 'R1.12',
    target: { kind },
  })
})

describe('R1.22: VirtualNetworkGateway', () => {
  const vpn = (name: string, inVnet: string) => aGateway(name, `${inVnet}/GatewaySubnet`, 'Vpn')
  const expressRoute = (inVnet: string) => [gateway(inVnet), circuit('er'), connected(inVnet, 'er')]
  const borrowed = [vnet('hub', ['10.0.0.0/16']), ...transit('hub', 'vnet')]
  const row = (others: readonly ArmResource[], world: Partial<World> = {}) =>
    userRow(['192.168.0.0/16', 'VirtualNetworkGateway'], others, [], world)
  const printedAs = '192.168.0.0/16 VirtualNetworkGateway -'

  test.each([
    ['an own VPN gateway', [vpn('gw', 'vnet')]],
    ['a borrowed one', [...borrowed, vpn('gw', 'hub')]],
  ])('%s serves it', (_, others) => {
    expect(row(others)).toEqual({
      printed: printedAs,
      rule: 'R1.12',
      target: { kind: 'userGateway', gateway: expect.objectContaining({ name: 'gw' }), isKnown: true },
    })
  })

  test.each([
    ['no gateway', []],
    [
      'a VPN gateway that is not borrowed',
      [vnet('hub', ['10.0.0.0/16']), ...peered('hub', 'vnet'), vpn('gw', 'hub')],
    ],
    ['an ExpressRoute gateway', expressRoute('vnet')],
    ['a borrowed ExpressRoute gateway', [...borrowed, ...expressRoute('hub')]],
    ['both beside each other', [...expressRoute('vnet'), vpn('gw', 'vnet')]],
  ])('%s does not: printed all the same, and dropped', (_, others) => {
    expect(row(others)).toEqual({
      printed: printedAs,
      rule: 'R1.22',
      target: { kind: 'userGateway', gateway: undefined, isKnown: true },
    })
  })

  test('gateways that no input describes may serve it', () => {
    const existing: ArmResource = { type: 'Microsoft.Network/virtualNetworks', name: 'hub', existing: true }
    const unknown = row([existing, peeringSide('vnet', 'hub', { useRemoteGateways: true })])
    expect(unknown.target).toEqual({ kind: 'userGateway', gateway: undefined, isKnown: false })
  })

  const hairpin = { settings: { userRouteToExpressRouteGateway: 'hairpin' } } as const

  test('the switch sends it to both MSEEs of each circuit that is connected', () => {
    const { target, ...rest } = row(expressRoute('vnet'), hairpin)
    expect(rest).toEqual({ printed: printedAs, rule: 'R1.22' })
    expect(
      target?.kind === 'msees' ? target.msees.map(({ circuit: to, link }) => `${to.name}/${link.role}`) : [],
    ).toEqual(['er/primary', 'er/secondary'])
  })

  test.each([
    ['without a circuit', [gateway('vnet')], {}],
    ['with the connection down', expressRoute('vnet'), { state: [{ connection: 'gw-vnet--er', up: false }] }],
    ['beside a VPN gateway', [...expressRoute('vnet'), vpn('gw', 'vnet')], {}],
  ])('the switch changes nothing %s', (_, others, world) => {
    expect(row(others, { ...hairpin, ...world }).target).toMatchObject({
      kind: 'userGateway',
      gateway: undefined,
    })
  })
})

describe('R1.25: service tags in place of a prefix', () => {
  const tags: ServiceTagList = {
    file: 'tags.json',
    tags: new Map(
      (
        [
          ['Storage.EastUS', 'eastus', ['20.1.0.0/16', '20.2.0.0/16', '2603:1030::/48']],
          ['Storage', '', ['20.1.0.0/16', '20.3.0.0/16']],
          ['AzureCloud.eastus', 'eastus', ['20.0.0.0/8', '20.1.0.0/16', '20.3.0.0/16']],
          ['AzureCloud', '', ['20.0.0.0/8', '20.3.0.0/16', '40.0.0.0/8']],
        ] as const
      ).map(([name, region, prefixes]) => [
        name.toLowerCase(),
        { name, region, prefixes: prefixes.map((text) => prefix(text)) },
      ]),
    ),
  }
  const withRoutes = (routes: readonly Route[], space: readonly string[] = ['10.1.0.0/16']) =>
    printed(
      [vnet('vnet', space, { subnets: { default: { routeTable: 'rt' } } }), routeTable('rt', routes)],
      {},
      2018,
      tags,
    )
  const userLines = (routes: readonly Route[], space?: readonly string[]): readonly string[] =>
    tableLines(withRoutes(routes, space).table('vnet/default')).filter((text) => text.startsWith('User'))

  test('one row with all prefixes, where the route was written', () => {
    expect(
      userLines([
        ['192.168.0.0/24', 'None'],
        ['storage.eastus', 'VirtualAppliance', '10.1.0.4'],
        ['192.168.1.0/24', 'None'],
        ['AzureCloud.eastus', 'Internet'],
      ]),
    ).toEqual([
      'User Active 192.168.0.0/24 None -',
      'User Active 20.2.0.0/16 VirtualAppliance 10.1.0.4 | User Active 20.1.0.0/16 VirtualAppliance 10.1.0.4',
      'User Active 192.168.1.0/24 None -',
      'User Active 20.3.0.0/16 Internet - | User Active 20.0.0.0/8 Internet -',
      'User Invalid 20.1.0.0/16 Internet -',
    ])
  })

  test('IPv6 prefixes where the VNet has IPv6', () => {
    expect(userLines([['Storage.EastUS', 'Internet']], ['10.1.0.0/16', 'fd00::/56'])).toEqual([
      'User Active 20.2.0.0/16 Internet - | User Active 20.1.0.0/16 Internet -',
      'User Active 2603:1030::/48 Internet -',
    ])
  })

  test.each([
    ['20.1.0.4', 'explicit', 'User 20.1.0.0/16 None -'],
    ['20.1.0.4', 'regional', 'User 20.1.0.0/16 VirtualAppliance 10.1.0.4'],
    ['20.3.0.4', 'global', 'User 20.3.0.0/16 VirtualAppliance 10.1.0.5'],
    ['20.9.0.4', 'AzureCloud.region', 'User 20.0.0.0/8 VirtualAppliance 10.1.0.6'],
    ['40.1.0.4', 'AzureCloud', 'User 40.0.0.0/8 VirtualAppliance 10.1.0.7'],
  ])('%s: %s wins, whatever the order', (address, strongest, expected) => {
    const all: readonly Route[] = [
      ['AzureCloud', 'VirtualAppliance', '10.1.0.7'],
      ['AzureCloud.eastus', 'VirtualAppliance', '10.1.0.6'],
      ['Storage', 'VirtualAppliance', '10.1.0.5'],
      ['Storage.EastUS', 'VirtualAppliance', '10.1.0.4'],
      ...(strongest === 'explicit' ? [['20.1.0.0/16', 'None'] as const] : []),
    ]
    for (const routes of [all, all.toReversed()])
      expect(withRoutes(routes).lookup('vnet/default', address)).toBe(expected)
  })

  test('what a next hop cannot do for a prefix it cannot do for a tag', () => {
    expect(userLines([['Storage', 'VnetLocal']])).toEqual([
      'User Active 20.3.0.0/16 None - | User Active 20.1.0.0/16 None -',
    ])
    expect(userLines([['Storage', 'VirtualAppliance', '10.9.0.4']])[0]).toContain('None 10.9.0.4')
    const rules = (...route: Route) =>
      withRoutes([route])
        .table('vnet/default')
        .rows.flatMap((row) => (row.source === 'User' ? row.rule : []))
    expect(rules('Storage', 'Internet')).toEqual(['R1.25', 'R1.25'])
    expect(rules('Storage', 'VnetLocal')).toEqual(['R1.23', 'R1.23'])
  })

  test('a tag that the list does not have is left out, and the table says which', () => {
    const { table, ownRows } = withRoutes([
      ['Nowhere', 'Internet'],
      ['Storage', 'None'],
    ])
    expect(ownRows('vnet/default').join()).not.toContain('Nowhere')
    expect(table('vnet/default').missingTags).toMatchObject([
      { tag: 'Nowhere', name: 'route0', rule: 'R1.25', declaredAt: { line: 2 } },
    ])
  })
})
