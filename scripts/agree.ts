// Compares the two forwarding engines, the walk of one packet and the forwarding of sets: from every machine and site of
// every scenario and recorded case, from one of each random network, and from the Internet to public addresses.
// Usage: npm run agree -- [COUNT] [SEED]. The same count and seed do the same thing.
import { setForwarding } from '../packages/engine/src/forwarding/index.ts'
import { chanceFrom } from '../packages/engine/test/chance.ts'
import {
  disagreements,
  startsInside,
  startsOutside,
} from '../packages/engine/test/forwarding/sets/agreement.ts'
import { caseNetworks, randomNetworks, scenarioNetworks } from './agree/networks.ts'
import { countAndSeed } from './count-and-seed.ts'

const { count, seed } = countAndSeed(200)
const { random, oneOf } = chanceFrom(seed)

const networks = [
  ...[...scenarioNetworks(), ...caseNetworks()].map((network) => ({ ...network, fromAll: true })),
  ...randomNetworks(count, seed).map((network) => ({ ...network, fromAll: false })),
]
let [starts, classes, failures] = [0, 0, 0]
const begin = performance.now()
for (const { name, analysis, fromAll } of networks) {
  const network = analysis()
  const forwarding = setForwarding(network.surroundings)
  const all = [startsInside(network, forwarding), startsOutside(network, forwarding)]
  const chosen = fromAll ? all.flat() : all.flatMap((starts) => oneOf(starts) ?? [])
  for (const start of chosen) {
    const compared = disagreements(network, start, forwarding, random)
    starts += 1
    classes += compared.classes
    failures += compared.found.length
    for (const each of compared.found.slice(0, 3)) process.stdout.write(`${name}, ${start.name}: ${each}\n`)
  }
}
const seconds = ((performance.now() - begin) / 1000).toFixed(1)
process.stdout.write(
  `${starts} starts, ${classes} classes of packets, ${failures} disagreements, ${seconds} s\n`,
)
// Nothing compared is nothing proved.
if (failures > 0 || classes === 0) process.exitCode = 1
