// Regular expressions of routers, held against JavaScript's own where both mean the same.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { routerExpression } from '../../src/net/index.ts'

const finds = (source: string, text: string): boolean | undefined => routerExpression(source)?.test(text)

describe('AS paths', () => {
  test.each([
    ['^$', ['']],
    ['.*', ['', '65001', '65001 65002']],
    ['_65515_', ['65515', '65001 65515', '65515 65001', '1 65515 2']],
    ['^65001_', ['65001', '65001 65002']],
    ['_65515$', ['65515', '65001 65515']],
    ['^65001$', ['65001']],
    ['^65001( 65001)*$', ['65001', '65001 65001 65001']],
    ['^[0-9]+$', ['1', '65001']],
    ['_(65001|65002)_', ['65001', '65002 1', '1 65002']],
    ['_1310[0-6][0-9]_|_13107[0-1]_', ['131000', '1 131069', '131071']],
    ['(_65001){2}', ['65001 65001', '1 65001 65001']],
    ['^6500[0-9] .*65515', ['65001 65515', '65009 1 65515 2']],
    ['65.15', ['65515', '65015 1', '165915']],
  ])('%s', (source, matching) => {
    const texts = [
      '',
      '1',
      '65001',
      '65002',
      '65515',
      '65001 65002',
      '655150',
      '165515',
      '13107',
      '65001 65001',
      '65009 2 65515',
      '65002 65001',
    ]
    for (const text of matching) expect(finds(source, text), text).toBe(true)
    const readable = new RegExp(source.replaceAll('_', '(?:^|[,{}() ]|$)'))
    for (const text of [...texts, ...matching]) expect(finds(source, text), text).toBe(readable.test(text))
  })

  test('an empty alternative finds the empty path', () => {
    expect(finds('^(|65001)$', '')).toBe(true)
    expect(finds('^(65001|)$', '65001')).toBe(true)
    expect(finds('^(65001|)$', '65002')).toBe(false)
  })

  test('braces that count nothing are characters', () => {
    expect(finds('{65001}', '1 {65001}')).toBe(true)
    expect(finds('^\\{', '{1')).toBe(true)
  })

  test('a class in brackets, with ] in front and a caret that negates', () => {
    expect(finds('^[]6]$', ']')).toBe(true)
    expect(finds('^[^6]', '12')).toBe(true)
    expect(finds('^[^6]', '65')).toBe(false)
  })
})

test.each([
  '(',
  ')',
  '[',
  '[9-0]',
  '*1',
  '+',
  '(?:1)',
  '\\',
  '\\1',
  '1{9}{5',
  'a'.repeat(1001),
  '1{101}',
  '1{5,2}',
  '('.repeat(60),
])('%s is none', (source) => {
  const reading = routerExpression(source)
  if (source === '1{9}{5') expect(reading?.test('1'.repeat(9))).toBe(false)
  else expect(reading).toBeUndefined()
})

test('what JavaScript takes for an expression means the same here', () => {
  const piece = fc.constantFrom('1', '2', ' ', '.', '[12]', '[^1]', '(1|2)', '(12)', '(1|)', '^', '$', '(2 )')
  const times = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,}')
  const expression = fc
    .array(fc.tuple(piece, times), { maxLength: 6 })
    .map((parts) =>
      parts.map(([part, count]) => (part === '^' || part === '$' ? part : part + count)).join(''),
    )
  const path = fc.array(fc.constantFrom('1', '2', '12'), { maxLength: 5 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(expression, path, (source, text) => {
      expect(finds(source, text)).toBe(new RegExp(source).test(text))
    }),
  )
})

test('nothing that anybody writes takes long, and nothing throws', () => {
  const text = '1'.repeat(500)
  for (const source of [
    '(1*)*2',
    '((((1+)+)+)+)+2',
    '(1|11)*2',
    `${'(1*)'.repeat(50)}2`,
    `${'('.repeat(40)}1${')*'.repeat(40)}2`,
  ])
    expect(finds(source, text)).toBe(false)
  expect(routerExpression('((1{99}){99}){99}')).toBeUndefined()
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'_^$.*+?()[]{}|\\-0123 ') }), (source) => {
      routerExpression(source)?.test('65001 65002')
    }),
  )
})
