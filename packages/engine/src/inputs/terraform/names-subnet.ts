// Whether a resource that no table knows is attached to a virtual network: only then an answer lacks something without it.
import type { Value } from '../../resources/index.ts'
import type { Instance } from './instances.ts'
import { isMarked, isUnset } from './values.ts'

const attributeOfSubnet = /(?:^|_)(?:subnet_ids?|vnet_id|virtual_network_id|virtual_network_subnet_ids?)$/

/** Rules that let subnets in: what they name is not where the service stands. */
const accessRules =
  /^(?:azurerm_\w+_)?(?:(?:scm_)?ip_restriction|network_(?:acls|rules?|rule_?sets?)|virtual_network_rules?)$/

/** Blocks nest a few levels; deeper values are data. */
const depthLimit = 8

const mentions = (value: Value | undefined, isSet: (value: Value) => boolean, depth: number): boolean => {
  if (depth > depthLimit) return false
  if (value?.kind === 'list') return value.items.some((item) => mentions(item, isSet, depth + 1))
  if (value?.kind !== 'dictionary') return false
  return [...value.fields].some(
    ([key, field]) =>
      !accessRules.test(key) &&
      ((attributeOfSubnet.test(key) && isSet(field.value)) || mentions(field.value, isSet, depth + 1)),
  )
}

const isSetValue = (value: Value): boolean =>
  value.kind === 'list' ? value.items.length > 0 : !isUnset(value)

/** Whether one of its attributes names a subnet or a virtual network. */
export const namesSubnet = ({ type, values, unknown }: Instance): boolean =>
  !accessRules.test(type) && (mentions(values, isSetValue, 0) || mentions(unknown, isMarked, 0))
