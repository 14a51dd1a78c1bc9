// Both forwarding engines agree, on every scenario, every recorded case and random networks: one table of cases for two
// implementations. `npm run agree` compares all starts, and as many random networks as it is told.
import { describe, expect, test } from 'vitest'
import { setForwarding } from '../../packages/engine/src/forwarding/index.ts'
import { chanceFrom, seedOf } from '../../packages/engine/test/chance.ts'
import { disagreements, startsIn } from '../../packages/engine/test/forwarding/sets/agreement.ts'
import { caseNetworks, type NamedNetwork, randomNetworks, scenarioNetworks } from '../agree/networks.ts'

/** Starts that are tried on each network. */
const startsEach = 2

/** What was tried and what does not agree; nothing is tried where nothing can send. */
const compared = ({ name, analysis }: NamedNetwork) => {
  const network = analysis()
  const forwarding = setForwarding(network.surroundings)
  const chance = chanceFrom(seedOf(name))
  const starts = startsIn(network, forwarding)
  const chosen = Array.from({ length: startsEach }, () => chance.oneOf(starts) ?? []).flat()
  return {
    tried: chosen.length,
    found: [...new Set(chosen)].flatMap((start) =>
      disagreements(network, start, forwarding, chance.random).found.map((each) => `${start.name}: ${each}`),
    ),
  }
}

const agreed = { tried: startsEach, found: [] }

/** Recorded cases of gateways alone: nobody in them sends anything. */
const silent: ReadonlySet<string> = new Set([
  'case erj-sumgw-14',
  'case erj-sumgw-15',
  'case erj-sumgw-baseline',
  'case erj-sumgw-cleared',
  'case erj-sumgw-nonoverlap',
  'case nlb-er-megaport',
  'case nlb-msee-hairpin-vwan',
])

describe.each([
  ['scenarios', scenarioNetworks()],
  ['recorded cases', caseNetworks()],
])('%s', (_, networks) => {
  test('there are some', () => expect(networks.length).toBeGreaterThan(20))
  test.each(networks.map((network) => [network.name, network] as const))('%s', (_name, network) => {
    expect(compared(network)).toEqual(silent.has(network.name) ? { tried: 0, found: [] } : agreed)
  })
})

test('200 random networks', () => {
  for (const network of randomNetworks(200, 1)) expect(compared(network), network.name).toEqual(agreed)
})
