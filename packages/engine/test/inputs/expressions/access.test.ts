// Properties, indices and chains of them.
import { describe, expect, test } from 'vitest'
import { places, probed, shownValue } from '../bicep/probe.ts'

const declarations = `
param some object
param any string
var o = { a: { b: [10, 20, 30] }, n: null, 'x-y': 1, A2: 'two' }
var list = [{ k: 'a' }, { k: 'b' }]
`

describe('plain access', () => {
  test.each([
    ['o.a.b[1]', '20'],
    ["o['a'].b[0]", '10'],
    ["o['x-y']", '1'],
    ['o.a2', "'two'"],
    ["o['A']['B'][2]", '30'],
    ['o.a.b[^1]', '30'],
    ['o.a.b[^3]', '10'],
    ['list[1].k', "'b'"],
    ['o[list[0].k].b[length(list)]', '30'],
    ['o.a!.b![0]!', '10'],
    ['{ a: 1, a: 2 }.a', '2'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

describe('what is not there is unknown and says what was asked for', () => {
  test.each([
    ['o.b', '?o.b'],
    ['o.a.b[3]', '?o.a.b[3]'],
    ['o.a.b[^0]', '?o.a.b[0]'],
    ['o.a.b[^4]', '?o.a.b[4]'],
    ['o.n.x', '?o.n.x'],
    ['list.k', '?list.k'],
    ["list['k']", '?list[k]'],
    ['o.a.b[0].c', '?o.a.b[0].c'],
    ['o[0]', '?o[0]'],
  ])('%s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

describe('safe access', () => {
  test.each([
    ['o.?b', 'null'],
    ['o.?b.c.d[0]', 'null'],
    ['o.?b.c ?? 5', '5'],
    ["o[?'b'].c", 'null'],
    ['o.a.b[?7]', 'null'],
    ['o.a.b[?^7]', 'null'],
    ['o.n.?x', 'null'],
    ['o.n.?x.y', 'null'],
    ['(o.?b).c', '?.c'],
    ['(o.?b).?c', 'null'],
    ['o.?a.b[0]', '10'],
    ['o.?a.?b[?1]', '20'],
    ['o.?b!.c', 'null'],
    ['list[?0].?k', "'a'"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

describe('into unknown values', () => {
  test.each([
    ['some.x.y', '?some.x.y'],
    ['some.list[0].z', '?some.list[0].z'],
    ['some.?x ?? 1', '?some.x'],
    ["some['x']", "?some['x']"],
    ['o[any]', '?…[any]'],
    ['o.a.b[^some.index]', '?…[^some.index]'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

test('an entry is evaluated without its neighbours', () => {
  const loaded = probed('{ a: 1, b: nowhere }.a + [2, nowhere][0]')
  expect(places(loaded)).toEqual([])
})

test('a chain as long as the parser takes it', () => {
  expect(shownValue(`x${'.?a'.repeat(900)}`, 'var x = {}\n')).toBe('null')
})
