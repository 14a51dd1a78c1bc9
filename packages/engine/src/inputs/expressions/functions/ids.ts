// resourceId() and its relatives: ids from a resource type and the names along it.
import type { Unknown, Value } from '../../../resources/index.ts'
import type { TemplateFunction, TemplateScope } from '../template-function.ts'
import { symbolicText } from '../unknown-origins.ts'
import { anyTextOrUnknown } from './argument-readers.ts'
import { type Call, many } from './define-function.ts'

const typePattern = /^\/?[^/\s]+\.[^/\s]+\/[^/\s]/
const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What comes before the resource type in a call, and `/providers/TYPE/NAME…` of the rest. */
interface Parts {
  readonly scope: readonly string[]
  readonly path: string
}

/** Names may hold slashes of their own where a call gives one for several parts of the type. */
const namesFor = (count: number, names: readonly string[]): readonly string[] | undefined => {
  if (names.length === count) return names
  const split = names.flatMap((name) => name.split('/'))
  return split.length === count ? split : undefined
}

/** The first argument that looks like a resource type is it; names follow, one for each part of the type. */
const partsOf = (args: readonly string[], call: Call): Parts | Value => {
  const at = args.findIndex((arg) => typePattern.test(arg))
  if (at < 0) return call.fail('noResourceType')
  const type = (args[at] ?? '').replaceAll(/^\/+|\/+$/g, '')
  const [namespace, ...types] = type.split('/')
  const names = namesFor(types.length, args.slice(at + 1))
  if (names === undefined) return call.fail('resourceNames', type)
  const path = types.map((part, index) => `/${part}/${names[index] ?? ''}`).join('')
  return { scope: args.slice(0, at), path: `/providers/${namespace}${path}` }
}

const isParts = (parts: Parts | Value): parts is Parts => 'path' in parts

/**
 * The arguments as texts. Unknown ones leave an id with symbolic parts, as that of a resource with such a name has, so
 * that links between the two hold.
 */
const textsOf = (args: readonly (string | Unknown)[]): readonly string[] =>
  args.map((arg) => (typeof arg === 'string' ? arg : symbolicText(arg)))

/** The first unknown argument, where no type of a resource is known. */
const unknownOf = (args: readonly (string | Unknown)[]): Unknown | undefined =>
  args.some((arg) => typeof arg === 'string' && typePattern.test(arg))
    ? undefined
    : args.find((arg) => typeof arg !== 'string')

const groupPath = (subscription: string, resourceGroup: string | undefined): string =>
  `/subscriptions/${subscription}${resourceGroup === undefined ? '' : `/resourceGroups/${resourceGroup}`}`

/** One argument before the type is a resource group; a GUID, or any in a subscription deployment, a subscription. */
const resourceScope = ([first, second]: readonly string[], scope: TemplateScope): string => {
  if (first === undefined) return groupPath(scope.subscription, scope.resourceGroup)
  if (second !== undefined) return groupPath(first, second)
  return scope.resourceGroup === undefined || guidPattern.test(first)
    ? groupPath(first, scope.resourceGroup)
    : groupPath(scope.subscription, first)
}

const identifier = (
  name: string,
  least: number,
  scopeOf: (scope: readonly string[], call: Call) => string | Value,
): TemplateFunction =>
  many(name, least, anyTextOrUnknown, (args, call) => {
    const unknown = unknownOf(args)
    if (unknown !== undefined) return unknown
    const parts = partsOf(textsOf(args), call)
    if (!isParts(parts)) return parts
    const scope = scopeOf(parts.scope, call)
    return typeof scope === 'string' ? call.scalar(scope + parts.path) : scope
  })

/** The id that is extended comes first, and may itself look like a type. */
const extension = many('extensionResourceId', 3, anyTextOrUnknown, ([base = '', ...args], call) => {
  const unknown = unknownOf(args)
  if (unknown !== undefined) return unknown
  const parts = partsOf(textsOf(args), call)
  return isParts(parts) ? call.scalar(textsOf([base]).join('').replace(/\/+$/, '') + parts.path) : parts
})

/** The functions of this topic. */
export const resourceIdFunctions: readonly TemplateFunction[] = [
  identifier('resourceId', 2, (scope, call) => resourceScope(scope, call.context.scope)),
  identifier('subscriptionResourceId', 2, ([subscription], call) =>
    groupPath(subscription ?? call.context.scope.subscription, undefined),
  ),
  identifier('tenantResourceId', 2, () => ''),
  identifier('managementGroupResourceId', 2, ([group], call) =>
    group === undefined
      ? call.unknown('runtime')
      : `/providers/Microsoft.Management/managementGroups/${group}`,
  ),
  extension,
]
