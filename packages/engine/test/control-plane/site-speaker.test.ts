// Sites: those of which only the announcements are known, and those that run a router configuration.
import { describe, expect, test } from 'vitest'
import type { BgpConfiguration, BgpNeighbor, Site } from '../../src/resources/index.ts'
import { announcing, circuit, connected, gateway, linksOf, vnet } from './azure.ts'
import { printed } from './printed.ts'

const resources = [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')]
const world = (site: Site, down?: 'primary' | 'secondary') => ({
  circuits: [linksOf('er', 0, down)],
  sites: [site],
})
const learned = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('10.0.0.0/16'))

describe('a site of which only the announcements are known', () => {
  test('announces each prefix with the path that is stated, or its own number', () => {
    const site: Site = {
      name: 'site',
      asn: 65010,
      links: [
        {
          circuit: 'er',
          advertises: [
            { prefix: '192.168.0.0/24' },
            { prefix: '192.168.1.0/24', asPath: [65010, 65010, 65099] },
          ],
        },
      ],
    }
    expect(printed(resources, world(site)).sent('site:site')).toEqual([
      '192.168.0.0/24: 65010',
      '192.168.1.0/24: 65010 65010 65099',
    ])
  })

  test('says different things on different circuits, and passes nothing on', () => {
    const { sent, held } = printed([...resources, circuit('er2')], {
      circuits: [linksOf('er', 0), linksOf('er2', 1)],
      sites: [
        announcing('site', 65010, {
          er: { '192.168.0.0/24': [65010] },
          er2: { '192.168.0.0/24': [65010, 65010], '192.168.1.0/24': [65010] },
        }),
      ],
    })
    expect(sent('site:site', 'er/primary')).toEqual(['192.168.0.0/24: 65010'])
    expect(sent('site:site', 'er2/primary')).toEqual(['192.168.0.0/24: 65010 65010', '192.168.1.0/24: 65010'])
    expect(held('er2/primary').join()).not.toContain('10.0.0.0/16')
  })
})

describe('links that are down', () => {
  const site = announcing('site', 65010, { er: { '192.168.0.0/16': [65010] } })

  test('one customer session down: the route comes over the other link alone', () => {
    const { ownRows } = printed(resources, world(site, 'primary'))
    expect(ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.77',
    )
  })

  test('the MSEE of a link without customer still speaks with the gateways', () => {
    const { held, lookup } = printed(
      [
        ...resources,
        vnet('other', ['10.1.0.0/16']),
        gateway('other', { allowRemoteVnetTraffic: true }),
        connected('other', 'er'),
      ],
      world(site, 'primary'),
    )
    expect(new Set(held('er/primary'))).toEqual(new Set(['10.0.0.0/16: 65515', '10.1.0.0/16: 65515']))
    expect(lookup('other/default', '10.0.0.4')).toBe(
      'VirtualNetworkGateway 10.0.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
    )
  })

  test('the world says the same of a link in its state', () => {
    const { ownRows } = printed(resources, {
      ...world(site),
      state: [{ circuitLink: { circuit: 'er', role: 'secondary' }, up: false }],
    })
    expect(ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76',
    )
  })

  test('a link of the site that is down carries nothing', () => {
    const down: Site = { ...site, links: (site.links ?? []).map((link) => ({ ...link, up: false })) }
    expect(learned(printed(resources, world(down)).held('gw-hub#0'))).toEqual([])
  })

  test('a connection that is down: the gateway learns nothing and is not heard', () => {
    const { held, ownRows } = printed(resources, {
      ...world(site),
      state: [{ connection: 'gw-hub--er', up: false }],
    })
    expect(held('gw-hub#0')).toEqual(['10.0.0.0/16:'])
    expect(held('er/primary')).toEqual(['192.168.0.0/16: 65010'])
    expect(ownRows('hub/default')).toEqual([
      'Default Active 10.0.0.0/16 VnetLocal -',
      'Default Active 0.0.0.0/0 Internet -',
    ])
  })
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
      printed(resources, world(router({ networks: ['192.168.0.0/16'] }))).sent('site:site', 'er/secondary'),
    ).toEqual(['10.0.0.0/16: 65010 12076', '192.168.0.0/16: 65010'])
  })

  test('that does not run announces what its links state', () => {
    const stopped = router({ running: false, networks: ['192.168.0.0/16'] })
    expect(printed(resources, world(stopped)).sent('site:site')).toEqual(['172.29.0.0/16: 64496'])
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
    const speaker = plane.speakers.find(({ place }) => place.kind === 'site')
    expect(speaker?.originated.map(({ origin }) => origin)).toEqual(['igp', 'incomplete', 'incomplete'])
  })

  test('an interface address without a length, or with an impossible one, is no connected prefix', () => {
    const addresses = ['172.31.0.1/30', '172.31.9.1', '172.31.9.1/33'].map((address) => ({
      dev: 'eth0',
      address,
    }))
    const site = router({ redistribute: ['connected'] }, { addresses })
    expect(printed(resources, world(site)).held('site:site')).toContain('172.31.0.0/30:')
    expect(printed(resources, world(site)).sent('site:site', 'er/primary')).toEqual(['172.31.0.0/30: 65010'])
  })

  test('has no session with an MSEE that is not among its neighbours, or whose neighbour is down', () => {
    for (const neighbors of [[neighbor(primary)], [neighbor(primary), neighbor(secondary, { up: false })]]) {
      const { ownRows, sent } = printed(resources, world(router({ networks: ['192.168.0.0/16'], neighbors })))
      expect(ownRows('hub/default')).toContain(
        'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76',
      )
      expect(sent('site:site', 'er/secondary')).toEqual([])
    }
  })

  test('prepends on one session: the gateway keeps to the other', () => {
    const neighbors = [
      neighbor(primary),
      neighbor(secondary, { export: { rules: [{ action: 'permit', prepend: [65010, 65010] }] } }),
    ]
    const { ownRows, sent } = printed(resources, world(router({ networks: ['192.168.0.0/16'], neighbors })))
    expect(sent('site:site', 'er/secondary')).toContain('192.168.0.0/16: 65010 65010 65010')
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
    expect(sent('site:site')).toEqual(['192.168.0.0/16: 65010'])
    expect(held('site:site')).toEqual(['192.168.0.0/16:', '192.168.1.0/24:'])
  })

  test('its preference decides between its sessions', () => {
    const neighbors = [
      neighbor(primary),
      neighbor(secondary, { import: { rules: [{ action: 'permit', setLocalPref: 200 }] } }),
    ]
    const { plane } = printed(resources, world(router({ neighbors })))
    const speaker = plane.speakers.find(({ place }) => place.kind === 'site')
    const best = speaker === undefined ? [] : (plane.bgp.ribs.get(speaker)?.[0]?.best ?? [])
    expect(best.map((route) => route.learnedOver?.peer.speaker.key.endsWith('/secondary'))).toEqual([true])
  })

  test('as-override replaces the number of the neighbour, which is then no loop for it (R7.2)', () => {
    const neighbors = [neighbor(primary), neighbor(secondary, { asOverride: true })]
    expect(printed(resources, world(router({ neighbors }))).sent('site:site', 'er/secondary')).toEqual([
      '10.0.0.0/16: 65010 65010',
    ])
  })

  test('local-as shows another number to the neighbour', () => {
    const neighbors = [neighbor(primary, { localAs: 65099 })]
    expect(
      printed(resources, world(router({ networks: ['192.168.0.0/16'], neighbors }))).sent('site:site'),
    ).toContain('192.168.0.0/16: 65099')
  })

  test('a path with its own number is a loop, unless allowas-in lets it pass', () => {
    const from = (allowAsIn: number | undefined) => {
      const other = announcing('other', 65020, { er: { '192.168.7.0/24': [65020, 65010] } })
      const neighbors = [neighbor(primary, allowAsIn === undefined ? {} : { allowAsIn })]
      return printed(resources, { circuits: [linksOf('er', 0)], sites: [router({ neighbors }), other] }).held(
        'site:site',
      )
    }
    expect(from(undefined).join()).not.toContain('192.168.7.0/24')
    expect(from(1)).toContain('192.168.7.0/24: 12076 65020 65010')
  })
})
