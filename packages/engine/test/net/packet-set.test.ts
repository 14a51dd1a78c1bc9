// Sets of packets against plain predicates: whatever is built from boxes holds exactly the packets that it should.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Address,
  address,
  type Bounds,
  type Dimension,
  type Header,
  type Interval,
  intervalOf,
  ipv4Of,
  ipv6Of,
  only,
  type PacketSet,
  PacketSpace,
  prefix,
  protocolNumbers,
} from '../../src/net/index.ts'

/** Few values, close together, and the ends of the domains: chance has to hit borders. */
const ipv4 = [0, 1, 9, 10, 11, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1]
const ipv6 = [0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 64n, 2n ** 128n - 1n]
const ports = [0, 1, 442, 443, 444, 65_534, 65_535]

const intervalAmong = <V extends number | bigint>(values: readonly V[]): fc.Arbitrary<Interval> =>
  fc
    .tuple(fc.constantFrom(...values), fc.constantFrom(...values))
    .map(([a, b]) => (a < b ? { first: a, last: b } : { first: b, last: a }))

const addressIntervals = fc.array(fc.oneof(intervalAmong(ipv4), intervalAmong(ipv6)), { maxLength: 3 })
const portIntervals = fc.array(intervalAmong(ports), { maxLength: 3 })
const protocols = fc.subarray(Object.values(protocolNumbers)).map((numbers) => numbers.map(only))

const bounds: fc.Arbitrary<Bounds> = fc.record(
  {
    protocol: protocols,
    destination: addressIntervals,
    source: addressIntervals,
    destinationPort: portIntervals,
    sourcePort: portIntervals,
  },
  { requiredKeys: [] },
)

const someAddress: fc.Arbitrary<Address> = fc.oneof(
  fc.constantFrom(...ipv4).map(ipv4Of),
  fc.constantFrom(...ipv6).map(ipv6Of),
)

const header: fc.Arbitrary<Header> = fc
  .record({
    protocol: fc.constantFrom(...Object.values(protocolNumbers)),
    destination: someAddress,
    source: someAddress,
    destinationPort: fc.constantFrom(...ports),
    sourcePort: fc.constantFrom(...ports),
  })
  .map((each) =>
    each.protocol === protocolNumbers.icmp ? { ...each, destinationPort: 0, sourcePort: 0 } : each,
  )

type Expression =
  | { readonly kind: 'box'; readonly bounds: Bounds }
  | { readonly kind: 'union' | 'intersect' | 'minus'; readonly left: Expression; readonly right: Expression }

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    bounds.map((each): Expression => ({ kind: 'box', bounds: each })),
    fc.record({
      kind: fc.constantFrom('union', 'intersect', 'minus'),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
}))

const built = (space: PacketSpace, each: Expression): PacketSet =>
  each.kind === 'box' ? space.box(each.bounds) : built(space, each.left)[each.kind](built(space, each.right))

const inInterval = (value: number | bigint, { first, last }: Interval): boolean =>
  typeof value === typeof first && value >= first && value <= last

/** The oracle: what a packet has to satisfy, without any set. */
const satisfies = (packet: Header, each: Expression): boolean => {
  if (each.kind !== 'box') {
    const [left, right] = [satisfies(packet, each.left), satisfies(packet, each.right)]
    if (each.kind === 'union') return left || right
    return each.kind === 'intersect' ? left && right : left && !right
  }
  return (['protocol', 'destination', 'source', 'destinationPort', 'sourcePort'] as const).every(
    (dimension) =>
      each.bounds[dimension] === undefined ||
      each.bounds[dimension].some((interval) => inInterval(packet[dimension], interval)),
  )
}

const dimension = fc.constantFrom<Dimension>('destination', 'source', 'destinationPort', 'sourcePort')

/** A packet with one value replaced, where the packet can have it. */
const replaced = (packet: Header, at: Dimension, value: number | bigint): Header => ({
  ...packet,
  [at]: value,
})

const space = new PacketSpace()

describe('a set', () => {
  test('holds exactly the packets that satisfy what it was built from', () => {
    fc.assert(
      fc.property(expression, fc.array(header, { minLength: 20, maxLength: 20 }), (each, packets) => {
        const set = built(space, each)
        for (const packet of packets) expect(set.contains(packet)).toBe(satisfies(packet, each))
      }),
      { numRuns: 400 },
    )
  })

  test('is told equal by what it holds, not by how it was built', () => {
    fc.assert(
      fc.property(expression, expression, expression, (x, y, z) => {
        const [a, b, c] = [built(space, x), built(space, y), built(space, z)]
        const equalities: readonly (readonly [PacketSet, PacketSet])[] = [
          [a.union(b), b.union(a)],
          [a.intersect(b), b.intersect(a)],
          [a.union(b).minus(b), a.minus(b)],
          [a.minus(a.minus(b)), a.intersect(b)],
          [a.intersect(b.union(c)), a.intersect(b).union(a.intersect(c))],
          [space.all.minus(a.union(b)), space.all.minus(a).intersect(space.all.minus(b))],
          [space.all.minus(space.all.minus(a)), a],
          [space.unionOf([a, b, c]), a.union(b).union(c)],
        ]
        for (const [left, right] of equalities) expect(left.equals(right)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('has the size of its disjoint boxes, and sizes add up', () => {
    fc.assert(
      fc.property(expression, expression, (x, y) => {
        const [a, b] = [built(space, x), built(space, y)]
        const boxes = a
          .boxes()
          .map((box) =>
            space.box(Object.fromEntries(Object.entries(box).map(([at, interval]) => [at, [interval]]))),
          )
        expect(space.unionOf(boxes).equals(a)).toBe(true)
        expect(boxes.reduce((sum, box) => sum + box.size, 0n)).toBe(a.size)
        expect(a.size + b.size).toBe(a.union(b).size + a.intersect(b).size)
        expect(a.isEmpty).toBe(a.size === 0n)
      }),
      { numRuns: 200 },
    )
  })

  test('gives one of its packets, and none where it is empty', () => {
    fc.assert(
      fc.property(expression, (each) => {
        const set = built(space, each)
        const sample = set.sample()
        expect(sample === undefined).toBe(set.isEmpty)
        if (sample !== undefined) expect(satisfies(sample, each)).toBe(true)
      }),
    )
  })
})

describe('translation', () => {
  test('the packets that become members are those whose translated form is one', () => {
    fc.assert(
      fc.property(expression, dimension, header, header, (each, at, packet, other) => {
        const value = other[at]
        const set = built(space, each)
        if (packet.protocol === protocolNumbers.icmp && at.endsWith('Port')) return
        expect(set.beforeValue(at, value).contains(packet)).toBe(satisfies(replaced(packet, at, value), each))
      }),
      { numRuns: 400 },
    )
  })

  test('what members become is each of them translated, and nothing else', () => {
    fc.assert(
      fc.property(expression, dimension, header, header, (each, at, packet, other) => {
        const value = other[at]
        const set = built(space, each)
        const image = set.withValue(at, value)
        if (satisfies(packet, each)) expect(image.contains(replaced(packet, at, value))).toBe(true)
        expect(image.intersect(set.beforeValue(at, value).union(image)).equals(image)).toBe(true)
        expect(new Set(image.boxes().map((box) => `${box[at].first} ${box[at].last}`))).toEqual(
          new Set(set.isEmpty ? [] : [`${value} ${value}`]),
        )
        // Whatever becomes a member of the image was, but for the one value, a member before.
        expect(set.minus(image.beforeValue(at, value)).isEmpty).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

test('ICMP has no ports, so a box that names one holds no ping', () => {
  const web = space.box({ destinationPort: [only(443)] })
  expect(new Set(web.boxes().map(({ protocol }) => `${protocol.first} ${protocol.last}`))).toEqual(
    new Set(['6 6', '17 17']),
  )
  const ping: Header = {
    protocol: protocolNumbers.icmp,
    destination: address('10.0.0.4'),
    source: address('10.1.0.4'),
    destinationPort: 0,
    sourcePort: 0,
  }
  expect(space.box({ destination: [intervalOf(prefix('10.0.0.0/8'))] }).contains(ping)).toBe(true)
  expect(web.contains(ping)).toBe(false)
})

test('sets of two spaces cannot be combined', () => {
  expect(() => space.all.union(new PacketSpace().all)).toThrow(RangeError)
})
