// The tree of a Bicep file: its statements and the types in them. Expressions are in ../expressions/.
// Templates in ARM's JSON are lowered into the same statements.
import type { Span } from '../../diagnostics/index.ts'
import type {
  Expression,
  Identifier,
  Interpolation,
  Invalid,
  Literal,
  LoopHeader,
  ObjectExpression,
  Place,
} from '../expressions/expression.ts'

/** `template`: a .bicep file; `parameters`: a .bicepparam file. */
export type BicepMode = 'template' | 'parameters'

/** A whole file. Nodes carry offsets; `spanOf` turns those of one node into lines and columns when they are needed. */
export interface BicepProgram {
  readonly file: string
  /** What the file is written in: ARM has a space of names of its own for each kind of thing, in any letter case. */
  readonly language: 'arm' | 'bicep'
  readonly mode: BicepMode
  /** In the order written, those with errors included as far as they could be read. */
  readonly statements: readonly Statement[]
  readonly spanOf: (place: Place) => Span
}

/** `@name(…)`, `@namespace.name(…)`. */
export interface Decorator extends Place {
  readonly namespace: Identifier | undefined
  readonly name: Identifier
  readonly arguments: readonly Expression[]
}

/** A string: of a resource type, a path. Bicep wants no holes in it, which is for the evaluator to say. */
export type StringExpression = Literal | Interpolation

// Types

/** `string`, `myType`. */
export interface NamedType extends Place {
  readonly kind: 'namedType'
  readonly name: string
}

/** `resource 'Microsoft.Network/virtualNetworks@2024-05-01'`. */
export interface ResourceType extends Place {
  readonly kind: 'resourceType'
  readonly type: StringExpression
}

/** `resourceInput<'…'>`, `sys.resourceOutput<'…'>`. */
export interface GenericType extends Place {
  readonly kind: 'genericType'
  readonly target: TypeExpression | undefined
  readonly name: Identifier
  readonly arguments: readonly TypeExpression[]
}

/** `shared.vnet`: of an import, or of a property of a type. */
export interface TypeMember extends Place {
  readonly kind: 'typeMember'
  readonly target: TypeExpression
  readonly name: Identifier
}

/** `t.*`: the type of the properties that are not named. */
export interface TypeOfAdditional extends Place {
  readonly kind: 'typeOfAdditional'
  readonly target: TypeExpression
}

/** `t[*]`: the type of the items. */
export interface TypeOfItems extends Place {
  readonly kind: 'typeOfItems'
  readonly target: TypeExpression
}

/** `t[0]`: the type of one item. */
export interface TypeOfItem extends Place {
  readonly kind: 'typeOfItem'
  readonly target: TypeExpression
  readonly index: Expression
}

/** `t[]`. */
export interface ArrayType extends Place {
  readonly kind: 'arrayType'
  readonly items: TypeExpression
}

/** `t?`. */
export interface NullableType extends Place {
  readonly kind: 'nullableType'
  readonly inner: TypeExpression
}

/** `t!`. */
export interface NonNullableType extends Place {
  readonly kind: 'nonNullableType'
  readonly inner: TypeExpression
}

/** `'a'`, `1`, `true`, `null`. */
export interface LiteralType extends Place {
  readonly kind: 'literalType'
  readonly value: Literal | Interpolation
}

/** `-1`. */
export interface UnaryType extends Place {
  readonly kind: 'unaryType'
  readonly operator: '!' | '-' | '+'
  readonly operand: TypeExpression
}

/** `'a' | 'b'`. */
export interface UnionType extends Place {
  readonly kind: 'unionType'
  readonly members: readonly TypeExpression[]
}

/** `(t)`. */
export interface GroupType extends Place {
  readonly kind: 'groupType'
  readonly inner: TypeExpression
}

export interface ObjectTypeProperty extends Place {
  readonly decorators: readonly Decorator[]
  /** `*` stands for all properties that are not named. */
  readonly key: StringExpression | '*'
  readonly type: TypeExpression
}

/** `{ a: string, *: int }`. */
export interface ObjectType extends Place {
  readonly kind: 'objectType'
  readonly properties: readonly ObjectTypeProperty[]
}

export interface TupleItem extends Place {
  readonly decorators: readonly Decorator[]
  readonly type: TypeExpression
}

/** `[string, int]`. */
export interface TupleType extends Place {
  readonly kind: 'tupleType'
  readonly items: readonly TupleItem[]
}

export type TypeExpression =
  | NamedType
  | ResourceType
  | GenericType
  | TypeMember
  | TypeOfAdditional
  | TypeOfItems
  | TypeOfItem
  | ArrayType
  | NullableType
  | NonNullableType
  | LiteralType
  | UnaryType
  | UnionType
  | GroupType
  | ObjectType
  | TupleType
  | Invalid

// Statements

interface Declaration extends Place {
  readonly decorators: readonly Decorator[]
}

export interface TargetScopeStatement extends Declaration {
  readonly kind: 'targetScope'
  readonly value: Expression
}

export interface MetadataStatement extends Declaration {
  readonly kind: 'metadata'
  readonly name: Identifier
  readonly value: Expression
}

/** `param name type = default`. */
export interface ParameterStatement extends Declaration {
  readonly kind: 'parameter'
  readonly name: Identifier
  readonly type: TypeExpression
  readonly defaultValue: Expression | undefined
}

/** `param name = value`, of a .bicepparam file. */
export interface ParameterAssignment extends Declaration {
  readonly kind: 'parameterAssignment'
  readonly name: Identifier
  readonly value: Expression
}

export interface VariableStatement extends Declaration {
  readonly kind: 'variable'
  readonly name: Identifier
  readonly type: TypeExpression | undefined
  readonly value: Expression
}

/** What stands behind the `=` of a resource or module: `{…}`, `if (…) {…}`, `[for …: {…}]`, `[for …: if (…) {…}]`. */
export interface DeclarationBody {
  readonly loop: LoopHeader | undefined
  readonly condition: Expression | undefined
  readonly object: ObjectExpression | Invalid
  /** Resources declared among the properties; modules have none. */
  readonly nested: readonly ResourceStatement[]
}

/** `resource name 'type@version' existing = body`. */
export interface ResourceStatement extends Declaration {
  readonly kind: 'resource'
  readonly name: Identifier
  /** In ARM any expression that gives a text. */
  readonly type: Expression
  readonly existing: boolean
  readonly body: DeclarationBody
}

/** `module name 'path' = body`. */
export interface ModuleStatement extends Declaration {
  readonly kind: 'module'
  readonly name: Identifier
  readonly path: StringExpression
  readonly body: DeclarationBody
}

/** Where a deployment of ARM has its template: written in it, evaluated on its own or as a part of what is around it; or linked. */
export type DeployedTemplate =
  | { readonly kind: 'inner' | 'outer'; readonly program: BicepProgram }
  | { readonly kind: 'linked'; readonly link: Expression; readonly parameters: Expression | undefined }

/**
 * A nested or linked deployment of ARM, which is what Bicep's modules are built into. Its object has `name`, `scope`
 * and `params`, of which each is an object with a `value` or a `reference`.
 */
export interface DeploymentStatement extends Declaration {
  readonly kind: 'deployment'
  readonly name: Identifier
  readonly template: DeployedTemplate
  readonly body: DeclarationBody
}

/** `test name 'path' = {…}`. */
export interface TestStatement extends Declaration {
  readonly kind: 'test'
  readonly name: Identifier
  readonly path: StringExpression
  readonly object: ObjectExpression
}

export interface OutputStatement extends Declaration {
  readonly kind: 'output'
  readonly name: Identifier
  readonly type: TypeExpression
  readonly value: Expression
}

export interface TypeStatement extends Declaration {
  readonly kind: 'type'
  readonly name: Identifier
  readonly type: TypeExpression
}

export interface TypedParameter extends Place {
  readonly name: Identifier
  readonly type: TypeExpression
}

/** `func name(a string) int => body`. */
export interface FunctionStatement extends Declaration {
  readonly kind: 'function'
  /** In front of the name, in ARM: `contoso.name()`. */
  readonly namespace?: Identifier
  readonly name: Identifier
  readonly parameters: readonly TypedParameter[]
  readonly resultType: TypeExpression
  readonly body: Expression
}

export interface AssertStatement extends Declaration {
  readonly kind: 'assert'
  readonly name: Identifier
  readonly value: Expression
}

/** `a`, `a as b`, `'a-b' as c`. */
export interface ImportedSymbol extends Place {
  readonly exported: string
  readonly name: Identifier
}

/** `import { a, b as c } from 'path'`, `import * as n from 'path'`. */
export interface ImportStatement extends Declaration {
  readonly kind: 'import'
  readonly symbols: readonly ImportedSymbol[] | { readonly namespace: Identifier }
  readonly path: StringExpression
}

/** `extension x with {…} as y`; earlier spellings are `provider` and `import 'x@1.0.0' as y`. */
export interface ExtensionStatement extends Declaration {
  readonly kind: 'extension'
  readonly specification: Identifier | StringExpression
  readonly configuration: ObjectExpression | undefined
  readonly alias: Identifier | undefined
}

/** `extensionConfig x with {…}`, of a .bicepparam file. */
export interface ExtensionConfigurationStatement extends Declaration {
  readonly kind: 'extensionConfiguration'
  readonly name: Identifier
  readonly configuration: ObjectExpression
}

/** `using 'path'`, `using none`, of a .bicepparam file. */
export interface UsingStatement extends Declaration {
  readonly kind: 'using'
  readonly path: StringExpression | 'none'
  readonly configuration: ObjectExpression | undefined
}

/** `extends 'path'`, of a .bicepparam file. */
export interface ExtendsStatement extends Declaration {
  readonly kind: 'extends'
  readonly path: StringExpression
}

/** A statement that could not be read to its end. Its name keeps uses of it from being errors too. */
export interface BrokenStatement extends Declaration {
  readonly kind: 'broken'
  readonly name: Identifier | undefined
}

export type Statement =
  | TargetScopeStatement
  | MetadataStatement
  | ParameterStatement
  | ParameterAssignment
  | VariableStatement
  | ResourceStatement
  | ModuleStatement
  | DeploymentStatement
  | TestStatement
  | OutputStatement
  | TypeStatement
  | FunctionStatement
  | AssertStatement
  | ImportStatement
  | ExtensionStatement
  | ExtensionConfigurationStatement
  | UsingStatement
  | ExtendsStatement
  | BrokenStatement
