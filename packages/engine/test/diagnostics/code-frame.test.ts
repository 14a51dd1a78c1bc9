// Code frames: what they look like, and that they never fail.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeFrame, displayWidth, type Span } from '../../src/diagnostics/index.ts'

const span = (line: number, column: number, endLine: number, endColumn: number): Span => ({
  file: 'main.json',
  line,
  column,
  endLine,
  endColumn,
})

const lines = (...text: readonly string[]): string => text.join('\n')

describe('golden', () => {
  const source = lines('{', '  "name": "hub",', '  "adressSpace": {', '    "addressPrefixes": []', '  }', '}')

  test('one line, with two before and one after', () => {
    expect(codeFrame(source, span(3, 3, 3, 16))).toBe(
      lines(
        '  1 | {',
        '  2 |   "name": "hub",',
        '> 3 |   "adressSpace": {',
        '    |   ^^^^^^^^^^^^^',
        '  4 |     "addressPrefixes": []',
      ),
    )
  })

  test('as many lines around as asked for', () => {
    expect(codeFrame(source, span(3, 3, 3, 16), { before: 0, after: 0 })).toBe(
      lines('> 3 |   "adressSpace": {', '    |   ^^^^^^^^^^^^^'),
    )
  })

  test('an empty span gets one caret; one behind the line stands at its end', () => {
    expect(codeFrame('abc', span(1, 2, 1, 2))).toBe(lines('> 1 | abc', '    |  ^'))
    expect(codeFrame('abc', span(1, 4, 1, 4))).toBe(lines('> 1 | abc', '    |    ^'))
    expect(codeFrame('', span(1, 1, 1, 1))).toBe(lines('> 1 |', '    | ^'))
  })

  test('carets stand under Japanese text', () => {
    expect(codeFrame('名前: "仮想ネットワーク" # 備考', span(1, 5, 1, 15), { before: 0 })).toBe(
      lines('> 1 | 名前: "仮想ネットワーク" # 備考', '    |       ^^^^^^^^^^^^^^^^^^'),
    )
  })

  test('carets stand under emoji and combining marks', () => {
    const text = '👨‍👩‍👧 e\u0301 x'
    const column = text.indexOf('x') + 1
    expect(codeFrame(text, span(1, column, 1, column + 1))).toBe(lines(`> 1 | ${text}`, '    |      ^'))
  })

  test('tabs become spaces up to the next fourth column', () => {
    expect(codeFrame('\tab\tcd', span(1, 5, 1, 7))).toBe(lines('> 1 |     ab  cd', '    |         ^^'))
    expect(codeFrame('\tab', span(1, 1, 1, 2))).toBe(lines('> 1 |     ab', '    | ^^^^'))
  })

  test('several lines are marked, without carets', () => {
    expect(codeFrame(source, span(3, 18, 5, 4))).toBe(
      lines(
        '  1 | {',
        '  2 |   "name": "hub",',
        '> 3 |   "adressSpace": {',
        '> 4 |     "addressPrefixes": []',
        '> 5 |   }',
        '  6 | }',
      ),
    )
  })

  test('a span that ends at the start of a line has that line too', () => {
    expect(codeFrame('ab\ncd\n', span(1, 1, 2, 1))).toBe(lines('> 1 | ab', '> 2 | cd', '  3 |'))
  })

  test('a long span shows its first three and last two lines', () => {
    const long = Array.from({ length: 20 }, (_, index) => `line${index + 1}`).join('\n')
    expect(codeFrame(long, span(4, 1, 15, 7), { before: 1 })).toBe(
      lines(
        '   3 | line3',
        '>  4 | line4',
        '>  5 | line5',
        '>  6 | line6',
        '     | ...',
        '> 14 | line14',
        '> 15 | line15',
        '  16 | line16',
      ),
    )
  })

  test('CRLF, LF and CR end a line and are not shown', () => {
    const expected = lines('  1 | a', '> 2 | b', '    | ^', '  3 | c')
    for (const lineBreak of ['\r\n', '\n', '\r'])
      expect(codeFrame(['a', 'b', 'c'].join(lineBreak), span(2, 1, 2, 2))).toBe(expected)
  })

  test('control characters are visible, and carets still fit', () => {
    expect(codeFrame('a\u001b[2Jb', span(1, 6, 1, 7))).toBe(lines('> 1 | a\\u{1B}[2Jb', '    |           ^'))
  })

  test('a long line is clipped around the span', () => {
    const text = `${'a'.repeat(1000)}XYZ${'b'.repeat(1000)}`
    expect(codeFrame(text, span(1, 1001, 1, 1004), { width: 40 })).toBe(
      lines(`> 1 | ...${'a'.repeat(11)}XYZ${'b'.repeat(20)}...`, `    | ${' '.repeat(14)}^^^`),
    )
  })

  test('a long line is clipped at one end only when the span is at the other', () => {
    const text = `XYZ${'b'.repeat(1000)}`
    expect(codeFrame(text, span(1, 1, 1, 4), { width: 20 })).toBe(
      lines('> 1 | XYZbbbbbbbbbbb...', '    | ^^^'),
    )
    expect(codeFrame(`${'a'.repeat(1000)}XYZ`, span(1, 1001, 1, 1004), { width: 20 })).toBe(
      lines('> 1 | ...aaaaXYZ', '    |        ^^^'),
    )
  })

  test('a clipped line of Japanese text keeps its carets in place', () => {
    const text = `${'あ'.repeat(300)}誤り${'い'.repeat(300)}`
    expect(codeFrame(text, span(1, 301, 1, 303), { width: 30 })).toBe(
      lines(`> 1 | ...${'あ'.repeat(4)}誤り${'い'.repeat(6)}...`, `    | ${' '.repeat(11)}^^^^`),
    )
  })

  test('a line outside the text gives nothing', () => {
    expect(codeFrame('a\nb', span(3, 1, 3, 2))).toBe('')
    expect(codeFrame('a', span(0, 1, 0, 2))).toBe('')
    expect(codeFrame('a', span(Number.NaN, 1, 1, 2))).toBe('')
  })
})

describe('laws', () => {
  const anyText = fc
    .array(fc.string({ unit: 'binary' }))
    .chain((parts) => fc.constantFrom('\n', '\r\n', '\r', '\t', '').map((separator) => parts.join(separator)))
  const anyNumber = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.integer(), fc.double())
  const anySpan = fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber).map((numbers) => span(...numbers))
  const anyWidth = fc.integer({ min: 10, max: 60 })

  test('never throws, keeps to the width, and prints no control character but line breaks', () => {
    fc.assert(
      fc.property(anyText, anySpan, anyWidth, (text, place, width) => {
        const frame = codeFrame(text, place, { width })
        for (const line of frame.split('\n')) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u{202a}-\u{202e}]/u)
          const gutter = line.indexOf('|') + 2
          if (frame !== '') expect(displayWidth(line.slice(gutter))).toBeLessThanOrEqual(width + 1)
        }
      }),
    )
  })

  test('the first caret stands under the marked text', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', '仮', 'ｱ', '\t', '😀', 'é', ' ', '"'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(part, part, part, (before, between, after) => {
        const text = `${before}§${between}${after}`
        const place = span(1, before.length + 1, 1, before.length + between.length + 2)
        const [shown = '', carets = ''] = codeFrame(text, place, { width: 400 }).split('\n')
        expect(displayWidth(shown.slice(0, shown.indexOf('§')))).toBe(carets.indexOf('^'))
      }),
    )
  })

  test('a line of many megabytes is as quick as its window', () => {
    const text = `{"a":"${'x'.repeat(20_000_000)}"}`
    const frame = codeFrame(text, span(1, 10_000_000, 1, 10_000_005))
    expect(frame.split('\n')[1]).toMatch(/^ {4}\| {34,}\^{5}$/)
  })
})
