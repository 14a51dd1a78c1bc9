// Feeds mutated inputs to every reader and fails on the first exception: bad input gives findings, never a crash or a hang.
// Usage: npm run fuzz -- [COUNT] [SEED]. The same count and seed do the same thing.
import { analyse, bgp, type FileAccess, guest, inspect, load, routes, trace } from '@hairpin/engine'
import { chanceFrom } from '../packages/engine/test/chance.ts'
import { countAndSeed } from './count-and-seed.ts'
import { type FuzzInput, fuzzInputs } from './fuzz/inputs.ts'
import { mutate } from './fuzz/mutations.ts'

const { count, seed } = countAndSeed(6_000)
const chance = chanceFrom(seed)

/** No input of this size may take as long, on any machine. */
const hangs = 10_000

const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.')

const filesOf = (texts: ReadonlyMap<string, string>): FileAccess => ({
  read: (file) => {
    const text = texts.get(file)
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
  },
  list: (folder) =>
    [...texts.keys()]
      .filter((name) => folderOf(name) === folder)
      .map((name) => name.slice(name.lastIndexOf('/') + 1))
      .sort(),
})

/** Machines that questions go to: some of the network's own, wherever it comes from, and the Internet. */
const endsIn = (names: readonly string[]): readonly string[] => [
  ...names.slice(0, 3),
  ...names.slice(-1),
  '8.8.8.8',
]

/** Everything that a user could ask of the network. */
const askEverything = (texts: ReadonlyMap<string, string>, input: string): number => {
  // The group that the ids of templates name.
  const loaded = load(filesOf(texts), { inputs: [input], subscription: 's', resourceGroup: 'g' })
  const analysis = analyse(loaded.resourceSet)
  inspect(loaded, analysis)
  routes(analysis)
  bgp(analysis)
  const names = [...analysis.network.vms, ...analysis.network.attachedServices].map(({ name }) => name)
  for (const { name } of analysis.network.vms.slice(0, 4)) guest(analysis, name)
  const [from = '10.0.0.4'] = names
  for (const to of endsIn(names)) {
    trace(analysis, { from, to })
    trace(analysis, { from, to, protocol: 'tcp', port: 443 })
  }
  return loaded.findings.length + analysis.findings.length
}

interface Slow {
  readonly milliseconds: number
  readonly round: number
}

const slowest = new Map<FuzzInput, Slow>()
let findings = 0
const begin = performance.now()
for (let round = 0; round < count; round += 1) {
  const source = fuzzInputs[round % fuzzInputs.length]
  if (source === undefined) break
  const target = chance.oneOf([...source.files.keys()].filter((name) => source.changed.test(name))) ?? ''
  const texts = new Map(source.files).set(target, mutate(target, source.files.get(target) ?? '', chance))
  const started = performance.now()
  try {
    findings += askEverything(texts, source.input)
  } catch (error) {
    console.error(`round ${round} of seed ${seed} (${source.reader}, ${target}) threw:`, error)
    console.error(texts.get(target)?.slice(0, 4000))
    process.exit(1)
  }
  const milliseconds = performance.now() - started
  if (milliseconds > (slowest.get(source)?.milliseconds ?? 0)) slowest.set(source, { milliseconds, round })
  if (milliseconds > hangs) {
    console.error(
      `round ${round} of seed ${seed} (${source.reader}, ${target}) took ${milliseconds.toFixed(0)} ms`,
    )
    process.exit(1)
  }
}
const seconds = ((performance.now() - begin) / 1000).toFixed(1)
for (const [{ reader }, { milliseconds, round }] of slowest)
  console.log(`  ${reader.padEnd(24)} slowest ${milliseconds.toFixed(0).padStart(5)} ms (round ${round})`)
console.log(`${count} mutated inputs of ${slowest.size} kinds, no crash, ${findings} findings, ${seconds} s`)
