// Bounds what one run reads in all: a template can name files without end, each of them small enough.
import type { FileAccess, FileReading } from './file-access.ts'

/** How many files one run reads, and how many characters in all. */
export interface ReadingLimits {
  readonly files: number
  readonly characters: number
}

/** More than any estate needs; a single file is bounded by the caller. */
const readingLimits: ReadingLimits = { files: 10_000, characters: 250_000_000 }

/** The same files, until a limit is reached. A file that was read stays readable. */
export const boundedFiles = (files: FileAccess, limits: ReadingLimits = readingLimits): FileAccess => {
  const sizes = new Map<string, number>()
  let characters = 0
  const overLimit: FileReading = { kind: 'overLimit', files: limits.files, characters: limits.characters }
  return {
    read: (file) => {
      const known = sizes.has(file)
      if (!known && (sizes.size >= limits.files || characters >= limits.characters)) return overLimit
      const reading = files.read(file)
      if (reading.kind !== 'text' || known) return reading
      sizes.set(file, reading.text.length)
      characters += reading.text.length
      return reading
    },
    list: files.list,
  }
}
