// Connectivity configurations of Virtual Network Manager as they are written: hubs, and groups of VNets.
import { at, parseResourceId, type Resource, textAt, type Value } from '../resources/index.ts'
import { membersOf } from './network-group-members.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'

/** A network group to which a configuration applies. */
export interface ConfiguredGroup {
  readonly members: readonly VnetDraft[]
  /** Whether the members reach each other without the hub. */
  readonly isDirectlyConnected: boolean
  /** R2.11: whether that holds across regions. */
  readonly isGlobal: boolean
  readonly useHubGateway: boolean
}

/** One configuration. It is taken to be deployed: a commit is no resource. */
export interface ConnectivityConfiguration {
  readonly resource: Resource
  /** A mesh connects its members without peerings. */
  readonly isMesh: boolean
  /** Empty for a mesh. */
  readonly hubs: readonly VnetDraft[]
  readonly groups: readonly ConfiguredGroup[]
}

const vnetType = 'Microsoft.Network/virtualNetworks'

/** Azure writes these flags as texts, templates sometimes as booleans. */
const isTrue = (value: Value | undefined): boolean =>
  value?.kind === 'scalar' && String(value.value).toLowerCase() === 'true'

const hubsOf = (
  resource: Resource,
  vnets: ReadonlyMap<string, VnetDraft>,
  context: Resolving,
): readonly VnetDraft[] =>
  context
    .read(resource)
    .items('hubs')
    .flatMap((item) => {
      const written = at(item, 'resourceId')
      const id = parseResourceId(textAt(item, 'resourceId') ?? '')
      if (id === undefined) return []
      const reference = { id, span: written?.span }
      return context.follow(resource, 'hubs.resourceId', reference, vnets, vnetType) ?? []
    })

/** All configurations, in the order of their declaration. */
export const connectivityConfigurations = (
  context: Resolving,
  vnets: ReadonlyMap<string, VnetDraft>,
): readonly ConnectivityConfiguration[] =>
  context.ofType('Microsoft.Network/networkManagers/connectivityConfigurations').map((resource) => {
    const reader = context.read(resource)
    const isMesh = reader.text('connectivityTopology')?.toLowerCase() === 'mesh'
    return {
      resource,
      isMesh,
      hubs: isMesh ? [] : hubsOf(resource, vnets, context),
      groups: reader.items('appliesToGroups').map((item) => ({
        members: membersOf(textAt(item, 'networkGroupId')?.toLowerCase(), resource, vnets, context),
        // A mesh always connects its members; a hub-and-spoke only with direct connectivity.
        isDirectlyConnected:
          isMesh || textAt(item, 'groupConnectivity')?.toLowerCase() === 'directlyconnected',
        isGlobal: isTrue(reader.value('isGlobal')) || isTrue(at(item, 'isGlobal')),
        useHubGateway: isTrue(at(item, 'useHubGateway')),
      })),
    }
  })
