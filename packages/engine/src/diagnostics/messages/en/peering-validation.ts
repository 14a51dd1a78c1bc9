// English messages about peerings that Azure refuses or that carry nothing.
import type * as peeringValidation from '../../findings/peering-validation.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, quote, quoteAll } from './wording.ts'

export const peeringValidationMessages: MessagesOf<typeof peeringValidation> = {
  HP3001: ({ peering, vnet, prefix, remoteVnet, remotePrefix }) => ({
    message: `The peering ${quote(peering)} joins virtual networks whose address spaces overlap: ${quote(prefix)} of ${quote(vnet)} and ${quote(remotePrefix)} of ${quote(remoteVnet)}. Azure refuses it.`,
    advice: 'Give one of the two another address space, or peer only subnets that do not overlap.',
  }),
  HP3002: ({ peering, vnet, remoteVnet, remotePrefix, thirdVnet, thirdPrefix }) => ({
    message: `The peering ${quote(peering)} would give ${quote(vnet)} two peers that overlap: ${quote(remotePrefix)} of ${quote(remoteVnet)} and ${quote(thirdPrefix)} of ${quote(thirdVnet)}. Azure refuses it.`,
    advice: `Give ${quote(remoteVnet)} or ${quote(thirdVnet)} another address space, or remove one of the two peerings.`,
  }),
  HP3003: ({ peering, otherPeering, vnet, remoteVnet }) => ({
    message: `${quote(vnet)} has two peerings to ${quote(remoteVnet)}: ${quote(otherPeering)} and ${quote(peering)}. Azure allows one.`,
    advice: 'Delete one of them. If both are meant to be the same, give them the same name.',
  }),
  HP3004: ({ peering, vnet, remoteVnet }) => ({
    message: `The peering ${quote(peering)} of ${quote(vnet)} has useRemoteGateways, but ${quote(remoteVnet)} has neither a gateway nor a Route Server. Azure refuses it.`,
    advice: `Create the gateway in ${quote(remoteVnet)} first (in a template: dependsOn), or set useRemoteGateways to false.`,
  }),
  HP3005: ({ vnet, peerings }) => ({
    message: `Several peerings of ${quote(vnet)} have useRemoteGateways: ${quoteAll(peerings)}. Azure allows it on one.`,
    advice:
      'Keep it on the peering to the hub whose gateways it should use, and set it to false on the others.',
  }),
  HP3006: ({ peering, vnet, gateway }) => ({
    message: `The peering ${quote(peering)} has useRemoteGateways, but ${quote(vnet)} has a gateway or Route Server of its own: ${quote(gateway)}. Azure refuses it.`,
    advice: `Set useRemoteGateways to false, or remove ${quote(gateway)}.`,
  }),
  HP3031: ({ peering, vnet, remoteVnet, remotePeering }) => ({
    message: `The peering ${quote(peering)} of ${quote(vnet)} has useRemoteGateways, but the other side, ${quote(remotePeering)} of ${quote(remoteVnet)}, lacks allowGatewayTransit.`,
    advice: `Set allowGatewayTransit to true on ${quote(remotePeering)}, or useRemoteGateways to false on ${quote(peering)}.`,
  }),
  HP3041: ({ peering, vnet, remoteVnet, suggestion }) => ({
    message: `The peering ${quote(peering)} of ${quote(vnet)} leads to ${quote(remoteVnet)}, which is not among the inputs.`,
    advice: `${didYouMean(suggestion)}Correct the id, or add the file or export that declares the virtual network. Until then nothing passes this peering.`,
  }),
  HP3042: ({ peering, vnet, remoteVnet }) => ({
    message: `The peering ${quote(peering)} from ${quote(vnet)} to ${quote(remoteVnet)} exists on one side only. Its state is Initiated, and nothing passes it.`,
    advice: `Add the peering from ${quote(remoteVnet)} back to ${quote(vnet)}.`,
  }),
  HP3043: ({ peering, vnet, remoteVnet }) => ({
    message: `The peering ${quote(peering)} from ${quote(vnet)} to ${quote(remoteVnet)} is Disconnected: its other side was deleted, and nothing passes it.`,
    advice: 'Delete it, then create both sides again. A disconnected side cannot be repaired in place.',
  }),
}
