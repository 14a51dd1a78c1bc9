// AS numbers that mean something, and what routers do to AS paths.
import { expect, test } from 'vitest'
import { isPrivateAsn, withOverride, withoutPrivate } from '../../../src/control-plane/bgp/as-path.ts'

test.each([
  [64511, false],
  [64512, true],
  [65515, true],
  [65534, true],
  [65535, false],
  [4_199_999_999, false],
  [4_200_000_000, true],
  [4_294_967_294, true],
  [4_294_967_295, false],
  [12076, false],
])('RFC 6996: %i is private: %s', (asn, expected) => {
  expect(isPrivateAsn(asn)).toBe(expected)
})

test('R7.3: private numbers go wherever they stand, the others keep their order', () => {
  expect(withoutPrivate([65515, 12076, 64512, 3356, 12076])).toEqual([12076, 3356, 12076])
  expect(withoutPrivate([65515, 65001])).toEqual([])
})

test('R7.2: only the number of the neighbour is overridden, and the length stays', () => {
  expect(withOverride([65515, 65001, 65515], 65515, 12076)).toEqual([12076, 65001, 12076])
  expect(withOverride([65001], 65515, 12076)).toEqual([65001])
})
