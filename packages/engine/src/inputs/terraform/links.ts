// Finds the ids that attributes hold: written in the plan, or, before the apply, by what their expressions refer to.
import { findings, type Span } from '../../diagnostics/index.ts'
import { scalar, textAt, type Unknown, type Value } from '../../resources/index.ts'
import { moduleSteps, type Step } from './address.ts'
import type { ExpressionPart } from './configuration.ts'
import type { Found } from './follow-references.ts'
import { type Identities, isIdOf } from './identities.ts'
import { attributeOf, type Instance } from './instances.ts'
import { pathText, type Resolving, referenceTexts, tableOf, unknownAttribute } from './resolving.ts'
import { isTrue, isUnset, itemsOf, lookUp, named } from './values.ts'

/** Finds links. */
export interface Links {
  /** The id that an attribute holds; undefined where nothing is set. */
  readonly linkAt: (
    instance: Instance,
    path: readonly Step[],
    target: string | undefined,
  ) => Value | undefined
  /** The ids of a list. */
  readonly linksAt: (
    instance: Instance,
    path: readonly Step[],
    target: string | undefined,
  ) => readonly Value[]
}

/** An id that an expression may lead to. */
interface Candidate {
  readonly id: string
  /** What its instance or item is called: keys and names. */
  readonly labels: readonly string[]
  /** Only known after the apply, as the attribute itself is. */
  readonly isNew: boolean
}

/** What was tried for a link. */
interface Failure {
  readonly part: ExpressionPart | undefined
  readonly found: readonly Found[]
  readonly several: readonly string[]
}

const distinct = (candidates: readonly Candidate[]): readonly string[] => [
  ...new Map(candidates.map(({ id }) => [id.toLowerCase(), id] as const)).values(),
]

const keyTexts = (key: string | number | undefined): readonly string[] =>
  key === undefined ? [] : [String(key)]

const moduleKeys = (module: string): readonly string[] =>
  moduleSteps(module).flatMap(({ key }) => keyTexts(key))

const stepKeys = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap((step) => (typeof step === 'object' ? [String(step.key)] : []))

/** What may name one of several candidates: keys that the expression writes, then those of the instance. */
const hintsOf = (instance: Instance, rest: readonly Step[], found: readonly Found[]): readonly string[] => [
  ...stepKeys(found.flatMap((each) => (each.kind === 'attribute' ? each.path : []))),
  ...stepKeys(rest),
  ...found.flatMap((each) =>
    each.kind === 'constant' && each.value.kind === 'scalar' && each.value.value !== null
      ? [String(each.value.value)]
      : [],
  ),
  ...keyTexts(instance.key),
  ...moduleKeys(instance.module).toReversed(),
]

/** Of several candidates the one that a hint names. */
const narrowed = (candidates: readonly Candidate[], hints: readonly string[]): readonly Candidate[] => {
  const fresh = candidates.filter((candidate) => candidate.isNew)
  // What is unknown does not come from what is known.
  const possible = fresh.length > 0 ? fresh : candidates
  if (distinct(possible).length <= 1) return possible
  for (const hint of hints) {
    const meant = possible.filter((candidate) => candidate.labels.includes(hint))
    if (distinct(meant).length === 1) return meant
  }
  return possible
}

/** The links of a document's instances. */
export const links = (context: Resolving, identity: () => Identities): Links => {
  const candidateOf = (id: string, instance: Instance, labels: readonly string[] = []): Candidate => ({
    id,
    labels: [
      ...labels,
      ...keyTexts(instance.key),
      id.slice(id.lastIndexOf('/') + 1),
      ...moduleKeys(instance.module),
    ],
    isNew: attributeOf(instance, ['id']).kind !== 'known',
  })

  /** Ids of the parts of a resource: `azurerm_lb.x.frontend_ip_configuration[0].id`. */
  const partIds = (instance: Instance, path: readonly Step[], own: string): readonly Candidate[] => {
    const table = tableOf(instance)
    const [first, second] = path
    if (table === undefined || typeof first !== 'string') return []
    const fixed = table.childIds?.[first]
    if (fixed !== undefined) return [candidateOf(`${own}/${fixed[0]}/${fixed[1]}`, instance)]
    const segment = table.childBlocks?.[first]
    if (segment === undefined) return []
    const wanted = typeof second === 'object' ? second.key : undefined
    return itemsOf(lookUp(instance.values, [first])).flatMap((item, index) => {
      const name = textAt(item, 'name')
      return name === undefined || (typeof wanted === 'number' && wanted !== index)
        ? []
        : [candidateOf(`${own}/${segment}/${name}`, instance, [name])]
    })
  }

  const constantIds = (value: Value, target: string | undefined): readonly Candidate[] =>
    (value.kind === 'list' ? value.items : [value]).flatMap((item) => {
      const text = textAt(item)
      return text !== undefined && isIdOf(text, target) ? [{ id: text, labels: [], isNew: false }] : []
    })

  /** The ids of a type that an attribute of an instance stands for. */
  const idsThrough = (found: Found, target: string | undefined): readonly Candidate[] => {
    if (found.kind === 'constant') return constantIds(found.value, target)
    if (found.kind === 'lost') return []
    const { instance, path } = found
    const own = identity().idOf(instance)
    const parts = own === undefined ? [] : partIds(instance, path, own).filter(({ id }) => isIdOf(id, target))
    if (parts.length > 0) return parts
    const [first] = path
    // Without an attribute the whole resource is meant, as in a map of resources; any other one may hold a link.
    const isWhole = typeof first !== 'string' || first === 'id' || first === 'resource_id'
    const attribute = attributeOf(instance, path)
    if (own !== undefined && isIdOf(own, target) && (isWhole || attribute.kind === 'absent'))
      return [candidateOf(own, instance)]
    if (attribute.kind === 'known') return constantIds(attribute.value, target)
    const part = attribute.kind === 'unknown' && !isWhole ? context.expressionOf(instance, path) : undefined
    if (part === undefined) return []
    return (
      context.once(`${instance.address}|${pathText(path)}`, () =>
        context.followed(instance, part).flatMap((each) => idsThrough(each, target)),
      ) ?? []
    )
  }

  /** Says why a link is not known, and leaves it unknown. */
  const unresolved = (
    instance: Instance,
    path: readonly Step[],
    span: Span | undefined,
    { part, found, several }: Failure,
  ): Unknown => {
    const where = { span: named(span, instance.address) }
    const subject = { resource: instance.address, attribute: pathText(path) }
    const local = found.find((each) => each.kind === 'lost' && each.isLocal)
    const references = referenceTexts(part)
    if (several.length > 1)
      context.report(findings.terraformLinkAmbiguous({ ...subject, candidates: several }, where))
    else if (local?.kind === 'lost')
      context.report(findings.terraformLocalValue({ ...subject, reference: local.reference }, where))
    else context.report(findings.terraformLinkUnresolved({ ...subject, references }, where))
    return unknownAttribute(instance, path, span, 'expression', references[0])
  }

  /**
   * An attribute of a dynamic block, which plans do not show. Of its type there may be one thing only that the module
   * is given; where there is none at all, nobody can have set it.
   */
  const hiddenLink = (
    instance: Instance,
    path: readonly Step[],
    span: Span | undefined,
    target: string | undefined,
  ): Value | undefined => {
    const found = context.references?.reachable(instance) ?? []
    const all = found.flatMap((each) => idsThrough(each, target))
    const several = distinct(narrowed(all, hintsOf(instance, [], [])))
    const [only] = several
    if (only !== undefined && several.length === 1) return scalar(only, named(span, instance.address))
    return several.length === 0 && !found.some((each) => each.kind === 'lost')
      ? undefined
      : unresolved(instance, path, span, { part: undefined, found, several })
  }

  /** Where each of `count` instances takes its own from a list, the one in its place. */
  const inItsPlace = (instance: Instance, candidates: readonly Candidate[]): readonly Candidate[] => {
    const siblings = context.references?.siblings(instance) ?? 0
    const all = distinct(candidates)
    const id = typeof instance.key === 'number' && siblings === all.length ? all[instance.key] : undefined
    return id === undefined ? candidates : candidates.filter((candidate) => candidate.id === id)
  }

  const linkAt = (
    instance: Instance,
    path: readonly Step[],
    target: string | undefined,
  ): Value | undefined => {
    const attribute = attributeOf(instance, path)
    if (attribute.kind === 'known') return isUnset(attribute.value) ? undefined : attribute.value
    if (attribute.kind === 'absent') return undefined
    const { span } = attribute
    if (attribute.kind === 'secret') return unknownAttribute(instance, path, span, 'secret')
    const part = context.expressionOf(instance, path)
    if (part === undefined)
      // Of what nobody wrote the provider chooses the value.
      return context.showsBlock(instance, path) ? undefined : hiddenLink(instance, path, span, target)
    const found = context.followed(instance, part)
    // Constants are known: an expression that leads to nothing else has no value that matters.
    if (found.length > 0 && found.every((each) => each.kind === 'constant')) return undefined
    const candidates = found.flatMap((each) => idsThrough(each, target))
    const close = narrowed(candidates, hintsOf(instance, part.rest, found))
    const several = distinct(close.length > 1 ? inItsPlace(instance, close) : close)
    const [only] = several
    return only !== undefined && several.length === 1
      ? scalar(only, named(span, instance.address))
      : unresolved(instance, path, span, { part, found, several })
  }

  const linksAt = (
    instance: Instance,
    path: readonly Step[],
    target: string | undefined,
  ): readonly Value[] => {
    const attribute = attributeOf(instance, path)
    if (attribute.kind === 'absent' || attribute.kind === 'secret') return []
    const items = itemsOf(lookUp(instance.values, path))
    const marks = itemsOf(lookUp(instance.unknown, path))
    if (attribute.kind === 'known' && !marks.some(isTrue)) return items.filter((item) => !isUnset(item))
    const part = context.expressionOf(instance, path)
    if (part === undefined) return []
    const span = attribute.kind === 'known' ? attribute.value.span : attribute.span
    const found = context.followed(instance, part)
    const candidates = found.flatMap((each) => idsThrough(each, target))
    const all = distinct(candidates)
    const count = Math.max(items.length, marks.length)
    const chosen =
      count === 0 || all.length === count
        ? all
        : distinct(narrowed(candidates, hintsOf(instance, part.rest, found)))
    return chosen.length > 0 && (count === 0 || chosen.length === count)
      ? chosen.map((id) => scalar(id, named(span, instance.address)))
      : [unresolved(instance, path, span, { part, found, several: all })]
  }

  return { linkAt, linksAt }
}
