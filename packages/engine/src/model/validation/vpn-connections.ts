// How many tunnels a VPN gateway takes: V21, L11.
import type { Finding } from '../../diagnostics/index.ts'
import { validateCount } from './limits.ts'
import type { Validating } from './validating.ts'

/** Site-to-site and VNet-to-VNet tunnels by SKU; the names with zones have the limits of those without. */
const tunnelsBySku: Readonly<Record<string, number>> = {
  basic: 10,
  vpngw1: 30,
  vpngw2: 30,
  vpngw3: 30,
  vpngw4: 100,
  vpngw5: 100,
}

/** V21, L11: connections, of which each is one tunnel for every instance. */
export const validateVpnGatewayCounts = (context: Validating): readonly Finding[] =>
  context.network.vnets.flatMap(({ gateways }) =>
    gateways.flatMap((gateway) => {
      if (gateway.kind !== 'vpn') return []
      const limit = tunnelsBySku[gateway.sku?.toLowerCase().replace(/az$/u, '') ?? '']
      if (limit === undefined) return []
      const count = { found: gateway.connections.length, limit }
      return validateCount(gateway, 'connectionsOfVpnGateway', count, context)
    }),
  )
