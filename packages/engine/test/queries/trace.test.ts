// `trace`: the shape of the answer, verdicts, and what the Internet does.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analyse.ts'
import type { ArmResource } from '../forwarding/azure.ts'
import {
  analysisOf,
  appliance,
  azureFirewall,
  bastion,
  circuit,
  connection,
  gateway,
  nic,
  peered,
  routeTable,
  securityGroup,
  vm,
  vmOn,
  vnet,
} from '../forwarding/azure.ts'
import { lastDecision, linesOf, traced, waysOf } from '../forwarding/described.ts'
import { branch, forwarded, spokesOverAppliance } from '../forwarding/sample-networks.ts'
import { resourceSetOf } from '../model/network-of.ts'

const keysOf = (value: object | undefined): readonly string[] => Object.keys(value ?? {})

describe('the shape of format 1 (design, machine contracts)', () => {
  const answer = traced(analysisOf(spokesOverAppliance(forwarded)), { from: 'vm-a', to: 'vm-b' })

  test('has the fields of the contract, and findings beside them', () => {
    expect(keysOf(answer)).toEqual([
      'format',
      'from',
      'to',
      'protocol',
      'verdict',
      'routing',
      'filtering',
      'forward',
      'return',
      'symmetric',
      'sameAppliances',
      'traceroute',
      'reached',
      'replyTtl',
      'quality',
      'assumptions',
      'findings',
    ])
    expect(answer.format).toBe(1)
    expect(keysOf(answer.from)).toEqual(['vm', 'nic', 'ip'])
    expect(keysOf(answer.forward)).toEqual(['ending', 'ways'])
    expect(keysOf(answer.return)).toEqual(['ending', 'ways'])
    expect(keysOf(answer.forward.ways[0])).toEqual(['share', 'ending', 'hops'])
    expect(keysOf(answer.traceroute[0])).toEqual(['ttl', 'addresses', 'silent'])
    expect(keysOf(answer.assumptions[0])).toEqual(['code', 'parameters'])
  })

  test('a hop says what it is, how it shows, what it decided and where to', () => {
    expect(answer.forward.ways[0]?.hops).toEqual([
      {
        element: 'vm-a',
        kind: 'nic',
        address: '10.1.0.4',
        answers: true,
        decrements: false,
        decision: {
          code: 'effectiveRoute',
          rule: 'R1.12',
          parameters: {
            prefix: '10.2.0.0/16',
            source: 'User',
            nextHopType: 'VirtualAppliance',
            name: 'route0',
          },
          declaredAt: 'network.json:8:1',
        },
        nextHopType: 'VirtualAppliance',
        nextHopIp: '10.0.1.4',
      },
      {
        element: 'nva',
        kind: 'appliance',
        address: '10.0.1.4',
        answers: true,
        decrements: true,
        decision: {
          code: 'kernelRoute',
          rule: 'R6.12',
          parameters: { vm: 'nva', prefix: 'default', dev: 'eth0' },
        },
      },
      {
        element: 'nva',
        kind: 'nic',
        address: '10.0.1.4',
        answers: true,
        decrements: false,
        decision: {
          code: 'effectiveRoute',
          rule: 'R1.6',
          parameters: { prefix: '10.2.0.0/16', source: 'Default', nextHopType: 'VNetPeering' },
          declaredAt: 'network.json:6:1',
        },
        nextHopType: 'VNetPeering',
      },
      {
        element: 'vm-b',
        kind: 'nic',
        address: '10.2.0.4',
        answers: true,
        decrements: false,
        decision: { code: 'localDelivery', rule: 'R6.1', parameters: { address: '10.2.0.4' } },
      },
    ])
  })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  })
})

describe('verdicts', () => {
  test('a request that arrives and a reply that does not are not reached', () => {
    const oneWay = spokesOverAppliance({ ofB: { allowForwardedTraffic: true } })
    const answer = traced(analysisOf(oneWay), { from: 'vm-a', to: 'vm-b' })
    expect([answer.forward.ending, answer.return.ending]).toEqual(['delivered', 'peeringRefused'])
    expect([answer.verdict, answer.reached, answer.replyTtl, answer.symmetric]).toEqual([
      'notReached',
      false,
      null,
      false,
    ])
  })

  test('the reply is walked for a request that does not arrive too', () => {
    const noRoute = spokesOverAppliance(forwarded).filter(({ name }) => name !== 'a-routes')
    const answer = traced(analysisOf([...noRoute, routeTable('a-routes', [])]), { from: 'vm-a', to: 'vm-b' })
    expect([answer.forward.ending, answer.return.ending]).toEqual(['noRoute', 'delivered'])
    expect(answer.verdict).toBe('notReached')
  })

  test('what is not known is not called lost', () => {
    const answer = traced(
      analysisOf(spokesOverAppliance(forwarded), {
        guests: { nva: { routes: [{ prefix: '10.2.0.0/16', dev: 'vxlan0' }] } },
      }),
      { from: 'vm-a', to: 'vm-b' },
    )
    expect([answer.forward.ending, answer.verdict, answer.routing]).toEqual(['unknown', 'unknown', 'unknown'])
  })

  test('a sender that is stopped is a warning; the ways are told all the same', () => {
    const answer = traced(
      analysisOf(spokesOverAppliance(forwarded), { state: [{ vm: 'vm-a', up: false }] }),
      {
        from: 'vm-a',
        to: 'vm-b',
      },
    )
    expect(answer.findings.map(({ code }) => code)).toEqual(['HP5005'])
    expect([answer.forward.ending, answer.return.ending]).toEqual(['delivered', 'hostStopped'])
  })
})

describe('a way that turns round at the circuit (R3.35)', () => {
  const side = (name: string, number: number, allowRemoteVnetTraffic: boolean): readonly ArmResource[] => [
    vnet(name, `10.${number}.0.0/16`, { main: `10.${number}.0.0/24`, GatewaySubnet: `10.${number}.9.0/27` }),
    ...vm(`vm-${name}`, `${name}/main`, `10.${number}.0.4`),
    gateway(name, { allowRemoteVnetTraffic }),
    connection(name, 'er'),
  ]
  const hairpin = (from: string, to: string, ofB: boolean) => {
    const analysis = analysisOf([
      ...side('a', 1, true),
      ...side('b', 2, ofB),
      circuit('er', '172.31.0.0/30', '172.31.0.4/30'),
    ])
    return traced(analysis, { from, to })
      .findings.filter(({ code }) => code === 'HP4006')
      .map(({ parameters }) => parameters)
  }

  test('is told of both ends where they talk', () => {
    expect(hairpin('vm-a', 'vm-b', true)).toMatchObject([{ first: 'a', second: 'b', exchange: 'bothWays' }])
  })

  test('is told in the direction that passes where the other one does not', () => {
    const oneWay = [{ first: 'a', second: 'b', exchange: 'oneWay' }]
    expect(hairpin('vm-a', 'vm-b', false)).toMatchObject(oneWay)
    expect(hairpin('vm-b', 'vm-a', false)).toMatchObject(oneWay)
  })
})

describe('the Internet (R6.22 to R6.25)', () => {
  const lan = (
    settings: { readonly natGateway?: string; readonly defaultOutboundAccess?: boolean } = {},
    publicAddress = false,
  ) => [
    vnet('lan', '10.0.0.0/16', { main: { prefix: '10.0.0.0/24', ...settings } }),
    ...vm('vm1', 'lan/main', '10.0.0.4', { publicAddress }),
  ]
  const ending = (resources: readonly ArmResource[], protocol: 'icmp' | 'tcp' | 'udp') =>
    traced(analysisOf(resources), { from: 'vm1', to: '8.8.8.8', protocol }).forward.ending

  for (const [name, resources, icmp, tcp] of [
    ['a public address', lan({}, true), 'deliveredToInternet', 'deliveredToInternet'],
    [
      'a public address in a private subnet',
      lan({ defaultOutboundAccess: false }, true),
      'deliveredToInternet',
      'deliveredToInternet',
    ],
    ['a NAT gateway', lan({ natGateway: 'nat' }), 'noInternetEgress', 'deliveredToInternet'],
    [
      'a NAT gateway in a private subnet',
      lan({ natGateway: 'nat', defaultOutboundAccess: false }),
      'noInternetEgress',
      'deliveredToInternet',
    ],
    [
      'default outbound access',
      lan({ defaultOutboundAccess: true }),
      'noInternetEgress',
      'deliveredToInternet',
    ],
    ['nothing', lan({ defaultOutboundAccess: false }), 'noInternetEgress', 'noInternetEgress'],
  ] as const) {
    test(`over ${name}`, () => {
      expect([ending(resources, 'icmp'), ending(resources, 'tcp'), ending(resources, 'udp')]).toEqual([
        icmp,
        tcp,
        tcp,
      ])
    })
  }

  test('replies by the flow’s state, which is an assumption', () => {
    const answer = traced(analysisOf(lan({}, true)), { from: 'vm1', to: '8.8.8.8' })
    expect(answer.verdict).toBe('reached')
    expect(answer.assumptions).toEqual([{ code: 'internetReply', parameters: { address: '8.8.8.8' } }])
    expect(linesOf(answer)).toEqual(['8.8.8.8'])
  })
})

describe('assumptions', () => {
  test('an operating system that nobody names', () => {
    const resources = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
      nic('bare', 'lan/main', '10.0.0.5'),
      vmOn('vm2', ['bare'], {}),
      nic('alone', 'lan/main', '10.0.0.6'),
    ]
    const assumptions = (to: string) => traced(analysisOf(resources), { from: 'vm1', to }).assumptions
    expect(assumptions('vm2')).toEqual([{ code: 'initialTtl', parameters: { vm: 'vm2' } }])
    expect(assumptions('alone')).toEqual([{ code: 'machineBehindNic', parameters: { nic: 'alone' } }])
  })

  test('an address that was allocated, of either end', () => {
    const resources = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
      ...vm('vm2', 'lan/main', '10.0.0.5'),
    ]
    const set = resourceSetOf(resources)
    const configuration = [...set.resources.values()].find(
      ({ id }) => id.names.join('/') === 'vm2-nic/config0',
    )
    if (configuration === undefined) throw new Error('There is no configuration')
    const analysis = analyse({ ...set, allocated: [{ resource: configuration.id, address: '10.0.0.5' }] })
    const expected = [{ code: 'allocatedAddress', parameters: { resource: 'vm2-nic', address: '10.0.0.5' } }]
    expect(traced(analysis, { from: 'vm1', to: 'vm2' }).assumptions).toEqual(expected)
    expect(traced(analysis, { from: 'vm2', to: 'vm1' }).assumptions).toEqual(expected)
  })

  test('an address that was allocated to a firewall on the way', () => {
    const set = resourceSetOf([
      vnet('lan', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
        AzureFirewallSubnet: '10.0.1.0/26',
      }),
      routeTable('routes', [['10.0.0.0/24', 'VirtualAppliance', '10.0.1.4']]),
      azureFirewall('fw', 'lan', '10.0.1.4'),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
      ...vm('vm2', 'lan/main', '10.0.0.5'),
    ])
    const configuration = [...set.resources.values()].find(
      ({ id }) => id.names[0] === 'fw' && id.names.length > 1,
    )
    if (configuration === undefined) throw new Error('There is no configuration')
    const analysis = analyse({ ...set, allocated: [{ resource: configuration.id, address: '10.0.1.4' }] })
    expect(traced(analysis, { from: 'vm1', to: 'vm2' }).assumptions).toContainEqual({
      code: 'allocatedAddress',
      parameters: { resource: 'fw', address: '10.0.1.4' },
    })
  })
})

test('the year of the world file is what counts, unless the caller says otherwise', () => {
  const resources = [
    ...branch.resources,
    vnet('far', '10.2.0.0/16', { main: '10.2.0.0/24', GatewaySubnet: '10.2.255.0/27' }),
    ...vm('vm2', 'far/main', '10.2.0.4'),
    gateway('far', { allowRemoteVnetTraffic: true }),
    connection('far', 'er1'),
  ]
  const set = resourceSetOf(
    resources.map((resource) =>
      resource.name === 'hub-gw'
        ? { ...resource, properties: { ...resource.properties, allowRemoteVnetTraffic: true } }
        : resource,
    ),
    { ...branch.world, era: 2022 },
  )
  const ttl = (era?: number) => traced(analyse(set, { era }), { from: 'vm1', to: 'vm2' }).replyTtl
  expect([ttl(), ttl(2024)]).toEqual([63, 62])
})

test('where the way there is not known, the way back to the sender itself decides nothing', () => {
  const answer = traced(
    analysisOf([
      vnet('hub', '10.0.0.0/16', { AzureBastionSubnet: '10.0.1.0/26' }),
      vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
      vnet('b', '10.2.0.0/16', { main: '10.2.0.0/24' }),
      ...peered('hub', 'a'),
      ...peered('hub', 'b'),
      routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
      bastion('bastion', 'hub', '10.0.1.4'),
      ...vm('vm-a', 'a/main', '10.1.0.4'),
      ...vm('vm-b', 'b/main', '10.2.0.4'),
    ]),
    { from: 'vm-a', to: 'vm-b' },
  )
  expect([answer.forward.ending, answer.return.ending, answer.verdict]).toEqual([
    'unknown',
    'noRoute',
    'unknown',
  ])
})

test('from the Internet to a private address that no NIC has: nothing outside leads there (R1.3)', () => {
  const answer = traced(analysisOf(spokesOverAppliance()), { from: '8.8.8.8', to: '10.1.0.77' })
  expect([answer.verdict, answer.forward.ending]).toEqual(['notReached', 'noRoute'])
  expect(lastDecision(answer.forward)).toBe('notRoutableOnInternet')
})

describe('from the Internet (R6.24)', () => {
  const served = (
    routes: Parameters<typeof routeTable>[1],
    subnet: object = {},
    nsg: readonly ArmResource[] = [],
  ) => [
    vnet('lan', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', routeTable: 'routes', ...subnet },
      nva: '10.0.1.0/24',
    }),
    routeTable('routes', routes),
    ...vm('web', 'lan/main', '10.0.0.4', { publicAddress: true }),
    ...appliance('nva', 'lan/nva', '10.0.1.4', { publicAddress: true }),
    ...nsg,
  ]
  const client = { from: '8.8.8.8', to: 'web', protocol: 'tcp', port: 443 } as const

  test('in by the public address, and out by it again', () => {
    const answer = traced(analysisOf(served([])), client)
    expect(answer).toMatchObject({ verdict: 'reached', from: { ip: '8.8.8.8' }, symmetric: true })
    expect(waysOf(answer.forward)).toEqual(['Internet:publicAddress > web:localDelivery = delivered'])
    expect(waysOf(answer.return)).toEqual([
      'web:effectiveRoute > Internet:internetEgress = deliveredToInternet',
    ])
  })

  test('also where everything else leaves by a NAT gateway', () => {
    const answer = traced(analysisOf(served([], { natGateway: 'nat' })), {
      from: client.from,
      to: client.to,
      protocol: 'icmp',
    })
    expect(answer.verdict).toBe('reached')
  })

  test('a default route to an appliance takes the reply elsewhere, and the client drops it', () => {
    const answer = traced(analysisOf(served([['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']])), client)
    expect(answer).toMatchObject({ verdict: 'notReached', forward: { ending: 'delivered' } })
    expect(answer.return.ways[0]?.hops.at(-1)?.decision.rule).toBe('R6.24')
  })

  test('a security group asks for a rule', () => {
    const closed = served([], { networkSecurityGroup: 'nsg' }, [securityGroup('nsg')])
    expect(traced(analysisOf(closed), client)).toMatchObject({ verdict: 'notReached', filtering: 'denied' })
    const open = served([], { networkSecurityGroup: 'nsg' }, [
      securityGroup('nsg', { 100: { source: 'Internet', port: '443' } }),
    ])
    expect(traced(analysisOf(open), client)).toMatchObject({ verdict: 'reached', filtering: 'allowed' })
  })
})
