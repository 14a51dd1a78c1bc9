// Reads files once each, remembers their texts for code frames, and says why others could not be read.
import { type Finding, nearest, type Span } from '../diagnostics/index.ts'
import type { FileAccess } from './file-access.ts'
import { indexLines } from './line-index.ts'
import { baseName, folderOf, joinPath } from './paths.ts'
import { refusedReading } from './refused-reading.ts'

/** The files of one run. */
export interface SourceFiles {
  /** The text of a file, or the finding that says why there is none; `namedAt`: where the file was asked for. */
  readonly read: (file: string, namedAt?: Span) => string | Finding
  /** Names of the files in a folder, sorted; empty when it is none. */
  readonly list: (folder: string) => readonly string[]
  /** Covers what stands at this place in the text that code frames show: a secret. */
  readonly conceal: (span: Span) => void
  /** Every text that was read, by file name. */
  readonly texts: ReadonlyMap<string, string>
}

/** A file of a similar name in the same folder. */
const similarTo = (file: string, files: FileAccess): string | undefined => {
  const folder = folderOf(file)
  const near = nearest(baseName(file), files.list(folder))
  return near === undefined ? undefined : joinPath(folder, near)
}

/** The same text with a star for each sign of a place; line breaks stay. */
const withoutPlace = (text: string, { line, column, endLine, endColumn }: Span): string => {
  const lines = indexLines(text, '')
  const start = lines.offset(line, column)
  const end = lines.offset(endLine, endColumn)
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, '*') + text.slice(end)
}

/** Access to the files of one run. */
export const sourceFiles = (files: FileAccess): SourceFiles => {
  const texts = new Map<string, string>()
  return {
    read: (file, namedAt) => {
      const known = texts.get(file)
      if (known !== undefined) return known
      const reading = files.read(file)
      if (reading.kind !== 'text') {
        const suggestion = reading.kind === 'missing' ? similarTo(file, files) : undefined
        return refusedReading(file, reading, { span: namedAt }, suggestion)
      }
      texts.set(file, reading.text)
      return reading.text
    },
    list: (folder) => files.list(folder),
    conceal: (span) => {
      const text = texts.get(span.file)
      if (text !== undefined) texts.set(span.file, withoutPlace(text, span))
    },
    texts,
  }
}
