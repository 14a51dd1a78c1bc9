// Ids of the parts of a network resource that are no resources of their own: Azure gives every named one an id.
import { type Dictionary, type Field, scalar, textAt, type Value, withField } from '../../resources/index.ts'

const withId = (item: Value, id: string): Value => {
  if (item.kind !== 'dictionary') return item
  const named = item.fields.has('id') ? item : withField(item, 'id', scalar(id, item.span))
  const inner = named.fields.get('properties')?.value
  return inner?.kind === 'dictionary' ? withField(named, 'properties', withPartIds(inner, id)) : named
}

/**
 * The properties in which every named item of a list has an id below its parent's, as
 * `…/applicationGateways/agw/httpListeners/https`. An item that has one keeps it.
 */
export const withPartIds = (properties: Dictionary, parent: string): Dictionary => {
  let fields: Map<string, Field> | undefined
  for (const [key, field] of properties.fields) {
    if (field.value.kind !== 'list') continue
    const { items } = field.value
    if (!items.some((item) => textAt(item, 'name') !== undefined)) continue
    const named = items.map((item) => {
      const name = textAt(item, 'name')
      return name === undefined ? item : withId(item, `${parent}/${field.name}/${name}`)
    })
    fields ??= new Map(properties.fields)
    fields.set(key, { ...field, value: { ...field.value, items: named } })
  }
  return fields === undefined ? properties : { ...properties, fields }
}
