// The same network with one obstacle less: a deny rule, a group, a firewall's denies, a flag of a peering.
import type { ArmChild, Plain, PlainObject } from '../../model/network-of.ts'
import type { ArmResource } from '../azure.ts'

/** A change of the network, in words and as what it makes. */
export interface Lifting {
  readonly what: string
  readonly resources: readonly ArmResource[]
}

const isObject = (value: Plain | undefined): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listAt = (properties: PlainObject | undefined, name: string): readonly Plain[] => {
  const value = properties?.[name]
  return Array.isArray(value) ? value : []
}

const fieldsAt = (value: Plain | undefined, name: string): PlainObject => {
  const field = isObject(value) ? value[name] : undefined
  return isObject(field) ? field : {}
}

const replaced = (
  resources: readonly ArmResource[],
  changed: ArmResource,
  properties: PlainObject,
): readonly ArmResource[] => resources.map((each) => (each === changed ? { ...each, properties } : each))

/** Without one deny rule of a security group. */
const withoutDenyRules = (resources: readonly ArmResource[]): readonly Lifting[] =>
  resources
    .filter(({ type }) => type.endsWith('/networkSecurityGroups'))
    .flatMap((group) => {
      const rules = listAt(group.properties, 'securityRules')
      return rules
        .filter((rule) => fieldsAt(rule, 'properties')['access'] === 'Deny')
        .map((rule) => ({
          what: `${group.name} without its deny rule ${fieldsAt(rule, 'properties')['priority']}`,
          resources: replaced(resources, group, {
            ...group.properties,
            securityRules: rules.filter((each) => each !== rule),
          }),
        }))
    })

/** Without a security group on a NIC or in the subnets of a VNet. */
const withoutGroups = (resources: readonly ArmResource[]): readonly Lifting[] =>
  resources.flatMap((resource): readonly Lifting[] => {
    const { type, name, properties } = resource
    if (type.endsWith('/networkInterfaces') && properties?.['networkSecurityGroup'] !== undefined) {
      const lifted = replaced(resources, resource, { ...properties, networkSecurityGroup: undefined })
      return [{ what: `${name} without its group`, resources: lifted }]
    }
    if (!type.endsWith('/virtualNetworks')) return []
    const subnets = listAt(properties, 'subnets')
    const guarded = subnets.filter(
      (subnet) => fieldsAt(subnet, 'properties')['networkSecurityGroup'] !== undefined,
    )
    if (guarded.length === 0) return []
    const lifted = subnets.map((subnet) =>
      isObject(subnet)
        ? { ...subnet, properties: { ...fieldsAt(subnet, 'properties'), networkSecurityGroup: undefined } }
        : subnet,
    )
    return [
      {
        what: `${name} without the groups of its subnets`,
        resources: replaced(resources, resource, { ...properties, subnets: lifted }),
      },
    ]
  })

const isDeny = (collection: Plain): boolean => {
  const action = isObject(collection)
    ? { ...fieldsAt(collection, 'action'), ...fieldsAt(fieldsAt(collection, 'properties'), 'action') }
    : {}
  return action['type'] === 'Deny'
}

/** Without what a firewall or its policy denies by rules. */
const withoutDenyCollections = (resources: readonly ArmResource[]): readonly Lifting[] =>
  resources.flatMap((resource): readonly Lifting[] => {
    const { type, name, properties, children } = resource
    const own = listAt(properties, 'networkRuleCollections')
    if (type.endsWith('/azureFirewalls') && own.some(isDeny)) {
      const kept = { ...properties, networkRuleCollections: own.filter((each) => !isDeny(each)) }
      return [{ what: `${name} without denies`, resources: replaced(resources, resource, kept) }]
    }
    const inPolicy = (child: ArmChild) => listAt(child.properties, 'ruleCollections')
    if (
      !type.endsWith('/firewallPolicies') ||
      children?.some((child) => inPolicy(child).some(isDeny)) !== true
    )
      return []
    const kept = children.map((child) => ({
      ...child,
      properties: { ...child.properties, ruleCollections: inPolicy(child).filter((each) => !isDeny(each)) },
    }))
    const lifted = resources.map((each) => (each === resource ? { ...resource, children: kept } : each))
    return [{ what: `${name} without denies`, resources: lifted }]
  })

/** Without one security admin rule that denies. */
const withoutAdminRules = (resources: readonly ArmResource[]): readonly Lifting[] =>
  resources
    .filter(({ type }) => type.endsWith('/securityAdminConfigurations'))
    .map((resource) => {
      const children = (resource.children ?? []).map((collection) => ({
        ...collection,
        children: (collection.children ?? []).filter(({ properties }) => properties?.['access'] !== 'Deny'),
      }))
      return {
        what: `${resource.name} without denies`,
        resources: resources.map((each) => (each === resource ? { ...resource, children } : each)),
      }
    })

/** Every filter that can be lifted alone. */
export const liftedFilters = (resources: readonly ArmResource[]): readonly Lifting[] => [
  ...withoutDenyRules(resources),
  ...withoutGroups(resources),
  ...withoutDenyCollections(resources),
  ...withoutAdminRules(resources),
]

/** Every flag of a peering that can be turned on. */
export const liftedFlags = (resources: readonly ArmResource[]): readonly Lifting[] =>
  resources
    .filter(({ type }) => type.endsWith('/virtualNetworkPeerings'))
    .flatMap((peering) =>
      ['allowVirtualNetworkAccess', 'allowForwardedTraffic']
        // A flag that is on already has nothing to show.
        .filter(
          (flag) => peering.properties?.[flag] !== (flag === 'allowVirtualNetworkAccess' ? undefined : true),
        )
        .map((flag) => ({
          what: `${peering.name} with ${flag}`,
          resources: replaced(resources, peering, { ...peering.properties, [flag]: true }),
        })),
    )
