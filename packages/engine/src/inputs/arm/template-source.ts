// The text of an ARM template: from values back to offsets, also within a string with escapes.
import type { Finding, Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import type { Place } from '../expressions/expression.ts'
import { indexLines } from '../line-index.ts'

/** The file that is being lowered. */
export interface ArmSource {
  readonly file: string
  readonly spanOf: (place: Place) => Span
  /** The stretch of the text that a span covers. */
  readonly placeOf: (span: Span | undefined) => Place
  /** For each sign of the string that is written at this place: where it is in the text. */
  readonly offsetsIn: (string: Place, value: string) => (index: number) => number
  readonly report: (finding: Finding) => void
}

/** How many signs of the text stand for one of the string. */
const widthAt = (text: string, at: number): number => {
  if (text.charAt(at) !== '\\') return 1
  return /^\\u[0-9a-f]{4}/i.test(text.slice(at, at + 6)) ? 6 : 2
}

/** Opens a text of which the values are already read. */
export const armSource = (text: string, file: string, report: (finding: Finding) => void): ArmSource => {
  const lines = indexLines(text, file)
  return {
    file,
    report,
    spanOf: ({ start, end }) => lines.span(start, end),
    placeOf: (span) =>
      span === undefined
        ? { start: 0, end: 0 }
        : { start: lines.offset(span.line, span.column), end: lines.offset(span.endLine, span.endColumn) },
    offsetsIn: ({ start, end }, value) => {
      const first = start + 1
      // Without escapes the string is as long as what is between its quotation marks.
      if (end - start - 2 === value.length) return (index) => first + index
      const offsets: number[] = []
      for (let at = first; at < end - 1; at += widthAt(text, at)) offsets.push(at)
      return (index) => offsets[index] ?? end - 1
    },
  }
}

/** The place of a value. */
export const placeOfValue = (value: Value, source: ArmSource): Place => source.placeOf(value.span)
