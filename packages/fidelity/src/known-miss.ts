// Why records of the committed cases are not predicted: known-misses.json, written by hand, printed in docs/fidelity.md.
import { z } from 'zod'

/** A record that is not predicted, or not fully. */
export interface KnownMiss {
  readonly case: string
  /** Its kind and subject, as docs/fidelity.md names it. */
  readonly record: string
  readonly why: string
}

const schema = z.array(z.strictObject({ case: z.string(), record: z.string(), why: z.string() }))

/**
 * Reads the text of known-misses.json. Every miss has its reason there, and no reason stays when its miss has gone; a
 * test holds both.
 * @throws ZodError or SyntaxError when the text is no list of misses.
 */
export const readKnownMisses = (text: string): readonly KnownMiss[] => schema.parse(JSON.parse(text))
