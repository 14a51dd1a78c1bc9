// A value that a parameter could have: of its declared type, and of the form that its name and its uses promise.
import type { Span } from '../../diagnostics/index.ts'
import type { Loaded, Value } from '../../resources/index.ts'

const forms: readonly (readonly [RegExp, unknown])[] = [
  [/prefix|cidr|range/i, '10.99.0.0/16'],
  [/address|ip$/i, '10.99.0.4'],
  [/location|region/i, 'japaneast'],
]

/** The types of resources whose ids parameters like to hold. */
const idTypes: readonly (readonly [RegExp, string])[] = [
  [/circuit/i, 'expressRouteCircuits'],
  [/table/i, 'routeTables'],
  [/nsg|securitygroup/i, 'networkSecurityGroups'],
  [/gateway/i, 'virtualNetworkGateways'],
  [/hub(?!.*vnet)/i, 'virtualHubs'],
]

const idFor = (name: string): string => {
  const type = idTypes.find(([form]) => form.test(name))?.[1] ?? 'virtualNetworks'
  return `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/${type}/${name}`
}

const textFor = (name: string): string => {
  if (/ids?$/i.test(name)) return idFor(name.replace(/_?ids?$/i, '') || name)
  const form = forms.find(([pattern]) => pattern.test(name))?.[1]
  return typeof form === 'string' ? form : 'value'
}

/** The type that a Bicep declaration states: `param NAME TYPE`. */
const declaredType = (
  name: string,
  span: Span | undefined,
  sources: Loaded['sources'],
): string | undefined => {
  const line = span === undefined ? undefined : sources.get(span.file)?.split('\n')[span.line - 1]
  const [, written, type] = /^\s*param\s+(\w+)\s+(\S+)/.exec(line ?? '') ?? []
  return written === name ? type : undefined
}

const originsIn = (value: Value): readonly string[] => {
  switch (value.kind) {
    case 'unknown':
      return [value.origin]
    case 'scalar':
      return typeof value.value === 'string' && value.value.includes('‹') ? [value.value] : []
    case 'list':
      return value.items.flatMap(originsIn)
    case 'dictionary':
      return [...value.fields.values()].flatMap((field) => originsIn(field.value))
  }
}

/** Secrets have no place in hairpin.yaml, and no route depends on them. */
const isSecret = (field: string): boolean => /key|password|secret|token/i.test(field)

/** The fields of an object that the template reads, as far as values show it. */
const fieldsRead = (name: string, { resourceSet }: Loaded): readonly string[] => {
  const found = new Set<string>()
  for (const { body } of resourceSet.resources.values()) {
    for (const origin of originsIn(body)) {
      for (const [, owner, field] of origin.matchAll(/([A-Za-z_]\w*)\.([A-Za-z_]\w*)/g))
        if (owner === name && field !== undefined && !isSecret(field)) found.add(field)
    }
  }
  return [...found].sort()
}

/** The guess. */
export const guessedValue = (name: string, span: Span | undefined, loaded: Loaded): unknown => {
  const type = declaredType(name, span, loaded.sources)
  if (type === 'array' || type?.endsWith('[]') === true) return []
  if (type === 'int') return /asn/i.test(name) ? 65001 : 1
  if (type === 'bool') return true
  const fields = fieldsRead(name, loaded)
  if (type === 'object' || fields.length > 0) {
    return Object.fromEntries(
      fields.map((field) => [field, field.toLowerCase() === 'id' ? idFor(name) : textFor(field)]),
    )
  }
  return textFor(name)
}
