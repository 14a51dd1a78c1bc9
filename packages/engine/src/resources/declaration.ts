// One place where a resource is written, before all places of the same resource are brought together.
import type { ResourceId } from './resource-id.ts'
import type { Dictionary } from './value.ts'

/**
 * `standalone`: the resource is declared on its own. `inline`: it stands in a list of its parent. `existing`: it is
 * only said to be there (a template's `existing` reference), so any other declaration says more.
 */
export type DeclarationForm = 'standalone' | 'inline' | 'existing'

/** A resource as one input writes it. The span of its body is the place of the declaration. */
export interface Declaration {
  readonly id: ResourceId
  readonly body: Dictionary
  readonly form: DeclarationForm
}
