// Finds the resources in a JSON document, whichever program wrote it.
import { type Dictionary, fieldOf, parseResourceId, textAt, type Value } from '../../resources/index.ts'

/** What kind of document it is, and the values that should be resources. */
export type DocumentShape =
  | { readonly kind: 'resources'; readonly items: readonly Value[] }
  /** A list that is empty: nothing in it tells what it is a list of. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unrecognised'; readonly keys: readonly string[] }

const typeText = /^[a-z0-9]+(?:\.[a-z0-9]+)+\/[a-z0-9/.[\]()'_-]+$/i

const looksLikeResource = (value: Value): boolean => {
  const type = textAt(value, 'type')
  if (type !== undefined && typeText.test(type)) return true
  // PowerShell's Get-AzResource says resourceId; others say so of resources that they are about, but not with a type.
  const id = textAt(value, 'id') ?? (textAt(value, 'resourceType') && textAt(value, 'resourceId'))
  return id !== undefined && parseResourceId(id) !== undefined
}

/** The resources of a template's `resources`: a list, or named entries (language version 2.0). */
const resourceEntries = (resources: Value | undefined): readonly Value[] => {
  if (resources?.kind === 'list') return resources.items
  if (resources?.kind === 'dictionary') return [...resources.fields.values()].map((field) => field.value)
  return []
}

/** Whether a document is a deployment template. */
export const isTemplate = (document: Dictionary): boolean => {
  const resources = fieldOf(document, 'resources')
  if (resources?.kind !== 'list' && resources?.kind !== 'dictionary') return false
  const schema = textAt(document, '$schema')?.toLowerCase() ?? ''
  return (
    /deploymenttemplate\.json/.test(schema) ||
    textAt(document, 'contentVersion') !== undefined ||
    resourceEntries(resources).some(looksLikeResource)
  )
}

/** Lists by the name that carries them: REST and `az` (value), Resource Graph (data), Bicep's snapshot. */
const wrappers: readonly string[] = ['value', 'data', 'predictedResources']

/** What `az deployment … what-if` says will be there. */
const afterChange = (change: Value): Value | undefined =>
  textAt(change, 'changeType')?.toLowerCase() === 'delete'
    ? undefined
    : [fieldOf(change, 'after'), fieldOf(change, 'before')].find((state) => state?.kind === 'dictionary')

const shapeOfList = (items: readonly Value[]): DocumentShape | undefined => {
  if (items.length === 0) return { kind: 'empty' }
  return items.some(looksLikeResource) ? { kind: 'resources', items } : undefined
}

/** What `az network … create` prints, `{newVNet: {…}}`, and files that scripts put together: resources by some name. */
const shapeOfNamed = (document: Dictionary): DocumentShape | undefined => {
  const named = [...document.fields.values()].map(({ value }) => value)
  const holds = (value: Value): boolean =>
    value.kind === 'list' ? value.items.every(looksLikeResource) : looksLikeResource(value)
  const items = named.every(holds)
    ? named.flatMap((value) => (value.kind === 'list' ? value.items : [value]))
    : []
  return items.length === 0 ? undefined : { kind: 'resources', items }
}

const shapeOfDictionary = (document: Dictionary): DocumentShape | undefined => {
  for (const wrapper of wrappers) {
    const list = fieldOf(document, wrapper)
    const shape = list?.kind === 'list' ? shapeOfList(list.items) : undefined
    if (shape !== undefined) return shape
  }
  const changes = fieldOf(document, 'changes')
  if (changes?.kind === 'list') {
    const shape = shapeOfList(changes.items.flatMap((change) => afterChange(change) ?? []))
    if (shape !== undefined) return shape
  }
  return looksLikeResource(document) ? { kind: 'resources', items: [document] } : shapeOfNamed(document)
}

/**
 * Recognises a single resource, an array of them, `{value: […]}` (REST, az), `{data: […]}` (Resource Graph),
 * `{predictedResources: […]}` (bicep snapshot), `{changes: […]}` (what-if), and resources by
 * name as `az … create` prints them.
 */
export const recogniseDocument = (document: Value): DocumentShape => {
  const shape =
    document.kind === 'list'
      ? shapeOfList(document.items)
      : document.kind === 'dictionary'
        ? shapeOfDictionary(document)
        : undefined
  if (shape !== undefined) return shape
  const keys =
    document.kind === 'dictionary'
      ? [...document.fields.values()].map((field) => field.name).slice(0, 10)
      : []
  return { kind: 'unrecognised', keys }
}
