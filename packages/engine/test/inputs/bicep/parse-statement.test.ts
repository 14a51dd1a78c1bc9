// Every kind of statement and type, in both kinds of file.
import { expect, test } from 'vitest'
import { parseBicep } from '../../../src/inputs/bicep/parser.ts'
import type {
  BicepMode,
  DeclarationBody,
  Statement,
  TypeExpression,
} from '../../../src/inputs/bicep/syntax-tree.ts'
import { shapeOf, shapeOfDecorator, shapeOfLoop, shapeOfType } from './shape.ts'

const shapeOfBody = ({ loop, condition, object, nested }: DeclarationBody): string =>
  [
    ...(loop === undefined ? [] : [shapeOfLoop(loop)]),
    ...(condition === undefined ? [] : [`if ${shapeOf(condition)}`]),
    shapeOf(object),
    ...nested.map(show),
  ].join(' ')

const orNothing = (type: TypeExpression | undefined): string =>
  type === undefined ? '' : ` ${shapeOfType(type)}`

const show = (statement: Statement): string =>
  [...statement.decorators.map(shapeOfDecorator), showBare(statement)].join(' ')

const showBare = (statement: Statement): string => {
  const { kind } = statement
  switch (statement.kind) {
    case 'targetScope':
      return `${kind} ${shapeOf(statement.value)}`
    case 'metadata':
    case 'parameterAssignment':
    case 'assert':
      return `${kind} ${statement.name.name} = ${shapeOf(statement.value)}`
    case 'parameter': {
      const value = statement.defaultValue
      return `${kind} ${statement.name.name}${orNothing(statement.type)}${value === undefined ? '' : ` = ${shapeOf(value)}`}`
    }
    case 'variable':
    case 'output':
      return `${kind} ${statement.name.name}${orNothing(statement.type)} = ${shapeOf(statement.value)}`
    case 'resource':
      return `${kind} ${statement.name.name} ${shapeOf(statement.type)}${statement.existing ? ' existing' : ''} = ${shapeOfBody(statement.body)}`
    case 'deployment':
      return `${kind} ${statement.name.name}`
    case 'module':
      return `${kind} ${statement.name.name} ${shapeOf(statement.path)} = ${shapeOfBody(statement.body)}`
    case 'test':
      return `${kind} ${statement.name.name} ${shapeOf(statement.path)} = ${shapeOf(statement.object)}`
    case 'type':
      return `${kind} ${statement.name.name}${orNothing(statement.type)}`
    case 'function': {
      const parameters = statement.parameters.map(({ name, type }) => `${name.name}${orNothing(type)}`)
      return `${kind} ${statement.name.name}(${parameters.join(', ')})${orNothing(statement.resultType)} => ${shapeOf(statement.body)}`
    }
    case 'import':
      return `${kind} ${
        'namespace' in statement.symbols
          ? `* as ${statement.symbols.namespace.name}`
          : statement.symbols.map(({ exported, name }) => `${exported} as ${name.name}`).join(', ')
      } from ${shapeOf(statement.path)}`
    case 'extension': {
      const { specification, configuration, alias } = statement
      return [
        kind,
        'kind' in specification ? shapeOf(specification) : specification.name,
        configuration === undefined ? '' : shapeOf(configuration),
        alias?.name ?? '',
      ].join(' ')
    }
    case 'extensionConfiguration':
      return `${kind} ${statement.name.name} ${shapeOf(statement.configuration)}`
    case 'using':
      return `${kind} ${statement.path === 'none' ? 'none' : shapeOf(statement.path)}${statement.configuration === undefined ? '' : ` ${shapeOf(statement.configuration)}`}`
    case 'extends':
      return `${kind} ${shapeOf(statement.path)}`
    case 'broken':
      return `${kind} ${statement.name?.name ?? ''}`
  }
}

const read = (source: string, mode: BicepMode = 'template'): readonly string[] => {
  const { program, findings } = parseBicep(source, 'main.bicep', mode)
  expect(findings).toEqual([])
  return program.statements.map(show)
}

test.each([
  ["targetScope = 'subscription'", "targetScope 'subscription'"],
  ["metadata author = { name: 'x' }", "metadata author = {'name': 'x'}"],
  ['param a string', 'parameter a string'],
  ["param a string = 'b'", "parameter a string = 'b'"],
  ["param a resource 'x@1'", "parameter a (resource 'x@1')"],
  ['param a string?', 'parameter a (? string)'],
  [
    "@allowed([\n  'a'\n  'b'\n])\n\n@sys.description('''x''')\nparam a string",
    "(@allowed ['a', 'b']) (@sys.description 'x') parameter a string",
  ],
  ['var a = 1', 'variable a = 1'],
  ['var a int = 1', 'variable a int = 1'],
  ["var a 'x' | 'y' = 'x'", "variable a (| 'x' 'y') = 'x'"],
  ['@export()\nvar a = [for i in range(0, 2): i]', '(@export) variable a = (for i in (range() 0 2) i)'],
  ["resource a 'x@1' = { name: 'n' }", "resource a 'x@1' = {'name': 'n'}"],
  [
    "resource a 'x@1' existing = {\n  name: 'n'\n  scope: b\n}",
    "resource a 'x@1' existing = {'name': 'n', 'scope': b}",
  ],
  ["resource a 'x@1' = if (b) {}", "resource a 'x@1' = if b {}"],
  ["resource a 'x@1' =\n  if (\n    b\n  ) {}", "resource a 'x@1' = if b {}"],
  ["resource a 'x@1' = [for i in b: {}]", "resource a 'x@1' = for i in b {}"],
  [
    "resource a 'x@1' = [\n  for (i, n) in b: if (n > 0) {\n    name: i\n  }\n]",
    "resource a 'x@1' = for i,n in b if (> n 0) {'name': i}",
  ],
  [
    "resource a 'x@1' = {\n  name: 'n'\n  @batchSize(1)\n  resource b 'y' = [for i in c: {\n    resource d 'z' = {}\n  }]\n  resource: 1\n}",
    "resource a 'x@1' = {'name': 'n', 'resource': 1} (@batchSize 1) resource b 'y' = for i in c {} resource d 'z' = {}",
  ],
  ["resource 你 'x@1' = {}".replace('你', 'resource'), "resource resource 'x@1' = {}"],
  ["module a './b.bicep' = { params: {} }", "module a './b.bicep' = {'params': {}}"],
  [
    "module a 'br/public:b:1.0' = [for i in c: if (i) { name: i }]",
    "module a 'br/public:b:1.0' = for i in c if i {'name': i}",
  ],
  ["module a 'b' = if (c) {}", "module a 'b' = if c {}"],
  ["test a 'b.bicep' = {}", "test a 'b.bicep' = {}"],
  ['output a string = b.c', 'output a string = (. b c)'],
  ["output a resource 'x@1' = b", "output a (resource 'x@1') = b"],
  ['output a array = [for i in b: i]', 'output a array = (for i in b i)'],
  ['assert a = b > 1', 'assert a = (> b 1)'],
  ["func f() string => 'x'", "function f() string => 'x'"],
  ['func f(a string, b int[]) object =>\n  { x: a }', "function f(a string, b ([] int)) object => {'x': a}"],
  ['func f(\n  a string,\n  b t.u\n) bool => a == b', 'function f(a string, b (. t u)) bool => (== a b)'],
  ["import { a, b as c } from 'x.bicep'", "import a as a, b as c from 'x.bicep'"],
  ["import {\n  a\n  'b-c' as d\n} from 'x.bicep'", "import a as a, b-c as d from 'x.bicep'"],
  ["import * as n from 'br:x'", "import * as n from 'br:x'"],
  ["import 'kubernetes@1.0.0' with { a: 1 } as k", "extension 'kubernetes@1.0.0' {'a': 1} k"],
  ['extension graph', 'extension graph  '],
  ["extension 'br:x' as y", "extension 'br:x'  y"],
  ['provider k with {\n  a: 1\n}', "extension k {'a': 1} "],
])('%j', (source, shown) => {
  expect(read(source)).toEqual([shown])
  expect(read(`\r\n// before\r\n${source} // after\r\n\r\nvar last = 0`)).toEqual([
    shown,
    'variable last = 0',
  ])
})

test.each([
  ["using 'main.bicep'", "using 'main.bicep'"],
  ['using none', 'using none'],
  ["using 'main.bicep' with {\n  mode: 'stack'\n}", "using 'main.bicep' {'mode': 'stack'}"],
  ["extends 'base.bicepparam'", "extends 'base.bicepparam'"],
  ['param a = [1, b]', 'parameterAssignment a = [1, b]'],
  [
    "param a = readEnvironmentVariable('X', '')",
    "parameterAssignment a = (readEnvironmentVariable() 'X' '')",
  ],
  ['var a = 1', 'variable a = 1'],
  ["import { a } from 'x.bicep'", "import a as a from 'x.bicep'"],
  ['type a = string', 'type a string'],
  ["extensionConfig k with { a: 'b' }", "extensionConfiguration k {'a': 'b'}"],
])('parameters file: %j', (source, shown) => {
  expect(read(source, 'parameters')).toEqual([shown])
})

test.each([
  ['string', 'string'],
  ['sys.string', '(. sys string)'],
  ['string[]', '([] string)'],
  ['string[]?', '(? ([] string))'],
  ["'a' | 'b'", "(| 'a' 'b')"],
  ["\n  | 'a'\n  | 'b'", "(| 'a' 'b')"],
  ["'a'\n  // why\n  | 'b'", "(| 'a' 'b')"],
  ["('a' | 'b')[]", "([] (group (| 'a' 'b')))"],
  ['1 | -1 | true | null', '(| 1 (- 1) true null)'],
  ['{ a: string, b: int? }', "{'a': string, 'b': (? int)}"],
  [
    "{\n  @description('x')\n  @secure()\n  a: string\n  'b-c': int\n  *: bool\n}",
    "{(@description 'x') (@secure) 'a': string, 'b-c': int, *: bool}",
  ],
  ['{}', '{}'],
  ['[\n  string\n  @minValue(1)\n  int\n]', '[string, (@minValue 1) int]'],
  ['[string, int]', '[string, int]'],
  ['t.a.*', '(.* (. t a))'],
  ['t[*]', '([*] t)'],
  ['t[0].a', '(. ([i] t 0) a)'],
  ["resourceInput<'x@1'>.properties", "(. (resourceInput<> 'x@1') properties)"],
  ["sys.resourceOutput<'x@1'>", "(sys.resourceOutput<> 'x@1')"],
  ['t!', '(! t)'],
  ["'''a'''", "'a'"],
])('type %j', (source, shown) => {
  expect(read(`type t = ${source}`)).toEqual([`type t ${shown}`])
})

test('a type ends with its line: a bracket on the next one is no part of it', () => {
  const { findings } = parseBicep("param a 'x' | 'y'\n[for i in b: i]\n", 'main.bicep', 'template')
  expect(findings.map(({ span }) => span?.line)).toEqual([2])
})

test('a byte order mark, only comments, nothing at all', () => {
  expect(read('\u{feff}var a = 1')).toEqual(['variable a = 1'])
  expect(read('// nothing\n/* here\n */\n')).toEqual([])
  expect(read('')).toEqual([])
})

test('directives are passed over wherever a line may start', () => {
  expect(
    read(
      '#disable-diagnostics BCP081\nvar a = {\n  #disable-next-line no-x // why\n  b: 1\n}\n#restore-diagnostics BCP081\n',
    ),
  ).toEqual(["variable a = {'b': 1}"])
})
