// In which order Azure deploys: what a resource names comes before it; else the order of declaration.
import { parseResourceId, rootOf } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { fieldOf, textAt, type Value } from './value.ts'

type Resources = ReadonlyMap<string, Resource>

/**
 * Every interface names a subnet, and through its VNet and the user routes there a circle of resources that wait for
 * none of its neighbours. Neither takes addresses.
 */
const passedBy: ReadonlySet<string> = new Set([
  'microsoft.network/routetables',
  'microsoft.network/virtualnetworks',
])

const textsIn = (value: Value, visit: (text: string) => void): void => {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value === 'string') visit(value.value)
      return
    case 'list':
      for (const item of value.items) textsIn(item, visit)
      return
    case 'dictionary':
      for (const { value: inner } of value.fields.values()) textsIn(inner, visit)
      return
    case 'unknown':
  }
}

/** Keys of the top-level resources that each of them names, in the order in which it does. */
const dependenciesOf = (resources: Resources): ReadonlyMap<string, ReadonlySet<string>> => {
  const roots = new Map<string, string>()
  const byName = new Map<string, string>()
  for (const { id } of resources.values()) {
    const root = rootOf(id).key
    roots.set(id.key, root)
    byName.set(id.key.slice(id.key.lastIndexOf('/providers/') + '/providers/'.length), root)
    if (id.key === root) byName.set((id.names[0] ?? '').toLowerCase(), root)
  }
  const found = new Map<string, Set<string>>()
  for (const { id, body } of resources.values()) {
    const root = roots.get(id.key) ?? id.key
    const own = found.get(root) ?? new Set<string>()
    found.set(root, own)
    const depend = (key: string | undefined): void => {
      if (key !== undefined && key !== root) own.add(key)
    }
    textsIn(body, (text) => {
      if (!text.startsWith('/')) return
      const id = roots.has(text.toLowerCase()) ? undefined : parseResourceId(text)
      // A part that nobody declares on its own is there when its parent is.
      depend(roots.get(id === undefined ? text.toLowerCase() : rootOf(id).key))
    })
    // Templates also write `type/name`, or the name alone.
    const stated = fieldOf(body, 'dependsOn')
    for (const item of stated?.kind === 'list' ? stated.items : [])
      depend(byName.get(textAt(item)?.toLowerCase() ?? ''))
  }
  return found
}

/** How many resources have to be there before it, one after the other; an edge that closes a circle counts nothing. */
const levels = (
  roots: ReadonlyMap<string, readonly Resource[]>,
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  const entered = new Set<string>()
  // With a stack of its own: a chain of dependencies may be as long as the template.
  const stack: { readonly key: string; readonly waitsFor: readonly string[]; next: number }[] = []
  const enter = (key: string): void => {
    if (entered.has(key)) return
    entered.add(key)
    const type = roots.get(key)?.[0]?.id.type.toLowerCase() ?? ''
    stack.push({ key, waitsFor: passedBy.has(type) ? [] : [...(dependencies.get(key) ?? [])], next: 0 })
  }
  for (const start of roots.keys()) {
    enter(start)
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.waitsFor[top.next]
      top.next += 1
      if (next !== undefined) {
        enter(next)
        continue
      }
      stack.pop()
      const before = top.waitsFor.map((key) => found.get(key) ?? -1)
      found.set(top.key, 1 + before.reduce((most, level) => Math.max(most, level), -1))
    }
  }
  return found
}

/**
 * The resources in the order of their deployment. Azure starts each as soon as all that it waits for is there, so the
 * longest chain behind a resource decides, and the order of declaration between equals. Children stay with their
 * parents. Complexity: one pass over all bodies.
 */
export const inDeploymentOrder = (resources: Resources): readonly Resource[] => {
  const roots = new Map<string, Resource[]>()
  for (const resource of resources.values()) {
    const root = rootOf(resource.id).key
    const group = roots.get(root)
    if (group === undefined) roots.set(root, [resource])
    else group.push(resource)
  }
  const levelOf = levels(roots, dependenciesOf(resources))
  return [...roots]
    .sort(([a], [b]) => (levelOf.get(a) ?? 0) - (levelOf.get(b) ?? 0))
    .flatMap(([, members]) => members)
}
