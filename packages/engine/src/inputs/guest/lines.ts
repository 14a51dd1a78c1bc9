// Lines of guest texts with their places, which they keep when a script copies, joins or edits them.
import type { Span } from '../../diagnostics/index.ts'
import type { GuestText } from './guest-reading.ts'

/** One line. `exact`: its text stands at `at` as it is, so that columns inside it can be told. */
export interface Line {
  readonly text: string
  readonly at: Span
  readonly exact: boolean
}

/** A text as lines, without their breaks. */
export type Lines = readonly Line[]

const lineBreak = /\r\n|\n|\r/

/** The lines of a text; a last line break ends the last line and begins no other. */
const split = (text: string): readonly string[] => {
  const parts = text.split(lineBreak)
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

/** The lines of a text that stands in a file as it is. */
export const linesOf = ({ text, file, firstLine, indent }: GuestText): Lines =>
  split(text).map((line, index) => ({
    text: line,
    at: {
      file,
      line: firstLine + index,
      column: indent + 1,
      endLine: firstLine + index,
      endColumn: indent + 1 + line.length,
    },
    exact: true,
  }))

/** The lines of a text that stands nowhere as it is: each has the place of what it was made from. */
export const linesAt = (text: string, at: Span): Lines =>
  split(text).map((line) => ({ text: line, at, exact: false }))

/** The place of a part of a line, by offsets. */
export const placeIn = (line: Line, start = 0, end: number = line.text.length): Span =>
  line.exact
    ? { ...line.at, column: line.at.column + start, endColumn: line.at.column + Math.max(end, start) }
    : line.at

/** The whole text. */
const textOf = (lines: Lines): string => lines.map(({ text }) => `${text}\n`).join('')

/** A text for a reader that makes places of its own, and how to turn those into places of the source. */
export interface PlacedText {
  readonly source: GuestText
  readonly place: (span: Span) => Span
}

/** Stands for the file of a text that is in no file; no path can be called so. */
const nowhere = '\0'

/** Lines that follow each other in one file are handed over as they stand there. */
export const placedText = (lines: Lines): PlacedText => {
  const [first] = lines
  const text = textOf(lines)
  const isWhole = lines.every(
    ({ at, exact }, index) =>
      exact &&
      first !== undefined &&
      at.file === first.at.file &&
      at.line === first.at.line + index &&
      at.column === first.at.column,
  )
  if (first !== undefined && isWhole) {
    const { file, line, column } = first.at
    return { source: { text, file, firstLine: line, indent: column - 1 }, place: (span) => span }
  }
  return {
    source: { text, file: nowhere, firstLine: 1, indent: 0 },
    place: (span) => {
      const line = span.file === nowhere ? (lines[span.line - 1] ?? first) : undefined
      if (line === undefined) return span
      const end = span.endLine === span.line ? span.endColumn - 1 : line.text.length
      return placeIn(line, span.column - 1, end)
    },
  }
}
