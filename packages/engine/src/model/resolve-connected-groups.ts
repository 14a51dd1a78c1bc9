// Groups of VNets that Virtual Network Manager connects without peerings (R1.11).
import { nameOf } from '../resources/index.ts'
import type { ConnectivityConfiguration } from './connectivity-configurations.ts'
import type { ConnectedGroup } from './network.ts'

/** All groups, each made known to its members. */
export const resolveConnectedGroups = (
  configurations: readonly ConnectivityConfiguration[],
): readonly ConnectedGroup[] =>
  configurations.flatMap(({ resource, groups }) =>
    groups.flatMap(({ members, isDirectlyConnected, isGlobal }) => {
      if (!isDirectlyConnected || members.length === 0) return []
      const group: ConnectedGroup = {
        id: resource.id,
        name: nameOf(resource.id),
        declaredAt: resource.declaredAt,
        members,
        isGlobal,
      }
      for (const member of members) member.connectedGroups.push(group)
      return [group]
    }),
  )
