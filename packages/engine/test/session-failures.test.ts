// Sessions that do not stand, and policies that never agree: what analyse says, and what the tables lack then (R7.9).
import { describe, expect, test } from 'vitest'
import { analyse } from '../src/analyse.ts'
import { type ControlPlane, controlPlane } from '../src/control-plane/index.ts'
import { eraOf } from '../src/facts/index.ts'
import { formatPrefix } from '../src/net/index.ts'
import type { BgpConfiguration, BgpNeighbor, World } from '../src/resources/index.ts'
import { appliance, neighbor } from './control-plane/appliances.ts'
import { machine, routeTable, vnet } from './control-plane/azure.ts'
import { routeServer } from './model/azure-vpn.ts'
import { type ArmResource, networkOf, resourceSetOf } from './model/network-of.ts'

const routeServerPeers = ['10.0.1.4', '10.0.1.5'].map((address) => neighbor(address))

/** A VNet with a Route Server and an appliance `nva` that announces these networks to it. */
const withAppliance = (
  networks: readonly string[],
  more: { readonly routes?: string; readonly neighbors?: readonly BgpNeighbor[] } = {},
) => {
  const nva = appliance('nva', 'hub/nva', '10.0.2.4', {
    asn: 65001,
    networks,
    neighbors: more.neighbors ?? routeServerPeers,
  })
  const resources: readonly ArmResource[] = [
    vnet('hub', ['10.0.0.0/16'], {
      subnets: {
        main: { prefix: '10.0.0.0/24' },
        RouteServerSubnet: { prefix: '10.0.1.0/26' },
        nva: { prefix: '10.0.2.0/24', ...(more.routes === undefined ? {} : { routeTable: more.routes }) },
      },
    }),
    routeServer('hub', { instances: ['10.0.1.4', '10.0.1.5'], peers: { nva: ['10.0.2.4', 65001] } }),
    ...nva.resources,
    ...machine('vm', 'hub/main', '10.0.0.4'),
  ]
  return { resources, guests: nva.guests }
}

const learnedIn = ({ effectiveTable }: ControlPlane, subnets: ReturnType<typeof networkOf>['subnets']) =>
  subnets
    .filter(({ name }) => name === 'main')
    .flatMap((subnet) => effectiveTable(subnet).rows)
    .filter(({ source }) => source === 'VirtualNetworkGateway')
    .map(({ prefix }) => formatPrefix(prefix))

const analysed = (resources: readonly ArmResource[], world: Partial<World>, era = 2026) => {
  const { controlPlane: plane, findings, network } = analyse(resourceSetOf(resources, world), { era })
  return {
    learned: learnedIn(plane, network.subnets),
    said: findings
      .filter(({ code }) => ['HP5006', 'HP5009', 'HP5010', 'HP5012'].includes(code))
      .map(({ code, parameters }) => ({ code, ...parameters })),
  }
}

describe('a session', () => {
  const { resources, guests } = withAppliance(['10.9.0.0/16'])

  test('that stands teaches its routes', () => {
    expect(analysed(resources, { guests })).toEqual({ learned: ['10.9.0.0/16'], said: [] })
  })

  test('stated to be down teaches nothing, and no finding speaks of it', () => {
    const state = ['10.0.1.4', '10.0.1.5'].map((peer) => ({ session: { speaker: 'nva', peer }, up: false }))
    expect(analysed(resources, { guests, state })).toEqual({ learned: [], said: [] })
  })

  test('one of two is enough', () => {
    const state = [{ session: { speaker: '10.0.1.4', peer: 'nva' }, up: false }]
    expect(analysed(resources, { guests, state }).learned).toEqual(['10.9.0.0/16'])
  })

  test('without a way to its peer is down, and a finding says so', () => {
    const lost = withAppliance(['10.9.0.0/16'], { routes: 'rt' })
    const nowhere = routeTable('rt', [['10.0.1.0/26', 'None']])
    const { learned, said } = analysed([...lost.resources, nowhere], { guests: lost.guests })
    expect(learned).toEqual([])
    expect(said).toEqual([{ code: 'HP5010', speaker: 'nva', peer: 'rs-hub' }])
  })
})

describe('too many routes end a session (R4.10)', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => `172.${16 + (index >> 8)}.${index & 255}.0/24`)

  test.each([
    [1000, 2024, 1000],
    [1001, 2024, 0],
    [1001, 2026, 1001],
  ])('%i in %i: %i are left', (count, year, left) => {
    const { resources, guests } = withAppliance(many(count))
    const { learned, said } = analysed(resources, { guests }, year)
    expect(learned.length).toBe(left)
    const ended = { code: 'HP5009', speaker: 'rs-hub', peer: 'nva', found: count, limit: 1000 }
    expect(said).toEqual(left === 0 ? [ended] : [])
  })
})

describe('what never comes to rest', () => {
  test('sessions that bring each other down and up are named, and the analysis ends', () => {
    const { resources, guests } = withAppliance(['10.9.0.0/16'])
    const network = networkOf(resources, { guests })
    const standsWhileDown = ({ failures }: ControlPlane) => (failures.length === 0 ? 'no' : 'yes')
    const { flapping } = controlPlane(network, eraOf(2026), standsWhileDown)
    expect(flapping.length).toBe(2)
  })

  test('policies that prefer in a circle are named with their prefix, once each', () => {
    const asns = [65001, 65002, 65003]
    const addressOf = (index: number) => `10.0.0.${10 + (index % 3)}`
    /** Likes best what the next one has straight from the origin, and takes nothing from the one before. */
    const router = (index: number): BgpConfiguration => {
      const [own, next, before] = [0, 1, 2].map((step) => asns[(index + step) % 3] ?? 0)
      const policies: Pick<BgpNeighbor, 'import'> = {
        import: {
          default: 'permit',
          rules: [
            { action: 'deny', asPathContains: before ?? 0 },
            { action: 'permit', prefix: '0.0.0.0/0', orLonger: true, setLocalPref: 200 },
          ],
        },
      }
      return {
        asn: own ?? 0,
        neighbors: [
          neighbor('10.0.0.9', 65010),
          neighbor(addressOf(index + 1), next, policies),
          neighbor(addressOf(index + 2), before, { import: { default: 'deny' } }),
        ],
      }
    }
    const origin = appliance('origin', 'hub/main', '10.0.0.9', {
      asn: 65010,
      networks: ['192.168.0.0/16'],
      neighbors: asns.map((asn, index) => neighbor(addressOf(index), asn)),
    })
    const rim = asns.map((_, index) => appliance(`rim${index}`, 'hub/main', addressOf(index), router(index)))
    const all = [origin, ...rim]
    const { said } = analysed(
      [
        vnet('hub', ['10.0.0.0/16'], { subnets: { main: { prefix: '10.0.0.0/24' } } }),
        ...all.flatMap(({ resources }) => resources),
      ],
      { guests: Object.assign({}, ...all.map(({ guests }) => guests)) },
    )
    expect(said).toEqual([{ code: 'HP5012', prefix: '192.168.0.0/16', speakers: ['rim0', 'rim1', 'rim2'] }])
  })
})
