// Suggestions for mistyped names.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/diagnostics/index.ts'
import { editDistance } from '../../src/diagnostics/nearest.ts'

describe('nearest', () => {
  test.each<readonly [name: string, candidates: readonly string[], expected: string | undefined]>([
    ['vm-spok10', ['vm-spoke10', 'vm-spoke20', 'vm-hub00'], 'vm-spoke10'],
    ['VM-HUB00', ['vm-hub01', 'vm-hub00'], 'vm-hub00'],
    ['cirucit01', ['circuit01', 'circuit02'], 'circuit01'],
    ['VirtualAplliance', ['VirtualAppliance', 'VnetLocal', 'None'], 'VirtualAppliance'],
    ['nameSuffix', ['location', 'vmNameSuffix'], 'vmNameSuffix'],
    ['hub', ['rg-network/hub', 'rg-network/spoke'], 'rg-network/hub'],
    ['rg1/vm-hub00', ['vm-spoke10', 'vm-hub00'], 'vm-hub00'],
    ['hub', ['my-other-hub', 'my-hub'], 'my-hub'],
    ['zzz', ['vm-hub00', 'vm-spoke10'], undefined],
    ['a', ['b'], undefined],
    ['ab', ['cd'], undefined],
    ['', ['a'], undefined],
    ['x', [], undefined],
    ['vmx', ['vmb', 'vma'], 'vma'],
  ])('%s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected)
  })

  test('never suggests what was written', () => {
    expect(nearest('hub', ['hub'])).toBeUndefined()
    expect(nearest('hub', ['hub', 'Hub'])).toBe('Hub')
  })

  test('does not depend on the order of the candidates', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', '1'), maxLength: 8 })
    fc.assert(
      fc.property(name, fc.array(name), (written, candidates) => {
        const found = nearest(written, candidates)
        expect(nearest(written, candidates.toReversed())).toBe(found)
        expect(nearest(written, candidates.toSorted())).toBe(found)
        if (found !== undefined) expect(candidates).toContain(found)
      }),
    )
  })

  test('copes with very long names', () => {
    expect(nearest('x'.repeat(100_000), ['y'.repeat(100_000), 'hub'])).toBeUndefined()
  })
})

/** The definition, with no bound and no tricks: the oracle. */
const slowDistance = (a: string, b: string): number => {
  const memo = new Map<string, number>()
  const from = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j
    const key = `${i},${j}`
    const known = memo.get(key)
    if (known !== undefined) return known
    const options = [
      from(i - 1, j) + 1,
      from(i, j - 1) + 1,
      from(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
    ]
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push(from(i - 2, j - 2) + 1)
    const least = Math.min(...options)
    memo.set(key, least)
    return least
  }
  return from(a.length, b.length)
}

test('the edit distance is the one of the definition, up to its bound', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })
  fc.assert(
    fc.property(word, word, fc.nat({ max: 10 }), (a, b, most) => {
      expect(editDistance(a, b, most)).toBe(Math.min(slowDistance(a, b), most + 1))
    }),
    { numRuns: 500 },
  )
})
