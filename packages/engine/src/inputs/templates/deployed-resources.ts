// Finds what a template deploys itself, as reference() names it: by id, by name, or by symbolic name.
import type { Span } from '../../diagnostics/index.ts'
import { dictionary, scalar, type Value } from '../../resources/index.ts'
import { memberOf } from '../expressions/access.ts'
import { type Evaluated, type Lazy, once, wholeOf } from '../expressions/evaluated.ts'
import type { Module } from './module-symbol.ts'
import type { ResourceSymbol } from './resource-symbol.ts'

const deploymentType = 'Microsoft.Resources/deployments'

/** The outputs of a deployment as Azure shows them: each an object with a `value`. */
const outputsView = (outputs: Evaluated, span: Span | undefined): Lazy => {
  const view = (value: Evaluated): Lazy => ({
    kind: 'lazy',
    member: (name) => (name.toLowerCase() === 'value' ? value : undefined),
    force: () => dictionary({ value: wholeOf(value) }, span),
  })
  return {
    kind: 'lazy',
    member: (name, at) => {
      const value = memberOf(outputs, name, at)
      if (value !== undefined) return view(value)
      return outputs.kind === 'lazy' ? outputs.missing?.(name, at) : undefined
    },
    force: (): Value => {
      const whole = wholeOf(outputs)
      if (whole.kind !== 'dictionary') return whole
      const entries = [...whole.fields.values()].map(
        (field) => [field.name, dictionary({ value: field.value }, span)] as const,
      )
      return dictionary(Object.fromEntries(entries), span)
    },
  }
}

/** A deployment as Azure shows it, as far as templates ask: its name, and its outputs. */
const deploymentView = (module: Module): Lazy => {
  const properties: Lazy = {
    kind: 'lazy',
    member: (name, span) => {
      const outputs = name.toLowerCase() === 'outputs' ? memberOf(module, 'outputs', span) : undefined
      return outputs === undefined ? undefined : outputsView(outputs, span)
    },
    force: () => {
      const outputs = memberOf(module, 'outputs', undefined)
      return dictionary(outputs === undefined ? {} : { outputs: outputsView(outputs, undefined).force() })
    },
  }
  const named = (): Value => scalar(module.nameText())
  return {
    kind: 'lazy',
    member: (name) => {
      switch (name.toLowerCase()) {
        case 'properties':
          return properties
        case 'name':
          return named()
        case 'id':
          return scalar(module.id())
        default:
          return undefined
      }
    },
    force: () => dictionary({ id: scalar(module.id()), name: named(), properties: properties.force() }),
  }
}

/** `loop[3]`: the name of a loop, and which of its resources. */
const indexedName = /^([^/[\]]+)\[(\d+)\]$/

/** What is found by texts in lower case. */
interface Index {
  readonly byId: ReadonlyMap<string, Lazy>
  /** Undefined for a name that several have. */
  readonly byName: ReadonlyMap<string, Lazy | undefined>
}

/** What a template deploys. */
export interface DeployedParts {
  readonly resources: () => readonly ResourceSymbol[]
  readonly modules: () => readonly Module[]
  /** What a symbolic name stands for. */
  readonly symbol: (name: string) => Evaluated | undefined
}

const indexOf = (parts: DeployedParts): Index => {
  const byId = new Map<string, Lazy>()
  const byName = new Map<string, Lazy | undefined>()
  const add = (id: string, name: string, found: Lazy): void => {
    byId.set(id.toLowerCase(), found)
    const key = name.toLowerCase()
    byName.set(key, byName.has(key) ? undefined : found)
  }
  const addResource = (resource: ResourceSymbol): void => {
    add(resource.identity.id(), resource.identity.nameText(), resource)
    for (const { items } of resource.children().values()) for (const child of items) addResource(child)
  }
  for (const resource of parts.resources()) addResource(resource)
  for (const module of parts.modules()) {
    const view = deploymentView(module)
    add(module.id(), module.nameText(), view)
    byName.set(`${deploymentType}/${module.nameText()}`.toLowerCase(), view)
  }
  return { byId, byName }
}

const isModule = (lazy: Lazy): lazy is Module => 'nameText' in lazy && 'deploy' in lazy

const withDeployment = (found: Evaluated | undefined): Evaluated | undefined => {
  if (found?.kind !== 'lazy') return undefined
  if (isModule(found)) return deploymentView(found)
  const { item } = found
  return item === undefined ? found : { ...found, item: (index) => withDeployment(item(index)) }
}

/**
 * Finds a resource or deployment of the template. The id of a deployment may name another scope than the one that it
 * has here (a subscription that is not known): its name then decides.
 */
export const deployedResources = (parts: DeployedParts): ((text: string) => Evaluated | undefined) => {
  const index = once(
    () => indexOf(parts),
    (): Index => ({ byId: new Map(), byName: new Map() }),
  )
  return (text) => {
    const key = text.toLowerCase()
    if (text.startsWith('/')) {
      const found = index().byId.get(key)
      if (found !== undefined) return found
      const at = key.lastIndexOf(`/${deploymentType.toLowerCase()}/`)
      return at < 0 ? undefined : index().byName.get(key.slice(at + 1))
    }
    const [, loop = text, item] = indexedName.exec(text) ?? []
    const symbol = parts.symbol(loop)
    const one = item === undefined || symbol?.kind !== 'lazy' ? symbol : symbol.item?.(Number(item))
    return withDeployment(one) ?? index().byName.get(key)
  }
}
