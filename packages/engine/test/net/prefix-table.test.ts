// Longest-prefix match: the IPv4 trie, the IPv6 trie and a naive table give the same answers.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Address, address, ipv6Of } from '../../src/net/address.ts'
import { comparePrefixes, formatPrefix, type Prefix, prefix } from '../../src/net/prefix.ts'
import { type Match, PrefixTable } from '../../src/net/prefix-table.ts'
import { anyAddress, anyPrefix } from './arbitraries.ts'
import { NaiveTable } from './naive-table.ts'
import { prefixTableCases } from './prefix-table.cases.ts'

/** How the IPv4 cases are written in the space under test. */
interface Space {
  readonly name: string
  readonly table: () => PrefixTable<string> | NaiveTable<string>
  readonly addressOf: (ipv4: Address) => Address
  readonly addedLength: number
}

const same = (ipv4: Address): Address => ipv4
const highest = (ipv4: Address): Address => ipv6Of(BigInt(ipv4) << 96n)
const lowest = (ipv4: Address): Address => ipv6Of(BigInt(ipv4))
const ours = (): PrefixTable<string> => new PrefixTable()

const spaces: readonly Space[] = [
  { name: 'the IPv4 trie', table: ours, addressOf: same, addedLength: 0 },
  { name: 'the IPv6 trie, first 32 bits', table: ours, addressOf: highest, addedLength: 0 },
  { name: 'the IPv6 trie, last 32 bits', table: ours, addressOf: lowest, addedLength: 96 },
  { name: 'the naive table', table: () => new NaiveTable(), addressOf: same, addedLength: 0 },
]

const valuesOf = (rows: readonly Match<string>[]): readonly string[] => rows.map((row) => row.value)

describe.each(spaces)('$name', ({ table, addressOf, addedLength }) => {
  const prefixOfCase = (text: string): Prefix => {
    const { address, length } = prefix(text)
    return { address: addressOf(address), length: length + addedLength }
  }
  const filled = (texts: readonly string[]): PrefixTable<string> | NaiveTable<string> => {
    const made = table()
    for (const text of texts) made.set(prefixOfCase(text), text)
    return made
  }

  test.each(prefixTableCases)('$name', ({ prefixes, matches }) => {
    for (const order of [prefixes, prefixes.toReversed()]) {
      const made = filled(order)
      expect(made.size).toBe(new Set(prefixes).size)
      for (const text of prefixes) expect(made.get(prefixOfCase(text))).toBe(text)
      for (const [text, expected] of Object.entries(matches)) {
        const of = addressOf(address(text))
        expect(valuesOf(made.matches(of))).toEqual(expected)
        expect(made.lookup(of)?.value).toBe(expected[0])
        const first = expected[0]
        if (first !== undefined) expect(made.lookup(of)?.prefix).toEqual(prefixOfCase(first))
      }
    }
  })

  test.each(prefixTableCases)('$name, each prefix taken out again in turn', ({ prefixes, matches }) => {
    for (const removed of prefixes) {
      const made = filled(prefixes)
      expect(made.delete(prefixOfCase(removed))).toBe(true)
      expect(made.delete(prefixOfCase(removed))).toBe(false)
      expect(made.get(prefixOfCase(removed))).toBeUndefined()
      for (const [text, expected] of Object.entries(matches)) {
        const left = expected.filter((text) => text !== removed)
        expect(valuesOf(made.matches(addressOf(address(text))))).toEqual(left)
      }
    }
  })
})

type Step =
  | { readonly kind: 'set'; readonly prefix: Prefix; readonly value: number }
  | { readonly kind: 'delete'; readonly prefix: Prefix }

const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(anyPrefix, { minLength: 1, maxLength: 30 })
  .chain((pool) => {
    const known = fc.constantFrom(...pool)
    const set = fc.record({ kind: fc.constant('set' as const), prefix: known, value: fc.nat() })
    const remove = fc.record({ kind: fc.constant('delete' as const), prefix: known })
    return fc.array(fc.oneof({ weight: 2, arbitrary: set }, { weight: 1, arbitrary: remove }), {
      maxLength: 80,
    })
  })

describe('against the naive table, after any sets and deletes', () => {
  const run = (taken: readonly Step[]): { table: PrefixTable<number>; naive: NaiveTable<number> } => {
    const table = new PrefixTable<number>()
    const naive = new NaiveTable<number>()
    for (const step of taken) {
      if (step.kind === 'set') {
        expect(table.set(step.prefix, step.value)).toBe(table)
        naive.set(step.prefix, step.value)
      } else {
        expect(table.delete(step.prefix)).toBe(naive.delete(step.prefix))
      }
      expect(table.size).toBe(naive.size)
    }
    return { table, naive }
  }

  test('lookup finds the longest, matches finds all, longest first', () => {
    fc.assert(
      fc.property(steps, fc.array(anyAddress), (taken, addresses) => {
        const { table, naive } = run(taken)
        const edges = taken.map((step) => step.prefix.address)
        for (const of of [...addresses, ...edges]) {
          expect(table.matches(of)).toEqual(naive.matches(of))
          expect(table.lookup(of)).toEqual(naive.lookup(of))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('get finds exactly what is there, entries lists it in order', () => {
    fc.assert(
      fc.property(steps, fc.array(anyPrefix), (taken, others) => {
        const { table, naive } = run(taken)
        for (const p of [...others, ...taken.map((step) => step.prefix)]) {
          expect(table.get(p)).toBe(naive.get(p))
        }
        expect(table.entries()).toEqual(naive.entries())
        expect(table.entries()).toEqual(
          table.entries().toSorted((a, b) => comparePrefixes(a.prefix, b.prefix)),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('a table after deletes answers as one that never held the rows', () => {
    fc.assert(
      fc.property(steps, fc.array(anyAddress), (taken, addresses) => {
        const { table } = run(taken)
        const rebuilt = new PrefixTable<number>()
        for (const row of table.entries().toReversed()) rebuilt.set(row.prefix, row.value)
        expect(rebuilt.entries()).toEqual(table.entries())
        for (const of of addresses) expect(table.matches(of)).toEqual(rebuilt.matches(of))
      }),
    )
  })
})

test('a value may be undefined, false or zero and still be a row', () => {
  for (const nothing of [undefined, false, 0]) {
    const table = new PrefixTable<unknown>()
      .set(prefix('10.0.0.0/8'), 'wide')
      .set(prefix('10.0.0.0/9'), nothing)
    expect(table.size).toBe(2)
    expect(table.lookup(address('10.0.0.1'))).toEqual({ prefix: prefix('10.0.0.0/9'), value: nothing })
    expect(table.delete(prefix('10.0.0.0/9'))).toBe(true)
    expect(table.lookup(address('10.0.0.1'))?.value).toBe('wide')
  }
})

test('the families do not mix', () => {
  const table = new PrefixTable<string>().set(prefix('0.0.0.0/0'), 'v4').set(prefix('::/0'), 'v6')
  expect(table.lookup(address('10.0.0.1'))?.value).toBe('v4')
  expect(table.lookup(address('::a00:1'))?.value).toBe('v6')
  expect(table.entries().map((row) => formatPrefix(row.prefix))).toEqual(['0.0.0.0/0', '::/0'])
  expect(table.delete(prefix('::/0'))).toBe(true)
  expect(table.lookup(address('::a00:1'))).toBeUndefined()
  expect(table.size).toBe(1)
})

test('entries may be walked while the table is emptied', () => {
  const table = new PrefixTable<number>()
  for (let at = 0; at < 256; at++) table.set(prefix(`10.${at}.0.0/16`), at).set(prefix(`fd00:${at}::/32`), at)
  let seen = 0
  for (const row of table.entries()) {
    seen++
    table.delete(row.prefix)
  }
  expect([seen, table.size, table.entries()]).toEqual([512, 0, []])
})
