// What the text of a string token stands for, without its quotation marks and with its escapes resolved.
import type { TokenKind } from './tokens.ts'

/** How the string began: with one quotation mark, with three, or with a double one by mistake. */
export interface StringForm {
  readonly style: 'single' | 'multiLine' | 'double'
  /** Dollars before a string over several lines, as many as open one of its holes. */
  readonly dollars: number
}

/** The form of the string whose first token is here. */
export const stringFormAt = (text: string, start: number): StringForm => {
  if (text.startsWith('"', start)) return { style: 'double', dollars: 0 }
  let at = start
  while (text.charAt(at) === '$') at++
  return text.startsWith("'''", at)
    ? { style: 'multiLine', dollars: at - start }
    : { style: 'single', dollars: 0 }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ["'", "'"],
  ['$', '$'],
])

const codePoint = /\\u\{([0-9a-fA-F]+)\}/y

/** The character of `\u{…}` that begins here, and where it ends. */
const codePointAt = (text: string, at: number, to: number): { text: string; end: number } | undefined => {
  codePoint.lastIndex = at
  const match = codePoint.exec(text)
  const value = Number.parseInt(match?.[1] ?? '', 16)
  return match !== null && codePoint.lastIndex <= to && value <= 0x10ffff
    ? { text: String.fromCodePoint(value), end: codePoint.lastIndex }
    : undefined
}

/** The offset of the first backslash that begins no valid escape sequence. */
export const firstBadEscape = (text: string, from: number, to: number): number | undefined => {
  for (let at = text.indexOf('\\', from); at >= 0 && at < to; ) {
    const next = at + 1 < to ? text.charAt(at + 1) : ''
    const point = next === 'u' ? codePointAt(text, at, to) : undefined
    if (point === undefined && !escapes.has(next)) return at
    at = text.indexOf('\\', point?.end ?? at + 2)
  }
  return undefined
}

/** Invalid escape sequences stay as they were written. */
const resolveEscapes = (raw: string): string => {
  let result = ''
  let at = 0
  for (;;) {
    const next = raw.indexOf('\\', at)
    if (next < 0) return result + raw.slice(at)
    result += raw.slice(at, next)
    const point = codePointAt(raw, next, raw.length)
    result += point?.text ?? escapes.get(raw.charAt(next + 1)) ?? raw.slice(next, next + 2)
    at = point?.end ?? next + 2
  }
}

/** The length of what closes the token: quotation marks, or the opening of a hole. */
const closingLength = (kind: TokenKind, { style, dollars }: StringForm): number => {
  if (kind === 'string' || kind === 'stringEnd') return style === 'multiLine' ? 3 : 1
  return style === 'multiLine' ? dollars + 1 : 2
}

/** The text that a token of a string stands for. `closed` is false where the string breaks off. */
export const stringText = (
  text: string,
  kind: TokenKind,
  start: number,
  end: number,
  form: StringForm,
  closed: boolean,
): string => {
  const first = kind === 'string' || kind === 'stringStart'
  let from = start + (first && form.style === 'multiLine' ? form.dollars + 3 : 1)
  const to = closed ? end - closingLength(kind, form) : end
  if (form.style !== 'multiLine') {
    const raw = text.slice(from, to)
    return raw.includes('\\') ? resolveEscapes(raw) : raw
  }
  if (first && text.charAt(from) === '\r') from++
  if (first && text.charAt(from) === '\n') from++
  return text.slice(from, Math.max(from, to))
}
