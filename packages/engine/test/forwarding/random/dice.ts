// Chance that is the same for the same seed.

/** Where all choices of a random network come from. */
export interface Dice {
  /** An integer from 0 to `below` − 1. */
  readonly roll: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** The items in another order. */
  readonly shuffled: <T>(items: readonly T[]) => readonly T[]
}

/** Mulberry32: small, and good enough to choose networks. */
export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const roll = (below: number): number => Math.floor(next() * below)
  return {
    roll,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[roll(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  }
}
