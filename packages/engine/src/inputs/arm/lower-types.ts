// Declared types of ARM as those of Bicep, as far as they say how a value is read: kind, null, references.
import { type Dictionary, fieldOf, textAt, type Value } from '../../resources/index.ts'
import type { Decorator, TypeExpression } from '../bicep/syntax-tree.ts'
import type { Place } from '../expressions/expression.ts'
import { lowerValue } from './lower-value.ts'
import { outermost } from './scope.ts'
import type { ArmSource } from './template-source.ts'

const definition = /^#\/definitions\/(.+)$/i

/** `secureString` is a string that is marked as a secret. */
const kindOf = (written: string): string => {
  switch (written.toLowerCase()) {
    case 'securestring':
      return 'string'
    case 'secureobject':
      return 'object'
    default:
      return written.toLowerCase()
  }
}

const isTrue = (value: Value | undefined): boolean => value?.kind === 'scalar' && value.value === true

/** The name of a definition; in a JSON pointer some signs are escaped. */
const definitionName = (reference: string): string | undefined =>
  definition.exec(reference)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~')

/** The type that a parameter, an output or a definition declares. */
export const lowerType = (declared: Dictionary, place: Place): TypeExpression => {
  const reference = textAt(declared, '$ref')
  const name = reference === undefined ? undefined : definitionName(reference)
  const plain: TypeExpression = {
    kind: 'namedType',
    name: name ?? kindOf(textAt(declared, 'type') ?? 'any'),
    ...place,
  }
  return isTrue(fieldOf(declared, 'nullable')) ? { kind: 'nullableType', inner: plain, ...place } : plain
}

/** What Bicep writes as `@secure()`. */
export const lowerSecrecy = (declared: Dictionary, place: Place): readonly Decorator[] =>
  /^secure/i.test(textAt(declared, 'type') ?? '')
    ? [{ namespace: undefined, name: { name: 'secure', ...place }, arguments: [], ...place }]
    : []

/** What ARM demands of a value, by the decorators that Bicep writes for it. */
const rules = [
  ['allowedValues', 'allowed'],
  ['minValue', 'minValue'],
  ['maxValue', 'maxValue'],
  ['minLength', 'minLength'],
  ['maxLength', 'maxLength'],
] as const

/** What is demanded of the values of a parameter. */
export const lowerRules = (declared: Dictionary, place: Place, source: ArmSource): readonly Decorator[] =>
  rules.flatMap(([field, decorator]) => {
    const limit = fieldOf(declared, field)
    return limit === undefined
      ? []
      : [
          {
            namespace: undefined,
            name: { name: decorator, ...place },
            arguments: [lowerValue(limit, outermost, source)],
            ...place,
          },
        ]
  })
