// Tokens: what is one token, what leaves none, and that together they cover the text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTokens } from '../../../src/inputs/bicep/lexer.ts'

const read = (text: string): readonly string[] => {
  const { kinds, starts, ends } = readTokens(text).tokens
  return kinds.map((kind, at) => {
    const own = text.slice(starts[at], ends[at])
    return kind === own ? kind : `${kind}${kind === 'newline' || kind === 'end' ? '' : ` ${own}`}`
  })
}

test.each([
  ['a_1 B2', ['identifier a_1', 'identifier B2', 'end']],
  ['12a', ['integer 12', 'identifier a', 'end']],
  ['???a', ['??', '?', 'identifier a', 'end']],
  ['a.?b...c', ['identifier a', '.', '?', 'identifier b', '...', 'identifier c', 'end']],
  ['=== =~ => =', ['==', '=', '=~', '=>', '=', 'end']],
  ['!= !~ ! <= < >= >', ['!=', '!~', '!', '<=', '<', '>=', '>', 'end']],
  ['| || && &', ['|', '||', '&&', 'unknown &', 'end']],
  [':: : ^ % @', ['::', ':', '^', '%', '@', 'end']],
  ['a / b // c / d', ['identifier a', '/', 'identifier b', 'end']],
  ['a /* b \n c */ d', ['identifier a', 'identifier d', 'end']],
  ['a \r\n // b \n\n\t/* c */ \r d', ['identifier a', 'newline', 'identifier d', 'end']],
  [
    '$ $$ #x é 😀',
    ['unknown $', 'unknown $$', 'unknown #', 'identifier x', 'unknown é', 'unknown 😀', 'end'],
  ],
  ['a\n #disable-next-line b c\nd', ['identifier a', 'newline', 'identifier d', 'end']],
  [
    'a #restore-diagnostics b',
    ['identifier a', 'unknown #', 'identifier restore', '-', 'identifier diagnostics', 'identifier b', 'end'],
  ],
  [
    "'a${b}c${d}e'",
    ["stringStart 'a${", 'identifier b', 'stringMiddle }c${', 'identifier d', "stringEnd }e'", 'end'],
  ],
  ["'${{}}'", ["stringStart '${", '{', '}', "stringEnd }'", 'end']],
  ["'''a'b''c''''", ["string '''a'b''c''''", 'end']],
  ["$$'''${a}$$${b}'''", ["stringStart $$'''${a}$$${", 'identifier b', "stringEnd }'''", 'end']],
  ['"a b" c', ['string "a b"', 'identifier c', 'end']],
])('%j', (text, tokens) => {
  expect(read(text)).toEqual(tokens)
})

test('every character is in one token, or is a blank, a comment or a directive', () => {
  const letters = fc.constantFrom(...'ab1 \n\t\'"$${}[]()?.:!=<>&|+-*/%^@#,\\', "'''", '//', '/*', '*/', 'é')
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      const { kinds, starts, ends } = readTokens(text).tokens
      let covered = 0
      for (const [at, kind] of kinds.entries()) {
        const [start, end] = [starts[at] ?? -1, ends[at] ?? -1]
        expect(start).toBeGreaterThanOrEqual(covered)
        const gap = text.slice(covered, start)
        expect(gap).toMatch(/^(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))*$/)
        covered = end
        expect(kind === 'end').toBe(at === kinds.length - 1)
      }
      expect(covered).toBe(text.length)
    }),
    { numRuns: 3000 },
  )
})
