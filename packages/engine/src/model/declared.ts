// What every object of the network has: an id, a name, and the place where it is declared.
import type { Span } from '../diagnostics/index.ts'
import type { ResourceId } from '../resources/index.ts'

/** An object that an input declares, or that one refers to. */
export interface Declared {
  readonly id: ResourceId
  readonly name: string
  readonly declaredAt: Span | undefined
}
