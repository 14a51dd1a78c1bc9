// Convergence: laws on random topologies, an independent oracle, and gadgets that settle or never do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestRoutes, rankRoutes } from '../../../src/control-plane/bgp/best-path.ts'
import { type Converged, converge, type RibEntry } from '../../../src/control-plane/bgp/converge.ts'
import { isRefusal, refuse } from '../../../src/control-plane/bgp/refusal.ts'
import { type BgpRoute, sameRoute } from '../../../src/control-plane/bgp/route.ts'
import type { SessionEnd, Speaker, SpeakerDraft, Verdict } from '../../../src/control-plane/bgp/speaker.ts'
import { comparePrefixes, formatPrefix, prefixKey } from '../../../src/net/index.ts'
import { ebgpSpeaker, join, type Policies } from './speakers.ts'

interface Edge {
  readonly from: number
  readonly to: number
  readonly up: boolean
}

interface Topology {
  /** The prefixes of each speaker; speaker n has AS number 65000 + n. */
  readonly originated: readonly (readonly string[])[]
  readonly edges: readonly Edge[]
}

const prefixes = ['10.0.0.0/8', '10.0.0.0/16', '192.168.0.0/16', 'fd00::/48']

/** Up to eight speakers with any sessions between different ones, each pair at most once. */
const topology: fc.Arbitrary<Topology> = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.record({
    originated: fc.array(fc.subarray(prefixes, { maxLength: 2 }), { minLength: size, maxLength: size }),
    edges: fc
      .uniqueArray(
        fc.record({
          from: fc.integer({ min: 0, max: size - 1 }),
          to: fc.integer({ min: 0, max: size - 1 }),
          up: fc.integer({ min: 0, max: 9 }).map((roll) => roll > 0),
        }),
        { maxLength: 16, selector: ({ from, to }) => [from, to].sort().join('-') },
      )
      .map((edges) => edges.filter(({ from, to }) => from !== to)),
  }),
)

const build = (
  { originated, edges }: Topology,
  policies: (key: string) => Policies = () => ({}),
): SpeakerDraft[] => {
  const speakers = originated.map((own, index) =>
    ebgpSpeaker(`r${index}`, 65000 + index, own, policies(`r${index}`)),
  )
  for (const { from, to, up } of edges) {
    const [a, b] = [speakers[from], speakers[to]]
    if (a !== undefined && b !== undefined) join(a, b, up)
  }
  return speakers
}

const entryOf = ({ ribs }: Converged, speaker: Speaker, key: string): RibEntry | undefined =>
  ribs.get(speaker)?.find(({ prefix }) => prefixKey(prefix) === key)

/** `prefix: members` for each prefix that does not settle. */
const unstableIn = ({ oscillations }: Converged): readonly string[] =>
  oscillations.map(({ prefix, members }) => {
    const keys = members.map(({ key }) => key).sort()
    return `${formatPrefix(prefix)}: ${keys.join(' ')}`
  })

const pathsOf = (routes: readonly BgpRoute[]): readonly string[] =>
  routes.map(({ asPath }) => asPath.join(' '))

const unlessRefused = (verdict: Verdict): BgpRoute | undefined => (isRefusal(verdict) ? undefined : verdict)

/** Works out one speaker's entry anew from what its peers announce. */
const reevaluated = (converged: Converged, speaker: Speaker, key: string): readonly BgpRoute[] => {
  const originated = speaker.originated.filter(({ prefix }) => prefixKey(prefix) === key)
  const received = speaker.sessions.flatMap((end) => {
    const sent = entryOf(converged, end.peer.speaker, key)?.announced.get(end.peer)
    if (sent === undefined) return []
    expect(end.session.up).toBe(true)
    return unlessRefused(speaker.accept({ ...sent, learnedOver: end, exit: end }, end)) ?? []
  })
  return rankRoutes([...originated, ...received])
}

const expectFixpoint = (speakers: readonly Speaker[], converged: Converged, key: string): void => {
  for (const speaker of speakers) {
    const entry = entryOf(converged, speaker, key)
    const routes = reevaluated(converged, speaker, key)
    expect(entry?.routes.length ?? 0).toBe(routes.length)
    expect(routes.every((route, index) => sameRoute(route, entry?.routes[index]))).toBe(true)
    if (entry === undefined) continue
    expect(entry.best.length).toBe(bestRoutes(routes).length)
    const [best] = routes
    for (const end of speaker.sessions) {
      const told =
        best !== undefined && end.session.up && best.learnedOver !== end
          ? unlessRefused(speaker.announce(best, end))
          : undefined
      expect(sameRoute(entry.announced.get(end), told)).toBe(true)
    }
  }
}

/** Preferences out of a table, so that any speaker may like any peer: such topologies may settle or not. */
const opinionated =
  (preferences: readonly number[]) =>
  (key: string): Policies => ({
    accept: (route, over) => {
      const index = (Number(key.slice(1)) * 8 + Number(over.peer.speaker.key.slice(1))) % preferences.length
      return { ...route, localPreference: preferences[index] ?? 100 }
    },
  })
const someOpinions = fc.array(fc.constantFrom(100, 200, 300), { minLength: 1, maxLength: 64 })

describe('laws', () => {
  test('the result is a fixpoint: working out any speaker anew changes nothing', () => {
    fc.assert(
      fc.property(topology, (given) => {
        const speakers = build(given)
        const converged = converge(speakers)
        expect(unstableIn(converged)).toEqual([])
        for (const key of prefixes) expectFixpoint(speakers, converged, key)
      }),
    )
  })

  test('with any preferences: either a fixpoint, or reported as an oscillation with members', () => {
    fc.assert(
      fc.property(topology, someOpinions, (given, preferences) => {
        const speakers = build(given, opinionated(preferences))
        const converged = converge(speakers)
        const unstable = new Map(converged.oscillations.map((one) => [formatPrefix(one.prefix), one.members]))
        for (const key of prefixes) {
          if (!unstable.has(key)) expectFixpoint(speakers, converged, key)
        }
        // One speaker alone cannot disagree.
        for (const members of unstable.values()) expect(members.length).toBeGreaterThan(1)
      }),
      { numRuns: 300 },
    )
  })

  test('no path holds a number twice, nor the number of the speaker that holds it', () => {
    fc.assert(
      fc.property(topology, someOpinions, (given, preferences) => {
        const speakers = build(given, opinionated(preferences))
        for (const [speaker, entries] of converge(speakers).ribs) {
          for (const { asPath } of entries.flatMap(({ routes }) => routes)) {
            expect(asPath).not.toContain(speaker.asn)
            expect(new Set(asPath).size).toBe(asPath.length)
          }
        }
      }),
    )
  })

  test('a path is what its session’s peer uses, with the peer in front', () => {
    fc.assert(
      fc.property(topology, (given) => {
        const speakers = build(given)
        const converged = converge(speakers)
        for (const [, entries] of converged.ribs) {
          for (const { prefix, routes } of entries) {
            for (const { learnedOver, asPath } of routes) {
              if (learnedOver === undefined) continue
              const peer = learnedOver.peer.speaker
              const used = entryOf(converged, peer, prefixKey(prefix))?.routes[0]
              expect(asPath).toEqual([peer.asn, ...(used?.asPath ?? [])])
            }
          }
        }
      }),
    )
  })

  test('path lengths are the distances of a breadth-first search (independent oracle)', () => {
    fc.assert(
      fc.property(topology, (given) => {
        const speakers = build(given)
        const converged = converge(speakers)
        for (const key of prefixes) {
          const distances = distancesFrom(given, key)
          for (const [index, speaker] of speakers.entries())
            expect(entryOf(converged, speaker, key)?.best[0]?.asPath.length).toBe(distances.get(index))
        }
      }),
    )
  })

  test('the order of speakers and of sessions makes no difference', () => {
    fc.assert(
      fc.property(topology, fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (given, order) => {
        const shuffled = <T>(items: readonly T[], offset: number): readonly T[] =>
          items
            .map((item, index) => ({ item, rank: order[(index + offset) % order.length] ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ item }) => item)
        const turned = shuffled(given.edges, 0).map((edge, index) =>
          (order[index] ?? 0) % 2 === 0 ? edge : { from: edge.to, to: edge.from, up: edge.up },
        )
        const first = tableOf(converge(build(given)))
        const second = tableOf(converge(shuffled(build({ ...given, edges: turned }), 16)))
        expect(second).toEqual(first)
      }),
    )
  })

  test('entries stand in ascending order of their prefixes, one for each', () => {
    fc.assert(
      fc.property(topology, (given) => {
        for (const entries of converge(build(given)).ribs.values()) {
          const sorted = [...entries].sort((a, b) => comparePrefixes(a.prefix, b.prefix))
          expect(entries).toEqual(sorted)
          expect(new Set(entries.map(({ prefix }) => prefixKey(prefix))).size).toBe(entries.length)
        }
      }),
    )
  })
})

/** Hops from the nearest originator of the prefix, over sessions that are up. */
const distancesFrom = ({ originated, edges }: Topology, key: string): ReadonlyMap<number, number> => {
  const distances = new Map<number, number>()
  const queue: number[] = []
  for (const [index, own] of originated.entries()) {
    if (!own.includes(key)) continue
    distances.set(index, 0)
    queue.push(index)
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { from, to, up } of edges) {
      const other = from === next ? to : to === next ? from : undefined
      if (!up || other === undefined || distances.has(other)) continue
      distances.set(other, (distances.get(next) ?? 0) + 1)
      queue.push(other)
    }
  }
  return distances
}

/** Everything that is held, by the keys of the speakers. */
const tableOf = ({ ribs }: Converged): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...ribs]
      .map(([{ key }, entries]): [string, readonly string[]] => [
        key,
        entries.map(({ prefix, routes }) => `${formatPrefix(prefix)}: ${pathsOf(routes).join(' | ')}`),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** A rim of speakers around an origin; each prefers the two-hop path by the next one on the rim, if `likes` says so. */
const rim = (
  size: number,
  originated: readonly string[],
  onEvaluation: () => void = () => {},
  step: 1 | -1 = 1,
): readonly SpeakerDraft[] => {
  const origin = ebgpSpeaker('origin', 64999, originated)
  const around = Array.from({ length: size }, (_, index) => {
    const clockwise = `rim${(index + step + size) % size}`
    const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
      onEvaluation()
      const from = over.peer.speaker.key
      if (from === 'origin') return route
      return from === clockwise && route.asPath.length === 2
        ? { ...route, localPreference: 200 }
        : refuse('importPolicy', 'R3.16')
    }
    return ebgpSpeaker(`rim${index}`, 65000 + index, [], { accept })
  })
  for (const [index, speaker] of around.entries()) {
    join(origin, speaker)
    const next = around[(index + 1) % size]
    if (next !== undefined && (size > 2 || index === 0)) join(speaker, next)
  }
  return [origin, ...around]
}

describe('preferences that contradict each other', () => {
  test('BAD GADGET: three on a rim, each prefers the way by the next: reported with its members', () => {
    const converged = converge(rim(3, ['10.0.0.0/8']))
    expect(unstableIn(converged)).toEqual(['10.0.0.0/8: rim0 rim1 rim2'])
    // What was known is not lost: everybody still has the direct path.
    for (const [{ key }, entries] of converged.ribs) {
      if (key !== 'origin') expect(pathsOf(entries[0]?.routes ?? [])).toContain('64999')
    }
  })

  test.each([5, 7, 21])('an odd rim of %i never settles, and all of it is named', (size) => {
    const { oscillations } = converge(rim(size, ['10.0.0.0/8']))
    expect(oscillations.map(({ members }) => members.length)).toEqual([size])
  })

  test.each(
    [4, 6, 20, 50].flatMap((size) => [
      { size, step: 1 as const },
      { size, step: -1 as const },
    ]),
  )('an even rim of $size settles, whichever way round it looks ($step)', ({ size, step }) => {
    const speakers = rim(size, ['10.0.0.0/8'], undefined, step)
    const converged = converge(speakers)
    expect(unstableIn(converged)).toEqual([])
    expectFixpoint(speakers, converged, '10.0.0.0/8')
  })

  test('a large odd rim ends within a number of evaluations that grows with its square at most', () => {
    const evaluations = (size: number): number => {
      let count = 0
      const counting = rim(size, ['10.0.0.0/8'], () => {
        count += 1
      })
      expect(converge(counting).oscillations).toHaveLength(1)
      return count
    }
    expect(evaluations(101) / evaluations(51)).toBeLessThan(5)
  })

  test('a stable prefix beside it is not drawn in', () => {
    const speakers = rim(3, ['10.0.0.0/8'])
    const [, first, second] = speakers
    const leaf = ebgpSpeaker('leaf', 65200, ['192.168.0.0/16'])
    if (first === undefined || second === undefined) throw new Error('the rim has three speakers')
    join(leaf, ebgpSpeaker('other', 65201))
    const all = [...speakers, leaf, ...leaf.sessions.map(({ peer }) => peer.speaker)]
    const converged = converge(all)
    expect(unstableIn(converged)).toEqual(['10.0.0.0/8: rim0 rim1 rim2'])
    expectFixpoint(all, converged, '192.168.0.0/16')
  })

  test('DISAGREE: two that prefer each other settle, one of them directly', () => {
    const speakers = rim(2, ['10.0.0.0/8'])
    const converged = converge(speakers)
    expect(unstableIn(converged)).toEqual([])
    expectFixpoint(speakers, converged, '10.0.0.0/8')
    const used = speakers
      .slice(1)
      .map((speaker) => entryOf(converged, speaker, '10.0.0.0/8')?.best[0]?.asPath.length)
    expect([...used].sort()).toEqual([1, 2])
  })

  test('a listener that keeps its own way is not named, one that is dragged along is', () => {
    const speakers = rim(3, ['10.0.0.0/8'])
    const [origin, first] = speakers
    if (origin === undefined || first === undefined)
      throw new Error('the rim has an origin and three speakers')
    const calm = ebgpSpeaker('calm', 65201)
    join(origin, calm)
    join(first, calm)
    const dragged = ebgpSpeaker('dragged', 65202)
    join(first, dragged)
    expect(unstableIn(converge([...speakers, calm, dragged]))).toEqual(['10.0.0.0/8: dragged rim0 rim1 rim2'])
  })
})

describe('small cases', () => {
  test('nobody, and nobody to speak with', () => {
    expect(converge([])).toEqual({ ribs: new Map(), oscillations: [] })
    const alone = ebgpSpeaker('alone', 65000, ['10.0.0.0/8'])
    expect(pathsOf(converge([alone]).ribs.get(alone)?.[0]?.routes ?? [])).toEqual([''])
  })

  test('a speaker that learns nothing has an empty table, not none', () => {
    const a = ebgpSpeaker('a', 65000, ['10.0.0.0/8'])
    const b = ebgpSpeaker('b', 65001)
    join(a, b, false)
    expect(converge([a, b]).ribs.get(b)).toEqual([])
  })

  test('the same prefix from two sides: each keeps its own and holds the other’s', () => {
    const a = ebgpSpeaker('a', 65000, ['10.0.0.0/8'])
    const b = ebgpSpeaker('b', 65001, ['10.0.0.0/8'])
    join(a, b)
    const { ribs } = converge([a, b])
    expect(pathsOf(ribs.get(a)?.[0]?.routes ?? [])).toEqual(['', '65001'])
    expect(ribs.get(a)?.[0]?.best).toHaveLength(1)
  })

  test('a prefix that a speaker originates twice is told once', () => {
    const twice = ebgpSpeaker('twice', 65000, ['10.0.0.0/8', '10.0.0.0/8'])
    const listener = ebgpSpeaker('listener', 65001)
    join(twice, listener)
    const { ribs } = converge([twice, listener])
    expect(ribs.get(twice)).toHaveLength(1)
    expect(pathsOf(ribs.get(listener)?.[0]?.routes ?? [])).toEqual(['65000'])
  })

  test('equal paths are all best, one of them is passed on', () => {
    const origin = ebgpSpeaker('origin', 65000, ['10.0.0.0/8'])
    const left = ebgpSpeaker('left', 65001)
    const right = ebgpSpeaker('right', 65002)
    const far = ebgpSpeaker('far', 65003)
    const further = ebgpSpeaker('further', 65004)
    for (const [a, b] of [
      [origin, left],
      [origin, right],
      [left, far],
      [right, far],
      [far, further],
    ] as const)
      join(a, b)
    const { ribs } = converge([origin, left, right, far, further])
    expect(pathsOf(ribs.get(far)?.[0]?.best ?? [])).toEqual(['65001 65000', '65002 65000'])
    expect(pathsOf(ribs.get(further)?.[0]?.routes ?? [])).toEqual(['65003 65001 65000'])
  })
})
