// The flattened table finds what the naive longest match finds, and its intervals hold every address once.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Address, address, formatAddress, offsetAddress } from '../../src/net/address.ts'
import { flatTable } from '../../src/net/flat-table.ts'
import {
  containsAddress,
  defaultPrefix,
  firstAddress,
  lastAddress,
  type Prefix,
  prefix,
} from '../../src/net/prefix.ts'
import { anyAddress, anyPrefix } from './arbitraries.ts'

const rowsOf = (prefixes: readonly Prefix[]) => prefixes.map((each, value) => ({ prefix: each, value }))

/** The last of the longest, said in one pass over all rows. */
const longest = (prefixes: readonly Prefix[], asked: Address): number | undefined => {
  let best: number | undefined
  for (const [index, each] of prefixes.entries()) {
    if (!containsAddress(each, asked)) continue
    if (best === undefined || each.length >= (prefixes[best]?.length ?? 0)) best = index
  }
  return best
}

const corners = (prefixes: readonly Prefix[]): readonly Address[] =>
  prefixes
    .flatMap((each) => [firstAddress(each), lastAddress(each)])
    .flatMap((end) => [offsetAddress(end, -1), end, offsetAddress(end, 1)])
    .flatMap((each) => each ?? [])

describe('a flat table', () => {
  test('finds the longest match of every address', () => {
    fc.assert(
      fc.property(
        fc.array(anyPrefix, { maxLength: 30 }),
        fc.array(anyAddress, { maxLength: 10 }),
        (prefixes, others) => {
          const table = flatTable(rowsOf(prefixes))
          for (const asked of [...corners(prefixes), ...others])
            expect(table.lookup(asked), formatAddress(asked)).toBe(longest(prefixes, asked))
        },
      ),
    )
  })

  test('has intervals without gaps from the first address of a family to the last', () => {
    fc.assert(
      fc.property(fc.array(anyPrefix, { maxLength: 30 }), (prefixes) => {
        const { intervals, lookup } = flatTable(rowsOf(prefixes))
        for (const family of [4, 6] as const) {
          const whole = defaultPrefix(family)
          const own = intervals.filter(({ first }) => containsAddress(whole, first))
          expect(own[0]?.first).toBe(firstAddress(whole))
          expect(own.at(-1)?.last).toBe(lastAddress(whole))
          for (const [index, { first, last, value }] of own.entries()) {
            expect(first <= last).toBe(true)
            expect(lookup(last)).toBe(value)
            const next = own[index + 1]
            if (next !== undefined) expect(offsetAddress(last, 1)).toBe(next.first)
          }
        }
      }),
    )
  })

  test('gives the last of several rows with one prefix', () => {
    const table = flatTable(rowsOf([prefix('10.0.0.0/8'), prefix('10.0.0.0/8')]))
    expect(table.lookup(address('10.1.1.1'))).toBe(1)
  })
})
