// Finds resources that say they have children which no input shows: an export of hubs or policies alone.
import { type Finding, findings } from '../../diagnostics/index.ts'
import {
  at,
  childId,
  inlineListsOf,
  isOfType,
  type Resource,
  textAt,
  type Value,
} from '../../resources/index.ts'

/** Azure calls some children otherwise in ids than in lists, so the name below the parent counts as well. */
const isThere = (
  link: Value,
  { id }: Resource,
  childType: string,
  resources: ReadonlyMap<string, Resource>,
): boolean => {
  const text = textAt(link, 'id')
  if (text === undefined || resources.has(text.toLowerCase())) return true
  const name = text.slice(text.lastIndexOf('/') + 1)
  return resources.has(childId(id, childType, name).key)
}

/** A Route Server tells where it lies by its addresses as well. */
const isNeedless = ({ id }: Resource, childType: string): boolean =>
  childType === 'ipConfigurations' && isOfType(id, 'Microsoft.Network/virtualHubs')

/** One finding for each list of links to children that are not among the resources. */
export const missingChildren = (resources: ReadonlyMap<string, Resource>): readonly Finding[] =>
  [...resources.values()].flatMap((resource) =>
    inlineListsOf(resource.id.type).flatMap(({ property, childType }): readonly Finding[] => {
      const list = at(resource.body, 'properties', property)
      if (list?.kind !== 'list' || isNeedless(resource, childType)) return []
      const missing = list.items.filter((link) => !isThere(link, resource, childType, resources))
      return missing.length === 0
        ? []
        : [
            findings.childrenMissing(
              { resource: resource.id.text, childType, count: missing.length },
              { span: list.span, resourceId: resource.id.text },
            ),
          ]
    }),
  )
