// A NAT gateway takes nothing of the Basic SKU beside it: V28.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { Validating } from './validating.ts'

/** V28; what lies in GatewaySubnet is judged with that. */
export const validateNatGateways = ({ network, placeOf }: Validating): readonly Finding[] =>
  network.basicSkuUses.flatMap(({ subnet, resource }) => {
    if (subnet.natGateway === undefined) return []
    const parameters = {
      subnet: subnet.name,
      natGateway: nameOf(subnet.natGateway),
      resource: resource.name,
    }
    return [findings.natGatewayWithBasicSku(parameters, placeOf(resource, 'sku', 'name'))]
  })
