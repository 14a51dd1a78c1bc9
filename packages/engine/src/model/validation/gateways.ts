// Virtual network gateways by themselves: V12, V15 to V17.
import { type Finding, findings, type GatewayKind } from '../../diagnostics/index.ts'
import type { Gateway, Vnet, VpnGateway } from '../network.ts'
import { isSpecialName, specialSubnetOf } from '../special-subnets.ts'
import type { Validating } from './validating.ts'

/** V12: an unknown subnet of a VNet that has a GatewaySubnet was reported as a link to nothing. */
const validateHome = (gateway: Gateway, { placeBelow }: Validating): readonly Finding[] => {
  const { vnet, subnet } = gateway
  if (subnet !== undefined && isSpecialName(subnet.name, 'GatewaySubnet')) return []
  const place = placeBelow(gateway, 'ipConfigurations', 'properties', 'subnet', 'id')
  if (specialSubnetOf(vnet, 'GatewaySubnet') === undefined) {
    if (vnet.assumed) return []
    return [findings.gatewayWithoutGatewaySubnet({ gateway: gateway.name, vnet: vnet.name }, place)]
  }
  if (subnet === undefined) return []
  return [findings.gatewayOutsideGatewaySubnet({ gateway: gateway.name, subnet: subnet.name }, place)]
}

/** V15. */
const validateOnePerKind = (vnet: Vnet, { placeOf }: Validating): readonly Finding[] => {
  const first = new Map<GatewayKind, Gateway>()
  return vnet.gateways.flatMap((gateway) => {
    const other = first.get(gateway.kind)
    if (other === undefined) {
      first.set(gateway.kind, gateway)
      return []
    }
    const { kind, name } = gateway
    const parameters = { vnet: vnet.name, kind, gateway: name, otherGateway: other.name }
    return [findings.secondGatewayOfSameType(parameters, placeOf(gateway, 'properties', 'gatewayType'))]
  })
}

/** What makes a gateway one of the old kind that stands alone (R3.5), with the property that says so. */
interface Restriction {
  readonly property: string
  readonly found: string
  readonly path: readonly string[]
}

const restrictionsOf = (gateway: Gateway): readonly Restriction[] => [
  ...(gateway.sku?.toLowerCase() === 'basic'
    ? [{ property: 'properties.sku.name', found: gateway.sku, path: ['properties', 'sku', 'name'] }]
    : []),
  ...(gateway.kind === 'vpn' && gateway.policyBased
    ? [{ property: 'properties.vpnType', found: 'PolicyBased', path: ['properties', 'vpnType'] }]
    : []),
]

const validateActiveActive = (gateway: VpnGateway, context: Validating): readonly Finding[] => {
  if (!gateway.activeActive) return []
  const refused = restrictionsOf(gateway).map(({ property, found, path }) =>
    findings.activeActiveNotSupported(
      { gateway: gateway.name, property, found },
      context.placeOf(gateway, ...path),
    ),
  )
  const { ipConfigurations } = gateway
  if (refused.length > 0 || ipConfigurations === undefined) return refused
  const place = context.placeOf(gateway, 'properties', 'activeActive')
  if (ipConfigurations.length < 2) {
    const parameters = { gateway: gateway.name, found: ipConfigurations.length }
    return [findings.activeActiveNeedsTwoAddresses(parameters, place)]
  }
  // What nobody says of an address is taken for right.
  const suitable = ipConfigurations.filter(
    ({ basic, dynamic }) => context.profile.basicGatewayAddresses || (basic !== true && dynamic !== true),
  )
  if (suitable.length >= 2) return []
  const parameters = { gateway: gateway.name, found: suitable.length }
  return [findings.activeActiveNeedsStandardAddresses(parameters, place)]
}

/** V17: ExpressRoute and VPN beside each other need gateways of the newer kind. */
const validateCoexistence = (vnet: Vnet, { placeOf }: Validating): readonly Finding[] =>
  new Set(vnet.gateways.map(({ kind }) => kind)).size < 2
    ? []
    : vnet.gateways.flatMap((gateway) =>
        restrictionsOf(gateway).map(({ property, found, path }) =>
          findings.coexistenceNotSupported(
            { vnet: vnet.name, gateway: gateway.name, property, found },
            placeOf(gateway, ...path),
          ),
        ),
      )

/** V12 where gateways lie, V15 how many there are, V16 active-active, V17 coexistence. */
export const validateGateways = (context: Validating): readonly Finding[] =>
  context.network.vnets.flatMap((vnet) => [
    ...vnet.gateways.flatMap((gateway) => validateHome(gateway, context)),
    ...validateOnePerKind(vnet, context),
    ...vnet.gateways.flatMap((gateway) =>
      gateway.kind === 'vpn' ? validateActiveActive(gateway, context) : [],
    ),
    ...validateCoexistence(vnet, context),
  ])
