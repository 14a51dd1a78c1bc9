// Handing out addresses, against sets of integers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, formatAddress, prefix } from '../../src/net/index.ts'
import { subnetAddresses } from '../../src/resources/subnet-addresses.ts'

describe('laws', () => {
  test('what is handed out is usable, nobody else’s, and the lowest', () => {
    const base = 0x0a000000
    fc.assert(
      fc.property(
        fc.integer({ min: 26, max: 30 }),
        fc.array(fc.option(fc.nat(70), { nil: undefined }), { maxLength: 80 }),
        (length, steps) => {
          const size = 2 ** (32 - length)
          const subnet = subnetAddresses([prefix(`10.0.0.0/${length}`)])
          const taken = new Set<number>()
          for (const step of steps) {
            if (step !== undefined) {
              taken.add(step)
              subnet.claim(address(`10.0.0.${step}`), 'x')
              continue
            }
            const free = Array.from({ length: size }, (_, at) => at).find(
              (at) => at >= 4 && at < size - 1 && !taken.has(at),
            )
            const got = subnet.next(4, 'x')
            expect(got === undefined ? undefined : Number(got) - base).toBe(free)
            if (free !== undefined) taken.add(free)
          }
          expect(subnet.asked(4)).toBe(steps.length)
        },
      ),
    )
  })
})

describe('claims', () => {
  const subnet = () => subnetAddresses([prefix('10.0.0.0/24'), prefix('fd00::/64')])

  test.each([
    ['10.0.0.4', 'given'],
    ['10.0.0.254', 'given'],
    ['10.0.0.0', 'reserved'],
    ['10.0.0.3', 'reserved'],
    ['10.0.0.255', 'reserved'],
    ['10.0.1.4', 'outside'],
    ['fd00::4', 'given'],
    ['fd00::3', 'reserved'],
    ['fd01::4', 'outside'],
  ])('%s is %s', (text, claim) => {
    expect(subnet().claim(address(text), 'a')).toBe(claim)
  })

  test('of an address that is taken names who has it', () => {
    const addresses = subnet()
    addresses.claim(address('10.0.0.4'), 'a')
    expect(addresses.claim(address('10.0.0.4'), 'b')).toEqual({ takenBy: 'a' })
  })

  test('IPv6 begins at ::4, and further prefixes are used when the first is full', () => {
    const addresses = subnetAddresses([prefix('10.0.0.0/29'), prefix('10.0.1.0/29'), prefix('fd00::/64')])
    const next = (family: 4 | 6): string | undefined => {
      const got = addresses.next(family, 'x')
      return got === undefined ? undefined : formatAddress(got)
    }
    expect([next(4), next(4), next(4), next(4), next(6), next(6)]).toEqual([
      '10.0.0.4',
      '10.0.0.5',
      '10.0.0.6',
      '10.0.1.4',
      'fd00::4',
      'fd00::5',
    ])
    expect(addresses.usable(4)).toBe(6n)
  })

  test.each(['10.0.0.0/30', '10.0.0.0/32', '255.255.255.252/30'])('%s has nothing to give', (text) => {
    const addresses = subnetAddresses([prefix(text)])
    expect(addresses.usable(4)).toBe(0n)
    expect(addresses.next(4, 'x')).toBeUndefined()
  })
})
