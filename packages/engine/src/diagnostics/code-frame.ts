// Shows the lines of a source text around a span, with carets under a span within one line.
import { withoutSecrets } from './secret-words.ts'
import { showLine } from './shown-line.ts'
import type { Span } from './span.ts'

/** How much to show. */
export interface CodeFrameOptions {
  /** Lines before the span; default 2. */
  readonly before?: number
  /** Lines after the span; default 1. */
  readonly after?: number
  /** Terminal columns for the text of a line; default 100. Longer lines are clipped around the span. */
  readonly width?: number
}

/** A span of more lines than this is shown by its first three and its last two lines. */
const longestSpan = 6

interface Line {
  readonly number: number
  readonly text: string
}

/** The lines from first to last, counted from 1. What lies behind them is not read. */
const linesOf = (text: string, first: number, last: number): readonly Line[] => {
  const lines: Line[] = []
  const lineBreak = /\r\n|\n|\r/g
  let start = 0
  for (let number = 1; number <= last; number += 1) {
    const found = lineBreak.exec(text)
    if (number >= first) lines.push({ number, text: text.slice(start, found?.index ?? text.length) })
    if (found === null) break
    start = lineBreak.lastIndex
  }
  return lines
}

/** The part of a line, from 0, that the span covers: no indentation, at least the place after the last character. */
const markedPart = (line: Line, span: Span): readonly [start: number, end: number] => {
  const { length } = line.text
  const indentation = length - line.text.trimStart().length
  const start = line.number === span.line ? span.column - 1 : Math.min(indentation, length)
  const end = line.number === span.endLine ? span.endColumn - 1 : length
  const from = Math.min(Math.max(0, start), length)
  return [from, Math.min(Math.max(from, end), length)]
}

const isPlace = (span: Span): boolean =>
  [span.line, span.column, span.endLine, span.endColumn].every(Number.isSafeInteger) && span.line >= 1

/**
 * The lines around a span with their numbers. Its own lines are marked, and carets stand under it when it is one
 * line: under whole objects they would only be noise. Never throws: a span whose line is not
 * in the text gives '', columns outside a line are moved to its ends. The text ends without a line break.
 *
 * ```text
 *   12 |   "name": "仮想ネットワーク",
 * > 13 |   "adressSpace": {
 *      |   ^^^^^^^^^^^^^
 *   14 |     "addressPrefixes": []
 * ```
 */
export const codeFrame = (sourceText: string, span: Span, options: CodeFrameOptions = {}): string => {
  if (!isPlace(span)) return ''
  const { before = 2, after = 1, width = 100 } = options
  const endLine = Math.max(span.line, span.endLine)
  const lines = linesOf(sourceText, span.line - before, endLine + after)
  if (!lines.some((line) => line.number === span.line)) return ''
  const lastNumber = lines.at(-1)?.number ?? span.line
  const lastMarked = Math.min(endLine, lastNumber)
  const numberWidth = String(lastNumber).length
  const gutter = `${' '.repeat(numberWidth + 2)} |`
  const shorten = lastMarked - span.line + 1 > longestSpan

  return lines
    .filter((line) => !(shorten && line.number > span.line + 3 && line.number < lastMarked - 1))
    .flatMap((line) => {
      if (shorten && line.number === span.line + 3) return [`${gutter} ...`]
      const isMarked = line.number >= span.line && line.number <= lastMarked
      const [start, end] = isMarked ? markedPart(line, span) : [0, 0]
      const shown = showLine(withoutSecrets(line.text), start, end, width)
      const label = `${isMarked ? '>' : ' '} ${String(line.number).padStart(numberWidth)} |`
      const numbered = `${label} ${shown.text}`.trimEnd()
      return isMarked && lastMarked === span.line ? [numbered, `${gutter} ${shown.underline}`] : [numbered]
    })
    .join('\n')
}
