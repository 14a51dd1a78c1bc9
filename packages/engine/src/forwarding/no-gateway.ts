// Why no gateway takes packets by a user route with the next hop VirtualNetworkGateway (R1.22).
import { gatewayHubOf } from '../control-plane/index.ts'
import type { Span } from '../diagnostics/index.ts'
import type { Vnet } from '../model/index.ts'
import type { Decision } from './way.ts'

/**
 * The decision of a user route of this VNet that leads to no VPN gateway. `isKnown`: false where a gateway may be there
 * that no input describes.
 */
export const noGatewayFor = (
  prefix: string,
  vnet: Vnet,
  declaredAt: Span | undefined,
  isKnown: boolean,
): Decision => {
  const expressRoute = (gatewayHubOf(vnet)?.gateways ?? []).filter(({ kind }) => kind === 'expressRoute')
  if (expressRoute.length > 0) {
    const gateways = expressRoute.map(({ name }) => name).join(', ')
    return { code: 'userRouteToExpressRoute', rule: 'R1.22', parameters: { prefix, gateways }, declaredAt }
  }
  const code = isKnown ? 'userRouteWithoutGateway' : 'userRouteToUnknownGateway'
  return { code, rule: 'R1.22', parameters: { prefix, vnet: vnet.name }, declaredAt }
}
