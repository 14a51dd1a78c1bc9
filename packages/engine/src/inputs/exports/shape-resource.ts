// Gives a resource of an export ARM's own shape, whichever program printed it: `properties` where ARM has them.
import {
  type Dictionary,
  dictionary,
  type Field,
  fieldOf,
  type List,
  parseResourceId,
  scalar,
  textAt,
  type Value,
  withField,
  withoutField,
} from '../../resources/index.ts'
import { formNamed, formOfType, type ObjectForm } from './nested-objects.ts'
import { plainNames } from './plain-names.ts'

/** Fields that stand beside `properties` (lower case). */
const envelope: ReadonlySet<string> = new Set([
  'apiversion',
  'comments',
  'condition',
  'copy',
  'dependson',
  'etag',
  'existing',
  'extendedlocation',
  'id',
  'identity',
  'instanceid',
  'kind',
  'location',
  'managedby',
  'name',
  'placement',
  'plan',
  'properties',
  'resources',
  'scope',
  'sku',
  'tags',
  'type',
  'zones',
])

/** What programs add to a resource or to a link, and ARM does not have. The id says the same. */
const added: ReadonlySet<string> = new Set([
  'resourcegroup',
  'resourcegroupname',
  'subscriptionid',
  'systemdata',
  'tenantid',
])

/** What `az vm list --show-details` gathers from elsewhere. */
const gathered: readonly string[] = ['fqdns', 'macaddresses', 'powerstate', 'privateips', 'publicips']

/** Names that a flattened property takes when its own is already that of the resource. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['typepropertiestype', 'type'],
  ['virtualwantype', 'type'],
])

const isNull = (value: Value): boolean => value.kind === 'scalar' && value.value === null

/** A field that says nothing: null, what programs add, and a status that Azure does not know. */
const isNoise = (key: string, { value }: Field, ofResource: boolean): boolean => {
  if (isNull(value) || (ofResource && added.has(key))) return true
  if (value.kind !== 'scalar') return false
  if (key === 'connectionstatus') return value.value === 'Unknown'
  return ofResource && (key === 'kind' || key === 'managedby') && value.value === ''
}

/** The items after a change, the same list where none of them changed. */
const mapItems = (list: List, change: (item: Value) => Value): List => {
  let items: Value[] | undefined
  for (const [index, item] of list.items.entries()) {
    const changed = change(item)
    if (changed !== item) items ??= list.items.slice(0, index)
    items?.push(changed)
  }
  return items === undefined ? list : { ...list, items }
}

/** The value without noise at any depth, the same one where there is none. Tags are the user's. */
const withoutNoise = (value: Value): Value => {
  if (value.kind === 'list') return mapItems(value, withoutNoise)
  if (value.kind !== 'dictionary') return value
  const ofResource = value.fields.has('id')
  let fields: Map<string, Field> | undefined
  for (const [key, field] of value.fields) {
    const cleaned = key === 'tags' ? field.value : withoutNoise(field.value)
    if (isNoise(key, field, ofResource)) {
      fields ??= new Map(value.fields)
      fields.delete(key)
    } else if (cleaned !== field.value) {
      fields ??= new Map(value.fields)
      fields.set(key, { ...field, value: cleaned })
    }
  }
  return fields === undefined ? value : { ...value, fields }
}

const belongsBeside = (key: string, form: ObjectForm): boolean =>
  envelope.has(key) && !(key === 'sku' && form.skuInProperties)

/** Gathers the fields of a flattened object below `properties`; a link, and what has them already, stays as it is. */
const withProperties = (object: Dictionary, form: ObjectForm): Dictionary => {
  if (fieldOf(object, 'properties')?.kind === 'dictionary') return object
  if ([...object.fields.keys()].every((key) => belongsBeside(key, form))) return object
  const beside = new Map<string, Field>()
  const below = new Map<string, Field>()
  for (const [key, field] of object.fields) {
    const name = renamed.get(key)
    if (name !== undefined) below.set(name, { ...field, name })
    else (belongsBeside(key, form) ? beside : below).set(key, field)
  }
  const properties: Dictionary = { kind: 'dictionary', fields: below, span: object.span }
  beside.set('properties', { name: 'properties', nameSpan: undefined, value: properties })
  return { ...object, fields: beside }
}

/** An object, or each object of a list, in its form; the same value where it is in it already. */
const shapeValue = (value: Value, form: ObjectForm): Value => {
  if (value.kind === 'dictionary') return shapeObject(value, form)
  return value.kind === 'list' ? mapItems(value, (item) => shapeValue(item, form)) : value
}

/** Shapes what is found at a path; nothing is made on the way. */
const shapeAt = (holder: Dictionary, [name, ...rest]: readonly string[], form: ObjectForm): Dictionary => {
  const value = name === undefined ? undefined : fieldOf(holder, name)
  if (name === undefined || value === undefined) return holder
  const isLast = rest.length === 0
  if (!isLast && value.kind !== 'dictionary') return holder
  const shaped = isLast || value.kind !== 'dictionary' ? shapeValue(value, form) : shapeAt(value, rest, form)
  return shaped === value ? holder : withField(holder, name, shaped)
}

/** Bounded by the nesting that the reader of JSON allows. */
const shapeObject = (object: Dictionary, form: ObjectForm): Dictionary => {
  const whole = withProperties(object, form)
  const properties = fieldOf(whole, 'properties')
  if (properties?.kind !== 'dictionary') return whole
  const shaped = form.nested.reduce(
    (holder, { path, form: name }) => shapeAt(holder, path, formNamed(name)),
    properties,
  )
  return shaped === properties ? whole : withField(whole, 'properties', shaped)
}

/** `az vm list --show-details` tells the power state in words, "VM deallocated"; ARM tells it in the instance view. */
const withPowerState = (machine: Dictionary): Dictionary => {
  const words = textAt(machine, 'powerstate')
  const kept = gathered.reduce(withoutField, machine)
  if (words === undefined || fieldOf(kept, 'instanceview') !== undefined) return kept
  const code = `PowerState/${words.replace(/^VM /i, '')}`
  const status = dictionary({ code: scalar(code, fieldOf(machine, 'powerstate')?.span) })
  const statuses: Value = { kind: 'list', items: [status], span: undefined }
  return withField(kept, 'instanceView', dictionary({ statuses }))
}

const typeOf = (item: Dictionary): string | undefined => {
  const id = parseResourceId(textAt(item, 'id') ?? textAt(item, 'resourceId') ?? '')
  return id?.type ?? textAt(item, 'type') ?? textAt(item, 'resourceType')
}

/** PowerShell calls some fields of the envelope by other names. */
const withArmNames = (item: Dictionary): Dictionary => {
  const other: readonly (readonly [string, string])[] = [
    ['resourceId', 'id'],
    ['resourceType', 'type'],
  ]
  return other.reduce((named, [from, to]) => {
    const value = fieldOf(named, from)
    // A member of a network group also names a resource by `resourceId`: that is another one, and it has an id itself.
    return value === undefined || named.fields.has(to) || named.fields.has('id')
      ? named
      : withField(withoutField(named, from), to, value)
  }, item)
}

/**
 * A resource as ARM's REST API shows it. Taken are that shape itself, the flattened one of `az` and of the SDKs
 * (also with names in snake case), that of PowerShell's objects, and mixtures of them.
 */
export const shapeResource = (item: Dictionary): Dictionary => {
  const type = typeOf(item)
  if (type === undefined) return item
  const named = withArmNames(plainNames(item))
  const cleaned = withoutNoise(named)
  if (cleaned.kind !== 'dictionary') return item
  const isMachine = type.toLowerCase() === 'microsoft.compute/virtualmachines'
  return shapeObject(isMachine ? withPowerState(cleaned) : cleaned, formOfType(type))
}
