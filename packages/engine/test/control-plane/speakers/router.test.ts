// Routers with a described configuration: a site's edge at a circuit.
import { describe, expect, test } from 'vitest'
import { formatAddress } from '../../../src/net/index.ts'
import type { BgpConfiguration, BgpNeighbor, Site } from '../../../src/resources/index.ts'
import { announcing, circuit, connected, gateway, linksOf, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const resources = [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')]
const world = (site: Site, down?: 'primary' | 'secondary') => ({
  circuits: [linksOf('er', 0, down)],
  sites: [site],
})

describe('a site with a router configuration', () => {
  const primary = '172.31.0.2'
  const secondary = '172.31.0.6'
  const neighbor = (address: string, settings: Partial<BgpNeighbor> = {}): BgpNeighbor => ({
    address,
    asn: 12076,
    ...settings,
  })
  const router = (bgp: Partial<BgpConfiguration>, more: Partial<NonNullable<Site['guest']>> = {}): Site => ({
    name: 'site',
    links: [{ circuit: 'er', advertises: [{ prefix: '172.29.0.0/16' }] }],
    guest: { ...more, bgp: { asn: 65010, neighbors: [neighbor(primary), neighbor(secondary)], ...bgp } },
  })

  test('announces its networks instead of what its links state', () => {
    expect(
      printed(resources, world(router({ networks: ['192.168.0.0/16'] }))).sent('router:site', 'er/secondary'),
    ).toEqual(['10.0.0.0/16: 65010 12076', '192.168.0.0/16: 65010'])
  })

  test('that does not run announces what its links state', () => {
    const stopped = router({ running: false, networks: ['192.168.0.0/16'] })
    expect(printed(resources, world(stopped)).sent('router:site')).toEqual(['172.29.0.0/16: 64496'])
  })

  test('redistributes connected and static prefixes with origin incomplete', () => {
    const site = router(
      { redistribute: ['connected', 'static'], networks: ['192.168.0.0/16'] },
      {
        addresses: [{ dev: 'eth0', address: '172.31.0.1/30' }],
        routes: [
          { prefix: '192.168.9.0/24', via: '172.31.0.9' },
          { prefix: '192.168.0.0/16', blackhole: true },
        ],
      },
    )
    const { plane } = printed(resources, world(site))
    const speaker = plane.speakers.find(({ place }) => place.kind === 'router')
    expect(speaker?.originated.map(({ origin }) => origin)).toEqual(['igp', 'incomplete', 'incomplete'])
  })

  test.each([
    ['ios', ['172.31.0.9', '']],
    ['frr', ['', '']],
  ] as const)('on %s shows for its own prefixes the next hops %j (R6.17)', (daemon, expected) => {
    const site = router(
      { daemon, networks: ['192.168.9.0/24', '192.168.0.0/16'] },
      {
        routes: [
          { prefix: '192.168.9.0/24', via: '172.31.0.9' },
          { prefix: '192.168.0.0/16', blackhole: true },
        ],
      },
    )
    const { plane } = printed(resources, world(site))
    const speaker = plane.speakers.find(({ place }) => place.kind === 'router')
    const shown = speaker?.originated.map(({ nextHop }) =>
      nextHop === undefined ? '' : formatAddress(nextHop),
    )
    expect(shown).toEqual(expected)
  })

  test('an interface address without a length, or with an impossible one, is no connected prefix', () => {
    const addresses = ['172.31.0.1/30', '172.31.9.1', '172.31.9.1/33'].map((address) => ({
      dev: 'eth0',
      address,
    }))
    const site = router({ redistribute: ['connected'] }, { addresses })
    expect(printed(resources, world(site)).held('router:site')).toContain('172.31.0.0/30:')
    expect(printed(resources, world(site)).sent('router:site', 'er/primary')).toEqual([
      '172.31.0.0/30: 65010',
    ])
  })

  test('has no session with an MSEE that is not among its neighbours, or whose neighbour is down', () => {
    for (const neighbors of [[neighbor(primary)], [neighbor(primary), neighbor(secondary, { up: false })]]) {
      const { ownRows, sent } = printed(resources, world(router({ networks: ['192.168.0.0/16'], neighbors })))
      expect(ownRows('hub/default')).toContain(
        'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76',
      )
      expect(sent('router:site', 'er/secondary')).toEqual([])
    }
  })

  test('prepends on one session: the gateway keeps to the other', () => {
    const neighbors = [
      neighbor(primary),
      neighbor(secondary, { export: { rules: [{ action: 'permit', prepend: [65010, 65010] }] } }),
    ]
    const { ownRows, sent } = printed(resources, world(router({ networks: ['192.168.0.0/16'], neighbors })))
    expect(sent('router:site', 'er/secondary')).toContain('192.168.0.0/16: 65010 65010 65010')
    expect(ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76',
    )
  })

  test('filters on the way out and on the way in', () => {
    const policy = {
      default: 'deny' as const,
      rules: [{ action: 'permit' as const, prefix: '192.168.0.0/16' }],
    }
    const networks = ['192.168.0.0/16', '192.168.1.0/24']
    const { sent, held } = printed(
      resources,
      world(router({ networks, neighbors: [neighbor(primary, { import: policy, export: policy })] })),
    )
    expect(sent('router:site')).toEqual(['192.168.0.0/16: 65010'])
    expect(held('router:site')).toEqual(['192.168.0.0/16:', '192.168.1.0/24:'])
  })

  test('its preference decides between its sessions', () => {
    const neighbors = [
      neighbor(primary),
      neighbor(secondary, { import: { rules: [{ action: 'permit', setLocalPref: 200 }] } }),
    ]
    const { plane } = printed(resources, world(router({ neighbors })))
    const speaker = plane.speakers.find(({ place }) => place.kind === 'router')
    const best = speaker === undefined ? [] : (plane.bgp.ribs.get(speaker)?.[0]?.best ?? [])
    expect(best.map((route) => route.learnedOver?.peer.speaker.key.endsWith('/secondary'))).toEqual([true])
  })

  test('as-override replaces the number of the neighbour, which is then no loop for it (R7.2)', () => {
    const neighbors = [neighbor(primary), neighbor(secondary, { asOverride: true })]
    expect(printed(resources, world(router({ neighbors }))).sent('router:site', 'er/secondary')).toEqual([
      '10.0.0.0/16: 65010 65010',
    ])
  })

  // FRR 7 leaves paths alone that hold another number than the neighbour's; the year tells where no version does.
  test.each([
    [{ overridesWholePathOnly: true }, 2026, '65010 12076 65020'],
    [{ overridesWholePathOnly: false }, 2023, '65010 65010 65020'],
    [{}, 2023, '65010 12076 65020'],
    [{}, 2026, '65010 65010 65020'],
  ])('as-override of a longer path with %j in %i: %s', (settings, era, path) => {
    const other = announcing('other', 65020, { er: { '192.168.7.0/24': [65020] } })
    const neighbors = [neighbor(primary, { asOverride: true }), neighbor(secondary, { asOverride: true })]
    const sites = [router({ neighbors, ...settings }), other]
    expect(
      printed(resources, { circuits: [linksOf('er', 0)], sites }, era).sent('router:site', 'er/secondary'),
    ).toContain(`192.168.7.0/24: ${path}`)
  })

  test('local-as shows another number to the neighbour', () => {
    const neighbors = [neighbor(primary, { localAs: 65099 })]
    expect(
      printed(resources, world(router({ networks: ['192.168.0.0/16'], neighbors }))).sent('router:site'),
    ).toContain('192.168.0.0/16: 65099')
  })

  test('a path with its own number is a loop, unless allowas-in lets it pass', () => {
    const from = (allowAsIn: number | undefined) => {
      const other = announcing('other', 65020, { er: { '192.168.7.0/24': [65020, 65010] } })
      const neighbors = [neighbor(primary, allowAsIn === undefined ? {} : { allowAsIn })]
      return printed(resources, { circuits: [linksOf('er', 0)], sites: [router({ neighbors }), other] }).held(
        'router:site',
      )
    }
    expect(from(undefined).join()).not.toContain('192.168.7.0/24')
    expect(from(1)).toContain('192.168.7.0/24: 12076 65020 65010')
  })
})
