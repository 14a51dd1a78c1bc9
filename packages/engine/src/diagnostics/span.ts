// A place in a source text: file, line and column.

/**
 * A stretch of one file. Lines and columns count from 1, columns in UTF-16 units (as editors and
 * JavaScript strings count them); the end is exclusive.
 */
export interface Span {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** What the program that wrote the file calls the thing declared here, where lines say little: a Terraform address. */
  readonly name?: string
}

/** `file:line:column`, the form that editors and terminals make clickable, and behind it the name, if there is one. */
export const formatSpan = (span: Span): string =>
  `${span.file}:${span.line}:${span.column}${span.name === undefined ? '' : ` ${span.name}`}`

/** Orders two strings by UTF-16 units: the same on every machine, whatever its locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Orders by file, then start, then end. */
export const compareSpans = (a: Span, b: Span): number =>
  compareText(a.file, b.file) ||
  a.line - b.line ||
  a.column - b.column ||
  a.endLine - b.endLine ||
  a.endColumn - b.endColumn
