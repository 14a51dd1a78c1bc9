// Findings about peerings that Azure refuses or that carry nothing (HP30nn, nn as in V1 to V6 and V31; HP304n without V).
import { defineFinding, type FindingFunction } from '../define-finding.ts'

export const peeredSpacesOverlap: FindingFunction<
  'HP3001',
  { peering: string; vnet: string; prefix: string; remoteVnet: string; remotePrefix: string }
> = defineFinding('HP3001', 'error', { azureCode: 'VnetAddressSpacesOverlap', rules: ['V1', 'R2.8'] })

export const peerOverlapsThirdVnet: FindingFunction<
  'HP3002',
  {
    peering: string
    vnet: string
    remoteVnet: string
    remotePrefix: string
    thirdVnet: string
    thirdPrefix: string
  }
> = defineFinding('HP3002', 'error', {
  azureCode: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
  rules: ['V2', 'R2.8'],
})

export const secondPeeringToSameVnet: FindingFunction<
  'HP3003',
  { peering: string; otherPeering: string; vnet: string; remoteVnet: string }
> = defineFinding('HP3003', 'error', {
  azureCode: 'AnotherPeeringAlreadyReferencesRemoteVnet',
  rules: ['V3'],
})

export const remoteVnetHasNoGateway: FindingFunction<
  'HP3004',
  { peering: string; vnet: string; remoteVnet: string }
> = defineFinding('HP3004', 'error', { azureCode: 'RemoteVnetHasNoGateways', rules: ['V4', 'R2.6'] })

export const severalPeeringsUseRemoteGateways: FindingFunction<
  'HP3005',
  { vnet: string; peerings: readonly string[] }
> = defineFinding('HP3005', 'error', { rules: ['V5', 'R2.6'] })

export const remoteGatewaysBesideOwnGateway: FindingFunction<
  'HP3006',
  { peering: string; vnet: string; gateway: string }
> = defineFinding('HP3006', 'error', { rules: ['V6', 'R2.6'] })

/** `remotePeering`: the object of the other side that lacks the flag. */
export const remoteGatewaysWithoutTransit: FindingFunction<
  'HP3031',
  { peering: string; vnet: string; remoteVnet: string; remotePeering: string }
> = defineFinding('HP3031', 'error', { rules: ['V31', 'R2.5'] })

/** Nothing is wrong with the network: the other VNet is only not among the inputs. */
export const peeringRemoteMissing: FindingFunction<
  'HP3041',
  { peering: string; vnet: string; remoteVnet: string; suggestion?: string | undefined }
> = defineFinding('HP3041', 'error', { rules: ['R2.1'], refused: false })

/** Only one side exists: its state is Initiated. */
export const peeringNotReciprocal: FindingFunction<
  'HP3042',
  { peering: string; vnet: string; remoteVnet: string }
> = defineFinding('HP3042', 'warning', { rules: ['R2.1'] })

export const peeringDisconnected: FindingFunction<
  'HP3043',
  { peering: string; vnet: string; remoteVnet: string }
> = defineFinding('HP3043', 'warning', { rules: ['R2.1'] })
