// What sites and appliances announce to Azure: prefixes that are ignored, and how many there are.
import { describe, expect, test } from 'vitest'
import { newestProfile, type ValidationProfile } from '../../../src/model/index.ts'
import { validateAnnouncements } from '../../../src/model/validation/announcements.ts'
import type { GuestConfiguration, World } from '../../../src/resources/index.ts'
import {
  bgpPeer,
  circuit,
  connection,
  gateway,
  localGateway,
  nic,
  peered,
  routeServer,
  siteConnection,
  transit,
  vm,
  vnet,
} from '../azure.ts'
import { type ArmResource, codesOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (
  resources: readonly ArmResource[],
  world: Partial<World>,
  profile: Partial<ValidationProfile> = {},
) => validateAnnouncements(validatingOf(resources, profile, world))

const hub = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27', RouteServerSubnet: '10.0.1.0/26' })
const many = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, index) => `172.${16 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}/32`,
  )

const overCircuit = (prefixes: readonly string[], up = true): Partial<World> => ({
  sites: [
    {
      name: 'dc',
      asn: 65050,
      links: [{ circuit: 'c', up, advertises: prefixes.map((prefix) => ({ prefix })) }],
    },
  ],
})
const withCircuit = (tier?: string) => [
  hub,
  gateway('er', 'hub/GatewaySubnet', 'ExpressRoute'),
  circuit('c', 'Tokyo', tier === undefined ? {} : { tier }),
  connection('er', 'c'),
]

describe('L15 a prefix of the own address space', () => {
  test.each([
    ['10.0.0.0/16', 1],
    ['10.0.5.0/24', 1],
    ['10.0.0.0/15', 0],
    ['10.1.0.0/16', 0],
  ])('%s over a circuit', (prefix, count) => {
    expect(judge(withCircuit(), overCircuit([prefix]))).toMatchObject(
      Array.from({ length: count }, () => ({
        code: 'HP4015',
        severity: 'warning',
        parameters: { vnet: 'hub', prefix, speaker: 'dc' },
      })),
    )
  })

  test('is not told of a link that is down', () => {
    expect(judge(withCircuit(), overCircuit(['10.0.5.0/24'], false))).toEqual([])
  })

  test.each([
    [true, ['HP4015']],
    [false, []],
  ])('over a VPN with BGP %s', (bgp, codes) => {
    const resources = [
      hub,
      gateway('vpn', 'hub/GatewaySubnet', 'Vpn'),
      localGateway('lng', 65050),
      siteConnection('vpn', 'lng', bgp),
    ]
    const world = {
      sites: [
        { name: 'dc', links: [{ localNetworkGateway: 'lng', advertises: [{ prefix: '10.0.5.0/24' }] }] },
      ],
    }
    expect(codesOf(judge(resources, world))).toEqual(codes)
  })

  const server = routeServer('rs', 'hub/RouteServerSubnet', { virtualRouterIps: ['10.0.1.4', '10.0.1.5'] })
  const spokes = [
    vnet('lent', ['10.1.0.0/16'], { default: '10.1.0.0/24' }),
    vnet('peer', ['10.2.0.0/16'], { nva: '10.2.0.0/24' }),
    ...transit('hub', 'lent'),
    ...peered('hub', 'peer'),
  ]
  const peer = [nic('n', 'peer/nva', '10.2.0.4'), vm('nva', ['n']), bgpPeer('rs', 'nva', '10.2.0.4', 65001)]
  const announcing = (networks: readonly string[]): GuestConfiguration => ({
    bgp: {
      asn: 65001,
      networks,
      neighbors: [
        { address: '10.0.1.4', asn: 65515 },
        { address: '10.0.1.5', asn: 65515 },
      ],
    },
  })

  test.each([
    ['of its VNet', '10.0.5.0/24', ['hub']],
    ['of a VNet that borrows it', '10.1.0.0/16', ['lent']],
    ['of a VNet that is only peered', '10.2.0.0/16', []],
    ['of nobody', '10.9.0.0/16', []],
    ['that is the way to it', '10.0.1.0/26', []],
  ])('to a Route Server: one %s', (_, prefix, vnets) => {
    const found = judge([hub, server, ...spokes, ...peer], { guests: { nva: announcing([prefix]) } })
    expect(found.map(({ parameters }) => parameters)).toMatchObject(
      vnets.map((name) => ({ vnet: name, prefix, speaker: 'nva' })),
    )
  })

  test('to a Route Server is its own where the appliance stands in that VNet', () => {
    const inHub = vnet('hub', ['10.0.0.0/16'], { RouteServerSubnet: '10.0.1.0/26', nva: '10.0.2.0/24' })
    const own = [nic('n', 'hub/nva', '10.0.2.4'), vm('nva', ['n']), bgpPeer('rs', 'nva', '10.0.2.4', 65001)]
    expect(judge([inHub, server, ...own], { guests: { nva: announcing(['10.0.0.0/16']) } })).toEqual([])
  })

  test.each([
    [799, []],
    [800, ['HP4011']],
    [1001, []],
  ])('L11 to a Route Server: %i prefixes, where 1,000 are taken', (count, codes) => {
    const resources = [hub, server, ...spokes, ...peer]
    const world = { guests: { nva: announcing(many(count)) } }
    expect(
      codesOf(
        judge(resources, world, { routeLimits: { ...newestProfile.routeLimits, routeServerPeer: 1000 } }),
      ),
    ).toEqual(codes)
    expect(judge(resources, world)).toEqual([])
  })
})

describe('L11 prefixes over a circuit', () => {
  test.each<[string | undefined, number, readonly string[]]>([
    ['Standard', 3199, []],
    ['Standard', 3200, ['HP4011']],
    ['Standard', 4001, []],
    ['Premium', 4001, []],
    [undefined, 4001, []],
    ['Premium', 8000, ['HP4011']],
  ])('from a site, tier %s: %i', (tier, count, codes) => {
    expect(codesOf(judge(withCircuit(tier), overCircuit(many(count))))).toEqual(codes)
  })

  test('from a site: those of IPv6 are counted apart', () => {
    const prefixes = Array.from({ length: 99 }, (_, index) => `fd00:0:0:${index}::/64`)
    expect(codesOf(judge(withCircuit('Premium'), overCircuit(prefixes)))).toEqual(['HP4011'])
  })

  test.each([
    [799, []],
    [800, ['HP4011']],
    [1001, []],
  ])('from the VNets of a gateway: %i', (count, codes) => {
    const spoke = vnet('spoke', many(count - 1))
    const resources = [...withCircuit(), spoke, ...transit('hub', 'spoke')]
    expect(codesOf(judge(resources, {}))).toEqual(codes)
    expect(judge([...withCircuit(), spoke, ...peered('hub', 'spoke')], {})).toEqual([])
    expect(
      judge(
        resources.filter(({ name }) => name !== 'er--c'),
        {},
      ),
    ).toEqual([])
  })
})
