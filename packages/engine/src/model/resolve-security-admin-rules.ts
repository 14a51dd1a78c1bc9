// Security admin rules of Virtual Network Manager: they apply to the members of network groups (R6.2).
import { type Prefix, parsePrefix } from '../net/index.ts'
import { at, nameOf, type Resource, textAt, type Value } from '../resources/index.ts'
import { membersOf } from './network-group-members.ts'
import type { Reader } from './reader.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'
import type { PortRange, RuleEnd, RulePorts, SecurityAdminRule } from './security-group.ts'

const managers = 'Microsoft.Network/networkManagers'

/** Addresses and tags; without any the rule is for all. */
const endOf = (items: readonly Value[]): RuleEnd => {
  const texts = items.map((item) => textAt(item, 'addressPrefix'))
  if (texts.some((text) => text === undefined)) return { kind: 'unknown' }
  const written = texts.filter((text) => text !== undefined)
  if (written.length === 0 || written.includes('*')) return { kind: 'any' }
  const prefixes: Prefix[] = []
  const tags: string[] = []
  for (const text of written) {
    const reading = parsePrefix(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`)
    if (reading.kind === 'malformed') tags.push(text)
    else prefixes.push(reading.prefix)
  }
  return { kind: 'some', prefixes, tags, groups: [] }
}

const portsOf = (reader: Reader, property: string): RulePorts => {
  const texts = reader.items(property).map((item) => textAt(item)?.trim())
  if (texts.length === 0) return 'any'
  const ranges = texts.flatMap((text): readonly PortRange[] => {
    if (text === '*' || text === '0-65535') return [{ first: 0, last: 65_535 }]
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? '') ?? []
    return first === undefined ? [] : [{ first: Number(first), last: Number(last) }]
  })
  if (ranges.length < texts.length) return 'unknown'
  return ranges.some(({ first, last }) => first === 0 && last === 65_535) ? 'any' : ranges
}

const ruleOf = (
  resource: Resource,
  collection: string,
  context: Resolving,
): SecurityAdminRule | undefined => {
  const reader = context.read(resource)
  for (const property of ['access', 'direction', 'priority', 'protocol']) context.require(resource, property)
  const access = reader.text('access')?.toLowerCase()
  const direction = reader.text('direction')?.toLowerCase()
  const protocol = reader.text('protocol')?.toLowerCase()
  const priority = reader.integer('priority')
  if (access === undefined || protocol === undefined || priority === undefined) return undefined
  if (direction !== 'inbound' && direction !== 'outbound') return undefined
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    collection,
    direction: direction === 'inbound' ? 'Inbound' : 'Outbound',
    priority,
    allows: access !== 'deny',
    always: access === 'alwaysallow',
    protocol,
    source: endOf(reader.items('sources')),
    sourcePorts: portsOf(reader, 'sourcePortRanges'),
    destination: endOf(reader.items('destinations')),
    destinationPorts: portsOf(reader, 'destinationPortRanges'),
  }
}

/** Gives each VNet its rules. Configurations are taken to be deployed: a commit is no resource. */
export const resolveSecurityAdminRules = (
  context: Resolving,
  vnets: ReadonlyMap<string, VnetDraft>,
): void => {
  for (const configuration of context.ofType(`${managers}/securityAdminConfigurations`)) {
    for (const collection of context.children(configuration, 'ruleCollections')) {
      const rules = context
        .children(collection, 'rules')
        .flatMap((rule) => ruleOf(rule, nameOf(collection.id), context) ?? [])
      const groups = context.read(collection).items('appliesToGroups')
      const members = groups.flatMap((item) =>
        membersOf(textAt(at(item, 'networkGroupId'))?.toLowerCase(), collection, vnets, context),
      )
      for (const vnet of new Set(members)) {
        vnet.securityAdminRules = [...vnet.securityAdminRules, ...rules].toSorted(
          (a, b) => a.priority - b.priority,
        )
      }
    }
  }
}
