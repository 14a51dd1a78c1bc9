// Columns in a terminal: a table of cases, and laws.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayWidth, padEndToWidth, padStartToWidth } from '../../src/diagnostics/index.ts'

describe('cases', () => {
  test.each<readonly [text: string, width: number, what: string]>([
    ['', 0, 'nothing'],
    ['hub-vnet_01', 11, 'ASCII'],
    ['é', 1, 'composed letter'],
    ['e\u0301', 1, 'letter and combining accent'],
    ['仮想ネットワーク', 16, 'kanji and katakana'],
    ['ルート テーブル', 15, 'katakana with an ASCII space'],
    ['か\u3099', 2, 'kana and combining voiced mark'],
    ['ｱﾄﾞﾚｽ', 5, 'half-width katakana'],
    ['ＶＮｅｔ', 8, 'full-width Latin'],
    ['「」、。', 8, 'full-width punctuation'],
    ['\u3000', 2, 'ideographic space'],
    ['한국어', 6, 'hangul syllables'],
    ['\u1112\u1161\u11ab', 2, 'hangul from parts'],
    ['𠮷野家', 6, 'kanji outside the first plane'],
    ['→─│', 3, 'arrows and boxes'],
    ['é😀', 3, 'emoji behind a letter'],
    ['✅', 2, 'emoji by itself'],
    ['❤', 1, 'heart as text'],
    ['❤\ufe0f', 2, 'heart as emoji'],
    ['1\ufe0f\u20e3', 2, 'keycap'],
    ['👍🏽', 2, 'emoji with skin tone'],
    ['👨‍👩‍👧', 2, 'joined family'],
    ['🏳\ufe0f‍🌈', 2, 'joined flag'],
    ['🇯🇵', 2, 'country flag'],
    ['🇯🇵🇩🇪', 4, 'two country flags'],
    ['a\u200bb', 2, 'zero-width space'],
    ['क\u094dष', 2, 'Indic virama'],
    ['\u00ad', 1, 'soft hyphen'],
    ['\u001b', 0, 'control character'],
  ])('%j is %i wide: %s', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

describe('laws', () => {
  const anyText = fc.string({ unit: 'binary' })

  test('between none and two columns a code point', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const width = displayWidth(text)
        expect(width).toBeGreaterThanOrEqual(0)
        expect(width).toBeLessThanOrEqual(2 * [...text].length)
      }),
    )
  })

  test('printable ASCII: one column a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(displayWidth(text)).toBe(text.length)
      }),
    )
  })

  test('texts side by side add up when a plain letter stands between them', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(displayWidth(`${a}|${b}`)).toBe(displayWidth(a) + displayWidth(`|${b}`))
      }),
    )
  })

  test('a prefix is never wider than the whole', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(displayWidth(a)).toBeLessThanOrEqual(displayWidth(a + b))
      }),
    )
  })

  test('padding reaches the width, keeps the text, and adds nothing to what is wide enough', () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 60 }), (text, width) => {
        const padded = padEndToWidth(text, width)
        expect(padded.startsWith(text)).toBe(true)
        expect(displayWidth(padded)).toBe(Math.max(width, displayWidth(text)))
        expect(padEndToWidth(padded, width)).toBe(padded)
        expect(padStartToWidth(text, width).endsWith(text)).toBe(true)
        expect(padStartToWidth(text, width)).toHaveLength(padded.length)
      }),
    )
  })
})
