// Longest-prefix match by looking at every row: slow, and plainly right. It knows nothing of net/'s bit tricks.

import type { Address } from '../../src/net/address.ts'
import type { Prefix } from '../../src/net/prefix.ts'
import type { Match } from '../../src/net/prefix-table.ts'

const isInside = (prefix: Prefix, address: Address): boolean => {
  if (typeof prefix.address !== typeof address) return false
  const size = 2n ** BigInt((typeof address === 'number' ? 32 : 128) - prefix.length)
  const distance = BigInt(address) - BigInt(prefix.address)
  return distance >= 0n && distance < size
}

const isSame = (a: Prefix, b: Prefix): boolean => a.address === b.address && a.length === b.length

/** Has the interface of `PrefixTable`, so that one test can run on both. */
export class NaiveTable<T> {
  #rows: readonly Match<T>[] = []

  get size(): number {
    return this.#rows.length
  }

  set(prefix: Prefix, value: T): this {
    this.delete(prefix)
    this.#rows = [...this.#rows, { prefix, value }]
    return this
  }

  get(prefix: Prefix): T | undefined {
    return this.#rows.find((row) => isSame(row.prefix, prefix))?.value
  }

  delete(prefix: Prefix): boolean {
    const before = this.#rows.length
    this.#rows = this.#rows.filter((row) => !isSame(row.prefix, prefix))
    return this.#rows.length < before
  }

  lookup(address: Address): Match<T> | undefined {
    return this.matches(address)[0]
  }

  matches(address: Address): readonly Match<T>[] {
    return this.#rows
      .filter((row) => isInside(row.prefix, address))
      .sort((a, b) => b.prefix.length - a.prefix.length)
  }

  entries(): readonly Match<T>[] {
    const key = ({ prefix: { address, length } }: Match<T>): string =>
      `${typeof address === 'number' ? 4 : 6} ${address.toString().padStart(39, '0')} ${String(length).padStart(3, '0')}`
    return this.#rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  }
}
