// Where a module is deployed to: the scope that an id stands for.
import { type Evaluated, wholeOf } from '../expressions/evaluated.ts'
import type { TemplateScope } from '../expressions/template-function.ts'

/** The scope of `/subscriptions/…[/resourceGroups/…]`; the present one where the id is not known. */
export const scopeOf = (id: Evaluated | undefined, present: TemplateScope): TemplateScope => {
  const value = id === undefined ? undefined : wholeOf(id)
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return present
  const match = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(value.value)
  if (match === null) return present
  return { ...present, subscription: match[1] ?? present.subscription, resourceGroup: match[2] }
}
