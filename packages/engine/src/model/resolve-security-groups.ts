// Network security groups: their written rules, and the default ones behind them (R6.4).
import { findings } from '../diagnostics/index.ts'
import { type Prefix, parsePrefix } from '../net/index.ts'
import { isOfType, nameOf, type Resource, type ResourceId, type Value } from '../resources/index.ts'
import type { Reader } from './reader.ts'
import type { Resolving } from './resolving.ts'
import type {
  PortRange,
  RuleEnd,
  RulePorts,
  SecurityDirection,
  SecurityGroup,
  SecurityRule,
} from './security-group.ts'

const groupType = 'Microsoft.Network/networkSecurityGroups'

const any: RuleEnd = { kind: 'any' }

const tagged = (tag: string): RuleEnd => ({ kind: 'some', prefixes: [], tags: [tag], groups: [] })

/** R6.4: name, priority, source, destination, access. */
const defaults: readonly (readonly [string, SecurityDirection, number, RuleEnd, RuleEnd, boolean])[] = [
  ['AllowVnetInBound', 'Inbound', 65_000, tagged('VirtualNetwork'), tagged('VirtualNetwork'), true],
  ['AllowAzureLoadBalancerInBound', 'Inbound', 65_001, tagged('AzureLoadBalancer'), any, true],
  ['DenyAllInBound', 'Inbound', 65_500, any, any, false],
  ['AllowVnetOutBound', 'Outbound', 65_000, tagged('VirtualNetwork'), tagged('VirtualNetwork'), true],
  ['AllowInternetOutBound', 'Outbound', 65_001, any, tagged('Internet'), true],
  ['DenyAllOutBound', 'Outbound', 65_500, any, any, false],
]

/** The rules that Azure puts behind those of every group. */
const defaultRules = (group: ResourceId): readonly SecurityRule[] =>
  defaults.map(([name, direction, priority, source, destination, allows]) => ({
    id: group,
    name,
    declaredAt: undefined,
    direction,
    priority,
    allows,
    protocol: 'any',
    source,
    sourcePorts: 'any',
    destination,
    destinationPorts: 'any',
  }))

type Side = 'source' | 'destination'

/** The texts of a property that is written alone or as a list, as Azure has for each; undefined where one is unknown. */
const textsOf = (reader: Reader, single: string, several: string): readonly string[] | undefined => {
  const written: readonly Value[] = [reader.value(single) ?? [], reader.items(several)].flat()
  const texts = written.flatMap((item) =>
    item.kind === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'number')
      ? [String(item.value).trim()]
      : [],
  )
  const isWhole = texts.length === written.length && (texts.length > 0 || !reader.states(single))
  return isWhole ? texts.filter((text) => text !== '') : undefined
}

const isEverything = (text: string): boolean => text === '*' || text.toLowerCase() === 'any'

const endOf = (reader: Reader, side: Side): RuleEnd => {
  const texts = textsOf(reader, `${side}AddressPrefix`, `${side}AddressPrefixes`)
  if (texts === undefined) return { kind: 'unknown' }
  if (texts.some(isEverything)) return any
  const groups = reader.references(`${side}ApplicationSecurityGroups`).map(({ id }) => id.key)
  const prefixes: Prefix[] = []
  const tags: string[] = []
  for (const text of texts) {
    const reading = parsePrefix(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`)
    if (reading.kind === 'malformed') tags.push(text)
    else prefixes.push(reading.prefix)
  }
  return prefixes.length + tags.length + groups.length === 0
    ? { kind: 'unknown' }
    : { kind: 'some', prefixes, tags, groups }
}

const portRange = (text: string): PortRange | undefined => {
  const [, first, last = first] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text) ?? []
  return first === undefined ? undefined : { first: Number(first), last: Number(last) }
}

const portsOf = (reader: Reader, side: Side, unreadable: Unreadable): RulePorts => {
  const texts = textsOf(reader, `${side}PortRange`, `${side}PortRanges`)
  if (texts === undefined || texts.length === 0) return 'unknown'
  if (texts.some(isEverything)) return 'any'
  const ranges = texts.flatMap((text) => portRange(text) ?? [])
  if (ranges.length === texts.length) return ranges
  unreadable(`${side}PortRange`, texts.join(', '), ['80', '8000-8080', '*'])
  return 'unknown'
}

type Unreadable = (property: string, found: string, expected: readonly string[]) => undefined

const oneOf = <T extends string>(
  reader: Reader,
  property: string,
  allowed: readonly T[],
  unreadable: Unreadable,
): T | undefined => {
  const text = reader.text(property)
  if (text === undefined) return undefined
  return (
    allowed.find((each) => each.toLowerCase() === text.toLowerCase()) ?? unreadable(property, text, allowed)
  )
}

const protocols = ['*', 'Tcp', 'Udp', 'Icmp', 'Icmpv4', 'Icmpv6', 'Esp', 'Ah'] as const

const resolveRule = (resource: Resource, context: Resolving): SecurityRule | undefined => {
  const reader = context.read(resource)
  for (const property of ['access', 'direction', 'priority', 'protocol']) context.require(resource, property)
  const unreadable: Unreadable = (property, found, expected) => {
    const span = reader.value(property)?.span ?? resource.declaredAt
    const parameters = { property: `properties.${property}`, found, allowed: expected }
    context.report(findings.enumValueUnknown(parameters, { span, resourceId: resource.id.text }))
    return undefined
  }
  const access = oneOf(reader, 'access', ['Allow', 'Deny'], unreadable)
  const direction = oneOf(reader, 'direction', ['Inbound', 'Outbound'], unreadable)
  const protocol = oneOf(reader, 'protocol', protocols, unreadable)
  const priority = reader.integer('priority')
  if (access === undefined || direction === undefined || protocol === undefined || priority === undefined)
    return undefined
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    direction,
    priority,
    allows: access === 'Allow',
    protocol: protocol === '*' ? 'any' : protocol.toLowerCase(),
    source: endOf(reader, 'source'),
    sourcePorts: portsOf(reader, 'source', unreadable),
    destination: endOf(reader, 'destination'),
    destinationPorts: portsOf(reader, 'destination', unreadable),
  }
}

const resolveGroup = (resource: Resource, context: Resolving): SecurityGroup => {
  const written = context
    .children(resource, 'securityRules')
    .flatMap((child) => resolveRule(child, context) ?? [])
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    described: !resource.assumed,
    rules: [...written, ...defaultRules(resource.id)].toSorted((a, b) => a.priority - b.priority),
  }
}

/** All network security groups by id key. */
export type SecurityGroups = ReadonlyMap<string, SecurityGroup>

/** Resolves them. A rule that cannot be read is left out with a finding. */
export const resolveSecurityGroups = (context: Resolving): SecurityGroups =>
  new Map(
    context.ofType(groupType).map((resource) => [resource.id.key, resolveGroup(resource, context)] as const),
  )

/** The group that a subnet or NIC refers to; one that no input declares is there, and nothing is known of its rules. */
export const securityGroupOf = (
  reader: Reader,
  groups: SecurityGroups,
  context: Resolving,
): SecurityGroup | undefined => {
  const reference = reader.reference('networkSecurityGroup')
  if (reference === undefined) return undefined
  // Groups are often kept apart from the network; without one the answer says so where it matters.
  if (!groups.has(reference.id.key) && isOfType(reference.id, groupType)) {
    const { id } = reference
    return { id, name: nameOf(id), declaredAt: undefined, described: false, rules: [] }
  }
  return context.follow(reader.resource, 'networkSecurityGroup.id', reference, groups, groupType)
}
