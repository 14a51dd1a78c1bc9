// Flags and counts of peerings: V3 to V6, V21, V31, L7, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatPrefix } from '../../net/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { Peering, Vnet } from '../network.ts'
import { isSynchronised } from '../resolve-peerings.ts'
import { validateCount } from './limits.ts'
import type { Validating } from './validating.ts'

const namesOf = (peering: Peering) => ({
  peering: peering.name,
  vnet: peering.local.name,
  remoteVnet: nameOf(peering.remoteId),
})

const validateOnePerRemote = (vnet: Vnet, { placeOf }: Validating): readonly Finding[] => {
  const first = new Map<string, Peering>()
  return vnet.peerings.flatMap((peering) => {
    const other = first.get(peering.remoteId.key)
    if (other === undefined) {
      first.set(peering.remoteId.key, peering)
      return []
    }
    const parameters = { ...namesOf(peering), otherPeering: other.name }
    const place = placeOf(peering, 'properties', 'remoteVirtualNetwork', 'id')
    return [findings.secondPeeringToSameVnet(parameters, place)]
  })
}

/** What the VNet has of its own that stands against the gateways of another VNet. */
const ownGatewayOf = (vnet: Vnet): string | undefined => vnet.gateways[0]?.name ?? vnet.routeServer?.name

/** R2.6; a remote VNet that is not among the inputs cannot be judged. */
const validateRemoteGateways = (peering: Peering, { placeOf }: Validating): readonly Finding[] => {
  const found: Finding[] = []
  const { remote, reverse } = peering
  const place = placeOf(peering, 'properties', 'useRemoteGateways')
  const lacksGateway = remote !== undefined && !remote.assumed && ownGatewayOf(remote) === undefined
  if (lacksGateway) found.push(findings.remoteVnetHasNoGateway(namesOf(peering), place))
  const own = ownGatewayOf(peering.local)
  if (own !== undefined) {
    const parameters = { peering: peering.name, vnet: peering.local.name, gateway: own }
    found.push(findings.remoteGatewaysBesideOwnGateway(parameters, place))
  }
  if (reverse !== undefined && !reverse.allowGatewayTransit) {
    const parameters = { ...namesOf(peering), remotePeering: reverse.name }
    found.push(findings.remoteGatewaysWithoutTransit(parameters, place))
  }
  return found
}

const validateTransit = (vnet: Vnet, context: Validating): readonly Finding[] => {
  const users = vnet.peerings.filter((peering) => peering.useRemoteGateways)
  const [, second] = users
  const several =
    second === undefined
      ? []
      : [
          findings.severalPeeringsUseRemoteGateways(
            { vnet: vnet.name, peerings: users.map((peering) => peering.name) },
            context.placeOf(second, 'properties', 'useRemoteGateways'),
          ),
        ]
  return [...several, ...users.flatMap((peering) => validateRemoteGateways(peering, context))]
}

/** L7, where the object itself carries prefixes: what it does not say it takes from the other VNet. */
const validateSynchronised = (peering: Peering, { placeOf }: Validating): readonly Finding[] => {
  if (isSynchronised(peering)) return []
  const known = peering.remotePrefixes.map(formatPrefix)
  const actual = (peering.liveRemotePrefixes ?? []).map(formatPrefix)
  const place = placeOf(peering, 'properties', 'remoteVirtualNetworkAddressSpace', 'addressPrefixes')
  return [findings.peeringNotSynchronised({ ...namesOf(peering), known, actual }, place)]
}

/** V3 to V6 and V31, which Azure refuses; V21 and L11 by number; L7 peerings that are out of step. */
export const validatePeerings = (context: Validating): readonly Finding[] =>
  context.network.vnets.flatMap((vnet) => {
    const count = { found: vnet.peerings.length, limit: context.profile.peeringsPerVnet }
    return [
      ...validateOnePerRemote(vnet, context),
      ...validateTransit(vnet, context),
      ...validateCount(vnet, 'virtualNetworkPeerings', count, context),
      ...vnet.peerings.flatMap((peering) => validateSynchronised(peering, context)),
    ]
  })
