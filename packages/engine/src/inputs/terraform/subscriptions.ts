// Which subscription an instance is in: its provider's, else the one of the resources that already exist, else the caller's.
import { fieldOf, parseResourceId, textAt, type Value } from '../../resources/index.ts'
import { moduleSteps } from './address.ts'
import type { Configuration } from './configuration.ts'
import type { References } from './follow-references.ts'
import type { Instance } from './instances.ts'

/** `azurerm.hub` of `module.spoke:azurerm.hub`. */
const ownName = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

/** The subscription that is used most; of several the first by name. */
const mostUsed = (subscriptions: readonly string[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const each of subscriptions) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0]
}

const subscriptionOf = (id: string | undefined): string | undefined =>
  id === undefined
    ? undefined
    : (parseResourceId(id)?.subscription ?? /^\/subscriptions\/([^/]+)(?:\/|$)/iu.exec(id)?.[1])

/** Values nest a few levels; deeper ones are data. */
const depthLimit = 8

const textsIn = (value: Value, depth: number): readonly string[] => {
  if (depth > depthLimit) return []
  if (value.kind === 'list') return value.items.flatMap((item) => textsIn(item, depth + 1))
  if (value.kind === 'dictionary')
    return [...value.fields.values()].flatMap((field) => textsIn(field.value, depth + 1))
  const text = textAt(value)
  return text === undefined ? [] : [text]
}

/** Finds the subscription of an instance. */
export const subscriptions = (
  configuration: Configuration | undefined,
  references: References | undefined,
  instances: readonly Instance[],
  otherwise: string,
): ((instance: Instance) => string) => {
  const providerOf = (instance: Instance): string =>
    textAt(configuration?.resourceOf(instance), 'provider_config_key') ??
    instance.type.slice(0, instance.type.indexOf('_'))
  const existing = new Map<string, string[]>()
  for (const instance of instances) {
    const subscription = subscriptionOf(textAt(instance.values, 'id'))
    if (subscription === undefined) continue
    for (const key of ['', providerOf(instance)]) {
      const known = existing.get(key)
      if (known === undefined) existing.set(key, [subscription])
      else known.push(subscription)
    }
  }

  const configured = (key: string): string | undefined => {
    const provider = fieldOf(configuration?.providers, key)
    const expression = fieldOf(fieldOf(provider, 'expressions'), 'subscription_id')
    if (expression === undefined || references === undefined) return undefined
    const module = textAt(provider, 'module_address') ?? ''
    const found = references.follow(expression, { module, key: undefined, forEach: undefined }, [])
    const texts = found.flatMap((each) => (each.kind === 'constant' ? (textAt(each.value) ?? []) : []))
    return texts.length === 1 ? texts[0] : undefined
  }

  /** A module's provider that is not configured there is the one of the same name further up. */
  const candidates = (instance: Instance): readonly string[] => {
    const key = providerOf(instance)
    const names = moduleSteps(instance.module).map(({ name }) => `module.${name}`)
    const above = names.map((_, index) => names.slice(0, index + 1).join('.')).reverse()
    return [key, ...above.map((module) => `${module}:${ownName(key)}`), ownName(key)]
  }

  /** A plan of new resources only: what they refer to is most likely in the same subscription. */
  let mentioned: readonly string[] | undefined
  const ofMentioned = (): string | undefined => {
    mentioned ??= instances.flatMap(({ values }) =>
      textsIn(values, 0).flatMap((text) => subscriptionOf(text) ?? []),
    )
    return mostUsed(mentioned)
  }

  const known = new Map<string, string>()
  return (instance) => {
    const cacheKey = `${instance.module}|${providerOf(instance)}`
    const cached = known.get(cacheKey)
    if (cached !== undefined) return cached
    const keys = configuration === undefined ? [] : candidates(instance)
    const stated = keys.map(configured).find((each) => each !== undefined)
    const found =
      stated ??
      mostUsed(existing.get(providerOf(instance)) ?? []) ??
      mostUsed(existing.get('') ?? []) ??
      ofMentioned() ??
      otherwise
    known.set(cacheKey, found)
    return found
  }
}
