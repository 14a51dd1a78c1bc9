// Sites of which only the announcements are known, and what is left of them when links are down.
import { describe, expect, test } from 'vitest'
import type { Site } from '../../../src/resources/index.ts'
import { announcing, circuit, connected, gateway, linksOf, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

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
    expect(printed(resources, world(site)).sent('router:site')).toEqual([
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
    expect(sent('router:site', 'er/primary')).toEqual(['192.168.0.0/24: 65010'])
    expect(sent('router:site', 'er2/primary')).toEqual([
      '192.168.0.0/24: 65010 65010',
      '192.168.1.0/24: 65010',
    ])
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
