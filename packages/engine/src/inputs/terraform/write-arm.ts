// Writes an instance as ARM shapes it, by the table of its type.
import type { Span } from '../../diagnostics/index.ts'
import { type Dictionary, dictionary, type Field, scalar, textAt, type Value } from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'
import type { Step } from './address.ts'
import { type Instance, itemCount } from './instances.ts'
import type { FieldMapping } from './mapping.ts'
import type { Resolver } from './resolver.ts'
import { isUnset, listOf, lookUp, named, placed } from './values.ts'

/** What writing one instance needs to know. */
export interface WriteContext {
  readonly instance: Instance
  readonly resolver: Resolver
  /** Id of the resource that the names of siblings belong to. */
  readonly owner: string
  /** Whether a child of the instance's own is a resource that is declared, or was removed, elsewhere. */
  readonly isElsewhere: (childType: string, name: string) => boolean
}

/** A dot inside a name of ARM's is written as a tilde. */
const namesOf = (to: string): readonly string[] => to.split('.').map((name) => name.replaceAll('~', '.'))

/** A copy with a value at a path; a list that is there already is continued. */
const withAt = (
  body: Dictionary,
  path: readonly string[],
  value: Value,
  span: Span | undefined,
): Dictionary => {
  const [name, ...rest] = path
  if (name === undefined) return body
  const key = name.toLowerCase()
  const old = body.fields.get(key)
  const inner =
    rest.length > 0
      ? withAt(old?.value.kind === 'dictionary' ? old.value : dictionary({}, span), rest, value, span)
      : joined(old?.value, value)
  const field: Field = { name: old?.name ?? name, nameSpan: undefined, value: inner }
  return { ...body, fields: new Map(body.fields).set(key, field) }
}

/** Lists are continued, objects completed; of two other values the first stays: the newer attribute stands first in no table. */
const joined = (old: Value | undefined, value: Value): Value => {
  if (old?.kind === 'list' && value.kind === 'list') return { ...old, items: [...old.items, ...value.items] }
  if (old?.kind === 'dictionary' && value.kind === 'dictionary') return mergedBodies(old, value)
  return value
}

/** Two bodies of one resource as one: lists are continued. */
export const mergedBodies = (first: Dictionary, second: Dictionary): Dictionary => {
  const fields = new Map(first.fields)
  for (const [key, field] of second.fields) {
    const old = fields.get(key)
    fields.set(key, old === undefined ? field : { ...old, value: joined(old.value, field.value) })
  }
  return { ...first, fields }
}

const worded = (value: Value, words: ReadonlyMap<string | boolean, string>): Value => {
  if (value.kind !== 'scalar' || (typeof value.value !== 'string' && typeof value.value !== 'boolean'))
    return value
  const word = words.get(value.value)
  return word === undefined ? value : { ...value, value: word }
}

const asText = (value: Value, separator: string): Value => {
  if (value.kind !== 'list') return value
  const texts = value.items.map((item) => textAt(item))
  const known = texts.filter((text) => text !== undefined)
  return known.length === texts.length ? scalar(known.join(separator), value.span) : value
}

/** The part of a text that a pattern matches; undefined where it does not. */
const partOf = (value: Value, pattern: RegExp): Value | undefined => {
  const text = textAt(value)
  const found = text === undefined ? undefined : pattern.exec(text)?.[1]
  if (text === undefined) return value
  return found === undefined ? undefined : scalar(found, value.span)
}

/** Writes fields of one level. `path`: where in the instance that level is. */
const writeFields = (
  fields: readonly FieldMapping[],
  path: readonly Step[],
  body: Dictionary,
  context: WriteContext,
): Dictionary => {
  const { instance, resolver } = context
  const place = (span: Span | undefined): Span | undefined => named(span, instance.address)
  const here = place(lookUp(instance.values, path)?.span ?? instance.span)
  const inner = (attribute: string): readonly Step[] => (attribute === '' ? path : [...path, attribute])

  const written = (field: FieldMapping): Value | undefined => {
    switch (field.kind) {
      case 'copy': {
        const value = resolver.valueAt(instance, inner(field.from))
        if (value === undefined) return undefined
        const text = field.separator === undefined ? value : asText(value, field.separator)
        const part = field.pattern === undefined ? text : partOf(text, field.pattern)
        if (part === undefined) return undefined
        return placed(field.words === undefined ? part : worded(part, field.words), place)
      }
      case 'negate': {
        const value = resolver.valueAt(instance, inner(field.from))
        if (value?.kind !== 'scalar' || typeof value.value !== 'boolean') return value
        return scalar(!value.value, place(value.span))
      }
      case 'parse': {
        const value = resolver.valueAt(instance, inner(field.from))
        const text = textAt(value)
        const parsed = text === undefined ? value : parseJson(text, '').value
        return parsed === undefined ? undefined : placed(parsed, () => place(value?.span))
      }
      case 'wrap': {
        const value = resolver.valueAt(instance, inner(field.from))
        return value === undefined || isUnset(value) ? undefined : listOf([placed(value, place)], here)
      }
      case 'link': {
        const value = resolver.linkAt(instance, inner(field.from), field.target)
        return value === undefined ? undefined : placed(value, place)
      }
      case 'links': {
        const values = resolver.linksAt(instance, inner(field.from), field.target)
        if (values.length === 0) return undefined
        const items = values.map((value) => {
          const text = placed(value, place)
          return field.field === undefined ? text : dictionary({ [field.field]: text }, text.span)
        })
        return listOf(items, here)
      }
      case 'constant':
        return scalar(field.value, here)
      case 'sibling': {
        const name = resolver.valueAt(instance, inner(field.from))
        if (name?.kind === 'unknown') return name
        const text = textAt(name)
        return text === undefined
          ? undefined
          : scalar(`${context.owner}/${field.childType}/${text}`, place(name?.span))
      }
      case 'item':
        return listOf([writeFields(field.fields, path, dictionary({}, here), context)], here)
      case 'block':
      case 'blocks':
        return writtenBlocks(field)
    }
  }

  const writtenBlocks = (field: Extract<FieldMapping, { kind: 'block' | 'blocks' }>): Value | undefined => {
    const from = inner(field.from)
    const whole = lookUp(instance.values, from)
    if (whole?.kind === 'dictionary')
      return writeFields(field.fields, from, dictionary({}, place(whole.span)), context)
    const count = itemCount(instance, from)
    if (count === 0) {
      // A list that is made by an expression, and not known yet; without an expression the provider makes it.
      const value = resolver.valueAt(instance, from)
      return value?.kind === 'unknown' ? value : undefined
    }
    const items: Value[] = []
    for (let index = 0; index < count; index += 1) {
      const at: readonly Step[] = [...from, { key: index }]
      const item = lookUp(instance.values, at)
      const name = textAt(item, 'name')
      if (field.childType !== undefined && name !== undefined && context.isElsewhere(field.childType, name))
        continue
      items.push(writeFields(field.fields, at, dictionary({}, place(item?.span ?? here)), context))
    }
    return field.kind === 'block' ? items[0] : listOf(items, place(whole?.span ?? here))
  }

  return fields.reduce((result, field) => {
    const value = written(field)
    return value === undefined ? result : withAt(result, namesOf(field.to), value, here)
  }, body)
}

/** Attributes that resources of all types have. */
const common: readonly FieldMapping[] = [
  { kind: 'copy', from: 'location', to: 'location' },
  { kind: 'copy', from: 'zones', to: 'zones' },
]

/** The whole resource: id, type, name, and what its table tells. */
export const writeResource = (
  type: string,
  id: string,
  fields: readonly FieldMapping[],
  context: WriteContext,
): Dictionary => {
  const span = named(context.instance.span, context.instance.address)
  const head = dictionary(
    {
      id: scalar(id, span),
      type: scalar(type, span),
      name: scalar(id.slice(id.lastIndexOf('/') + 1), span),
      properties: dictionary({}, span),
    },
    span,
  )
  return writeFields([...common, ...fields], [], head, context)
}

/** A part of another resource: it says that the resource is there, and something of it. */
export const writeAddition = (
  id: string,
  fields: readonly FieldMapping[],
  context: WriteContext,
): Dictionary => {
  const span = named(context.instance.span, context.instance.address)
  const head = dictionary({ id: scalar(id, span), properties: dictionary({}, span) }, span)
  return writeFields(fields, [], head, context)
}
