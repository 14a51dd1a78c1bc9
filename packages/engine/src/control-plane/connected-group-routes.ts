// The routes of a connected group: one printed row that lists the prefixes of all other members (R1.11, observed 8).
import type { Vnet } from '../model/index.ts'
import { PrefixTable, prefixKey } from '../net/index.ts'
import { type DirectReach, descending, type GroupMember } from './direct-reach.ts'
import type { EffectiveRoute, RowGroup } from './effective-route.ts'

const rowsOf = (members: readonly GroupMember[]): readonly EffectiveRoute[] => {
  const [first] = members
  if (first === undefined) return []
  const owners = new PrefixTable<Vnet[]>()
  for (const { vnet, prefixes } of members) {
    for (const prefix of prefixes) {
      const known = owners.get(prefix)
      if (known === undefined) owners.set(prefix, [vnet])
      else known.push(vnet)
    }
  }
  const { declaredAt, name } = first.group
  const group: RowGroup = { kind: 'connectedGroup', name }
  const prefixes = new Map(
    members.flatMap((each) => each.prefixes.map((prefix) => [prefixKey(prefix), prefix])),
  )
  return descending([...prefixes.values()]).map((prefix) => ({
    source: 'Default',
    state: 'Active',
    prefix,
    group,
    nextHopType: 'ConnectedGroup',
    nextHopIps: [],
    target: {
      kind: 'connectedGroup',
      // Whoever has a prefix around this one claims its addresses as well.
      owners: owners
        .matches(prefix.address)
        .filter((match) => match.prefix.length <= prefix.length)
        .flatMap(({ value }) => value),
    },
    rule: 'R1.11',
    declaredAt,
  }))
}

/** The rows of every group that the VNet is in. The hub of the configuration is no member, so it is not among them. */
export const connectedGroupRoutes = ({ members }: DirectReach): readonly EffectiveRoute[] =>
  [...Map.groupBy(members, ({ group }) => group).values()].flatMap(rowsOf)
