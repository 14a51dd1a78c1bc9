// Where a finding about an object of the network belongs.
import type { Where } from '../../diagnostics/index.ts'
import type { Declared } from '../network.ts'

/** The place and the resource of an object's declaration. */
export const placeOf = (declared: Declared): Where => ({
  span: declared.declaredAt,
  resourceId: declared.id.text,
})
