// Finds resources by what people call them: a name, `group/name`, `parent/name` or a whole id.
import { nameOf, parseResourceId, type ResourceId } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { machineNameOf } from './scale-set-instances.ts'

/** Whether a resource may be called so. Letter case does not matter. */
export const answersTo = (id: ResourceId, name: string): boolean => {
  const wanted = name.toLowerCase()
  if (wanted.startsWith('/')) return id.key === wanted
  // An instance of a scale set is called by both names, `vmss_0`, or below the set, `vmss/0`.
  const owns = new Set([machineNameOf(id), nameOf(id)].map((each) => each.toLowerCase()))
  if (owns.has(wanted)) return true
  const [qualifier, own = ''] = [wanted.slice(0, wanted.indexOf('/')), wanted.slice(wanted.indexOf('/') + 1)]
  const qualifiers = [id.resourceGroup, id.names.at(-2)].map((each) => each?.toLowerCase())
  return wanted.includes('/') && owns.has(own) && qualifiers.includes(qualifier)
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
