// Parses Bicep types: names, literals, unions, arrays, tuples, objects, types taken from resources and other types.
import type { Cursor, ListShape } from './cursor.ts'
import { parseDecorators } from './parse-decorators.ts'
import { constants, invalidFrom, parseExpression, parseInteger, parseString } from './parse-expression.ts'
import type { ObjectTypeProperty, StringExpression, TupleItem, TypeExpression } from './syntax-tree.ts'

const objectTypeList: ListShape = { close: '}', expected: 'closingBrace', linesSeparate: true }
const tupleTypeList: ListShape = { close: ']', expected: 'closingBracket', linesSeparate: true }
const typeArgumentList: ListShape = { close: '>', expected: 'closingChevron', linesSeparate: false }

/** Whether `|` follows, at the start of the next line perhaps: nothing else begins with it. */
const takeBar = (cursor: Cursor): boolean => {
  if (cursor.is('newline') && cursor.ahead(1) === '|') cursor.at++
  return cursor.take('|')
}

/** Parses a type, unions and `resource '…'` included. */
export const parseType = (cursor: Cursor): TypeExpression => {
  const start = cursor.start()
  const height = cursor.descend()
  const leadingBar = takeBar(cursor)
  const first = parsePostfix(cursor)
  const members = [first]
  while (takeBar(cursor)) {
    cursor.skipLineBreakToOperand()
    members.push(parsePostfix(cursor))
  }
  cursor.ascend(height)
  return members.length === 1 && !leadingBar
    ? first
    : { kind: 'unionType', members, start, end: cursor.end() }
}

/** Parses a type; where it cannot, passes over the item that it belongs to. */
export const parseTypeOrSkip = (cursor: Cursor): TypeExpression => {
  const first = cursor.at
  return cursor.attempt(() => parseType(cursor)) ?? invalidFrom(cursor, first)
}

/** Parses a sign and a type, or a type and what is appended to it on the same line: `[]`, `?`, `.name`. */
const parsePostfix = (cursor: Cursor): TypeExpression => {
  const start = cursor.start()
  const operator = cursor.kind()
  if (operator === '-' || operator === '+' || operator === '!') {
    cursor.at++
    const height = cursor.descend()
    const operand = parsePostfix(cursor)
    cursor.ascend(height)
    return { kind: 'unaryType', operator, operand, start, end: cursor.end() }
  }
  let target = parsePrimaryType(cursor)
  for (;;) {
    if (cursor.take('?')) target = { kind: 'nullableType', inner: target, start, end: cursor.end() }
    else if (cursor.take('!')) target = { kind: 'nonNullableType', inner: target, start, end: cursor.end() }
    else if (cursor.take('.')) target = parseTypeMember(cursor, target)
    else if (cursor.take('[')) target = parseTypeIndex(cursor, target)
    else return target
    cursor.grow()
  }
}

const parseTypeMember = (cursor: Cursor, target: TypeExpression): TypeExpression => {
  const { start } = target
  if (cursor.take('*')) return { kind: 'typeOfAdditional', target, start, end: cursor.end() }
  const name = cursor.expectIdentifier('typeMember')
  if (!cursor.is('<')) return { kind: 'typeMember', target, name, start, end: name.end }
  const parameters = parseTypeArguments(cursor)
  return { kind: 'genericType', target, name, arguments: parameters, start, end: cursor.end() }
}

const parseTypeIndex = (cursor: Cursor, target: TypeExpression): TypeExpression => {
  const { start } = target
  if (cursor.take(']')) return { kind: 'arrayType', items: target, start, end: cursor.end() }
  if (cursor.take('*')) {
    cursor.expect(']', 'closingBracket')
    return { kind: 'typeOfItems', target, start, end: cursor.end() }
  }
  const index = parseExpression(cursor)
  cursor.expect(']', 'closingBracket')
  return { kind: 'typeOfItem', target, index, start, end: cursor.end() }
}

const parsePrimaryType = (cursor: Cursor): TypeExpression => {
  const start = cursor.start()
  switch (cursor.kind()) {
    case 'identifier':
      return parseTypeName(cursor)
    case 'string':
    case 'stringStart': {
      const value = parseString(cursor, 'type')
      return { kind: 'literalType', value, start, end: value.end }
    }
    case 'integer': {
      const value = parseInteger(cursor)
      return { kind: 'literalType', value, start, end: value.end }
    }
    case '{':
      return parseObjectType(cursor)
    case '[':
      return parseTupleType(cursor)
    case '(':
      return parseGroupType(cursor)
    default:
      return cursor.fail('type')
  }
}

const parseTypeName = (cursor: Cursor): TypeExpression => {
  const name = cursor.expectIdentifier('type')
  const { start, end } = name
  const value = constants.get(name.name)
  if (value !== undefined)
    return { kind: 'literalType', value: { kind: 'literal', value, start, end }, start, end }
  if (cursor.is('<')) {
    const parameters = parseTypeArguments(cursor)
    return {
      kind: 'genericType',
      target: undefined,
      name,
      arguments: parameters,
      start,
      end: cursor.end(),
    }
  }
  if (name.name === 'resource' && (cursor.is('string') || cursor.is('stringStart'))) {
    const type = parseString(cursor, 'resourceType')
    return { kind: 'resourceType', type, start, end: type.end }
  }
  return { kind: 'namedType', name: name.name, start, end }
}

const parseTypeArguments = (cursor: Cursor): readonly TypeExpression[] => {
  const values: TypeExpression[] = []
  cursor.at++
  cursor.parseList(typeArgumentList, () => values.push(parseTypeOrSkip(cursor)))
  return values
}

const parseGroupType = (cursor: Cursor): TypeExpression => {
  const start = cursor.start()
  cursor.at++
  cursor.skipLineBreakToOperand()
  const inner = parseType(cursor)
  cursor.skipLineBreak()
  cursor.expect(')', 'closingParenthesis')
  return { kind: 'groupType', inner, start, end: cursor.end() }
}

const parseObjectType = (cursor: Cursor): TypeExpression => {
  const start = cursor.start()
  const properties: ObjectTypeProperty[] = []
  cursor.at++
  cursor.parseList(objectTypeList, () => properties.push(parseProperty(cursor)))
  return { kind: 'objectType', properties, start, end: cursor.end() }
}

const parseProperty = (cursor: Cursor): ObjectTypeProperty => {
  const start = cursor.start()
  const decorators = parseDecorators(cursor)
  cursor.refuseStatement('closingBrace')
  const key = parseKey(cursor)
  cursor.expect(':', 'colon')
  const type = parseTypeOrSkip(cursor)
  return { decorators, key, type, start, end: type.end }
}

const parseKey = (cursor: Cursor): StringExpression | '*' => {
  if (cursor.take('*')) return '*'
  if (!cursor.is('identifier')) return parseString(cursor, 'propertyName')
  const { name, start, end } = cursor.expectIdentifier('propertyName')
  return { kind: 'literal', value: name, start, end }
}

const parseTupleType = (cursor: Cursor): TypeExpression => {
  const start = cursor.start()
  const items: TupleItem[] = []
  cursor.at++
  cursor.parseList(tupleTypeList, () => {
    const decorators = parseDecorators(cursor)
    cursor.refuseStatement('closingBracket')
    const type = parseTypeOrSkip(cursor)
    items.push({ decorators, type, start: decorators[0]?.start ?? type.start, end: type.end })
  })
  return { kind: 'tupleType', items, start, end: cursor.end() }
}
