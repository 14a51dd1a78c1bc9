// Best path: each step of R7.1 that is implemented, in its order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestRoutes, rankRoutes } from '../../../src/control-plane/bgp/best-path.ts'
import type { BgpRoute } from '../../../src/control-plane/bgp/route.ts'
import { connect, type SessionEnd } from '../../../src/control-plane/bgp/speaker.ts'
import { parseAddress } from '../../../src/net/index.ts'
import { ebgpSpeaker, route } from './speakers.ts'

/** The receiving end of a session with the peer of this key and address. */
const sessionFrom = (key: string, address?: string): SessionEnd => {
  const own = ebgpSpeaker('own', 65000)
  const peer = ebgpSpeaker(key, 65001)
  connect(
    { speaker: own, address: undefined },
    { speaker: peer, address: address === undefined ? undefined : parseAddress(address) },
    true,
  )
  const [end] = own.sessions
  if (end === undefined) throw new Error('connect made no session')
  return end
}

const learned = (attributes: Partial<BgpRoute>, key = 'peer', address?: string): BgpRoute =>
  route({ asPath: [65001], learnedOver: sessionFrom(key, address), ...attributes })

interface Step {
  readonly step: string
  /** Better at this step, and worse at every later one. */
  readonly better: BgpRoute
  readonly worse: BgpRoute
}

const long = [65001, 65001, 65001]

const deciding: readonly Step[] = [
  {
    step: 'weight, high',
    better: learned({ weight: 10, localPreference: 50, asPath: long, origin: 'incomplete', med: 9 }),
    worse: route({ weight: 5, localPreference: 200 }),
  },
  {
    step: 'local preference, high',
    better: learned({ localPreference: 200, asPath: long, origin: 'incomplete', med: 9 }),
    worse: route({ localPreference: 100 }),
  },
  {
    step: 'locally originated',
    better: route({ asPath: long, origin: 'incomplete' }),
    worse: learned({ asPath: [65001] }),
  },
  {
    step: 'AS path, short',
    better: learned({ asPath: [65001], origin: 'incomplete', med: 9 }),
    worse: learned({ asPath: [65001, 65002], origin: 'igp' }),
  },
  {
    step: 'origin, IGP before EGP',
    better: learned({ origin: 'igp', med: 9 }),
    worse: learned({ origin: 'egp' }),
  },
  {
    step: 'origin, EGP before incomplete',
    better: learned({ origin: 'egp', med: 9 }),
    worse: learned({ origin: 'incomplete' }),
  },
  {
    step: 'MED of the same neighbour, low',
    better: learned({ med: 1 }, 'z', '10.0.0.9'),
    worse: learned({ med: 2 }, 'a', '10.0.0.1'),
  },
]

const tieBreaking: readonly Step[] = [
  {
    step: 'peer address, low',
    better: learned({}, 'z', '10.0.0.9'),
    worse: learned({}, 'a', '10.0.0.10'),
  },
  {
    step: 'a known peer address',
    better: learned({}, 'z', '10.0.0.9'),
    worse: learned({}, 'a'),
  },
  { step: 'key of the peer', better: learned({}, 'a'), worse: learned({}, 'b') },
  {
    step: 'MED of different neighbours is not compared',
    better: learned({ asPath: [65001], med: 9 }, 'a'),
    worse: learned({ asPath: [65002], med: 0 }, 'b'),
  },
]

describe('R7.1', () => {
  test.each(deciding)('$step: the other path is not used', ({ better, worse }) => {
    expect(rankRoutes([better, worse])).toEqual([better, worse])
    expect(rankRoutes([worse, better])).toEqual([better, worse])
    expect(bestRoutes(rankRoutes([worse, better]))).toEqual([better])
  })

  test.each(tieBreaking)('$step: decides what is announced, both are used (R1.18)', ({ better, worse }) => {
    expect(rankRoutes([better, worse])).toEqual([better, worse])
    expect(rankRoutes([worse, better])).toEqual([better, worse])
    expect(bestRoutes(rankRoutes([worse, better]))).toEqual([better, worse])
  })

  test('MED among three paths: what loses to its neighbour’s other path is out, whatever the rest is like', () => {
    const loser = learned({ asPath: [65001], med: 10 }, 'a')
    const other = learned({ asPath: [65002], med: 5 }, 'b')
    const winner = learned({ asPath: [65001], med: 5 }, 'c')
    expect(rankRoutes([loser, other, winner])).toEqual([other, winner, loser])
    expect(bestRoutes(rankRoutes([loser, other, winner]))).toEqual([other, winner])
  })

  test('no path, no best', () => {
    expect(bestRoutes(rankRoutes([]))).toEqual([])
  })
})

const someAttributes = fc.record({
  weight: fc.constantFrom(0, 1),
  localPreference: fc.constantFrom(100, 200),
  asPath: fc.array(fc.constantFrom(65001, 65002), { minLength: 1, maxLength: 2 }),
  origin: fc.constantFrom('igp' as const, 'incomplete' as const),
  med: fc.constantFrom(0, 1, 2),
})
const someAddress = fc.constantFrom(undefined, undefined, '10.0.0.1', '10.0.0.2', 'fd00::1')

test('law: the ranking does not depend on the order of arrival', () => {
  const path = fc.tuple(someAttributes, someAddress, fc.nat())
  fc.assert(
    fc.property(fc.array(path, { maxLength: 7 }), (paths) => {
      const arrived = paths.map(([attributes, address, order], index) => ({
        one: learned(attributes, `peer${index}`, address),
        order,
      }))
      const routes = arrived.map(({ one }) => one)
      const otherwise = [...arrived].sort((a, b) => a.order - b.order).map(({ one }) => one)
      const ranked = rankRoutes(routes)
      const same = rankRoutes(otherwise)
      expect(same.every((one, index) => one === ranked[index])).toBe(true)
      const best = bestRoutes(ranked)
      expect(best).toHaveLength(bestRoutes(same).length)
      expect(best[0]).toBe(ranked[0])
    }),
    { numRuns: 500 },
  )
})
