// What az, the SDKs and PowerShell make of a REST resource: written from their side, knowing nothing of the reader.

type Json = unknown
type Fields = Record<string, Json>

const isFields = (value: Json): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Applies a change to every object, innermost first; tags stay as they are. */
const everywhere = (value: Json, change: (fields: Fields) => Fields): Json => {
  if (Array.isArray(value)) return value.map((item) => everywhere(item, change))
  if (!isFields(value)) return value
  return change(
    Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === 'tags' ? inner : everywhere(inner, change),
      ]),
    ),
  )
}

/** The SDK's objects: `properties` dissolved; a property that is called as a field of the resource gets a longer name. */
export const asSdk = (resource: Json): Json =>
  everywhere(resource, (fields) => {
    const { properties, ...beside } = fields
    if (!isFields(properties)) return fields
    const below = Object.entries(properties).map(([name, value]) =>
      Object.hasOwn(beside, name) ? [`${name}PropertiesType`, value] : [name, value],
    )
    return { ...beside, ...Object.fromEntries(below) }
  })

/** What `az network` prints: the SDK's objects, with the resource group beside each id. */
export const asAz = (resource: Json): Json =>
  everywhere(asSdk(resource), (fields) => {
    const group = /\/resourceGroups\/([^/]+)\//i.exec(String(fields['id'] ?? ''))?.[1]
    return group === undefined ? fields : { ...fields, resourceGroup: group }
  })

/** Older versions of `az` also print what is not there. */
export const asOldAz = (resource: Json): Json =>
  everywhere(asAz(resource), (fields) => ('id' in fields ? { absent: null, plan: null, ...fields } : fields))

/** Python's `as_dict()`: names in snake case. */
export const asPython = (resource: Json): Json =>
  everywhere(asSdk(resource), (fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name
          .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
          .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
          .toLowerCase(),
        value,
      ]),
    ),
  )

/** Lists that PowerShell has under the name of a single value. */
const single: Readonly<Record<string, string>> = {
  destinationPortRanges: 'destinationPortRange',
}

/** `Get-Az… | ConvertTo-Json`: names in Pascal case, each object once more as text. */
export const asPowerShell = (resource: Json): Json =>
  everywhere(asSdk(resource), (fields) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        const own = single[name] ?? name
        const pascal = `${own[0]?.toUpperCase() ?? ''}${own.slice(1)}`
        if (name === 'addressPrefix') return [[pascal, [value]]]
        if (name === 'tags') return [['Tag', value]]
        return typeof value === 'object'
          ? [
              [pascal, value],
              [`${pascal}Text`, JSON.stringify(value)],
            ]
          : [[pascal, value]]
      }),
    ),
  )
