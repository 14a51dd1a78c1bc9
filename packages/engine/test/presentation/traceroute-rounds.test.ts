// One round of a loop is enough for people (R6.28).
import { expect, test } from 'vitest'
import { foldedRounds } from '../../src/presentation/traceroute-rounds.ts'

const lines = (...addresses: readonly (string | undefined)[]) =>
  addresses.map((address, index) => ({
    ttl: index + 1,
    addresses: address === undefined ? [] : [address],
    silent: address === undefined,
  }))
const shown = (...addresses: readonly (string | undefined)[]) => {
  const { shown: kept, upTo } = foldedRounds(lines(...addresses))
  return [kept.map((hop) => hop.addresses[0] ?? '*').join(' '), upTo]
}

test('what repeats to the end is shown once', () => {
  expect(shown('a', 'b', 'b', 'b', 'b')).toEqual(['a b', 5])
  expect(shown('a', 'b', 'c', 'b', 'c', 'b', 'c')).toEqual(['a b c', 7])
  expect(shown(undefined, 'b', undefined, 'b', undefined, 'b', undefined)).toEqual(['* b', 7])
})

test('a round that the end cuts short is folded all the same', () => {
  expect(shown('a', 'b', 'c', 'b', 'c', 'b', 'c', 'b')).toEqual(['a b c', 8])
})

test('silence, and what comes once or twice, stays', () => {
  expect(shown('a', undefined, undefined, undefined, undefined)).toEqual(['a * * * *', undefined])
  expect(shown('a', 'b', 'b')).toEqual(['a b b', undefined])
  expect(shown('b', 'b', 'b', 'c')).toEqual(['b b b c', undefined])
  expect(shown()).toEqual(['', undefined])
})
