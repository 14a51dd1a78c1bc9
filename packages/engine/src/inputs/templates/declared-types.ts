// What a declared type comes down to: names of types are followed, also into the files that they are imported from.
import { type Scalar, scalar } from '../../resources/index.ts'
import type { TypeExpression } from '../bicep/syntax-tree.ts'

/** The types that have names in a file. */
export interface TypeNames {
  /** The type of this name (`a`, or `namespace.a`) and the file's names that it is written with. */
  readonly named: (name: string) => DeclaredType | undefined
}

/** A type as it is written, and where the names in it are looked up. */
export interface DeclaredType {
  readonly type: TypeExpression
  readonly names: TypeNames
}

/** What values of a type are like, as far as values have to be read or completed by it. */
export interface TypeSummary {
  /** Undefined when it is not known, or when values of several kinds belong to it. */
  readonly kind: 'array' | 'bool' | 'int' | 'object' | 'string' | undefined
  readonly nullable: boolean
}

const nothingKnown: TypeSummary = { kind: undefined, nullable: false }

/** Types may not refer to themselves in a circle; one that does is given up here. */
const depthLimit = 30

const ofKind = (kind: TypeSummary['kind']): TypeSummary => ({ kind, nullable: false })

const ofLiteral = (value: unknown): TypeSummary => {
  if (value === null) return { kind: undefined, nullable: true }
  if (typeof value === 'string') return ofKind('string')
  return ofKind(typeof value === 'boolean' ? 'bool' : 'int')
}

const ofName = (name: string, names: TypeNames, depth: number): TypeSummary => {
  const own = names.named(name)
  if (own !== undefined) return summarise(own, depth + 1)
  switch (name) {
    case 'array':
    case 'bool':
    case 'int':
    case 'object':
    case 'string':
      return ofKind(name)
    default:
      return nothingKnown
  }
}

const ofUnion = (members: readonly TypeSummary[]): TypeSummary => {
  const kinds = new Set(members.flatMap(({ kind }) => (kind === undefined ? [] : [kind])))
  const [only] = kinds
  return { kind: kinds.size === 1 ? only : undefined, nullable: members.some(({ nullable }) => nullable) }
}

const summarise = ({ type, names }: DeclaredType, depth: number): TypeSummary => {
  if (depth > depthLimit) return nothingKnown
  const inner = (of: TypeExpression): TypeSummary => summarise({ type: of, names }, depth + 1)
  switch (type.kind) {
    case 'namedType':
      return ofName(type.name, names, depth)
    case 'typeMember':
      return type.target.kind === 'namedType'
        ? ofName(`${type.target.name}.${type.name.name}`, names, depth)
        : nothingKnown
    case 'arrayType':
    case 'tupleType':
      return ofKind('array')
    case 'objectType':
    case 'resourceType':
      return ofKind('object')
    case 'nullableType':
      return { ...inner(type.inner), nullable: true }
    case 'nonNullableType':
      return { ...inner(type.inner), nullable: false }
    case 'groupType':
      return inner(type.inner)
    case 'literalType':
      return type.value.kind === 'literal' ? ofLiteral(type.value.value) : ofKind('string')
    case 'unaryType':
      return ofKind(type.operator === '!' ? 'bool' : 'int')
    case 'unionType':
      return ofUnion(type.members.map(inner))
    default:
      return nothingKnown
  }
}

/** The single values that a type consists of, such as `'a' | 'b'`; undefined when other values belong to it too. */
const singles = ({ type, names }: DeclaredType, depth: number): readonly Scalar[] | undefined => {
  if (depth > depthLimit) return undefined
  switch (type.kind) {
    case 'literalType': {
      const { value } = type
      const single = value.kind === 'literal' ? value.value : undefined
      return single === undefined || typeof single === 'bigint' ? undefined : [scalar(single)]
    }
    case 'namedType': {
      const own = names.named(type.name)
      return own === undefined ? undefined : singles(own, depth + 1)
    }
    case 'groupType':
      return singles({ type: type.inner, names }, depth + 1)
    case 'nullableType':
    case 'nonNullableType':
      return singles({ type: type.inner, names }, depth + 1)
    case 'unionType': {
      const members = type.members.map((member) => singles({ type: member, names }, depth + 1))
      return members.every((member) => member !== undefined) ? members.flat() : undefined
    }
    default:
      return undefined
  }
}

/** The single values that a type consists of; undefined when it is no such type. */
export const singleValuesOf = (type: DeclaredType): readonly Scalar[] | undefined => singles(type, 0)

/** What values of this type are like. */
export const summaryOf = (type: DeclaredType): TypeSummary => summarise(type, 0)
