// Round trips from published times: the matrix, the fallback by distance, the way to a peering location.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accessTo,
  elementTimes,
  partOf,
  priceZoneOf,
  roundTripBetween,
  roundTripBetweenLocations,
  sumOf,
} from '../../src/facts/index.ts'
import latencies from '../../src/facts/region-latency.json' with { type: 'json' }

describe('between regions', () => {
  test('the mean of both directions, and what the windows span', () => {
    expect(roundTripBetween('eastasia', 'japaneast')).toEqual({ estimate: 49, low: 49, high: 53 })
    expect(roundTripBetween('japaneast', 'japaneast')).toEqual({ estimate: 0, low: 0, high: 0 })
  })

  test('a region that nobody measures, by distance; one that nobody knows not at all', () => {
    const time = roundTripBetween('taiwannorth', 'japaneast')
    expect(time?.estimate).toBeGreaterThan(30)
    expect(time?.estimate).toBeLessThan(70)
    expect(roundTripBetween('atlantis', 'japaneast')).toBeUndefined()
  })

  test('is the same both ways, and no window is outside the range', () => {
    const region = fc.constantFrom(...latencies.regions)
    fc.assert(
      fc.property(region, region, (a, b) => {
        const time = roundTripBetween(a, b)
        expect(time).toEqual(roundTripBetween(b, a))
        if (time === undefined) return
        expect(time.low).toBeLessThanOrEqual(time.estimate)
        expect(time.high).toBeGreaterThanOrEqual(time.estimate)
      }),
    )
  })
})

describe('to a peering location', () => {
  test('through the region beside it', () => {
    expect(accessTo('japaneast', 'Tokyo')?.estimate).toBeLessThan(2)
    const far = accessTo('eastasia', 'tokyo2')?.estimate ?? 0
    expect(far).toBeGreaterThan(48)
    expect(far).toBeLessThan(52)
    expect(accessTo('eastasia', 'Hong Kong')).toEqual(accessTo('eastasia', 'Hong Kong SAR'))
    expect(accessTo('eastasia', 'Nowhere')).toBeUndefined()
  })

  test('between two of them', () => {
    const time = roundTripBetweenLocations('Tokyo', 'Hong Kong')
    expect(time?.estimate).toBeGreaterThan(45)
    expect(time?.estimate).toBeLessThan(56)
    expect(roundTripBetweenLocations('Tokyo', 'Nowhere')).toBeUndefined()
  })

  test('has a price zone', () => {
    expect([priceZoneOf('Tokyo'), priceZoneOf('Amsterdam'), priceZoneOf('Nowhere')]).toEqual([
      2,
      1,
      undefined,
    ])
  })
})

test('times add up and divide', () => {
  const { machines, appliance } = elementTimes
  expect(sumOf([machines, appliance]).estimate).toBeCloseTo(1.5)
  expect(partOf(sumOf([machines, machines]), 0.5)).toEqual(machines)
  expect(sumOf([])).toEqual({ estimate: 0, low: 0, high: 0 })
})
