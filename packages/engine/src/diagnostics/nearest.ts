// "Did you mean …?": the candidate that a mistyped name most likely stands for.
import { compareText } from './span.ts'

const longestCompared = 200
const shortestSuffix = 3

/**
 * Edits (insert, delete, replace, swap of two neighbours) that turn one text into the other; anything
 * above `most` is reported as `most + 1`.
 */
export const editDistance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let smallest = row
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
      smallest = Math.min(smallest, cost)
    }
    if (smallest > most + 1) return most + 1 // a swap can still gain one on the next row
    beforeLast = last
    last = current
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}

/** One typing error in three letters, at least one. */
const allowedEdits = (name: string): number => Math.max(1, Math.floor(name.length / 3))

/** How far apart, smaller is nearer; undefined when too far for a suggestion. */
const distance = (name: string, candidate: string): number | undefined => {
  if (name === candidate) return 0
  const edits = allowedEdits(name)
  if (name.length <= longestCompared && candidate.length <= longestCompared) {
    const found = editDistance(name, candidate, edits)
    if (found <= edits && found < Math.max(name.length, candidate.length)) return found
  }
  const [short, long] = name.length < candidate.length ? [name, candidate] : [candidate, name]
  // A suffix is weaker than any typing error: rank it behind, the closest length first.
  return short.length >= shortestSuffix && long.endsWith(short)
    ? longestCompared + long.length - short.length
    : undefined
}

/**
 * The candidate nearest to a name: by letter case, then by typing errors (up to a third of the letters),
 * then as a suffix of one another (`nameSuffix` for `vmNameSuffix`). Undefined when none is near. Equal
 * ones are decided by alphabet, so that the order of the candidates does not matter.
 */
export const nearest = (name: string, candidates: Iterable<string>): string | undefined => {
  const wanted = name.toLowerCase()
  let best: { readonly candidate: string; readonly distance: number } | undefined
  if (wanted === '') return undefined
  for (const candidate of candidates) {
    if (candidate === name) continue
    const found = distance(wanted, candidate.toLowerCase())
    if (found === undefined) continue
    if (
      best === undefined ||
      found < best.distance ||
      (found === best.distance && compareText(candidate, best.candidate) < 0)
    )
      best = { candidate, distance: found }
  }
  return best?.candidate
}
