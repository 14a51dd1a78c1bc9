// Random addresses, prefixes and near-misses for the laws of net/.

import fc from 'fast-check'
import { type Address, type Ipv4, type Ipv6, ipv4Of, ipv6Of } from '../../src/net/address.ts'
import { type Prefix, prefixOf } from '../../src/net/prefix.ts'

// Uniform addresses almost never share a prefix. A few seeds with single bits flipped nest and collide all the time.
const ipv4Seeds = [0, 0xffffffff, 0x0a000000, 0x0a0000ff, 0xc0a80101, 0x80000000]
const ipv6Seeds = [0n, (1n << 128n) - 1n, 0x20010db8n << 96n, (0x20010db8n << 96n) | 1n, 0xffffn << 32n]

const uniformIpv4 = fc.integer({ min: 0, max: 0xffffffff })
const clusteredIpv4 = fc
  .tuple(fc.constantFrom(...ipv4Seeds), fc.array(fc.nat(31), { maxLength: 2 }))
  .map(([seed, flips]) => flips.reduce((value, bit) => (value ^ (1 << bit)) >>> 0, seed))

const uniformIpv6 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n })
const clusteredIpv6 = fc
  .tuple(fc.constantFrom(...ipv6Seeds), fc.array(fc.nat(127), { maxLength: 2 }))
  .map(([seed, flips]) => flips.reduce((value, bit) => value ^ (1n << BigInt(bit)), seed))

/** IPv4 addresses, most of them close to another. */
export const ipv4: fc.Arbitrary<Ipv4> = fc
  .oneof({ weight: 3, arbitrary: clusteredIpv4 }, { weight: 1, arbitrary: uniformIpv4 })
  .map(ipv4Of)

/** IPv6 addresses, most of them close to another. */
export const ipv6: fc.Arbitrary<Ipv6> = fc
  .oneof({ weight: 3, arbitrary: clusteredIpv6 }, { weight: 1, arbitrary: uniformIpv6 })
  .map(ipv6Of)

/** Addresses of both families. */
export const anyAddress: fc.Arbitrary<Address> = fc.oneof(ipv4, ipv6)

/** Prefixes of both families, of every length. */
export const anyPrefix: fc.Arbitrary<Prefix> = fc.oneof(
  fc.tuple(ipv4, fc.nat(32)).map(([address, length]) => prefixOf(address, length)),
  fc.tuple(ipv6, fc.nat(128)).map(([address, length]) => prefixOf(address, length)),
)

/** Text that is nearly an address or a prefix: the right characters in any order, and anything else. */
export const nearlyAddress: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcfF:./% '), maxLength: 44 }),
  fc
    .array(
      fc.constantFrom('0', '00', '1', '10', '255', '256', 'ffff', '12345', '', 'g', '.', ':', '::', '/', '-'),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.array(fc.constantFrom('0', '1', 'ab', 'ffff', '', '1.2.3.4'), { maxLength: 9 }), fc.boolean())
    .map(([groups, leading]) => `${leading ? '::' : ''}${groups.join(':')}`),
  fc
    .array(fc.constantFrom('0', '1', '9', '255', '256', '01'), { maxLength: 5 })
    .map((parts) => parts.join('.')),
  fc.string(),
)
