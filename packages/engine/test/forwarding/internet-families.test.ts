// Both families, from and to the Internet and between ends that are called by names, and each IP configuration for itself (R6.22–R6.25, R6.28).
import { describe, expect, test } from 'vitest'
import { trace } from '../../src/queries/index.ts'
import { type ArmResource, analysisOf, appliance, nic, routeTable, vm, vmOn, vnet } from './azure.ts'
import { type BalancerSettings, balancer, dualBalancer, natGateway, publicIp } from './azure-edge.ts'
import { lastDecision, linesOf, traced, waysOf } from './described.ts'

const own = { ipv4: '10.0.0.4', ipv6: 'fd00::4' } as const

const dualVnet = (subnet: { readonly natGateway?: string } = {}): ArmResource =>
  vnet('lan', ['10.0.0.0/16', 'fd00::/48'], {
    main: { prefix: ['10.0.0.0/24', 'fd00::/64'], ...subnet },
  })

/** A machine of both families; `published` is the configuration that has the public address. */
const dual = (published: 'ipv4' | 'ipv6' | 'none'): readonly ArmResource[] => [
  dualVnet(),
  publicIp('pip', published === 'ipv6' ? '2001:db8:1::1' : '20.0.0.1'),
  nic('vm1-nic', 'lan/main', [own.ipv4, own.ipv6], {
    publicAddresses: [published === 'ipv4' ? 'pip' : undefined, published === 'ipv6' ? 'pip' : undefined],
  }),
  vmOn('vm1', ['vm1-nic']),
]

const https = { protocol: 'tcp', port: 443 } as const

describe('from the Internet (R6.24)', () => {
  test.each([
    ['ipv4', '192.0.2.1', '20.0.0.1', own.ipv4],
    ['ipv6', '2001:db8:ffff::1', '2001:db8:1::1', own.ipv6],
  ] as const)('a machine is called by the public address that it has: %s', (family, from, to, inside) => {
    const answer = traced(analysisOf(dual(family)), { from: 'internet', to: 'vm1', ...https })
    expect(answer).toMatchObject({ verdict: 'reached', from: { ip: from }, to: { vm: 'vm1', ip: to } })
    // What lies between Azure and the caller takes off more.
    expect(answer.replyTtl).toBeNull()
    expect(answer.forward.ways[0]?.hops.at(-1)?.address).toBe(inside)
  })

  test.each([
    ['ipv4', '2001:db8:9::9', 'vm1'],
    ['ipv6', '8.8.8.8', 'vm1'],
    ['ipv4', 'internet', own.ipv6],
    ['ipv6', 'internet', own.ipv4],
    ['none', 'internet', 'vm1'],
  ] as const)('with one of %s nothing of %s leads to %s', (family, from, to) => {
    const answer = traced(analysisOf(dual(family)), { from, to, ...https })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['noRoute', 'noPublicAddress'])
    expect(answer.verdict).toBe('notReached')
  })

  test('the name of the Internet is of the family that is called', () => {
    const answer = traced(analysisOf(dual('none')), { from: 'internet', to: own.ipv6, ...https })
    expect(answer.from.ip).toBe('2001:db8:ffff::1')
  })

  const twoConfigurations = [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    publicIp('pip', '20.0.0.1'),
    nic('vm1-nic', 'lan/main', ['10.0.0.4', '10.0.0.5'], { publicAddresses: [undefined, 'pip'] }),
    vmOn('vm1', ['vm1-nic']),
  ]

  test('of two configurations that with the public address is reached, and no other', () => {
    const ask = (to: string) => traced(analysisOf(twoConfigurations), { from: '8.8.8.8', to, ...https })
    expect([ask('10.0.0.5').verdict, ask('20.0.0.1').verdict, ask('vm1').verdict]).toEqual([
      'reached',
      'reached',
      'reached',
    ])
    expect(ask('vm1').forward.ways[0]?.hops.at(-1)?.address).toBe('10.0.0.5')
    const other = ask('10.0.0.4')
    expect([other.verdict, lastDecision(other.forward)]).toEqual(['notReached', 'noPublicAddress'])
  })

  test('a public address that no input declares leads to its configuration alone', () => {
    const undeclared = twoConfigurations.filter(({ name }) => name !== 'pip')
    const ask = (to: string) => traced(analysisOf(undeclared), { from: '8.8.8.8', to, ...https })
    expect([ask('vm1').verdict, ask('10.0.0.5').verdict, ask('10.0.0.4').verdict]).toEqual([
      'reached',
      'reached',
      'notReached',
    ])
  })

  test('what does not arrive is answered from the address of the machine', () => {
    const stopped = analysisOf(twoConfigurations, { state: [{ vm: 'vm1', up: false }] })
    const answer = traced(stopped, { from: '8.8.8.8', to: 'vm1', ...https })
    expect(answer.forward.ending).toBe('hostStopped')
    expect(lastDecision(answer.return)).not.toBe('nicForwardingOff')
  })
})

describe('out by IPv6', () => {
  const out = (resources: readonly ArmResource[], to = '2606:4700::1') => {
    const { forward } = traced(analysisOf(resources), { from: 'vm1', to, ...https })
    const last = forward.ways[0]?.hops.at(-1)?.decision
    return [forward.ending, last?.parameters['by'] ?? last?.code, last?.parameters['family']]
  }
  const withNat = (sku: string, address: string): readonly ArmResource[] => [
    dualVnet({ natGateway: 'nat' }),
    publicIp('nat-ip', address),
    natGateway('nat', ['nat-ip'], sku),
    ...vm('vm1', 'lan/main', [own.ipv4, own.ipv6]),
  ]
  const withBalancer = (settings: BalancerSettings, address: string): readonly ArmResource[] => [
    dualVnet(),
    publicIp('lb-ip', address),
    balancer('lb', { publicIp: 'lb-ip', outbound: { out: 'All' }, ...settings }),
    ...vm('vm1', 'lan/main', [own.ipv4, own.ipv6], { pool: 'lb/pool' }),
  ]

  test('nothing leaves unless something says how: Azure lends no IPv6 address (R6.25)', () => {
    expect(out(dual('none'))).toEqual(['noInternetEgress', 'noEgress', 'IPv6'])
    expect(out(dual('none'), '8.8.8.8')).toEqual(['deliveredToInternet', 'default', undefined])
    expect(out(dual('ipv4'))).toEqual(['noInternetEgress', 'noEgress', 'IPv6'])
    expect(out(dual('ipv6'))).toEqual(['deliveredToInternet', 'publicAddress', undefined])
  })

  test('a NAT gateway of the SKU StandardV2 with an IPv6 address carries it, no other (R6.22)', () => {
    expect(out(withNat('Standard', '20.0.0.2'))).toEqual(['noInternetEgress', 'noEgress', 'IPv6'])
    expect(out(withNat('StandardV2', '20.0.0.2'))).toEqual(['noInternetEgress', 'noEgress', 'IPv6'])
    expect(out(withNat('StandardV2', '2001:db8:1::2'))).toEqual([
      'deliveredToInternet',
      'natGateway',
      undefined,
    ])
  })

  test('a load balancer does by a frontend of that family (R6.57)', () => {
    expect(out(withBalancer({}, '20.0.0.3'))).toEqual(['noInternetEgress', 'noEgress', 'IPv6'])
    expect(out(withBalancer({}, '20.0.0.3'), '8.8.8.8')[1]).toBe('outboundRule')
    expect(out(withBalancer({}, '2001:db8:1::3'))[1]).toBe('outboundRule')
    expect(out(withBalancer({}, '2001:db8:1::3'), '8.8.8.8')).toEqual([
      'noInternetEgress',
      'noEgress',
      undefined,
    ])
  })

  test.each([
    ['Tcp', 'udp', 'egressForOtherProtocol'],
    ['Udp', 'tcp', 'egressForOtherProtocol'],
    ['Tcp', 'icmp', 'egressWithoutIcmp'],
  ] as const)('an outbound rule for %s carries no %s, which the answer says', (rule, protocol, code) => {
    const resources = withBalancer({ outbound: { snat: rule } }, '20.0.0.3')
    const { forward } = traced(analysisOf(resources), { from: 'vm1', to: '8.8.8.8', protocol })
    expect(forward.ending).toBe('noInternetEgress')
    expect(forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      code,
      parameters: { balancer: 'lb', rule: 'snat', carries: rule.toLowerCase(), by: 'outboundRule' },
    })
  })
})

describe('addresses that answer (R6.28)', () => {
  const through = (address: string | readonly string[]): readonly ArmResource[] => [
    vnet('lan', ['10.0.0.0/16', 'fd00::/48'], {
      main: { prefix: ['10.0.0.0/24', 'fd00:0:0:1::/64'], routeTable: 'routes' },
      nva: ['10.0.1.0/24', 'fd00:0:0:2::/64'],
      far: ['10.0.2.0/24', 'fd00:0:0:3::/64'],
    }),
    routeTable('routes', [
      ['fd00:0:0:3::/64', 'VirtualAppliance', 'fd00:0:0:2::4'],
      ['10.0.2.0/24', 'VirtualAppliance', '10.0.1.4'],
    ]),
    ...vm('vm1', 'lan/main', ['10.0.0.4', 'fd00:0:0:1::4']),
    ...vm('vm2', 'lan/far', ['10.0.2.4', 'fd00:0:0:3::4']),
    ...appliance('nva', 'lan/nva', address),
  ]

  test('are of the family of the packet', () => {
    const analysis = analysisOf(through(['10.0.1.4', 'fd00:0:0:2::4']))
    const answer = traced(analysis, { from: 'vm1', to: 'fd00:0:0:3::4' })
    expect(linesOf(answer)).toEqual(['fd00:0:0:2::4', 'fd00:0:0:3::4'])
    const printed = answer.forward.ways.flatMap(({ hops }) => hops.map(({ address }) => address))
    expect(printed.every((address) => address?.includes(':'))).toBe(true)
    expect(linesOf(traced(analysis, { from: 'vm1', to: '10.0.2.4' }))).toEqual(['10.0.1.4', '10.0.2.4'])
  })
})

describe('a traceroute from the Internet', () => {
  /** A server behind an appliance to which a public address leads, and which translates what comes for it. */
  const published = (nvaAddress: string, more: readonly ArmResource[] = []): readonly ArmResource[] => [
    vnet('lan', '10.0.0.0/16', {
      nva: '10.0.1.0/24',
      servers: { prefix: '10.0.2.0/24', routeTable: 'back' },
    }),
    routeTable('back', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
    publicIp('nva-ip', '20.0.0.5'),
    nic('nva-nic', 'lan/nva', '10.0.1.4', { forwards: true, publicAddresses: [nvaAddress] }),
    vmOn('nva', ['nva-nic']),
    ...vm('server', 'lan/servers', '10.0.2.4'),
    ...more,
  ]
  const world = {
    guests: {
      nva: {
        ipForward: true,
        dnat: [{ dev: 'eth0', protocol: 'tcp', ports: ['443'], to: '10.0.2.4' }],
      },
    },
  }

  test('shows the public address of an appliance, and no private one', () => {
    const analysis = analysisOf(published('nva-ip'), world)
    const answer = traced(analysis, { from: '8.8.8.8', to: '20.0.0.5', ...https })
    expect(waysOf(answer.forward)[0]).toMatch(/nva:destinationTranslated .* > server:localDelivery/)
    expect(linesOf(answer)).toEqual(['20.0.0.5', '20.0.0.5'])
  })

  test('shows the public address of a machine, by whichever name it is asked for', () => {
    const analysis = analysisOf(dual('ipv4'))
    for (const to of ['vm1', 'vm1-nic', own.ipv4, 'pip'])
      expect(linesOf(traced(analysis, { from: '8.8.8.8', to }))).toEqual(['20.0.0.1'])
  })
})

describe('a load balancer with a frontend of each family', () => {
  const frontends = { ipv4: '10.0.0.100', ipv6: 'fd00::100' }
  const analysis = analysisOf([
    dualVnet(),
    dualBalancer('lb', 'lan/main', frontends),
    ...vm('vm1', 'lan/main', [own.ipv4, own.ipv6]),
  ])

  test.each([
    [own.ipv4, frontends.ipv4],
    [own.ipv6, frontends.ipv6],
    ['vm1', frontends.ipv4],
  ])('is called by %s by its frontend %s', (from, ip) => {
    expect(traced(analysis, { from, to: 'lb', ...https }).to.ip).toBe(ip)
  })

  test('is called by one frontend where that is named', () => {
    expect(traced(analysis, { from: 'vm1', to: 'lb/ipv6', ...https }).to.ip).toBe(frontends.ipv6)
  })

  test('several frontends of one family stay several', () => {
    const others = analysisOf([
      dualVnet(),
      dualBalancer('lb', 'lan/main', { ipv4: '10.0.0.100', ipv6: '10.0.0.101' }),
      ...vm('vm1', 'lan/main', [own.ipv4, own.ipv6]),
    ])
    const answer = trace(others, { from: 'vm1', to: 'lb' })
    expect(answer.ok ? undefined : answer.finding).toMatchObject({
      code: 'HP5067',
      parameters: { name: 'lb', frontends: ['lb/ipv4', 'lb/ipv6'] },
    })
  })

  test('without one of the family there is nothing to call', () => {
    const single = analysisOf([
      dualVnet(),
      balancer('lb', { at: 'lan/main|10.0.0.100' }),
      ...vm('vm1', 'lan/main', [own.ipv4, own.ipv6]),
    ])
    const answer = trace(single, { from: own.ipv6, to: 'lb' })
    expect(answer.ok ? undefined : answer.finding).toMatchObject({
      code: 'HP5064',
      parameters: { name: 'lb', role: 'destination', family: 'IPv6' },
    })
  })
})

describe('hosts of a site', () => {
  const analysis = analysisOf([dualVnet(), ...vm('vm1', 'lan/main', [own.ipv4, own.ipv6])], {
    sites: [
      {
        name: 'office',
        prefixes: ['192.168.0.0/16', 'fd99::/48'],
        hosts: [
          { name: 'pc', ip: '192.168.0.10' },
          { name: 'pc6', ip: 'fd99::10' },
        ],
      },
    ],
  })

  test.each([
    ['pc', 'vm1', '192.168.0.10', own.ipv4],
    ['pc6', 'vm1', 'fd99::10', own.ipv6],
    ['vm1', 'pc6', own.ipv6, 'fd99::10'],
    ['pc6', own.ipv6, 'fd99::10', own.ipv6],
  ])('meet others in their own family: %s to %s', (from, to, source, destination) => {
    const answer = traced(analysis, { from, to })
    expect([answer.from.ip, answer.to.ip]).toEqual([source, destination])
  })

  test.each([
    ['pc6', own.ipv4, { name: 'pc6', role: 'source', family: 'IPv4' }],
    ['pc', own.ipv6, { name: 'pc', role: 'source', family: 'IPv6' }],
    [own.ipv4, 'pc6', { name: 'pc6', role: 'destination', family: 'IPv4' }],
    ['pc', 'pc6', { name: 'pc', role: 'source', family: 'IPv6' }],
  ])('do not in another: %s to %s', (from, to, parameters) => {
    const answer = trace(analysis, { from, to })
    expect(answer.ok ? undefined : answer.finding).toMatchObject({ code: 'HP5064', parameters })
  })
})
