// Finds resources by what people call them: a name, `group/name`, `parent/name` or a whole id.
import { parseResourceId, type ResourceId } from './resource-id.ts'
import type { Resource } from './resource-set.ts'

/** Whether a resource may be called so. Letter case does not matter. */
export const answersTo = (id: ResourceId, name: string): boolean => {
  const wanted = name.toLowerCase()
  if (wanted.startsWith('/')) return id.key === wanted
  const own = id.names.at(-1)?.toLowerCase()
  const qualifiers = [id.resourceGroup, id.names.at(-2)]
  return (
    own === wanted ||
    qualifiers.some((qualifier) => qualifier !== undefined && wanted === `${qualifier.toLowerCase()}/${own}`)
  )
}

/** The resources of these types that answer to the name, in the order of the resource set; all of them for no name. */
export const findByName = (
  resources: ReadonlyMap<string, Resource>,
  types: readonly string[],
  name?: string,
): readonly Resource[] => {
  const wanted = new Set(types.map((type) => type.toLowerCase()))
  const isWanted = ({ id }: Resource): boolean => wanted.has(id.type.toLowerCase())
  if (name?.startsWith('/')) {
    const id = parseResourceId(name)
    const resource = id === undefined ? undefined : resources.get(id.key)
    return resource !== undefined && isWanted(resource) ? [resource] : []
  }
  return [...resources.values()].filter(
    (resource) => isWanted(resource) && (name === undefined || answersTo(resource.id, name)),
  )
}
