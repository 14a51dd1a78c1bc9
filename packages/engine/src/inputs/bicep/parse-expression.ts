// Parses Bicep expressions: operators by precedence, chains of accesses, strings with holes, objects, arrays, loops, lambdas.
import type {
  ArrayExpression,
  BinaryOperator,
  Expression,
  Identifier,
  Interpolation,
  Invalid,
  Literal,
  Loop,
  LoopHeader,
  ObjectExpression,
  ObjectProperty,
  Spread,
} from '../expressions/expression.ts'
import type { Cursor, ListShape } from './cursor.ts'
import { stringFormAt, stringText } from './string-text.ts'
import type { TokenKind } from './tokens.ts'

const argumentList: ListShape = {
  close: ')',
  expected: 'commaOrClosingParenthesis',
  linesSeparate: false,
}
const arrayList: ListShape = { close: ']', expected: 'closingBracket', linesSeparate: true }
const objectList: ListShape = { close: '}', expected: 'closingBrace', linesSeparate: true }
const resourceBodyList: ListShape = { ...objectList, takesResources: true }

interface Operator {
  readonly operator: BinaryOperator
  /** A higher one binds more tightly; equal ones group to the left. */
  readonly precedence: number
}

const rowsOfOperators: readonly (readonly BinaryOperator[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!=', '=~', '!~'],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

const operators: ReadonlyMap<TokenKind, Operator> = new Map(
  rowsOfOperators.flatMap((row, at) =>
    row.map((operator): [TokenKind, Operator] => [operator, { operator, precedence: at + 1 }]),
  ),
)

/** What stands for an expression or type that could not be parsed: all that was passed over from this token on. */
export const invalidFrom = (cursor: Cursor, token: number): Invalid => {
  const end = cursor.end()
  return { kind: 'invalid', start: cursor.at > token ? (cursor.starts[token] ?? end) : end, end }
}

/** Parses an expression; where it cannot, passes over the item that it belongs to. */
export const parseExpressionOrSkip = (cursor: Cursor): Expression => {
  const first = cursor.at
  return cursor.attempt(() => parseExpression(cursor)) ?? invalidFrom(cursor, first)
}

/** Parses an expression, conditions (`a ? b : c`) and loops included. */
export const parseExpression = (cursor: Cursor): Expression => {
  const height = cursor.descend()
  let expression = parseBinary(cursor, 0)
  // The question mark and the colon may stand on lines of their own; nothing else begins with them.
  if (cursor.is('newline') && cursor.ahead(1) === '?') cursor.at++
  if (cursor.take('?')) {
    cursor.skipLineBreakToOperand()
    const whenTrue = parseExpression(cursor)
    if (cursor.is('newline') && cursor.ahead(1) === ':') cursor.at++
    cursor.expect(':', 'colonOfCondition')
    cursor.skipLineBreakToOperand()
    const whenFalse = parseExpression(cursor)
    const { start } = expression
    const { end } = whenFalse
    expression = { kind: 'conditional', condition: expression, whenTrue, whenFalse, start, end }
  }
  cursor.ascend(height)
  return expression
}

/** Parses operators that bind more tightly than `floor`. */
const parseBinary = (cursor: Cursor, floor: number): Expression => {
  let left = parseUnary(cursor)
  for (;;) {
    const found = operators.get(cursor.kind())
    if (found === undefined || found.precedence <= floor) return left
    cursor.at++
    cursor.skipLineBreakToOperand()
    cursor.grow()
    const right = parseBinary(cursor, found.precedence)
    left = { kind: 'binary', operator: found.operator, left, right, start: left.start, end: right.end }
  }
}

const parseUnary = (cursor: Cursor): Expression => {
  const operator = cursor.kind()
  if (operator !== '!' && operator !== '-' && operator !== '+') return parseMember(cursor)
  const start = cursor.start()
  cursor.at++
  const height = cursor.descend()
  const operand = parseUnary(cursor)
  cursor.ascend(height)
  return { kind: 'unary', operator, operand, start, end: operand.end }
}

/** Parses a primary expression and what is appended to it: `.a`, `[0]`, `::b`, `!`, a call. All on one line. */
const parseMember = (cursor: Cursor): Expression => {
  let target = parsePrimary(cursor)
  for (;;) {
    const kind = cursor.kind()
    if (kind === '.') target = parseDot(cursor, target)
    else if (kind === '[') target = parseIndex(cursor, target)
    else if (kind === '::') {
      cursor.at++
      const name = cursor.expectIdentifier('resourceName')
      target = { kind: 'nestedResource', target, name, start: target.start, end: name.end }
    } else if (kind === '!') {
      cursor.at++
      target = { kind: 'nonNull', operand: target, start: target.start, end: cursor.end() }
    } else return target
    cursor.grow()
  }
}

const parseDot = (cursor: Cursor, target: Expression): Expression => {
  const { start } = target
  cursor.at++
  const safe = cursor.take('?')
  const name = cursor.expectIdentifier('memberName')
  if (safe || !cursor.is('(')) return { kind: 'property', target, name, safe, start, end: name.end }
  const values = parseArguments(cursor)
  return { kind: 'methodCall', target, name, arguments: values, start, end: cursor.end() }
}

const parseIndex = (cursor: Cursor, target: Expression): Expression => {
  cursor.at++
  const safe = cursor.take('?')
  const fromEnd = cursor.take('^')
  const index = parseExpression(cursor)
  cursor.expect(']', 'closingBracket')
  return { kind: 'index', target, index, safe, fromEnd, start: target.start, end: cursor.end() }
}

/** Parses `(a, b)`. */
export const parseArguments = (cursor: Cursor): readonly Expression[] => {
  const values: Expression[] = []
  cursor.expect('(', 'openingParenthesis')
  cursor.parseList(argumentList, () => values.push(parseExpressionOrSkip(cursor)))
  return values
}

const parsePrimary = (cursor: Cursor): Expression => {
  switch (cursor.kind()) {
    case 'identifier':
      return parseWord(cursor)
    case 'string':
    case 'stringStart':
      return parseString(cursor, 'value')
    case 'integer':
      return parseInteger(cursor)
    case '{':
      return parseObject(cursor)
    case '[':
      return startsLoop(cursor) ? parseLoop(cursor) : parseArray(cursor)
    case '(':
      return startsLambda(cursor) ? parseLambda(cursor) : parseGroup(cursor)
    default:
      return cursor.fail('value')
  }
}

/** Words that stand for a value and are no names. */
export const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

const parseWord = (cursor: Cursor): Expression => {
  const name = cursor.expectIdentifier('value')
  const { start, end } = name
  const value = constants.get(name.name)
  if (value !== undefined) return { kind: 'literal', value, start, end }
  if (cursor.is('(')) {
    const values = parseArguments(cursor)
    return { kind: 'call', name, arguments: values, start, end: cursor.end() }
  }
  if (cursor.is('=>')) return parseLambdaBody(cursor, [name], start)
  return { kind: 'name', space: 'symbol', name: name.name, start, end }
}

const largestInteger = 2n ** 64n - 1n // the compiler's; a minus sign is an operator

/** Parses a whole number. */
export const parseInteger = (cursor: Cursor): Literal => {
  const start = cursor.start()
  const digits = cursor.textAt(cursor.at)
  const exact = digits.length > 15 ? BigInt(digits.length > 20 ? '9'.repeat(21) : digits) : undefined
  if (exact !== undefined && exact > largestInteger) cursor.fail('integer')
  cursor.at++
  const value = exact === undefined || exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(digits) : exact
  return { kind: 'literal', value, start, end: cursor.end() }
}

/** Parses a string, with or without holes; `expected` says what it is for. */
export const parseString = (
  cursor: Cursor,
  expected: Parameters<Cursor['fail']>[0],
): Literal | Interpolation => {
  const start = cursor.start()
  const form = stringFormAt(cursor.text, start)
  const takeText = (): string => {
    const closed = !cursor.unclosedStrings.has(cursor.at)
    const from = cursor.start()
    const kind = cursor.kind()
    cursor.at++
    return stringText(cursor.text, kind, from, cursor.end(), form, closed)
  }
  if (cursor.is('string')) {
    const value = takeText()
    return { kind: 'literal', value, start, end: cursor.end() }
  }
  if (!cursor.is('stringStart')) cursor.fail(expected)
  const texts = [takeText()]
  const holes: Expression[] = []
  for (;;) {
    holes.push(parseHole(cursor))
    const last = cursor.is('stringEnd')
    texts.push(takeText())
    if (last) return { kind: 'interpolation', texts, holes, start, end: cursor.end() }
  }
}

/** Parses what is in a hole, up to the rest of the string. */
const parseHole = (cursor: Cursor): Expression => {
  const first = cursor.at
  const atEnd = (): boolean => cursor.is('stringMiddle') || cursor.is('stringEnd')
  const hole = parseExpressionOrSkip(cursor)
  if (atEnd()) return hole
  cursor.report('endOfHole')
  // The lexer gives every hole an end, on the same line; brackets inside the hole may hide those of other strings.
  for (let open = 0; !cursor.is('end'); cursor.at++) {
    if (open === 0 && atEnd()) return invalidFrom(cursor, first)
    if (cursor.is('stringStart')) open++
    else if (cursor.is('stringEnd')) open--
  }
  return cursor.fail('endOfHole')
}

const parseGroup = (cursor: Cursor): Expression => {
  const start = cursor.start()
  cursor.at++
  cursor.skipLineBreakToOperand()
  const inner = parseExpression(cursor)
  if (cursor.is('newline') && cursor.ahead(1) === ')') cursor.at++
  cursor.expect(')', 'closingParenthesis')
  return { kind: 'group', inner, start, end: cursor.end() }
}

/** Whether `(a, b) =>` follows. */
const startsLambda = (cursor: Cursor): boolean => {
  let distance = 1
  const skipLineBreak = (): void => {
    if (cursor.ahead(distance) === 'newline') distance++
  }
  skipLineBreak()
  while (cursor.ahead(distance) === 'identifier') {
    distance++
    skipLineBreak()
    if (cursor.ahead(distance) !== ',') break
    distance++
    skipLineBreak()
  }
  return cursor.ahead(distance) === ')' && cursor.ahead(distance + 1) === '=>'
}

const parseLambda = (cursor: Cursor): Expression => {
  const start = cursor.start()
  const parameters: Identifier[] = []
  cursor.at++
  cursor.parseList(argumentList, () => parameters.push(cursor.expectIdentifier('name')))
  return parseLambdaBody(cursor, parameters, start)
}

const parseLambdaBody = (cursor: Cursor, parameters: readonly Identifier[], start: number): Expression => {
  cursor.expect('=>', 'arrow')
  cursor.skipLineBreakToOperand()
  const body = parseExpression(cursor)
  return { kind: 'lambda', parameters, body, start, end: body.end }
}

const parseSpread = (cursor: Cursor): Spread => {
  const start = cursor.start()
  cursor.at++
  const operand = parseExpressionOrSkip(cursor)
  return { kind: 'spread', operand, start, end: operand.end }
}

const parseArray = (cursor: Cursor): ArrayExpression => {
  const start = cursor.start()
  const items: (Expression | Spread)[] = []
  cursor.at++
  cursor.parseList(arrayList, () =>
    items.push(cursor.is('...') ? parseSpread(cursor) : parseExpressionOrSkip(cursor)),
  )
  return { kind: 'array', items, start, end: cursor.end() }
}

/**
 * Parses `{ … }`. `takeOther` is asked first about every entry: it takes what is no property (a resource inside the
 * body of another one) and says whether it did.
 */
export const parseObject = (cursor: Cursor, takeOther?: () => boolean): ObjectExpression => {
  const start = cursor.start()
  const entries: (ObjectProperty | Spread)[] = []
  cursor.expect('{', 'openingBrace')
  cursor.parseList(takeOther === undefined ? objectList : resourceBodyList, () => {
    if (takeOther?.() === true) return
    entries.push(cursor.is('...') ? parseSpread(cursor) : parseProperty(cursor))
  })
  return { kind: 'object', entries, start, end: cursor.end() }
}

const parseProperty = (cursor: Cursor): ObjectProperty => {
  const start = cursor.start()
  const key = parseKey(cursor)
  cursor.expect(':', 'colon')
  const value = parseExpressionOrSkip(cursor)
  return { kind: 'entry', key, value, start, end: value.end }
}

const parseKey = (cursor: Cursor): Literal | Interpolation => {
  if (!cursor.is('identifier')) return parseString(cursor, 'propertyName')
  const { name, start, end } = cursor.expectIdentifier('propertyName')
  return { kind: 'literal', value: name, start, end }
}

/** Whether `[for` follows, and what makes it a loop: `for` alone is a name like any other. */
const startsLoop = (cursor: Cursor): boolean => {
  const distance = cursor.ahead(1) === 'newline' ? 2 : 1
  const next = cursor.ahead(distance + 1)
  return cursor.isWord('for', cursor.at + distance) && (next === 'identifier' || next === '(')
}

/** Parses `[for x in xs: body]`; what the body may be is left to the caller. */
export const parseLoopWith = <T>(
  cursor: Cursor,
  parseBody: () => T,
): { readonly header: LoopHeader; readonly body: T } => {
  cursor.expect('[', 'openingBracket')
  cursor.skipLineBreak()
  cursor.expectWord('for', 'for')
  const [item, index] = parseLoopVariables(cursor)
  cursor.expectWord('in', 'in')
  const list = parseExpression(cursor)
  cursor.expect(':', 'colonOfLoop')
  cursor.skipLineBreakToOperand()
  const body = parseBody()
  cursor.skipLineBreak()
  cursor.expect(']', 'closingBracket')
  return { header: { item, index, list }, body }
}

const parseLoopVariables = (cursor: Cursor): readonly [Identifier, Identifier | undefined] => {
  if (!cursor.take('(')) return [cursor.expectIdentifier('loopVariables'), undefined]
  cursor.skipLineBreakToOperand()
  const item = cursor.expectIdentifier('loopVariables')
  cursor.expect(',', 'loopVariables')
  cursor.skipLineBreakToOperand()
  const index = cursor.expectIdentifier('loopVariables')
  cursor.skipLineBreakToOperand()
  cursor.expect(')', 'closingParenthesis')
  return [item, index]
}

const parseLoop = (cursor: Cursor): Loop => {
  const start = cursor.start()
  const { header, body } = parseLoopWith(cursor, () => parseExpressionOrSkip(cursor))
  return { kind: 'loop', header, body, start, end: cursor.end() }
}
