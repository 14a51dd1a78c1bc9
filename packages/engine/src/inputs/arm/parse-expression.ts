// Parses `[…]` of ARM templates: calls, strings, numbers, and the properties and items behind them.
import { type ArmExpectation, findings } from '../../diagnostics/index.ts'
import type { Expression, Identifier, Literal, Place } from '../expressions/expression.ts'
import { lowerCall } from './lower-call.ts'
import type { ArmScope } from './scope.ts'
import type { ArmSource } from './template-source.ts'

/** Deeper nesting than this is not read. */
const nestingLimit = 150

const space = /[\s]*/y
const name = /[A-Za-z_][A-Za-z0-9_]*/y
/** Names of properties may be of any language, and hold a hyphen. */
const propertyName = /[\p{L}_$][\p{L}\p{N}_$-]*/uy
const integer = /[+-]?\d+(?:\.\d+)?/y
const stringEnd = /(?:[^']|'')*/y

/** The reading in progress. Once a text does not fit, all that follows is passed over. */
interface Reader {
  readonly text: string
  /** The closing bracket. */
  readonly end: number
  readonly offsetOf: (index: number) => number
  readonly scope: ArmScope
  readonly source: ArmSource
  at: number
  depth: number
  failed: boolean
}

const match = (reader: Reader, pattern: RegExp): string => {
  pattern.lastIndex = reader.at
  const [found = ''] = pattern.exec(reader.text) ?? []
  return found.slice(0, Math.max(reader.end - reader.at, 0))
}

const skipSpace = (reader: Reader): void => {
  reader.at += match(reader, space).length
}

const placeFrom = (reader: Reader, start: number): Place => ({
  start: reader.offsetOf(start),
  end: reader.offsetOf(reader.at),
})

/** The first error of an expression is told; what comes after it would only repeat it. */
const fail = (reader: Reader, expected: ArmExpectation): Expression => {
  const place = { start: reader.offsetOf(reader.at), end: reader.offsetOf(reader.at + 1) }
  if (!reader.failed) {
    const found = reader.at >= reader.end ? undefined : reader.text.slice(reader.at, reader.end).slice(0, 20)
    reader.source.report(findings.armSyntax({ found, expected }, { span: reader.source.spanOf(place) }))
  }
  reader.failed = true
  reader.at = reader.end
  return { kind: 'invalid', ...place }
}

const take = (reader: Reader, sign: string): boolean => {
  skipSpace(reader)
  if (reader.at >= reader.end || !reader.text.startsWith(sign, reader.at)) return false
  reader.at += sign.length
  return true
}

const identifier = (reader: Reader, pattern: RegExp): Identifier | undefined => {
  skipSpace(reader)
  const start = reader.at
  const found = match(reader, pattern)
  if (found === '') return undefined
  reader.at += found.length
  return { name: found, ...placeFrom(reader, start) }
}

const parseString = (reader: Reader): Expression => {
  const start = reader.at
  reader.at += 1
  const inner = match(reader, stringEnd)
  reader.at += inner.length
  if (!take(reader, "'")) return fail(reader, 'endOfString')
  return { kind: 'literal', value: inner.replaceAll("''", "'"), ...placeFrom(reader, start) }
}

const parseNumber = (reader: Reader): Literal | undefined => {
  const start = reader.at
  const found = match(reader, integer)
  if (found === '') return undefined
  reader.at += found.length
  const value = Number(found)
  const isExact = Number.isSafeInteger(value) || found.includes('.')
  return { kind: 'literal', value: isExact ? value : BigInt(found), ...placeFrom(reader, start) }
}

const parseArguments = (reader: Reader): readonly Expression[] => {
  const given: Expression[] = []
  if (take(reader, ')')) return given
  for (;;) {
    given.push(parseValue(reader))
    if (reader.failed || take(reader, ')')) return given
    if (!take(reader, ',')) {
      fail(reader, 'commaOrClosingParenthesis')
      return given
    }
  }
}

/** `concat(…)`, `contoso.name(…)`. */
const parseCall = (reader: Reader, first: Identifier): Expression => {
  const member = take(reader, '.') ? identifier(reader, name) : undefined
  if (!take(reader, '(')) return fail(reader, 'openingParenthesis')
  const given = parseArguments(reader)
  const place = { start: first.start, end: reader.offsetOf(reader.at) }
  return member === undefined
    ? lowerCall({ name: first, arguments: given, ...place }, reader.scope)
    : {
        kind: 'methodCall',
        target: { ...first, kind: 'name', space: 'symbol' },
        name: member,
        arguments: given,
        ...place,
      }
}

const parsePrimary = (reader: Reader): Expression => {
  skipSpace(reader)
  if (reader.at < reader.end && reader.text.charAt(reader.at) === "'") return parseString(reader)
  const first = identifier(reader, name)
  if (first !== undefined) return parseCall(reader, first)
  return parseNumber(reader) ?? fail(reader, 'value')
}

/** `.name`, `[index]`, and the safe forms of both. */
const parseSuffixes = (reader: Reader, primary: Expression): Expression => {
  let target = primary
  while (!reader.failed) {
    const safeProperty = take(reader, '.?')
    if (safeProperty || take(reader, '.')) {
      const property = identifier(reader, propertyName)
      if (property === undefined) return fail(reader, 'name')
      target = {
        kind: 'property',
        target,
        name: property,
        safe: safeProperty,
        start: primary.start,
        end: property.end,
      }
    } else if (take(reader, '[')) {
      const safe = take(reader, '?')
      const index = parseValue(reader)
      if (!take(reader, ']')) return fail(reader, 'closingBracket')
      const end = reader.offsetOf(reader.at)
      target = { kind: 'index', target, index, safe, fromEnd: false, start: primary.start, end }
    } else break
  }
  return target
}

const parseValue = (reader: Reader): Expression => {
  if (reader.depth >= nestingLimit) {
    const span = reader.source.spanOf(placeFrom(reader, reader.at))
    if (!reader.failed)
      reader.source.report(
        findings.nestingTooDeep({ file: reader.source.file, limit: nestingLimit }, { span }),
      )
    reader.failed = true
    reader.at = reader.end
    return { kind: 'invalid', ...placeFrom(reader, reader.at) }
  }
  reader.depth += 1
  const value = parseSuffixes(reader, parsePrimary(reader))
  reader.depth -= 1
  return value
}

/** Parses the string at this place, which is an expression from its first bracket to its last. */
export const parseArmExpression = (
  text: string,
  place: Place,
  scope: ArmScope,
  source: ArmSource,
): Expression => {
  const reader: Reader = {
    text,
    end: text.length - 1,
    offsetOf: source.offsetsIn(place, text),
    scope,
    source,
    at: 1,
    depth: 0,
    failed: false,
  }
  const value = parseValue(reader)
  skipSpace(reader)
  if (reader.at < reader.end) fail(reader, 'endOfExpression')
  return reader.failed ? { kind: 'invalid', ...place } : value
}
