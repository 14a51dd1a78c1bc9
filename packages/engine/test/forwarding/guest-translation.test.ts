// Destination NAT in a guest: who is reached, what it sees, and who puts the address back (R6.52).
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, appliance, peered, vm, vnet } from './azure.ts'
import { traced, waysOf } from './described.ts'

/** A client, an appliance that publishes a server, and the server. */
const published = [
  vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24', clients: '10.0.2.0/24' }),
  vnet('b', '10.2.0.0/16', { main: '10.2.0.0/24' }),
  ...peered('hub', 'b', {}, { allowForwardedTraffic: true }),
  ...appliance('nva', 'hub/nva', '10.0.1.4'),
  ...vm('client', 'hub/clients', '10.0.2.4'),
  ...vm('server', 'b/main', '10.2.0.4'),
]

const web = { from: 'client', to: 'nva', protocol: 'tcp', port: 80 } as const

const ask = (guest: GuestConfiguration, question: Parameters<typeof traced>[1] = web, others = {}) =>
  traced(analysisOf(published, { guests: { nva: { ipForward: true, ...guest }, ...others } }), question)

const toServer = { protocol: 'tcp', port: 80, to: '10.2.0.4:8080' } as const
const both: GuestConfiguration = { dnat: [toServer], snat: [{ dev: 'eth0' }] }

describe('an appliance that publishes a server', () => {
  test('with source NAT behind it, the answer comes back the same way', () => {
    const answer = ask(both)
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > nva:destinationTranslated > nva:effectiveRoute > server:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'server:effectiveRoute > nva:kernelRoute > nva:effectiveRoute > client:localDelivery = delivered',
    ])
    expect([answer.verdict, answer.symmetric]).toEqual(['reached', true])
  })

  test('the hops behind it see what it made of the packet, and the sender its own', () => {
    const { forward, return: back } = ask(both)
    const seen = forward.ways[0]?.hops.map((hop) => [
      hop.translatedSource,
      hop.translatedDestination,
      hop.translatedPort,
    ])
    const none = [undefined, undefined, undefined]
    const made = ['10.0.1.4', '10.2.0.4', 8080]
    expect(seen).toEqual([none, none, made, made])
    expect(back.ways[0]?.hops.at(-1)).toMatchObject({
      translatedSource: '10.0.1.4',
      translatedDestination: '10.0.2.4',
    })
  })

  test('without source NAT the answer goes round it, and the sender does not know it', () => {
    const answer = ask({ dnat: [toServer] })
    expect(answer.forward.ending).toBe('delivered')
    expect(waysOf(answer.return)).toEqual(['server:effectiveRoute > client:answerFromElsewhere = filtered'])
    expect(answer.return.ways[0]?.hops.at(-1)?.decision.parameters).toEqual({
      element: 'client',
      source: '10.2.0.4',
      expected: '10.0.1.4',
    })
    expect(answer.verdict).toBe('notReached')
  })

  test('its FORWARD filter sees the new destination, its INPUT filter nothing of it', () => {
    const forward = (port: string): GuestConfiguration => ({
      ...both,
      policies: { FORWARD: 'drop', INPUT: 'drop' },
      filters: [
        { chain: 'FORWARD', flow: 'established', action: 'accept' },
        { chain: 'FORWARD', protocol: 'tcp', ports: [port], destination: '10.2.0.4/32', action: 'accept' },
      ],
    })
    expect(ask(forward('8080')).verdict).toBe('reached')
    expect(ask(forward('80')).forward.ending).toBe('filtered')
  })

  test('what no rule is for stays at the appliance', () => {
    for (const dnat of [
      { ...toServer, port: 81 },
      { ...toServer, dev: 'eth1' },
      { ...toServer, source: '10.9.0.0/16' },
      { ...toServer, destination: '10.9.0.0/16' },
      { ...toServer, protocol: 'udp' },
    ])
      expect(waysOf(ask({ dnat: [dnat] }).forward)).toEqual([
        'client:effectiveRoute > nva:localDelivery = delivered',
      ])
    const kept = ask({ dnat: [{ source: '10.0.2.0/24' }, toServer] })
    expect(waysOf(kept.forward)).toEqual(['client:effectiveRoute > nva:localDelivery = delivered'])
  })

  test('another port of its own is local delivery, and answers come from the port that was asked', () => {
    for (const to of [':8080', '10.0.1.4:8080']) {
      const answer = ask({ dnat: [{ ...toServer, to }], policies: { FORWARD: 'drop' } })
      expect(waysOf(answer.forward)).toEqual([
        'client:effectiveRoute > nva:destinationTranslated > nva:localDelivery = delivered',
      ])
      expect(answer.verdict).toBe('reached')
    }
    const filters: GuestConfiguration['filters'] = [
      { chain: 'INPUT', protocol: 'tcp', port: 80, action: 'drop' },
    ]
    expect(ask({ dnat: [{ ...toServer, to: ':8080' }], filters }).verdict).toBe('reached')
  })

  test.each(['10.2.0.4-10.2.0.9', 'server', '127.0.0.1:80', '10.2.0.4:web'])(
    'a destination that is not one address (%s) stays unknown, with the rule',
    (to) => {
      const answer = ask({ dnat: [{ ...toServer, to }] })
      expect(answer.verdict).toBe('unknown')
      expect(answer.forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
        code: 'addressTranslation',
        parameters: { vm: 'nva', to },
      })
    },
  )
})

describe("a machine's own packets", () => {
  const own: GuestConfiguration = {
    dnat: [{ chain: 'OUTPUT', protocol: 'tcp', port: 80, destination: '192.0.2.1/32', to: '10.2.0.4:8080' }],
  }
  const question = { from: 'client', to: '192.0.2.1', protocol: 'tcp', port: 80 } as const

  test('go where its OUTPUT chain sends them, and the answer is for the one that was asked', () => {
    const answer = ask({}, question, { client: own })
    expect(waysOf(answer.forward)).toEqual([
      'client:destinationTranslated > client:effectiveRoute > server:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual(['server:effectiveRoute > client:localDelivery = delivered'])
    expect(answer.verdict).toBe('reached')
  })

  test('a rule for what comes in is not for them', () => {
    const [rule] = own.dnat ?? []
    const answer = ask({}, question, { client: { dnat: [{ ...rule, chain: 'PREROUTING' }] } })
    expect(waysOf(answer.forward)[0]).toContain('internetEgress')
  })
})

describe('connection tracking (R6.20)', () => {
  // The way there over nva, the way back straight: b has no route over the appliance.
  const tracking = (flow: 'established' | 'invalid', action: 'accept' | 'drop'): GuestConfiguration => ({
    ...(action === 'accept' ? { policies: { FORWARD: 'drop' } as const } : {}),
    filters: [{ chain: 'FORWARD', flow, action }],
  })
  const asymmetric = (guest: GuestConfiguration, protocol: 'tcp' | 'udp') => {
    const resources = [
      vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24' }),
      vnet('a', '10.1.0.0/16', { main: '10.1.0.0/24' }),
      vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'back' } }),
      {
        type: 'Microsoft.Network/routeTables',
        name: 'back',
        properties: {
          routes: [
            {
              name: 'r0',
              properties: {
                addressPrefix: '10.1.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.0.1.4',
              },
            },
          ],
        },
      },
      ...peered('hub', 'a', {}, { allowForwardedTraffic: true }),
      ...peered('hub', 'b', {}, { allowForwardedTraffic: true }),
      ...peered('a', 'b', {}, {}),
      ...appliance('nva', 'hub/nva', '10.0.1.4'),
      ...vm('vm-a', 'a/main', '10.1.0.4'),
      ...vm('vm-b', 'b/main', '10.2.0.4'),
    ]
    const analysis = analysisOf(resources, { guests: { nva: { ipForward: true, ...guest } } })
    return traced(analysis, { from: 'vm-a', to: 'vm-b', protocol, port: 443 })
  }

  test('a reply of which it has not seen the request belongs to no flow', () => {
    const answer = asymmetric(tracking('established', 'accept'), 'tcp')
    expect(answer.forward.ending).toBe('delivered')
    expect(waysOf(answer.return)).toEqual(['vm-b:effectiveRoute > nva:noFlowState = filtered'])
  })

  test('a rule against what belongs to no flow drops it, for TCP', () => {
    expect(asymmetric(tracking('invalid', 'drop'), 'tcp').verdict).toBe('notReached')
    expect(asymmetric(tracking('invalid', 'drop'), 'udp').verdict).toBe('reached')
    expect(asymmetric({}, 'tcp').verdict).toBe('reached')
  })
})
