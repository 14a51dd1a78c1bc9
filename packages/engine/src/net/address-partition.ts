// Cuts the address space into atoms: intervals of addresses that no given prefix can tell apart.

import { type Address, compareAddresses, type Ipv4, type Ipv6, offsetAddress } from './address.ts'
import { BitSet } from './bit-set.ts'
import { defaultPrefix, firstAddress, formatPrefix, lastAddress, type Prefix } from './prefix.ts'

/** An interval of addresses of one family, both ends included. */
export interface Atom {
  readonly first: Address
  readonly last: Address
}

/**
 * The atoms of a set of prefixes, numbered from 0: those of IPv4, then those of IPv6, ascending.
 * Together they hold each address of both families exactly once.
 */
export interface AddressPartition {
  readonly atoms: readonly Atom[]
  /** The number of the atom that holds `address`. */
  readonly atomOf: (address: Address) => number
  /**
   * The numbers of the atoms that make up `prefix`.
   * @throws RangeError when no atoms add up to it, since any answer would be wrong. Those of the prefixes that
   *   the partition was made from, and the two default prefixes, always do.
   */
  readonly atomsOf: (prefix: Prefix) => BitSet
}

/** The index of the last of the ascending `starts` that is not above `address`; the first never is. */
const indexOfStart = (starts: ArrayLike<number | bigint>, address: Address): number => {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    const start = starts[middle]
    if (start !== undefined && start <= address) low = middle
    else high = middle
  }
  return low
}

/**
 * Sorts and drops repetitions. Not by way of a Set: engines hash a bigint by its low 64 bits only, which are
 * zero in most IPv6 networks, so that all of them would collide.
 */
const ascending = <A extends Address>(starts: readonly A[]): readonly A[] =>
  starts.toSorted(compareAddresses).filter((start, at, sorted) => start !== sorted[at - 1])

/** Each start opens an atom that ends just before the next start; the last one ends with its family. */
const atomsFrom = (starts: readonly Address[], lastOfFamily: Address): readonly Atom[] =>
  starts.map((first, at) => {
    const next = starts[at + 1]
    return { first, last: (next === undefined ? undefined : offsetAddress(next, -1)) ?? lastOfFamily }
  })

/**
 * Cuts both address families at the ends of the given prefixes, and nowhere else.
 * `n` prefixes make at most `2n + 2` atoms; finding the atom of an address is a binary search.
 */
export const partitionAddresses = (prefixes: Iterable<Prefix>): AddressPartition => {
  const ipv4: Ipv4[] = []
  const ipv6: Ipv6[] = []
  const startAt = (address: Address | undefined): void => {
    if (typeof address === 'number') ipv4.push(address)
    else if (typeof address === 'bigint') ipv6.push(address)
  }
  for (const prefix of [defaultPrefix(4), defaultPrefix(6), ...prefixes]) {
    startAt(firstAddress(prefix))
    startAt(offsetAddress(lastAddress(prefix), 1))
  }
  const ipv4Starts = ascending(ipv4)
  const ipv6Starts = ascending(ipv6)
  const atoms = [
    ...atomsFrom(ipv4Starts, lastAddress(defaultPrefix(4))),
    ...atomsFrom(ipv6Starts, lastAddress(defaultPrefix(6))),
  ]

  const atomOf = (address: Address): number =>
    typeof address === 'number'
      ? indexOfStart(ipv4Starts, address)
      : ipv4Starts.length + indexOfStart(ipv6Starts, address)

  const atomsOf = (prefix: Prefix): BitSet => {
    const first = atomOf(firstAddress(prefix))
    const last = atomOf(lastAddress(prefix))
    if (atoms[first]?.first !== firstAddress(prefix) || atoms[last]?.last !== lastAddress(prefix)) {
      throw new RangeError(`${formatPrefix(prefix)} cuts an atom: it was not among the prefixes partitioned`)
    }
    return BitSet.range(first, last)
  }

  return { atoms, atomOf, atomsOf }
}
