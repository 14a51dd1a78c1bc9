// Both engines on the networks of the edge samples: load balancers, ways out, public addresses, Private Link.
import { expect, test } from 'vitest'
import { setForwarding } from '../../../src/forwarding/index.ts'
import { chanceFrom, seedOf } from '../../chance.ts'
import { analysisOf } from '../azure.ts'
import { edgeSamples } from '../edge-samples.ts'
import { disagreements, startsIn } from './agreement.ts'

test.each(edgeSamples.map(({ name, resources, world }) => [name, resources, world] as const))(
  'the walk and the sets agree: %s',
  (name, resources, world) => {
    const analysis = analysisOf(resources, world)
    const forwarding = setForwarding(analysis.surroundings)
    const { random } = chanceFrom(seedOf(name))
    const starts = startsIn(analysis, forwarding)
    expect(starts.length).toBeGreaterThan(0)
    expect(starts.flatMap((start) => disagreements(analysis, start, forwarding, random).found)).toEqual([])
  },
)
