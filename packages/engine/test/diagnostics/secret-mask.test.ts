// What is hidden of a source, and what is not: by the names beside it, in every format and where a file is broken.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findings } from '../../src/diagnostics/index.ts'
import { secretMask, withoutSecrets } from '../../src/diagnostics/secret-mask.ts'

const masked = (text: string, file = 'a.json'): string =>
  secretMask(new Map([[file, text]])).maskSource(file) ?? ''

describe('a source', () => {
  test.each([
    ['JSON', '{ "adminPassword": "abc", "x": "abc" }', '{ "adminPassword": "***", "x": "abc" }'],
    ['JSON with escapes', '{ "sharedKey": "a\\"b" }', '{ "sharedKey": "**"*" }'],
    ['JSON that ends in the middle', '{ "sharedKey": "abc', '{ "sharedKey": "***'],
    ['JSON without its colon', '{ "sharedKey" "abc" }', '{ "sharedKey" "***" }'],
    [
      'an object',
      '{ "protectedSettings": { "a": ["x1"] }, "b": 1 }',
      '{ "protectedSettings": { "*"* ["**"] }, "b": 1 }',
    ],
    [
      'an object that is not closed',
      '{ "protectedSettings": { "a": "x"',
      '{ "protectedSettings": { "*"* "*"',
    ],
    ['a number', '{ "token": 12 }', '{ "token": ** }'],
  ])('%s', (_, text, expected) => {
    expect(masked(text)).toBe(expected)
  })

  test.each([
    ['a text', "adminPassword: 'abc'", "adminPassword: '***'"],
    ['a text of several lines', "customData: '''\nab\nc\n'''\nx: 1", "customData: '''\n**\n*\n'''\nx: 1"],
    ['a name, which is no secret', 'adminPassword: adminPassword', 'adminPassword: adminPassword'],
    ['a property of a module', 'sharedKey: m.outputs.key }', 'sharedKey: m.outputs.key }'],
    ['a call', "adminPassword: concat(a, 'abc')", "adminPassword: ********, '***'*"],
    [
      'the default of a parameter',
      "param adminPassword string = 'abc'",
      "param adminPassword string = '***'",
    ],
    [
      'a secure parameter of any name',
      "@secure()\n// x\nparam p string = 'abc'\n",
      "@secure()\n// x\nparam p string = '***'\n",
    ],
    [
      'what it is given',
      "@secure()\nparam p string\nvar a = { p: 'abc' }",
      "@secure()\nparam p string\nvar a = { p: '***' }",
    ],
    ['no secret', "var secretName = 'abc'\nvar user = 'x'", "var secretName = 'abc'\nvar user = 'x'"],
  ])('Bicep: %s', (_, text, expected) => {
    expect(masked(text, 'a.bicep')).toBe(expected)
  })

  test('YAML: plain, quoted and blocks', () => {
    const text = 'sharedKey: abc\npassword: |\n  ab\n\n  c\nname: x\n'
    expect(masked(text, 'a.yaml')).toBe('sharedKey: ***\npassword: |\n  **\n\n  *\nname: x\n')
  })

  test('names of secure parameters count in all files', () => {
    const sources = new Map([
      ['main.bicep', "module m 'm.bicep' = { params: { p: 'abc' } }"],
      ['m.bicep', '@secure()\nparam p string\n'],
    ])
    expect(secretMask(sources).maskSource('main.bicep')).toContain("p: '***'")
    expect(secretMask(sources).maskSource('nowhere')).toBeUndefined()
  })

  test('law: lines and columns stay, and nothing but stars is new', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      '\n',
      ' ',
      'password',
      'x',
      '|',
      "'''",
      'param ',
      '=',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const shown = masked(text, 'a.bicep')
        expect(shown).toHaveLength(text.length)
        for (const [at, character] of [...text].entries()) expect([character, '*']).toContain(shown[at])
      }),
    )
  })
})

test('the words of a finding that quotes a source', () => {
  const span = { file: 'a.json', line: 1, column: 1, endLine: 1, endColumn: 2 }
  const mask = secretMask(new Map([['a.json', '{ "sharedKey": "abcd" "abcd" }']]))
  const quoting = findings.jsonSyntax({ found: '"abcd"', expected: 'comma' }, { span })
  expect(withoutSecrets(quoting, mask).parameters).toEqual({ found: '"***"', expected: 'comma' })
  const other = findings.fileNotFound({ file: 'abcd' }, { span })
  expect(withoutSecrets(other, mask)).toBe(other)
  const nowhere = findings.jsonSyntax({ found: '"abcd"', expected: 'comma' })
  expect(withoutSecrets(nowhere, mask)).toBe(nowhere)
})
