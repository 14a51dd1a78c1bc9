// The configuration that a plan carries: which expression each attribute, module input and output comes from.
import { fieldOf, textAt, type Value } from '../../resources/index.ts'
import { moduleSteps, type Step } from './address.ts'
import type { Instance } from './instances.ts'
import { itemsOf, lookUp } from './values.ts'

/** One module as it is written, whichever instances it has. */
export interface ModuleConfiguration {
  /** By `azurerm_subnet.x` or `data.azurerm_subnet.x`. */
  readonly resources: ReadonlyMap<string, Value>
  readonly calls: ReadonlyMap<string, ModuleCall>
  readonly outputs: Value | undefined
  readonly variables: Value | undefined
}

/** A `module` block: its arguments, and the module that it calls. */
export interface ModuleCall {
  readonly call: Value
  readonly module: ModuleConfiguration
}

/** Modules nest as calls do; deeper ones than this are no configuration's. */
const depthLimit = 100

const nothing: ModuleConfiguration = {
  resources: new Map(),
  calls: new Map(),
  outputs: undefined,
  variables: undefined,
}

const moduleOf = (module: Value | undefined, depth: number): ModuleConfiguration => {
  if (module === undefined || depth > depthLimit) return nothing
  const resources = new Map<string, Value>()
  for (const resource of itemsOf(fieldOf(module, 'resources'))) {
    const address = textAt(resource, 'address')
    if (address !== undefined) resources.set(address, resource)
  }
  const calls = new Map<string, ModuleCall>()
  const written = fieldOf(module, 'module_calls')
  if (written?.kind === 'dictionary')
    for (const { name, value } of written.fields.values())
      calls.set(name, { call: value, module: moduleOf(fieldOf(value, 'module'), depth + 1) })
  return { resources, calls, outputs: fieldOf(module, 'outputs'), variables: fieldOf(module, 'variables') }
}

/** The configuration of a plan. */
export interface Configuration {
  /** The module of an instance's address. */
  readonly moduleAt: (address: string) => ModuleConfiguration | undefined
  /** The block of a resource. */
  readonly resourceOf: (instance: Instance) => Value | undefined
  /** Values of the root module's variables. */
  readonly variables: Value | undefined
  readonly providers: Value | undefined
}

const isExpression = (value: Value | undefined): boolean =>
  fieldOf(value, 'references') !== undefined || fieldOf(value, 'constant_value') !== undefined

/** The configuration of a plan; a state has none. */
export const configurationOf = (plan: Value): Configuration => {
  const root = moduleOf(lookUp(plan, ['configuration', 'root_module']), 0)
  const known = new Map<string, ModuleConfiguration | undefined>([['', root]])
  const moduleAt = (address: string): ModuleConfiguration | undefined => {
    if (!known.has(address)) {
      known.set(
        address,
        moduleSteps(address).reduce<ModuleConfiguration | undefined>(
          (module, { name }) => module?.calls.get(name)?.module,
          root,
        ),
      )
    }
    return known.get(address)
  }
  return {
    moduleAt,
    resourceOf: ({ module, mode, type, name }) =>
      moduleAt(module)?.resources.get(`${mode === 'data' ? 'data.' : ''}${type}.${name}`),
    variables: fieldOf(plan, 'variables'),
    providers: lookUp(plan, ['configuration', 'provider_config']),
  }
}

/** An expression, and the part of its value that is asked for. */
export interface ExpressionPart {
  readonly expression: Value
  readonly rest: readonly Step[]
}

const constantName = (value: Value): string | undefined =>
  textAt(fieldOf(fieldOf(value, 'name'), 'constant_value'))

/** The block that stands for an item: of the same name, as sets have an order of their own; else in its place. */
const blockFor = (written: readonly Value[], key: number, name: string | undefined): Value | undefined => {
  if (written.length === 1) return written[0]
  const sameName = name === undefined ? undefined : written.find((each) => constantName(each) === name)
  return sameName ?? written[key]
}

/**
 * The expression of an attribute, in nested blocks as well. Blocks of which the configuration does not tell (dynamic
 * ones) have none. `nameAt` gives the name of an item in the values.
 */
export const expressionAt = (
  expressions: Value | undefined,
  path: readonly Step[],
  nameAt: (path: readonly Step[]) => string | undefined,
): ExpressionPart | undefined => {
  let at = expressions
  for (const [index, step] of path.entries()) {
    if (at === undefined) return undefined
    if (isExpression(at)) return { expression: at, rest: path.slice(index) }
    if (at.kind === 'list' && typeof step === 'object')
      at = blockFor(at.items, Number(step.key), nameAt(path.slice(0, index + 1)))
    else at = lookUp(at, [step])
  }
  return at === undefined ? undefined : { expression: at, rest: [] }
}
