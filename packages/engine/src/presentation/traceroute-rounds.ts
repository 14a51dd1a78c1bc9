// Where a traceroute shows the same lines again and again, as in a loop: one round is enough for people.
import type { TracerouteHop } from '../queries/answers.ts'

/** Rounds that a traceroute must show before they are folded. */
const fewestRounds = 3

const isSame = (a: TracerouteHop | undefined, b: TracerouteHop | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.silent === b.silent &&
  a.addresses.length === b.addresses.length &&
  a.addresses.every((address, index) => address === b.addresses[index])

/** Where the lines from which on everything repeats end for the first time; undefined where nothing does. */
const endOfFirstRound = (hops: readonly TracerouteHop[]): number | undefined => {
  let best: number | undefined
  for (let period = 1; period * fewestRounds <= hops.length; period += 1) {
    let start = hops.length - period
    while (start > 0 && isSame(hops[start - 1], hops[start - 1 + period])) start -= 1
    const end = start + period
    const isRepeated =
      hops.length - start >= period * fewestRounds &&
      // Silence to the end has a line of its own.
      hops.slice(start, end).some(({ addresses }) => addresses.length > 0)
    if (isRepeated && (best === undefined || end < best)) best = end
  }
  return best
}

/** The lines to show, and the TTL up to which they go on; undefined where all are shown. */
export const foldedRounds = (
  hops: readonly TracerouteHop[],
): { readonly shown: readonly TracerouteHop[]; readonly upTo: number | undefined } => {
  const end = endOfFirstRound(hops)
  return end === undefined
    ? { shown: hops, upTo: undefined }
    : { shown: hops.slice(0, end), upTo: hops.at(-1)?.ttl }
}
