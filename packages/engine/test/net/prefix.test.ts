// Prefixes: what is read and refused, how they contain one another, and their bounds.

import { containsCidr, overlapCidr, parseCidr } from 'cidr-tools'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, formatAddress, offsetAddress } from '../../src/net/address.ts'
import {
  addressCount,
  comparePrefixes,
  containsAddress,
  containsPrefix,
  defaultPrefix,
  equalPrefixes,
  firstAddress,
  formatPrefix,
  halves,
  hostPrefix,
  isDefault,
  lastAddress,
  overlaps,
  parsePrefix,
  prefix,
  prefixesBetween,
  prefixKey,
  prefixOf,
} from '../../src/net/prefix.ts'
import { anyAddress, anyPrefix, nearlyAddress } from './arbitraries.ts'

describe('parsePrefix', () => {
  test.each([
    '0.0.0.0/0',
    '10.0.0.0/8',
    '128.0.0.0/1',
    '255.255.255.254/31',
    '255.255.255.255/32',
    '::/0',
    '8000::/1',
    '2001:db8::/32',
    'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128',
  ])('reads and writes %s unchanged', (text) => {
    const reading = parsePrefix(text)
    expect(reading.kind).toBe('prefix')
    expect(formatPrefix(prefix(text))).toBe(text)
  })

  test.each([
    ['10.0.0.4/24', '10.0.0.0/24'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['255.255.255.255/31', '255.255.255.254/31'],
    ['192.168.255.1/17', '192.168.128.0/17'],
    ['::1/0', '::/0'],
    ['2001:db8::1/64', '2001:db8::/64'],
    ['ffff::1/127', 'ffff::/127'],
  ])('tells that %s has host bits of %s', (text, network) => {
    const written = address(text.slice(0, text.indexOf('/')))
    expect(parsePrefix(text)).toEqual({ kind: 'hostBits', prefix: prefix(network), address: written })
  })

  test.each([
    '',
    '/',
    '/24',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/08',
    '10.0.0.0/8.0',
    '10.0.0.0/8/8',
    '10.0.0.0/1e1',
    '10.0.0.0/ 8',
    '10.0.0.0 /8',
    '10.0.0.0/8 ',
    '10.0.0.0/8\n',
    '10.0.0.0/255.0.0.0',
    '10.0.0/8',
    '10/8',
    '::/129',
    '::/1000',
    '::',
    '2001:db8::/٣٢',
    'VirtualNetwork',
  ])('refuses %j', (text) => {
    expect(parsePrefix(text)).toEqual({ kind: 'malformed' })
    expect(() => prefix(text)).toThrow(RangeError)
  })

  test('is undone by formatPrefix', () => {
    fc.assert(
      fc.property(anyPrefix, (p) => {
        expect(parsePrefix(formatPrefix(p))).toEqual({ kind: 'prefix', prefix: p })
      }),
    )
  })

  test('never throws, and reads only what it can write again', () => {
    fc.assert(
      fc.property(nearlyAddress, fc.oneof(fc.nat(200).map(String), fc.string()), (before, after) => {
        const reading = parsePrefix(`${before}/${after}`)
        if (reading.kind === 'malformed') return
        const reread = parsePrefix(formatPrefix(reading.prefix))
        expect(reread).toEqual({ kind: 'prefix', prefix: reading.prefix })
        if (reading.kind === 'hostBits') {
          expect(containsAddress(reading.prefix, reading.address)).toBe(true)
          expect(reading.address).not.toBe(reading.prefix.address)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a constant with host bits is refused, naming the network', () => {
    expect(() => prefix('10.0.0.4/24')).toThrow('10.0.0.0/24')
  })
})

describe('prefixOf', () => {
  test('clears the host bits as cidr-tools does', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat(128), (of, bits) => {
        const length = typeof of === 'number' ? bits % 33 : bits
        const cut = prefixOf(of, length)
        expect(BigInt(cut.address)).toBe(parseCidr(`${formatAddress(of)}/${length}`).start)
        expect(cut.length).toBe(length)
      }),
    )
  })

  test.each([
    ['10.0.0.0', 33],
    ['10.0.0.0', -1],
    ['10.0.0.0', 8.5],
    ['10.0.0.0', Number.NaN],
    ['::', 129],
    ['::', -1],
  ])('refuses %s with length %d', (text, length) => {
    expect(() => prefixOf(address(text), length)).toThrow(RangeError)
  })
})

describe('bounds', () => {
  test('are those of cidr-tools', () => {
    fc.assert(
      fc.property(anyPrefix, (p) => {
        const { start, end } = parseCidr(formatPrefix(p))
        expect(BigInt(firstAddress(p))).toBe(start)
        expect(BigInt(lastAddress(p))).toBe(end)
        expect(addressCount(p)).toBe(end - start + 1n)
      }),
    )
  })

  test('halves lie side by side and fill the whole', () => {
    fc.assert(
      fc.property(anyPrefix, (p) => {
        const both = halves(p)
        if (both === undefined) {
          expect(addressCount(p)).toBe(1n)
          return
        }
        const [lower, upper] = both
        expect(firstAddress(lower)).toBe(firstAddress(p))
        expect(offsetAddress(lastAddress(lower), 1)).toBe(firstAddress(upper))
        expect(lastAddress(upper)).toBe(lastAddress(p))
        for (const half of both) expect(prefixOf(half.address, half.length)).toEqual(half)
      }),
    )
  })

  test('a host prefix holds one address', () => {
    fc.assert(
      fc.property(anyAddress, (of) => {
        const host = hostPrefix(of)
        expect([firstAddress(host), lastAddress(host), addressCount(host)]).toEqual([of, of, 1n])
        expect(halves(host)).toBeUndefined()
      }),
    )
  })

  test('a default prefix holds its family', () => {
    expect(formatPrefix(defaultPrefix(4))).toBe('0.0.0.0/0')
    expect(formatPrefix(defaultPrefix(6))).toBe('::/0')
    expect(addressCount(defaultPrefix(4))).toBe(2n ** 32n)
    expect(addressCount(defaultPrefix(6))).toBe(2n ** 128n)
    expect(isDefault(defaultPrefix(4)) && isDefault(defaultPrefix(6))).toBe(true)
    expect(isDefault(prefix('0.0.0.0/1')) || isDefault(prefix('::/128'))).toBe(false)
  })
})

describe('containment', () => {
  test('is that of cidr-tools', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, anyAddress, (a, b, inside) => {
        const textOfA = formatPrefix(a)
        const textOfB = formatPrefix(b)
        expect(containsPrefix(a, b)).toBe(containsCidr(textOfA, textOfB))
        expect(overlaps(a, b)).toBe(overlapCidr(textOfA, textOfB))
        expect(containsAddress(a, inside)).toBe(containsCidr(textOfA, formatAddress(inside)))
      }),
      { numRuns: 1000 },
    )
  })

  test('ends exactly at the bounds', () => {
    fc.assert(
      fc.property(anyPrefix, (p) => {
        const before = offsetAddress(firstAddress(p), -1)
        const after = offsetAddress(lastAddress(p), 1)
        expect(containsPrefix(p, p)).toBe(true)
        expect(containsAddress(p, firstAddress(p)) && containsAddress(p, lastAddress(p))).toBe(true)
        if (before !== undefined) expect(containsAddress(p, before)).toBe(false)
        if (after !== undefined) expect(containsAddress(p, after)).toBe(false)
      }),
    )
  })

  test('never crosses families', () => {
    expect(containsPrefix(defaultPrefix(4), prefix('::/0'))).toBe(false)
    expect(containsPrefix(defaultPrefix(6), prefix('0.0.0.0/0'))).toBe(false)
    expect(containsAddress(defaultPrefix(6), address('10.0.0.1'))).toBe(false)
    expect(containsAddress(defaultPrefix(4), address('::a00:1'))).toBe(false)
    expect(equalPrefixes(defaultPrefix(4), defaultPrefix(6))).toBe(false)
  })
})

describe('identity and order', () => {
  test('equality, key and order agree', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, (a, b) => {
        const equal = formatPrefix(a) === formatPrefix(b)
        expect(equalPrefixes(a, b)).toBe(equal)
        expect(prefixKey(a) === prefixKey(b)).toBe(equal)
        expect(comparePrefixes(a, b) === 0).toBe(equal)
        expect(Math.sign(comparePrefixes(a, b))).toBe(0 - Math.sign(comparePrefixes(b, a)))
      }),
    )
  })

  test('equality looks at values, not at objects', () => {
    expect(equalPrefixes(prefix('10.0.0.0/8'), prefix('10.0.0.0/8'))).toBe(true)
    expect(prefixKey(prefix('2001:DB8::/32'))).toBe(prefixKey(prefix('2001:db8::/32')))
  })

  test('by address, then the shorter length, IPv4 before IPv6', () => {
    const sorted = [
      '0.0.0.0/0',
      '9.0.0.0/8',
      '10.0.0.0/8',
      '10.0.0.0/16',
      '10.0.0.0/32',
      '10.1.0.0/16',
      '::/0',
      '::/128',
    ]
    const mixed = sorted.toReversed().map(prefix)
    expect(mixed.sort(comparePrefixes).map(formatPrefix)).toEqual(sorted)
  })
})

describe('prefixesBetween', () => {
  test('the fewest prefixes that hold a range', () => {
    const between = (first: string, last: string) =>
      prefixesBetween(address(first), address(last)).map(formatPrefix)
    expect(between('10.0.0.4', '10.0.0.4')).toEqual(['10.0.0.4/32'])
    expect(between('10.0.0.0', '10.0.0.255')).toEqual(['10.0.0.0/24'])
    expect(between('10.0.0.6', '10.0.0.9')).toEqual(['10.0.0.6/31', '10.0.0.8/31'])
    expect(between('0.0.0.0', '255.255.255.255')).toEqual(['0.0.0.0/0'])
    expect(between('::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toEqual(['::/0'])
    expect(between('10.0.0.9', '10.0.0.6')).toEqual([])
    expect(between('10.0.0.9', '::1')).toEqual([])
  })

  test('together they hold every address of the range and no other, and no two make one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_294_967_295 }), fc.nat(70_000), (first, size) => {
        const last = Math.min(first + size, 4_294_967_295)
        const from = offsetAddress(address('0.0.0.0'), first) ?? address('0.0.0.0')
        const to = offsetAddress(address('0.0.0.0'), last) ?? address('0.0.0.0')
        const found = prefixesBetween(from, to)
        expect(found.reduce((sum, each) => sum + Number(addressCount(each)), 0)).toBe(last - first + 1)
        expect(found.every((each, index) => index === 0 || found[index - 1]?.address !== each.address)).toBe(
          true,
        )
        expect(found.every((each) => containsAddress(each, each.address))).toBe(true)
        expect(found[0]?.address).toBe(from)
        expect(found.length).toBeLessThanOrEqual(62)
      }),
    )
  })
})
