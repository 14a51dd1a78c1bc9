// The peerings between hub and members that a hub-and-spoke configuration of Virtual Network Manager makes (R1.11).
import { childId, type Resource } from '../resources/index.ts'
import type { ConfiguredGroup, ConnectivityConfiguration } from './connectivity-configurations.ts'
import type { Peering } from './network.ts'
import type { VnetDraft } from './resolve-vnets.ts'

interface PeeringDraft extends Peering {
  reverse: Peering | undefined
}

type Transit = Pick<Peering, 'allowGatewayTransit' | 'useRemoteGateways'>

const sideOf = (
  local: VnetDraft,
  remote: VnetDraft,
  configuration: Resource,
  transit: Transit,
): PeeringDraft => {
  const name = `ANM_${remote.name}`
  return {
    id: childId(local.id, 'virtualNetworkPeerings', name),
    name,
    declaredAt: configuration.declaredAt,
    local,
    remoteId: remote.id,
    remote,
    remotePrefixes: remote.prefixes,
    liveRemotePrefixes: remote.prefixes,
    state: 'Connected',
    global:
      local.location !== undefined && remote.location !== undefined && local.location !== remote.location,
    allowVirtualNetworkAccess: true,
    // Inferred: routes that the same service manages lead from spoke to spoke through an appliance in the hub.
    allowForwardedTraffic: true,
    ...transit,
    localSubnets: undefined,
    reverse: undefined,
  }
}

const isPeered = (one: VnetDraft, other: VnetDraft): boolean =>
  one.peerings.some(({ remoteId }) => remoteId.key === other.id.key)

/** R2.6: what stands against a gateway in the hub: nothing there to borrow, one of its own, or another that is borrowed. */
const borrows = (hub: VnetDraft, spoke: VnetDraft, { useHubGateway }: ConfiguredGroup): boolean => {
  const hasGateway = ({ gateways, routeServer }: VnetDraft): boolean =>
    gateways.length > 0 || routeServer !== undefined
  const isFree = !spoke.peerings.some(({ useRemoteGateways }) => useRemoteGateways)
  return useHubGateway && hasGateway(hub) && !hasGateway(spoke) && isFree
}

/** A policy may put any VNet into a group, and no input tells which: no VNet is sure to have no other peering. */
const leaveOpen = (
  configurations: readonly ConnectivityConfiguration[],
  vnets: ReadonlyMap<string, VnetDraft>,
): void => {
  if (configurations.every(({ isMesh }) => isMesh)) return
  for (const vnet of vnets.values()) vnet.peeringsKnown = false
}

/**
 * Adds the peerings that no input declares. Where either side is declared, an export has them all, or a template wants
 * them otherwise. Gateways and Route Servers must be resolved before.
 */
export const resolveManagedPeerings = (
  configurations: readonly ConnectivityConfiguration[],
  vnets: ReadonlyMap<string, VnetDraft>,
): void => {
  leaveOpen(configurations, vnets)
  for (const { resource, hubs, groups } of configurations) {
    for (const group of groups) {
      for (const hub of hubs) {
        for (const spoke of group.members) {
          if (spoke === hub || isPeered(hub, spoke) || isPeered(spoke, hub)) continue
          const transit = borrows(hub, spoke, group)
          const ofHub = sideOf(hub, spoke, resource, {
            allowGatewayTransit: transit,
            useRemoteGateways: false,
          })
          const ofSpoke = sideOf(spoke, hub, resource, {
            allowGatewayTransit: false,
            useRemoteGateways: transit,
          })
          ofHub.reverse = ofSpoke
          ofSpoke.reverse = ofHub
          hub.peerings.push(ofHub)
          spoke.peerings.push(ofSpoke)
        }
      }
    }
  }
}
