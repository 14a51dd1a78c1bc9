// Longest-prefix match written out: the disjoint intervals of addresses for which each row of a table wins.
import { type Address, compareAddresses, offsetAddress } from './address.ts'
import { comparePrefixes, defaultPrefix, firstAddress, lastAddress, type Prefix } from './prefix.ts'
import type { Match } from './prefix-table.ts'

/** Addresses of one family from `first` to `last`, all with the same winner. */
export interface FlatInterval<T> {
  readonly first: Address
  readonly last: Address
  /** Undefined where no prefix holds the addresses. */
  readonly value: T | undefined
}

/** A table without overlaps. */
export interface FlatTable<T> {
  /** Ascending, without gaps; together they hold every address of both families once. */
  readonly intervals: readonly FlatInterval<T>[]
  /** What wins for an address. */
  readonly lookup: (address: Address) => T | undefined
}

interface Open<T> {
  readonly last: Address
  readonly value: T | undefined
}

const flattenFamily = <T>(rows: readonly Match<T>[], whole: Prefix): readonly FlatInterval<T>[] => {
  const intervals: FlatInterval<T>[] = []
  // Prefixes that hold the place reached so far, the longest last.
  const open: Open<T>[] = [{ last: lastAddress(whole), value: undefined }]
  let next: Address | undefined = firstAddress(whole)
  const fillTo = (last: Address): void => {
    const winner = open.at(-1)
    if (next === undefined || winner === undefined || next > last) return
    intervals.push({ first: next, last, value: winner.value })
    next = offsetAddress(last, 1)
  }
  const close = (): void => {
    const ended = open.at(-1)
    if (ended !== undefined) fillTo(ended.last)
    open.pop()
  }
  for (const { prefix, value } of rows) {
    const first = firstAddress(prefix)
    while ((open.at(-1)?.last ?? first) < first) close()
    const before = offsetAddress(first, -1)
    if (before !== undefined) fillTo(before)
    open.push({ last: lastAddress(prefix), value })
  }
  while (open.length > 0) close()
  return intervals
}

/** Flattens rows. Of several rows with one prefix the last counts. */
export const flatTable = <T>(rows: readonly Match<T>[]): FlatTable<T> => {
  // Sorting keeps the order of equals, so that the last of them is opened last and covers the others.
  const sorted = rows.toSorted((a, b) => comparePrefixes(a.prefix, b.prefix))
  const intervals = ([4, 6] as const).flatMap((family) => {
    const whole = defaultPrefix(family)
    const own = sorted.filter(({ prefix }) => typeof prefix.address === typeof whole.address)
    return flattenFamily(own, whole)
  })
  const lookup = (address: Address): T | undefined => {
    let low = 0
    let high = intervals.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      const interval = intervals[middle]
      if (interval !== undefined && compareAddresses(interval.first, address) <= 0) low = middle
      else high = middle
    }
    return intervals[low]?.value
  }
  return { intervals, lookup }
}
