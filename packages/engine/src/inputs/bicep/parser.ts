// Parses a Bicep file into its statements, and goes on at the next statement after every error.
import { type Finding, findings, nearest, type Span } from '../../diagnostics/index.ts'
import { indexLines, type LineIndex } from '../line-index.ts'
import { Cursor, type SyntaxProblem } from './cursor.ts'
import { readTokens } from './lexer.ts'
import { keywordsOf, parseStatement } from './parse-statement.ts'
import { startsStatement, statementKeywords } from './statement-start.ts'
import type { BicepMode, BicepProgram, Statement } from './syntax-tree.ts'

/** What a Bicep file says. */
export interface BicepReading {
  readonly program: BicepProgram
  readonly findings: readonly Finding[]
}

/** Whether a line is meant to be a statement, right or wrong: a keyword, two words, a decorator. */
const looksLikeStatement = (cursor: Cursor, index: number): boolean => {
  if (cursor.kinds[index] === '@') return true
  if (cursor.kinds[index] !== 'identifier') return false
  const next = cursor.kinds[index + 1]
  return next === 'identifier' || (next !== ':' && statementKeywords.includes(cursor.textAt(index)))
}

/** Passes over what is left of a statement with an error: up to a line that looks like a statement, not further in. */
const skipToStatement = (cursor: Cursor, column: number): void => {
  for (; !cursor.is('end'); cursor.at++) {
    const next = cursor.at + 1
    if (cursor.is('newline') && looksLikeStatement(cursor, next) && cursor.columnOf(next) <= column) return
  }
}

/** Sees to it that a statement, whose first token was `first`, ends with its line. */
const endStatement = (cursor: Cursor, first: number, finished: boolean): void => {
  if (cursor.is('newline') || cursor.is('end')) return
  if (finished) {
    if (cursor.kinds[cursor.at - 1] === 'newline') return // a bracket was left open, and that was said
    cursor.report('endOfLine')
    if (startsStatement(cursor, cursor.at)) return
  } else if (cursor.at > first && cursor.statementStartsAt(cursor.at)) return
  skipToStatement(cursor, cursor.statementColumn)
}

const parseStatements = (cursor: Cursor, mode: BicepMode): readonly Statement[] => {
  const statements: Statement[] = []
  for (;;) {
    cursor.skipLineBreak()
    if (cursor.is('end')) return statements
    const { at } = cursor
    const statement = cursor.withRereading(() => parseStatement(cursor, mode))
    statements.push(statement)
    endStatement(cursor, at, statement.kind !== 'broken')
    if (cursor.at === at) cursor.at++
  }
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Reads a Bicep template, or a parameters file (.bicepparam). Never throws; each error is a finding and what surrounds it is kept. */
export const parseBicep = (text: string, file: string, mode: BicepMode): BicepReading => {
  const lines = lazily((): LineIndex => indexLines(text, file))
  const spanOf = ({ start, end }: { start: number; end: number }): Span => lines().span(start, end)
  const cursor = new Cursor(text, readTokens(text))
  const statements = parseStatements(cursor, mode)
  const keywords = keywordsOf(mode)
  const toFinding = ({ start, end, expected, limit }: SyntaxProblem): Finding => {
    const span = spanOf({ start, end })
    if (expected === undefined) return findings.nestingTooDeep({ file, limit: limit ?? 0 }, { span })
    const shown = text.slice(start, Math.min(end, start + 40))
    const found = shown !== '' ? shown : start < text.length ? '\n' : undefined
    const suggestion =
      expected === 'statement' || expected === 'parametersStatement' ? nearest(shown, keywords) : undefined
    return findings.bicepSyntax({ found, expected, suggestion }, { span })
  }
  const problems = cursor.problems.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return { program: { file, language: 'bicep', mode, statements, spanOf }, findings: problems.map(toFinding) }
}
