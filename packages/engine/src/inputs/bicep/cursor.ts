// A place in the tokens of a Bicep text, with what every part of the parser needs: expecting, reporting, going on after an error.
import type { BicepExpectation } from '../../diagnostics/index.ts'
import type { Identifier } from '../expressions/expression.ts'
import { startsStatement } from './statement-start.ts'
import type { Lexing, TokenKind } from './tokens.ts'

/** Brackets, holes and operands inside one another, and rows of operators without brackets, are read up to these. */
const nestingLimit = 200
const chainLimit = 1000

const widestIndentation = 200 // further in, one column is as good as another
const reportLimit = 50 // after so many errors the file is no Bicep, and more of them help nobody

/** What was found wrong; `limit` is set when the text is nested deeper than that. */
export interface SyntaxProblem {
  readonly start: number
  readonly end: number
  readonly expected: BicepExpectation | undefined
  readonly limit: number | undefined
}

/** Thrown when what is being parsed cannot be finished; caught by the list, hole or statement that it is part of. */
const fault: unique symbol = Symbol('syntax fault')

/** Thrown once in a file: a bracket was never closed, so the statement is read again, mindful of where lines start. */
const unclosedBracket: unique symbol = Symbol('unclosed bracket')

/** Whether the token closes a bracket or a hole. */
const closes = (kind: TokenKind): boolean =>
  kind === ')' || kind === ']' || kind === '}' || kind === 'stringMiddle' || kind === 'stringEnd'

const opens = (kind: TokenKind): boolean =>
  kind === '(' || kind === '[' || kind === '{' || kind === 'stringStart'

/** What a list is made of. */
export interface ListShape {
  readonly close: ')' | ']' | '}' | '>'
  readonly expected: BicepExpectation
  /** A line break is enough between two items. */
  readonly linesSeparate: boolean
  /** Resources may stand among the items. */
  readonly takesResources?: boolean
}

export class Cursor {
  readonly text: string
  readonly kinds: readonly TokenKind[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly unclosedStrings: ReadonlySet<number>
  readonly problems: SyntaxProblem[] = []
  /** The index of the token to be read next. */
  at = 0
  /** How far in the first token of the statement stands: a line that starts further left ends it after an error. */
  statementColumn = 0
  /** Set after a bracket was found to be never closed: from then on, lines that look like statements are. */
  linesEndStatements = false
  /** From each reported token to the end of its line: what is wrong there too is most likely the same error. */
  readonly #quiet: { readonly from: number; readonly to: number }[] = []
  #depth = 0
  /** At least how many levels the tree has below what is being parsed. */
  #height = 0

  constructor(text: string, { tokens, errors, unclosed }: Lexing) {
    this.text = text
    this.kinds = tokens.kinds
    this.starts = tokens.starts
    this.ends = tokens.ends
    this.unclosedStrings = unclosed
    for (const { start, end, expected, token } of errors)
      this.#record(token, { start, end, expected, limit: undefined })
  }

  // Looking and taking

  kind(): TokenKind {
    return this.kinds[this.at] ?? 'end'
  }

  is(kind: TokenKind): boolean {
    return this.kinds[this.at] === kind
  }

  /** The kind of the token so many places further on. */
  ahead(distance: number): TokenKind {
    return this.kinds[this.at + distance] ?? 'end'
  }

  /** Where the token to be read next starts. */
  start(): number {
    return this.starts[this.at] ?? this.text.length
  }

  /** Where the token that was read last ends. */
  end(): number {
    return this.ends[this.at - 1] ?? 0
  }

  textAt(index: number): string {
    return this.text.slice(this.starts[index], this.ends[index])
  }

  take(kind: TokenKind): boolean {
    if (this.kinds[this.at] !== kind) return false
    this.at++
    return true
  }

  isWord(word: string, index: number = this.at): boolean {
    if (this.kinds[index] !== 'identifier') return false
    const start = this.starts[index] ?? 0
    return (this.ends[index] ?? 0) - start === word.length && this.text.startsWith(word, start)
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.at++
    return true
  }

  skipLineBreak(): void {
    if (this.kinds[this.at] === 'newline') this.at++
  }

  /** Passes over a line break where more must follow, unless it is the next statement that follows. */
  skipLineBreakToOperand(): void {
    if (this.kinds[this.at] === 'newline' && !startsStatement(this, this.at + 1)) this.at++
  }

  expect(kind: TokenKind, expected: BicepExpectation): void {
    if (this.kinds[this.at] !== kind) this.fail(expected)
    this.at++
  }

  expectWord(word: string, expected: BicepExpectation): void {
    if (!this.takeWord(word)) this.fail(expected)
  }

  expectIdentifier(expected: BicepExpectation): Identifier {
    if (this.kinds[this.at] !== 'identifier') this.fail(expected)
    this.at++
    return this.identifierAt(this.at - 1)
  }

  identifierAt(index: number): Identifier {
    const start = this.starts[index] ?? 0
    const end = this.ends[index] ?? 0
    return { name: this.text.slice(start, end), start, end }
  }

  // Reporting

  #record(token: number, problem: SyntaxProblem): void {
    if (this.problems.length >= reportLimit) return
    if (this.#quiet.some(({ from, to }) => token >= from && token <= to)) return
    let to = token
    while (this.kinds[to] !== 'newline' && this.kinds[to] !== 'end' && to < this.kinds.length) to++
    this.#quiet.push({ from: token, to })
    this.problems.push(problem)
  }

  /** Says that something else belongs where the next token stands. */
  report(expected: BicepExpectation, token: number = this.at): void {
    const start = this.starts[token] ?? this.text.length
    const end = this.kinds[token] === 'newline' ? start : (this.ends[token] ?? start)
    this.#record(token, { start, end, expected, limit: undefined })
  }

  fail(expected: BicepExpectation): never {
    this.report(expected)
    throw fault
  }

  #failAtLimit(limit: number): never {
    const start = this.start()
    const end = this.ends[this.at] ?? start
    const known = this.problems.some((problem) => problem.limit !== undefined)
    if (!known) this.#record(this.at, { start, end, expected: undefined, limit })
    throw fault
  }

  // Nesting

  /** Goes one level down; gives what `ascend` needs afterwards. */
  descend(): number {
    if (this.#depth >= nestingLimit) this.#failAtLimit(nestingLimit)
    this.#depth++
    const height = this.#height
    this.#height = 0
    return height
  }

  ascend(height: number): void {
    this.#depth--
    this.#height = Math.max(height, this.#height + 1)
  }

  /** An operator puts one more level on top of what was just parsed. */
  grow(): void {
    this.#height++
    if (this.#height > chainLimit) this.#failAtLimit(chainLimit)
  }

  // Going on after an error

  /** What `parse` gives, or undefined if it could not be finished; then everything up to the end of the item is passed over. */
  attempt<T>(parse: () => T): T | undefined {
    const depth = this.#depth
    const height = this.#height
    try {
      return parse()
    } catch (thrown) {
      if (thrown !== fault) throw thrown
      this.#depth = depth
      this.#height = Math.max(height, this.#height)
      this.#skipItem()
      return undefined
    }
  }

  /** Stops before the separator or closing bracket that ends the item, or before the statement that follows. */
  #skipItem(): void {
    if (this.statementStartsAt(this.at)) return
    const open: TokenKind[] = []
    for (; ; this.at++) {
      const kind = this.kind()
      if (kind === 'end') return
      if (opens(kind)) open.push(kind)
      else if (kind === 'stringMiddle' || kind === 'stringEnd') {
        const opening = open.lastIndexOf('stringStart') // whatever is open inside a hole ends with it
        if (opening < 0) return
        open.length = kind === 'stringEnd' ? opening : opening + 1
      } else if (closes(kind)) {
        if (open.length === 0) return
        if (open.at(-1) !== 'stringStart') open.pop()
      } else if (open.length === 0 && (kind === 'newline' || kind === ',')) return
      else if (kind === 'newline' && this.statementStartsAt(this.at + 1)) return
    }
  }

  /**
   * Whether a line here can only be the next statement, so that what is still open was meant to be closed. A resource
   * may be nested in the body of another one (`takesResources`), a decorator may belong to what is nested; both count
   * as the next statement only when they stand as far left as this one and a bracket is known to be open.
   */
  statementStartsAt(index: number, takesResources = true): boolean {
    const kind = this.kinds[index]
    if ((kind !== 'identifier' && kind !== '@') || this.kinds[index - 1] !== 'newline') return false
    if (kind === 'identifier' && !startsStatement(this, index)) return false
    if (kind === 'identifier' && !this.isWord('resource', index)) return true
    const mayBeNested = kind === '@' || takesResources
    return (this.linesEndStatements || !mayBeNested) && this.columnOf(index) <= this.statementColumn
  }

  /** A bracket that is never closed makes everything after it look nested: reads the statement again, once. */
  suspectUnclosedBracket(): void {
    if (!this.linesEndStatements) throw unclosedBracket
  }

  /** Decorators were read and the next statement follows: they belong to that one, so a bracket was left open. */
  refuseStatement(expected: BicepExpectation): void {
    if (!this.statementStartsAt(this.at)) return
    this.suspectUnclosedBracket()
    this.fail(expected)
  }

  /** Parses a statement; again, with less trust in brackets, if they turn out not to be closed. */
  withRereading<T>(parse: () => T): T {
    const { at } = this
    const depth = this.#depth
    const [problems, quiet] = [this.problems.length, this.#quiet.length]
    try {
      return parse()
    } catch (thrown) {
      if (thrown !== unclosedBracket) throw thrown
      this.at = at
      this.#depth = depth
      this.problems.length = problems
      this.#quiet.length = quiet
      this.linesEndStatements = true
      return parse()
    }
  }

  /** What `parse` gives, or undefined if the statement could not be finished; what is left of it is yet to be read. */
  attemptStatement<T>(parse: () => T): T | undefined {
    const depth = this.#depth
    try {
      return parse()
    } catch (thrown) {
      if (thrown !== fault) throw thrown
      this.#depth = depth
      return undefined
    }
  }

  /** How many characters stand before the token on its line, as far as that matters. */
  columnOf(index: number): number {
    const start = this.starts[index] ?? 0
    const first = Math.max(0, start - widestIndentation)
    let at = start
    while (at > first && this.text[at - 1] !== '\n' && this.text[at - 1] !== '\r') at--
    return start - at
  }

  // Lists in brackets

  /** Reads items up to the closing bracket and past it; a list that is not closed ends where it must. */
  parseList(
    { close, expected, linesSeparate, takesResources = false }: ListShape,
    parseItem: () => void,
  ): void {
    this.skipLineBreak()
    for (;;) {
      const kind = this.kind()
      if (kind === close) {
        this.at++
        return
      }
      const over = kind === 'end' || this.statementStartsAt(this.at, takesResources)
      if (over) this.suspectUnclosedBracket()
      if (over || closes(kind)) {
        this.report(expected)
        return
      }
      this.attempt(parseItem)
      if (!linesSeparate && this.is('newline') && this.ahead(1) !== close && this.ahead(2) === ':') {
        this.report(expected) // the next property of an object: this list was meant to end here
        return
      }
      this.#separate(close, expected, linesSeparate)
    }
  }

  #separate(close: TokenKind, expected: BicepExpectation, linesSeparate: boolean): void {
    if (this.take(',')) this.skipLineBreak()
    else if (this.is('newline')) {
      const next = this.ahead(1)
      if (!linesSeparate && next !== close && next !== ',' && next !== 'end') this.report(expected)
      this.at++
    } else if (
      !closes(this.kind()) &&
      !this.is(close) &&
      !this.is('end') &&
      !this.statementStartsAt(this.at)
    ) {
      this.report(linesSeparate ? 'commaOrLineBreak' : expected)
      this.#skipItem()
    }
  }
}
