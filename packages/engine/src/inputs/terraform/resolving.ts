// What the parts of the resolver share: the document, its expressions, and guards against circles.
import type { Finding, Span } from '../../diagnostics/index.ts'
import { textAt, type Unknown, type Value } from '../../resources/index.ts'
import type { RuntimeView } from '../templates/runtime-view.ts'
import type { Step } from './address.ts'
import { armIdentity } from './azapi.ts'
import { type Configuration, type ExpressionPart, expressionAt } from './configuration.ts'
import { type Found, type References, wholeReferences } from './follow-references.ts'
import { attributeOf, type Instance } from './instances.ts'
import { type ResourceMapping, resource } from './mapping.ts'
import { mappingOf } from './mappings/index.ts'
import { lookUp, named } from './values.ts'

/** What a document's instances are resolved with. */
export interface ResolverInput {
  /** Absent for states: in them everything is known. */
  readonly configuration: Configuration | undefined
  readonly references: References | undefined
  readonly runtime: RuntimeView
  readonly subscriptionOf: (instance: Instance) => string
  /** Of resources that do not tell theirs. */
  readonly resourceGroup: string
  readonly report: (finding: Finding) => void
  readonly missedRuntime: () => void
}

/** The document as the parts of the resolver see it. */
export interface Resolving extends ResolverInput {
  /** Does the work unless it is being done already: only a damaged plan has values that need themselves. */
  readonly once: <T>(key: string, work: () => T) => T | undefined
  /** The expression of an attribute; undefined where the configuration does not show it. */
  readonly expressionOf: (instance: Instance, path: readonly Step[]) => ExpressionPart | undefined
  /** Whether the configuration shows the block that holds an attribute: a dynamic one it does not. */
  readonly showsBlock: (instance: Instance, path: readonly Step[]) => boolean
  readonly followed: (instance: Instance, part: ExpressionPart) => readonly Found[]
}

/** `ip_configuration[0].subnet_id`. */
export const pathText = (path: readonly Step[]): string =>
  path
    .map((step) => (typeof step === 'string' ? `.${step}` : `[${step.key}]`))
    .join('')
    .slice(1)

/** What an expression refers to, as it is written. */
export const referenceTexts = (part: ExpressionPart | undefined): readonly string[] =>
  part === undefined ? [] : wholeReferences(part.expression)

/** An attribute that is not known. */
export const unknownAttribute = (
  instance: Instance,
  path: readonly Step[],
  span: Span | undefined,
  reason: Unknown['reason'],
  origin?: string,
): Unknown => ({
  kind: 'unknown',
  reason,
  origin: origin ?? `${instance.address}.${pathText(path)}`,
  span: named(span, instance.address),
})

/** The table of an instance's type, where it is a resource of its own. Of counted types only the id matters. */
export const tableOf = (instance: Instance): ResourceMapping | undefined => {
  const mapping = mappingOf(instance.type)
  if (mapping?.kind === 'counted')
    return mapping.type.split('/').length === 2 ? resource(mapping.type, []) : undefined
  return mapping?.kind === 'resource' ? mapping : undefined
}

/** The ARM type of an instance; undefined for what has none. */
export const armTypeOf = (instance: Instance): string | undefined =>
  tableOf(instance)?.type ?? armIdentity(instance)?.type

/** The text of a string. */
export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined

/**
 * What is unknown comes from what is unknown: of the attributes that an expression refers to, those that are known, and
 * all constants, only choose or decorate.
 */
export const unknownSources = (found: readonly Found[]): readonly Found[] => {
  const attributes = found.filter((each) => each.kind === 'attribute')
  const unknown = attributes.filter(({ instance, path }) => {
    const [first] = path
    const isWhole = typeof first !== 'string'
    return isWhole || attributeOf(instance, path).kind === 'unknown'
  })
  return unknown.length > 0 ? unknown : attributes
}

/** The document with its expressions. */
export const resolving = (input: ResolverInput): Resolving => {
  const { configuration, references } = input
  const busy = new Set<string>()
  const reported = new Set<string>()
  const expressionsOf = (instance: Instance): Value | undefined =>
    lookUp(configuration?.resourceOf(instance), ['expressions'])
  return {
    ...input,
    report: (finding) => {
      // A link is asked for more than once: for the id, and for the body.
      const key = JSON.stringify([finding.code, finding.parameters])
      if (reported.has(key)) return
      reported.add(key)
      input.report(finding)
    },
    once: (key, work) => {
      if (busy.has(key)) return undefined
      busy.add(key)
      try {
        return work()
      } finally {
        busy.delete(key)
      }
    },
    expressionOf: (instance, path) =>
      expressionAt(expressionsOf(instance), path, (at) => textAt(lookUp(instance.values, [...at, 'name']))),
    showsBlock: (instance, path) =>
      path.length < 2 || lookUp(expressionsOf(instance), path.slice(0, 1)) !== undefined,
    followed: (instance, { expression, rest }) =>
      references?.follow(expression, references.scopeOf(instance), rest) ?? [],
  }
}
