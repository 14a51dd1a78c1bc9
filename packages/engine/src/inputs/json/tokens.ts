// Cuts JSON text into tokens: tolerates comments, a byte order mark and the line breaks that ARM templates have in strings.
import type { JsonExpectation } from '../../diagnostics/index.ts'

/** What a token is. `word` is anything that JSON does not know: a bare name, a single quote, a stray sign. */
export type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'number' | 'literal' | 'word' | 'end'

/** A token and its place: offsets in UTF-16 units, the end exclusive. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** What the token stands for; of a word its text, of punctuation null. */
  readonly value: string | number | boolean | null
  /** The string or number broke off, so its value is not the one that was meant. */
  readonly broken: boolean
}

/** Told of each lexical error: what was expected, and where. */
export type ReportLexicalError = (expected: JsonExpectation, start: number, end: number) => void

const whiteSpace = /\s+/y
const lineBreak = /[\r\n]|$/g
const numberText = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const wordText = /[^\s{}[\]:,"/]+/uy
const hexadecimal = /^[0-9a-fA-F]{4}$/
const afterString = /\s*(?:[:,}\]]|$|\/[/*])/y

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** The offset of the quote that closes a string, or of what stands in its place, and how many lines it spans. */
const findStringEnd = (text: string, from: number): { readonly end: number; readonly closed: boolean } => {
  let lineEnd = -1
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      // A string over several lines is ARM's own habit. If the quote does not look like the end of a string, it is
      // the next string's first, and the one on the line before was never closed.
      const plausible = lineEnd < 0 || matchEnd(afterString, text, at + 1) > at + 1 || at + 1 === text.length
      return plausible ? { end: at, closed: true } : { end: lineEnd, closed: false }
    }
    if (code === 0x5c) at++
    else if ((code === 0x0a || code === 0x0d) && lineEnd < 0) lineEnd = at
  }
  return { end: lineEnd < 0 ? text.length : lineEnd, closed: false }
}

/** What the text between the quotes stands for; unknown escapes stay as they were written. */
const decodeEscapes = (text: string, start: number, end: number, report: ReportLexicalError): string => {
  const raw = text.slice(start, end)
  if (!raw.includes('\\')) return raw
  let result = ''
  for (let at = 0; at < raw.length; at++) {
    const character = raw.charAt(at)
    if (character !== '\\') {
      result += character
      continue
    }
    at++
    const escaped = raw.charAt(at)
    const plain = escapes.get(escaped)
    const digits = raw.slice(at + 1, at + 5)
    if (plain !== undefined) result += plain
    else if (escaped === 'u' && hexadecimal.test(digits)) {
      result += String.fromCharCode(Number.parseInt(digits, 16))
      at += 4
    } else {
      report('escapeSequence', start + at - 1, start + at + 1)
      result += `\\${escaped}`
    }
  }
  return result
}

const literals: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** A function that gives the next token each time it is called, and `end` for ever after the last. */
export const readTokens = (text: string, report: ReportLexicalError): (() => Token) => {
  let at = 0
  const token = (kind: TokenKind, end: number, value: Token['value'] = null, broken = false): Token => {
    const start = at
    at = end
    return { kind, start, end, value, broken }
  }
  const skipComment = (): boolean => {
    const next = text.charAt(at + 1)
    if (text.charAt(at) !== '/' || (next !== '/' && next !== '*')) return false
    if (next === '/') {
      lineBreak.lastIndex = at
      at = lineBreak.exec(text)?.index ?? text.length
      return true
    }
    const close = text.indexOf('*/', at + 2)
    if (close < 0) report('endOfComment', at, text.length)
    at = close < 0 ? text.length : close + 2
    return true
  }
  const readString = (): Token => {
    const { end, closed } = findStringEnd(text, at + 1)
    if (!closed) report('endOfString', at, end)
    return token('string', closed ? end + 1 : end, decodeEscapes(text, at + 1, end, report), !closed)
  }
  const readNumber = (): Token | undefined => {
    const end = matchEnd(numberText, text, at)
    if (end === at || matchEnd(wordText, text, end) > end) return undefined
    const value = Number(text.slice(at, end))
    const tooLarge = !Number.isFinite(value)
    if (tooLarge) report('number', at, end)
    return token('number', end, value, tooLarge)
  }
  return () => {
    for (;;) {
      at = matchEnd(whiteSpace, text, at)
      if (!skipComment()) break
    }
    const character = text.charAt(at)
    switch (character) {
      case '':
        return token('end', at)
      case '{':
      case '}':
      case '[':
      case ']':
      case ':':
      case ',':
        return token(character, at + 1)
      case '"':
        return readString()
    }
    const numeral = readNumber()
    if (numeral !== undefined) return numeral
    const end = Math.max(matchEnd(wordText, text, at), at + 1)
    const word = text.slice(at, end)
    const literal = literals.get(word)
    return literal === undefined ? token('word', end, word) : token('literal', end, literal)
  }
}
