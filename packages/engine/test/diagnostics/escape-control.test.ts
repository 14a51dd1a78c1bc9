// What would command a terminal or hide from the reader becomes visible.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth, escapeControl } from '../../src/diagnostics/index.ts'

test.each<readonly [text: string, escaped: string, what: string]>([
  ['\u001b[2J\u001b]0;title\u0007', '\\u{1B}[2J\\u{1B}]0;title\\u{7}', 'escape sequences'],
  ['\u009b31m', '\\u{9B}31m', 'C1 control sequence introducer'],
  ['a\tb\r\nc', 'a\\tb\\r\\nc', 'line breaks and tabs'],
  ['\u0000\u007f', '\\u{0}\\u{7F}', 'NUL and DEL'],
  ['user\u202egnp.exe', 'user\\u{202E}gnp.exe', 'right-to-left override'],
  [
    '\u2066x\u2069\u061c\u200e\u200f',
    '\\u{2066}x\\u{2069}\\u{61C}\\u{200E}\\u{200F}',
    'bidi isolates and marks',
  ],
  ['hub\u200b\u2060\ufeff', 'hub\\u{200B}\\u{2060}\\u{FEFF}', 'invisible characters'],
  ['\u2028\u2029', '\\u{2028}\\u{2029}', 'line and paragraph separators'],
  ['\ud800x\udc00', '\\u{D800}x\\u{DC00}', 'halves of surrogate pairs'],
  ['\u{e0041}', '\\u{E0041}', 'tag characters'],
  ['仮想ネットワーク 👨‍👩‍👧 é', '仮想ネットワーク 👨‍👩‍👧 é', 'plain text stays'],
  ['C:\\temp\\new', 'C:\\temp\\new', 'backslashes stay'],
])('%j becomes %s: %s', (text, escaped) => {
  expect(escapeControl(text)).toBe(escaped)
})

test('nothing dangerous is left, and escaping again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeControl(text)
      for (const character of escaped) {
        const codePoint = character.codePointAt(0) ?? 0
        expect(codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)).toBe(false)
        expect(codePoint >= 0x202a && codePoint <= 0x202e).toBe(false)
      }
      expect(escapeControl(escaped)).toBe(escaped)
    }),
  )
})

test('every C0 and C1 control is escaped and takes columns', () => {
  for (let codePoint = 0; codePoint < 0xa0; codePoint += 1) {
    const character = String.fromCodePoint(codePoint)
    const isControl = codePoint < 0x20 || codePoint >= 0x7f
    expect(escapeControl(character) !== character).toBe(isControl)
    expect(displayWidth(escapeControl(character))).toBeGreaterThan(0)
  }
})
