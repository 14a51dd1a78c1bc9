// What a VNet reaches without a gateway: itself, the peers on the other side of its links, and the members of its groups.
import type { ConnectedGroup, Peering, Vnet } from '../model/index.ts'
import {
  type Address,
  comparePrefixes,
  containsAddress,
  containsPrefix,
  type Prefix,
  prefixKey,
} from '../net/index.ts'

/** A member of a connected group, with those of its prefixes that lead there (R2.11). */
export interface GroupMember {
  readonly group: ConnectedGroup
  readonly vnet: Vnet
  readonly prefixes: readonly Prefix[]
}

/** Where an address lies: the VNet, undefined for a peer that no input describes, and the peering that leads there. */
export interface Home {
  readonly vnet: Vnet | undefined
  readonly over: Peering | undefined
}

/** Everything that one VNet reaches directly. */
export interface DirectReach {
  readonly peerings: readonly Peering[]
  readonly members: readonly GroupMember[]
  readonly homeOf: (address: Address) => Home | undefined
}

const sameRegion = (a: Vnet, b: Vnet): boolean =>
  a.location === undefined || b.location === undefined || a.location === b.location

/**
 * R2.11: the members of its groups that a VNet reaches. A group ends at the region unless it is global; a subnet peering
 * overrides it for that pair, and a peering for each prefix that it has itself (inferred). What lies inside the own
 * space is never reached, and of two groups with one prefix the first counts.
 */
const groupMembersOf = (vnet: Vnet, peerings: readonly Peering[]): readonly GroupMember[] => {
  const bySubnets = new Set(
    peerings.filter(({ localSubnets }) => localSubnets !== undefined).map(({ remote }) => remote),
  )
  const peered = new Set(peerings.flatMap(({ remotePrefixes }) => remotePrefixes.map(prefixKey)))
  const taken = new Set<string>()
  return vnet.connectedGroups.flatMap((group) => {
    const members = group.members
      .filter(
        (member) => member !== vnet && !bySubnets.has(member) && (group.isGlobal || sameRegion(vnet, member)),
      )
      .map((member) => ({
        group,
        vnet: member,
        prefixes: member.prefixes.filter(
          (prefix) =>
            !peered.has(prefixKey(prefix)) &&
            !taken.has(prefixKey(prefix)) &&
            !vnet.prefixes.some((own) => containsPrefix(own, prefix)),
        ),
      }))
    for (const { prefixes } of members) for (const prefix of prefixes) taken.add(prefixKey(prefix))
    return members.filter(({ prefixes }) => prefixes.length > 0)
  })
}

const holds = (prefixes: readonly Prefix[], address: Address): boolean =>
  prefixes.some((prefix) => containsAddress(prefix, address))

/** Works out what a VNet reaches directly. */
export const directReach = (vnet: Vnet): DirectReach => {
  const peerings = vnet.peerings.filter(({ state }) => state === 'Connected')
  const members = groupMembersOf(vnet, peerings)
  return {
    peerings,
    members,
    homeOf: (address) => {
      if (holds(vnet.prefixes, address)) return { vnet, over: undefined }
      const over = peerings.find(({ remotePrefixes }) => holds(remotePrefixes, address))
      if (over !== undefined) return { vnet: over.remote, over }
      const member = members.find(({ prefixes }) => holds(prefixes, address))
      return member === undefined ? undefined : { vnet: member.vnet, over: undefined }
    },
  }
}

/** Azure prints the prefixes of one row from the highest address down (observed 8, observed 33). */
export const descending = (prefixes: readonly Prefix[]): readonly Prefix[] =>
  prefixes.toSorted((a, b) => comparePrefixes(b, a))
