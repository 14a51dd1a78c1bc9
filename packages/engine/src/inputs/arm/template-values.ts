// Values as a template means them: expressions that are not evaluated and secrets become unknown.
import type { Dictionary, Field, List, Value } from '../../resources/index.ts'

/** Fields whose values must never reach an output (lower case). */
export const secretFields: ReadonlySet<string> = new Set([
  'adminpassword',
  'authorizationkey',
  'md5',
  'primarykey',
  'protectedsettings',
  'psk',
  'radiusserversecret',
  'secondarykey',
  'servicekey',
  'sharedkey',
  'sitekey',
])

/** Whether a template's string is an expression: `[…]`, but not the escaped `[[…]`. */
export const isExpression = (text: string): boolean =>
  text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[')

/** The text that an escaped string stands for. */
export const unescapeBracket = (text: string): string =>
  text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text

const readField = (field: Field, key: string, template: boolean): Value => {
  if (secretFields.has(key) && !(field.value.kind === 'scalar' && field.value.value === null))
    return { kind: 'unknown', reason: 'secret', origin: field.name, span: field.value.span }
  return readTemplateValue(field.value, template)
}

/**
 * A dictionary in which every expression (in a template) and every secret is unknown; the same one when there is
 * none, as in most exports.
 */
export const readTemplateDictionary = (dictionary: Dictionary, template: boolean): Dictionary => {
  let fields: Map<string, Field> | undefined
  for (const [key, field] of dictionary.fields) {
    const value = readField(field, key, template)
    if (value === field.value) continue
    fields ??= new Map(dictionary.fields)
    fields.set(key, { ...field, value })
  }
  return fields === undefined ? dictionary : { ...dictionary, fields }
}

const readList = (list: List, template: boolean): List => {
  const items = list.items.map((item) => readTemplateValue(item, template))
  return items.every((item, index) => item === list.items[index]) ? list : { ...list, items }
}

/** The same for any value; outside a template a string in brackets is only a string. Nesting is bounded by the reader. */
const readTemplateValue = (value: Value, template: boolean): Value => {
  switch (value.kind) {
    case 'scalar':
      if (!template || typeof value.value !== 'string' || !value.value.startsWith('[')) return value
      return isExpression(value.value)
        ? { kind: 'unknown', reason: 'expression', origin: value.value, span: value.span }
        : { ...value, value: unescapeBracket(value.value) }
    case 'list':
      return readList(value, template)
    case 'dictionary':
      return readTemplateDictionary(value, template)
    case 'unknown':
      return value
  }
}
