// Files of sections and keys, as systemd, WireGuard and others have them.
import type { Span } from '../../../diagnostics/index.ts'
import { type Lines, placeIn } from '../lines.ts'

/** A section with its keys in the order of the file; a key may come again. */
export interface Section {
  readonly name: string
  readonly at: Span
  readonly entries: readonly { readonly key: string; readonly value: string; readonly at: Span }[]
}

/** Reads the sections. Comments are lines of their own, or begin with ` #`. */
export const sectionsOf = (lines: Lines): readonly Section[] => {
  const sections: { name: string; at: Span; entries: { key: string; value: string; at: Span }[] }[] = []
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '' || /^[#;]/.test(text)) continue
    const [, name] = /^\[([^\]]+)\]/.exec(text) ?? []
    if (name !== undefined) {
      sections.push({ name: name.trim(), at: placeIn(line), entries: [] })
      continue
    }
    const equals = text.indexOf('=')
    if (equals < 0) continue
    const value = text
      .slice(equals + 1)
      .replace(/\s+#.*$/, '')
      .trim()
    sections
      .at(-1)
      ?.entries.push({ key: text.slice(0, equals).trim().toLowerCase(), value, at: placeIn(line) })
  }
  return sections
}

/** The last value of a key. */
export const valueIn = (section: Section | undefined, key: string): string | undefined =>
  section?.entries.findLast((entry) => entry.key === key.toLowerCase())?.value

/** All values of a key. */
export const valuesIn = (section: Section, key: string): readonly string[] =>
  section.entries.filter((entry) => entry.key === key.toLowerCase()).map(({ value }) => value)
