// Machines with two NICs: by which of them a system sends, and what Azure's fabric does with it (R6.3, R6.13, R6.14).
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, nic, vm, vmOn, vnet } from './azure.ts'
import { publicIp } from './azure-edge.ts'
import { traced, waysOf } from './described.ts'

interface Settings {
  readonly os?: 'Linux' | 'Windows'
  readonly forwards?: boolean
  readonly guest?: GuestConfiguration
}

const network = ({ os = 'Linux', forwards = false, guest }: Settings) =>
  analysisOf(
    [
      vnet('lan', '10.0.0.0/16', { front: '10.0.0.0/24', back: '10.0.1.0/24', other: '10.0.2.0/24' }),
      nic('front', 'lan/front', '10.0.0.4', { forwards }),
      nic('back', 'lan/back', '10.0.1.4', { forwards }),
      vmOn('two', ['front', 'back'], { os }),
      ...vm('far', 'lan/other', '10.0.2.4'),
      ...vm('near', 'lan/back', '10.0.1.5'),
      ...vm('beside', 'lan/front', '10.0.0.5'),
    ],
    guest === undefined ? {} : { guests: { two: guest } },
  )

const back = (settings: Settings, from: string, to: string): readonly string[] =>
  waysOf(traced(network(settings), { from, to }).return)

/** Tables by source, as they are set up for machines with several NICs. */
const bySource: GuestConfiguration = {
  routes: [
    { prefix: '0.0.0.0/0', via: '10.0.0.1', dev: 'eth0', table: '200' },
    { prefix: '0.0.0.0/0', via: '10.0.1.1', dev: 'eth1', table: '201' },
  ],
  rules: [
    { source: '10.0.0.4/32', table: '200' },
    { source: '10.0.1.4/32', table: '201' },
  ],
}

const arrives = (client: string) => [`two:effectiveRoute > ${client}:localDelivery = delivered`]
const dropped = ['two:nicForwardingOff = applianceNotForwarding']

describe('a Linux machine', () => {
  test('answers by the interface that its routes name, and Azure drops the address of the other one', () => {
    const answer = traced(network({}), { from: 'far', to: '10.0.1.4' })
    expect(answer.verdict).toBe('notReached')
    expect(answer.forward.ending).toBe('delivered')
    expect(waysOf(answer.return)).toEqual(dropped)
    expect(answer.return.ways[0]?.hops[0]).toMatchObject({
      address: '10.0.0.4',
      decision: { rule: 'R6.3', parameters: { nic: 'front', source: '10.0.1.4' } },
    })
  })

  test.each([
    ['the primary one to another subnet', 'far', '10.0.0.4', arrives('far')],
    ['the second one to its own subnet', 'near', '10.0.1.4', arrives('near')],
    ['the primary one to its own subnet', 'beside', '10.0.0.4', arrives('beside')],
    // The link of the second NIC is nearer than the default route, whatever was asked.
    ['the primary one to the subnet of the second', 'near', '10.0.0.4', dropped],
    ['the second one to the subnet of the primary', 'beside', '10.0.1.4', dropped],
  ])('from %s', (_, client, asked, expected) => {
    expect(back({}, client, asked)).toEqual(expected)
  })

  test('with tables by source answers by the NIC that was asked', () => {
    for (const client of ['far', 'near', 'beside'])
      for (const asked of ['10.0.0.4', '10.0.1.4'])
        expect(back({ guest: bySource }, client, asked)).toEqual(arrives(client))
  })

  test('whose NICs forward may send from either', () => {
    expect(back({ forwards: true }, 'far', '10.0.1.4')).toEqual(arrives('far'))
  })

  test('sends by its routes too what carries the address of another NIC', () => {
    expect(waysOf(traced(network({}), { from: 'back', to: 'far' }).forward)).toEqual(dropped)
    expect(waysOf(traced(network({}), { from: 'two', to: 'near' }).forward)).toEqual(arrives('near'))
  })
})

describe('a Windows machine', () => {
  const os = 'Windows'

  test('answers by the NIC that was asked, whatever link is nearer', () => {
    expect(back({ os }, 'near', '10.0.0.4')).toEqual(arrives('near'))
    expect(back({ os }, 'near', '10.0.1.4')).toEqual(arrives('near'))
    expect(back({ os }, 'far', '10.0.0.4')).toEqual(arrives('far'))
  })

  test('has no default route on its second NIC', () => {
    const answer = traced(network({ os }), { from: 'far', to: '10.0.1.4' })
    expect(waysOf(answer.return)).toEqual(['two:noRouteOfInterface = noRoute'])
    expect(answer.return.ways[0]?.hops[0]?.decision).toMatchObject({
      rule: 'R6.13',
      parameters: { vm: 'two', nic: 'back', destination: '10.0.2.4' },
    })
  })

  test('answers where a route is added there', () => {
    const guest = { routes: [{ prefix: '10.0.0.0/16', via: '10.0.1.1', dev: 'eth1' }] }
    expect(back({ os, guest }, 'far', '10.0.1.4')).toEqual(arrives('far'))
  })
})

test('a public address of the second NIC is of no use without tables by source', () => {
  const ask = (guest?: GuestConfiguration) =>
    traced(
      analysisOf(
        [
          vnet('lan', '10.0.0.0/16', { front: '10.0.0.0/24', back: '10.0.1.0/24' }),
          nic('front', 'lan/front', '10.0.0.4'),
          nic('back', 'lan/back', '10.0.1.4', { publicAddress: true }),
          publicIp('back-ip', '20.0.0.1'),
          vmOn('two', ['front', 'back'], { os: 'Linux' }),
        ],
        guest === undefined ? {} : { guests: { two: guest } },
      ),
      { from: 'internet', to: '20.0.0.1', protocol: 'tcp', port: 22 },
    )
  expect(waysOf(ask().return)).toEqual(dropped)
  expect(ask(bySource).return.ending).toBe('deliveredToInternet')
})
