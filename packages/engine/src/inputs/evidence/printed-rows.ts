// The rows of a table however it was printed (JSON, the columns of `-o table`, CSV), as texts by column name.
import type { Value } from '../../resources/index.ts'

/** A cell: null where the column is there and empty. */
export type Cell = string | readonly string[] | null

/** One row; names of columns are in lower case without blanks: `Next Hop IP` and `nextHopIp` are the same. */
export type PrintedRow = ReadonlyMap<string, Cell>

const columnName = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const cellOf = (value: Value): Cell => {
  if (value.kind === 'scalar') return value.value === null || value.value === '' ? null : String(value.value)
  if (value.kind !== 'list') return null
  return value.items.flatMap((item) => {
    const cell = cellOf(item)
    return typeof cell === 'string' ? [cell] : []
  })
}

/** The rows of a JSON list; what is no object is left out. */
export const rowsOfJson = (items: readonly Value[]): readonly PrintedRow[] =>
  items.flatMap((item) =>
    item.kind === 'dictionary'
      ? [new Map([...item.fields.values()].map((field) => [columnName(field.name), cellOf(field.value)]))]
      : [],
  )

const rowOfTexts = (names: readonly string[], texts: readonly string[]): PrintedRow =>
  new Map(
    names.map((name, index) => {
      const text = texts[index]?.trim() ?? ''
      return [name, text === '' ? null : text]
    }),
  )

/** The rows below a line of dashes, as `az … -o table` prints them; undefined where there is no such line. */
export const rowsOfColumns = (text: string): readonly PrintedRow[] | undefined => {
  const lines = text.split(/\r?\n/)
  const dashes = lines.findIndex((line) => /^\s*-{3,}(?:\s+-{3,})+\s*$/.test(line))
  const heading = lines[dashes - 1]
  const rule = lines[dashes]
  if (heading === undefined || rule === undefined) return undefined
  const starts = [...rule.matchAll(/-+/g)].map(({ index }) => index)
  const cut = (line: string): readonly string[] =>
    starts.map((start, index) => line.slice(start, starts[index + 1]))
  const names = cut(heading).map(columnName)
  const rows: PrintedRow[] = []
  for (const line of lines.slice(dashes + 1)) {
    if (line.trim() === '') break
    rows.push(rowOfTexts(names, cut(line)))
  }
  return rows
}

/** The fields of one line of CSV; quotes may hold commas, and are doubled inside themselves. */
const fieldsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )

/** The rows of a CSV file, such as the portal's download of effective routes; undefined where the first line is no heading. */
export const rowsOfCsv = (text: string): readonly PrintedRow[] | undefined => {
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const names = fieldsOf(heading).map(columnName)
  if (names.length < 3 || !names.some((name) => name.startsWith('nexthop'))) return undefined
  return lines.filter((line) => line.trim() !== '').map((line) => rowOfTexts(names, fieldsOf(line)))
}
