// Era profiles: what a year fixes, and what becomes of years without evidence.
import { describe, expect, test } from 'vitest'
import { eraOf, newestYear, oldestYear } from '../../src/facts/index.ts'
import { noneRoutesNamed, noneRoutesOf } from '../../src/facts/none-routes.ts'
import { formatPrefix } from '../../src/net/index.ts'

describe('bounds', () => {
  test('without a year: the newest', () => {
    expect(eraOf()).toEqual(eraOf(newestYear))
    expect(eraOf(undefined).year).toBe(newestYear)
  })

  test.each([
    [oldestYear - 1, oldestYear],
    [0, oldestYear],
    [-5, oldestYear],
    [newestYear + 1, newestYear],
    [9999, newestYear],
    [Number.POSITIVE_INFINITY, newestYear],
    [2022.9, 2022],
  ])('%d is taken as %i', (year, taken) => {
    expect(eraOf(year)).toEqual(eraOf(taken))
    expect(eraOf(year).year).toBe(taken)
  })
})

test.each([
  [2017, 'accept'],
  [2023, 'accept'],
  [2024, 'reject'],
  [2026, 'reject'],
])('R3.24: in %i a gateway that says nothing %ss other VNets', (year, expected) => {
  expect(eraOf(year).remoteVnetDefault).toBe(expected)
})

test.each([
  [2020, 'mseeAndGateway'],
  [2021, 'gateway'],
  [2022, 'gateway'],
  [2023, 'gateway'],
  [2024, 'mseeAndGateway'],
])('R6.30: in %i what decrements on an ExpressRoute crossing is %s', (year, expected) => {
  expect(eraOf(year).expressRouteHops).toBe(expected)
})

test.each([
  [2018, 'twoHops'],
  [2019, 'noHop'],
  [2023, 'noHop'],
])('R6.31: in %i a tunnel between two VNets shows %s', (year, expected) => {
  expect(eraOf(year).vpnBetweenVnets).toBe(expected)
})

test('R1.4: each year has its own None list', () => {
  for (let year = oldestYear; year <= newestYear; year += 1)
    expect(eraOf(year).noneRoutes).toEqual(noneRoutesOf(year))
})

test('R1.3: private space is reserved in each year, in 2019 too, whose list lacks a part', () => {
  const texts = (year: number) => eraOf(year).reservedSpace.map(formatPrefix)
  for (let year = oldestYear; year <= newestYear; year += 1) {
    const own = noneRoutesOf(year).map(formatPrefix)
    expect(texts(year)).toEqual(expect.arrayContaining([...own, '172.16.0.0/12', 'fc00::/7']))
  }
  expect(noneRoutesOf(2019).map(formatPrefix)).not.toContain('172.16.0.0/12')
})

describe('settings', () => {
  test('set single behaviours apart from the year', () => {
    expect(eraOf(2020, { remoteVnetDefault: 'reject', userRouteToExpressRouteGateway: 'hairpin' })).toEqual({
      ...eraOf(2020),
      remoteVnetDefault: 'reject',
      userRouteToExpressRouteGateway: 'hairpin',
    })
  })

  test('R1.4: choose a None list by its name, whatever the year', () => {
    expect(eraOf(2026, { noneRoutes: 'y2026-late' }).noneRoutes).toEqual(noneRoutesNamed('y2026-late'))
    expect(eraOf(2026, { noneRoutes: 'y2020' }).noneRoutes).toEqual(noneRoutesOf(2021))
  })
})

test.each([
  [2021, 'listed'],
  [2022, 'listed'],
  [2023, 'dropped'],
] as const)('R4.5: in %i a Route Server has what peers tell of its own space %s', (year, what) => {
  expect(eraOf(year).routeServerOwnSpace).toBe(what)
})
