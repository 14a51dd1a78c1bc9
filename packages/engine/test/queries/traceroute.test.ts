// The lines of a traceroute, from ways alone.
import { expect, test } from 'vitest'
import type { Hop, Way } from '../../src/forwarding/index.ts'
import { type Address, address } from '../../src/net/index.ts'
import { tracerouteOf } from '../../src/queries/traceroute.ts'

const hop = (text: string | undefined, changes: Partial<Hop> = {}): Hop => ({
  kind: 'appliance',
  element: text ?? 'nobody',
  address: text === undefined ? undefined : address(text),
  answers: text !== undefined,
  decrements: true,
  decision: { code: 'kernelRoute', rule: 'R6.12', parameters: {} },
  ...changes,
})

const way = (ending: Way['ending'], ...hops: readonly Hop[]): Way => ({
  share: 1,
  ending,
  hops,
  assumptions: [],
  deliveredTo: undefined,
  packet: {
    source: address('10.1.0.4'),
    destination: address('10.9.0.4'),
    protocol: 'icmp',
    port: undefined,
  },
  translations: [],
  passed: new Set(),
})

const ownAddress = ({ answers, address: own }: Hop): readonly Address[] =>
  answers && own !== undefined ? [own] : []

const lines = (ways: readonly Way[]): readonly string[] =>
  tracerouteOf(ways, address('10.9.0.4'), ownAddress, true).map(
    ({ ttl, addresses, silent }) => `${ttl} ${[...addresses, ...(silent ? ['*'] : [])].join(' ')}`,
  )

test('elements that take nothing off the TTL do not show', () => {
  expect(lines([way('delivered', hop('10.0.0.4', { decrements: false }), hop('10.0.1.4'))])).toEqual([
    '1 10.0.1.4',
    '2 10.9.0.4',
  ])
})

test('an element that does not answer, or has no address, is silent', () => {
  expect(lines([way('delivered', hop('10.0.0.4', { answers: false }), hop(undefined))])).toEqual([
    '1 *',
    '2 *',
    '3 10.9.0.4',
  ])
})

test('an answer that does not come back is silence', () => {
  const only = (each: Hop): readonly Address[] => (each.element === '10.0.1.4' ? ownAddress(each) : [])
  const ways = [way('delivered', hop('10.0.0.4'), hop('10.0.1.4'))]
  const printed = tracerouteOf(ways, address('10.9.0.4'), only, false)
  expect(printed.map(({ addresses, silent }) => [addresses.join(), silent])).toEqual([
    ['', true],
    ['10.0.1.4', false],
    ['', true],
  ])
})

test('a way that ends early has one silent line for all that follow', () => {
  expect(lines([way('noRoute', hop('10.0.0.4'))])).toEqual(['1 10.0.0.4', '2 *'])
  expect(lines([way('noRoute')])).toEqual(['1 *'])
})

test('equal ways share lines: addresses in ascending order, each once, silence beside them', () => {
  expect(
    lines([
      way('delivered', hop('10.0.0.12')),
      way('delivered', hop('10.0.0.4')),
      way('delivered', hop('10.0.0.12')),
      way('noRoute', hop('10.0.0.9', { answers: false })),
    ]),
  ).toEqual(['1 10.0.0.4 10.0.0.12 *', '2 10.9.0.4 *'])
})

test('ways of different length show the destination at both', () => {
  expect(
    lines([way('delivered', hop('10.0.0.4')), way('delivered', hop('10.0.0.4'), hop('10.0.1.4'))]),
  ).toEqual(['1 10.0.0.4', '2 10.0.1.4 10.9.0.4', '3 10.9.0.4'])
})

test('no ways, no lines', () => {
  expect(lines([])).toEqual([])
})

test('in a loop the same elements answer again, until the tool gives up', () => {
  const [first, second] = [hop('10.0.0.4'), hop('10.0.1.4')]
  const round = [second, hop(undefined, { decrements: false }), hop('10.0.2.4', { answers: false })]
  const looping = { ...way('loop', first, ...round), round }
  const shown = lines([looping])
  expect(shown).toHaveLength(30)
  expect(shown.slice(0, 6)).toEqual(['1 10.0.0.4', '2 10.0.1.4', '3 *', '4 10.0.1.4', '5 *', '6 10.0.1.4'])
})

test('a loop without an element that takes off the TTL shows nothing', () => {
  const round = [hop('10.0.1.4', { decrements: false })]
  expect(lines([{ ...way('loop', ...round), round }])).toEqual(['1 *'])
})
