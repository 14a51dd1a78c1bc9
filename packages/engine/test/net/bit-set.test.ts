// Bit sets behave as sets of numbers do.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BitSet } from '../../src/net/bit-set.ts'

const members = fc.array(fc.oneof(fc.nat(70), fc.nat(2000), fc.constantFrom(0, 31, 32, 63, 64)))
const ascending = (set: Iterable<number>): readonly number[] => [...set].sort((a, b) => a - b)

describe('against Set<number>', () => {
  test('membership, size and order', () => {
    fc.assert(
      fc.property(members, members, (added, removed) => {
        const ours = new BitSet()
        const theirs = new Set<number>()
        for (const value of added) {
          expect(ours.add(value)).toBe(ours)
          theirs.add(value)
        }
        for (const value of removed) expect(ours.delete(value)).toBe(theirs.delete(value))
        expect([...ours]).toEqual(ascending(theirs))
        expect(ours.size).toBe(theirs.size)
        expect(ours.isEmpty()).toBe(theirs.size === 0)
        for (const value of [...added, ...removed]) expect(ours.has(value)).toBe(theirs.has(value))
      }),
    )
  })

  test('algebra, leaving both operands as they were', () => {
    fc.assert(
      fc.property(members, members, (left, right) => {
        const a = BitSet.of(...left)
        const b = BitSet.of(...right)
        const inA = new Set(left)
        const inB = new Set(right)
        const either = ascending(new Set([...left, ...right]))
        const both = ascending(inA).filter((value) => inB.has(value))
        const onlyA = ascending(inA).filter((value) => !inB.has(value))
        expect([...a.union(b)]).toEqual(either)
        expect([...a.intersection(b)]).toEqual(both)
        expect([...a.difference(b)]).toEqual(onlyA)
        expect(a.isSubsetOf(b)).toBe(onlyA.length === 0)
        expect(a.intersects(b)).toBe(both.length > 0)
        expect(a.equals(b)).toBe(onlyA.length === 0 && inA.size === inB.size)
        expect([[...a], [...b]]).toEqual([ascending(inA), ascending(inB)])
        expect(a.unionWith(b)).toBe(a)
        expect([[...a], [...b]]).toEqual([either, ascending(inB)])
      }),
    )
  })

  test('ranges', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (first, last) => {
        const expected = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
        expect([...BitSet.range(first, last)]).toEqual(expected)
      }),
    )
  })
})

test('equality does not depend on how far a set once grew', () => {
  const once = BitSet.of(3, 5000)
  once.delete(5000)
  expect(once.equals(BitSet.of(3))).toBe(true)
  expect(BitSet.of(3).equals(once)).toBe(true)
  expect(once.isSubsetOf(BitSet.of(3))).toBe(true)
})

test('a clone goes its own way', () => {
  const original = BitSet.of(1, 2)
  const copy = original.clone().add(400)
  original.delete(1)
  expect([[...original], [...copy]]).toEqual([[2], [1, 2, 400]])
})

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32])(
  '%d is no member and cannot be',
  (value) => {
    expect(() => new BitSet().add(value)).toThrow(RangeError)
    expect(() => BitSet.of(value)).toThrow(RangeError)
    expect(() => BitSet.range(0, value)).toThrow(RangeError)
    expect(BitSet.of(0, 1, 31).has(value)).toBe(false)
    expect(BitSet.of(0, 1, 31).delete(value)).toBe(false)
  },
)
