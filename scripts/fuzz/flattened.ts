// Resources as `az network … list` prints them: without `properties`, and with the resource group beside each id.

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const dissolved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(dissolved)
  if (!isFields(value)) return value
  const { properties, ...beside } = value
  const fields = { ...beside, ...(isFields(properties) ? properties : {}) }
  const group = /\/resourceGroups\/([^/]+)/i.exec(String(fields['id'] ?? ''))?.[1]
  const flat = Object.entries(fields).map(([name, inner]) => [name, dissolved(inner)] as const)
  return Object.fromEntries(group === undefined ? flat : [...flat, ['resourceGroup', group] as const])
}

/** A text of resources in ARM's shape as one in the shape of `az`. */
export const flattened = (text: string): string => JSON.stringify(dissolved(JSON.parse(text)), undefined, 2)
