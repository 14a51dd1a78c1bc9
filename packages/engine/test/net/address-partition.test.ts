// The partition covers both families once, cuts at prefixes only, and no prefix tells an atom's addresses apart.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, formatAddress, offsetAddress } from '../../src/net/address.ts'
import { partitionAddresses } from '../../src/net/address-partition.ts'
import { containsAddress, defaultPrefix, firstAddress, lastAddress, prefix } from '../../src/net/prefix.ts'
import { anyAddress, anyPrefix } from './arbitraries.ts'

const prefixes = fc.array(anyPrefix, { maxLength: 40 })

const intervals = (texts: readonly string[]): readonly string[] =>
  partitionAddresses(texts.map(prefix)).atoms.map(
    (atom) => `${formatAddress(atom.first)}-${formatAddress(atom.last)}`,
  )

const WHOLE_IPV6 = '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'

describe('atoms', () => {
  test.each<{ of: readonly string[]; expected: readonly string[] }>([
    { of: [], expected: ['0.0.0.0-255.255.255.255', WHOLE_IPV6] },
    { of: ['0.0.0.0/0', '::/0'], expected: ['0.0.0.0-255.255.255.255', WHOLE_IPV6] },
    {
      of: ['10.0.0.0/8', '10.1.0.0/16', '10.0.0.0/8'],
      expected: [
        '0.0.0.0-9.255.255.255',
        '10.0.0.0-10.0.255.255',
        '10.1.0.0-10.1.255.255',
        '10.2.0.0-10.255.255.255',
        '11.0.0.0-255.255.255.255',
        WHOLE_IPV6,
      ],
    },
    {
      of: ['0.0.0.0/32', '255.255.255.255/32', '::/128'],
      expected: [
        '0.0.0.0-0.0.0.0',
        '0.0.0.1-255.255.255.254',
        '255.255.255.255-255.255.255.255',
        '::-::',
        '::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      ],
    },
    { of: ['128.0.0.0/1'], expected: ['0.0.0.0-127.255.255.255', '128.0.0.0-255.255.255.255', WHOLE_IPV6] },
  ])('of $of', ({ of, expected }) => {
    expect(intervals(of)).toEqual(expected)
  })

  test('cover each family from end to end, each address once', () => {
    fc.assert(
      fc.property(prefixes, (given) => {
        const { atoms } = partitionAddresses(given)
        for (const family of [4, 6] as const) {
          const whole = defaultPrefix(family)
          const mine = atoms.filter((atom) => containsAddress(whole, atom.first))
          expect(mine[0]?.first).toBe(firstAddress(whole))
          expect(mine.at(-1)?.last).toBe(lastAddress(whole))
          for (const [at, atom] of mine.entries()) {
            expect(atom.first <= atom.last).toBe(true)
            const next = mine[at + 1]
            if (next !== undefined) expect(offsetAddress(atom.last, 1)).toBe(next.first)
          }
        }
        const firstIpv6 = atoms.findIndex((atom) => typeof atom.first === 'bigint')
        expect(atoms.slice(firstIpv6).every((atom) => typeof atom.first === 'bigint')).toBe(true)
      }),
    )
  })

  test('are told apart from their neighbours by some prefix', () => {
    fc.assert(
      fc.property(prefixes, (given) => {
        const { atoms } = partitionAddresses(given)
        for (const [at, atom] of atoms.entries()) {
          const next = atoms[at + 1]
          if (next === undefined || typeof next.first !== typeof atom.first) continue
          const isCut = given.some((p) => containsAddress(p, atom.last) !== containsAddress(p, next.first))
          expect(isCut).toBe(true)
        }
      }),
    )
  })
})

describe('atomOf', () => {
  test('names the atom that holds the address', () => {
    fc.assert(
      fc.property(prefixes, fc.array(anyAddress), (given, addresses) => {
        const { atoms, atomOf } = partitionAddresses(given)
        for (const of of [...addresses, ...atoms.flatMap((atom) => [atom.first, atom.last])]) {
          const atom = atoms[atomOf(of)]
          expect(typeof atom?.first).toBe(typeof of)
          expect(atom !== undefined && atom.first <= of && of <= atom.last).toBe(true)
        }
      }),
    )
  })

  test('two addresses of one atom are held by exactly the same prefixes', () => {
    fc.assert(
      fc.property(prefixes, anyAddress, (given, of) => {
        const { atoms, atomOf } = partitionAddresses(given)
        const atom = atoms[atomOf(of)]
        for (const other of atom === undefined ? [] : [atom.first, atom.last]) {
          const holdsBoth = given.map((p) => containsAddress(p, of) === containsAddress(p, other))
          expect(holdsBoth).not.toContain(false)
        }
      }),
    )
  })
})

describe('atomsOf', () => {
  test('a prefix is exactly the union of its atoms', () => {
    fc.assert(
      fc.property(prefixes, (given) => {
        const { atoms, atomsOf } = partitionAddresses(given)
        for (const p of [...given, defaultPrefix(4), defaultPrefix(6)]) {
          const inside = atoms.flatMap((atom, at) => (containsAddress(p, atom.first) ? [at] : []))
          expect([...atomsOf(p)]).toEqual(inside)
          for (const at of inside) expect(containsAddress(p, atoms[at]?.last ?? address('::'))).toBe(true)
        }
      }),
    )
  })

  test('a prefix that cuts an atom is refused', () => {
    const { atomsOf } = partitionAddresses([prefix('10.0.0.0/8')])
    expect(() => atomsOf(prefix('10.0.0.0/9'))).toThrow('10.0.0.0/9')
    expect(() => atomsOf(prefix('10.128.0.0/9'))).toThrow(RangeError)
    expect(() => atomsOf(prefix('fd00::/8'))).toThrow(RangeError)
  })
})
