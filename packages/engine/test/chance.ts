// Chance that is the same for the same seed: for random networks, for packets by chance, for mutated inputs.

/** Chance, from a seed. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number
  readonly below: (limit: number) => number
  readonly oneOf: <T>(items: readonly T[]) => T | undefined
}

/** Mulberry32: small, and good enough to choose networks and to break texts. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(random() * limit)
  return { random, below, oneOf: (items) => items[below(items.length)] }
}

/** A seed out of a name, so that what a name gets does not depend on its neighbours (FNV-1a). */
export const seedOf = (name: string): number =>
  [...name].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0,
    0x811c9dc5,
  )
