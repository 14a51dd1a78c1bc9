// Line breaking: widths are kept, nothing is lost, and Japanese punctuation stays where it belongs.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/diagnostics/index.ts'
import { wrapText } from '../../src/presentation/wrap-text.ts'

const none = { first: '', rest: '' }

describe('wrapText', () => {
  test('breaks at spaces', () => {
    expect(wrapText('one two three', 8, { first: '- ', rest: '  ' })).toEqual(['- one', '  two', '  three'])
  })

  test('keeps what cannot be broken', () => {
    expect(wrapText('/subscriptions/0000/x y', 5, none)).toEqual(['/subscriptions/0000/x', 'y'])
  })

  test('Japanese breaks anywhere but before a full stop or a closing bracket', () => {
    const lines = wrapText('経路がありません。「理由」があります。', 10, none)
    expect(lines.every((line) => displayWidth(line) <= 12)).toBe(true)
    expect(lines.filter((line) => /^[。、」]|「$/u.test(line))).toEqual([])
  })

  test('loses no character but spaces at the ends of lines', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '経', '路', '。', '(', ')') })
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const joined = wrapText(text, width, none).join('')
        expect(joined.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})
