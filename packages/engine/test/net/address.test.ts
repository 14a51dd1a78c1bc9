// Addresses: what is read and refused, how they are written, ordered and moved.

import { parseCidr } from 'cidr-tools'
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import {
  type Address,
  address,
  compareAddresses,
  familyOf,
  formatAddress,
  ipv4Of,
  ipv6Of,
  isIpv4,
  isIpv6,
  offsetAddress,
  parseAddress,
} from '../../src/net/address.ts'
import { anyAddress, ipv4, ipv6, nearlyAddress } from './arbitraries.ts'

const ipv6ByOracle = (value: bigint): ipaddr.IPv6 =>
  new ipaddr.IPv6(Array.from({ length: 16 }, (_, at) => Number((value >> BigInt(120 - 8 * at)) & 255n)))

describe('parseAddress', () => {
  test.each<[string, number | bigint]>([
    ['0.0.0.0', 0],
    ['0.0.0.1', 1],
    ['10.0.0.4', 0x0a000004],
    ['128.0.0.0', 0x80000000],
    ['255.255.255.255', 0xffffffff],
    ['::', 0n],
    ['::1', 1n],
    ['1::', 1n << 112n],
    ['2001:db8::1', (0x20010db8n << 96n) | 1n],
    ['2001:DB8:0:0:0:0:0:1', (0x20010db8n << 96n) | 1n],
    ['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7::', 0x00010002000300040005000600070000n],
    ['::2:3:4:5:6:7:8', 0x00000002000300040005000600070008n],
    ['::255.255.255.255', 0xffffffffn],
    ['::ffff:10.0.0.1', 0xffff0a000001n],
    ['64:ff9b::192.0.2.33', (0x0064ff9bn << 96n) | 0xc0000221n],
    ['1:2:3:4:5:6:7.8.9.10', 0x0001000200030004000500060708090an],
    ['0000:0000:0000:0000:0000:ffff:255.255.255.255', 0xffffffffffffn],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', (1n << 128n) - 1n],
  ])('reads %s', (text, value) => {
    expect(parseAddress(text)).toBe(value)
  })

  test.each([
    '',
    '0',
    '10',
    '10.0.0',
    '10.0.0.0.0',
    '10.0.0.',
    '.10.0.0',
    '10..0.1',
    '10.0.0.256',
    '10.0.0.1000',
    '99999999999999999999.0.0.0',
    '010.0.0.1',
    '10.0.0.01',
    '00.0.0.0',
    '10.0.0.-1',
    '+10.0.0.1',
    '0x0a.0.0.1',
    '10.0.0.1/32',
    ' 10.0.0.1',
    '10.0.0.1 ',
    '10.0.0.1\n',
    '１０.0.0.1',
    '10,0,0,1',
    ':',
    ':::',
    '1',
    '1:',
    ':1',
    '1:::2',
    '1::2::3',
    '::1::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1:2:3:4:5:6:7:8',
    '1:2:3:4::5:6:7:8',
    '12345::',
    'g::',
    '::-1',
    '::1%eth0',
    '[::1]',
    '::1/128',
    ' ::1',
    '::1 ',
    '1.2.3.4::',
    '::1.2.3.4:5',
    '::1.2.3',
    '::1.2.3.4.5',
    '::1.2.3.04',
    '::1.2.3.256',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1:2:3:4:5:1.2.3.4',
    '00000:0000:0000:0000:0000:ffff:255.255.255.255',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined()
  })

  // The value comes from cidr-tools: ipaddr.js takes ::1.2.3.4 for ::ffff:1.2.3.4 (RFC 4291 §2.5.5 tells them apart).
  test('accepts and refuses the same near-misses as ipaddr.js, with the value of cidr-tools', () => {
    fc.assert(
      fc.property(nearlyAddress, (text) => {
        const byOracle =
          ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%'))
        const parsed = parseAddress(text)
        expect(parsed !== undefined).toBe(byOracle)
        if (parsed !== undefined) expect(BigInt(parsed)).toBe(parseCidr(text).start)
      }),
      { numRuns: 2000 },
    )
  })

  test('answers for a megabyte of colons', () => {
    expect(parseAddress(':'.repeat(1_000_000))).toBeUndefined()
    expect(parseAddress('1.'.repeat(500_000))).toBeUndefined()
  })
})

describe('formatAddress', () => {
  test.each([
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['192.168.10.1', '192.168.10.1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['2001:0DB8::0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['0:1:2:3:4:5:6:7', '0:1:2:3:4:5:6:7'],
    ['1:2:3:4:5:6:0:0', '1:2:3:4:5:6::'],
    ['::ffff:a00:1', '::ffff:10.0.0.1'],
    ['::a00:1', '::a00:1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('writes %s as %s', (text, canonical) => {
    expect(formatAddress(address(text))).toBe(canonical)
  })

  test('is undone by parseAddress', () => {
    fc.assert(
      fc.property(anyAddress, (value) => {
        expect(parseAddress(formatAddress(value))).toBe(value)
      }),
    )
  })

  test('writes IPv4 as ipaddr.js does', () => {
    fc.assert(
      fc.property(ipv4, (value) => {
        const octets = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
        expect(formatAddress(value)).toBe(new ipaddr.IPv4(octets).toString())
      }),
    )
  })

  test('writes IPv6 as ipaddr.js does, but for mapped IPv4', () => {
    fc.assert(
      fc.property(
        ipv6.filter((value) => value >> 32n !== 0xffffn),
        (value) => {
          expect(formatAddress(value)).toBe(ipv6ByOracle(value).toRFC5952String())
        },
      ),
    )
  })
})

describe('families', () => {
  test('are told by the type of the value', () => {
    fc.assert(
      fc.property(anyAddress, (value) => {
        const family = typeof value === 'number' ? 4 : 6
        expect([familyOf(value), isIpv4(value), isIpv6(value)]).toEqual([family, family === 4, family === 6])
      }),
    )
  })

  test.each([-1, 2 ** 32, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('no IPv4 address is %d', (value) => {
    expect(() => ipv4Of(value)).toThrow(RangeError)
  })

  test.each([-1n, 1n << 128n])('no IPv6 address is %d', (value) => {
    expect(() => ipv6Of(value)).toThrow(RangeError)
  })

  test('a constant that is no address is refused', () => {
    expect(() => address('10.0.0.1/32')).toThrow(RangeError)
  })
})

describe('compareAddresses', () => {
  test('orders by family, then value', () => {
    const sorted = [
      '0.0.0.0',
      '9.0.0.0',
      '10.0.0.0',
      '128.0.0.0',
      '255.255.255.255',
      '::',
      '::1',
      '9::',
      '10::',
    ]
    const mixed = sorted.toReversed().map(address)
    expect(mixed.sort(compareAddresses).map(formatAddress)).toEqual(sorted)
  })

  test('is a total order', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, anyAddress, (a, b, c) => {
        expect(Math.sign(compareAddresses(a, b))).toBe(0 - Math.sign(compareAddresses(b, a)))
        expect(compareAddresses(a, b) === 0).toBe(a === b)
        if (compareAddresses(a, b) < 0 && compareAddresses(b, c) < 0) {
          expect(compareAddresses(a, c)).toBeLessThan(0)
        }
      }),
    )
  })
})

describe('offsetAddress', () => {
  const moved = (text: string, by: number): string | undefined => {
    const result = offsetAddress(address(text), by)
    return result === undefined ? undefined : formatAddress(result)
  }

  test.each([
    ['10.0.0.255', 1, '10.0.1.0'],
    ['10.0.1.0', -1, '10.0.0.255'],
    ['127.255.255.255', 1, '128.0.0.0'],
    ['0.0.0.0', 2 ** 32 - 1, '255.255.255.255'],
    ['255.255.255.255', 0, '255.255.255.255'],
    ['255.255.255.255', 1, undefined],
    ['0.0.0.0', -1, undefined],
    ['::ffff', 1, '::1:0'],
    ['1::', -1, '0:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1, undefined],
    ['::', -1, undefined],
  ] as const)('%s moved by %d', (text, by, expected) => {
    expect(moved(text, by)).toBe(expected)
  })

  test('goes back the way it came', () => {
    fc.assert(
      fc.property(anyAddress, fc.maxSafeInteger(), (from, by) => {
        const to: Address | undefined = offsetAddress(from, by)
        if (to !== undefined) {
          expect(offsetAddress(to, -by)).toBe(from)
          expect(BigInt(to) - BigInt(from)).toBe(BigInt(by))
        } else {
          const beyond = BigInt(from) + BigInt(by)
          expect(beyond < 0n || beyond >= 1n << (isIpv4(from) ? 32n : 128n)).toBe(true)
        }
      }),
    )
  })

  test.each([0.5, Number.NaN, 2 ** 53])('refuses to move by %d', (by) => {
    expect(() => offsetAddress(address('10.0.0.0'), by)).toThrow(RangeError)
    expect(() => offsetAddress(address('::'), by)).toThrow(RangeError)
  })
})
