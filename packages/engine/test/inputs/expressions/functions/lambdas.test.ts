// Functions that take a lambda: results, unknown results, stability of sort.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failed, failureOf, lambda, resultOf, run, unknown } from './call.ts'

const lost = { unknown: 'parameter' }
const people = [
  { type: 'a', value: 123 },
  { type: 'b', value: 456 },
  { type: 'A', value: 789 },
]

type Person = (typeof people)[number]
const typeOf = lambda(1, ({ type }: Person) => type)
const amountOf = lambda(1, ({ value }: Person) => value)

test.each<readonly [name: string, args: readonly unknown[], result: unknown]>([
  ['map', [['a', 'b'], lambda(1, (name: string) => `Hello ${name}`)], ['Hello a', 'Hello b']],
  ['map', [['a', 'b'], lambda(2, (name: string, index: number) => `${index}${name}`)], ['0a', '1b']],
  ['map', [[], lambda(1, () => 1)], []],
  ['map', [[1, unknown], lambda(1, (item: unknown) => item)], [1, lost]],
  ['filter', [[0, 1, 2, 3], lambda(1, (item: number) => item % 2 === 0)], [0, 2]],
  ['filter', [['a', 'b', 'c'], lambda(2, (_: string, index: number) => index !== 1)], ['a', 'c']],
  ['filter', [[1, 2], lambda(1, (item: number) => (item === 2 ? unknown : true))], lost],
  ['sort', [[8, 3, 10, -13, 5], lambda(2, (a: number, b: number) => a < b)], [-13, 3, 5, 8, 10]],
  ['sort', [['ghi', 'abc', 'def'], lambda(2, (a: string, b: string) => a > b)], ['ghi', 'def', 'abc']],
  ['sort', [[], lambda(2, () => true)], []],
  ['sort', [[2, 1], lambda(2, () => unknown)], lost],
  ['reduce', [['abc', 'def'], '', lambda(2, (all: string, next: string) => all + next)], 'abcdef'],
  [
    'reduce',
    [
      ['a', 'b', 'c'],
      '',
      lambda(3, (all: string, next: string, at: number) => (at % 2 === 0 ? all + next : all)),
    ],
    'ac',
  ],
  ['reduce', [[], 0, lambda(2, () => 1)], 0],
  ['reduce', [[1], unknown, lambda(2, (_: unknown, next: number) => next)], 1],
  ['reduce', [[], unknown, lambda(2, () => 1)], lost],
  ['toObject', [[123, 456], lambda(1, (item: number) => `k${item}`)], { k123: 123, k456: 456 }],
  ['toObject', [people, typeOf, amountOf], { A: 789, b: 456 }],
  ['toObject', [[1], lambda(1, () => unknown)], lost],
  ['groupBy', [people, typeOf], { a: [people[0], people[2]], b: [people[1]] }],
  ['groupBy', [people, typeOf, amountOf], { a: [123, 789], b: [456] }],
  ['mapValues', [{ a: 1, B: 2 }, lambda(1, (value: number) => value * 2)], { a: 2, B: 4 }],
])('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

test.each<readonly [name: string, args: readonly unknown[]]>([
  ['filter', [[1], lambda(1, () => 'yes')]],
  ['sort', [[1, 2], lambda(2, () => 0)]],
  ['toObject', [[1], lambda(1, () => [])]],
])('%s refuses a lambda with a result of the wrong kind', (name, args) => {
  expect(failureOf(name, ...args)).toEqual(failed('lambdaResult'))
})

test('a lambda where a value belongs, and a value where a lambda belongs, are findings', () => {
  expect(run('length', [lambda(1, () => 1)]).findings.map(({ parameters }) => parameters)).toEqual([
    { name: 'length', index: 1, found: 'lambda', expected: ['list', 'string', 'object'] },
  ])
  expect(run('map', [[1], 'x']).findings.map(({ parameters }) => parameters)).toEqual([
    { name: 'map', index: 2, found: 'string', expected: ['lambda'] },
  ])
})

test('sort is stable, whether the predicate is strict or not', () => {
  const pairs = fc.array(fc.record({ key: fc.integer({ min: 0, max: 3 }), at: fc.nat() }), { maxLength: 20 })
  type Pair = { readonly key: number }
  fc.assert(
    fc.property(pairs, fc.boolean(), (items, strict) => {
      const predicate = lambda(2, (a: Pair, b: Pair) => (strict ? a.key < b.key : a.key <= b.key))
      expect(resultOf('sort', items, predicate)).toEqual(items.toSorted((a, b) => a.key - b.key))
    }),
  )
})

test('sort loses nothing, even with a predicate that contradicts itself', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), fc.func(fc.boolean()), (items, chaos) => {
      const sorted = resultOf(
        'sort',
        items,
        lambda(2, (a: number, b: number) => chaos(a, b)),
      )
      const ascending = (values: unknown): unknown =>
        Array.isArray(values) ? values.toSorted((a: number, b: number) => a - b) : values
      expect(ascending(sorted)).toEqual(ascending(items))
    }),
  )
})
