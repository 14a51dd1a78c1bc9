// Routes through an appliance that lack their counterpart on the far side.
import { describe, expect, test } from 'vitest'
import { validateReturnRoutes } from '../../../src/model/validation/return-routes.ts'
import type { World } from '../../../src/resources/index.ts'
import {
  firewall,
  gateway,
  nic,
  peered,
  type Route,
  routed,
  routeTable,
  transit,
  vm,
  vnet,
} from '../azure.ts'
import { type ArmResource, codesOf, idOf, type PlainObject } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], world: Partial<World> = {}) =>
  validateReturnRoutes(validatingOf(resources, {}, world))

const client = (name: string, subnet: string, address: string) => [
  nic(name, subnet, address, {}),
  vm(`vm-${name}`, [name]),
]
const hub = vnet('hub', ['10.0.0.0/16'], { nva: '10.0.1.0/24', AzureFirewallSubnet: '10.0.2.0/26' })
const nva = [nic('nva', 'hub/nva', '10.0.1.4'), vm('nva', ['nva'])]
const one = vnet('one', ['10.1.0.0/16'], { a: routed('10.1.0.0/24', 'rt1') })
const two = vnet('two', ['10.2.0.0/16'], { b: routed('10.2.0.0/24', 'rt2') })
const clients = [...client('a', 'one/a', '10.1.0.4'), ...client('b', 'two/b', '10.2.0.4')]
const spokes = [hub, one, two, ...peered('hub', 'one'), ...peered('hub', 'two'), ...clients]

const there: Route = ['10.2.0.0/16', 'VirtualAppliance', '10.0.1.4']
const back: Route = ['10.1.0.0/16', 'VirtualAppliance', '10.0.1.4']
const tables = (first: readonly Route[], second: readonly Route[]) => [
  routeTable('rt1', first),
  routeTable('rt2', second),
]

describe('L5 a route to another spoke', () => {
  test('without a route back', () => {
    expect(judge([...tables([there], []), ...spokes, ...nva])).toMatchObject([
      {
        code: 'HP4005',
        severity: 'warning',
        parameters: {
          routeTable: 'rt1',
          route: 'route0',
          prefix: '10.2.0.0/16',
          subnet: 'one/a',
          returnSubnet: 'two/b',
          nextHop: '10.0.1.4',
        },
      },
    ])
  })

  test.each<[string, readonly Route[], readonly Route[]]>([
    ['there is a route back', [there], [back]],
    ['there is a default route back', [there], [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]],
    ['there is a route back for a part', [there], [['10.1.0.0/25', 'None']]],
    ['it is for many VNets at once', [['10.0.0.0/8', 'VirtualAppliance', '10.0.1.4']], []],
    ['it is for everything', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']], []],
    ['it is for another part of the VNet', [['10.2.9.0/24', 'VirtualAppliance', '10.0.1.4']], []],
    ['a longer route leads elsewhere', [there, ['10.2.0.0/24', 'None']], []],
    ['nobody is at the next hop', [['10.2.0.0/16', 'VirtualAppliance', '10.0.1.9']], []],
  ])('is not told where %s', (_, first, second) => {
    expect(judge([...tables(first, second), ...spokes, ...nva])).toEqual([])
  })

  test.each<[string, Partial<World>]>([
    ['the appliance translates', { guests: { nva: { snat: [{ dev: 'eth0' }] } } }],
    ['the appliance is stopped', { state: [{ vm: 'nva', up: false }] }],
  ])('is not told where %s', (_, world) => {
    expect(judge([...tables([there], []), ...spokes, ...nva], world)).toEqual([])
  })

  test('is not told where the appliance does not forward: that is another fault', () => {
    const still = [nic('nva', 'hub/nva', '10.0.1.4', {}), vm('nva', ['nva'])]
    expect(judge([...tables([there], []), ...spokes, ...still])).toEqual([])
  })

  test('is not told where the spokes are peered, and so have a way back', () => {
    expect(judge([...tables([there], []), ...spokes, ...nva, ...peered('one', 'two')])).toEqual([])
  })

  test('is not told where the far spoke learns routes that are not computed here', () => {
    const withGateway = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27', nva: '10.0.1.0/24' })
    const borrowing = [
      withGateway,
      one,
      two,
      ...peered('hub', 'one'),
      ...transit('hub', 'two'),
      gateway('vpn', 'hub/GatewaySubnet', 'Vpn'),
      ...clients,
    ]
    expect(judge([...tables([there], []), ...borrowing, ...nva])).toEqual([])
  })

  test('is told once for all subnets with the table', () => {
    const both = vnet('one', ['10.1.0.0/16'], {
      a: routed('10.1.0.0/24', 'rt1'),
      c: routed('10.1.1.0/24', 'rt1'),
    })
    const resources = spokes.map((resource) => (resource === one ? both : resource))
    const more = client('c', 'one/c', '10.1.1.4')
    expect(codesOf(judge([...tables([there], []), ...resources, ...more, ...nva]))).toEqual(['HP4005'])
  })

  test('is not told where nobody sends or nobody is there', () => {
    const without = (name: string) => spokes.filter((resource) => resource.name !== name)
    expect(judge([...tables([there], []), ...without('vm-a'), ...nva])).toEqual([])
    expect(judge([...tables([there], []), ...without('vm-b'), ...nva])).toEqual([])
  })
})

describe('L5 through an Azure Firewall', () => {
  const viaFirewall: Route = ['10.2.0.0/16', 'VirtualAppliance', '10.0.2.4']
  const policyId = idOf('Microsoft.Network/firewallPolicies', 'policy')
  const policy = (properties: PlainObject): ArmResource => ({
    type: 'Microsoft.Network/firewallPolicies',
    name: 'policy',
    properties,
  })
  const judgeWith = (own: PlainObject, ...policies: readonly ArmResource[]) =>
    codesOf(
      judge([
        ...tables([viaFirewall], []),
        ...spokes,
        firewall('fw', 'hub/AzureFirewallSubnet', '10.0.2.4', own),
        ...policies,
      ]),
    )
  const withPolicy = { firewallPolicy: { id: policyId } }

  test('that leaves private addresses alone', () => {
    expect(judgeWith({})).toEqual(['HP4005'])
    expect(judgeWith(withPolicy, policy({}))).toEqual(['HP4005'])
  })

  test('that may translate them is not judged', () => {
    expect(
      judgeWith({ additionalProperties: { 'Network.SNAT.PrivateRanges': '255.255.255.255/32' } }),
    ).toEqual([])
    expect(judgeWith(withPolicy, policy({ snat: { privateRanges: ['255.255.255.255/32'] } }))).toEqual([])
    expect(judgeWith(withPolicy, policy({ basePolicy: { id: `${policyId}-base` } }))).toEqual([])
    expect(judgeWith(withPolicy)).toEqual([])
  })
})
