// Functions on lists and objects: known results, places that survive, laws of union and intersection.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../../../../src/diagnostics/index.ts'
import type { Dictionary, Value } from '../../../../src/resources/index.ts'
import { callSpan, callWithValues, failed, failureOf, resultOf, run, unknown, valueOfPlain } from './call.ts'

const lost = { unknown: 'parameter' }

test.each<readonly [name: string, args: readonly unknown[], result: unknown]>([
  ['concat', ['prefix', 1, true], 'prefix1True'],
  ['concat', [[1], [2, 3], []], [1, 2, 3]],
  ['concat', [[1], [unknown]], [1, lost]],
  ['flatten', [[[0, 1], [2, [3]], []]], [0, 1, 2, [3]]],
  ['flatten', [[]], []],
  ['distinct', [['b', 'a', 'b', 'B', 1, '1', { x: 1 }, { X: 1 }]], ['b', 'a', 'B', 1, '1', { x: 1 }]],
  ['contains', ['FOOBAR', 'foo'], false],
  ['contains', ['FOOBAR', 'FOO'], true],
  ['contains', ['a1', 1], true],
  ['contains', [['FOO', 'BAR'], 'foo'], false],
  ['contains', [['FOO', 'BAR'], 'FOO'], true],
  ['contains', [['FOO'], false], false],
  ['contains', [[{ a: [1] }], { a: [1] }], true],
  ['contains', [{ One: null }, 'one'], true],
  ['contains', [{ One: 1 }, 'two'], false],
  ['contains', [[unknown, 'a'], 'a'], true],
  ['contains', [[unknown, 'a'], 'b'], lost],
  ['indexOf', ['FOOBAR', 'bar'], 3],
  ['indexOf', ['test', ''], 0],
  ['indexOf', ['abcdef', 'z'], -1],
  ['indexOf', [['FOO', 'BAR'], 'bar'], -1],
  ['indexOf', [['FOO', 'BAR'], 'BAR'], 1],
  ['indexOf', [[[1], [2]], [2]], 1],
  ['indexOf', [['a', unknown, 'a'], 'a'], 0],
  ['indexOf', [['b', unknown, 'a'], 'a'], lost],
  ['lastIndexOf', ['test', 'T'], 3],
  ['lastIndexOf', [['a', 'b', 'a'], 'a'], 2],
  ['take', [['one', 'two', 'three'], 2], ['one', 'two']],
  ['take', ['abc', 2], 'ab'],
  ['take', ['abc', 9], 'abc'],
  ['take', [[1], -1], []],
  ['skip', [['one', 'two', 'three'], 2], ['three']],
  ['skip', ['abc', 5], ''],
  ['skip', ['abc', -2], 'abc'],
  ['first', [['one', 'two']], 'one'],
  ['first', ['One'], 'O'],
  ['first', [''], ''],
  ['first', [[]], null],
  ['last', [[]], null],
  ['last', ['One'], 'e'],
  ['last', [['a', unknown]], lost],
  ['indexFromEnd', [['a', 'b', 'c'], 1], 'c'],
  ['tryIndexFromEnd', [['a', 'b'], 2], 'a'],
  ['tryIndexFromEnd', [['a', 'b'], 3], null],
  ['tryIndexFromEnd', [['a', 'b'], 0], null],
  ['range', [5, 3], [5, 6, 7]],
  ['range', [0, 0], []],
  ['array', ['a'], ['a']],
  ['array', [{ a: 1 }], [{ a: 1 }]],
  ['array', [[1]], [1]],
  ['createArray', [], []],
  ['createArray', [1, 'a', unknown], [1, 'a', lost]],
  ['length', ['abc'], 3],
  ['length', [[1, unknown]], 2],
  ['length', [{ a: 1 }], 1],
  ['empty', [''], true],
  ['empty', [null], true],
  ['empty', [{}], true],
  ['empty', [[unknown]], false],
  ['empty', [unknown], lost],
  [
    'union',
    [
      { one: 'a', three: 'c1' },
      { three: 'c2', four: 'd' },
    ],
    { one: 'a', three: 'c2', four: 'd' },
  ],
  ['union', [['one', 'two'], ['two', 'three'], ['one']], ['one', 'two', 'three']],
  [
    'union',
    [
      { p: { one: 'a', two: 'b' }, l: [1, 2] },
      { P: { two: 'x', three: 'c' }, l: [3] },
    ],
    { p: { one: 'a', two: 'x', three: 'c' }, l: [3] },
  ],
  ['union', [{ a: 1 }, { a: null }], { a: null }],
  ['union', [{ a: unknown }, { a: { b: 1 } }], { a: lost }],
  ['union', [[unknown], [unknown]], [lost, lost]],
  [
    'intersection',
    [
      { one: 'a', two: 'b', three: 'c' },
      { one: 'a', two: 'z', three: 'c' },
    ],
    { one: 'a', three: 'c' },
  ],
  [
    'intersection',
    [
      ['one', 'two', 'two'],
      ['two', 'three'],
    ],
    ['two'],
  ],
  ['intersection', [[1, unknown], [1]], lost],
  ['intersection', [{ a: unknown }, { a: 1 }], lost],
  ['intersection', [{ a: unknown, b: 1 }, { b: 1 }], { b: 1 }],
  ['shallowMerge', [[{ a: { x: 1 } }, { A: { y: 2 }, b: 3 }]], { a: { y: 2 }, b: 3 }],
  ['shallowMerge', [[]], {}],
  ['shallowMerge', [[{}, unknown]], lost],
  [
    'items',
    [{ b: 1, A: [2], '1': unknown }],
    [
      { key: '1', value: lost },
      { key: 'A', value: [2] },
      { key: 'b', value: 1 },
    ],
  ],
  ['objectKeys', [{ b: 2, a: 1, C: 3 }], ['a', 'b', 'C']],
  ['createObject', ['a', 1, 'b', unknown], { a: 1, b: lost }],
  ['createObject', [], {}],
  ['tryGet', [{ a: { b: [5] } }, 'A', 'b', 0], 5],
  ['tryGet', [{ a: 1 }, 'b', 'c', 0], null],
  ['tryGet', [null, 'b'], null],
  ['tryGet', [[1, 2], 5], null],
  ['tryGet', [[1, 2], -1], null],
  ['tryGet', [{ a: unknown }, 'a', 'b'], lost],
  ['tryGet', [{ a: 1 }, unknown], lost],
  ['json', ['{"a": [1, true, null]}'], { a: [1, true, null] }],
  ['json', ['null'], null],
  ['json', ['"text"'], 'text'],
  ['json', ['4294967296'], 4294967296],
  ['json', [''], null],
])('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

test.each<readonly [name: string, args: readonly unknown[], why: string]>([
  ['concat', ['a', [1]], 'differentTypes'],
  ['flatten', [[1]], 'differentTypes'],
  ['indexFromEnd', [[1], 2], 'position'],
  ['range', [0, 10_001], 'tooLarge'],
  ['range', [0, -1], 'negative'],
  ['union', [[1], { a: 1 }], 'differentTypes'],
  ['createObject', ['a'], 'keyWithoutValue'],
  ['createObject', [1, 2], 'differentTypes'],
  ['json', ['{"a": '], 'json'],
  ['json', ['hub'], 'json'],
  ['shallowMerge', [[1]], 'differentTypes'],
])('%s(%j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

test('a chain of joins cannot grow without end', () => {
  let items: Value = valueOfPlain(Array.from({ length: 1000 }, (_, index) => index))
  let codes: readonly string[] = []
  for (let step = 0; step < 20 && codes.length === 0; step++) {
    const { value, findings } = callWithValues('concat', [items, items])
    items = value
    codes = findings.map(({ code }) => code)
  }
  expect(codes).toEqual(['HP1053'])
})

test('values nested beyond the limit are refused, not crashed on', () => {
  let deep: Value = valueOfPlain({ leaf: 1 })
  for (let depth = 0; depth < 5000; depth++)
    deep = {
      kind: 'dictionary',
      fields: new Map([['a', { name: 'a', nameSpan: undefined, value: deep }]]),
      span: undefined,
    }
  expect(callWithValues('string', [deep]).findings).toHaveLength(1)
  expect(callWithValues('union', [deep, deep]).findings).toHaveLength(1)
  expect(callWithValues('equals', [deep, deep]).value.kind).toBe('unknown')
  expect(
    callWithValues('distinct', [{ kind: 'list', items: [deep, deep], span: undefined }]).findings,
  ).toEqual([])
})

describe('places', () => {
  const spanAt = (line: number): Span => ({ file: 'a.bicep', line, column: 1, endLine: line, endColumn: 2 })
  const placed = (entries: Readonly<Record<string, Value>>, line: number): Dictionary => ({
    kind: 'dictionary',
    fields: new Map(
      Object.entries(entries).map(([name, value]) => [
        name.toLowerCase(),
        { name, nameSpan: spanAt(line), value },
      ]),
    ),
    span: spanAt(line),
  })
  const scalarAt = (value: string, line: number): Value => ({ kind: 'scalar', value, span: spanAt(line) })

  test('what passes through keeps its place; what is new stands where the call is', () => {
    const one = placed({ name: scalarAt('x', 11), keep: scalarAt('k', 12) }, 10)
    const two = placed({ Name: scalarAt('y', 21) }, 20)
    const { value } = callWithValues('union', [one, two])
    expect(value.span).toEqual(callSpan)
    const fields = value.kind === 'dictionary' ? value.fields : new Map()
    expect(fields.get('name')).toEqual({ name: 'name', nameSpan: spanAt(20), value: scalarAt('y', 21) })
    expect(fields.get('keep')).toEqual({ name: 'keep', nameSpan: spanAt(10), value: scalarAt('k', 12) })
  })

  test('lists hand on their items', () => {
    const items: Value = { kind: 'list', items: [scalarAt('a', 1), scalarAt('b', 2)], span: spanAt(1) }
    expect(callWithValues('last', [items]).value.span).toEqual(spanAt(2))
    expect(callWithValues('skip', [items, valueOfPlain(1)]).value).toEqual({
      kind: 'list',
      items: [scalarAt('b', 2)],
      span: callSpan,
    })
  })

  test('json() places everything at the call', () => {
    const { value } = run('json', ['{"a": [1]}'])
    const inner = value.kind === 'dictionary' ? value.fields.get('a') : undefined
    expect([value.span, inner?.nameSpan, inner?.value.span]).toEqual([callSpan, callSpan, callSpan])
  })

  test('items() gives each key the place of its name', () => {
    const { value } = callWithValues('items', [placed({ b: scalarAt('x', 2) }, 1)])
    const [first] = value.kind === 'list' ? value.items : []
    const key = first?.kind === 'dictionary' ? first.fields.get('key')?.value : undefined
    expect(key).toEqual({ kind: 'scalar', value: 'b', span: spanAt(1) })
  })
})

describe('laws', () => {
  const items = fc.array(fc.constantFrom(1, 2, 3, 'a', 'b', null), { maxLength: 6 })
  const objects = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 }))

  test('union of lists: each value once, of either list; the same again changes nothing', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        const all = resultOf('union', a, b)
        expect(all).toEqual([...new Set([...a, ...b])])
        expect(resultOf('union', all, b)).toEqual(all)
      }),
    )
  })

  test('intersection of lists: what both hold', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        expect(resultOf('intersection', a, b)).toEqual([...new Set(a)].filter((item) => b.includes(item)))
      }),
    )
  })

  test('union of flat objects is spreading; intersection is part of both', () => {
    fc.assert(
      fc.property(objects, objects, (a, b) => {
        expect(resultOf('union', a, b)).toEqual({ ...a, ...b })
        expect(resultOf('shallowMerge', [a, b])).toEqual({ ...a, ...b })
        const common = resultOf('intersection', a, b)
        expect(resultOf('union', a, common)).toEqual(a)
        expect(resultOf('union', b, common)).toEqual(b)
      }),
    )
  })

  test('take and skip at one place make the list again', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: -2, max: 8 }), (a, at) => {
        expect(resultOf('concat', resultOf('take', a, at), resultOf('skip', a, at))).toEqual(a)
      }),
    )
  })

  test('json() undoes string()', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const noDoubles = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
          typeof inner === 'object' && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).map(([, each], at) => [`k${at}`, each]))
            : inner,
        )
        const wrapped = [noDoubles]
        expect(resultOf('json', resultOf('string', wrapped))).toEqual(wrapped)
      }),
    )
  })
})
