// What every resolver is given: the resources, their children, readers, and where findings go.
import { type Finding, findings, nearest } from '../diagnostics/index.ts'
import {
  isOfType,
  nameOf,
  parentOf,
  type Resource,
  type ResourceSet,
  type World,
} from '../resources/index.ts'
import { type Reader, type Reference, readerOf } from './reader.ts'

/** The shared context of all resolvers. */
export interface Resolving {
  readonly world: World
  /** The resources themselves, by key. */
  readonly resources: ResourceSet['resources']
  readonly allocated: ResourceSet['allocated']
  readonly report: (finding: Finding) => void
  /** All resources of one type, in the order of declaration. */
  readonly ofType: (type: string) => readonly Resource[]
  /** The same for several types, in the order of the types. */
  readonly ofTypes: (types: readonly string[]) => readonly Resource[]
  /** The children of one type, e.g. `children(vnet, 'subnets')`. */
  readonly children: (parent: Resource, childType: string) => readonly Resource[]
  readonly read: (resource: Resource) => Reader
  /** A finding unless something is written at the path below `properties`; nothing is asked of an assumed resource. */
  readonly require: (resource: Resource, ...path: readonly string[]) => void
  /**
   * The object that a link leads to. A link to nothing, or to a resource of another type, is a finding,
   * and only what holds the link goes without.
   */
  readonly follow: <T>(
    from: Resource,
    property: string,
    reference: Reference | undefined,
    targets: ReadonlyMap<string, T>,
    expectedType: string,
  ) => T | undefined
}

/** Prepares the context. Complexity: one pass over the resources. */
export const resolving = (set: ResourceSet, report: (finding: Finding) => void): Resolving => {
  const byType = new Map<string, Resource[]>()
  const byParent = new Map<string, Resource[]>()
  const append = (map: Map<string, Resource[]>, key: string, resource: Resource): void => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [resource])
    else list.push(resource)
  }
  for (const resource of set.resources.values()) {
    append(byType, resource.id.type.toLowerCase(), resource)
    const parent = parentOf(resource.id)
    if (parent !== undefined) {
      const childType = resource.id.type.slice(resource.id.type.lastIndexOf('/') + 1)
      append(byParent, `${parent.key}|${childType.toLowerCase()}`, resource)
    }
  }
  const ofType = (type: string): readonly Resource[] => byType.get(type.toLowerCase()) ?? []
  return {
    world: set.world,
    resources: set.resources,
    allocated: set.allocated,
    report,
    ofType,
    ofTypes: (types) => types.flatMap(ofType),
    children: (parent, childType) => byParent.get(`${parent.id.key}|${childType.toLowerCase()}`) ?? [],
    read: (resource) => readerOf(resource, report),
    require: (resource, ...path) => {
      if (resource.assumed || readerOf(resource, report).states(...path)) return
      report(
        findings.missingProperty(
          { resource: resource.id.text, property: ['properties', ...path].join('.') },
          { span: resource.declaredAt, resourceId: resource.id.text },
        ),
      )
    },
    follow: (from, property, reference, targets, expectedType) => {
      if (reference === undefined) return undefined
      const target = targets.get(reference.id.key)
      if (target !== undefined) return target
      // It is there but could not be resolved: it has a finding of its own.
      if (set.resources.has(reference.id.key) && isOfType(reference.id, expectedType)) return undefined
      const where = { span: reference.span ?? from.declaredAt, resourceId: from.id.text }
      const common = { resource: from.id.text, property: `properties.${property}`, target: reference.id.text }
      if (!isOfType(reference.id, expectedType)) {
        report(
          findings.referenceWrongType({ ...common, found: reference.id.type, expected: expectedType }, where),
        )
      } else {
        const known = ofType(expectedType).map((resource) => nameOf(resource.id))
        report(
          findings.danglingReference({ ...common, suggestion: nearest(nameOf(reference.id), known) }, where),
        )
      }
      return undefined
    },
  }
}
