// A speaker's own order of routes: preferences before the common steps, and whether session kinds are mixed.
import { describe, expect, test } from 'vitest'
import { bestRoutes, rankRoutes } from '../../../src/control-plane/bgp/best-path.ts'
import type { BgpRoute } from '../../../src/control-plane/bgp/route.ts'
import type { Choice, Session } from '../../../src/control-plane/bgp/speaker.ts'
import { ebgpSpeaker, join, route } from './speakers.ts'

const learned = (
  attributes: Partial<BgpRoute>,
  kind: Session['kind'] = 'external',
  key = 'peer',
): BgpRoute => {
  const own = ebgpSpeaker('own', 65000)
  join(own, ebgpSpeaker(key, 65001), true, kind)
  return route({ asPath: [65001], learnedOver: own.sessions[0], ...attributes })
}

const order = (routes: readonly BgpRoute[], choice?: Choice) =>
  rankRoutes(routes, choice).map((one) => routes.indexOf(one))
const best = (routes: readonly BgpRoute[], choice?: Choice) =>
  bestRoutes(rankRoutes(routes, choice), choice).map((one) => routes.indexOf(one))

const common = { preference: () => [], mixesSessionKinds: false }

describe('preference', () => {
  const byOrigin: Choice = {
    ...common,
    preference: ({ origin, med }) => [Number(origin === 'incomplete'), med],
  }

  test('comes before weight and path; the higher wins', () => {
    const routes = [
      learned({ weight: 100, asPath: [] }),
      learned({ origin: 'incomplete', asPath: [1, 2, 3] }),
    ]
    expect(order(routes)).toEqual([0, 1])
    expect(order(routes, byOrigin)).toEqual([1, 0])
    expect(best(routes, byOrigin)).toEqual([1])
  })

  test('compares one number after the other', () => {
    const routes = [
      learned({ origin: 'incomplete', med: 1 }),
      learned({ origin: 'incomplete', med: 2 }),
      learned({ med: 9 }),
    ]
    expect(order(routes, byOrigin)).toEqual([1, 0, 2])
  })

  test('that says nothing leaves the common order', () => {
    const routes = [learned({ asPath: [1, 2] }), learned({ asPath: [1] })]
    expect(order(routes, common)).toEqual(order(routes))
  })
})

describe('external before internal', () => {
  const routes = [learned({}, 'internal'), learned({})]

  test('by the common order, so that one is best alone', () => {
    expect(order(routes)).toEqual([1, 0])
    expect(best(routes)).toEqual([1])
  })

  test('not for a speaker that mixes session kinds: both are best', () => {
    expect(best(routes, { ...common, mixesSessionKinds: true })).toHaveLength(2)
  })

  test('a shorter internal path wins all the same', () => {
    expect(order([learned({ asPath: [1, 2] }), learned({ asPath: [1] }, 'internal')])).toEqual([1, 0])
  })
})

describe('routes that cannot be used', () => {
  test('stand behind all others and are never best', () => {
    const routes = [learned({ weight: 100, usable: false }), learned({}), learned({ usable: false })]
    expect(order(routes)).toEqual([1, 0, 2])
    expect(best(routes)).toEqual([1])
  })

  test('alone give no best route', () => {
    expect(best([learned({ usable: false })])).toEqual([])
    expect(best([])).toEqual([])
  })
})
