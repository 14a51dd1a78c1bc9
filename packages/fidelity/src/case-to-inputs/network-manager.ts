// Virtual Network Manager: a group and a connectivity configuration for each connected group.
import type { Topology } from '../topology.ts'
import { type ArmResource, type Ids, resource } from './arm.ts'

const manager = 'network-manager'

/** Azure writes these flags as texts. */
const flagText = (value: boolean | undefined): string => (value === true ? 'True' : 'False')

/** The network manager, if the case has connected groups. */
export const networkManager = (topology: Topology, ids: Ids): readonly ArmResource[] => {
  const groups = topology.connectedGroups ?? []
  if (groups.length === 0) return []
  return [
    resource(ids.network('networkManagers', manager), {
      location: ids.location,
      properties: {
        networkManagerScopes: { subscriptions: [ids.subscription] },
        networkManagerScopeAccesses: ['Connectivity'],
      },
    }),
    ...groups.flatMap((group) => {
      const groupId = ids.network('networkManagers', manager, 'networkGroups', group.name)
      return [
        resource(groupId, { properties: { memberType: 'VirtualNetwork' } }),
        ...group.members.map((member) =>
          resource(`${groupId}/staticMembers/${member}`, {
            properties: { resourceId: ids.network('virtualNetworks', member) },
          }),
        ),
        resource(ids.network('networkManagers', manager, 'connectivityConfigurations', group.name), {
          properties: {
            connectivityTopology: group.hub === undefined ? 'Mesh' : 'HubAndSpoke',
            hubs:
              group.hub === undefined
                ? []
                : [
                    {
                      resourceId: ids.network('virtualNetworks', group.hub),
                      resourceType: 'Microsoft.Network/virtualNetworks',
                    },
                  ],
            isGlobal: flagText(group.global),
            appliesToGroups: [
              {
                networkGroupId: groupId,
                groupConnectivity: 'DirectlyConnected',
                isGlobal: flagText(group.global),
                useHubGateway: flagText(group.useHubGateway),
              },
            ],
          },
        }),
      ]
    }),
  ]
}
