// ExpressRoute circuits with what hangs on them, and the gateways of virtual hubs.
import {
  armTypes,
  block,
  copy,
  counted,
  type FieldMapping,
  link,
  type MappingTable,
  parentById,
  parentByName,
  resource,
} from '../mapping.ts'
import { hubRouting } from './hub-routing.ts'

const onCircuit = parentByName('express_route_circuit_name', armTypes.circuit)

const prefixes: readonly FieldMapping[] = [
  copy('primary_peer_address_prefix', 'properties.primaryPeerAddressPrefix'),
  copy('secondary_peer_address_prefix', 'properties.secondaryPeerAddressPrefix'),
]

export const expressRoute: MappingTable = {
  azurerm_express_route_circuit: resource(armTypes.circuit, [
    block('sku', 'sku', [copy('tier', 'tier'), copy('family', 'family')]),
    copy('service_provider_name', 'properties.serviceProviderProperties.serviceProviderName'),
    copy('peering_location', 'properties.serviceProviderProperties.peeringLocation'),
    copy('bandwidth_in_mbps', 'properties.serviceProviderProperties.bandwidthInMbps'),
    copy('bandwidth_in_gbps', 'properties.bandwidthInGbps'),
    link('express_route_port_id', 'properties.expressRoutePort.id', armTypes.expressRoutePort),
    copy('allow_classic_operations', 'properties.allowClassicOperations'),
  ]),
  azurerm_express_route_circuit_peering: resource(
    armTypes.circuitPeering,
    [
      copy('peering_type', 'properties.peeringType'),
      copy('peer_asn', 'properties.peerASN'),
      copy('vlan_id', 'properties.vlanId'),
      ...prefixes,
      block('ipv6', 'properties.ipv6PeeringConfig', [
        copy('primary_peer_address_prefix', 'primaryPeerAddressPrefix'),
        copy('secondary_peer_address_prefix', 'secondaryPeerAddressPrefix'),
      ]),
      block('microsoft_peering_config', 'properties.microsoftPeeringConfig', [
        copy('advertised_public_prefixes', 'advertisedPublicPrefixes'),
        copy('customer_asn', 'customerASN'),
      ]),
    ],
    { parent: onCircuit, name: 'peering_type' },
  ),
  azurerm_express_route_circuit_authorization: resource(
    'Microsoft.Network/expressRouteCircuits/authorizations',
    [copy('authorization_use_status', 'properties.authorizationUseStatus')],
    { parent: onCircuit },
  ),
  azurerm_express_route_circuit_connection: resource(
    'Microsoft.Network/expressRouteCircuits/peerings/connections',
    [
      link('peering_id', 'properties.expressRouteCircuitPeering.id', armTypes.circuitPeering),
      link('peer_peering_id', 'properties.peerExpressRouteCircuitPeering.id', armTypes.circuitPeering),
      copy('address_prefix_ipv4', 'properties.addressPrefix'),
      copy('address_prefix_ipv6', 'properties.ipv6CircuitConnectionConfig.addressPrefix'),
      copy('authorization_key', 'properties.authorizationKey'),
    ],
    { parent: parentById('peering_id', armTypes.circuitPeering) },
  ),
  azurerm_express_route_gateway: resource(armTypes.expressRouteGateway, [
    link('virtual_hub_id', 'properties.virtualHub.id', armTypes.hub),
    copy('scale_units', 'properties.autoScaleConfiguration.bounds.min'),
    copy('allow_non_virtual_wan_traffic', 'properties.allowNonVirtualWanTraffic'),
  ]),
  azurerm_express_route_connection: resource(
    'Microsoft.Network/expressRouteGateways/expressRouteConnections',
    [
      link(
        'express_route_circuit_peering_id',
        'properties.expressRouteCircuitPeering.id',
        armTypes.circuitPeering,
      ),
      copy('authorization_key', 'properties.authorizationKey'),
      copy('routing_weight', 'properties.routingWeight'),
      copy('enable_internet_security', 'properties.enableInternetSecurity'),
      copy('internet_security_enabled', 'properties.enableInternetSecurity'),
      copy('express_route_gateway_bypass_enabled', 'properties.expressRouteGatewayBypass'),
      hubRouting('routing'),
    ],
    { parent: parentById('express_route_gateway_id', armTypes.expressRouteGateway) },
  ),
  azurerm_express_route_port: counted(armTypes.expressRoutePort),
}
