// Parses the statements of Bicep files, one function a kind.
import type { BicepExpectation } from '../../diagnostics/index.ts'
import type { Expression, ObjectExpression } from '../expressions/expression.ts'
import type { Cursor, ListShape } from './cursor.ts'
import { parseDecorators } from './parse-decorators.ts'
import { parseExpressionOrSkip, parseLoopWith, parseObject, parseString } from './parse-expression.ts'
import { parseType, parseTypeOrSkip } from './parse-type.ts'
import type {
  BicepMode,
  DeclarationBody,
  Decorator,
  ImportedSymbol,
  ResourceStatement,
  Statement,
  TypedParameter,
} from './syntax-tree.ts'

/** What stands before the keyword, and where that begins. */
interface Leading {
  readonly decorators: readonly Decorator[]
  readonly start: number
}

type ParseStatement = (cursor: Cursor, leading: Leading) => Exclude<Statement, { kind: 'broken' }>

const parameterList: ListShape = { close: ')', expected: 'commaOrClosingParenthesis', linesSeparate: false }
const symbolList: ListShape = { close: '}', expected: 'closingBrace', linesSeparate: true }

/** Parses `= value`; the statement is kept when the value is not understood. */
const parseAssignment = (cursor: Cursor): Expression => {
  cursor.expect('=', 'equalsSign')
  return parseExpressionOrSkip(cursor)
}

const parseTargetScope: ParseStatement = (cursor, { decorators, start }) => {
  const value = parseAssignment(cursor)
  return { kind: 'targetScope', decorators, value, start, end: cursor.end() }
}

const parseMetadata: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const value = parseAssignment(cursor)
  return { kind: 'metadata', decorators, name, value, start, end: cursor.end() }
}

const parseParameter: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const type = parseTypeOrSkip(cursor)
  const defaultValue = cursor.take('=') ? parseExpressionOrSkip(cursor) : undefined
  return { kind: 'parameter', decorators, name, type, defaultValue, start, end: cursor.end() }
}

const parseParameterAssignment: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const value = parseAssignment(cursor)
  return { kind: 'parameterAssignment', decorators, name, value, start, end: cursor.end() }
}

const parseVariable: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  if (cursor.is('newline') || cursor.is('end')) cursor.fail('equalsSign')
  const type = cursor.is('=') ? undefined : parseType(cursor)
  const value = parseAssignment(cursor)
  return { kind: 'variable', decorators, name, type, value, start, end: cursor.end() }
}

const parseOutput: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const type = parseType(cursor)
  const value = parseAssignment(cursor)
  return { kind: 'output', decorators, name, type, value, start, end: cursor.end() }
}

const parseTypeStatement: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  cursor.expect('=', 'equalsSign')
  const type = parseTypeOrSkip(cursor)
  return { kind: 'type', decorators, name, type, start, end: cursor.end() }
}

const parseFunction: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const parameters: TypedParameter[] = []
  cursor.expect('(', 'openingParenthesis')
  cursor.parseList(parameterList, () => {
    const parameter = cursor.expectIdentifier('name')
    const type = parseType(cursor)
    parameters.push({ name: parameter, type, start: parameter.start, end: type.end })
  })
  const resultType = parseType(cursor)
  cursor.expect('=>', 'arrow')
  cursor.skipLineBreakToOperand()
  const body = parseExpressionOrSkip(cursor)
  return { kind: 'function', decorators, name, parameters, resultType, body, start, end: cursor.end() }
}

const parseAssert: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const value = parseAssignment(cursor)
  return { kind: 'assert', decorators, name, value, start, end: cursor.end() }
}

// Resources and modules

/** Parses `if (condition) {…}` or `{…}`. */
const parseConditionalObject = (
  cursor: Cursor,
  expected: BicepExpectation,
  takeOther?: () => boolean,
): Pick<DeclarationBody, 'condition' | 'object'> => {
  if (!cursor.takeWord('if')) {
    if (!cursor.is('{')) cursor.fail(expected)
    return { condition: undefined, object: parseObject(cursor, takeOther) }
  }
  cursor.expect('(', 'openingParenthesis')
  cursor.skipLineBreakToOperand()
  const condition = parseExpressionOrSkip(cursor)
  cursor.skipLineBreak()
  cursor.expect(')', 'closingParenthesis')
  if (cursor.ahead(1) === '{') cursor.skipLineBreak()
  return { condition, object: parseObject(cursor, takeOther) }
}

/** Parses what stands behind the `=` of a resource or module. */
const parseBody = (
  cursor: Cursor,
  nested: ResourceStatement[],
  takeOther?: () => boolean,
): DeclarationBody => {
  if (cursor.is('newline') && cursor.isWord('if', cursor.at + 1)) cursor.at++
  if (!cursor.is('['))
    return { loop: undefined, ...parseConditionalObject(cursor, 'declarationBody', takeOther), nested }
  const { header, body } = parseLoopWith(cursor, () => parseConditionalObject(cursor, 'loopBody', takeOther))
  return { loop: header, ...body, nested }
}

const parseResource = (cursor: Cursor, { decorators, start }: Leading): ResourceStatement => {
  const name = cursor.expectIdentifier('name')
  const type = parseString(cursor, 'resourceType')
  const existing = cursor.takeWord('existing')
  cursor.expect('=', 'equalsSign')
  const nested: ResourceStatement[] = []
  const takeNested = (): boolean => {
    if (!cursor.is('@') && !(cursor.isWord('resource') && cursor.ahead(1) === 'identifier')) return false
    nested.push(parseNestedResource(cursor))
    return true
  }
  const height = cursor.descend()
  const body = parseBody(cursor, nested, takeNested)
  cursor.ascend(height)
  return { kind: 'resource', decorators, name, type, existing, body, start, end: cursor.end() }
}

const parseNestedResource = (cursor: Cursor): ResourceStatement => {
  const start = cursor.start()
  const decorators = parseDecorators(cursor)
  if (!cursor.isWord('resource')) {
    cursor.refuseStatement('closingBrace')
    cursor.fail('nestedResource')
  }
  cursor.at++
  return parseResource(cursor, { decorators, start })
}

const parseModule: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const path = parseString(cursor, 'path')
  cursor.expect('=', 'equalsSign')
  const body = parseBody(cursor, [])
  return { kind: 'module', decorators, name, path, body, start, end: cursor.end() }
}

const parseTest: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  const path = parseString(cursor, 'path')
  cursor.expect('=', 'equalsSign')
  const object = parseObject(cursor)
  return { kind: 'test', decorators, name, path, object, start, end: cursor.end() }
}

// Other files

const parseImport: ParseStatement = (cursor, leading) => {
  if (cursor.is('string')) return parseExtension(cursor, leading)
  const { decorators, start } = leading
  const symbols = parseImported(cursor)
  cursor.expectWord('from', 'from')
  const path = parseString(cursor, 'path')
  return { kind: 'import', decorators, symbols, path, start, end: cursor.end() }
}

const parseImported = (cursor: Cursor): Extract<Statement, { kind: 'import' }>['symbols'] => {
  if (cursor.take('*')) {
    cursor.expectWord('as', 'as')
    return { namespace: cursor.expectIdentifier('name') }
  }
  const symbols: ImportedSymbol[] = []
  cursor.expect('{', 'importedSymbols')
  cursor.parseList(symbolList, () => {
    const start = cursor.start()
    if (cursor.is('string')) {
      const exported = parseString(cursor, 'name')
      cursor.expectWord('as', 'as')
      const name = cursor.expectIdentifier('name')
      const text = exported.kind === 'literal' ? String(exported.value) : ''
      symbols.push({ exported: text, name, start, end: name.end })
    } else {
      const exported = cursor.expectIdentifier('name')
      const name = cursor.takeWord('as') ? cursor.expectIdentifier('name') : exported
      symbols.push({ exported: exported.name, name, start, end: name.end })
    }
  })
  return symbols
}

const parseWith = (cursor: Cursor): ObjectExpression | undefined =>
  cursor.takeWord('with') ? parseObject(cursor) : undefined

const parseExtension: ParseStatement = (cursor, { decorators, start }) => {
  const specification = cursor.is('identifier')
    ? cursor.expectIdentifier('extension')
    : parseString(cursor, 'extension')
  const configuration = parseWith(cursor)
  const alias = cursor.takeWord('as') ? cursor.expectIdentifier('name') : undefined
  return { kind: 'extension', decorators, specification, configuration, alias, start, end: cursor.end() }
}

const parseExtensionConfiguration: ParseStatement = (cursor, { decorators, start }) => {
  const name = cursor.expectIdentifier('name')
  cursor.expectWord('with', 'with')
  const configuration = parseObject(cursor)
  return { kind: 'extensionConfiguration', decorators, name, configuration, start, end: cursor.end() }
}

const parseUsing: ParseStatement = (cursor, { decorators, start }) => {
  const path = cursor.takeWord('none') ? 'none' : parseString(cursor, 'pathOrNone')
  const configuration = parseWith(cursor)
  return { kind: 'using', decorators, path, configuration, start, end: cursor.end() }
}

const parseExtends: ParseStatement = (cursor, { decorators, start }) => {
  const path = parseString(cursor, 'path')
  return { kind: 'extends', decorators, path, start, end: cursor.end() }
}

// All of them

const inBoth: readonly (readonly [string, ParseStatement])[] = [
  ['var', parseVariable],
  ['type', parseTypeStatement],
  ['func', parseFunction],
  ['import', parseImport],
  ['extension', parseExtension],
  ['provider', parseExtension],
]

const statements: Readonly<Record<BicepMode, ReadonlyMap<string, ParseStatement>>> = {
  template: new Map([
    ...inBoth,
    ['targetScope', parseTargetScope],
    ['metadata', parseMetadata],
    ['param', parseParameter],
    ['resource', parseResource],
    ['module', parseModule],
    ['output', parseOutput],
    ['assert', parseAssert],
    ['test', parseTest],
  ]),
  parameters: new Map([
    ...inBoth,
    ['using', parseUsing],
    ['extends', parseExtends],
    ['param', parseParameterAssignment],
    ['extensionConfig', parseExtensionConfiguration],
  ]),
}

const expectedStatement: Readonly<Record<BicepMode, BicepExpectation>> = {
  template: 'statement',
  parameters: 'parametersStatement',
}

/** The keywords that begin a statement in this kind of file, most important first. */
export const keywordsOf = (mode: BicepMode): readonly string[] => [...statements[mode].keys()]

/** Parses a statement from its decorators on, or as much of it as can be read. */
export const parseStatement = (cursor: Cursor, mode: BicepMode): Statement => {
  const start = cursor.start()
  cursor.statementColumn = cursor.columnOf(cursor.at)
  const decorators = parseDecorators(cursor)
  const keyword = cursor.at
  const finished = cursor.attemptStatement(() => {
    const parse = cursor.is('identifier') ? statements[mode].get(cursor.textAt(keyword)) : undefined
    if (parse === undefined)
      return cursor.fail(decorators.length > 0 ? 'decoratedStatement' : expectedStatement[mode])
    cursor.at++
    return parse(cursor, { decorators, start })
  })
  if (finished !== undefined) return finished
  const named = cursor.kinds[keyword] === 'identifier' && cursor.kinds[keyword + 1] === 'identifier'
  const name = named ? cursor.identifierAt(keyword + 1) : undefined
  return { kind: 'broken', decorators, name, start, end: Math.max(cursor.end(), name?.end ?? start) }
}
