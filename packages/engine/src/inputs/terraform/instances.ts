// The resource instances of a plan (before or after) or a state, whichever of its shapes, as one list.
import type { Span } from '../../diagnostics/index.ts'
import { type Dictionary, dictionary, fieldOf, textAt, type Value } from '../../resources/index.ts'
import { instanceAddress, type Step, stepsOf } from './address.ts'
import type { TerraformDocument } from './document.ts'
import { isTrue, itemsOf, lookUp } from './values.ts'

/** Which side of a plan is read. */
export type PlanSide = 'before' | 'after'

/** One instance of a resource or data source. */
export interface Instance {
  /** As Terraform prints it, e.g. `module.hub["a"].azurerm_subnet.x[0]`. */
  readonly address: string
  /** Address of the module instance; '' for the root. */
  readonly module: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly key: string | number | undefined
  readonly values: Dictionary
  /** Marks, in the shape of the values: what is only known after the apply, and what is secret. */
  readonly unknown: Value | undefined
  readonly sensitive: Value | undefined
  readonly span: Span | undefined
}

/** The instances of a document, and what the other side of the plan has and this one has not. */
export interface Instances {
  readonly present: readonly Instance[]
  readonly removed: readonly Instance[]
}

const keyOf = (value: Value | undefined): string | number | undefined =>
  value?.kind === 'scalar' && (typeof value.value === 'string' || typeof value.value === 'number')
    ? value.value
    : undefined

/** The key at the end of an address, for documents that do not repeat it. */
const keyInAddress = (address: string): string | number | undefined => {
  const last: Step | undefined = stepsOf(address).at(-1)
  return typeof last === 'object' ? last.key : undefined
}

interface Parts {
  readonly values: Value | undefined
  readonly unknown: Value | undefined
  readonly sensitive: Value | undefined
}

const instanceOf = (
  entry: Value,
  module: string,
  { values, unknown, sensitive }: Parts,
): Instance | undefined => {
  const type = textAt(entry, 'type')
  const name = textAt(entry, 'name')
  if (type === undefined || name === undefined || values?.kind !== 'dictionary') return undefined
  const mode = textAt(entry, 'mode') === 'data' ? 'data' : 'managed'
  const written = textAt(entry, 'address')
  const key = keyOf(fieldOf(entry, 'index')) ?? (written === undefined ? undefined : keyInAddress(written))
  const address = written ?? instanceAddress(module, mode, type, name, key)
  return { address, module, mode, type, name, key, values, unknown, sensitive, span: values.span }
}

/** Modules nest as calls do; deeper ones than this are no configuration's. */
const depthLimit = 100

/** `root_module` of `planned_values`, `prior_state.values` or `values`. */
const instancesOfValues = (root: Value | undefined): readonly Instance[] => {
  const found: Instance[] = []
  const visit = (module: Value, depth: number): void => {
    const address = textAt(module, 'address') ?? ''
    for (const entry of itemsOf(fieldOf(module, 'resources'))) {
      const instance = instanceOf(entry, address, {
        values: fieldOf(entry, 'values'),
        unknown: undefined,
        sensitive: fieldOf(entry, 'sensitive_values'),
      })
      if (instance !== undefined) found.push(instance)
    }
    if (depth < depthLimit)
      for (const child of itemsOf(fieldOf(module, 'child_modules'))) visit(child, depth + 1)
  }
  if (root !== undefined) visit(root, 0)
  return found
}

const actionsOf = (change: Value | undefined): readonly string[] =>
  itemsOf(fieldOf(change, 'actions')).flatMap((action) => textAt(action) ?? [])

/** What a change leaves, or finds. What Terraform only forgets is still there. */
const partsOf = (change: Value | undefined, side: PlanSide): Parts => {
  const [before, after] = [fieldOf(change, 'before'), fieldOf(change, 'after')]
  const isForgotten = after?.kind !== 'dictionary' && actionsOf(change).includes('forget')
  return side === 'before' || isForgotten
    ? { values: before, unknown: undefined, sensitive: fieldOf(change, 'before_sensitive') }
    : {
        values: after,
        unknown: fieldOf(change, 'after_unknown'),
        sensitive: fieldOf(change, 'after_sensitive'),
      }
}

const instancesOfChanges = (changes: readonly Value[], side: PlanSide): readonly Instance[] =>
  changes.flatMap((entry): readonly Instance[] => {
    // A deposed object is what a replacement has left behind: it goes with the apply.
    if (textAt(entry, 'deposed') !== undefined && side === 'after') return []
    const instance = instanceOf(
      entry,
      textAt(entry, 'module_address') ?? '',
      partsOf(fieldOf(entry, 'change'), side),
    )
    return instance === undefined ? [] : [instance]
  })

const without = (all: readonly Instance[], some: readonly Instance[]): readonly Instance[] => {
  const addresses = new Set(some.map((instance) => instance.address))
  return all.filter((instance) => !addresses.has(instance.address))
}

/**
 * Changes tell of every managed resource that was looked at, also of those that stay as they are. A plan for single
 * targets leaves the others out; they are in the prior state, as are data sources that were read while planning.
 */
const instancesOfPlan = (plan: Value, side: PlanSide): Instances => {
  const prior = instancesOfValues(lookUp(plan, ['prior_state', 'values', 'root_module']))
  const changes = itemsOf(fieldOf(plan, 'resource_changes'))
  const changed = instancesOfChanges(changes, side)
  const lookedAt = new Set(changes.map((entry) => textAt(entry, 'address')))
  const planned =
    changes.length === 0 && side === 'after'
      ? instancesOfValues(lookUp(plan, ['planned_values', 'root_module']))
      : []
  const present = [...changed, ...planned]
  const others = without(prior, present).filter(
    ({ address, mode }) => mode === 'data' || (!lookedAt.has(address) && planned.length === 0),
  )
  const removed = side === 'after' ? without(instancesOfChanges(changes, 'before'), changed) : []
  return { present: [...present, ...others], removed }
}

const mark: Value = { kind: 'scalar', value: true, span: undefined }

const withMark = (marks: Value | undefined, [key, ...rest]: readonly (string | number)[]): Value => {
  if (key === undefined) return mark
  const fields = new Map(marks?.kind === 'dictionary' ? marks.fields : [])
  const name = String(key)
  const inner = withMark(fields.get(name.toLowerCase())?.value, rest)
  fields.set(name.toLowerCase(), { name, nameSpan: undefined, value: inner })
  return { ...dictionary({}), fields }
}

/** `sensitive_attributes` of a raw state, each a path of `{type, value}` steps, in the shape of the values. */
const sensitiveMarks = (paths: Value | undefined): Value | undefined =>
  itemsOf(paths).reduce<Value | undefined>((marks, path) => {
    const keys = itemsOf(path).map(
      (step) => keyOf(fieldOf(step, 'value')) ?? keyOf(lookUp(step, ['value', 'value'])),
    )
    const known = keys.filter((key) => key !== undefined)
    return known.length === 0 || known.length < keys.length ? marks : withMark(marks, known)
  }, undefined)

const instancesOfRawState = (state: Value): readonly Instance[] =>
  itemsOf(fieldOf(state, 'resources')).flatMap((resource) =>
    itemsOf(fieldOf(resource, 'instances')).flatMap((entry): readonly Instance[] => {
      const type = textAt(resource, 'type')
      const name = textAt(resource, 'name')
      const values = fieldOf(entry, 'attributes')
      if (type === undefined || name === undefined || values?.kind !== 'dictionary') return []
      const module = textAt(resource, 'module') ?? ''
      const mode = textAt(resource, 'mode') === 'data' ? 'data' : 'managed'
      const key = keyOf(fieldOf(entry, 'index_key'))
      const address = instanceAddress(module, mode, type, name, key)
      const sensitive = sensitiveMarks(fieldOf(entry, 'sensitive_attributes'))
      return [
        { address, module, mode, type, name, key, values, unknown: undefined, sensitive, span: values.span },
      ]
    }),
  )

/** All instances of a document, in its own order. */
export const instancesOf = (
  { kind, document }: Extract<TerraformDocument, { document: Value }>,
  side: PlanSide,
): Instances => {
  switch (kind) {
    case 'plan':
      return instancesOfPlan(document, side)
    case 'state':
      return { present: instancesOfValues(lookUp(document, ['values', 'root_module'])), removed: [] }
    case 'rawState':
      return { present: instancesOfRawState(document), removed: [] }
  }
}

/** An attribute as the instance has it. */
export type Attribute =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'unknown' | 'secret'; readonly span: Span | undefined }
  | { readonly kind: 'absent' }

/** A mark counts for everything below it. */
const isMarkedAt = (mark: Value | undefined, path: readonly Step[]): boolean =>
  path.some((_, index) => isTrue(lookUp(mark, path.slice(0, index)))) || isTrue(lookUp(mark, path))

/** Marked as secret by the provider, but read: what a machine does at its first start; no answer prints it. */
const readSecrets: ReadonlySet<Step> = new Set(['custom_data', 'user_data'])

/** The value of an attribute, or why there is none. */
export const attributeOf = (instance: Instance, path: readonly Step[]): Attribute => {
  const value = lookUp(instance.values, path)
  const span = value?.span ?? instance.span
  if (isMarkedAt(instance.unknown, path)) return { kind: 'unknown', span }
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return { kind: 'absent' }
  const isSecret = isMarkedAt(instance.sensitive, path) && !path.some((step) => readSecrets.has(step))
  return isSecret ? { kind: 'secret', span } : { kind: 'known', value }
}

/** Items of a list, of which some are only known after the apply: as many as either side tells of. */
export const itemCount = (instance: Instance, path: readonly Step[]): number => {
  const items = itemsOf(lookUp(instance.values, path)).length
  return Math.max(items, itemsOf(lookUp(instance.unknown, path)).length)
}
