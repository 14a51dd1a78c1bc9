// Laws of BGP on random networks: sessions that fail and return, internal meshes, customers and providers, aggregates.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Converged, converge } from '../../../src/control-plane/bgp/converge.ts'
import { refuse } from '../../../src/control-plane/bgp/refusal.ts'
import type { Session, SpeakerDraft } from '../../../src/control-plane/bgp/speaker.ts'
import { containsPrefix, formatPrefix, prefix } from '../../../src/net/index.ts'
import { ebgpSpeaker, join } from './speakers.ts'

/** Pairs of different numbers below a size, each pair once. */
const pairs = (size: number): fc.Arbitrary<readonly (readonly [number, number])[]> =>
  fc.subarray(
    Array.from({ length: size }, (_, a) =>
      Array.from({ length: size }, (_unused, b) => [a, b] as const).filter(([, b]) => b > a),
    ).flat(),
  )

const graph = fc
  .integer({ min: 2, max: 7 })
  .chain((size) => fc.record({ size: fc.constant(size), edges: pairs(size) }))

const ownPrefix = (index: number): string => `10.${index}.0.0/16`

const speakersOf = (size: number): readonly SpeakerDraft[] =>
  Array.from({ length: size }, (_, index) => ebgpSpeaker(`r${index}`, 65000 + index, [ownPrefix(index)]))

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new Error(`there is no item ${index}`)
  return item
}

const linesOf = ({ ribs }: Converged): readonly string[] =>
  [...ribs].flatMap(([{ key }, entries]) =>
    entries.flatMap(({ prefix: to, routes }) =>
      routes.map(({ asPath }) => `${key} ${formatPrefix(to)} ${asPath.join(' ')}`),
    ),
  )

describe('sessions', () => {
  test('one that is down is one that is not there, and back again nothing is different', () => {
    fc.assert(
      fc.property(graph, fc.nat(), ({ size, edges }, choice) => {
        const speakers = speakersOf(size)
        const sessions = edges.map(([a, b]) => join(at(speakers, a), at(speakers, b)))
        const failing = sessions[choice % Math.max(sessions.length, 1)]
        const before = linesOf(converge(speakers))
        const without = linesOf(converge(speakers, (session: Session) => session !== failing))
        const rebuilt = speakersOf(size)
        edges.forEach(([a, b], index) => {
          if (sessions[index] !== failing) join(at(rebuilt, a), at(rebuilt, b))
        })
        expect(without).toEqual(linesOf(converge(rebuilt)))
        expect(linesOf(converge(speakers))).toEqual(before)
      }),
    )
  })

  test('whoever is connected by sessions reaches everybody there, and nobody else', () => {
    fc.assert(
      fc.property(graph, ({ size, edges }) => {
        const speakers = speakersOf(size)
        for (const [a, b] of edges) join(at(speakers, a), at(speakers, b))
        // Oracle: components by merging labels until nothing changes.
        const component = Array.from({ length: size }, (_, index) => index)
        for (let round = 0; round < size; round += 1)
          for (const [a, b] of edges) {
            const least = Math.min(at(component, a), at(component, b))
            component[a] = least
            component[b] = least
          }
        const { ribs } = converge(speakers)
        speakers.forEach((speaker, index) => {
          const reached = (ribs.get(speaker) ?? []).map((entry) => formatPrefix(entry.prefix))
          const expected = component.flatMap((label, other) =>
            label === component[index] ? [ownPrefix(other)] : [],
          )
          expect(reached).toEqual(expected)
        })
      }),
    )
  })
})

/** A speaker of AS 65000 that hands nothing from one internal session to another, as routers do. */
const internalSpeaker = (index: number): SpeakerDraft => ({
  ...ebgpSpeaker(`i${index}`, 65000, [ownPrefix(index)]),
  accept: (route, over) =>
    over.session.kind === 'internal'
      ? route
      : route.asPath.includes(65000)
        ? refuse('loop', 'R7.2')
        : { ...route, localPreference: 100 },
  announce: (route, over) => {
    if (over.session.kind === 'external') return { ...route, asPath: [65000, ...route.asPath] }
    return route.learnedOver?.session.kind === 'internal' ? refuse('internalOnly', 'R7.1') : route
  },
})

interface Mesh {
  readonly size: number
  readonly missing: readonly (readonly [number, number])[]
  readonly outside: readonly number[]
}

describe('internal sessions', () => {
  const mesh: fc.Arbitrary<Mesh> = fc.record({
    size: fc.integer({ min: 2, max: 5 }),
    missing: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 2 }),
    outside: fc.array(fc.nat(4), { maxLength: 3 }),
  })

  const build = ({ size, missing, outside }: Mesh) => {
    const inside = Array.from({ length: size }, (_, index) => internalSpeaker(index))
    const isMissing = (a: number, b: number): boolean =>
      missing.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
    inside.forEach((speaker, a) => {
      inside.forEach((other, b) => {
        if (b > a && !isMissing(a, b)) join(speaker, other, true, 'internal')
      })
    })
    const external = outside.map((index, number) => {
      const speaker = ebgpSpeaker(`e${number}`, 65100 + number, [`172.16.${number}.0/24`])
      join(speaker, at(inside, index % size))
      return speaker
    })
    return { inside, external, isMissing }
  }

  test('no route crosses two of them, and every route names the exit of its AS', () => {
    fc.assert(
      fc.property(mesh, (given) => {
        const { inside, external } = build(given)
        const { ribs } = converge([...inside, ...external])
        for (const speaker of inside) {
          for (const { routes } of ribs.get(speaker) ?? []) {
            for (const { learnedOver, exit, asPath } of routes) {
              const teller = learnedOver?.peer.speaker
              if (learnedOver?.session.kind === 'external') expect(exit).toBe(learnedOver)
              if (learnedOver?.session.kind !== 'internal') continue
              // Who tells it inside is either where it began or where it came in.
              expect(exit?.speaker ?? teller).toBe(teller)
              expect(exit === undefined).toBe(asPath.length === 0)
            }
          }
        }
      }),
    )
  })

  test('a speaker knows the prefixes of those with whom it has a session, and no others of its AS', () => {
    fc.assert(
      fc.property(mesh, (given) => {
        const { inside, external, isMissing } = build(given)
        const { ribs } = converge([...inside, ...external])
        inside.forEach((speaker, index) => {
          const known = (ribs.get(speaker) ?? [])
            .filter(({ best }) => best[0]?.asPath.length === 0)
            .map((entry) => formatPrefix(entry.prefix))
          const expected = inside.flatMap((_, other) =>
            other === index || !isMissing(index, other) ? [ownPrefix(other)] : [],
          )
          expect(known).toEqual(expected)
        })
      }),
    )
  })
})

describe('customers, peers and providers', () => {
  type Relation = 'customer' | 'peer' | 'provider'
  const preferenceOf: Readonly<Record<Relation, number>> = { customer: 300, peer: 200, provider: 100 }

  /** Lower numbers are further up: of two, the lower one is the provider, unless they are peers. */
  const hierarchy = fc.integer({ min: 2, max: 8 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      edges: pairs(size),
      peering: fc.array(fc.boolean(), { minLength: 28, maxLength: 28 }),
    }),
  )

  test('settle whatever the graph is, and no way goes down and up again (Gao and Rexford)', () => {
    fc.assert(
      fc.property(hierarchy, ({ size, edges, peering }) => {
        const relations = new Map<string, Relation>()
        edges.forEach(([a, b], index) => {
          relations.set(`r${a} r${b}`, peering[index] === true ? 'peer' : 'customer')
          relations.set(`r${b} r${a}`, peering[index] === true ? 'peer' : 'provider')
        })
        /** What the second is to the first. */
        const relation = (own: string, other: string): Relation => relations.get(`${own} ${other}`) ?? 'peer'
        const speakers = Array.from({ length: size }, (_, index) => {
          const own = `r${index}`
          return ebgpSpeaker(own, 65000 + index, [ownPrefix(index)], {
            accept: (route, over) => ({
              ...route,
              localPreference: preferenceOf[relation(own, over.peer.speaker.key)],
            }),
            announce: (route, over) => {
              const from = route.learnedOver?.peer.speaker.key
              const isOwnOrCustomers = from === undefined || relation(own, from) === 'customer'
              return isOwnOrCustomers || relation(own, over.peer.speaker.key) === 'customer'
                ? route
                : refuse('exportPolicy', 'R7.1')
            },
          })
        })
        for (const [a, b] of edges) join(at(speakers, a), at(speakers, b))
        const { ribs, oscillations } = converge(speakers)
        expect(oscillations).toEqual([])
        for (const [{ key }, entries] of ribs) {
          for (const { best } of entries) {
            const nodes = [key, ...(best[0]?.asPath ?? []).map((asn) => `r${asn - 65000}`)]
            const steps = nodes.slice(1).map((node, index) => relation(at(nodes, index), node))
            // Up to providers, over one peering at most, then down to customers.
            expect(steps.join(' ')).toMatch(/^(?:provider ?)*(?:peer ?)?(?:customer ?)*$/)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('aggregates', () => {
  const parts = ['10.1.0.0/16', '10.2.0.0/16', '10.1.5.0/24', '172.16.0.0/16', '10.0.0.0/8', 'fd00::/16']

  test('are there if and only if a prefix inside is, and with summary-only stand alone outside', () => {
    fc.assert(
      fc.property(fc.subarray(parts), fc.subarray(parts), fc.boolean(), (own, learned, summaryOnly) => {
        const whole = prefix('10.0.0.0/8')
        const aggregating: SpeakerDraft = {
          ...ebgpSpeaker('a', 65001, own),
          aggregates: [{ prefix: whole, summaryOnly, declaredAt: undefined }],
        }
        const teller = ebgpSpeaker('teller', 65002, learned)
        const listener = ebgpSpeaker('listener', 65003)
        join(teller, aggregating)
        join(aggregating, listener)
        const { ribs } = converge([teller, aggregating, listener])
        const known = [...new Set([...own, ...learned])].map((text) => prefix(text))
        const isInside = (text: string): boolean =>
          containsPrefix(whole, prefix(text)) && text !== '10.0.0.0/8'
        const hasPart = known.some((one) => isInside(formatPrefix(one)))
        const made = (ribs.get(aggregating) ?? [])
          .find((entry) => formatPrefix(entry.prefix) === '10.0.0.0/8')
          ?.routes.some(({ learnedOver, weight }) => learnedOver === undefined && weight === 32768)
        expect(made ?? false).toBe(hasPart)
        const heard = (ribs.get(listener) ?? []).map((entry) => formatPrefix(entry.prefix))
        for (const text of parts) {
          const isKnown = known.some((one) => formatPrefix(one) === text)
          const expected =
            text === '10.0.0.0/8' ? isKnown || hasPart : isKnown && !(summaryOnly && isInside(text))
          expect(heard.includes(text)).toBe(expected)
        }
      }),
    )
  })

  test('one inside another makes the outer one complete', () => {
    const aggregating: SpeakerDraft = {
      ...ebgpSpeaker('a', 65001, ['10.1.5.0/24']),
      aggregates: ['10.0.0.0/8', '10.1.0.0/16'].map((text) => ({
        prefix: prefix(text),
        summaryOnly: false,
        declaredAt: undefined,
      })),
    }
    expect(linesOf(converge([aggregating]))).toEqual(['a 10.0.0.0/8 ', 'a 10.1.0.0/16 ', 'a 10.1.5.0/24 '])
  })
})

describe('what a speaker insists on', () => {
  test('is told whatever its table holds, and nothing to others', () => {
    const insisting: SpeakerDraft = {
      ...ebgpSpeaker('a', 65001, ['10.0.0.0/8']),
      announce: () => refuse('exportPolicy', 'R7.1'),
      insists: (to, over) =>
        over.peer.speaker.key === 'b'
          ? { ...at(ebgpSpeaker('x', 1, [formatPrefix(to)]).originated, 0), asPath: [65001] }
          : undefined,
    }
    const b = ebgpSpeaker('b', 65002)
    const c = ebgpSpeaker('c', 65003)
    join(insisting, b)
    join(insisting, c)
    expect(linesOf(converge([insisting, b, c]))).toEqual(['a 10.0.0.0/8 ', 'b 10.0.0.0/8 65001'])
  })
})

describe('routes that cannot be used', () => {
  test('stay in the table behind those that can, and go no further', () => {
    const origin = ebgpSpeaker('origin', 65000, ['10.0.0.0/8'])
    const far = ebgpSpeaker('far', 65001)
    const held = ebgpSpeaker('held', 65002, [], {
      accept: (route, over) => ({ ...route, usable: over.peer.speaker.key !== 'origin' }),
    })
    const listener = ebgpSpeaker('listener', 65003)
    join(origin, held)
    join(held, listener)
    const alone = converge([origin, far, held, listener])
    expect(alone.ribs.get(held)?.[0]?.best).toEqual([])
    expect(alone.ribs.get(listener)).toEqual([])
    join(origin, far)
    join(far, held)
    expect(
      linesOf(converge([origin, far, held, listener])).filter((line) => !line.startsWith('far')),
    ).toEqual([
      'origin 10.0.0.0/8 ',
      'held 10.0.0.0/8 65001 65000',
      'held 10.0.0.0/8 65000',
      'listener 10.0.0.0/8 65002 65001 65000',
    ])
  })
})
