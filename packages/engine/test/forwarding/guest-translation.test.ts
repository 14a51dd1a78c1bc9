// Destination NAT in a guest: who gets the packet, what it sees, and how the answer finds back (R6.52).
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, appliance, nic, peered, routeTable, vm, vmOn, vnet } from './azure.ts'
import { balancer, publicIp } from './azure-edge.ts'
import { linesOf, traced, waysOf } from './described.ts'

const published: GuestConfiguration = {
  ipForward: true,
  dnat: [{ dev: 'eth0', protocol: 'tcp', port: 443, to: '10.2.0.4:8443' }],
}
const masqueraded: GuestConfiguration = { ...published, snat: [{ dev: 'eth0' }] }
const https = { protocol: 'tcp', port: 443 } as const

/** A client and a server that reach an appliance over a hub; each may have routes of its own. */
const overHub = (routes: Parameters<typeof routeTable>[1] = []) => [
  vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24' }),
  vnet('a', '10.1.0.0/16', { main: '10.1.0.0/24' }),
  vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'back' } }),
  ...peered('hub', 'a', {}, { allowForwardedTraffic: true }),
  ...peered('hub', 'b', {}, { allowForwardedTraffic: true }),
  routeTable('back', routes),
  ...appliance('nva', 'hub/nva', '10.0.1.4'),
  ...vm('client', 'a/main', '10.1.0.4'),
  ...vm('server', 'b/main', '10.2.0.4'),
]

const ask = (guest: GuestConfiguration, resources = overHub(), question = {}) =>
  traced(analysisOf(resources, { guests: { nva: guest } }), {
    from: 'client',
    to: 'nva',
    ...https,
    ...question,
  })

describe('an appliance that publishes a server', () => {
  test('with its own address as source it gets the answer, and gives it back as its own', () => {
    const answer = ask(masqueraded)
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > nva:destinationTranslated > nva:effectiveRoute > server:localDelivery = delivered',
    ])
    expect(answer.forward.ways[0]?.hops.map((hop) => hop.translatedDestination)).toEqual([
      undefined,
      undefined,
      '10.2.0.4',
      '10.2.0.4',
    ])
    expect(answer.forward.ways[0]?.hops[3]).toMatchObject({
      translatedSource: '10.0.1.4',
      translatedPort: 8443,
    })
    expect(waysOf(answer.return)).toEqual([
      'server:effectiveRoute > nva:kernelRoute > nva:effectiveRoute > client:localDelivery = delivered',
    ])
    // The answer is from 10.2.0.4:8443 before the appliance, and from 10.0.1.4:443 behind it.
    expect(answer.return.ways[0]?.hops.at(-1)).toMatchObject({
      translatedSource: '10.0.1.4',
      translatedSourcePort: 443,
      translatedDestination: '10.1.0.4',
    })
    expect(answer).toMatchObject({ verdict: 'reached', symmetric: true, to: { ip: '10.0.1.4' } })
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.0.1.4'])
  })

  test('with the source of the client it needs the server to answer over it', () => {
    const back = overHub([['10.1.0.0/16', 'VirtualAppliance', '10.0.1.4']])
    expect(ask(published, back)).toMatchObject({ verdict: 'reached', symmetric: true })
    expect(ask(published).return.ending).toBe('noRoute')
  })

  test('another port, another interface or another protocol leaves the destination alone', () => {
    for (const [guest, question] of [
      [masqueraded, { port: 80 }],
      [{ ...published, dnat: [{ dev: 'eth1', to: '10.2.0.4' }] }, {}],
      [masqueraded, { protocol: 'udp' }],
      // To where it goes already.
      [{ ...published, dnat: [{ protocol: 'tcp', port: 443, to: ':443' }] }, {}],
    ] as const)
      expect(waysOf(ask(guest, overHub(), question).forward)).toEqual([
        'client:effectiveRoute > nva:localDelivery = delivered',
      ])
  })

  test('the filter sees the translated destination: FORWARD, and not INPUT', () => {
    const drops = (chain: 'FORWARD' | 'INPUT', port: number): GuestConfiguration => ({
      ...masqueraded,
      filters: [{ chain, port, action: 'drop' }],
    })
    expect(ask(drops('FORWARD', 8443)).forward.ending).toBe('filtered')
    expect(ask(drops('FORWARD', 443)).verdict).toBe('reached')
    expect(ask(drops('INPUT', 8443)).verdict).toBe('reached')
  })

  test('a rule that keeps the destination ends the search', () => {
    const keeps = { ...masqueraded, dnat: [{ source: '10.1.0.0/24', keep: true }, ...(published.dnat ?? [])] }
    expect(waysOf(ask(keeps).forward)).toEqual(['client:effectiveRoute > nva:localDelivery = delivered'])
  })

  test('a target that is a range, or not there, stays unknown and names the rule', () => {
    for (const to of ['10.2.0.4-10.2.0.9', '10.2.0.4:8000-8010', 'server', '10.2.0.4:0']) {
      const answer = ask({ ...published, dnat: [{ protocol: 'tcp', port: 443, to }] })
      expect(answer.verdict).toBe('unknown')
      expect(answer.forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
        code: 'addressTranslation',
        parameters: { vm: 'nva', rule: `tcp 443 → ${to}` },
      })
    }
  })
})

test('a machine that gives packets to itself answers from where they were sent to', () => {
  const answer = ask({ dnat: [{ protocol: 'tcp', port: 443, to: ':8443' }] })
  expect(waysOf(answer.forward)).toEqual([
    'client:effectiveRoute > nva:destinationTranslated > nva:localDelivery = delivered',
  ])
  expect(answer.forward.ways[0]?.hops[2]).toMatchObject({ translatedPort: 8443 })
  expect(answer.verdict).toBe('reached')
})

test('what is for others, and passes an appliance, may be given to the appliance itself', () => {
  const resources = [
    ...overHub().filter(({ name }) => name !== 'a'),
    vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'to-nva' } }),
    routeTable('to-nva', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
  ]
  const proxy: GuestConfiguration = { dnat: [{ protocol: 'tcp', port: 443, to: ':3128' }] }
  const answer = ask(proxy, resources, { to: 'server' })
  expect(waysOf(answer.forward)).toEqual([
    'client:effectiveRoute > nva:destinationTranslated > nva:localDelivery = delivered',
  ])
  expect(answer.verdict).toBe('reached')
})

describe('a client and a server on one side of the appliance', () => {
  const oneLan = [
    vnet('lan', '10.2.0.0/16', { main: '10.2.0.0/24' }),
    ...appliance('nva', 'lan/main', '10.2.0.9'),
    ...vm('client', 'lan/main', '10.2.0.5'),
    ...vm('server', 'lan/main', '10.2.0.4'),
  ]

  test('the server answers the client by itself, which takes nothing from it', () => {
    const answer = ask(published, oneLan)
    expect(answer).toMatchObject({ verdict: 'notReached', forward: { ending: 'delivered' } })
    expect(waysOf(answer.return)).toEqual(['server:effectiveRoute > client:answerFromElsewhere = filtered'])
    expect(answer.return.ways[0]?.hops.at(-1)?.decision.parameters).toEqual({
      source: '10.2.0.4',
      expected: '10.2.0.9',
    })
  })

  test('with the source replaced as well it works', () => {
    expect(ask(masqueraded, oneLan)).toMatchObject({ verdict: 'reached', symmetric: true })
  })
})

describe('an appliance that publishes a server on the Internet', () => {
  type Front = 'publicAddress' | 'balancer'
  const network = (front: Front, routes: Parameters<typeof routeTable>[1]) => [
    vnet('hub', '10.0.0.0/16', { outer: '10.0.0.0/24', inner: '10.0.1.0/24' }),
    vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'back' } }),
    ...peered('hub', 'b', {}, { allowForwardedTraffic: true }),
    routeTable('back', routes),
    publicIp('outer-ip', '20.0.0.1'),
    publicIp('lb-ip', '20.0.0.2'),
    nic('outer', 'hub/outer', '10.0.0.4', {
      forwards: true,
      ...(front === 'publicAddress' ? { publicAddress: true } : { pool: 'lb/pool' }),
    }),
    nic('inner', 'hub/inner', '10.0.1.4', { forwards: true }),
    vmOn('nva', ['outer', 'inner'], { os: 'Linux' }),
    ...(front === 'balancer' ? [balancer('lb', { publicIp: 'lb-ip', rules: { https: { port: 443 } } })] : []),
    ...vm('server', 'b/main', '10.2.0.4'),
  ]
  const inside: GuestConfiguration = {
    ...published,
    routes: [{ prefix: '10.0.0.0/8', via: '10.0.1.1', dev: 'eth1' }],
  }
  const overNva = [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']] as const
  const from = (front: Front, guest: GuestConfiguration, routes: Parameters<typeof routeTable>[1]) =>
    ask(guest, network(front, routes), {
      from: 'internet',
      to: front === 'publicAddress' ? '20.0.0.1' : '20.0.0.2',
    })

  test.each(['publicAddress', 'balancer'] as const)('the client gets the answer from the %s', (front) => {
    for (const guest of [inside, { ...inside, rpFilter: 'strict' }, { ...inside, snat: [{ dev: 'eth1' }] }]) {
      const answer = from(front, guest as GuestConfiguration, overNva)
      expect(answer.verdict).toBe('reached')
      expect(answer.return.ways[0]?.hops.at(-1)).toMatchObject({
        element: 'Internet',
        translatedSource: front === 'publicAddress' ? '20.0.0.1' : '20.0.0.2',
        translatedSourcePort: 443,
      })
    }
  })

  test('with the client as source the server has to answer over it', () => {
    const answer = from('publicAddress', inside, [])
    expect(answer.verdict).toBe('notReached')
    expect(answer.return.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      code: 'answerLeavesElsewhere',
      rule: 'R6.24',
    })
    expect(from('publicAddress', { ...inside, snat: [{ dev: 'eth1' }] }, []).verdict).toBe('reached')
  })

  test('rules and filters of the guest see the answer before its source is turned back', () => {
    // By the appliance's own address the answer would take a table that leads nowhere.
    const rules = { routes: [...(inside.routes ?? []), { prefix: '0.0.0.0/0', blackhole: true, table: '9' }] }
    const own = { ...inside, ...rules, rules: [{ source: '10.0.0.4/32', table: '9' }] }
    expect(from('publicAddress', own, overNva).verdict).toBe('reached')
    const servers = { ...inside, ...rules, rules: [{ source: '10.2.0.4/32', table: '9' }] }
    expect(from('publicAddress', servers, overNva).return.ending).toBe('noRoute')
    const filter = { chain: 'FORWARD', flow: 'established', action: 'drop' } as const
    expect(
      from('publicAddress', { ...inside, filters: [{ ...filter, source: '10.0.0.4/32' }] }, overNva).verdict,
    ).toBe('reached')
    expect(
      from('publicAddress', { ...inside, filters: [{ ...filter, source: '10.2.0.4/32' }] }, overNva).return
        .ending,
    ).toBe('filtered')
  })
})
