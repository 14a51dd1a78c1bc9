// Files that exist only in a test.
import type { FileAccess, FileReading } from '../../src/inputs/file-access.ts'

const folderOf = (name: string): string => (name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '.')

/** Files by name; a reading in place of a text for files that cannot be read. */
export const memoryFiles = (contents: Readonly<Record<string, string | FileReading>>): FileAccess => {
  const files = new Map(Object.entries(contents))
  return {
    read: (file) => {
      const content = files.get(file)
      if (content === undefined) return { kind: 'missing' }
      return typeof content === 'string' ? { kind: 'text', text: content } : content
    },
    list: (folder) =>
      [...files.keys()]
        .filter((name) => folderOf(name) === folder)
        .map((name) => name.slice(name.lastIndexOf('/') + 1))
        .toSorted(),
  }
}
