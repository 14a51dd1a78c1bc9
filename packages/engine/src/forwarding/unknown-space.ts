// A VNet whose address space no input tells: what its own row, or that of a peering, would take (R1.1).
import type { EffectiveRoute } from '../control-plane/index.ts'
import type { Vnet } from '../model/index.ts'
import { containsAddress, containsPrefix, formatAddress } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision } from './way.ts'

/** What the missing rows come to for a packet. */
export type UnknownSpace =
  /** A NIC of the same VNet has the destination, so a row of the VNet holds it. */
  | { readonly kind: 'member'; readonly decision: Decision }
  /** One of the missing rows may be longer than the one that is there. */
  | { readonly kind: 'open'; readonly decision: Decision }

/** Undefined where the rows that are known decide: the space is known, or no row of a VNet would be longer. */
export const unknownSpace = (
  route: EffectiveRoute | undefined,
  vnet: Vnet,
  { destination }: Packet,
  { controlPlane }: Surroundings,
): UnknownSpace | undefined => {
  if (vnet.addressSpaceKnown) return undefined
  const reserved = controlPlane.era.reservedSpace.find((prefix) => containsAddress(prefix, destination))
  // VNets have private space, and their rows are longer than those that stand for all of it.
  const isShort = reserved !== undefined && route !== undefined && containsPrefix(route.prefix, reserved)
  if (route !== undefined && !isShort) return undefined
  const { declaredAt } = vnet
  const parameters = { destination: formatAddress(destination), vnet: vnet.name }
  return controlPlane.nicAt(vnet, destination) === undefined
    ? { kind: 'open', decision: { code: 'spaceNotKnown', rule: 'R1.1', parameters, declaredAt } }
    : { kind: 'member', decision: { code: 'sameNetwork', rule: 'R1.1', parameters, declaredAt } }
}
