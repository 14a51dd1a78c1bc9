// Which parameters without a value make a difference to the network.
import { type Dictionary, fieldOf, textAt, type Value } from '../../resources/index.ts'
import { secretFields } from '../arm/template-values.ts'
import { namesIn } from '../expressions/unknown-origins.ts'

/** Fields that no route depends on (lower case): two regions that are not known count as the same one. */
const irrelevantFields: ReadonlySet<string> = new Set([...secretFields, 'location', 'tags', 'zones'])

/** Names that a value needs to be known; of a text that is known in part, the names in its holes. */
export const namesNeededBy = (value: Value): readonly string[] => {
  switch (value.kind) {
    case 'unknown':
      return value.reason === 'parameter' ? namesIn(value.origin) : []
    case 'scalar':
      return typeof value.value === 'string' && value.value.includes('‹') ? namesIn(value.value) : []
    case 'list':
      return value.items.flatMap(namesNeededBy)
    case 'dictionary':
      return [...value.fields].flatMap(([key, field]) =>
        irrelevantFields.has(key) ? [] : namesNeededBy(field.value),
      )
  }
}

/** Of a machine only what it is called and which network interfaces it has makes a difference. */
const relevantPartsOf = (resource: Dictionary): readonly (Value | undefined)[] => {
  const type = textAt(resource, 'type')?.toLowerCase() ?? ''
  if (type.startsWith('microsoft.network/')) return [resource]
  return type === 'microsoft.compute/virtualmachines'
    ? [
        fieldOf(resource, 'id'),
        fieldOf(resource, 'condition'),
        fieldOf(fieldOf(resource, 'properties'), 'networkProfile'),
      ]
    : []
}

/** Names that a resource of the network needs to be known. */
export const namesNeededByResource = (resource: Dictionary): readonly string[] =>
  relevantPartsOf(resource).flatMap((part) => (part === undefined ? [] : namesNeededBy(part)))
