// Both engines on the networks of the edge samples: load balancers, ways out, public addresses, Private Link.
import { expect, test } from 'vitest'
import { setForwarding } from '../../../src/forwarding/index.ts'
import { analysisOf } from '../azure.ts'
import { edgeSamples } from '../edge-samples.ts'
import { disagreements, startsIn } from './agreement.ts'

const chanceFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

test.each(edgeSamples.map(({ name, resources, world }) => [name, resources, world] as const))(
  'the walk and the sets agree: %s',
  (_, resources, world) => {
    const analysis = analysisOf(resources, world)
    const forwarding = setForwarding(analysis.surroundings)
    const chance = chanceFrom(7)
    const starts = startsIn(analysis, forwarding)
    expect(starts.length).toBeGreaterThan(0)
    expect(starts.flatMap((start) => disagreements(analysis, start, forwarding, chance).found)).toEqual([])
  },
)
