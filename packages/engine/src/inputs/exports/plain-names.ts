// Brings the names of properties into ARM's: those of Python objects (snake case) and of PowerShell objects.
import type { Dictionary, Field, Value } from '../../resources/index.ts'

const snakeCase = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/

/** Dictionaries whose names are not names of properties. */
const foreignNames: ReadonlySet<string> = new Set(['identity', 'tags'])

const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const mapValues = (value: Value, rename: (dictionary: Dictionary) => Dictionary): Value => {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => mapValues(item, rename)) }
  if (value.kind !== 'dictionary') return value
  const fields = new Map<string, Field>()
  for (const [key, field] of value.fields)
    fields.set(key, foreignNames.has(key) ? field : { ...field, value: mapValues(field.value, rename) })
  return rename({ ...value, fields })
}

const fromSnakeCase = (dictionary: Dictionary): Dictionary => {
  const fields = new Map<string, Field>()
  for (const [key, field] of dictionary.fields) {
    const name = snakeCase.test(field.name) ? camelCase(field.name) : field.name
    fields.set(name === field.name ? key : name.toLowerCase(), { ...field, name })
  }
  return { ...dictionary, fields }
}

/** Where ARM has one name for one value and another for several, PowerShell has a list under the first. */
const severalNames: ReadonlyMap<string, string> = new Map([
  ['addressprefix', 'addressPrefixes'],
  ['destinationaddressprefix', 'destinationAddressPrefixes'],
  ['destinationportrange', 'destinationPortRanges'],
  ['sourceaddressprefix', 'sourceAddressPrefixes'],
  ['sourceportrange', 'sourcePortRanges'],
])

/** Takes away the texts that PowerShell prints beside an object, and lists where ARM has one value. */
const fromPowerShell = (dictionary: Dictionary): Dictionary => {
  const fields = new Map<string, Field>()
  for (const [key, field] of dictionary.fields) {
    if (key.endsWith('text') && dictionary.fields.has(key.slice(0, -'text'.length))) continue
    const several = severalNames.get(key)
    if (several === undefined || field.value.kind !== 'list') fields.set(key, field)
    else {
      const [first, ...others] = field.value.items
      if (first !== undefined && others.length === 0) fields.set(key, { ...field, value: first })
      else if (first !== undefined) fields.set(several.toLowerCase(), { ...field, name: several })
    }
  }
  const tag = fields.get('tag')
  if (tag !== undefined && !fields.has('tags')) {
    fields.delete('tag')
    fields.set('tags', { ...tag, name: 'tags' })
  }
  return { ...dictionary, fields }
}

/** Whether an object was printed by PowerShell: it writes `Id` where every other program writes `id`. */
const isPowerShell = ({ fields }: Dictionary): boolean =>
  fields.get('id')?.name === 'Id' || fields.get('resourceid')?.name === 'ResourceId'

/** The object with the names of ARM, the same one when it has them. Letter case needs no care: nothing minds it. */
export const plainNames = (item: Dictionary): Dictionary => {
  const names = [...item.fields.values()].map((field) => field.name)
  const rename = names.some((name) => snakeCase.test(name))
    ? fromSnakeCase
    : isPowerShell(item)
      ? fromPowerShell
      : undefined
  const renamed = rename === undefined ? item : mapValues(item, rename)
  return renamed.kind === 'dictionary' ? renamed : item
}
