// The operators of Bicep, on known and unknown values.
import { describe, expect, test } from 'vitest'
import { places, probed, shownValue } from '../bicep/probe.ts'

const unknown = 'param flag bool\nparam number int\nparam text string\n'

describe('known values', () => {
  test.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['-7 % 3', '-1'],
    ['-(3)', '-3'],
    ['2 - 3', '-1'],
    ['1 < 2', 'true'],
    ['2 <= 2', 'true'],
    ['3 > 4', 'false'],
    ['4 >= 4', 'true'],
    ["'a' < 'b'", 'true'],
    ["'a' == 'A'", 'false'],
    ["'a' =~ 'A'", 'true'],
    ["'a' !~ 'A'", 'false'],
    ["'a' != 'A'", 'true'],
    ["1 == '1'", 'false'],
    ['{ a: [1] } == { A: [1] }', 'true'],
    ['[1, 2] == [2, 1]', 'false'],
    ['null == null', 'true'],
    ['!true', 'false'],
    ['true && false', 'false'],
    ['false || true', 'true'],
    ["null ?? 'x'", "'x'"],
    ["'' ?? 'x'", "''"],
    ['true ? 1 : 2', '1'],
    ['false ? 1 : true ? 2 : 3', '2'],
    ['null ?? false || true', 'true'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('unknown values', () => {
  test.each([
    ['number + 1', '?number'],
    ['1 == number', '?number'],
    ['[1, number] == [2, number]', 'false'],
    ['[1, number] == [1, number]', '?number'],
    ['!flag', '?flag'],
    ['flag && true', '?flag'],
    ['true || flag', 'true'],
    ['flag || true', 'true'],
    ['false && flag', 'false'],
    ['flag && false', 'false'],
    ['flag ? 1 : 2', '?flag ? … : …'],
    ["text ?? 'x'", '?text'],
    ['null ?? text', '?text'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, unknown)).toBe(expected)
  })
})

describe('only what is needed is evaluated', () => {
  test.each(['true ? 1 : nowhere', 'false ? nowhere : 1', '1 ?? nowhere', 'false && nowhere ? 0 : 1'])(
    '%s',
    (expression) => {
      const loaded = probed(expression)
      expect(places(loaded)).toEqual([])
      expect(shownValue(expression)).toBe('1')
    },
  )
})

test.each(["1 + 'a'", "!'a'", '-true', "1 < 'a'", '1 / 0', '1 % 0', "'a' ? 1 : 2", '1 && true'])(
  '%s is not known',
  (expression) => {
    expect(shownValue(expression)).toMatch(/^\?/)
  },
)
