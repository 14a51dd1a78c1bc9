// Source NAT in an appliance: who is seen, and how replies and errors find the sender (R6.16).
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, appliance, peered, routeTable, vm, vnet } from './azure.ts'
import { linesOf, traced, waysOf } from './described.ts'
import { forwarded, spokesOverAppliance } from './sample-networks.ts'

const masquerade: GuestConfiguration = { ipForward: true, snat: [{ dev: 'eth0' }] }

describe('an appliance that replaces the source', () => {
  // b has no route to a: without the translation nothing comes back.
  const oneWay = [
    vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24' }),
    vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'a-routes' } }),
    vnet('b', '10.2.0.0/16', { main: '10.2.0.0/24' }),
    ...peered('hub', 'a', {}, { allowForwardedTraffic: true }),
    ...peered('hub', 'b'),
    routeTable('a-routes', [['10.2.0.0/16', 'VirtualAppliance', '10.0.1.4']]),
    ...appliance('nva', 'hub/nva', '10.0.1.4'),
    ...vm('vm-a', 'a/main', '10.1.0.4'),
    ...vm('vm-b', 'b/main', '10.2.0.4'),
  ]

  test('is answered, and gives the reply back to the sender', () => {
    const answer = traced(analysisOf(oneWay, { guests: { nva: masquerade } }), { from: 'vm-a', to: 'vm-b' })
    expect(waysOf(answer.forward)).toEqual([
      'vm-a:effectiveRoute > nva:sourceTranslated > nva:effectiveRoute > vm-b:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'vm-b:effectiveRoute > nva:kernelRoute > nva:effectiveRoute > vm-a:localDelivery = delivered',
    ])
    expect([answer.verdict, answer.symmetric, answer.replyTtl]).toEqual(['reached', true, 63])
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.2.0.4'])
  })

  test('without it the receiving spoke takes nothing', () => {
    const answer = traced(analysisOf(oneWay, { guests: { nva: { ipForward: true } } }), {
      from: 'vm-a',
      to: 'vm-b',
    })
    expect([answer.forward.ending, answer.return.ending]).toEqual(['peeringRefused', 'noRoute'])
  })

  test('the reply still has to pass the peering of the sender, with a foreign source', () => {
    const resources = spokesOverAppliance({ ofB: { allowForwardedTraffic: true } })
    const answer = traced(analysisOf(resources, { guests: { nva: masquerade } }), {
      from: 'vm-a',
      to: 'vm-b',
    })
    expect([answer.forward.ending, answer.return.ending]).toEqual(['delivered', 'peeringRefused'])
  })

  test('a rule for other destinations or another interface leaves the source alone', () => {
    for (const snat of [[{ dev: 'eth0', destination: '8.0.0.0/8' }], [{ dev: 'eth1' }]]) {
      const analysis = analysisOf(spokesOverAppliance(forwarded), { guests: { nva: { snat } } })
      const answer = traced(analysis, { from: 'vm-a', to: 'vm-b' })
      expect(answer.forward.ways[0]?.hops.map(({ decision }) => decision.code)).not.toContain(
        'sourceTranslated',
      )
      expect(answer.verdict).toBe('reached')
    }
  })

  test('an error from behind the appliance reaches the sender through it', () => {
    const chain = [
      vnet('lan', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'to-nva' },
        first: { prefix: '10.0.1.0/24', routeTable: 'to-second' },
        second: '10.0.2.0/24',
      }),
      vnet('far', '10.9.0.0/16', { main: { prefix: '10.9.0.0/24' } }),
      ...peered('lan', 'far', {}, {}),
      routeTable('to-nva', [['10.9.0.0/16', 'VirtualAppliance', '10.0.1.4']]),
      routeTable('to-second', [['10.9.0.0/16', 'VirtualAppliance', '10.0.2.4']]),
      ...appliance('nva', 'lan/first', '10.0.1.4'),
      ...appliance('second', 'lan/second', '10.0.2.4'),
      ...vm('vm-a', 'lan/main', '10.0.0.4'),
      ...vm('vm-b', 'far/main', '10.9.0.4'),
    ]
    const answer = traced(analysisOf(chain, { guests: { nva: masquerade, second: masquerade } }), {
      from: 'vm-a',
      to: 'vm-b',
    })
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.0.2.4', '10.9.0.4'])
    expect(waysOf(answer.return)).toEqual([
      'vm-b:effectiveRoute > second:kernelRoute > second:effectiveRoute > nva:kernelRoute > nva:effectiveRoute > vm-a:localDelivery = delivered',
    ])
  })
})
