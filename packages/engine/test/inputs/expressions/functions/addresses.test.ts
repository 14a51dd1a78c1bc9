// cidrSubnet, cidrHost, parseCidr: Azure's own examples, the ends of ranges, and laws.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsAddress, containsPrefix, overlaps, parseAddress, prefix } from '../../../../src/net/index.ts'
import { failed, failureOf, resultOf, run } from './call.ts'

test.each<readonly [name: string, args: readonly unknown[], result: unknown]>([
  ['cidrSubnet', ['10.144.0.0/20', 24, 0], '10.144.0.0/24'],
  ['cidrSubnet', ['10.144.0.0/20', 24, 4], '10.144.4.0/24'],
  ['cidrSubnet', ['10.144.0.0/20', 20, 0], '10.144.0.0/20'],
  ['cidrSubnet', ['10.0.1.7/16', 24, 1], '10.0.1.0/24'],
  ['cidrSubnet', ['0.0.0.0/0', 1, 1], '128.0.0.0/1'],
  ['cidrSubnet', ['fdad:3236:5555::/48', 52, 0], 'fdad:3236:5555::/52'],
  ['cidrSubnet', ['fdad:3236:5555::/48', 52, 4], 'fdad:3236:5555:4000::/52'],
  ['cidrSubnet', ['::/0', 128, 9007199254740991], '::1f:ffff:ffff:ffff/128'],
  // Without a length Azure takes that of the old class, which Microsoft's own modules are deployed with.
  ['cidrSubnet', ['10.0.0.0', 16, 0], '10.0.0.0/16'],
  ['cidrSubnet', ['10.0.0.0', 24, 1], '10.0.1.0/24'],
  ['cidrSubnet', ['172.16.0.0', 24, 3], '172.16.3.0/24'],
  ['cidrSubnet', ['192.168.1.0', 24, 0], '192.168.1.0/24'],
  ['cidrSubnet', ['2001:db8::', 80, 1], '2001:db8:0:0:1::/80'],
  ['cidrHost', ['10.144.3.0/24', 0], '10.144.3.1'],
  ['cidrHost', ['10.144.3.0/24', 253], '10.144.3.254'],
  ['cidrHost', ['fdad:3236:5555:3000::/52', 0], 'fdad:3236:5555:3000::1'],
  ['cidrHost', ['fdad:3236:5555:3000::/52', 4], 'fdad:3236:5555:3000::5'],
  [
    'parseCidr',
    ['10.144.0.0/20'],
    {
      network: '10.144.0.0',
      netmask: '255.255.240.0',
      broadcast: '10.144.15.255',
      firstUsable: '10.144.0.1',
      lastUsable: '10.144.15.254',
      cidr: 20,
    },
  ],
  [
    'parseCidr',
    ['fdad:3236:5555::/48'],
    {
      network: 'fdad:3236:5555::',
      netmask: 'ffff:ffff:ffff::',
      firstUsable: 'fdad:3236:5555::',
      lastUsable: 'fdad:3236:5555:ffff:ffff:ffff:ffff:ffff',
      cidr: 48,
    },
  ],
  [
    'parseCidr',
    ['10.0.0.4/32'],
    {
      network: '10.0.0.4',
      netmask: '255.255.255.255',
      broadcast: '10.0.0.4',
      firstUsable: '10.0.0.4',
      lastUsable: '10.0.0.4',
      cidr: 32,
    },
  ],
])('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

test.each<readonly [name: string, args: readonly unknown[], why: string]>([
  ['cidrSubnet', ['10.0.0.0/16', 24, 256], 'addressOutside'],
  ['cidrSubnet', ['10.0.0.0/16', 24, -1], 'addressOutside'],
  ['cidrSubnet', ['10.0.0.0/16', 15, 0], 'prefixLength'],
  ['cidrSubnet', ['10.0.0.0/16', 33, 0], 'prefixLength'],
  ['cidrHost', ['10.0.0.0/24', 254], 'addressOutside'],
  ['cidrHost', ['10.0.0.0/32', 0], 'addressOutside'],
  ['cidrHost', ['hub', 0], 'prefix'],
  ['parseCidr', ['10.0.0.0/33'], 'prefix'],
])('%s(%j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

describe('laws', () => {
  const networks = fc.constantFrom(
    '10.0.0.0/8',
    '192.168.64.0/20',
    '0.0.0.0/0',
    'fd00:db8::/32',
    '2001:db8:0:8000::/49',
  )

  test('subnets lie inside, in order, and do not overlap', () => {
    fc.assert(
      fc.property(
        networks,
        fc.nat({ max: 8 }),
        fc.nat({ max: 300 }),
        fc.nat({ max: 300 }),
        (text, more, i, j) => {
          const outer = prefix(text)
          const count = 2 ** more
          const [a, b] = [i % count, j % count].map((at) =>
            prefix(String(resultOf('cidrSubnet', text, outer.length + more, at))),
          )
          if (a === undefined || b === undefined) throw new Error('two were asked for')
          expect(containsPrefix(outer, a)).toBe(true)
          expect(overlaps(a, b)).toBe(i % count === j % count)
          expect(a.address < b.address).toBe(i % count < j % count)
          expect(run('cidrSubnet', [text, outer.length + more, count]).findings).toHaveLength(1)
        },
      ),
    )
  })

  test('hosts lie inside and are neither the network nor the broadcast address', () => {
    fc.assert(
      fc.property(networks, fc.nat({ max: 4093 }), (text, index) => {
        const host = parseAddress(String(resultOf('cidrHost', text, index)))
        const properties = resultOf('parseCidr', text)
        if (host === undefined) throw new Error('no address')
        expect(containsAddress(prefix(text), host)).toBe(true)
        expect(BigInt(host) - BigInt(prefix(text).address)).toBe(BigInt(index) + 1n)
        expect(properties).not.toMatchObject({ broadcast: resultOf('cidrHost', text, index) })
      }),
    )
  })
})
