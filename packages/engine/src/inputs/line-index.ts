// Turns offsets in a text into lines and columns.
import type { Span } from '../diagnostics/index.ts'

/** Makes spans of one file from offsets (UTF-16 units, the end exclusive). */
export interface LineIndex {
  readonly span: (start: number, end: number) => Span
  /** The other way round: where a line and column of the file are in its text. */
  readonly offset: (line: number, column: number) => number
}

const lineStartsOf = (text: string): readonly number[] => {
  const starts = [0]
  const lineBreak = /\r\n|\n|\r/g
  while (lineBreak.exec(text) !== null) starts.push(lineBreak.lastIndex)
  return starts
}

/** Reads the line breaks of a text once; each lookup is then a binary search, or nothing when it stays on the line. */
export const indexLines = (text: string, file: string): LineIndex => {
  const starts = lineStartsOf(text)
  let current = 0 // readers ask in order, so the last line is the best guess
  const lineOf = (offset: number): number => {
    if (offset >= (starts[current] ?? 0) && offset < (starts[current + 1] ?? Number.POSITIVE_INFINITY))
      return current
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    current = low
    return low
  }
  return {
    offset: (line, column) => (starts[line - 1] ?? text.length) + column - 1,
    span: (start, end) => {
      const line = lineOf(start)
      const endLine = lineOf(end)
      return {
        file,
        line: line + 1,
        column: start - (starts[line] ?? 0) + 1,
        endLine: endLine + 1,
        endColumn: end - (starts[endLine] ?? 0) + 1,
      }
    },
  }
}
