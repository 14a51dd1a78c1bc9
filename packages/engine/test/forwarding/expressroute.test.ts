// Ways over ExpressRoute: hairpins in two eras, routes on GatewaySubnet, toggles, sites and customer routers.
import { describe, expect, test } from 'vitest'
import type { Site, World } from '../../src/resources/index.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  circuit,
  connection,
  gateway,
  peered,
  routeTable,
  transit,
  vm,
  vnet,
} from './azure.ts'
import { localNetworkGateway, siteConnection, vpnGateway } from './azure-gateways.ts'
import { linesOf, traced, waysOf } from './described.ts'
import { hubs, known } from './expressroute-hubs.ts'
import { branch } from './sample-networks.ts'

const office: Site = {
  name: 'office',
  asn: 65050,
  prefixes: ['192.168.0.0/16'],
  hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
  links: [{ circuit: 'er1', advertises: [{ prefix: '192.168.0.0/16' }] }],
}

const between = { from: 'vm1', to: 'vm2' } as const

describe('a hairpin at the MSEE (R3.23, R6.30)', () => {
  test('2022: one hop, which does not answer', () => {
    const answer = traced(analysisOf(hubs(), { ...known, era: 2022 }), between)
    expect(linesOf(answer)).toEqual(['*', '10.2.0.4'])
    expect(answer.replyTtl).toBe(63)
  })

  test('2024: the MSEE answers with its address in the sender’s GatewaySubnet, then the gateway is silent', () => {
    const answer = traced(analysisOf(hubs(), { ...known, era: 2024 }), between)
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '*', '10.2.0.4'])
    expect(answer.replyTtl).toBe(62)
    expect(waysOf(answer.forward)).toEqual([
      'vm1:effectiveRoute > er1/primary:bgpRoute > hub2-gw:effectiveRoute > vm2:localDelivery = delivered',
      'vm1:effectiveRoute > er1/secondary:bgpRoute > hub2-gw:effectiveRoute > vm2:localDelivery = delivered',
    ])
    expect(answer.forward.ways.map(({ share }) => share)).toEqual([0.5, 0.5])
    expect(answer.symmetric).toBe(true)
  })

  test('2024: an MSEE whose address nobody knows is silent', () => {
    expect(linesOf(traced(analysisOf(hubs(), { era: 2024 }), between))).toEqual(['*', '*', '10.2.0.4'])
  })

  test('spokes that borrow the gateways are included (R3.26), with the hub’s MSEE address', () => {
    const answer = traced(analysisOf(hubs(), { ...known, era: 2024 }), { from: 'vm11', to: 'vm12' })
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '*', '10.12.0.4'])
    expect(answer.verdict).toBe('reached')
  })

  test('a link that is down towards the customer still carries the hairpin', () => {
    const world = {
      ...known,
      era: 2024,
      state: [{ circuitLink: { circuit: 'er1', role: 'primary' as const }, up: false }],
    }
    expect(linesOf(traced(analysisOf(hubs(), world), between))[0]).toBe('10.1.255.4|10.1.255.5')
  })

  test('is advised against (R3.35), and only there where it happens', () => {
    const codes = (resources: readonly ArmResource[]): readonly string[] =>
      traced(analysisOf(resources, { ...known, era: 2024 }), between).findings.map(({ code }) => code)
    expect(codes(hubs())).toHaveLength(1)
    expect(codes([...hubs(), ...peered('hub1', 'hub2')])).toEqual([])
  })

  test('a peering beats it (R2.9)', () => {
    const answer = traced(
      analysisOf([...hubs(), ...peered('hub1', 'hub2')], { ...known, era: 2024 }),
      between,
    )
    expect(linesOf(answer)).toEqual(['10.2.0.4'])
    expect(answer.replyTtl).toBe(64)
  })
})

describe('R3.25: what the toggles of two gateways on one circuit do', () => {
  for (const [first, second, there, back] of [
    [false, false, 'noRoute', 'noRoute'],
    [false, true, 'noRoute', 'delivered'],
    [true, false, 'delivered', 'noRoute'],
    [true, true, 'delivered', 'delivered'],
  ] as const) {
    test(`${first}, ${second}: there ${there}, back ${back}`, () => {
      const answer = traced(analysisOf(hubs(first, second), { ...known, era: 2024 }), between)
      expect([answer.forward.ending, answer.return.ending]).toEqual([there, back])
      expect(answer.verdict).toBe(first && second ? 'reached' : 'notReached')
      expect(answer.replyTtl).toBe(first && second ? 62 : null)
    })
  }

  test('a gateway without the property follows its year, and the answer says so', () => {
    const verdict = (era: number) => traced(analysisOf(hubs('unset', 'unset'), { ...known, era }), between)
    expect(verdict(2022).verdict).toBe('reached')
    expect(verdict(2024).verdict).toBe('notReached')
    expect(verdict(2022).assumptions).toEqual([
      { code: 'toggleByEra', parameters: { gateway: 'hub1-gw', value: 'true', year: '2022' } },
      { code: 'toggleByEra', parameters: { gateway: 'hub2-gw', value: 'true', year: '2022' } },
    ])
  })

  test('a way that the year’s default closes takes that default for granted too', () => {
    const answer = traced(analysisOf(hubs('unset', 'unset'), { ...known, era: 2024 }), between)
    expect(answer.assumptions.filter(({ code }) => code === 'toggleByEra')).toEqual([
      { code: 'toggleByEra', parameters: { gateway: 'hub1-gw', value: 'false', year: '2024' } },
      { code: 'toggleByEra', parameters: { gateway: 'hub2-gw', value: 'false', year: '2024' } },
    ])
  })

  test('a site that also has a VPN reaches over that what no circuit brings', () => {
    const links = [...(office.links ?? []), { localNetworkGateway: 'lng-office' }]
    const resources = [
      ...hubs(false, false),
      vnet('third', '172.20.0.0/16', { main: '172.20.0.0/24', GatewaySubnet: '172.20.255.0/27' }),
      vpnGateway('third', ['172.20.255.4']),
      localNetworkGateway('lng-office', ['192.168.0.0/16']),
      siteConnection('third', 'lng-office'),
      ...vm('vm3', 'third/main', '172.20.0.4'),
    ]
    const analysis = analysisOf(resources, { ...known, era: 2024, sites: [{ ...office, links }] })
    expect(traced(analysis, { from: 'pc1', to: 'vm3' }).verdict).toBe('reached')
    expect(traced(analysis, { from: 'pc1', to: 'vm1' }).verdict).toBe('reached')
  })

  test('a way that ends without a route takes for granted that a circuit without a site brings none', () => {
    const assumed = (world: Partial<World>): readonly string[] =>
      traced(analysisOf(hubs(false, false), { ...known, era: 2024, ...world }), between).assumptions.map(
        ({ code, parameters }) => [code, ...Object.values(parameters)].join(' '),
      )
    expect(assumed({})).toEqual(['circuitWithoutSite er1'])
    expect(assumed({ sites: [office] })).toEqual([])
  })

  test('between a machine and a site no toggle is taken for granted', () => {
    const analysis = analysisOf(hubs('unset', 'unset'), { ...known, era: 2024, sites: [office] })
    const codes = traced(analysis, { from: 'pc1', to: 'vm1' }).assumptions.map(({ code }) => code)
    expect(codes).toEqual(['siteInside'])
  })

  test('on-premises prefixes are never filtered (R3.24)', () => {
    const analysis = analysisOf(hubs(false, false), { ...known, era: 2024, sites: [office] })
    expect(traced(analysis, { from: 'vm1', to: 'pc1' }).verdict).toBe('reached')
  })
})

describe('between on-premises and Azure (R6.26)', () => {
  const analysis = analysisOf(hubs(), { ...known, era: 2024, sites: [office] })

  test('inbound: the MSEE answers from its side of the link, then the gateway is silent', () => {
    const answer = traced(analysis, { from: 'pc1', to: 'vm1' })
    expect(linesOf(answer)).toEqual(['172.31.0.2|172.31.0.6', '*', '10.1.0.4'])
    expect(answer.symmetric).toBe(true)
    // On the way back only the MSEE takes one off.
    expect(answer.replyTtl).toBe(63)
  })

  test('inbound to a spoke: the gateway uses the peering (R3.2)', () => {
    const answer = traced(analysis, { from: 'pc1', to: 'vm11' })
    expect(waysOf(answer.forward)[0]).toBe(
      'office:bgpRoute > er1/primary:bgpRoute > hub1-gw:effectiveRoute > vm11:localDelivery = delivered',
    )
    expect(answer.verdict).toBe('reached')
  })

  test('outbound: the MSEE answers from the sender’s GatewaySubnet; inside the site nothing is known', () => {
    const answer = traced(analysis, { from: 'vm1', to: 'office/pc1' })
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '192.168.0.10'])
    expect(answer.assumptions).toContainEqual({ code: 'siteInside', parameters: { site: 'office' } })
    expect(answer.replyTtl).toBe(62)
  })

  test('outbound: the MSEE counts in the years too in which it is no hop between gateways (R6.30)', () => {
    const of2022 = analysisOf(hubs(), { ...known, era: 2022, sites: [office] })
    const answer = traced(of2022, { from: 'vm1', to: 'office/pc1' })
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '192.168.0.10'])
    expect(answer.replyTtl).toBe(62)
    expect(linesOf(traced(of2022, between))).toEqual(['*', '10.2.0.4'])
  })

  test('a site that lists no prefixes holds what it announces', () => {
    const { prefixes: _, hosts: __, ...announcing } = office
    const unlisted = analysisOf(hubs(), { ...known, era: 2024, sites: [announcing] })
    expect(traced(unlisted, { from: 'vm1', to: '192.168.7.7' }).forward.ending).toBe('delivered')
  })

  test('what a site announces beyond its own prefixes goes where nobody has said', () => {
    const aggregate = { prefix: '172.16.0.0/12' }
    const wide = {
      ...office,
      links: [{ circuit: 'er1', advertises: [{ prefix: '192.168.0.0/16' }, aggregate] }],
    }
    const answer = traced(analysisOf(hubs(), { ...known, era: 2024, sites: [wide] }), {
      from: 'vm1',
      to: '172.16.0.9',
    })
    expect([answer.forward.ending, answer.verdict]).toEqual(['unknown', 'unknown'])
    expect(answer.assumptions).toContainEqual({ code: 'siteInside', parameters: { site: 'office' } })
  })

  test('a link that is down carries nothing to the site', () => {
    const world = {
      ...known,
      era: 2024,
      sites: [office],
      state: [{ circuitLink: { circuit: 'er1', role: 'primary' as const }, up: false }],
    }
    const answer = traced(analysisOf(hubs(), world), { from: 'vm1', to: 'pc1' })
    expect(linesOf(answer)).toEqual(['10.1.255.5', '192.168.0.10'])
    const both = {
      ...world,
      state: [...world.state, { circuitLink: { circuit: 'er1', role: 'secondary' as const }, up: false }],
    }
    const lost = traced(analysisOf(hubs(), both), { from: 'vm1', to: 'pc1' })
    expect([lost.forward.ending, lost.return.ending]).toEqual(['noRoute', 'gatewayNoRoute'])
  })
})

describe('a route table on GatewaySubnet (R3.2)', () => {
  const withAppliance = (routed: boolean): readonly ArmResource[] => [
    ...hubs().filter(
      ({ name }) => name !== 'hub2' && !name.startsWith('spoke2') && name !== 'hub2/to-spoke2',
    ),
    vnet('hub2', '10.2.0.0/16', {
      main: '10.2.0.0/24',
      GatewaySubnet: { prefix: '10.2.255.0/27', ...(routed ? { routeTable: 'gateway-routes' } : {}) },
    }),
    vnet('spoke2', '10.12.0.0/16', { main: '10.12.0.0/24' }),
    ...peered(
      'hub2',
      'spoke2',
      { allowGatewayTransit: true },
      { useRemoteGateways: true, allowForwardedTraffic: true },
    ),
    routeTable('gateway-routes', [['10.12.0.0/16', 'VirtualAppliance', '10.2.0.9']]),
    ...appliance('nva', 'hub2/main', '10.2.0.9'),
  ]
  const question = { from: 'vm1', to: 'vm12' } as const

  test('inserts an appliance on the way in', () => {
    const answer = traced(analysisOf(withAppliance(true), { ...known, era: 2024 }), question)
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '*', '10.2.0.9', '10.12.0.4'])
    expect(answer.symmetric).toBe(false)
    expect(answer.replyTtl).toBe(62)
  })

  test('without it the appliance is passed by', () => {
    const answer = traced(analysisOf(withAppliance(false), { ...known, era: 2024 }), question)
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '*', '10.12.0.4'])
    expect(answer.symmetric).toBe(true)
  })
})

describe('a customer router that joins circuits (case kay-er-er1-pri-down)', () => {
  const link = (prefix: string, underlayNextHop: string, role: 'primary' | 'secondary', up = true) => ({
    role,
    prefix,
    underlayNextHop,
    up,
  })
  const resources = [
    vnet('hub1', '10.11.0.0/16', { main: '10.11.0.0/24', GatewaySubnet: '10.11.16.0/24' }),
    vnet('spoke1', '10.1.0.0/16', { main: '10.1.0.0/24' }),
    vnet('branch2', '10.20.0.0/16', { main: '10.20.0.0/24', GatewaySubnet: '10.20.16.0/24' }),
    ...transit('hub1', 'spoke1'),
    ...vm('branch2Vm', 'branch2/main', '10.20.0.5'),
    ...vm('hub1Vm', 'hub1/main', '10.11.0.5'),
    ...vm('spoke1Vm', 'spoke1/main', '10.1.0.5'),
    gateway('hub1', { allowRemoteVnetTraffic: true }),
    gateway('branch2', { allowRemoteVnetTraffic: true }),
    circuit('er1', '172.16.0.0/30', '172.16.0.4/30'),
    circuit('er2', '172.16.0.8/30', '172.16.0.12/30'),
    circuit('er3', '172.16.0.16/30', '172.16.0.20/30'),
    connection('hub1', 'er1'),
    connection('hub1', 'er2'),
    connection('branch2', 'er3'),
  ]
  const peers = (
    name: string,
    addresses: readonly (readonly [string, 'primary' | 'secondary', string])[],
  ) => ({
    name,
    mseePeers: addresses.map(([to, role, address]) => ({ circuit: to, link: role, address })),
  })
  const world: Partial<World> = {
    era: 2024,
    circuits: [
      {
        name: 'er1',
        links: [
          link('172.16.0.0/30', '10.20.88.110', 'primary', false),
          link('172.16.0.4/30', '10.20.88.111', 'secondary'),
        ],
      },
      {
        name: 'er2',
        links: [
          link('172.16.0.8/30', '10.63.110.248', 'primary'),
          link('172.16.0.12/30', '10.63.110.252', 'secondary'),
        ],
      },
      {
        name: 'er3',
        links: [
          link('172.16.0.16/30', '10.20.88.110', 'primary'),
          link('172.16.0.20/30', '10.20.88.111', 'secondary'),
        ],
      },
    ],
    gateways: [
      peers('hub1-gw', [
        ['er1', 'primary', '10.11.16.6'],
        ['er1', 'secondary', '10.11.16.7'],
        ['er2', 'primary', '10.11.16.8'],
        ['er2', 'secondary', '10.11.16.9'],
      ]),
      peers('branch2-gw', [
        ['er3', 'primary', '10.20.16.4'],
        ['er3', 'secondary', '10.20.16.5'],
      ]),
    ],
    sites: [
      {
        name: 'mcr',
        asn: 64512,
        prefixes: [0, 4, 8, 12, 16, 20].map((last) => `172.16.0.${last}/30`),
        links: [{ circuit: 'er1' }, { circuit: 'er2' }, { circuit: 'er3' }],
        guest: {
          ipForward: true,
          addresses: [0, 4, 8, 12, 16, 20].map((last) => ({
            dev: `vlan${last}`,
            address: `172.16.0.${last + 1}/30`,
          })),
          bgp: {
            asn: 64512,
            redistribute: ['connected'],
            neighbors: [0, 4, 8, 12, 16, 20].map((last) => ({
              address: `172.16.0.${last + 2}`,
              asn: 12076,
              up: last !== 0,
            })),
          },
        },
      },
    ],
  }
  const analysis = analysisOf(resources, world)

  // As recorded: what one line shows is one of these addresses.
  for (const [from, to, lines] of [
    [
      'branch2Vm',
      '10.11.0.5',
      [
        '10.20.16.4|10.20.16.5',
        '172.16.0.17|172.16.0.21',
        '172.16.0.6|172.16.0.10|172.16.0.14',
        '*',
        '10.11.0.5',
      ],
    ],
    [
      'branch2Vm',
      '10.1.0.5',
      [
        '10.20.16.4|10.20.16.5',
        '172.16.0.17|172.16.0.21',
        '172.16.0.6|172.16.0.10|172.16.0.14',
        '*',
        '10.1.0.5',
      ],
    ],
    [
      'spoke1Vm',
      '10.20.0.5',
      [
        '10.11.16.7|10.11.16.8|10.11.16.9',
        '172.16.0.5|172.16.0.9|172.16.0.13',
        '172.16.0.18|172.16.0.22',
        '*',
        '10.20.0.5',
      ],
    ],
    ['spoke1Vm', '10.11.0.5', ['10.11.0.5']],
  ] as const) {
    test(`${from} to ${to}`, () => {
      const answer = traced(analysis, { from, to })
      expect(linesOf(answer)).toEqual(lines)
      expect(answer.verdict).toBe('reached')
    })
  }

  test('ways that cross a customer router are no hairpin of Azure', () => {
    expect(traced(analysis, { from: 'branch2Vm', to: 'hub1Vm' }).findings).toEqual([])
  })

  test('shares are those of the choices at each element', () => {
    const { ways } = traced(analysis, { from: 'branch2Vm', to: 'hub1Vm' }).forward
    expect(ways).toHaveLength(6)
    expect(ways.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5)
  })
})

test('the branch sample is reached in both directions', () => {
  const analysis = analysisOf(branch.resources, branch.world)
  expect(traced(analysis, { from: 'pc1', to: 'vm1' }).verdict).toBe('reached')
})
