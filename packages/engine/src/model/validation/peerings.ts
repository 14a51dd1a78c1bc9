// Flags and counts of peerings: V3 to V6, V21, V31, L7, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatPrefix } from '../../net/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { Network, Peering, Vnet } from '../network.ts'
import { isSynchronised } from '../resolve-peerings.ts'
import { validateCount } from './limits.ts'
import { placeOf } from './place.ts'
import type { ValidationProfile } from './validation-profile.ts'

const namesOf = (peering: Peering) => ({
  peering: peering.name,
  vnet: peering.local.name,
  remoteVnet: nameOf(peering.remoteId),
})

const validateOnePerRemote = (vnet: Vnet): readonly Finding[] => {
  const first = new Map<string, Peering>()
  return vnet.peerings.flatMap((peering) => {
    const other = first.get(peering.remoteId.key)
    if (other === undefined) {
      first.set(peering.remoteId.key, peering)
      return []
    }
    const parameters = { ...namesOf(peering), otherPeering: other.name }
    return [findings.secondPeeringToSameVnet(parameters, placeOf(peering))]
  })
}

/** What the VNet has of its own that stands against the gateways of another VNet. A Route Server has no object yet. */
const ownGatewayOf = (vnet: Vnet): string | undefined => vnet.gateways[0]?.name ?? vnet.routeServer?.name

/** R2.6; a remote VNet that is not among the inputs cannot be judged. */
const validateRemoteGateways = (peering: Peering): readonly Finding[] => {
  const found: Finding[] = []
  const { remote, reverse } = peering
  const lacksGateway = remote !== undefined && !remote.assumed && ownGatewayOf(remote) === undefined
  if (lacksGateway) found.push(findings.remoteVnetHasNoGateway(namesOf(peering), placeOf(peering)))
  const own = ownGatewayOf(peering.local)
  if (own !== undefined) {
    const parameters = { peering: peering.name, vnet: peering.local.name, gateway: own }
    found.push(findings.remoteGatewaysBesideOwnGateway(parameters, placeOf(peering)))
  }
  if (reverse !== undefined && !reverse.allowGatewayTransit) {
    const parameters = { ...namesOf(peering), remotePeering: reverse.name }
    found.push(findings.remoteGatewaysWithoutTransit(parameters, placeOf(peering)))
  }
  return found
}

const validateTransit = (vnet: Vnet): readonly Finding[] => {
  const users = vnet.peerings.filter((peering) => peering.useRemoteGateways)
  const [, second] = users
  const several =
    second === undefined
      ? []
      : [
          findings.severalPeeringsUseRemoteGateways(
            { vnet: vnet.name, peerings: users.map((peering) => peering.name) },
            placeOf(second),
          ),
        ]
  return [...several, ...users.flatMap(validateRemoteGateways)]
}

const validateSynchronised = (peering: Peering): readonly Finding[] => {
  if (isSynchronised(peering)) return []
  const known = peering.remotePrefixes.map(formatPrefix)
  const actual = (peering.remote?.prefixes ?? []).map(formatPrefix)
  return [findings.peeringNotSynchronised({ ...namesOf(peering), known, actual }, placeOf(peering))]
}

/** V3 to V6 and V31, which Azure refuses; V21 and L11 by number; L7 peerings that are out of step. */
export const validatePeerings = (network: Network, profile: ValidationProfile): readonly Finding[] =>
  network.vnets.flatMap((vnet) => [
    ...validateOnePerRemote(vnet),
    ...validateTransit(vnet),
    ...validateCount(vnet, 'virtualNetworkPeerings', vnet.peerings.length, profile.peeringsPerVnet),
    ...vnet.peerings.flatMap(validateSynchronised),
  ])
