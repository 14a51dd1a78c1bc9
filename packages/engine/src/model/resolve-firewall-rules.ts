// Reads the rules of Azure Firewalls: collections of their own, or groups of their policy and those it inherits from.
import { type Prefix, parseAddress, parsePrefix, prefixesBetween } from '../net/index.ts'
import {
  at,
  fieldOf,
  parseResourceId,
  type Resource,
  textAt,
  type Value,
  withField,
} from '../resources/index.ts'
import type { FirewallNatRule, FirewallRule, FirewallRules } from './firewall-rule.ts'
import type { Resolving } from './resolving.ts'
import type { PortRange, RuleEnd, RulePorts } from './security-group.ts'

const policyType = 'Microsoft.Network/firewallPolicies'

/** Policies that inherit from each other in a ring are refused by Azure; no real chain is longer. */
const inheritanceLimit = 10

const itemsAt = (value: Value | undefined, ...path: readonly string[]): readonly Value[] => {
  const found = at(value, ...path)
  return found?.kind === 'list' ? found.items : []
}

/** The texts of a list; undefined where one of them, or the list, is not known. */
const textsAt = (value: Value, property: string): readonly string[] | undefined => {
  const list = fieldOf(value, property)
  if (list?.kind === 'unknown') return undefined
  const texts = itemsAt(value, property).map((item) =>
    item.kind === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'number')
      ? String(item.value)
      : undefined,
  )
  const known = texts.filter((text) => text !== undefined)
  return known.length === texts.length ? known : undefined
}

const numberAt = (value: Value | undefined, ...path: readonly string[]): number => {
  const found = at(value, ...path)
  return found?.kind === 'scalar' ? Number(found.value) : Number.NaN
}

/** `10.0.0.4`, `10.0.0.0/24` or `10.0.0.4-10.0.0.9`; undefined for anything else, which is a tag. */
const prefixesOf = (text: string): readonly Prefix[] | undefined => {
  const [from = '', to = from] = text.split('-')
  const [first, last] = [parseAddress(from.trim()), parseAddress(to.trim())]
  if (first !== undefined && last !== undefined) return prefixesBetween(first, last)
  const reading = parsePrefix(text)
  return reading.kind === 'malformed' ? undefined : [reading.prefix]
}

const isEverything = (text: string): boolean => text === '*' || text.toLowerCase() === 'any'

const ports = (rule: Value, property: string): RulePorts => {
  const texts = textsAt(rule, property)
  if (texts === undefined || texts.length === 0) return 'unknown'
  if (texts.some(isEverything)) return 'any'
  const ranges = texts.flatMap((text): readonly PortRange[] => {
    const [, first, last = first] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(text) ?? []
    return first === undefined ? [] : [{ first: Number(first), last: Number(last) }]
  })
  return ranges.length === texts.length ? ranges : 'unknown'
}

/** What reading notes on the way. */
interface Reading {
  readonly context: Resolving
  /** Set once something that may hold rules is not among the inputs. */
  described: boolean
}

/** The addresses of IP groups; undefined where one is not known. */
const groupAddresses = (ids: readonly string[], { context }: Reading): readonly string[] | undefined => {
  const groups = context.ofType('Microsoft.Network/ipGroups')
  const lists = ids.map((text) => {
    const key = parseResourceId(text)?.key
    const group = groups.find(({ id }) => id.key === key)
    const properties = group === undefined || group.assumed ? undefined : fieldOf(group.body, 'properties')
    return properties === undefined ? undefined : textsAt(properties, 'ipAddresses')
  })
  const known = lists.filter((list) => list !== undefined)
  return known.length === lists.length ? known.flat() : undefined
}

/** One end of a rule; `names`: whether the rule says by names what the packet's destination has to be. */
const endOf = (rule: Value, side: 'source' | 'destination', reading: Reading): RuleEnd => {
  const written = textsAt(rule, `${side}Addresses`)
  const groups = textsAt(rule, `${side}IpGroups`)
  const ofGroups = groups === undefined ? undefined : groupAddresses(groups, reading)
  if (written === undefined || ofGroups === undefined) return { kind: 'unknown' }
  const texts = [...written, ...ofGroups]
  if (texts.some(isEverything)) return { kind: 'any' }
  const read = texts.map((text) => prefixesOf(text) ?? text)
  return {
    kind: 'some',
    prefixes: read.flatMap((each) => (typeof each === 'string' ? [] : each)),
    tags: read.filter((each) => typeof each === 'string'),
    groups: [],
  }
}

interface Collection {
  readonly name: string
  readonly priority: number
  readonly allows: boolean
}

const networkRule = (rule: Value, collection: Collection, reading: Reading): FirewallRule => {
  const protocols = [...(textsAt(rule, 'ipProtocols') ?? []), ...(textsAt(rule, 'protocols') ?? [])]
  const names = [...(textsAt(rule, 'destinationFqdns') ?? [])]
  const destination = endOf(rule, 'destination', reading)
  return {
    kind: 'network',
    name: textAt(rule, 'name') ?? '',
    collection: collection.name,
    priority: collection.priority,
    allows: collection.allows,
    protocols: protocols.map((text) => (isEverything(text) ? 'any' : text.toLowerCase())),
    source: endOf(rule, 'source', reading),
    destination: names.length > 0 ? { kind: 'any' } : destination,
    destinationPorts: ports(rule, 'destinationPorts'),
    names,
    declaredAt: rule.span,
  }
}

/** What an application rule asks of the name that a client calls; nothing where every name will do. */
const namesOf = (rule: Value): readonly string[] => {
  const names = ['targetFqdns', 'fqdnTags', 'targetUrls', 'webCategories'].flatMap(
    (property) => textsAt(rule, property) ?? ['?'],
  )
  return names.some(isEverything) ? [] : names
}

const applicationRule = (rule: Value, collection: Collection, reading: Reading): FirewallRule => ({
  kind: 'application',
  name: textAt(rule, 'name') ?? '',
  collection: collection.name,
  priority: collection.priority,
  allows: collection.allows,
  protocols: ['tcp'],
  source: endOf(rule, 'source', reading),
  destination:
    (textsAt(rule, 'destinationAddresses') ?? []).length > 0
      ? endOf(rule, 'destination', reading)
      : { kind: 'any' },
  destinationPorts: itemsAt(rule, 'protocols').flatMap((protocol): readonly PortRange[] => {
    const port = numberAt(protocol, 'port')
    return Number.isInteger(port) ? [{ first: port, last: port }] : []
  }),
  names: namesOf(rule),
  declaredAt: rule.span,
})

const byPriority = (a: Value, b: Value): number => numberAt(a, 'priority') - numberAt(b, 'priority')

const natRule = (rule: Value, collection: Collection, reading: Reading): FirewallNatRule => {
  const { kind: _kind, allows: _allows, names: _names, ...common } = networkRule(rule, collection, reading)
  const port = numberAt(rule, 'translatedPort')
  const name = textAt(rule, 'translatedFqdn')
  return {
    ...common,
    kind: 'nat',
    translatedAddress: parseAddress(textAt(rule, 'translatedAddress') ?? ''),
    translatedPort: Number.isInteger(port) ? port : undefined,
    names: name === undefined ? [] : [name],
  }
}

const rulesOf = (collection: Value, reading: Reading): readonly (FirewallRule | FirewallNatRule)[] => {
  const action = textAt(collection, 'action', 'type')?.toLowerCase()
  if (action !== 'allow' && action !== 'deny' && action !== 'dnat') return []
  const common: Collection = {
    name: textAt(collection, 'name') ?? '',
    priority: numberAt(collection, 'priority'),
    allows: action === 'allow',
  }
  return itemsAt(collection, 'rules').map((rule) => {
    if (action === 'dnat') return natRule(rule, common, reading)
    const isApplication =
      textAt(rule, 'ruleType')?.toLowerCase() === 'applicationrule' ||
      ['targetFqdns', 'fqdnTags', 'targetUrls', 'webCategories'].some(
        (property) => itemsAt(rule, property).length > 0,
      )
    return (isApplication ? applicationRule : networkRule)(rule, common, reading)
  })
}

/** The groups of a policy, behind those of the policy that it inherits from. */
const rulesOfPolicy = (
  key: string,
  depth: number,
  reading: Reading,
): readonly (FirewallRule | FirewallNatRule)[] => {
  const { context } = reading
  const policy = context.ofType(policyType).find(({ id }) => id.key === key)
  if (policy === undefined || policy.assumed || depth > inheritanceLimit) {
    reading.described = false
    return []
  }
  const base = context.read(policy).reference('basePolicy')?.id.key
  const groups = context
    .children(policy, 'ruleCollectionGroups')
    .map((group) => fieldOf(group.body, 'properties'))
    .filter((properties) => properties !== undefined)
    .toSorted(byPriority)
  return [
    ...(base === undefined ? [] : rulesOfPolicy(base, depth + 1, reading)),
    ...groups.flatMap((group) =>
      itemsAt(group, 'ruleCollections')
        .toSorted(byPriority)
        .flatMap((collection) => rulesOf(collection, reading)),
    ),
  ]
}

/** A collection of a firewall without a policy has its name outside and the rest inside. */
const classicRules = (
  collections: readonly Value[],
  reading: Reading,
): readonly (FirewallRule | FirewallNatRule)[] =>
  collections
    .map((collection) => {
      const properties = fieldOf(collection, 'properties')
      const name = fieldOf(collection, 'name')
      return properties?.kind === 'dictionary' && name !== undefined
        ? withField(properties, 'name', name)
        : (properties ?? collection)
    })
    .toSorted(byPriority)
    .flatMap((collection) => rulesOf(collection, reading))

/** The rules of a firewall in a VNet or a hub. What is unknown in a rule stays unknown in it alone. */
export const firewallRulesOf = (firewall: Resource, context: Resolving): FirewallRules => {
  const reading: Reading = { context, described: true }
  const reader = context.read(firewall)
  const policy = reader.reference('firewallPolicy')?.id.key
  const rules = [
    ...(policy === undefined ? [] : rulesOfPolicy(policy, 0, reading)),
    ...classicRules(reader.items('natRuleCollections'), reading),
    ...classicRules(reader.items('networkRuleCollections'), reading),
    ...classicRules(reader.items('applicationRuleCollections'), reading),
  ]
  const { described } = reading
  const ofKind = (kind: FirewallRule['kind']): readonly FirewallRule[] =>
    rules.filter((rule): rule is FirewallRule => rule.kind === kind)
  return {
    described,
    rules: [...ofKind('network'), ...ofKind('application')],
    natRules: rules.filter((rule) => rule.kind === 'nat'),
  }
}
