// Connectivity configurations of Virtual Network Manager: groups of VNets that are connected without peerings (R1.11).
import { at, nameOf, type Resource, textAt, type Value } from '../resources/index.ts'
import type { ConnectedGroup } from './network.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'

/** Azure writes these flags as texts, templates sometimes as booleans. */
const isTrue = (value: Value | undefined): boolean =>
  value?.kind === 'scalar' && String(value.value).toLowerCase() === 'true'

const membersOf = (
  groupKey: string | undefined,
  vnets: ReadonlyMap<string, VnetDraft>,
  context: Resolving,
): readonly VnetDraft[] => {
  const group = context
    .ofType('Microsoft.Network/networkManagers/networkGroups')
    .find(({ id }) => id.key === groupKey)
  if (group === undefined) return []
  return context.children(group, 'staticMembers').flatMap((member) => {
    const text = context.read(member).text('resourceId')
    return (text === undefined ? undefined : vnets.get(text.toLowerCase())) ?? []
  })
}

const groupsOf = (
  resource: Resource,
  vnets: ReadonlyMap<string, VnetDraft>,
  context: Resolving,
): readonly ConnectedGroup[] => {
  const reader = context.read(resource)
  const isMesh = reader.text('connectivityTopology')?.toLowerCase() === 'mesh'
  return reader.items('appliesToGroups').flatMap((item): ConnectedGroup[] => {
    // A mesh always connects its members; a hub-and-spoke only with direct connectivity.
    const isConnected = isMesh || textAt(item, 'groupConnectivity')?.toLowerCase() === 'directlyconnected'
    const members = membersOf(textAt(item, 'networkGroupId')?.toLowerCase(), vnets, context)
    if (!isConnected || members.length === 0) return []
    const group: ConnectedGroup = {
      id: resource.id,
      name: nameOf(resource.id),
      declaredAt: resource.declaredAt,
      members,
      isGlobal: isTrue(reader.value('isGlobal')) || isTrue(at(item, 'isGlobal')),
    }
    for (const member of members) member.connectedGroups.push(group)
    return [group]
  })
}

/** Whether it makes peerings of its own, between a hub and the members of groups that only Azure may know. */
const makesPeerings = (resource: Resource, context: Resolving): boolean =>
  context.read(resource).text('connectivityTopology')?.toLowerCase() !== 'mesh'

/** All groups, each made known to its members. */
export const resolveConnectedGroups = (
  context: Resolving,
  vnets: ReadonlyMap<string, VnetDraft>,
): readonly ConnectedGroup[] => {
  const configurations = context.ofType('Microsoft.Network/networkManagers/connectivityConfigurations')
  if (configurations.some((resource) => makesPeerings(resource, context)))
    for (const vnet of vnets.values()) vnet.peeringsKnown = false
  return configurations.flatMap((resource) => groupsOf(resource, vnets, context))
}
