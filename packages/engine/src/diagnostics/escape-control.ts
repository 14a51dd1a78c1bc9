// Makes characters that command a terminal, or hide from the reader, visible and harmless.

/**
 * C0 and C1 controls (escape sequences start with one), line and paragraph separators, everything that
 * changes the direction of text, invisible characters, and halves of surrogate pairs. The joiners U+200C
 * and U+200D stay: scripts and emoji need them and they move nothing.
 */
const dangerous =
  /[\p{Cc}\p{Cs}\u{61c}\u{180e}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{e0000}-\u{e007f}]/gu

const shortNames: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * The text in one line, safe to print: each such character becomes `\n`, `\t`, `\r` or `\u{1B}` (its code
 * point). Escaping twice changes nothing more.
 */
export const escapeControl = (text: string): string =>
  text.replace(
    dangerous,
    (character) =>
      shortNames[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  )
