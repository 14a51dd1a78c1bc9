// What unknown values are called, and the names that they come from.
import { describe, expect, test } from 'vitest'
import { unknownAt } from '../../../src/inputs/expressions/evaluated.ts'
import {
  blockedCall,
  composed,
  namesIn,
  symbolicText,
} from '../../../src/inputs/expressions/unknown-origins.ts'
import { scalar } from '../../../src/resources/index.ts'

const unknown = (origin: string) => unknownAt('parameter', origin, undefined)

test.each([
  ['p', '‹p›'],
  ['spoke[0]/name', '‹spoke[0]∕name›'],
  ['a-‹p›', 'a-‹p›'],
])('%s in a text is %s', (origin, expected) => {
  expect(symbolicText(unknown(origin))).toBe(expected)
})

test('a call is told from another by its arguments', () => {
  const name = (...args: Parameters<typeof blockedCall>[1]) =>
    blockedCall('f', args, unknown('p'), undefined).origin
  expect(name(unknown('p'), scalar(1), scalar("it's"))).toBe("f(p, 1, 'its')")
  expect(name(unknown('x-‹p›/y'))).toBe("f('x-${p}/y')")
  expect(name({ kind: 'list', items: [scalar('a'), unknown('p')], span: undefined })).toBe("f(['a', p])")
  expect(name(scalar('x'.repeat(200))).length).toBeLessThan(100)
})

test('an origin does not grow without end', () => {
  expect(composed(unknown('p'), 'x'.repeat(10_000), undefined).origin.length).toBe(500)
})

describe('names in an origin', () => {
  test.each([
    ['p', ['p']],
    ['p.q[0].r', ['p']],
    ['module/p', []],
    ['spoke[0]/p', []],
    ['f(p, 1)', ['p']],
    ["f('p', q)", ['q']],
    ["f('x-${p}-y', 2)", ['p']],
    ["f('x-${g('a${p}', q)}')", ['p', 'q']],
    ['a-‹p›-b-‹q.r›', ['p', 'q']],
    ["a's-‹p›", ['p']],
    ["‹f('x', p)›", ['p']],
    ['‹module∕p›-x', []],
    ["‹f('x${p}')›/‹q›", ['p', 'q']],
    ['p ? … : …', ['p']],
    ['f(…, p)', ['p']],
    ['', []],
    ['‹‹››', []],
    ["'${", []],
  ])('%s', (origin, expected) => {
    expect(namesIn(origin)).toEqual(expected)
  })
})
