// Routers with a described configuration: machines that speak with each other and with a Route Server.
import { describe, expect, test } from 'vitest'
import { address } from '../../../src/net/index.ts'
import type { BgpConfiguration, GuestConfiguration } from '../../../src/resources/index.ts'
import { routeServer } from '../../model/azure-vpn.ts'
import { appliance, neighbor } from '../appliances.ts'
import { vnet } from '../azure.ts'
import { printed } from '../printed.ts'

interface Node extends Omit<GuestConfiguration, 'bgp'> {
  readonly bgp: BgpConfiguration
}

/** Machines named a, b, c… at 10.0.0.11, .12, .13… of one subnet, and a Route Server at 10.0.9.4 that peers with `a`. */
const machines = (...nodes: readonly Node[]) => machinesIn(2024, ...nodes)

/** The same in a certain year. */
const machinesIn = (year: number, ...nodes: readonly Node[]) => {
  const made = nodes.map(({ bgp, ...more }, index) =>
    appliance(String.fromCharCode(97 + index), 'net/default', `10.0.0.${11 + index}`, bgp, more),
  )
  return printed(
    [
      vnet('net', ['10.0.0.0/16'], {
        subnets: { default: { prefix: '10.0.0.0/24' }, RouteServerSubnet: { prefix: '10.0.9.0/24' } },
      }),
      routeServer('net', { instances: ['10.0.9.4'], peers: { a: ['10.0.0.11', nodes[0]?.bgp.asn ?? 0] } }),
      ...made.flatMap(({ resources }) => resources),
    ],
    { guests: Object.assign({}, ...made.map(({ guests }) => guests)) },
    year,
  )
}

const one = (settings: Partial<BgpConfiguration>): Node => ({
  bgp: { asn: 65001, neighbors: [neighbor('10.0.0.12', 65002)], ...settings },
})
const two = (settings: Partial<BgpConfiguration> = {}): Node => ({
  bgp: { asn: 65002, neighbors: [neighbor('10.0.0.11', 65001)], ...settings },
})

describe('aggregates', () => {
  const aggregating = (networks: readonly string[], summaryOnly?: boolean) =>
    machines(
      one({
        networks,
        aggregates: [{ prefix: '192.168.0.0/16', ...(summaryOnly === undefined ? {} : { summaryOnly }) }],
      }),
      two(),
    )

  test('stand beside a prefix inside them', () => {
    expect(aggregating(['192.168.1.0/24']).sent('router:a', 'router:b')).toEqual([
      '192.168.0.0/16: 65001',
      '192.168.1.0/24: 65001',
    ])
  })

  test('with summary-only stand in place of it, which the router itself keeps', () => {
    const { sent, held } = aggregating(['192.168.1.0/24', '172.16.0.0/24'], true)
    expect(sent('router:a', 'router:b')).toEqual(['172.16.0.0/24: 65001', '192.168.0.0/16: 65001'])
    expect(held('router:a')).toContain('192.168.1.0/24:')
  })

  test('are not there without a prefix inside them, nor by an equal one alone', () => {
    expect(aggregating(['172.16.0.0/24']).held('router:a')).toEqual(['172.16.0.0/24:'])
    expect(aggregating(['192.168.0.0/16']).held('router:a')).toEqual(['192.168.0.0/16:'])
  })

  test('form from learned prefixes as well, and vanish with the session', () => {
    const from = (up: boolean) =>
      machines(
        one({
          aggregates: [{ prefix: '192.168.0.0/16' }],
          neighbors: [neighbor('10.0.0.12', 65002, { up })],
        }),
        two({ networks: ['192.168.1.0/24'] }),
      ).held('router:a')
    expect(from(true)).toEqual(['192.168.0.0/16:', '192.168.1.0/24: 65002'])
    expect(from(false)).toEqual([])
  })

  test('that no one can read are left out', () => {
    expect(
      machines(one({ networks: ['nonsense'], aggregates: [{ prefix: '300.0.0.0/8' }] }), two()).held(
        'router:a',
      ),
    ).toEqual([])
  })
})

describe('default-originate', () => {
  const neighbors = [neighbor('10.0.0.12', 65002, { defaultOriginate: true })]

  test('tells the neighbour a default route that the router itself does not use', () => {
    const { held, plane } = machines(one({ neighbors }), two())
    expect(held('router:b')).toEqual(['0.0.0.0/0: 65001'])
    const a = plane.speakers.find(({ key }) => key.endsWith('/a'))
    const [own] = a === undefined ? [] : (plane.bgp.ribs.get(a) ?? [])
    expect([own?.routes.length, own?.best.length]).toEqual([1, 0])
  })

  test('tells it whatever default route the table holds, to this neighbour alone', () => {
    const { sent } = machines(one({ neighbors: [...neighbors, neighbor('10.0.0.13', 65003)] }), two(), {
      bgp: {
        asn: 65003,
        neighbors: [neighbor('10.0.0.11', 65001)],
        networks: ['0.0.0.0/0'],
      },
    })
    expect(sent('router:a', 'router:b')).toEqual(['0.0.0.0/0: 65001'])
    expect(sent('router:a', 'router:c')).toEqual([])
  })

  test('over an internal session has an empty path, with local-as another number', () => {
    const inside = machines(
      one({ neighbors: [neighbor('10.0.0.12', 65001, { defaultOriginate: true })] }),
      two({ asn: 65001 }),
    )
    expect(inside.held('router:b')).toEqual(['0.0.0.0/0:'])
    const local = machines(
      one({ neighbors: [neighbor('10.0.0.12', 65002, { defaultOriginate: true, localAs: 65099 })] }),
      two({ neighbors: [neighbor('10.0.0.11', 65099)] }),
    )
    expect(local.held('router:b')).toEqual(['0.0.0.0/0: 65099'])
  })

  test('beside a network statement for the default route: that one is used', () => {
    const { plane } = machines(one({ neighbors, networks: ['0.0.0.0/0'] }), two())
    const a = plane.speakers.find(({ key }) => key.endsWith('/a'))
    expect(a?.originated.map(({ usable }) => usable)).toEqual([true])
  })
})

describe('R6.17: without multihop', () => {
  const server = (multihop?: boolean, more: Omit<Node, 'bgp'> = {}) =>
    machines({
      ...more,
      bgp: {
        asn: 65001,
        neighbors: [neighbor('10.0.9.4', 65515, multihop === undefined ? {} : { multihop })],
        networks: ['192.168.1.0/24'],
      },
    })
  const bestOf = (given: ReturnType<typeof server>) => {
    const a = given.plane.speakers.find(({ key }) => key.endsWith('/a'))
    const entries = a === undefined ? [] : (given.plane.bgp.ribs.get(a) ?? [])
    return entries.map(({ routes, best }) => [routes.length, best.length])
  }

  test('the session stands and announces, but what it brings from another subnet is not used', () => {
    const given = server(false)
    expect(given.held('rs-net#0')).toContain('192.168.1.0/24: 65001')
    expect(given.held('router:a')).toContain('10.0.0.0/16: 65515')
    expect(bestOf(given)).toEqual([
      [1, 0],
      [1, 1],
    ])
  })

  // Public labs of 2021 to 2023: FRR resolves the next hop by its own static routes, Quagga and FRR not by the kernel's.
  test.each([
    ['a static route', { prefix: '10.0.9.0/24', via: '10.0.0.1', protocol: 'static' as const }, 1],
    ['a route of which nothing is said', { prefix: '10.0.9.4/32', via: '10.0.0.1' }, 1],
    ['a route of the kernel', { prefix: '10.0.9.0/24', via: '10.0.0.1', protocol: 'kernel' as const }, 0],
    ['a default route', { prefix: '0.0.0.0/0', via: '10.0.0.1', protocol: 'static' as const }, 0],
    ['a route elsewhere', { prefix: '10.0.8.0/24', via: '10.0.0.1', protocol: 'static' as const }, 0],
  ])('%s to the neighbour: %s', (_, route, best) => {
    expect(bestOf(server(false, { routes: [route] }))[0]).toEqual([1, best])
  })

  test('IOS wants an attached network, whatever its static routes', () => {
    const given = server(false, {
      interfaces: { GigabitEthernet1: 'a' },
      routes: [{ prefix: '10.0.9.0/24', via: '10.0.0.1' }],
    })
    expect(bestOf(given)[0]).toEqual([1, 0])
  })

  test('a neighbour in an attached network needs none; nor does one of which nothing is said', () => {
    expect(bestOf(server())).toEqual([
      [1, 1],
      [1, 1],
    ])
    const near = machines(
      one({ neighbors: [neighbor('10.0.0.12', 65002, { multihop: false })] }),
      two({ networks: ['192.168.2.0/24'] }),
    )
    expect(bestOf(near)).toEqual([[1, 1]])
  })

  test('what is not used is not passed on', () => {
    const { sent } = machines(
      one({
        neighbors: [neighbor('10.0.9.4', 65515, { multihop: false }), neighbor('10.0.0.12', 65002)],
      }),
      two(),
    )
    expect(sent('router:a', 'router:b')).toEqual([])
  })
})

describe('R7.2: as-override', () => {
  /** What `c` gets from `a`, that overrides its number in a path of two numbers. */
  const overriding = (
    settings: Partial<BgpConfiguration>,
    more: Omit<GuestConfiguration, 'bgp'> = {},
    year = 2024,
  ) =>
    machinesIn(
      year,
      {
        bgp: {
          asn: 65001,
          neighbors: [neighbor('10.0.0.12', 65002), neighbor('10.0.0.13', 65003, { asOverride: true })],
          ...settings,
        },
        ...more,
      },
      two({
        networks: ['192.168.1.0/24', '192.168.2.0/24'],
        neighbors: [
          neighbor('10.0.0.11', 65001, {
            export: {
              rules: [
                { action: 'permit', prefix: '192.168.1.0/24', replaceAsPath: [65003] },
                { action: 'permit', replaceAsPath: [] },
              ],
            },
          }),
        ],
      }),
      { bgp: { asn: 65003, neighbors: [neighbor('10.0.0.11', 65001)] } },
    ).sent('router:a', 'router:c')

  test('FRR leaves a path alone that holds other numbers than the neighbour’s', () => {
    expect(overriding({ daemon: 'frr' })).toContain('192.168.1.0/24: 65001 65002 65003')
  })

  test('that of later years does not', () => {
    expect(overriding({ daemon: 'frr' }, {}, 2025)).toContain('192.168.1.0/24: 65001 65002 65001')
  })

  test('others override wherever the number stands', () => {
    expect(overriding({ daemon: 'ios' })).toContain('192.168.1.0/24: 65001 65002 65001')
    expect(overriding({ daemon: 'bird' })).toContain('192.168.1.0/24: 65001 65002 65001')
  })

  test('the daemon is told from the names of the devices, else it is FRR', () => {
    expect(overriding({})).toContain('192.168.1.0/24: 65001 65002 65003')
    expect(overriding({}, { addresses: [{ dev: 'Loopback0', address: '1.1.1.1/32' }] })).toContain(
      '192.168.1.0/24: 65001 65002 65001',
    )
    expect(overriding({}, { interfaces: { GigabitEthernet1: 'a' } })).toContain(
      '192.168.1.0/24: 65001 65002 65001',
    )
  })
})

describe('what is rewritten on the way out', () => {
  test('remove-private-as takes private numbers away, not the own one', () => {
    const { sent } = machines(
      one({ neighbors: [neighbor('10.0.0.12', 65002), neighbor('10.0.0.13', 3, { removePrivateAs: true })] }),
      two({ networks: ['192.168.1.0/24'] }),
      { bgp: { asn: 3, neighbors: [neighbor('10.0.0.11', 65001)] } },
    )
    expect(sent('router:a', 'router:c')).toEqual(['192.168.1.0/24: 65001'])
  })

  test('a MED stays with one neighbour, unless the policy sets it again', () => {
    const med = (set: boolean) => {
      const { plane } = machines(
        one({
          neighbors: [
            neighbor('10.0.0.12', 65002),
            neighbor('10.0.0.13', 65003, set ? { export: { rules: [{ action: 'permit', setMed: 7 }] } } : {}),
          ],
        }),
        two({
          networks: ['192.168.1.0/24'],
          neighbors: [
            neighbor('10.0.0.11', 65001, { export: { rules: [{ action: 'permit', setMed: 50 }] } }),
          ],
        }),
        { bgp: { asn: 65003, neighbors: [neighbor('10.0.0.11', 65001)] } },
      )
      return plane.speakers
        .filter(({ key }) => /\/[ac]$/.test(key))
        .flatMap((speaker) => plane.bgp.ribs.get(speaker) ?? [])
        .flatMap(({ routes }) => routes.map((route) => route.med))
    }
    expect(med(false)).toEqual([50, 0])
    expect(med(true)).toEqual([50, 7])
  })
})

describe('internal sessions', () => {
  /** a, b and c in one AS, a and b with a session, b and c too; d outside behind a. */
  const chain = (settings: { nextHopSelf?: boolean } = {}) =>
    machines(
      {
        bgp: {
          asn: 65001,
          neighbors: [neighbor('10.0.0.12', 65001, settings), neighbor('10.0.0.14', 65004)],
          networks: ['192.168.1.0/24'],
        },
      },
      { bgp: { asn: 65001, neighbors: [neighbor('10.0.0.11', 65001), neighbor('10.0.0.13', 65001)] } },
      { bgp: { asn: 65001, neighbors: [neighbor('10.0.0.12', 65001)] } },
      {
        bgp: { asn: 65004, neighbors: [neighbor('10.0.0.11', 65001)], networks: ['192.168.4.0/24'] },
      },
    )
  const nextHops = (given: ReturnType<typeof chain>, key: string) => {
    const speaker = given.plane.speakers.find((candidate) => candidate.key.endsWith(`/${key}`))
    const entries = speaker === undefined ? [] : (given.plane.bgp.ribs.get(speaker) ?? [])
    return entries.flatMap(({ routes }) => routes.map(({ nextHop }) => nextHop))
  }

  test('hand on what came from outside with the path as it was, and nothing that came from inside', () => {
    const { held } = chain()
    expect(held('router:b')).toEqual(['192.168.1.0/24:', '192.168.4.0/24: 65004'])
    expect(held('router:c')).toEqual([])
  })

  test('keep the next hop of outside unless next-hop-self is said; the own prefix has the own address', () => {
    const [ownHop, keptHop] = nextHops(chain(), 'b')
    const [selfOwn, selfHop] = nextHops(chain({ nextHopSelf: true }), 'b')
    expect(selfHop).toBe(ownHop)
    expect(selfOwn).toBe(ownHop)
    expect(keptHop).not.toBe(ownHop)
  })

  test('keep the exit: the session over which the route came into the AS', () => {
    const { plane } = chain()
    const b = plane.speakers.find(({ key }) => key.endsWith('/b'))
    const entries = b === undefined ? [] : (plane.bgp.ribs.get(b) ?? [])
    const exits = entries.flatMap(({ routes }) => routes.map(({ exit }) => exit?.peer.speaker.asn))
    expect(exits).toEqual([undefined, 65004])
  })

  test('carry the local preference that was set at the edge; external ones do not', () => {
    const raised = { import: { rules: [{ action: 'permit' as const, setLocalPref: 200 }] } }
    const { plane } = machines(
      one({
        neighbors: [
          neighbor('10.0.0.12', 65001),
          neighbor('10.0.0.13', 65003, raised),
          neighbor('10.0.0.14', 65004),
        ],
      }),
      { bgp: { asn: 65001, neighbors: [neighbor('10.0.0.11', 65001)] } },
      { bgp: { asn: 65003, neighbors: [neighbor('10.0.0.11', 65001)], networks: ['192.168.3.0/24'] } },
      { bgp: { asn: 65004, neighbors: [neighbor('10.0.0.11', 65001)] } },
    )
    const preferences = ['b', 'd'].map((name) => {
      const speaker = plane.speakers.find(({ key }) => key.endsWith(`/${name}`))
      const [entry] = speaker === undefined ? [] : (plane.bgp.ribs.get(speaker) ?? [])
      return entry?.routes.map(({ localPreference }) => localPreference)
    })
    expect(preferences).toEqual([[200], [100]])
  })

  test('an export policy filters on them as well', () => {
    const { held } = machines(
      one({
        neighbors: [neighbor('10.0.0.12', 65001, { export: { default: 'deny' } })],
        networks: ['192.168.1.0/24'],
      }),
      { bgp: { asn: 65001, neighbors: [neighbor('10.0.0.11', 65001)] } },
    )
    expect(held('router:b')).toEqual([])
  })
})

describe('what is redistributed', () => {
  test('kernel and static routes, never a default route; the subnets of the NICs when connected', () => {
    const { held } = machines({
      bgp: { asn: 65001, neighbors: [neighbor('10.0.9.4')], redistribute: ['kernel', 'connected'] },
      routes: [
        { prefix: '192.168.1.0/24', via: '10.0.0.1' },
        { prefix: '0.0.0.0/0', via: '10.0.0.1' },
      ],
    })
    expect(held('router:a')).toEqual(['10.0.0.0/16: 65515', '10.0.0.0/24:', '192.168.1.0/24:'])
  })
})

test('R4.7: a policy that names the next hop that the route has already leaves it unchanged', () => {
  const nextHopAt = (setNextHop?: string) => {
    const rule =
      setNextHop === undefined ? { action: 'permit' as const } : { action: 'permit' as const, setNextHop }
    const { plane } = machines(
      {
        bgp: {
          asn: 65001,
          neighbors: [
            neighbor('10.0.0.12', 65002),
            neighbor('10.0.0.13', 65003, { export: { rules: [rule] } }),
          ],
        },
      },
      { bgp: { asn: 65002, networks: ['192.168.1.0/24'], neighbors: [neighbor('10.0.0.11', 65001)] } },
      { bgp: { asn: 65003, neighbors: [neighbor('10.0.0.11', 65001)] } },
    )
    const c = plane.speakers.find(({ key }) => key.endsWith('/c'))
    const routes = c === undefined ? [] : (plane.bgp.ribs.get(c) ?? [])
    return routes.flatMap(({ best }) => best.map(({ nextHop }) => nextHop))
  }
  expect(nextHopAt()).toEqual([address('10.0.0.11')])
  expect(nextHopAt('10.0.0.12')).toEqual([address('10.0.0.12')])
})
