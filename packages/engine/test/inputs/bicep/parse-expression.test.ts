// Bicep expressions: precedence, chains, line breaks, strings, lists, loops and lambdas, each shown in full brackets.
import { describe, expect, test } from 'vitest'
import { findings as all } from '../../../src/diagnostics/index.ts'
import { parseBicep } from '../../../src/inputs/bicep/parser.ts'
import { shapeOf } from './shape.ts'

/** What the value of a variable is understood as; its findings as `code expected`. */
const read = (source: string): { readonly shape: string; readonly found: readonly string[] } => {
  const { program, findings } = parseBicep(`var v = ${source}`, 'main.bicep', 'template')
  const [statement] = program.statements
  return {
    shape: statement?.kind === 'variable' ? shapeOf(statement.value) : '<no variable>',
    found: findings.map((finding) =>
      finding.code === all.bicepSyntax.code ? finding.parameters.expected : finding.code,
    ),
  }
}

const expectShapes = (cases: readonly (readonly [string, string])[]): void => {
  for (const [source, shape] of cases) expect([source, read(source)]).toEqual([source, { shape, found: [] }])
}

test('literals', () => {
  expectShapes([
    ['1', '1'],
    ['true', 'true'],
    ['false', 'false'],
    ['null', 'null'],
    ["''", "''"],
    ["'a'", "'a'"],
    ['-5', '(- 5)'],
    ['9007199254740991', '9007199254740991'],
    ['9007199254740993', '9007199254740993'],
    ['-9223372036854775808', '(- 9223372036854775808)'],
    ['00012', '12'],
  ])
})

describe('precedence', () => {
  const rows = [['??'], ['||'], ['&&'], ['==', '!=', '=~', '!~'], ['<', '<=', '>', '>='], ['+', '-']]
  const levels = [...rows, ['*', '/', '%']]

  test('each row of operators binds less tightly than the next', () => {
    for (const [at, lower] of levels.entries())
      for (const higher of levels.slice(at + 1))
        for (const low of lower)
          for (const high of higher)
            expectShapes([
              [`a ${low} b ${high} c`, `(${low} a (${high} b c))`],
              [`a ${high} b ${low} c`, `(${low} (${high} a b) c)`],
            ])
  })

  test('operators of one row group to the left', () => {
    for (const row of levels)
      for (const first of row)
        for (const second of row) expectShapes([[`a ${first} b ${second} c`, `(${second} (${first} a b) c)`]])
  })

  test('the condition binds least, and groups to the right', () => {
    expectShapes([
      ['a ?? b ? c : d ?? e', '(? (?? a b) c (?? d e))'],
      ['a ? b : c ? d : e', '(? a b (? c d e))'],
      ['a ? b ? c : d : e', '(? a (? b c d) e)'],
      ['a ? [b] : [c]', '(? a [b] [c])'],
    ])
  })

  test('signs and negation bind more tightly than operators, less tightly than what is appended', () => {
    expectShapes([
      ['!a && b', '(&& (! a) b)'],
      ['!a.b', '(! (. a b))'],
      ['-a[0] * b', '(* (- ([] a 0)) b)'],
      ['!!a', '(! (! a))'],
      ['!contains(a, b)', '(! (contains() a b))'],
      ['a - -1', '(- a (- 1))'],
    ])
  })
})

describe('chains', () => {
  test('properties, items, nested resources, calls', () => {
    expectShapes([
      ['a.b.c', '(. (. a b) c)'],
      ['a[0][b.c]', '([] ([] a 0) (. b c))'],
      ['a::b.c', '(. (:: a b) c)'],
      ['f(a)[0].b', '(. ([] (f() a) 0) b)'],
      ['sys.concat(a, b)', '(.concat() sys a b)'],
      ['kv.getSecret(a).b', '(. (.getSecret() kv a) b)'],
      ['f()', '(f())'],
      ['{ a: 1 }.a', "(. {'a': 1} a)"],
      ['[1, 2][0]', '([] [1, 2] 0)'],
      ["'abc'.length", "(. 'abc' length)"],
    ])
  })

  test('safe access, access from the end, non-null', () => {
    expectShapes([
      ['a.?b.c', '(. (.? a b) c)'],
      ['(a.?b).c', '(. (group (.? a b)) c)'],
      ['a[?0]', '([?] a 0)'],
      ['a[^1]', '([^] a 1)'],
      ['a[?^1]', '([?^] a 1)'],
      ['a!.b!', '(nonNull (. (nonNull a) b))'],
      ['f(a!, split(b!, c))', '(f() (nonNull a) (split() (nonNull b) c))'],
      ['a! == b', '(== (nonNull a) b)'],
      ['a.?b ?? c', '(?? (.? a b) c)'],
    ])
  })

  test('keywords are names like any other', () => {
    expectShapes([
      ['resource.type', '(. resource type)'],
      ['{ for: in, if: existing, param: param }', "{'for': in, 'if': existing, 'param': param}"],
      ['[for, in]', '[for, in]'],
      ['a.for.null', '(. (. a for) null)'],
      ['if(a)', '(if() a)'],
    ])
  })
})

describe('what a generated grammar got wrong', () => {
  test('accesses belong to the last operand, lambdas reach as far as they can', () => {
    expectShapes([
      [
        "filter(v.properties.subnets, subnet => subnet.name == 'default')",
        "(filter() (. (. v properties) subnets) (=> <subnet> (== (. subnet name) 'default')))",
      ],
      ['c ? gw.properties.a : gw.properties.b', '(? c (. (. gw properties) a) (. (. gw properties) b))'],
      ["map(x, i => i.?p ?? 'y')", "(map() x (=> <i> (?? (.? i p) 'y')))"],
      ['map(x, i => c ? i : d)', '(map() x (=> <i> (? c i d)))'],
      ['sort(x, (a, b) => a.n < b.n)', '(sort() x (=> <a b> (< (. a n) (. b n))))'],
      ['!a.b', '(! (. a b))'],
    ])
  })

  test('a new line ends an item: what follows is no call and no index', () => {
    expectShapes([
      ['[\na\n(b)\n]', '[a, (group b)]'],
      ['[\na\n[b]\n]', '[a, [b]]'],
      ['[\na\n-b\n]', '[a, (- b)]'],
      ['[\na\n!b\n]', '[a, (! b)]'],
      ['{\na: b\nc: [d]\n}', "{'a': b, 'c': [d]}"],
    ])
  })
})

describe('line breaks', () => {
  test('are welcome inside brackets, after operators and before ? and :', () => {
    expectShapes([
      ['f(\na,\nb\n)', '(f() a b)'],
      ['f(a, b\n)', '(f() a b)'],
      ['f(\n)', '(f())'],
      ['(\na\n)', '(group a)'],
      ['c\n  ? a\n  : b', '(? c a b)'],
      ['c\n  // why\n  ? a\n  : b', '(? c a b)'],
      ['a &&\nb', '(&& a b)'],
      ['map(x, i =>\ni)', '(map() x (=> <i> i))'],
      ['map(x, (\na,\nb\n) => a)', '(map() x (=> <a b> a))'],
      ['[\n\n// one\n1\n\n/* two */ 2 // and\n\n]', '[1, 2]'],
      ['[1, 2,]', '[1, 2]'],
      ['{ a: 1, b: 2 }', "{'a': 1, 'b': 2}"],
      ['{\r\n  a: 1\r\n  b: 2\r\n}', "{'a': 1, 'b': 2}"],
      ['[\n#disable-next-line no-x\n1\n]', '[1]'],
      ['{}', '{}'],
      ['[]', '[]'],
    ])
  })

  test('are errors elsewhere', () => {
    expect(read('a\n.b').found).toEqual(['statement'])
    expect(read('a\n&& b').found).toEqual(['statement'])
    expect(read('\n1').found).toEqual(['value', 'statement'])
    expect(read('[a b]').found).toEqual(['commaOrLineBreak'])
    expect(read('f(a b)').found).toEqual(['commaOrClosingParenthesis'])
    expect(read('f(a\nb)').found).toEqual(['commaOrClosingParenthesis'])
  })

  test('after an operator do not swallow the next statement', () => {
    const { program, findings } = parseBicep('var a = 1 +\nvar b = 2\n', 'main.bicep', 'template')
    expect(findings.map(({ span }) => span?.line)).toEqual([1])
    expect(program.statements.map(({ kind }) => kind)).toEqual(['variable', 'variable'])
  })
})

describe('strings', () => {
  test('holes, nested as deep as one likes', () => {
    expectShapes([
      ["'a${b}c'", "(text 'a' b 'c')"],
      ["'${a}${b}'", "(text '' a '' b '')"],
      ["'${'${a}-'}'", "(text '' (text '' a '-') '')"],
      ["'x${f({ a: '}' })}y'", "(text 'x' (f() {'a': '}'}) 'y')"],
      ["'${a ? 'b' : c.d}'", "(text '' (? a 'b' (. c d)) '')"],
      ["{ 'a-${b}': 1, 'c d': 2 }", "{(text 'a-' b ''): 1, 'c d': 2}"],
    ])
  })

  test('escapes', () => {
    expectShapes([
      [String.raw`'\'\\\n\r\t\$'`, "''\\\\n\\r\t$'"],
      [String.raw`'\${a}'`, "'${a}'"],
      ["'$a$'", "'$a$'"],
      [String.raw`'\u{41}\u{1F600}'`, "'A😀'"],
      ["'\\\\${a}'", "(text '\\' a '')"],
    ])
  })

  test('over several lines: no escapes, no first line break, holes by count of dollars', () => {
    expectShapes([
      ["'''a\\n${b}'''", "'a\\n${b}'"],
      ["'''\na\nb\n'''", "'a\\nb\\n'"],
      ["'''\r\na\r\n'''", "'a\\r\\n'"],
      ["''''''", "''"],
      ["'''it''s '''''", "'it''s '''"],
      ["$'''a ${b} $c'''", "(text 'a ' b ' $c')"],
      ["$$'''a ${b} $${c} $$${d}'''", "(text 'a ${b} ' c ' $' d '')"],
      ["$'''\n${a}\n${b}\n'''", "(text '' a '\\n' b '\\n')"],
      ["$''''''", "''"],
    ])
  })

  test('errors', () => {
    expect(read("'abc")).toEqual({ shape: "'abc'", found: ['endOfString'] })
    expect(read("'a${b")).toEqual({ shape: "(text 'a' b '')", found: ['endOfString'] })
    expect(read("'a${b + 'c")).toEqual({ shape: "(text 'a' (+ b 'c') '')", found: ['endOfString'] })
    expect(read("'''abc")).toEqual({ shape: "'abc'", found: ['endOfMultiLineString'] })
    expect(read(String.raw`'a\qb'`)).toEqual({ shape: String.raw`'a\qb'`, found: ['escapeSequence'] })
    expect(read(String.raw`'\u{110000}'`).found).toEqual(['escapeSequence'])
    expect(read('"abc"')).toEqual({ shape: "'abc'", found: ['singleQuotes'] })
    expect(read("'${a b}c'")).toEqual({ shape: "(text '' <invalid> 'c')", found: ['endOfHole'] })
    expect(read("'${}c'")).toEqual({ shape: "(text '' <invalid> 'c')", found: ['value'] })
  })
})

describe('lists, loops, lambdas', () => {
  test('spread', () => {
    expectShapes([
      ['[...a, b]', '[(... a), b]'],
      ['{ ...a, b: 1, ...c ? d : e }', "{(... a), 'b': 1, (... (? c d e))}"],
    ])
  })

  test('loops', () => {
    expectShapes([
      ['[for x in xs: x.y]', '(for x in xs (. x y))'],
      ['[\n  for (x, i) in c ? a : b: {\n    n: i\n  }\n]', "(for x,i in (? c a b) {'n': i})"],
      ['[for x in y!: [for z in x: z]]', '(for x in (nonNull y) (for z in x z))'],
    ])
  })

  test('lambdas', () => {
    expectShapes([
      ['f(() => 1)', '(f() (=> <> 1))'],
      ['f(a => b => a)', '(f() (=> <a> (=> <b> a)))'],
      ['f((a) => { x: a })', "(f() (=> <a> {'x': a}))"],
      ['f((a), (b) => a)', '(f() (group a) (=> <b> a))'],
    ])
  })
})

test('what cannot be read is invalid in its place, and the rest is kept', () => {
  expect(read('[1, %, 3]')).toEqual({ shape: '[1, <invalid>, 3]', found: ['value'] })
  expect(read('f(1, %, 3)')).toEqual({ shape: '(f() 1 <invalid> 3)', found: ['value'] })
  expect(read('{\n a: 1\n b: %\n c: 3\n}')).toEqual({
    shape: "{'a': 1, 'b': <invalid>, 'c': 3}",
    found: ['value'],
  })
  expect(read('{\n a: 1\n %: 2\n c: 3\n}')).toEqual({ shape: "{'a': 1, 'c': 3}", found: ['propertyName'] })
  expect(read('{\n a: f(1\n b: 2\n}')).toEqual({
    shape: "{'a': (f() 1), 'b': 2}",
    found: ['commaOrClosingParenthesis'],
  })
  expect(read('{\n a: [1\n }')).toEqual({ shape: "{'a': [1]}", found: ['closingBracket'] })
  expect(read('99999999999999999999')).toEqual({ shape: '<invalid>', found: ['integer'] })
  expect(read('null()').found).toEqual(['endOfLine'])
})

describe('limits', () => {
  test.each([
    ['brackets', '['.repeat(100_000)],
    ['holes', "'${".repeat(100_000)],
    ['negations', '!'.repeat(100_000)],
    ['properties', `a${'.b'.repeat(100_000)}`],
    ['operators', `a${' && a'.repeat(100_000)}`],
    ['conditions', 'a ? '.repeat(100_000)],
    ['lambdas', 'a => '.repeat(100_000)],
  ])('%s nested without end are one finding', (_, source) => {
    expect(read(source).found).toContain('HP1011')
  })

  test('what people write is far from them', () => {
    expect(read(`${'['.repeat(150)}${']'.repeat(150)}`).found).toEqual([])
    expect(read(`a${' && a.b'.repeat(300)}`).found).toEqual([])
  })
})
