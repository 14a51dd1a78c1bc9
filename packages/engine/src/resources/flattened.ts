// Recognises the shape that `az network … list` prints: ARM's `properties` dissolved into the resource itself.
import type { Dictionary } from './value.ts'

/** Fields that stand beside `properties` in ARM's own shape (lower case). */
const envelope: ReadonlySet<string> = new Set([
  'apiversion',
  'comments',
  'condition',
  'copy',
  'dependson',
  'etag',
  'existing',
  'extendedlocation',
  'id',
  'identity',
  'kind',
  'location',
  'managedby',
  'name',
  'plan',
  'resourcegroup',
  'resources',
  'scope',
  'sku',
  'subscriptionid',
  'systemdata',
  'tags',
  'tenantid',
  'type',
  'zones',
])

/** Whether the body has fields that belong below `properties`, and no `properties`. */
export const isFlattened = (body: Dictionary): boolean =>
  !body.fields.has('properties') && [...body.fields.keys()].some((key) => !envelope.has(key))
