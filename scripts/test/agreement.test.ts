// Both forwarding engines agree, on every scenario, every recorded case and random networks: one table of cases for two
// implementations. `npm run agree` compares all starts, and as many random networks as it is told.
import { describe, expect, test, vi } from 'vitest'
import { setForwarding } from '../../packages/engine/src/forwarding/index.ts'
import { chanceFrom, seedOf } from '../../packages/engine/test/chance.ts'
import {
  disagreements,
  startsInside,
  startsOutside,
} from '../../packages/engine/test/forwarding/sets/agreement.ts'
import { caseNetworks, type NamedNetwork, randomNetworks, scenarioNetworks } from '../agree/networks.ts'

// A busy machine may take its time for all random networks.
vi.setConfig({ testTimeout: 240_000 })

/** What was tried and does not agree: from some machines and sites, and from the Internet to one public address. */
const compared = ({ name, analysis }: NamedNetwork, insideEach: number) => {
  const network = analysis()
  const forwarding = setForwarding(network.surroundings)
  const { random, oneOf } = chanceFrom(seedOf(name))
  const inside = startsInside(network, forwarding)
  const chosen = new Set([
    ...Array.from({ length: insideEach }, () => oneOf(inside) ?? []).flat(),
    ...[oneOf(startsOutside(network, forwarding)) ?? []].flat(),
  ])
  return {
    hasTried: chosen.size > 0,
    found: [...chosen].flatMap((start) =>
      disagreements(network, start, forwarding, random).found.map((each) => `${start.name}: ${each}`),
    ),
  }
}

const agreed = { hasTried: true, found: [] }

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
    expect(compared(network, 2)).toEqual({ ...agreed, hasTried: !silent.has(network.name) })
  })
})

test('200 random networks', () => {
  for (const network of randomNetworks(200, 1)) expect(compared(network, 1), network.name).toEqual(agreed)
})
