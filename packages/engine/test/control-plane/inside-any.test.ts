// Inside a space: equal or longer, of the same family.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insideAny } from '../../src/control-plane/inside-any.ts'
import { containsPrefix, ipv4Of, prefix, prefixOf } from '../../src/net/index.ts'

describe('R1.15, R3.12: inside a space', () => {
  const space = [prefix('10.0.0.0/16'), prefix('fd00::/48')]

  test.each([
    ['10.0.0.0/16', true],
    ['10.0.3.0/24', true],
    ['10.0.0.0/8', false],
    ['10.1.0.0/16', false],
    ['0.0.0.0/0', false],
    ['fd00::/64', true],
    ['::/0', false],
  ])('%s: %s', (text, inside) => {
    expect(insideAny(space)(prefix(text))).toBe(inside)
  })

  test('of nothing, nothing is inside', () => {
    expect(insideAny([])(prefix('10.0.0.0/16'))).toBe(false)
  })
})

test('is what a search through the space says', () => {
  const any = fc
    .tuple(fc.nat({ max: 0xff }), fc.integer({ min: 4, max: 8 }))
    .map(([byte, length]) => prefixOf(ipv4Of(byte * 2 ** 24), length))
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), any, (space, asked) => {
      expect(insideAny(space)(asked)).toBe(space.some((own) => containsPrefix(own, asked)))
    }),
  )
})
