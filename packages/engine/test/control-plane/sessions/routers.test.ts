// Which machines and sites have sessions with each other.
import { describe, expect, test } from 'vitest'
import type { BgpConfiguration, GuestConfiguration, World } from '../../../src/resources/index.ts'
import { appliance, neighbor } from '../appliances.ts'
import { vnet } from '../azure.ts'
import { sessionLines } from './session-lines.ts'

interface Node extends Omit<GuestConfiguration, 'bgp'> {
  readonly bgp: BgpConfiguration
}

const lines = (nodes: Readonly<Record<string, Node>>, world: Partial<World> = {}) => {
  const made = Object.entries(nodes).map(([name, { bgp, ...more }], index) =>
    appliance(name, 'net/default', `10.0.0.${11 + index}`, bgp, more),
  )
  return sessionLines([vnet('net', ['10.0.0.0/16']), ...made.flatMap(({ resources }) => resources)], {
    guests: Object.assign({}, ...made.map(({ guests }) => guests)),
    ...world,
  })
}

const a: Node = { bgp: { asn: 65001, neighbors: [neighbor('10.0.0.12', 65002)] } }
const b: Node = { bgp: { asn: 65002, neighbors: [neighbor('10.0.0.11', 65001)] } }
const withNeighbor = (node: Node, settings: Parameters<typeof neighbor>[2]): Node => ({
  ...node,
  bgp: {
    ...node.bgp,
    neighbors: node.bgp.neighbors.map((own) => ({ ...own, ...settings })),
  },
})
const between = 'router:a 10.0.0.11 - router:b 10.0.0.12 external'

test('two that name each other have one session', () => {
  expect(lines({ a, b })).toEqual([between])
})

describe('no session', () => {
  test('where one side alone is configured', () => {
    expect(lines({ a, b: { bgp: { asn: 65002, neighbors: [] } } })).toEqual([])
    expect(lines({ a: { bgp: { asn: 65001, neighbors: [] } }, b })).toEqual([])
  })

  test('where the numbers do not agree, on either side', () => {
    expect(lines({ a, b: { bgp: { ...b.bgp, asn: 65009 } } })).toEqual([])
    expect(lines({ a: { bgp: { ...a.bgp, asn: 65009 } }, b })).toEqual([])
  })

  test('where a neighbour’s address belongs to nobody, or is none', () => {
    for (const address of ['10.0.0.99', 'nonsense', '']) {
      expect(lines({ a: { bgp: { asn: 65001, neighbors: [neighbor(address, 65002)] } }, b })).toEqual([])
    }
  })

  test('with a daemon that does not run', () => {
    expect(lines({ a, b: { bgp: { ...b.bgp, running: false } } })).toEqual([])
  })

  test('between addresses of different families', () => {
    const odd: Node = {
      addresses: [{ dev: 'eth0', address: 'fd00::12/64' }],
      bgp: { asn: 65002, neighbors: [neighbor('10.0.0.11', 65001)] },
    }
    expect(lines({ a: { bgp: { asn: 65001, neighbors: [neighbor('fd00::12', 65002)] } }, b: odd })).toEqual(
      [],
    )
  })
})

describe('a session that is down', () => {
  test('where a neighbour is said to be, on either side', () => {
    expect(lines({ a: withNeighbor(a, { up: false }), b })).toEqual([`${between} down`])
    expect(lines({ a, b: withNeighbor(b, { up: false }) })).toEqual([`${between} down`])
  })

  test('with a machine that is stopped', () => {
    expect(lines({ a, b }, { state: [{ vm: 'b', up: false }] })).toEqual([`${between} down`])
  })
})

test('local-as is the number that counts', () => {
  const shown = withNeighbor(a, { localAs: 65099 })
  expect(lines({ a: shown, b })).toEqual([])
  expect(lines({ a: shown, b: withNeighbor(b, { asn: 65099 }) })).toEqual([between])
})

test('equal numbers make an internal session', () => {
  const inside: Node = { bgp: { asn: 65001, neighbors: [neighbor('10.0.0.11', 65001)] } }
  expect(lines({ a: withNeighbor(a, { asn: 65001 }), b: inside })).toEqual([
    'router:a 10.0.0.11 - router:b 10.0.0.12 internal',
  ])
})

describe('addresses inside the machine', () => {
  const inner = (own: string, far: string, asn: number, farAsn: number): Node => ({
    tunnels: [{ kind: 'ipsec', dev: 'vti0', local: '10.0.0.1', remote: '10.0.0.2', inner: `${own}/30` }],
    bgp: { asn, neighbors: [neighbor(far, farAsn)] },
  })

  test('of a tunnel and of a loopback count', () => {
    expect(
      lines({
        a: inner('169.254.0.1', '169.254.0.2', 65001, 65002),
        b: inner('169.254.0.2', '169.254.0.1', 65002, 65001),
      }),
    ).toEqual(['router:a 169.254.0.1 - router:b 169.254.0.2 external'])
    const loopback = { addresses: [{ dev: 'lo', address: '9.9.9.9/32' }] }
    expect(
      lines({
        a: { ...a, ...loopback },
        b: { bgp: { asn: 65002, neighbors: [neighbor('9.9.9.9', 65001)] } },
      }),
    ).toEqual(['router:a 9.9.9.9 - router:b 10.0.0.12 external'])
  })

  test('that others have too do not keep the right pair apart', () => {
    // Every pair of tunnel ends uses the same two addresses; only b names a.
    expect(
      lines({
        a: inner('169.254.0.1', '169.254.0.2', 65001, 65002),
        stranger: inner('169.254.0.2', '169.254.9.9', 65003, 65001),
        b: inner('169.254.0.2', '169.254.0.1', 65002, 65001),
      }),
    ).toEqual(['router:a 169.254.0.1 - router:b 169.254.0.2 external'])
  })

  test('two tunnels are two sessions, each between its own two addresses', () => {
    const ends = (last: number, far: number, asn: number, farAsn: number): Node => ({
      tunnels: [1, 2].map((number) => ({
        kind: 'ipsec' as const,
        dev: `vti${number}`,
        local: '10.0.0.1',
        remote: '10.0.0.2',
        inner: `169.254.${number}.${last}/30`,
      })),
      bgp: {
        asn,
        neighbors: [neighbor(`169.254.1.${far}`, farAsn), neighbor(`169.254.2.${far}`, farAsn)],
      },
    })
    expect(lines({ a: ends(1, 2, 65001, 65002), b: ends(2, 1, 65002, 65001) })).toEqual([
      'router:a 169.254.1.1 - router:b 169.254.1.2 external',
      'router:a 169.254.2.1 - router:b 169.254.2.2 external',
    ])
  })
})

test('a site with a configuration is a router like a machine', () => {
  expect(
    lines(
      { a: { bgp: { asn: 65001, neighbors: [neighbor('192.168.0.1', 65010)] } } },
      {
        guests: { a: { bgp: { asn: 65001, neighbors: [neighbor('192.168.0.1', 65010)] } } },
        sites: [
          {
            name: 'edge',
            guest: {
              addresses: [{ dev: 'eth0', address: '192.168.0.1/24' }],
              bgp: { asn: 65010, neighbors: [neighbor('10.0.0.11', 65001)] },
            },
          },
        ],
      },
    ),
  ).toEqual(['router:a 10.0.0.11 - router:edge 192.168.0.1 external'])
})
