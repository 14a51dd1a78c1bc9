// What holds for every packet in every network. `npm run laws -- COUNT SEED` looks at as many more as one likes.
import { expect, test, vi } from 'vitest'
import { type Case, caseOf } from './laws/case.ts'
import { laws } from './laws/laws.ts'

// Every law looks at all networks; a busy machine may take its time.
vi.setConfig({ testTimeout: 240_000 })

/** Networks in the normal run, the same for each law. */
const networks = 200

const firstSeed = 20_240_601

const cases = new Map<number, Case>()

/** Made once for all laws: each of them is shown the same networks. */
const known = (seed: number): Case => {
  const made = cases.get(seed) ?? caseOf(seed)
  cases.set(seed, made)
  return made
}

test.each(laws)('$name', ({ judge }) => {
  let seen = 0
  for (let seed = firstSeed; seed < firstSeed + networks; seed += 1) {
    const { violations, seen: more } = judge(known(seed))
    seen += more
    expect(violations.slice(0, 3), `in the network of seed ${seed}`).toEqual([])
  }
  // A law that looks at nothing says nothing.
  expect(seen).toBeGreaterThan(networks / 10)
})
