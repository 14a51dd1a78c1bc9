// Functions on text: known results, letter case, cutting, format(), limits.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failed, failureOf, resultOf, run, unknown } from './call.ts'

type Case = readonly [name: string, args: readonly unknown[], result: unknown]

const cases: readonly Case[] = [
  ['string', ['a'], 'a'],
  ['string', [5], '5'],
  ['string', [true], 'True'],
  ['string', [9007199254740991], '9007199254740991'],
  ['string', [{ a: 'b', '!c': [1, true, null] }], '{"a":"b","!c":[1,true,null]}'],
  ['string', [['it"s', 'é\n']], '["it\\"s","é\\n"]'],
  ['toLower', ['One TWO Ärger İ'], 'one two ärger İ'],
  ['toUpper', ['one ß'], 'ONE ß'],
  ['trim', ['  a b\t\n'], 'a b'],
  ['startsWith', ['abcdef', 'AB'], true],
  ['startsWith', ['abcdef', 'e'], false],
  ['startsWith', ['abc', ''], true],
  ['endsWith', ['abcdef', 'EF'], true],
  ['endsWith', ['abcdef', 'e'], false],
  ['substring', ['one two three', 4, 3], 'two'],
  ['substring', ['one', 1], 'ne'],
  ['substring', ['one', 3], ''],
  ['substring', ['one', 3, 0], ''],
  ['replace', ['123-123-1234', '-', ''], '1231231234'],
  ['replace', ['aAa', 'A', '$&'], 'a$&a'],
  ['padLeft', ['123', 10, '0'], '0000000123'],
  ['padLeft', [7, 3, '0'], '007'],
  ['padLeft', ['abc', 5], '  abc'],
  ['padLeft', ['abcdef', 3, '0'], 'abcdef'],
  ['split', ['one,two,three', ','], ['one', 'two', 'three']],
  ['split', ['one;two,three', [',', ';']], ['one', 'two', 'three']],
  ['split', ['', ','], ['']],
  ['split', [',a,', ','], ['', 'a', '']],
  ['split', ['abc', ''], ['abc']],
  ['split', ['a--b', '--'], ['a', 'b']],
  ['join', [['I', 'love', 'routes'], ' '], 'I love routes'],
  ['join', [['abc', 'def'], ''], 'abcdef'],
  ['join', [[1, true, 'x'], '-'], '1-True-x'],
  ['join', [[], ','], ''],
  ['like', ['vnet-hub-001', 'VNET-*-00?'], false],
  ['like', ['vnet-hub-001', 'VNET-*'], true],
  ['like', ['vnet', 'vnet'], true],
  ['like', ['vnets', 'vnet'], false],
  ['like', ['aba', 'ab*ba'], false],
  ['like', ['a-x-y-b', 'a*x*b'], true],
  ['format', ['no holes'], 'no holes'],
  ['format', ['{0}/{1}/{0}', 'a', 'b'], 'a/b/a'],
  ['format', ['{{{0}}}', 'x'], '{x}'],
  ['format', ['{{0}}', 'x'], '{0}'],
  ['format', ['{0:D2}.{1:D3}.{2:D2}', 5, -7, 123], '05.-007.123'],
  ['format', ['{0:N0}', 8175133], '8,175,133'],
  ['format', ['{0:N}', 1234], '1,234.00'],
  ['format', ['{0:N1}', -0.04], '0.0'],
  ['format', ['{0:X} {0:x4} {1:X}', 255, -1], 'FF 00ff FFFFFFFFFFFFFFFF'],
  ['format', ['{0:F1}', 2], '2.0'],
  ['format', ['{0:000}|{1:#,##0}|{2:0.0#}|{3:#}', 7, 1234567, 2, 0], '007|1,234,567|2.0|'],
  ['format', ['{0:00}', -3], '-03'],
  ['format', ['{0:P0}', 1], '100 %'],
  ['format', ['{0,5}|{1,-5}|', 'ab', 'cd'], '   ab|cd   |'],
  ['format', ['{0,6:D3}', 5], '   005'],
  ['format', ['{0:D2}', 'text'], 'text'],
  [
    'format',
    ['>{0}<>{1}<>{2}<>{3}<>{4}<', false, 12948, 'hi', { a: 'b', '!c': 2 }, [true, 2893, "a'b"]],
    ">False<>12948<>hi<>{'a':'b','!c':2}<>[true,2893,'a\\'b']<",
  ],
  ['format', ['[{0}]', null], '[]'],
]

test.each(cases)('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

const failures: readonly (readonly [name: string, args: readonly unknown[], why: string])[] = [
  ['substring', ['abc', 1, 3], 'position'],
  ['substring', ['abc', 4], 'position'],
  ['substring', ['abc', -1], 'position'],
  ['substring', ['abc', 2, -1], 'position'],
  ['replace', ['abc', '', 'x'], 'emptyText'],
  ['padLeft', ['a', 2_000_000], 'tooLarge'],
  ['padLeft', ['a', -1], 'negative'],
  ['format', ['{1}', 'a'], 'formatItem'],
  ['format', ['{', 'a'], 'formatItem'],
  ['format', ['a}b', 'a'], 'formatItem'],
  ['format', ['{x}', 'a'], 'formatItem'],
  ['format', ['{0:E2}', 5], 'formatSpecifier'],
  ['format', ['{0:D2}', 1.5], 'formatSpecifier'],
  ['format', [`{0:0.${'0'.repeat(200)}}`, 5], 'formatSpecifier'],
  ['format', ['{0,9999999}', 'a'], 'tooLarge'],
  ['replace', ['a'.repeat(2000), 'a', 'b'.repeat(2000)], 'tooLarge'],
  ['join', [Array.from({ length: 2000 }, () => 'x'), '-'.repeat(2000)], 'tooLarge'],
]

test.each(failures)('%s(%.40j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

test('format looks only at the arguments that it uses', () => {
  expect(resultOf('format', '{0}', 'a', unknown)).toBe('a')
  expect(resultOf('format', '{0}{1}', 'a', unknown)).toEqual({ unknown: 'parameter' })
  expect(resultOf('format', unknown, 'a')).toEqual({ unknown: 'parameter' })
})

test('a text made of unknown parts is unknown', () => {
  expect(resultOf('join', ['a', unknown], ',')).toEqual({ unknown: 'parameter' })
  expect(resultOf('string', { a: [unknown] })).toEqual({ unknown: 'parameter' })
})

test('values that share their parts do not write more than the limit', () => {
  let shared: unknown = 'leaf'
  for (let depth = 0; depth < 30; depth++) shared = [shared]
  const doubled = run('string', [shared])
  expect(doubled.plain).toBe(`${'['.repeat(30)}"leaf"${']'.repeat(30)}`)
  expect(
    failureOf(
      'string',
      Array.from({ length: 2000 }, () => 'x'.repeat(1000)),
    ),
  ).toEqual(failed('tooLarge'))
})

describe('laws', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 40 })

  test('split undoes join where no part holds the delimiter', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{0,5}$/), { minLength: 1 }), (parts) => {
        expect(resultOf('split', resultOf('join', parts, '/'), '/')).toEqual(parts)
      }),
    )
  })

  test('splitting by one delimiter agrees with the language', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{0,12}$/), fc.constantFrom('a', 'b', 'ab', 'aa'), (source, at) => {
        expect(resultOf('split', source, at)).toEqual(source.split(at))
        expect(resultOf('replace', source, at, 'x')).toBe(source.replaceAll(at, 'x'))
      }),
    )
  })

  test('any pattern of format gives a text or a finding, never an exception', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[{}0-2:,DX#.a -]{0,20}$/), (pattern) => {
        const { plain, findings } = run('format', [pattern, 1, 'b', 3])
        expect(typeof plain === 'string').toBe(findings.length === 0)
      }),
    )
  })

  test('text in braces doubled comes back as it was', () => {
    fc.assert(
      fc.property(texts, (source) => {
        const escaped = source.replaceAll('{', '{{').replaceAll('}', '}}')
        expect(resultOf('format', escaped)).toBe(source)
      }),
    )
  })
})
