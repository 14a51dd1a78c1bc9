// VPN gateways as hops of a way: which of them take one off the TTL, and which answer (R6.31).
import type { HubVpnGateway, VpnGateway } from '../model/index.ts'
import type { Location, Surroundings, VpnIngress } from './location.ts'
import type { Decision, Hop } from './way.ts'

/** An instance of a VPN gateway, in a VNet or in a hub. */
export interface VpnInstance {
  readonly gateway: VpnGateway | HubVpnGateway
  readonly instance: number
}

/** How what goes into a tunnel came to the instance: by a way in, or because the instance itself sends it. */
export type TunnelSource = VpnIngress | 'itself'

/** What a hop says of an instance before it decides. */
export type VpnElement = Omit<Hop, 'decision' | 'kind'> & { readonly kind: 'vpnGateway' }

/** The instance as an element of a way. */
export const vpnElement = (
  { gateway, instance }: VpnInstance,
  decrements: boolean,
  answers = false,
): VpnElement => ({
  kind: 'vpnGateway',
  element: gateway.name,
  address: gateway.instances[instance],
  answers,
  decrements,
})

/** The hop where an instance decides, and is no hop of a trace. */
export const decidedAt = (at: VpnInstance, decision: Decision): Hop => ({
  ...vpnElement(at, false),
  decision,
})

/** Whether the gateways of a tunnel between two VNets count, as they did in 2018. */
export const countsBetweenVnets = ({ controlPlane }: Surroundings): boolean =>
  controlPlane.era.vpnBetweenVnets === 'twoHops'

/**
 * The hop where an instance sends a packet into a tunnel. In 2018 the one that took it from its VNet for the gateway of
 * another one answered, and the other one was silent.
 */
export const hopIntoTunnel = (
  at: VpnInstance,
  from: TunnelSource,
  to: Location,
  decision: Decision,
  surroundings: Surroundings,
): Hop => {
  const { gateway } = at
  const isBetween = to.kind === 'vpnGateway' && to.gateway !== gateway && gateway.kind === 'vpn'
  const sends = from === 'vnet' && isBetween
  const counts = countsBetweenVnets(surroundings) && (sends || from === 'gatewayTunnel')
  return { ...vpnElement(at, counts, counts && sends), decision }
}

/** What a device sent counts at no gateway, however many it passes. */
export const farEndOfTunnel = (to: Location, from: TunnelSource): Location =>
  to.kind === 'vpnGateway' && from === 'deviceTunnel' ? { ...to, from } : to
