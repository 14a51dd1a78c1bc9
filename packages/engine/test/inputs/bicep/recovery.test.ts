// After an error: what was found and expected is said once, at its place, and everything good around it is kept.
import { expect, describe as group, test } from 'vitest'
import { findings as all, describe, formatSpan } from '../../../src/diagnostics/index.ts'
import { parseBicep } from '../../../src/inputs/bicep/parser.ts'
import type { BicepMode } from '../../../src/inputs/bicep/syntax-tree.ts'
import { shapeOf } from './shape.ts'

/** Statements as `kind name`, findings as `line:column expected`. */
const read = (source: string, mode: BicepMode = 'template') => {
  const { program, findings } = parseBicep(source, 'main.bicep', mode)
  return {
    statements: program.statements.map((statement) =>
      'name' in statement ? `${statement.kind} ${statement.name?.name ?? '-'}` : statement.kind,
    ),
    found: findings.map((finding) =>
      finding.code === all.bicepSyntax.code
        ? `${finding.span?.line}:${finding.span?.column} ${finding.parameters.expected}`
        : finding.code,
    ),
  }
}

test('two errors in one file are two findings, and all good statements are kept', () => {
  const source = `param a string
var b = [1, 2
resource c 'x@1' = {
  name 'c'
  location: a
}
output d string = a
`
  expect(read(source)).toEqual({
    statements: ['parameter a', 'variable b', 'resource c', 'output d'],
    found: ['3:1 closingBracket', '4:8 colon'],
  })
})

test('two statements on one line are two statements and an error', () => {
  expect(read('param a string param b string\nvar c = 1')).toEqual({
    statements: ['parameter a', 'parameter b', 'variable c'],
    found: ['1:16 endOfLine'],
  })
})

group('brackets that are never closed', () => {
  test('end where the next statement starts, even if that could be a nested resource', () => {
    const source = `resource a 'x@1' = {
  name: 'a'
  properties: {
    b: 1
}

@description('c')
resource c 'x@1' = {
  name: 'c'

  resource d 'y' = {
    name: 'd'
  }
}
var e = 1
`
    const { program, findings } = parseBicep(source, 'main.bicep', 'template')
    expect(read(source)).toEqual({
      statements: ['resource a', 'resource c', 'variable e'],
      found: ['7:1 closingBrace'],
    })
    expect(findings).toHaveLength(1)
    const [a, c] = program.statements
    expect(a?.kind === 'resource' && shapeOf(a.body.object)).toBe("{'name': 'a', 'properties': {'b': 1}}")
    expect(a?.kind === 'resource' && a.body.nested).toEqual([])
    expect(c?.kind === 'resource' && c.body.nested.map(({ name }) => name.name)).toEqual(['d'])
  })

  test('at the end of the file keep what they hold', () => {
    const source = 'var a = {\n  b: [\n    f(1, 2\n'
    const { program, findings } = parseBicep(source, 'main.bicep', 'template')
    const [a] = program.statements
    expect(a?.kind === 'variable' && shapeOf(a.value)).toBe("{'b': [(f() 1 2)]}")
    expect(findings.map((finding) => describe(finding, 'en').message)).toEqual([
      'The file ends where Bicep needs a comma , or a closing parenthesis ).',
    ])
  })

  test('in a type end where the next statement starts', () => {
    expect(read('type t = {\n  a: string\n\n@secure()\nparam p string\n')).toEqual({
      statements: ['type t', 'parameter p'],
      found: ['4:1 closingBrace'],
    })
  })

  test('nested resources at the left margin are nested all the same when nothing is wrong', () => {
    expect(
      read("resource a 'x@1' = {\nname: 'a'\n@batchSize(1)\nresource b 'y' = {\nname: 'b'\n}\n}\n"),
    ).toEqual({
      statements: ['resource a'],
      found: [],
    })
  })
})

test('brackets closed too often', () => {
  expect(read('var a = [1]]\nvar b = {\n}\n}\nvar c = 3')).toEqual({
    statements: ['variable a', 'variable b', 'broken -', 'variable c'],
    found: ['1:12 endOfLine', '4:1 statement'],
  })
})

test('a statement that cannot be read keeps its name, and its lines are no statements', () => {
  const source = `resource a = {
  name: 'a'
  resource b 'y' = {
    name: 'b'
  }
}
param c string
`
  expect(read(source)).toEqual({ statements: ['broken a', 'parameter c'], found: ['1:12 resourceType'] })
})

test('every half-written statement is one finding', () => {
  const halves = [
    'param',
    'param a',
    'var',
    'var b',
    'var b =',
    'resource',
    'resource c',
    "resource c 'x'",
    'output',
  ]
  const more = [
    "resource c 'x' =",
    'module',
    'func',
    'func f',
    'type',
    'import',
    'import {}',
    'extension',
    '@',
    'targetScope',
  ]
  for (const half of [...halves, ...more]) {
    const { found, statements } = read(`${half}\nvar last = 1\n`)
    expect([half, found.length]).toEqual([half, 1])
    expect([half, statements.at(-1)]).toEqual([half, 'variable last'])
  }
})

test('a misspelt keyword gets a suggestion', () => {
  const { findings } = parseBicep("parm a string\nresorce b 'x' = {}", 'main.bicep', 'template')
  expect(findings.map((finding) => describe(finding, 'en'))).toEqual([
    {
      message: '"parm" stands where Bicep needs a statement (param, var, resource, module, output, ...).',
      advice: 'Did you mean "param"? Correct the text here. What could be read before and after it was kept.',
    },
    {
      message: '"resorce" stands where Bicep needs a statement (param, var, resource, module, output, ...).',
      advice:
        'Did you mean "resource"? Correct the text here. What could be read before and after it was kept.',
    },
  ])
  expect(findings.map(({ span }) => span && formatSpan(span))).toEqual(['main.bicep:1:1', 'main.bicep:2:1'])
})

test('each kind of file has its own statements', () => {
  expect(read("using 'x.bicep'").found).toEqual(['1:1 statement'])
  expect(read("resource a 'x' = {}", 'parameters').found).toEqual(['1:1 parametersStatement'])
  expect(read('param a string = 1', 'parameters').found).toEqual(['1:9 equalsSign'])
})

test('a decorator needs a statement, and a line of its own', () => {
  expect(read('@secure()\n').found).toEqual(['2:1 decoratedStatement'])
  expect(read('@secure() param a string')).toEqual({
    statements: ['parameter a'],
    found: ['1:11 endOfLineAfterDecorator'],
  })
  expect(read('@secure\nparam a string').found).toEqual(['1:8 openingParenthesis'])
})

test('errors of one line are one finding, errors of many lines at most fifty', () => {
  expect(read('var a = f(%, %, [1 2])').found).toHaveLength(1)
  expect(read('foo bar\n'.repeat(200)).found).toHaveLength(50)
})

test('comments that never end', () => {
  expect(read('var a = 1\n/* var b = 2\nvar c = 3')).toEqual({
    statements: ['variable a'],
    found: ['2:1 endOfComment'],
  })
})

test('messages in both languages', () => {
  const message = (source: string, language: 'en' | 'ja'): string | undefined => {
    const [finding] = parseBicep(source, 'main.bicep', 'template').findings
    return finding && describe(finding, language).message
  }
  expect(message('var a =\nvar b = 1', 'en')).toBe('The line ends where Bicep needs a value.')
  expect(message('var a =\nvar b = 1', 'ja')).toBe(
    'Bicep の構文エラーです。値が必要な位置に行の終わりがあります。',
  )
  expect(message('var a = {', 'ja')).toBe(
    'Bicep の構文エラーです。閉じ波かっこ } が必要な位置にファイルの終わりがあります。',
  )
})
