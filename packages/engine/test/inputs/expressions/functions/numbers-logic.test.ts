// Arithmetic, conversions, comparison and logic, with values that are not known.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failed, failureOf, resultOf, unknown } from './call.ts'

const lost = { unknown: 'parameter' }

test.each<readonly [name: string, args: readonly unknown[], result: unknown]>([
  ['add', [5, 3], 8],
  ['sub', [5, 8], -3],
  ['mul', [-5, 3], -15],
  ['div', [8, 3], 2],
  ['div', [-8, 3], -2],
  ['mod', [7, 3], 1],
  ['mod', [-7, 3], -1],
  ['min', [0, 3, 2], 0],
  ['min', [[5, 4]], 4],
  ['max', [[0, 3, 2]], 3],
  ['max', [7], 7],
  ['int', ['4'], 4],
  ['int', ['-12'], -12],
  ['int', [' +7 '], 7],
  ['int', [9], 9],
  ['float', ['3.5'], 3.5],
  ['float', [3], 3],
  ['bool', ['true'], true],
  ['bool', ['FALSE'], false],
  ['bool', [1], true],
  ['bool', [0], false],
  ['bool', [true], true],
  ['equals', [1, 1], true],
  ['equals', [1, '1'], false],
  ['equals', ['a', 'A'], false],
  ['equals', [null, null], true],
  [
    'equals',
    [
      { a: 1, b: [2] },
      { b: [2], A: 1 },
    ],
    true,
  ],
  ['equals', [{ a: 1 }, { a: 1, b: null }], false],
  ['equals', [['a'], ['a', 'b']], false],
  ['equals', [[], {}], false],
  [
    'equals',
    [
      { a: unknown, b: 1 },
      { a: 2, b: 2 },
    ],
    false,
  ],
  [
    'equals',
    [
      { a: unknown, b: 1 },
      { a: 2, b: 1 },
    ],
    lost,
  ],
  ['less', [1, 2], true],
  ['less', ['abc', 'abd'], true],
  ['lessOrEquals', [2, 2], true],
  ['greater', [2, 2], false],
  ['greaterOrEquals', ['b', 'a'], true],
  ['and', [true, true, false], false],
  ['and', [true], true],
  ['and', [unknown, false], false],
  ['and', [unknown, true], lost],
  ['or', [false, false, true], true],
  ['or', [unknown, true], true],
  ['or', [false, unknown], lost],
  ['not', [false], true],
  ['not', [unknown], lost],
  ['if', [true, 'a', unknown], 'a'],
  ['if', [false, 'a', 'b'], 'b'],
  ['if', [unknown, 'a', 'b'], lost],
  ['if', [true, unknown, 'b'], lost],
  ['coalesce', [null, 'a', unknown], 'a'],
  ['coalesce', [null, unknown, 'a'], lost],
  ['coalesce', [null, null], null],
  ['coalesce', [0], 0],
  ['true', [], true],
  ['false', [], false],
  ['null', [], null],
  ['any', [unknown], lost],
  ['any', [[1]], [1]],
])('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

test.each<readonly [name: string, args: readonly unknown[], why: string]>([
  ['div', [1, 0], 'divisionByZero'],
  ['mod', [1, 0], 'divisionByZero'],
  ['mul', [9007199254740991, 9007199254740991], 'overflow'],
  ['int', ['4.5'], 'integer'],
  ['int', [''], 'integer'],
  ['int', ['99999999999999999999'], 'overflow'],
  ['float', ['x'], 'integer'],
  ['bool', ['yes'], 'boolean'],
  ['min', [[]], 'emptyList'],
  ['min', [['a']], 'differentTypes'],
  ['less', [1, 'a'], 'differentTypes'],
  ['and', [true, 'a'], 'boolean'],
  ['fail', ['wrong region'], 'stopped'],
])('%s(%j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

describe('laws', () => {
  const numbers = fc.integer({ min: -1_000_000, max: 1_000_000 })

  test('a quotient and its remainder make the number again', () => {
    fc.assert(
      fc.property(
        numbers,
        numbers.filter((b) => b !== 0),
        (a, b) => {
          const product = resultOf('mul', resultOf('div', a, b), b)
          expect(resultOf('add', product, resultOf('mod', a, b))).toBe(a)
        },
      ),
    )
  })

  test('exactly one of less, equals and greater holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(numbers, numbers), fc.tuple(fc.string(), fc.string())), ([a, b]) => {
        const holding = ['less', 'equals', 'greater'].filter((name) => resultOf(name, a, b) === true)
        expect(holding).toHaveLength(1)
        expect(resultOf('lessOrEquals', a, b)).not.toBe(resultOf('greater', a, b))
      }),
    )
  })

  test('equals agrees with comparing the JSON texts of the same shape', () => {
    // Objects with one key each: then the order of keys plays no part.
    const trees = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(1, 2, 'a', 'b', true, null),
        fc.array(tie('tree'), { maxLength: 2 }),
        fc.tuple(fc.constantFrom('k', 'l'), tie('tree')).map(([key, value]) => ({ [key]: value })),
      ),
    })).tree
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        expect(resultOf('equals', a, b)).toBe(JSON.stringify(a) === JSON.stringify(b))
        expect(resultOf('equals', a, a)).toBe(true)
      }),
    )
  })
})
