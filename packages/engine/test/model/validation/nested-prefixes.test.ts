// The sweep against all pairs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visitNested } from '../../../src/model/validation/nested-prefixes.ts'
import {
  containsPrefix,
  equalPrefixes,
  formatPrefix,
  ipv4Of,
  prefix,
  prefixOf,
} from '../../../src/net/index.ts'

/** Few addresses and all lengths, so that most prefixes nest. */
const crowded = fc
  .tuple(fc.nat(63), fc.integer({ min: 0, max: 32 }))
  .map(([bits, length]) => prefixOf(ipv4Of((bits * 2 ** 26) >>> 0), length))

test('each entry sees exactly those that contain it, of equal ones those before it', () => {
  fc.assert(
    fc.property(fc.array(crowded, { maxLength: 40 }), (prefixes) => {
      const entries = prefixes.map((one, owner) => ({ prefix: one, owner }))
      const seen = new Map<number, readonly number[]>()
      visitNested(entries, ({ owner }, containing) => {
        seen.set(
          owner,
          containing.map((outer) => outer.owner),
        )
      })
      for (const inner of entries) {
        const expected = entries
          .filter(
            (outer) =>
              containsPrefix(outer.prefix, inner.prefix) &&
              (!equalPrefixes(outer.prefix, inner.prefix) || outer.owner < inner.owner),
          )
          .toSorted((a, b) => a.prefix.length - b.prefix.length || a.owner - b.owner)
        expect(seen.get(inner.owner)).toEqual(expected.map(({ owner }) => owner))
      }
    }),
  )
})

test('families do not nest', () => {
  const entries = ['0.0.0.0/0', '::/0', '10.0.0.0/8', 'fd00::/8'].map((text) => ({
    prefix: prefix(text),
    owner: text,
  }))
  const seen: string[] = []
  visitNested(entries, (entry, containing) => {
    seen.push(`${formatPrefix(entry.prefix)} in ${containing.map(({ owner }) => owner).join(' ')}`)
  })
  expect(seen).toEqual(['0.0.0.0/0 in ', '10.0.0.0/8 in 0.0.0.0/0', '::/0 in ', 'fd00::/8 in ::/0'])
})
