// A table of values by prefix, with longest-prefix match, for both families.

import type { Address } from './address.ts'
import { Ipv4Trie } from './ipv4-trie.ts'
import { Ipv6Trie } from './ipv6-trie.ts'
import type { Prefix } from './prefix.ts'

/** A row of the table: the prefix and the value stored for it. */
export interface Match<T> {
  readonly prefix: Prefix
  readonly value: T
}

/**
 * Values by prefix. One value a prefix; the families never mix.
 * A lookup takes at most 33 (IPv4) or 129 (IPv6) steps, however many prefixes there are.
 */
export class PrefixTable<T> {
  readonly #ipv4: Ipv4Trie<Match<T>> = new Ipv4Trie()
  readonly #ipv6: Ipv6Trie<Match<T>> = new Ipv6Trie()
  #size = 0

  /** How many prefixes have a value. */
  get size(): number {
    return this.#size
  }

  /** Stores the value of `prefix`, in place of an earlier one. */
  set(prefix: Prefix, value: T): this {
    const { address, length } = prefix
    const row: Match<T> = { prefix, value }
    const isNew =
      typeof address === 'number'
        ? this.#ipv4.set(address, length, row)
        : this.#ipv6.set(address, length, row)
    if (isNew) this.#size++
    return this
  }

  /** The value of exactly this prefix; `undefined` when it has none. */
  get({ address, length }: Prefix): T | undefined {
    const row =
      typeof address === 'number' ? this.#ipv4.get(address, length) : this.#ipv6.get(address, length)
    return row?.value
  }

  /** Removes exactly this prefix; says whether it was there. */
  delete({ address, length }: Prefix): boolean {
    const was =
      typeof address === 'number' ? this.#ipv4.delete(address, length) : this.#ipv6.delete(address, length)
    if (was) this.#size--
    return was
  }

  /** The row of the longest prefix that holds `address`; `undefined` when none does. */
  lookup(address: Address): Match<T> | undefined {
    return typeof address === 'number' ? this.#ipv4.lookup(address) : this.#ipv6.lookup(address)
  }

  /** The rows of all prefixes that hold `address`, longest first. */
  matches(address: Address): readonly Match<T>[] {
    return typeof address === 'number' ? this.#ipv4.matches(address) : this.#ipv6.matches(address)
  }

  /** All rows, ordered by `comparePrefixes`, as they are now: later changes do not show. */
  entries(): readonly Match<T>[] {
    return [...this.#ipv4.entries(), ...this.#ipv6.entries()]
  }
}
