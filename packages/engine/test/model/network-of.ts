// A network out of ARM-shaped plain objects: the same way in as any input, without a file.
import type { Finding, Span } from '../../src/diagnostics/index.ts'
import { type Network, type Resolved, resolve } from '../../src/model/index.ts'
import {
  childId,
  type Declaration,
  type Dictionary,
  emptyWorld,
  explodeChildren,
  mergeDeclarations,
  parseResourceId,
  type ResourceId,
  type ResourceSet,
  type ServiceTagList,
  type Unknown,
  type Value,
  type World,
} from '../../src/resources/index.ts'

/** JSON-like data in which a value may be unknown; an undefined field is left out. */
export type Plain = string | number | boolean | null | Unknown | readonly Plain[] | PlainObject

/** An object of such data. */
export interface PlainObject {
  readonly [name: string]: Plain | undefined
}

/** What a template writes below a parent: `type` is the last segment, e.g. `subnets`. */
export interface ArmChild {
  readonly type: string
  readonly name: string
  readonly properties?: PlainObject
  readonly children?: readonly ArmChild[]
}

/** One resource as a template writes it; `name` has one segment for each segment of the type. */
export interface ArmResource {
  readonly type: string
  readonly name: string
  readonly resourceGroup?: string
  readonly location?: string
  /** The subscription of its id; all are in one unless a test says otherwise. */
  readonly subscription?: string
  /** Further fields beside `properties`, e.g. `sku`. */
  readonly body?: PlainObject
  /** Lists of children that Azure allows inside (subnets, routes, ipConfigurations…) are taken out as reading does. */
  readonly properties?: PlainObject
  /** Children that are declared on their own. */
  readonly children?: readonly ArmChild[]
  /** Only said to be there, as by `existing` in Bicep. */
  readonly existing?: boolean
}

/** The name of the file in which the resources stand, one a line in the order given. */
export const fileName = 'network.json'

/** A value that no input tells. */
export const unknown = (origin: string): Unknown => ({
  kind: 'unknown',
  reason: 'parameter',
  origin,
  span: undefined,
})

/** The text of a resource id; the group is `test` unless another is given. */
export const idOf = (
  type: string,
  name: string,
  resourceGroup = 'test',
  subscription = '00000000-0000-0000-0000-000000000000',
): string => {
  const [namespace = '', ...types] = type.split('/')
  const names = name.split('/')
  const path = types.map((segment, index) => `${segment}/${names[index]}`).join('/')
  const group = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`
  return `${group}/providers/${namespace}/${path}`
}

const parsedId = (text: string): ResourceId => {
  const id = parseResourceId(text)
  if (id === undefined) throw new Error(`'${text}' is not a resource id`)
  return id
}

const isList = (plain: Plain): plain is readonly Plain[] => Array.isArray(plain)

const isUnknown = (plain: Plain): plain is Unknown =>
  plain !== null && typeof plain === 'object' && 'kind' in plain && plain['kind'] === 'unknown'

const spanOf = (line: number): Span => ({ file: fileName, line, column: 1, endLine: line, endColumn: 2 })

const toValue = (plain: Plain, line: number): Value => {
  const span = spanOf(line)
  if (isUnknown(plain)) return { ...plain, span }
  if (isList(plain)) return { kind: 'list', items: plain.map((item) => toValue(item, line)), span }
  if (plain === null || typeof plain !== 'object') return { kind: 'scalar', value: plain, span }
  return dictionaryOf(plain, line)
}

const dictionaryOf = (fields: PlainObject, line: number): Dictionary => ({
  kind: 'dictionary',
  span: spanOf(line),
  fields: new Map(
    Object.entries(fields).flatMap(([name, plain]) =>
      plain === undefined
        ? []
        : [[name.toLowerCase(), { name, nameSpan: undefined, value: toValue(plain, line) }] as const],
    ),
  ),
})

const childrenOf = (
  parent: ResourceId,
  children: readonly ArmChild[],
  line: number,
): readonly Declaration[] =>
  children.flatMap(({ type, name, properties = {}, children: below = [] }) => {
    const id = childId(parent, type, name)
    const declaration = { id, body: dictionaryOf({ properties }, line), form: 'standalone' as const }
    return [...explodeChildren(declaration).declarations, ...childrenOf(id, below, line)]
  })

const declarationsOf = (resource: ArmResource, line: number): readonly Declaration[] => {
  const { type, name, resourceGroup, subscription, location, properties = {} } = resource
  const { children = [], existing = false, body: more = {} } = resource
  const id = parsedId(idOf(type, name, resourceGroup, subscription))
  const body = dictionaryOf({ location, ...more, properties }, line)
  const declaration = { id, body, form: existing ? ('existing' as const) : ('standalone' as const) }
  return [...explodeChildren(declaration).declarations, ...childrenOf(id, children, line)]
}

/** The resources with children taken out of their parents, as reading gives them. */
export const resourceSetOf = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
  serviceTags?: ServiceTagList,
): ResourceSet => ({
  resources: mergeDeclarations(resources.flatMap((resource, index) => declarationsOf(resource, index + 1)))
    .resources,
  world: { ...emptyWorld, ...world },
  allocated: [],
  ...(serviceTags === undefined ? {} : { serviceTags }),
})

/** What resolving the resources gives. */
export const resolvedOf = (resources: readonly ArmResource[], world: Partial<World> = {}): Resolved =>
  resolve(resourceSetOf(resources, world))

/** The network that the resources make. */
export const networkOf = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
  serviceTags?: ServiceTagList,
): Network => resolve(resourceSetOf(resources, world, serviceTags)).network

/** The codes of findings, in their order. */
export const codesOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ code }) => code)
