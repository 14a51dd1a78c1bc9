// Gives instances their ids: the one that Azure gave, or the one that group, parents and name will make.
import { findings } from '../../diagnostics/index.ts'
import { isOfType, parseResourceId, textAt, type Value } from '../../resources/index.ts'
import type { Step } from './address.ts'
import { armIdentity } from './azapi.ts'
import { attributeOf, type Instance } from './instances.ts'
import type { ParentMapping, ResourceMapping } from './mapping.ts'
import { armTypeOf, type Resolving, referenceTexts, tableOf, textOf } from './resolving.ts'
import { named } from './values.ts'

/** Finds the id that an attribute holds. */
export type LinkAt = (
  instance: Instance,
  path: readonly Step[],
  target: string | undefined,
) => Value | undefined

/** What instances are called. */
export interface Identities {
  /** The id in Azure; undefined for what has none there. */
  readonly idOf: (instance: Instance) => string | undefined
  readonly parentId: (instance: Instance, parent: ParentMapping) => string | undefined
  readonly nameOf: (instance: Instance, attribute: string) => string
}

/** Stands for the type of resource groups, which hold resources and are none of a provider. */
const groupType = 'Microsoft.Resources/resourceGroups'
const groupText = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/iu

/** Whether a text is an id, and of this type. */
export const isIdOf = (text: string, target: string | undefined): boolean => {
  if (target === groupType) return groupText.test(text)
  const id = parseResourceId(text)
  return id !== undefined && (target === undefined || isOfType(id, target))
}

/** Slashes separate names in ids. */
const withoutSlash = (name: string): string => name.replaceAll('/', '∕')

/** A name that is only known after the apply: the address stands for it, so that two of them stay apart. */
const symbolicName = (address: string): string => `‹${withoutSlash(address)}›`

const withoutLast = (type: string): string => type.slice(0, type.lastIndexOf('/'))
const lastOf = (type: string): string => type.slice(type.lastIndexOf('/') + 1)

/** The ids of a document's instances; each is made once. */
export const identities = (context: Resolving, linkAt: LinkAt): Identities => {
  const ids = new Map<Instance, string | undefined>()

  const nameOf = (instance: Instance, attribute: string): string => {
    const name = attributeOf(instance, [attribute])
    const text = name.kind === 'known' ? textAt(name.value) : undefined
    return text === undefined ? symbolicName(instance.address) : withoutSlash(text)
  }

  const isNamed = (instance: Instance, target: string | undefined): boolean =>
    target === undefined
      ? instance.type === 'azurerm_resource_group'
      : armTypeOf(instance)?.toLowerCase() === target.toLowerCase()

  /** The name of a parent or group, as the parent itself has it, or another resource that is told it. */
  const linkedName = (
    instance: Instance,
    attribute: string,
    target: string | undefined,
  ): string | undefined => {
    const own = attributeOf(instance, [attribute])
    if (own.kind === 'known') return textAt(own.value)
    const part = own.kind === 'unknown' ? context.expressionOf(instance, [attribute]) : undefined
    const found = part === undefined ? [] : context.followed(instance, part)
    const names = found.flatMap((each): readonly string[] => {
      if (each.kind !== 'attribute') return []
      if (isNamed(each.instance, target)) return [nameOf(each.instance, 'name')]
      if (each.path[0] !== attribute) return []
      const name = context.once(`${each.instance.address}|${attribute}`, () =>
        linkedName(each.instance, attribute, target),
      )
      return name === undefined ? [] : [name]
    })
    const [only, ...others] = new Set(names)
    return others.length === 0 ? only : undefined
  }

  /** What a name that is not known comes from: resources that take it from there have the same one. */
  const sourceOf = (instance: Instance, attribute: string): string => {
    const part = context.expressionOf(instance, [attribute])
    const found = part === undefined ? [] : context.followed(instance, part)
    const lost = found.find((each) => each.kind === 'lost')
    const [reference] = lost?.kind === 'lost' ? [lost.reference] : referenceTexts(part)
    return reference ?? `${instance.address}.${attribute}`
  }

  const isSet = (instance: Instance, attribute: string): boolean =>
    attributeOf(instance, [attribute]).kind !== 'absent'

  const groupId = (instance: Instance, group: string): string =>
    `/subscriptions/${context.subscriptionOf(instance)}/resourceGroups/${withoutSlash(group)}`

  const groupOf = (instance: Instance): string => {
    const attribute = 'resource_group_name'
    const name = linkedName(instance, attribute, undefined)
    if (name !== undefined) return groupId(instance, name)
    const isUnknown = isSet(instance, attribute)
    return groupId(instance, isUnknown ? symbolicName(sourceOf(instance, attribute)) : context.resourceGroup)
  }

  const parentId = (instance: Instance, parent: ParentMapping): string | undefined => {
    const { attribute } = parent
    if (parent.by === 'id') return textOf(linkAt(instance, [attribute], parent.type))
    const name = linkedName(instance, attribute, parent.type)
    if (name === undefined) {
      const references = referenceTexts(context.expressionOf(instance, [attribute]))
      const parameters = { resource: instance.address, attribute, references }
      context.report(
        findings.terraformLinkUnresolved(parameters, { span: named(instance.span, instance.address) }),
      )
    }
    const known = name ?? symbolicName(sourceOf(instance, attribute))
    if (parent.of === undefined) return `${groupOf(instance)}/providers/${parent.type}/${withoutSlash(known)}`
    const holder = parentId(instance, parent.of)
    return holder === undefined ? undefined : `${holder}/${lastOf(parent.type)}/${withoutSlash(known)}`
  }

  const builtId = (instance: Instance, table: ResourceMapping): string | undefined => {
    const name = nameOf(instance, table.name ?? 'name')
    if (table.parent === undefined) return `${groupOf(instance)}/providers/${table.type}/${name}`
    const parent = parentId(instance, table.parent)
    return parent === undefined ? undefined : `${parent}/${lastOf(table.type)}/${name}`
  }

  /** azapi resources name their parent: a group, or a resource. */
  const armId = (instance: Instance, stated: string | undefined): string | undefined => {
    const arm = armIdentity(instance)
    if (arm === undefined || stated !== undefined) return stated
    if (arm.isUpdate) {
      const target = textOf(linkAt(instance, ['resource_id'], arm.type))
      if (target !== undefined) return target
    }
    const parentType = withoutLast(arm.type)
    const isChild = parentType.includes('/')
    const parent = textOf(linkAt(instance, ['parent_id'], isChild ? parentType : groupType))
    if (parent === undefined) return undefined
    const name = nameOf(instance, 'name')
    return isChild ? `${parent}/${lastOf(arm.type)}/${name}` : `${parent}/providers/${arm.type}/${name}`
  }

  const makeId = (instance: Instance): string | undefined => {
    const id = attributeOf(instance, ['id'])
    const stated = id.kind === 'known' ? textAt(id.value) : undefined
    if (instance.type === 'azurerm_resource_group')
      return stated ?? groupId(instance, nameOf(instance, 'name'))
    const table = tableOf(instance)
    if (table === undefined) return armId(instance, stated)
    return stated !== undefined && isIdOf(stated, table.type) ? stated : builtId(instance, table)
  }

  const idOf = (instance: Instance): string | undefined => {
    if (ids.has(instance)) return ids.get(instance)
    const id = context.once(`${instance.address}|id`, () => makeId(instance))
    ids.set(instance, id)
    return id
  }

  return { idOf, parentId, nameOf }
}
