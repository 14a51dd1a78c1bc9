// Follows the references of an expression through variables, modules and outputs, to attributes of instances.
import { fieldOf, textAt, type Value } from '../../resources/index.ts'
import { moduleAddress, moduleSteps, type Step, stepsOf } from './address.ts'
import type { Configuration } from './configuration.ts'
import type { Instance } from './instances.ts'
import { itemsOf, lookUp } from './values.ts'

/** What an expression leads to. */
export type Found =
  | { readonly kind: 'attribute'; readonly instance: Instance; readonly path: readonly Step[] }
  | { readonly kind: 'constant'; readonly value: Value }
  /** A way that ends before a value: a plan does not tell the values of locals. */
  | { readonly kind: 'lost'; readonly reference: string; readonly isLocal: boolean }

/** Where an expression is written. */
export interface Scope {
  readonly module: string
  /** What `each.key` or `count.index` is there. */
  readonly key: string | number | undefined
  /** What `for_each` runs over, for `each.value`. */
  readonly forEach: Value | undefined
}

/** Follows references. */
export interface References {
  /** `rest`: the part of the expression's value that is asked for. */
  readonly follow: (expression: Value, scope: Scope, rest: readonly Step[]) => readonly Found[]
  /** Everything that an instance can refer to by its `for_each` and the arguments of its module: for dynamic blocks, which plans do not show. */
  readonly reachable: (instance: Instance) => readonly Found[]
  /** Number of instances of the same resource in the same module. */
  readonly siblings: (instance: Instance) => number
  /** The scope of the attributes of an instance. */
  readonly scopeOf: (instance: Instance) => Scope
  /** Whether it was given up: the references of the document are too many. */
  readonly exhausted: () => boolean
}

/** Far more steps than real plans take: a link takes a handful. */
export const stepLimit = 500_000

/** Longer chains of variables, modules and outputs are no configuration's. */
const depthLimit = 60

/** References that only choose among instances. */
const isIndex = (steps: readonly Step[]): boolean =>
  (steps[0] === 'each' && steps[1] === 'key') || (steps[0] === 'count' && steps[1] === 'index')

/** What an expression refers to. Terraform lists each reference with all its beginnings; only the whole ones say something. */
export const wholeReferences = (expression: Value): readonly string[] => {
  const all = [...new Set(itemsOf(fieldOf(expression, 'references')).flatMap((item) => textAt(item) ?? []))]
  const beginnings = new Set<string>()
  for (const reference of all)
    for (let at = 1; at < reference.length; at += 1)
      if (reference[at] === '.' || reference[at] === '[') beginnings.add(reference.slice(0, at))
  return all.filter((reference) => !beginnings.has(reference))
}

const keyIn = (step: Step | undefined): string | number | undefined =>
  typeof step === 'object' ? step.key : undefined

const tableKey = (module: string, mode: string, type: string, name: string): string =>
  `${module}|${mode}|${type}.${name}`

/** Instances by module, mode, type and name. */
const instanceTable = (instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> => {
  const table = new Map<string, Instance[]>()
  for (const instance of instances) {
    const key = tableKey(instance.module, instance.mode, instance.type, instance.name)
    const same = table.get(key)
    if (same === undefined) table.set(key, [instance])
    else same.push(instance)
  }
  return table
}

/** Addresses of the module instances that are called in a module, by the name of the call. */
const calledModules = (instances: readonly Instance[]): ReadonlyMap<string, readonly string[]> => {
  const table = new Map<string, Set<string>>()
  const seen = new Set<string>()
  for (const { module } of instances) {
    if (seen.has(module)) continue
    seen.add(module)
    const steps = moduleSteps(module)
    steps.forEach(({ name }, index) => {
      const key = `${moduleAddress(steps.slice(0, index))}|${name}`
      const called = table.get(key) ?? new Set<string>()
      table.set(key, called)
      called.add(moduleAddress(steps.slice(0, index + 1)))
    })
  }
  return new Map([...table].map(([key, called]) => [key, [...called]]))
}

/** The followed references of one document. */
export const followReferences = (
  configuration: Configuration,
  instances: readonly Instance[],
): References => {
  const byName = instanceTable(instances)
  const called = calledModules(instances)
  let steps = 0
  let gaveUp = false

  const scopeOf = (instance: Instance): Scope => ({
    module: instance.module,
    key: instance.key,
    forEach: fieldOf(configuration.resourceOf(instance), 'for_each_expression'),
  })

  /** Where the arguments of a module's call are written. */
  const scopeOfCall = (module: string): { readonly call: Value | undefined; readonly scope: Scope } => {
    const path = moduleSteps(module)
    const last = path.at(-1)
    const caller = moduleAddress(path.slice(0, -1))
    const call = last === undefined ? undefined : configuration.moduleAt(caller)?.calls.get(last.name)?.call
    return { call, scope: { module: caller, key: last?.key, forEach: fieldOf(call, 'for_each_expression') } }
  }

  /** Of several instances the one with the key that is written, else the one with the same key. */
  const chosen = <T>(
    all: readonly T[],
    keyOf: (each: T) => string | number | undefined,
    written: string | number | undefined,
    sameAs: string | number | undefined,
  ): readonly T[] => {
    const wanted = [written, sameAs].filter((key) => key !== undefined)
    for (const key of wanted) {
      const found = all.filter((each) => String(keyOf(each)) === String(key))
      if (found.length > 0) return found
    }
    return all
  }

  const constantAt = (value: Value, rest: readonly Step[]): readonly Found[] => {
    const part = lookUp(value, rest)
    return part === undefined ? [] : [{ kind: 'constant', value: part }]
  }

  const followVariable = (
    name: string,
    scope: Scope,
    rest: readonly Step[],
    depth: number,
  ): readonly Found[] => {
    const declared = lookUp(configuration.moduleAt(scope.module)?.variables, [name, 'default'])
    if (scope.module === '') {
      const value = lookUp(configuration.variables, [name, 'value']) ?? declared
      return value === undefined ? [] : constantAt(value, rest)
    }
    const { call, scope: outside } = scopeOfCall(scope.module)
    const argument = lookUp(call, ['expressions', name])
    if (argument !== undefined) return followFrom(argument, outside, rest, depth)
    return declared === undefined ? [] : constantAt(declared, rest)
  }

  const followModule = (
    path: readonly Step[],
    scope: Scope,
    sameKey: string | number | undefined,
    rest: readonly Step[],
    depth: number,
  ): readonly Found[] => {
    const [, name, ...after] = path
    if (typeof name !== 'string') return []
    const key = keyIn(after[0])
    const [output, ...inside] = [...(key === undefined ? after : after.slice(1)), ...rest]
    const modules = chosen(
      called.get(`${scope.module}|${name}`) ?? [],
      (address) => moduleSteps(address).at(-1)?.key,
      key,
      sameKey,
    )
    return modules.flatMap((module) => {
      const outputs = configuration.moduleAt(module)?.outputs
      const within: Scope = { module, key: undefined, forEach: undefined }
      // `module.spoke[each.key].id` is told as `module.spoke`: any of its outputs may be meant.
      const names =
        typeof output === 'string'
          ? [output]
          : outputs?.kind === 'dictionary'
            ? [...outputs.fields.values()].map((field) => field.name)
            : []
      return names.flatMap((each) => {
        const expression = lookUp(outputs, [each, 'expression'])
        return expression === undefined ? [] : followFrom(expression, within, inside, depth)
      })
    })
  }

  const followInstance = (
    path: readonly Step[],
    scope: Scope,
    sameKey: string | number | undefined,
    rest: readonly Step[],
  ): readonly Found[] => {
    const isData = path[0] === 'data'
    const [type, name, ...after] = isData ? path.slice(1) : path
    const all =
      byName.get(tableKey(scope.module, isData ? 'data' : 'managed', String(type), String(name))) ?? []
    const whole = [...after, ...rest]
    const isKeyed = all.some((instance) => instance.key !== undefined)
    const key = isKeyed ? keyIn(whole[0]) : undefined
    return chosen(all, (instance) => instance.key, key, sameKey).map((instance) => ({
      kind: 'attribute',
      instance,
      path: key !== undefined && String(instance.key) === String(key) ? whole.slice(1) : whole,
    }))
  }

  const followReference = (
    reference: string,
    scope: Scope,
    usesKey: boolean,
    rest: readonly Step[],
    depth: number,
  ): readonly Found[] => {
    const path = stepsOf(reference)
    const sameKey = usesKey ? scope.key : undefined
    switch (path[0]) {
      case 'var':
        return typeof path[1] === 'string'
          ? followVariable(path[1], scope, [...path.slice(2), ...rest], depth)
          : []
      case 'module':
        return followModule(path, scope, sameKey, rest, depth)
      case 'each': {
        if (path[1] !== 'value' || scope.forEach === undefined || scope.key === undefined) return []
        return followFrom(scope.forEach, scope, [{ key: scope.key }, ...path.slice(2), ...rest], depth)
      }
      case 'local':
        return [{ kind: 'lost', reference, isLocal: true }]
      case 'count':
      case 'path':
      case 'self':
      case 'terraform':
        return []
      default:
        return followInstance(path, scope, sameKey, rest)
    }
  }

  const followFrom = (
    expression: Value,
    scope: Scope,
    rest: readonly Step[],
    depth: number,
  ): readonly Found[] => {
    steps += 1
    if (steps > stepLimit || depth > depthLimit) {
      gaveUp = true
      return []
    }
    const constant = fieldOf(expression, 'constant_value')
    if (constant !== undefined) return constantAt(constant, rest)
    if (fieldOf(expression, 'references') === undefined) {
      // A block: what is asked for is somewhere in it.
      const inner =
        expression.kind === 'list'
          ? expression.items
          : expression.kind === 'dictionary'
            ? [...expression.fields.values()].map((field) => field.value)
            : []
      return inner.flatMap((each) => followFrom(each, scope, [], depth + 1))
    }
    const references = wholeReferences(expression)
    const usesKey = references.some((reference) => {
      const path = stepsOf(reference)
      return isIndex(path) || (path[0] === 'each' && path[1] === 'value')
    })
    return references.flatMap((reference) => followReference(reference, scope, usesKey, rest, depth + 1))
  }

  const reachable = (instance: Instance): readonly Found[] => {
    const own = scopeOf(instance)
    const { call, scope } = scopeOfCall(instance.module)
    const passed = fieldOf(call, 'expressions')
    return [
      ...(own.forEach === undefined ? [] : followFrom(own.forEach, own, [], 0)),
      ...(passed === undefined ? [] : followFrom(passed, scope, [], 0)),
    ]
  }

  return {
    scopeOf,
    reachable,
    siblings: ({ module, mode, type, name }) => byName.get(tableKey(module, mode, type, name))?.length ?? 0,
    follow: (expression, scope, rest) => followFrom(expression, scope, rest, 0),
    exhausted: () => gaveUp,
  }
}
