// Finds overlaps in n log n: of two prefixes that overlap, one contains the other.
import { comparePrefixes, containsPrefix, type Prefix } from '../../net/index.ts'

/** A prefix with what it belongs to. */
export interface Owned<T> {
  readonly prefix: Prefix
  readonly owner: T
}

/**
 * Calls `visit` for each entry with the entries that contain it or are equal to it and come before it in the list,
 * the shortest prefix first. The list of those is only valid during the call. Sorted sweep with a stack.
 */
export const visitNested = <T>(
  entries: readonly Owned<T>[],
  visit: (entry: Owned<T>, containing: readonly Owned<T>[]) => void,
): void => {
  const open: Owned<T>[] = []
  for (const entry of entries.toSorted((a, b) => comparePrefixes(a.prefix, b.prefix))) {
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if (containsPrefix(last.prefix, entry.prefix)) break
      open.pop()
    }
    visit(entry, open)
    open.push(entry)
  }
}
