// When two routes say the same, so that nothing needs to be told again.
import { expect, test } from 'vitest'
import { type BgpRoute, sameRoute } from '../../../src/control-plane/bgp/route.ts'
import { parseAddress } from '../../../src/net/index.ts'
import { route } from './speakers.ts'

const base: Partial<BgpRoute> = {
  asPath: [65001, 65002],
  communities: ['65001:1', '65001:2'],
  nextHop: parseAddress('10.0.0.1'),
}

const differences: readonly Partial<BgpRoute>[] = [
  { asPath: [65001] },
  { asPath: [65002, 65001] },
  { origin: 'incomplete' },
  { nextHop: parseAddress('10.0.0.2') },
  { nextHop: undefined },
  { localPreference: 200 },
  { med: 5 },
  { weight: 5 },
  { communities: ['65001:1'] },
  { communities: ['65001:1', '65001:3'] },
  { marks: { reflection: 'vnet' } },
]

test.each(differences)('%j makes another route', (difference) => {
  expect(sameRoute(route(base), route({ ...base, ...difference }))).toBe(false)
})

test('equal attributes make the same route, and no route is the same as no route only', () => {
  expect(sameRoute(route(base), route({ ...base }))).toBe(true)
  expect(sameRoute(undefined, undefined)).toBe(true)
  expect(sameRoute(route(base), undefined)).toBe(false)
  expect(sameRoute(undefined, route(base))).toBe(false)
})
