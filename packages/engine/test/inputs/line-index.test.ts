// Lines and columns against counting them one by one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexLines } from '../../src/inputs/line-index.ts'

/** Counts line breaks character by character. */
const countedPlace = (text: string, offset: number): readonly [line: number, column: number] => {
  let line = 1
  let column = 1
  for (let at = 0; at < offset; at++) {
    const character = text[at]
    const breaks = character === '\n' || (character === '\r' && text[at + 1] !== '\n')
    line += breaks ? 1 : 0
    column = breaks ? 1 : column + 1
  }
  return [line, column]
}

test('agrees with counting, in any order of questions', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '\r\n', '\r', '漢', '\u{1f600}'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), (content, offsets) => {
      const lines = indexLines(content, 'f')
      for (const wanted of offsets) {
        const offset = Math.min(wanted, content.length)
        if (content[offset - 1] === '\r' && content[offset] === '\n') continue // inside a line break
        const { line, column } = lines.span(offset, offset)
        expect([line, column]).toEqual(countedPlace(content, offset))
        expect(lines.offset(line, column)).toBe(offset)
      }
    }),
  )
})

test('gives start and end of a stretch over lines', () => {
  expect(indexLines('ab\ncd\nef', 'x.json').span(1, 7)).toEqual({
    file: 'x.json',
    line: 1,
    column: 2,
    endLine: 3,
    endColumn: 2,
  })
})
