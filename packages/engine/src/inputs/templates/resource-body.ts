// The object behind the `=` of a resource or module: single entries by their plain names.

import type { DeclarationBody } from '../bicep/syntax-tree.ts'
import type { Expression } from '../expressions/expression.ts'

/** The value of the entry of this plain name (lower case); the last one counts. */
export const entryOf = (body: DeclarationBody['object'], name: string): Expression | undefined => {
  if (body.kind !== 'object') return undefined
  const entry = body.entries.findLast(
    (candidate) =>
      candidate.kind === 'entry' &&
      candidate.key.kind === 'literal' &&
      String(candidate.key.value).toLowerCase() === name,
  )
  return entry?.kind === 'entry' ? entry.value : undefined
}
