// What expressions of ARM are understood as, where their parts are, and what is said of those that are none.
import { describe, expect, test } from 'vitest'
import { type Finding, formatSpan } from '../../../src/diagnostics/index.ts'
import { parseArmExpression } from '../../../src/inputs/arm/parse-expression.ts'
import { outermost, withinLoop } from '../../../src/inputs/arm/scope.ts'
import { armSource } from '../../../src/inputs/arm/template-source.ts'
import type { Expression } from '../../../src/inputs/expressions/expression.ts'
import { shapeOf } from '../bicep/shape.ts'

const parsed = (written: string, scope = outermost) => {
  const found: Finding[] = []
  const source = armSource(written, 'a.json', (finding) => {
    found.push(finding)
  })
  const value = String(JSON.parse(written))
  const place = { start: 0, end: written.length }
  return { expression: parseArmExpression(value, place, scope, source), found, source }
}

const shape = (expression: string, scope = outermost): string =>
  shapeOf(parsed(JSON.stringify(`[${expression}]`), scope).expression)

describe('shapes', () => {
  test.each([
    ["'it''s'", "'it's'"],
    ['-12', '-12'],
    ['9007199254740993', '9007199254740993'],
    ["concat('a', 1)", "(concat() 'a' 1)"],
    ["resourceGroup().tags['a b'][0]", "([] ([] (. (resourceGroup()) tags) 'a b') 0)"],
    ["variables('a').b.c", '(. (. a b) c)'],
    ["contoso.named('x')", "(.named() contoso 'x')"],
    ["if(equals(1, 2), 'a', 'b')", "(? (equals() 1 2) 'a' 'b')"],
    ['and(true(), false(), true())', '(&& (&& true false) true)'],
    ['or(true(), null())', '(|| true null)'],
    ["coalesce(parameters('a'), parameters('b'), 'c')", "(?? (?? a b) 'c')"],
    ["createObject('a', 1, 'b', createArray(2))", "{'a': 1, 'b': [2]}"],
    ["lambda('x', 'y', add(lambdaVariables('X'), lambdaVariables('y')))", '(=> <x y> (add() x y))'],
    ["format('a{0}-{1}b', 1, 2)", "(text 'a' 1 '-' 2 'b')"],
    ["format('{0:D2}', 1)", "(format() '{0:D2}' 1)"],
    ["format('{{{0}}}', 1)", "(text '{' 1 '}')"],
    ['and(true())', '(and() true)'],
    ['if(true())', '(if() true)'],
  ])('%s', (expression, expected) => {
    expect(shape(expression).replaceAll(/\s+/g, ' ')).toBe(expected)
  })

  test('white space and line breaks between all parts', () => {
    expect(shape(" concat ( 'a' ,\n\t'b' ) . c [ 0 ] ")).toBe(shape("concat('a','b').c[0]"))
  })

  test('the number of a loop: by name, of the resource, with an offset', () => {
    const scope = withinLoop(withinLoop(outermost, 'Vnets', 'resource'), 'subnets', 'property')
    expect(shape("copyIndex('SUBNETS')", scope)).toBe('copyIndex(subnets)')
    expect(shape('copyIndex()', scope)).toBe('copyIndex(vnets)')
    expect(shape('copyIndex(1)', scope)).toBe('(+ copyIndex(vnets) 1)')
    expect(shape("copyIndex('subnets', 2)", scope)).toBe('(+ copyIndex(subnets) 2)')
  })

  test('a name that is computed: an entry of all parameters', () => {
    const { expression } = parsed(JSON.stringify("[parameters(concat('a', 'b'))]"))
    expect(expression).toMatchObject({
      kind: 'index',
      target: { kind: 'name', space: 'parameter', name: '' },
    })
  })

  test('parameters of a function are local to it', () => {
    const scope = { ...outermost, functionParameters: new Set(['x']) }
    expect(parsed(JSON.stringify("[parameters('X')]"), scope).expression).toMatchObject({
      space: 'local',
      name: 'x',
    })
  })
})

describe('places', () => {
  const placeOf = (written: string, find: (expression: Expression) => Expression | undefined) => {
    const { expression, source } = parsed(written)
    const part = find(expression)
    return part === undefined ? undefined : source.spanOf(part)
  }
  const argument = (index: number) => (expression: Expression) =>
    expression.kind === 'call' ? expression.arguments[index] : undefined

  test('of an argument', () => {
    expect(placeOf(`"[concat('a', variables('b'))]"`, argument(1))).toMatchObject({
      column: 15,
      endColumn: 29,
    })
  })

  test('behind escapes, each of which stands for one sign', () => {
    const written = `"[concat('\\"\\u0041\\n', variables('b'))]"`
    const { column, endColumn } = placeOf(written, argument(1)) ?? { column: 0, endColumn: 0 }
    expect(written.slice(column - 1, endColumn - 1)).toBe("variables('b')")
  })
})

describe('faults', () => {
  test.each([
    ["concat('a'", 'commaOrClosingParenthesis', undefined],
    ["concat('a' 'b')", 'commaOrClosingParenthesis', "'b')"],
    ["concat('a", 'endOfString', undefined],
    ['concat(', 'value', undefined],
    ['', 'value', undefined],
    ['name', 'openingParenthesis', undefined],
    ['a().', 'name', undefined],
    ['a()[1', 'closingBracket', undefined],
    ["a() b('x')", 'endOfExpression', "b('x')"],
    ['0-9', 'endOfExpression', '-9'],
    ['$', 'value', '$'],
  ])('[%s]', (expression, expected, found) => {
    const result = parsed(JSON.stringify(`[${expression}]`))
    expect(result.expression.kind).toBe('invalid')
    expect(result.found).toMatchObject([{ code: 'HP1071', parameters: { expected, found } }])
  })

  test('the place is inside the string', () => {
    const { found } = parsed(`"[concat('a' 'b')]"`)
    expect(found[0]?.span && formatSpan(found[0].span)).toBe('a.json:1:14')
  })

  test('nesting is bounded', () => {
    const { found } = parsed(JSON.stringify(`[${'a('.repeat(5000)}${')'.repeat(5000)}]`))
    expect(found.map(({ code }) => code)).toEqual(['HP1011'])
  })
})
