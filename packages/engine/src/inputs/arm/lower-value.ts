// JSON of an ARM template as expressions: strings that hold one, and `copy` among the properties of an object.
import { type Dictionary, type Field, fieldOf, type List, textAt, type Value } from '../../resources/index.ts'
import type { Expression, Interpolation, Literal, Loop, ObjectProperty } from '../expressions/expression.ts'
import { parseArmExpression } from './parse-expression.ts'
import { type ArmScope, indexName, withinLoop } from './scope.ts'
import { type ArmSource, placeOfValue } from './template-source.ts'
import { isExpression, unescapeBracket } from './template-values.ts'

/** The expression for a string: parsed, or the text that it is. */
const lowerText = (text: string, value: Value, scope: ArmScope, source: ArmSource): Expression => {
  const place = placeOfValue(value, source)
  return isExpression(text)
    ? parseArmExpression(text, place, scope, source)
    : { kind: 'literal', value: unescapeBracket(text), ...place }
}

const lowerKey = (field: Field, scope: ArmScope, source: ArmSource): Literal | Interpolation => {
  const place = source.placeOf(field.nameSpan)
  if (!isExpression(field.name)) return { kind: 'literal', value: unescapeBracket(field.name), ...place }
  const inner = parseArmExpression(field.name, place, scope, source)
  return { kind: 'interpolation', texts: ['', ''], holes: [inner], ...place }
}

/** The loops that an object's `copy` holds; undefined for a property that is only called so. */
export const copiesIn = (value: Value | undefined): readonly Dictionary[] | undefined => {
  if (value?.kind !== 'list' || value.items.length === 0) return undefined
  const loops = value.items.filter((item) => item.kind === 'dictionary')
  const areLoops = loops.every((loop) => loop.fields.has('count') && loop.fields.has('input'))
  return areLoops && loops.length === value.items.length ? loops : undefined
}

/** The value that a `copy` with an `input` stands for. */
export const lowerLoop = (copy: Dictionary, name: string, scope: ArmScope, source: ArmSource): Loop => {
  const place = placeOfValue(copy, source)
  const count = fieldOf(copy, 'count')
  const input = fieldOf(copy, 'input')
  const label = textAt(copy, 'name') ?? name
  return {
    kind: 'loop',
    header: {
      item: { name: indexName(label), ...place },
      label,
      count: count === undefined ? { kind: 'invalid', ...place } : lowerValue(count, scope, source),
    },
    body:
      input === undefined
        ? { kind: 'invalid', ...place }
        : lowerValue(input, withinLoop(scope, label, 'property'), source),
    ...place,
  }
}

const lowerCopies = (
  copies: readonly Dictionary[],
  scope: ArmScope,
  source: ArmSource,
): readonly ObjectProperty[] =>
  copies.map((copy) => {
    const name = textAt(copy, 'name') ?? 'copy'
    const place = source.placeOf(fieldOf(copy, 'name')?.span ?? copy.span)
    const value = lowerLoop(copy, name, scope, source)
    return {
      kind: 'entry',
      key: { kind: 'literal', value: name, ...place },
      value,
      start: place.start,
      end: value.end,
    }
  })

/** The entries of an object. */
export const lowerEntries = (
  { fields }: Dictionary,
  scope: ArmScope,
  source: ArmSource,
): readonly ObjectProperty[] =>
  [...fields].flatMap(([name, field]): readonly ObjectProperty[] => {
    const copies = name === 'copy' ? copiesIn(field.value) : undefined
    if (copies !== undefined) return lowerCopies(copies, scope, source)
    const key = lowerKey(field, scope, source)
    const value = lowerValue(field.value, scope, source)
    return [{ kind: 'entry', key, value, start: key.start, end: value.end }]
  })

const lowerList = (list: List, scope: ArmScope, source: ArmSource): Expression => ({
  kind: 'array',
  items: list.items.map((item) => lowerValue(item, scope, source)),
  ...placeOfValue(list, source),
})

/** The expression that any JSON of a template stands for. Nesting is bounded by the reader of JSON. */
export const lowerValue = (value: Value, scope: ArmScope, source: ArmSource): Expression => {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string'
        ? lowerText(value.value, value, scope, source)
        : { kind: 'literal', value: value.value, ...placeOfValue(value, source) }
    case 'list':
      return lowerList(value, scope, source)
    case 'dictionary':
      return { kind: 'object', entries: lowerEntries(value, scope, source), ...placeOfValue(value, source) }
    case 'unknown':
      return { kind: 'invalid', ...placeOfValue(value, source) }
  }
}
