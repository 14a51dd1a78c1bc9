// Destination NAT in a guest: who gets the packet, what it sees, and how the answer finds back (R6.52).
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, appliance, peered, routeTable, vm, vnet } from './azure.ts'
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
