// Whether anything in a body names a subnet: the sign of a service that stands in one.
import type { Value } from './value.ts'

/** Lists that let subnets in by their service endpoints: what they name is not where the service stands (lower case). */
const accessLists: ReadonlySet<string> = new Set([
  'ipsecurityrestrictions',
  'networkacls',
  'networkrulesets',
  'virtualnetworkrules',
])

/** Whether a value is or holds the id of a subnet, or a field that is named after one. */
export const mentionsSubnet = (value: Value): boolean => {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' && value.value.toLowerCase().includes('/subnets/')
    case 'unknown':
      return value.origin.toLowerCase().includes('subnet')
    case 'list':
      return value.items.some(mentionsSubnet)
    case 'dictionary':
      return [...value.fields].some(
        ([key, field]) =>
          !accessLists.has(key) &&
          ((key.includes('subnet') && isSomething(field.value)) || mentionsSubnet(field.value)),
      )
  }
}

const isSomething = (value: Value): boolean => {
  if (value.kind === 'list') return value.items.length > 0
  return value.kind !== 'scalar' || (value.value !== null && value.value !== '')
}
