// A growing set of small non-negative integers, one bit each.

const LARGEST = 2 ** 32 - 1

/** The number of ones in a 32-bit word, counted in parallel in ever wider fields. */
const popCount = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const requireMember = (value: number): void => {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST) {
    throw new RangeError(`A bit set holds integers from 0 to ${LARGEST}, not ${value}`)
  }
}

/** A set of integers from 0 to 2³² − 1. Its memory grows with the largest member, not with the number of members. */
export class BitSet {
  #words: Uint32Array

  constructor() {
    this.#words = new Uint32Array(1)
  }

  /**
   * The set of these integers.
   * @throws RangeError when one is not an integer from 0 to 2³² − 1.
   */
  static of(...members: readonly number[]): BitSet {
    const set = new BitSet()
    for (const member of members) set.add(member)
    return set
  }

  /**
   * The set of all integers from `first` to `last`, both included; empty when `last` is below `first`.
   * @throws RangeError when either is not an integer from 0 to 2³² − 1.
   */
  static range(first: number, last: number): BitSet {
    requireMember(first)
    requireMember(last)
    const set = new BitSet()
    if (last < first) return set
    const from = first >>> 5
    const to = last >>> 5
    set.#reserve(to)
    const words = set.#words
    words.fill(0xffffffff, from, to + 1)
    words[from] = 0xffffffff << (first & 31)
    words[to] = (words[to] ?? 0) & (0xffffffff >>> (31 - (last & 31)))
    return set
  }

  static #from(words: Uint32Array): BitSet {
    const set = new BitSet()
    set.#words = words
    return set
  }

  /** Makes room for the word at `index`; doubling keeps a run of additions linear. */
  #reserve(index: number): void {
    if (index < this.#words.length) return
    const grown = new Uint32Array(Math.max(index + 1, this.#words.length * 2))
    grown.set(this.#words)
    this.#words = grown
  }

  /**
   * Adds a member, in place.
   * @throws RangeError when `value` is not an integer from 0 to 2³² − 1.
   */
  add(value: number): this {
    requireMember(value)
    const index = value >>> 5
    this.#reserve(index)
    this.#words[index] = (this.#words[index] ?? 0) | (1 << (value & 31))
    return this
  }

  /** Removes a member, in place; says whether it was there. */
  delete(value: number): boolean {
    if (!this.has(value)) return false
    const index = value >>> 5
    this.#words[index] = (this.#words[index] ?? 0) & ~(1 << (value & 31))
    return true
  }

  /** Is `value` a member? No number outside the set's range ever is. */
  has(value: number): boolean {
    return value >>> 0 === value && (((this.#words[value >>> 5] ?? 0) >>> (value & 31)) & 1) === 1
  }

  /** A new set: the members of either. */
  union(other: BitSet): BitSet {
    return this.clone().unionWith(other)
  }

  /** A new set: the members of both. */
  intersection(other: BitSet): BitSet {
    const mine = this.#words
    const theirs = other.#words
    const words = mine.slice(0, Math.min(mine.length, theirs.length))
    for (let at = 0; at < words.length; at++) words[at] = (mine[at] ?? 0) & (theirs[at] ?? 0)
    return BitSet.#from(words)
  }

  /** A new set: the members of this one that are not in `other`. */
  difference(other: BitSet): BitSet {
    const words = this.#words.slice()
    const theirs = other.#words
    const shared = Math.min(words.length, theirs.length)
    for (let at = 0; at < shared; at++) words[at] = (words[at] ?? 0) & ~(theirs[at] ?? 0)
    return BitSet.#from(words)
  }

  /** Adds every member of `other`, in place. */
  unionWith(other: BitSet): this {
    const theirs = other.#words
    this.#reserve(theirs.length - 1)
    const words = this.#words
    for (let at = 0; at < theirs.length; at++) words[at] = (words[at] ?? 0) | (theirs[at] ?? 0)
    return this
  }

  /** Have both the same members? */
  equals(other: BitSet): boolean {
    return this.isSubsetOf(other) && other.isSubsetOf(this)
  }

  /** Is every member also in `other`? */
  isSubsetOf(other: BitSet): boolean {
    const theirs = other.#words
    return this.#words.every((word, at) => (word & ~(theirs[at] ?? 0)) === 0)
  }

  /** Is any member also in `other`? */
  intersects(other: BitSet): boolean {
    const theirs = other.#words
    return this.#words.some((word, at) => (word & (theirs[at] ?? 0)) !== 0)
  }

  /** Has it no member? */
  isEmpty(): boolean {
    return this.#words.every((word) => word === 0)
  }

  /** How many members it has; counted on each call. */
  get size(): number {
    let count = 0
    for (const word of this.#words) count += popCount(word)
    return count
  }

  /** The members, ascending. */
  *[Symbol.iterator](): IterableIterator<number> {
    for (let index = 0; index < this.#words.length; index++) {
      let word = this.#words[index] ?? 0
      while (word !== 0) {
        const lowest = word & -word
        yield index * 32 + 31 - Math.clz32(lowest)
        word ^= lowest
      }
    }
  }

  /** A copy that shares nothing with this set. */
  clone(): BitSet {
    return BitSet.#from(this.#words.slice())
  }
}
