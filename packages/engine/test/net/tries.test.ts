// Both tries give back the nodes of deleted routes; what they answer is in prefix-table.test.ts.

import { describe, expect, test } from 'vitest'
import { ipv4Of, ipv6Of } from '../../src/net/address.ts'
import { Ipv4Trie } from '../../src/net/ipv4-trie.ts'
import { Ipv6Trie } from '../../src/net/ipv6-trie.ts'

interface Route {
  readonly bits: number
  readonly length: number
}

/** A trie of either family, its routes told by their first 32 bits. */
interface Subject {
  readonly name: string
  readonly make: () => {
    readonly set: (route: Route) => boolean
    readonly remove: (route: Route) => boolean
    readonly nodeCount: () => number
  }
}

const entry = {}

const subjects: readonly Subject[] = [
  {
    name: 'IPv4',
    make: () => {
      const trie = new Ipv4Trie<object>()
      return {
        set: ({ bits, length }) => trie.set(ipv4Of(bits), length, entry),
        remove: ({ bits, length }) => trie.delete(ipv4Of(bits), length),
        nodeCount: () => trie.nodeCount,
      }
    },
  },
  {
    name: 'IPv6',
    make: () => {
      const trie = new Ipv6Trie<object>()
      const networkOf = (bits: number) => ipv6Of(BigInt(bits) << 96n)
      return {
        set: ({ bits, length }) => trie.set(networkOf(bits), length, entry),
        remove: ({ bits, length }) => trie.delete(networkOf(bits), length),
        nodeCount: () => trie.nodeCount,
      }
    },
  },
]

/** Routes far apart and of different lengths (multiplying by an odd number repeats none). */
const routeAt = (at: number): Route => {
  const length = 12 + (at % 21)
  const bits = Math.imul(at, 0x9e3779b1) & ~(length === 32 ? 0 : 0xffffffff >>> length)
  return { bits: bits >>> 0, length }
}

describe.each(subjects)('$name', ({ make }) => {
  test.each([1, 2, 3, 10, 100])('routes come and go, %d at a time', (held) => {
    const trie = make()
    for (let at = 0; at < held; at++) trie.set(routeAt(at))
    for (let at = held; at < 3000; at++) {
      expect(trie.remove(routeAt(at - held))).toBe(true)
      trie.set(routeAt(at))
      expect(trie.nodeCount()).toBeLessThanOrEqual(2 * held)
    }
  })

  test('a trie that was emptied takes no more than before when filled again', () => {
    const trie = make()
    const fill = (): void => {
      for (let at = 0; at < 500; at++) expect(trie.set(routeAt(at))).toBe(true)
    }
    fill()
    const before = trie.nodeCount()
    for (let at = 0; at < 500; at++) expect(trie.remove(routeAt(at))).toBe(true)
    fill()
    expect(trie.nodeCount()).toBe(before)
  })
})
