// Cuts Bicep text into tokens: comments and directives vanish, strings are cut at their holes.
import { firstBadEscape } from './string-text.ts'
import type { LexicalError, Lexing, TokenKind } from './tokens.ts'

/** A bracket or hole that is open inside a hole of a string: `{` of an object, or the string that the hole is in. */
type Opened = 'brace' | { readonly dollars: number }

/** `dollars` of a string with single quotes, where `${` opens a hole and nothing spans lines. */
const singleLine = 0

const [other, blank, lineBreak, letter, digit, punctuation] = [0, 1, 2, 3, 4, 5]

/** What each ASCII character may begin. */
const classes: Uint8Array = (() => {
  const table = new Uint8Array(128)
  const mark = (characters: string, kind: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = kind
  }
  mark(' \t', blank)
  mark('\r\n', lineBreak)
  mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', letter)
  mark('0123456789', digit)
  mark('()[]@,.?:+-*%^|&!<>=', punctuation)
  return table
})()

const marks: readonly TokenKind[] = [
  ...(['(', ')', '[', ']', '@', ',', '.', '?', ':', '+', '-', '*', '/', '%'] as const),
  ...(['^', '|', '!', '<', '>', '='] as const),
]

const pairs: readonly TokenKind[] = ['??', '::', '||', '&&', '!=', '!~', '<=', '>=', '==', '=~', '=>']

const markOf: readonly (TokenKind | undefined)[] = (() => {
  const table: (TokenKind | undefined)[] = Array.from({ length: 128 })
  for (const mark of marks) table[mark.charCodeAt(0)] = mark
  return table
})()

const pairOf: ReadonlyMap<number, TokenKind> = new Map(
  pairs.map((pair) => [pair.charCodeAt(0) * 128 + pair.charCodeAt(1), pair]),
)

/** Whether the character may be the first of two that belong together. */
const beginsPair: Uint8Array = (() => {
  const table = new Uint8Array(128)
  for (const pair of pairs) table[pair.charCodeAt(0)] = 1
  return table
})()

const directive = /#(?:disable-next-line|disable-diagnostics|restore-diagnostics)\b[^\r\n]*/y
const restOfLine = /[^\r\n]*/y
const doubleQuoted = /"[^"\r\n]*"?/y

const quote = 0x27
const dollar = 0x24
const openBrace = 0x7b
const backslash = 0x5c

const classOf = (code: number): number => (code < 128 ? (classes[code] ?? other) : other)

const isLineBreak = (code: number): boolean => code === 0x0a || code === 0x0d

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Where a run of one character ends. */
const runEnd = (text: string, at: number, code: number): number => {
  let end = at
  while (text.charCodeAt(end) === code) end++
  return end
}

/** How the text of a string goes on: it is over, a hole opens, or it breaks off. */
type Stop = 'closed' | 'hole' | 'broken'

/** The reading in progress. */
class Lexer {
  readonly kinds: TokenKind[] = []
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly errors: LexicalError[] = []
  readonly unclosed: Set<number> = new Set()
  readonly opened: Opened[] = []
  readonly text: string
  at: number

  constructor(text: string) {
    this.text = text
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  }

  push(kind: TokenKind, start: number): void {
    this.kinds.push(kind)
    this.starts.push(start)
    this.ends.push(this.at)
  }

  fault(expected: LexicalError['expected'], start: number, end: number): void {
    this.errors.push({ start, end, expected, token: this.kinds.length })
  }

  readAll(): Lexing {
    const { text } = this
    while (this.at < text.length) {
      const start = this.at
      const code = text.charCodeAt(start)
      switch (classOf(code)) {
        case blank:
          this.at++
          break
        case letter:
          this.readWord(start)
          break
        case punctuation:
          this.readMark(code, start)
          break
        case lineBreak:
          this.readLineBreak(start)
          break
        case digit:
          this.readNumber(start)
          break
        default:
          this.readOther(code, start)
      }
    }
    this.closeHoles(this.at)
    this.push('end', this.at)
    return {
      tokens: { kinds: this.kinds, starts: this.starts, ends: this.ends },
      errors: this.errors,
      unclosed: this.unclosed,
    }
  }

  readWord(start: number): void {
    const { text } = this
    let end = start + 1
    for (;;) {
      const next = classOf(text.charCodeAt(end))
      if (next !== letter && next !== digit) break
      end++
    }
    this.at = end
    this.push('identifier', start)
  }

  readNumber(start: number): void {
    let end = start + 1
    while (classOf(this.text.charCodeAt(end)) === digit) end++
    this.at = end
    this.push('integer', start)
  }

  readMark(code: number, start: number): void {
    if (beginsPair[code] === 1) {
      const second = this.text.charCodeAt(start + 1)
      const pair = second < 128 ? pairOf.get(code * 128 + second) : undefined
      if (pair !== undefined) {
        this.at = start + 2
        this.push(pair, start)
        return
      }
    }
    if (code === 0x2e && this.text.startsWith('...', start)) {
      this.at = start + 3
      this.push('...', start)
      return
    }
    this.at = start + 1
    this.push(markOf[code] ?? 'unknown', start)
  }

  readLineBreak(start: number): void {
    this.closeHoles(start)
    this.at = start + 1
    if (this.kinds.at(-1) !== 'newline') this.push('newline', start)
  }

  readOther(code: number, start: number): void {
    const { text } = this
    const next = text.charCodeAt(start + 1)
    if (code === quote) this.readString(start)
    else if (code === openBrace) {
      if (this.opened.length > 0) this.opened.push('brace')
      this.at++
      this.push('{', start)
    } else if (code === 0x7d) this.readClosingBrace(start)
    else if (code === 0x2f && next === 0x2f) this.at = matchEnd(restOfLine, text, start)
    else if (code === 0x2f && next === 0x2a) this.skipComment(start)
    else if (code === 0x2f) this.readMark(code, start)
    else if (code === dollar) this.readDollars(start)
    else if (code === 0x22) {
      this.at = matchEnd(doubleQuoted, text, start)
      this.fault('singleQuotes', start, this.at)
      this.push('string', start)
    } else {
      const before = this.kinds.at(-1)
      const end = code === 0x23 ? matchEnd(directive, text, start) : start
      if (end > start && (before === undefined || before === 'newline')) this.at = end
      else {
        this.at = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
        this.push('unknown', start)
      }
    }
  }

  skipComment(start: number): void {
    const close = this.text.indexOf('*/', start + 2)
    if (close < 0) this.fault('endOfComment', start, start + 2)
    this.at = close < 0 ? this.text.length : close + 2
  }

  /** `'…`, or `'''…'''`, which has no holes. */
  readString(start: number): void {
    if (this.text.startsWith("'''", start)) {
      this.at = start + 3
      const stop = this.scanMultiLine(start, Number.POSITIVE_INFINITY)
      this.pushString(stop === 'broken' ? 'broken' : 'closed', start, undefined)
    } else {
      this.at = start + 1
      this.pushString(this.scanSingleLine(start), start, singleLine)
    }
  }

  /** `$'''…'''`: as many dollars as there are before it open a hole. */
  readDollars(start: number): void {
    const end = runEnd(this.text, start, dollar)
    if (!this.text.startsWith("'''", end)) {
      this.at = end
      this.push('unknown', start)
      return
    }
    this.at = end + 3
    this.pushString(this.scanMultiLine(start, end - start), start, end - start)
  }

  pushString(stop: Stop, start: number, dollars: number | undefined): void {
    if (stop === 'broken') this.unclosed.add(this.kinds.length)
    if (stop === 'hole' && dollars !== undefined) {
      this.opened.push({ dollars })
      this.push('stringStart', start)
    } else this.push('string', start)
  }

  /** `}`: the end of an object, or of a hole, after which the string goes on. */
  readClosingBrace(start: number): void {
    const opened = this.opened.at(-1)
    this.at = start + 1
    if (opened === undefined || opened === 'brace') {
      this.opened.pop()
      this.push('}', start)
      return
    }
    const stop =
      opened.dollars === singleLine ? this.scanSingleLine(start) : this.scanMultiLine(start, opened.dollars)
    if (stop === 'hole') {
      this.push('stringMiddle', start)
      return
    }
    this.opened.pop()
    if (stop === 'broken') this.unclosed.add(this.kinds.length)
    this.push('stringEnd', start)
  }

  /** A line ends, or the text: every string with an open hole breaks off here. */
  closeHoles(start: number): void {
    if (this.opened.length === 0) return
    this.at = start
    this.fault('endOfString', start, start)
    for (const opened of this.opened)
      if (opened !== 'brace') {
        this.unclosed.add(this.kinds.length)
        this.push('stringEnd', start)
      }
    this.opened.length = 0
  }

  /** Reads from behind an opening quote or closing brace; `start` is where the token began. */
  scanSingleLine(start: number): Stop {
    const { text } = this
    let escaped = false
    let stop: Stop = 'broken'
    let at = this.at
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        stop = 'closed'
        break
      }
      if (code === dollar && text.charCodeAt(at + 1) === openBrace) {
        stop = 'hole'
        break
      }
      if (code === backslash) {
        escaped = true
        if (at + 1 < text.length && !isLineBreak(text.charCodeAt(at + 1))) at++
      } else if (isLineBreak(code)) break
    }
    if (escaped) this.checkEscapes(this.at, at)
    this.at = at + (stop === 'hole' ? 2 : stop === 'closed' ? 1 : 0)
    if (stop === 'broken') this.fault('endOfString', start, this.at)
    return stop
  }

  checkEscapes(from: number, to: number): void {
    for (let at = from; ; ) {
      const bad = firstBadEscape(this.text, at, to)
      if (bad === undefined) return
      this.fault('escapeSequence', bad, Math.min(bad + 2, to))
      at = bad + 2
    }
  }

  /** The same for a string over several lines; extra quotation marks at its end belong to the text. */
  scanMultiLine(start: number, dollars: number): Stop {
    const { text } = this
    let at = this.at
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        const end = runEnd(text, at, quote)
        if (end - at >= 3) {
          this.at = end
          return 'closed'
        }
        at = end
      } else if (code === dollar) {
        const end = runEnd(text, at, dollar)
        if (end - at >= dollars && text.charCodeAt(end) === openBrace) {
          this.at = end + 1
          return 'hole'
        }
        at = end
      } else at++
    }
    this.at = at
    this.fault('endOfMultiLineString', start, Math.min(start + 3 + (dollars < 1000 ? dollars : 0), at))
    return 'broken'
  }
}

/**
 * All tokens of a Bicep text, errors included. Never throws. A byte order mark, blanks, comments and directives
 * (`#disable-next-line …`) leave no token.
 */
export const readTokens = (text: string): Lexing => new Lexer(text).readAll()
