// The choices of a random network, the same for the same seed.
import { chanceFrom } from '../../chance.ts'

/** Where all choices of a random network come from. */
export interface Dice {
  /** An integer from 0 to `below` − 1. */
  readonly roll: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** The items in another order. */
  readonly shuffled: <T>(items: readonly T[]) => readonly T[]
}

/** Dice that fall the same way for the same seed. */
export const diceOf = (seed: number): Dice => {
  const { random, below: roll } = chanceFrom(seed)
  return {
    roll,
    chance: (probability) => random() < probability,
    pick: (items) => {
      const item = items[roll(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  }
}
