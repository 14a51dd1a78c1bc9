// Virtual network gateways and the subnet they live in: V12 to V15, V28, V30, L14.
import { type Finding, findings, type GatewayKind } from '../../diagnostics/index.ts'
import { formatPrefix, isDefault, isIpv4 } from '../../net/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { ExpressRouteGateway, Gateway, Network, Subnet, Vnet } from '../network.ts'
import { isSpecialName, specialSubnetOf } from '../special-subnets.ts'
import { placeOf } from './place.ts'
import type { ValidationProfile } from './validation-profile.ts'

/** V13: the longest prefix length of GatewaySubnet for each kind of gateway; both together need what ExpressRoute needs. */
const longestGatewaySubnet: Readonly<Record<GatewayKind, number>> = { expressRoute: 27, vpn: 29 }

/** V12: an unknown subnet of a VNet that has a GatewaySubnet was reported as a link to nothing. */
const validateHome = (gateway: Gateway): readonly Finding[] => {
  const { vnet, subnet } = gateway
  if (subnet !== undefined && isSpecialName(subnet.name, 'GatewaySubnet')) return []
  if (specialSubnetOf(vnet, 'GatewaySubnet') === undefined) {
    if (vnet.assumed) return []
    const parameters = { gateway: gateway.name, vnet: vnet.name }
    return [findings.gatewayWithoutGatewaySubnet(parameters, placeOf(gateway))]
  }
  if (subnet === undefined) return []
  const parameters = { gateway: gateway.name, subnet: subnet.name }
  return [findings.gatewayOutsideGatewaySubnet(parameters, placeOf(gateway))]
}

const validateOnePerKind = (vnet: Vnet): readonly Finding[] => {
  const first = new Map<GatewayKind, Gateway>()
  return vnet.gateways.flatMap((gateway) => {
    const other = first.get(gateway.kind)
    if (other === undefined) {
      first.set(gateway.kind, gateway)
      return []
    }
    const { kind, name } = gateway
    const parameters = { vnet: vnet.name, kind, gateway: name, otherGateway: other.name }
    return [findings.secondGatewayOfSameType(parameters, placeOf(gateway))]
  })
}

const validateSize = (vnet: Vnet, subnet: Subnet): readonly Finding[] => {
  const kinds = [...new Set(vnet.gateways.map((gateway) => gateway.kind))].sort()
  const [largest] = subnet.prefixes
    .filter((prefix) => isIpv4(prefix.address))
    .toSorted((a, b) => a.length - b.length)
  if (largest === undefined) return []
  const minimumLength = Math.min(...kinds.map((kind) => longestGatewaySubnet[kind]))
  if (largest.length <= minimumLength) return []
  const parameters = { vnet: vnet.name, prefix: formatPrefix(largest), minimumLength, gateways: kinds }
  return [findings.gatewaySubnetTooSmall(parameters, placeOf(subnet))]
}

/** R1.28; routes for the VNet's own space are accepted and do no harm (recorded labs). */
const validateGatewayRoutes = (vnet: Vnet, subnet: Subnet): readonly Finding[] => {
  const table = subnet.routeTable
  if (table === undefined) return []
  const names = { vnet: vnet.name, routeTable: table.name }
  const found: Finding[] = table.routes
    .filter(({ prefix }) => isDefault(prefix) && isIpv4(prefix.address))
    .map((route) => findings.gatewaySubnetDefaultRoute({ ...names, route: route.name }, placeOf(route)))
  if (table.disableBgpRoutePropagation)
    found.push(findings.gatewaySubnetPropagationDisabled(names, placeOf(table)))
  return found
}

/** What stands on the subnet itself; the routes matter only once there is a gateway. */
const validateGatewaySubnet = (vnet: Vnet): readonly Finding[] => {
  const subnet = specialSubnetOf(vnet, 'GatewaySubnet')
  if (subnet === undefined) return []
  const found: Finding[] = []
  const { networkSecurityGroup, natGateway } = subnet
  if (networkSecurityGroup !== undefined) {
    const parameters = { vnet: vnet.name, nsg: nameOf(networkSecurityGroup) }
    found.push(findings.gatewaySubnetWithNsg(parameters, placeOf(subnet)))
  }
  if (natGateway !== undefined) {
    const parameters = { vnet: vnet.name, natGateway: nameOf(natGateway) }
    found.push(findings.natGatewayOnGatewaySubnet(parameters, placeOf(subnet)))
  }
  return vnet.gateways.length === 0
    ? found
    : [...found, ...validateSize(vnet, subnet), ...validateGatewayRoutes(vnet, subnet)]
}

const validateNicsInGatewaySubnets = (network: Network): readonly Finding[] =>
  network.nics.flatMap((nic) =>
    isSpecialName(nic.subnet.name, 'GatewaySubnet')
      ? [findings.nicInGatewaySubnet({ nic: nic.name, vnet: nic.subnet.vnet.name }, placeOf(nic))]
      : [],
  )

const expressRouteGatewaysOf = (network: Network): readonly ExpressRouteGateway[] =>
  network.vnets.flatMap((vnet) => vnet.gateways.filter((gateway) => gateway.kind === 'expressRoute'))

/** V30: circuits of one peering location at one gateway. */
const validateCircuitLocations = (
  gateway: ExpressRouteGateway,
  profile: ValidationProfile,
): readonly Finding[] => {
  const circuits = [...new Set(gateway.connections.map((connection) => connection.circuit))]
  const byLocation = Map.groupBy(circuits, (circuit) => circuit.peeringLocation)
  const limit = profile.circuitsPerLocation
  return [...byLocation].flatMap(([location, together]) => {
    if (location === undefined || together.length <= limit) return []
    const names = together.map((circuit) => circuit.name)
    const parameters = { gateway: gateway.name, location, circuits: names, limit }
    return [findings.circuitsOfOneLocation(parameters, placeOf(gateway))]
  })
}

/** L14: of two gateways on one circuit, one takes the other's prefixes and is not taken in return (R3.25). */
const validateToggles = (
  gateways: readonly ExpressRouteGateway[],
  profile: ValidationProfile,
): readonly Finding[] => {
  const accepts = (gateway: ExpressRouteGateway): boolean =>
    gateway.allowRemoteVnetTraffic ?? profile.remoteVnetDefault === 'accept'
  const ends = gateways.flatMap((gateway) => gateway.connections.map(({ circuit }) => ({ gateway, circuit })))
  const reported = new Set<ExpressRouteGateway>()
  return [...Map.groupBy(ends, ({ circuit }) => circuit)].flatMap(([circuit, attached]) => {
    const accepting = attached.find(({ gateway }) => accepts(gateway))?.gateway
    if (accepting === undefined) return []
    return attached.flatMap(({ gateway }) => {
      if (accepts(gateway) || reported.has(gateway)) return []
      reported.add(gateway)
      const property = 'properties.allowRemoteVnetTraffic'
      const parameters = {
        gateway: accepting.name,
        otherGateway: gateway.name,
        circuit: circuit.name,
        property,
      }
      return [findings.expressRouteTogglesDiffer(parameters, placeOf(gateway))]
    })
  })
}

/** V12 to V15, V28 and V30, which Azure refuses, and L14. */
export const validateGateways = (network: Network, profile: ValidationProfile): readonly Finding[] => {
  const expressRoute = expressRouteGatewaysOf(network)
  return [
    ...network.vnets.flatMap((vnet) => [
      ...vnet.gateways.flatMap(validateHome),
      ...validateOnePerKind(vnet),
      ...validateGatewaySubnet(vnet),
    ]),
    ...validateNicsInGatewaySubnets(network),
    ...expressRoute.flatMap((gateway) => validateCircuitLocations(gateway, profile)),
    ...validateToggles(expressRoute, profile),
  ]
}
