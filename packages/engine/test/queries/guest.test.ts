// What a machine's own tools would list, and that it is the table by which packets are forwarded.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kernelChoices } from '../../src/forwarding/index.ts'
import { address, containsAddress, ipv4Of, isIpv4, prefixNamed } from '../../src/net/index.ts'
import { guestText } from '../../src/presentation/index.ts'
import { type GuestAnswer, type GuestPart, guest } from '../../src/queries/index.ts'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { type ArmResource, analysisOf, appliance, nic, routeTable, vmOn, vnet } from '../forwarding/azure.ts'

/** A router with two NICs, and a neighbour behind each. */
const resources: readonly ArmResource[] = [
  routeTable('rt', [
    ['10.40.0.0/16', 'VirtualAppliance', '10.0.1.4'],
    ['10.41.0.0/16', 'VirtualAppliance', '10.0.1.9'],
  ]),
  vnet('lan', '10.0.0.0/16', { left: { prefix: '10.0.1.0/24', routeTable: 'rt' }, right: '10.0.2.0/24' }),
  nic('left', 'lan/left', '10.0.1.9', { forwards: true }),
  nic('right', 'lan/right', '10.0.2.9', { forwards: true }),
  vmOn('router', ['left', 'right']),
  ...appliance('one', 'lan/left', '10.0.1.4'),
  ...appliance('two', 'lan/right', '10.0.2.4'),
]

const speaker = (asn: number, own: string): GuestConfiguration => ({
  bgp: { asn, networks: ['172.16.0.0/16', '172.20.0.0/16'], neighbors: [{ address: own, asn: 65000 }] },
})

const twoNeighbours: GuestConfiguration['bgp'] = {
  asn: 65000,
  neighbors: [
    { address: '10.0.1.4', asn: 65001 },
    { address: '10.0.2.4', asn: 65001 },
  ],
}

const analysisWith = (router: GuestConfiguration) =>
  analysisOf(resources, {
    guests: { router, one: speaker(65001, '10.0.1.9'), two: speaker(65001, '10.0.2.9') },
  })

const answerOf = (router: GuestConfiguration, part?: GuestPart): GuestAnswer => {
  const answer = guest(analysisWith(router), 'router', part)
  if (!answer.ok) throw new Error(answer.finding.code)
  return answer.answer
}

const linesOf = (router: GuestConfiguration, part: GuestPart): readonly string[] =>
  guestText(answerOf(router, part), { language: 'en' }).trimEnd().split('\n')

describe('interfaces', () => {
  const kinds: GuestConfiguration = {
    tunnels: [
      { kind: 'vxlan', dev: 'vxlan0', id: 9, local: '10.0.1.9', remote: '10.9.0.4', port: 8472 },
      { kind: 'gre', dev: 'gre1', local: '10.0.1.9', remote: '10.9.0.5', id: 258 },
      { kind: 'ipip', dev: 'ipip1', local: '10.0.1.9', remote: '10.9.0.6', inner: '192.168.9.1/30' },
      { kind: 'wireguard', dev: 'wg0', remote: '10.9.0.7' },
      { kind: 'ipsec', dev: 'vti0', local: '10.0.1.9', remote: '10.9.0.8', id: 42 },
      { kind: 'ipsec', dev: 'xfrm0', remote: '10.9.0.9', id: 42 },
    ],
    addresses: [
      { dev: 'lo', address: '9.9.9.9/32' },
      { dev: 'dummy0', address: '10.77.0.1/24' },
      { dev: 'dummy0', address: '10.77.0.2/24' },
    ],
    links: [
      { dev: 'gre1', up: false },
      { dev: 'eth1', mtu: 1400 },
    ],
  }
  const lines = linesOf(kinds, 'addr')

  test.each([
    '3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1400 qdisc mq state UP group default qlen 1000',
    '    inet 9.9.9.9/32 scope global lo',
    '    inet 10.77.0.2/24 scope global secondary dummy0',
    '4: dummy0: <BROADCAST,NOARP,UP,LOWER_UP> mtu 1500 qdisc noqueue state UNKNOWN group default qlen 1000',
    '    vxlan id 9 remote 10.9.0.4 local 10.0.1.9 srcport 0 0 dstport 8472 ttl auto ageing 300 udpcsum noudp6zerocsumtx noudp6zerocsumrx numtxqueues 1 numrxqueues 1 gso_max_size 62780 gso_max_segs 65535',
    '6: gre1@NONE: <POINTOPOINT,NOARP> mtu 1476 qdisc noop state DOWN group default qlen 1000',
    '    link/gre 10.0.1.9 peer 10.9.0.5 promiscuity 0 minmtu 0 maxmtu 0',
    '7: ipip1@NONE: <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1480 qdisc noqueue state UNKNOWN group default qlen 1000',
    '    inet 192.168.9.1/30 scope global ipip1',
    '8: wg0: <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1420 qdisc noqueue state UNKNOWN group default qlen 1000',
    '    vti remote 10.9.0.8 local 10.0.1.9 ikey 0.0.0.42 okey 0.0.0.42 numtxqueues 1 numrxqueues 1 gso_max_size 62780 gso_max_segs 65535',
    '    xfrm if_id 0x2a numtxqueues 1 numrxqueues 1 gso_max_size 62780 gso_max_segs 65535',
  ])('%s', (line) => {
    expect(lines).toContain(line)
  })

  test('a key is printed as four numbers', () => {
    expect(lines.join('\n')).toContain('ikey 0.0.1.2 okey 0.0.1.2')
  })

  test('an interface that is down has no network in the table', () => {
    const down = linesOf({ ...kinds, links: [{ dev: 'ipip1', up: false }] }, 'route')
    expect(down.join('\n')).not.toContain('ipip1')
    expect(linesOf(kinds, 'route')).toContain(
      '192.168.9.0/30 dev ipip1 proto kernel scope link src 192.168.9.1',
    )
  })
})

describe('routes', () => {
  test('a machine of which nothing is said has what DHCP tells', () => {
    expect(linesOf({}, 'route')).toEqual([
      'default via 10.0.1.1 dev eth0 proto dhcp src 10.0.1.9 metric 100',
      '10.0.1.0/24 dev eth0 proto kernel scope link src 10.0.1.9 metric 100',
      '10.0.1.1 dev eth0 proto dhcp scope link src 10.0.1.9 metric 100',
      '10.0.2.0/24 dev eth1 proto kernel scope link src 10.0.2.9 metric 200',
      '10.0.2.1 dev eth1 proto dhcp scope link src 10.0.2.9 metric 200',
      '168.63.129.16 via 10.0.1.1 dev eth0 proto dhcp src 10.0.1.9 metric 100',
      '169.254.169.254 via 10.0.1.1 dev eth0 proto dhcp src 10.0.1.9 metric 100',
    ])
  })

  test('a description that names what DHCP tells anyway adds nothing, another one does', () => {
    const again = { prefix: '0.0.0.0/0', via: '10.0.1.1', dev: 'eth0' }
    const defaults = (router: GuestConfiguration) =>
      linesOf(router, 'route').filter((line) => line.startsWith('default'))
    expect(defaults({ routes: [again] })).toEqual(defaults({}))
    expect(defaults({ routes: [{ ...again, protocol: 'kernel' }] })).toEqual([
      'default via 10.0.1.1 dev eth0',
      ...defaults({}),
    ])
  })

  test('equal paths of BGP are one route with two next hops', () => {
    const lines = linesOf({ bgp: twoNeighbours }, 'route')
    const at = lines.indexOf('172.16.0.0/16 proto bgp metric 20')
    expect(lines.slice(at, at + 3)).toEqual([
      '172.16.0.0/16 proto bgp metric 20',
      '\tnexthop via 10.0.1.4 dev eth0 weight 1',
      '\tnexthop via 10.0.2.4 dev eth1 weight 1',
    ])
  })

  test('BIRD marks what it installs with its own name', () => {
    const { route } = answerOf({ bgp: { ...twoNeighbours, daemon: 'bird' } })
    expect(route?.[0]?.routes.find(({ prefix }) => prefix === '172.16.0.0/16')).toMatchObject({
      protocol: 'bird',
      metric: 32,
    })
  })

  test('of two routes with one prefix and metric the kernel keeps the first', () => {
    const written = [
      { prefix: '10.60.0.0/16', via: '10.0.1.4' },
      { prefix: '10.60.0.0/16', via: '10.0.2.4' },
      { prefix: '10.60.0.0/16', via: '10.0.2.4', metric: 5 },
    ]
    expect(linesOf({ routes: written }, 'route').filter((line) => line.startsWith('10.60'))).toEqual([
      '10.60.0.0/16 via 10.0.1.4 dev eth0',
      '10.60.0.0/16 via 10.0.2.4 dev eth1 metric 5',
    ])
  })

  /** By address and length, so that the law asks inside and outside of everything that is configured. */
  const configured: GuestConfiguration = {
    bgp: twoNeighbours,
    tunnels: [
      { kind: 'vxlan', dev: 'vxlan0', id: 1, local: 'eth0', remote: '10.0.2.4', inner: '10.70.0.1/24' },
    ],
    routes: [
      { prefix: '10.60.0.0/16', via: '10.0.2.4' },
      { prefix: '10.60.1.0/24', via: '10.70.0.2' },
      { prefix: '10.61.0.0/16', blackhole: true },
      { prefix: '172.16.5.0/24', via: '10.0.1.4', protocol: 'static' },
      { prefix: '10.62.0.0/16', via: '10.60.1.9', protocol: 'static' },
    ],
  }
  const spaces = [
    '10.0.1.0',
    '10.0.2.0',
    '10.60.0.0',
    '10.61.0.0',
    '10.62.0.0',
    '10.70.0.0',
    '172.16.0.0',
    '8.8.0.0',
  ]

  test('the printed table leads where packets go', () => {
    const analysis = analysisWith(configured)
    const router = analysis.network.vms.find(({ name }) => name === 'router')
    if (router === undefined) throw new Error('no router')
    const main = answerOf(configured).route?.[0]?.routes ?? []
    const printed = (destination: ReturnType<typeof address>): readonly string[] => {
      const holding = main.flatMap((row) => {
        const prefix = prefixNamed(row.prefix)
        return prefix !== undefined && containsAddress(prefix, destination) ? [{ row, prefix }] : []
      })
      const best = holding.reduce((a, b) => (b.prefix.length > a.prefix.length ? b : a))
      return best.row.kind === 'blackhole'
        ? ['blackhole']
        : [...new Set(best.row.nextHops.flatMap(({ dev }) => dev ?? []))].sort()
    }
    fc.assert(
      fc.property(fc.constantFrom(...spaces), fc.integer({ min: 2, max: 65_533 }), (space, offset) => {
        const first = address(space)
        if (!isIpv4(first)) return
        const destination = ipv4Of(first + offset)
        const chosen = kernelChoices(router, destination, analysis.controlPlane).map((choice) =>
          choice.kind === 'blackhole' ? 'blackhole' : choice.dev,
        )
        expect(printed(destination)).toEqual([...new Set(chosen)].sort())
      }),
    )
  })
})

describe('FRR', () => {
  test('what it knows of BGP, and how many routes it tells each neighbour', () => {
    const { bgp } = answerOf({ bgp: { ...twoNeighbours, networks: ['10.0.1.0/24'] } })
    expect(bgp).toMatchObject({ asn: 65000, routerId: '10.0.2.9' })
    expect(
      bgp?.paths.map(({ prefix, nextHop, best, multipath }) => [prefix, nextHop, best, multipath]),
    ).toEqual([
      ['10.0.1.0/24', '0.0.0.0', true, false],
      ['172.16.0.0/16', '10.0.1.4', true, false],
      ['172.16.0.0/16', '10.0.2.4', false, true],
      ['172.20.0.0/16', '10.0.1.4', true, false],
      ['172.20.0.0/16', '10.0.2.4', false, true],
    ])
    expect(bgp?.neighbours).toEqual([
      { address: '10.0.1.4', asn: 65001, up: true, received: 2, sent: 3 },
      { address: '10.0.2.4', asn: 65001, up: true, received: 2, sent: 3 },
    ])
  })

  test('an aggregate discards what nothing inside it takes', () => {
    const lines = linesOf({ bgp: { ...twoNeighbours, aggregates: [{ prefix: '172.0.0.0/8' }] } }, 'frr')
    expect(lines).toContain('B>* 172.0.0.0/8 [200/0] unreachable (blackhole), weight 1, 00:00:00')
  })

  test('a network longer than its column puts the rest on the next line', () => {
    const bgp = { ...twoNeighbours, networks: ['192.168.100.128/25'] }
    const lines = linesOf({ bgp }, 'bgp')
    const at = lines.indexOf('*> 192.168.100.128/25')
    expect(lines[at + 1]).toBe('                    0.0.0.0                  0         32768 i')
  })

  test.each([
    ['no FRR', {}, 'frr', 'noFrr'],
    [
      'static routes only',
      { routes: [{ prefix: '10.60.0.0/16', via: '10.0.1.4', protocol: 'static' as const }] },
      'bgp',
      'noBgp',
    ],
    ['bgpd is off', { bgp: { ...twoNeighbours, running: false } }, 'bgp', 'off'],
    ['BIRD', { bgp: { ...twoNeighbours, daemon: 'bird' as const } }, 'bgp', 'bird'],
    ['IOS', { interfaces: { GigabitEthernet1: 'left' }, bgp: twoNeighbours }, 'frr', 'ios'],
  ] as const)('nothing is made up where it does not run: %s', (_, router, part, found) => {
    const answer = guest(analysisWith(router), 'router', part)
    expect(answer).toMatchObject({ ok: false, finding: { code: 'HP1105', parameters: { part, found } } })
  })

  test('an unknown name has the usual finding', () => {
    expect(guest(analysisWith({}), 'rooter')).toMatchObject({
      ok: false,
      finding: { code: 'HP5001', parameters: { suggestion: 'router' } },
    })
  })
})

describe('two layers', () => {
  const layersOf = (router: GuestConfiguration) =>
    answerOf(router, 'layers').layers?.map(({ prefix, code, via }) => [
      prefix,
      code,
      ...(via === undefined ? [] : [via]),
    ])

  test('what Azure sends back to the machine is a loop, whatever the kernel says', () => {
    expect(layersOf({})).toEqual([['10.41.0.0/16', 'back']])
  })

  test('the same next element is no difference, another one is', () => {
    const agrees = [{ prefix: '10.40.0.0/16', via: '10.0.1.4' }]
    const differs = [{ prefix: '10.40.0.0/16', via: '10.0.1.7' }]
    const loop = ['10.41.0.0/16', 'back']
    expect(layersOf({ routes: agrees })).toEqual([loop])
    expect(layersOf({ routes: differs })).toEqual([['10.40.0.0/16', 'elsewhere', '10.0.1.7'], loop])
  })

  test('the first address of a subnet names nobody', () => {
    expect(layersOf({ routes: [{ prefix: '10.40.0.0/16', via: '10.0.1.1' }] })).toEqual([
      ['10.41.0.0/16', 'back'],
    ])
  })

  test('what Azure has no way for is dropped, what a tunnel takes is hidden', () => {
    const router: GuestConfiguration = {
      tunnels: [
        { kind: 'vxlan', dev: 'vxlan0', id: 1, local: 'eth0', remote: '10.0.2.4', inner: '169.254.0.1/30' },
      ],
      routes: [
        { prefix: '172.30.0.0/16', via: '10.0.1.4' },
        { prefix: '10.40.0.0/16', via: '169.254.0.2' },
      ],
    }
    expect(layersOf(router)).toEqual([
      ['10.40.0.0/16', 'hidden', '169.254.0.2'],
      ['10.41.0.0/16', 'back'],
      ['172.30.0.0/16', 'dropped', '10.0.1.4'],
    ])
  })
})

test('a stopped machine and one of another system are told above the tables', () => {
  const windows = { ...answerOf({}), system: 'windows', running: false } as const
  const text = guestText(windows, { language: 'en' })
  expect(text).toContain('router runs Windows')
  expect(text).toContain('router is stopped')
})
