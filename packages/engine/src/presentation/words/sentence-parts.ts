// Pieces of which sentences about decisions are made, in any language.
import type { Parameters } from './catalogue.ts'

/** A parameter; a question mark where it is missing. */
export const parameter = (parameters: Parameters, name: string): string => parameters[name] ?? '?'

/** A part of a sentence that is only there when its parameter is. */
export const part = (value: string | undefined, text: (value: string) => string): string =>
  value === undefined || value === '' ? '' : text(value)
