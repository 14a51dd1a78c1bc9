// Whether a prefix lies inside a space (R1.15, R3.12, R4.5).
import { type Prefix, PrefixTable } from '../net/index.ts'

/**
 * Whether a prefix equals or lies inside one of these; supersets are fine. Asked of every route of every
 * session, so the space is put in a table once.
 */
export const insideAny = (space: readonly Prefix[]): ((prefix: Prefix) => boolean) => {
  const table = new PrefixTable<true>()
  for (const own of space) table.set(own, true)
  return ({ address, length }) => table.matches(address).some((match) => match.prefix.length <= length)
}
