// Holds random networks against all laws of forwarding, as many as one likes; the tests look at a few hundred.
// Usage: npm run laws -- [COUNT] [SEED]. The networks are those of the seeds SEED, SEED + 1 and so on.
import { caseOf } from '../packages/engine/test/forwarding/laws/case.ts'
import { laws } from '../packages/engine/test/forwarding/laws/laws.ts'
import { countAndSeed } from './count-and-seed.ts'

const { count, seed: firstSeed } = countAndSeed(1_000)

/** Violations that are told of one law; the rest is counted. */
const told = 5

interface Tally {
  readonly seen: number
  readonly violations: number
}

const tallies = new Map<string, Tally>()
const began = performance.now()
let packets = 0
let ways = 0

for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
  const given = caseOf(seed)
  packets += given.ways.length
  ways += given.ways.reduce((sum, [, all]) => sum + all.length, 0)
  for (const { name, judge } of laws) {
    const { seen, violations } = judge(given)
    const before = tallies.get(name) ?? { seen: 0, violations: 0 }
    tallies.set(name, { seen: before.seen + seen, violations: before.violations + violations.length })
    const [first] = violations
    if (first !== undefined && before.violations < told)
      console.error(`seed ${seed}: ${name}\n  ${violations.slice(0, 2).join('\n  ')}`)
  }
}

const seconds = (performance.now() - began) / 1000
console.log(
  `${count} networks from seed ${firstSeed}: ${packets} packets, ${ways} ways, ${seconds.toFixed(1)} s`,
)
/** A law that has met no case says nothing. */
const stateOf = ({ seen, violations }: Tally): string =>
  violations > 0 ? 'BROKEN' : seen === 0 ? 'UNSEEN' : 'holds '
for (const [name, tally] of tallies)
  console.log(`${stateOf(tally)}  ${name}: ${tally.seen} looked at, ${tally.violations} violations`)
process.exit([...tallies.values()].every((tally) => stateOf(tally) === 'holds ') && count > 0 ? 0 : 1)
