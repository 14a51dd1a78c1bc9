// Dates that the template names, against the language's own calendar.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failed, failureOf, resultOf, unknown } from './call.ts'

test.each<readonly [name: string, args: readonly unknown[], result: unknown]>([
  ['dateTimeAdd', ['2020-04-07 14:53:14Z', 'P3Y'], '2023-04-07 14:53:14Z'],
  ['dateTimeAdd', ['2020-04-07 14:53:14Z', '-P9D'], '2020-03-29 14:53:14Z'],
  ['dateTimeAdd', ['2020-04-07 14:53:14Z', 'PT1H'], '2020-04-07 15:53:14Z'],
  ['dateTimeAdd', ['2024-01-31T00:00:00+09:00', 'P1M'], '2024-02-29T15:00:00Z'],
  ['dateTimeAdd', ['2023-12-31', 'P1DT2H3M4.5S', 'u'], '2024-01-01 02:03:04Z'],
  ['dateTimeAdd', ['2023-12-31', 'P2W'], '2024-01-14 00:00:00Z'],
  ['dateTimeAdd', ['2020-04-07', 'P1D', 'yyyy-MM-dd HH:mm'], '2020-04-08 00:00'],
  ['dateTimeAdd', ['2020-04-07', 'P1D', 's'], '2020-04-08T00:00:00'],
  ['dateTimeAdd', ['2020-04-07', 'P1D', 'dddd'], { unknown: 'unsupported' }],
  ['dateTimeAdd', [unknown, 'P1D'], { unknown: 'parameter' }],
  ['dateTimeToEpoch', ['1970-01-01T00:00:00Z'], 0],
  ['dateTimeToEpoch', [], { unknown: 'runtime' }],
  ['dateTimeFromEpoch', [1683040573], '2023-05-02T15:16:13Z'],
  ['dateTimeFromEpoch', [-1], '1969-12-31T23:59:59Z'],
  ['dateTimeFromEpoch', [], { unknown: 'runtime' }],
])('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

test.each<readonly [name: string, args: readonly unknown[], why: string]>([
  ['dateTimeAdd', ['2023-02-29', 'P1D'], 'date'],
  ['dateTimeAdd', ['2023-02-28', '1D'], 'date'],
  ['dateTimeAdd', ['2023-02-28', 'P'], 'date'],
  ['dateTimeAdd', ['2023-02-28', 'P1DT'], 'date'],
  ['dateTimeAdd', ['9999-12-31', 'P1D'], 'overflow'],
  ['dateTimeAdd', ['2023-02-28', 'P999999Y'], 'overflow'],
  ['dateTimeToEpoch', ['tomorrow'], 'date'],
  ['dateTimeFromEpoch', [9e15], 'overflow'],
])('%s(%j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

test('the calendar is the language’s', () => {
  const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 })
  fc.assert(
    fc.property(seconds, (epoch) => {
      const written = new Date(epoch * 1000).toISOString().replace('.000', '')
      expect(resultOf('dateTimeFromEpoch', epoch)).toBe(written)
      expect(resultOf('dateTimeToEpoch', written)).toBe(epoch)
    }),
  )
})
