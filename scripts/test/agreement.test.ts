// Both forwarding engines agree, on every scenario, every recorded case and random networks: one table of cases for two
// implementations. `npm run agree` compares all starts, and as many random networks as it is told.
import { describe, expect, test } from 'vitest'
import { setForwarding } from '../../packages/engine/src/forwarding/index.ts'
import { disagreements, startsIn } from '../../packages/engine/test/forwarding/sets/agreement.ts'
import { caseNetworks, type NamedNetwork, randomNetworks, scenarioNetworks } from '../agree/networks.ts'
import { chanceFrom } from '../fuzz/mutations.ts'

/** Starts that are tried on each network. */
const startsEach = 2

const compared = ({ name, analysis }: NamedNetwork) => {
  const network = analysis()
  const forwarding = setForwarding(network.surroundings)
  const chance = chanceFrom(name.length)
  const starts = startsIn(network, forwarding)
  const chosen = Array.from({ length: startsEach }, () => chance.oneOf(starts))
  return [...new Set(chosen)].flatMap((start) =>
    start === undefined
      ? []
      : disagreements(network, start, forwarding, chance.random).found.map(
          (each) => `${start.name}: ${each}`,
        ),
  )
}

describe.each([
  ['scenarios', scenarioNetworks()],
  ['recorded cases', caseNetworks()],
])('%s', (_, networks) => {
  test('there are some', () => expect(networks.length).toBeGreaterThan(20))
  test.each(networks.map((network) => [network.name, network] as const))('%s', (_name, network) => {
    expect(compared(network)).toEqual([])
  })
})

test('200 random networks', () => {
  for (const network of randomNetworks(200, 1))
    expect([network.name, ...compared(network)]).toEqual([network.name])
})
