// Any preferences on a small full mesh, against a search through all states: what settles is stable, and what never
// settles is reported.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { converge } from '../../../src/control-plane/bgp/converge.ts'
import { refuse } from '../../../src/control-plane/bgp/refusal.ts'
import type { SpeakerDraft } from '../../../src/control-plane/bgp/speaker.ts'
import { ebgpSpeaker, join } from './speakers.ts'

/** The origin is 0. A path is the list of those on the way, the first next to its owner: `[2, 0]` is by 2 to the origin. */
type Path = readonly number[]
/** The paths that each speaker but the origin accepts, the dearest first. */
type Rankings = readonly (readonly Path[])[]

const keyOf = (path: Path): string => path.join('-')

/** All ways from a node to the origin that visit nobody twice. */
const waysFrom = (node: number, size: number, visited: readonly number[] = [node]): readonly Path[] =>
  Array.from({ length: size }, (_, next) => next)
    .filter((next) => !visited.includes(next))
    .flatMap((next) =>
      next === 0 ? [[0]] : waysFrom(next, size, [...visited, next]).map((way) => [next, ...way]),
    )

const rankings = (size: number, most: number): fc.Arbitrary<Rankings> =>
  fc.tuple(
    ...Array.from({ length: size - 1 }, (_, index) => {
      const ways = [...waysFrom(index + 1, size)]
      return fc.shuffledSubarray(ways, { maxLength: Math.min(most, ways.length) })
    }),
  )

/** Every state in which nobody would rather do something else, found by looking at all of them. */
const stableStates = (given: Rankings): readonly string[] => {
  const found: string[] = []
  const chosen: (Path | undefined)[] = given.map(() => undefined)
  const isStable = (): boolean =>
    given.every((ranking, index) => {
      const available = ranking.find(
        ([next = 0, ...rest]) => next === 0 || keyOf(chosen[next - 1] ?? [-1]) === keyOf(rest),
      )
      return keyOf(available ?? [-1]) === keyOf(chosen[index] ?? [-1])
    })
  const visit = (index: number): void => {
    const ranking = given[index]
    if (ranking === undefined) {
      if (isStable()) found.push(chosen.map((path) => keyOf(path ?? [])).join(' | '))
      return
    }
    for (const path of [undefined, ...ranking]) {
      chosen[index] = path
      visit(index + 1)
    }
  }
  visit(0)
  return found
}

const asnOf = (node: number): number => 65000 + node

const build = (given: Rankings): readonly SpeakerDraft[] => {
  const origin = ebgpSpeaker('n0', asnOf(0), ['10.0.0.0/8'])
  const others = given.map((ranking, index) =>
    ebgpSpeaker(`n${index + 1}`, asnOf(index + 1), [], {
      accept: (route) => {
        const place = ranking.findIndex((path) => keyOf(path.map(asnOf)) === keyOf(route.asPath))
        return place < 0 ? refuse('importPolicy', 'R7.1') : { ...route, localPreference: 200 - place }
      },
    }),
  )
  const all = [origin, ...others]
  all.forEach((speaker, index) => {
    for (const other of all.slice(index + 1)) join(speaker, other)
  })
  return all
}

const reached = (given: Rankings) => {
  const speakers = build(given)
  const { ribs, oscillations } = converge(speakers)
  const state = speakers
    .slice(1)
    .map((speaker) => keyOf((ribs.get(speaker)?.[0]?.routes[0]?.asPath ?? []).map((asn) => asn - 65000)))
    .join(' | ')
  return { state, oscillates: oscillations.length > 0 }
}

describe.each([
  [4, 5, 1500],
  [5, 4, 400],
])('%i speakers', (size, most, numRuns) => {
  test('what settles is one of the stable states; what has none is reported', () => {
    fc.assert(
      fc.property(rankings(size, most), (given) => {
        const states = stableStates(given)
        const { state, oscillates } = reached(given)
        if (oscillates) expect(states).toEqual([])
        else expect(states).toContain(state)
      }),
      { numRuns },
    )
  })
})
