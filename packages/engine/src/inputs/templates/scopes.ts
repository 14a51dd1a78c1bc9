// Where files and modules are deployed to: target scopes, and the scope that an id stands for.
import type { Span } from '../../diagnostics/index.ts'
import type { BicepProgram } from '../bicep/syntax-tree.ts'
import { memberOf } from '../expressions/access.ts'
import { type Evaluated, wholeOf } from '../expressions/evaluated.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { symbolicText } from '../expressions/unknown-origins.ts'

/** The id of a scope. */
export const idOfScope = ({ subscription, resourceGroup }: TemplateScope): string =>
  resourceGroup === undefined
    ? `/subscriptions/${subscription}`
    : `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`

/** The id that a text means: a whole one, one that begins at the scope of the deployment, or `/` for the tenant. */
export const idOfText = (text: string, scope: TemplateScope): string => {
  if (text.startsWith('/')) return text.replace(/\/+$/, '')
  return `${idOfScope(scope)}/providers/${text}`
}

/** A file with a `targetScope` above resource groups has none of its own. */
export const scopeOfFile = (program: BicepProgram, given: TemplateScope): TemplateScope => {
  const statement = program.statements.find((each) => each.kind === 'targetScope')
  const value = statement?.value.kind === 'literal' ? statement.value.value : 'resourceGroup'
  return value === 'resourceGroup' ? given : { ...given, resourceGroup: undefined }
}

/**
 * Where a module with this `scope:` goes: a resource group or subscription, from its id. A group whose name is not
 * known stays apart from all others.
 */
export const scopeOfModule = (
  target: Evaluated,
  present: TemplateScope,
  span: Span | undefined,
): TemplateScope => {
  const textOf = (name: string): string | undefined => {
    const member = memberOf(target, name, span)
    const value = member === undefined ? undefined : wholeOf(member)
    if (name === 'id' && value?.kind === 'unknown')
      return `${idOfScope({ ...present, resourceGroup: undefined })}/resourceGroups/${symbolicText(value)}`
    return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
  }
  const text = target.kind === 'scalar' && typeof target.value === 'string' ? target.value : textOf('id')
  // The tenant, a management group: no group of resources.
  if (text !== undefined && /^(?:\/$|\/?(?:providers\/)?microsoft\.management\/)/i.test(text))
    return { ...present, resourceGroup: undefined }
  const match = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(text ?? '')
  if (match === null) return present
  return {
    subscription: match[1] ?? present.subscription,
    resourceGroup: match[2],
    location: textOf('location') ?? present.location,
  }
}
