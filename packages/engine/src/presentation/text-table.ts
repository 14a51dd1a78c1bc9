// Lays out columns as `az … -o table` does: a heading, a line of dashes, two spaces between columns.
import { displayWidth, escapeControl, padEndToWidth } from '../diagnostics/index.ts'

/** az gives each column at least the width of its heading and two more. */
const headingPadding = 2

/**
 * The lines of a table: heading, dashes, one line a row; no spaces at the ends of lines. Cells are made
 * safe for a terminal, and East Asian wide characters count two columns. Rows may be shorter than the heading.
 */
export const textTable = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const safeRows = rows.map((row) => row.map(escapeControl))
  const widths = headings.map((heading, column) =>
    safeRows.reduce(
      (widest, row) => Math.max(widest, displayWidth(row[column] ?? '')),
      displayWidth(heading) + headingPadding,
    ),
  )
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => padEndToWidth(cells[column] ?? '', width))
      .join('  ')
      .trimEnd()
  return [line(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...safeRows.map(line)]
}
