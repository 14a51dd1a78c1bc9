// One source line as a terminal shows it: tabs expanded, controls visible, clipped around the marked part.
import { measureCharacters } from './display-width.ts'
import { escapeControl } from './escape-control.ts'

const tabWidth = 4
const clipMark = '...'

/** The line's text and, in the same columns, the carets under the marked part. */
export interface ShownLine {
  readonly text: string
  readonly underline: string
}

/** A character as shown, with its columns and its place (UTF-16 units) in the line. */
interface Cell {
  readonly shown: string
  readonly columns: number
  readonly start: number
  readonly end: number
}

const cellsOf = (text: string, offset: number): readonly Cell[] => {
  const cells: Cell[] = []
  let column = 0
  let index = offset
  for (const { character, columns } of measureCharacters(text)) {
    const escaped = escapeControl(character)
    const shown = character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : escaped
    const cell = {
      shown,
      columns: shown === character ? columns : shown.length,
      start: index,
      end: index + character.length,
    }
    cells.push(cell)
    column += cell.columns
    index = cell.end
  }
  return cells
}

const columnsOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.columns, 0)

/** How many cells, taken one by one, fit into the columns. */
const countThatFit = (cells: readonly Cell[], columns: number): number => {
  let used = 0
  const tooMuch = cells.findIndex((cell) => {
    used += cell.columns
    return used > columns
  })
  return tooMuch < 0 ? cells.length : tooMuch
}

/** Moves a cut off the middle of a surrogate pair, to its start. */
const wholeCharacter = (line: string, index: number): number => {
  const unit = line.charCodeAt(index)
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index
}

/**
 * Shows a line in at most `width` columns. `start` and `end` (UTF-16 units from 0) bound the marked part;
 * an empty one gets a single caret. Works on a window around `start`, so a line of many megabytes (JSON
 * without line breaks) costs no more than a short one.
 */
export const showLine = (line: string, start: number, end: number, width: number): ShownLine => {
  const windowStart = wholeCharacter(line, Math.max(0, start - 2 * width))
  const windowEnd = wholeCharacter(line, Math.min(line.length, start + 4 * width))
  const cells = cellsOf(line.slice(windowStart, windowEnd), windowStart)
  const firstMarked = cells.findIndex((cell) => cell.end > start)
  const mark = firstMarked < 0 ? cells.length : firstMarked
  let from = 0
  let to = cells.length
  if (windowStart > 0 || windowEnd < line.length || columnsOf(cells) > width) {
    const room = Math.max(1, width - 2 * clipMark.length)
    const lead = cells.slice(0, mark).reverse()
    from = mark - countThatFit(lead, Math.floor(room / 3))
    to = from + countThatFit(cells.slice(from), room)
  }
  const shown = cells.slice(from, to)
  const opening = windowStart > 0 || from > 0 ? clipMark : ''
  const closing = windowEnd < line.length || to < cells.length ? clipMark : ''
  const marked = shown.filter((cell) => cell.end > start && cell.start < end)
  return {
    text: opening + shown.map((cell) => cell.shown).join('') + closing,
    underline:
      ' '.repeat(opening.length + columnsOf(cells.slice(from, mark))) +
      '^'.repeat(Math.max(1, columnsOf(marked))),
  }
}
