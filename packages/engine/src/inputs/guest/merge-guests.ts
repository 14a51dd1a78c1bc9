// Brings what several sources say of one guest together, field by field.
import type { GuestConfiguration } from '../../resources/index.ts'

/**
 * A guest as the stronger source has it, with the weaker one for the fields of which the stronger says nothing. A
 * list is one field: half of one source's routes and half of another's would be no machine that anybody described.
 */
export const mergeGuests = (
  weaker: GuestConfiguration,
  stronger: GuestConfiguration,
): GuestConfiguration => ({
  ...weaker,
  ...stronger,
})
