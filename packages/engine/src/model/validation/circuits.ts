// ExpressRoute circuits, their connections and how many there may be: V21, V30, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import type {
  Circuit,
  CircuitGateway,
  ExpressRouteConnection,
  ExpressRouteGateway,
  HubCircuitConnection,
  HubExpressRouteGateway,
} from '../network.ts'
import { validateCount, validateNear } from './limits.ts'
import type { Validating } from './validating.ts'

type Connection = ExpressRouteConnection | HubCircuitConnection

/** R3.34: links to VNets of a Premium circuit, by its bandwidth in Mbps. */
const premiumLinks: readonly (readonly [mbps: number, links: number])[] = [
  [10_000, 100],
  [5000, 75],
  [2000, 60],
  [1000, 50],
  [500, 40],
  [100, 25],
  [0, 20],
]

/** Links of the other tiers, whatever the bandwidth. */
const standardLinks = 10

/** Where the bandwidth of a Premium circuit is not said, the most that any has. */
const linksOf = ({ tier, bandwidthMbps }: Circuit): number | undefined => {
  if (tier === undefined) return undefined
  if (tier !== 'Premium') return standardLinks
  return premiumLinks.find(([mbps]) => bandwidthMbps === undefined || bandwidthMbps >= mbps)?.[1]
}

/** V30: Global Reach takes links as VNets do (R3.33). */
const validateLinks = (circuit: Circuit, connections: number, context: Validating): readonly Finding[] => {
  const limit = linksOf(circuit)
  if (limit === undefined || circuit.tier === undefined) return []
  const found = connections + circuit.globalReach.length
  if (found <= limit) return validateNear(circuit, 'linksOfCircuit', { found, limit }, context)
  const parameters = { circuit: circuit.name, sku: circuit.tier, found, limit }
  return [findings.circuitConnectionsAboveLimit(parameters, context.placeOf(circuit, 'sku', 'tier'))]
}

/** R3.34: circuits of a gateway by its SKU; those without zones have the limits of their twins with zones. */
const circuitsBySku: Readonly<Record<string, number>> = {
  standard: 4,
  ergw1az: 4,
  highperformance: 8,
  ergw2az: 8,
  ultraperformance: 16,
  ergw3az: 16,
  ergwscale: 16,
}

/** A hub has one size of gateway in this respect. */
const circuitsPerHub = 8

const circuitsOf = ({ connections }: CircuitGateway): readonly Circuit[] => [
  ...new Set(connections.map(({ circuit }) => circuit)),
]

/** V21, L11: circuits at one gateway. */
const validateGatewayCount = (gateway: CircuitGateway, context: Validating): readonly Finding[] => {
  const limit =
    gateway.kind === 'hubExpressRoute' ? circuitsPerHub : circuitsBySku[gateway.sku?.toLowerCase() ?? '']
  if (limit === undefined) return []
  const count = { found: circuitsOf(gateway).length, limit }
  return validateCount(gateway, 'circuitConnectionsOfGateway', count, context)
}

/** V30: circuits of one peering location at one gateway. */
const validateLocations = (
  gateway: ExpressRouteGateway,
  { profile, placeOf }: Validating,
): readonly Finding[] => {
  const byLocation = Map.groupBy(circuitsOf(gateway), (circuit) => circuit.peeringLocation)
  const limit = profile.circuitsPerLocation
  return [...byLocation].flatMap(([location, together]) => {
    if (location === undefined || together.length <= limit) return []
    const names = together.map((circuit) => circuit.name)
    const parameters = { gateway: gateway.name, location, circuits: names, limit }
    return [findings.circuitsOfOneLocation(parameters, placeOf(gateway))]
  })
}

/** V30: where a subscription is not known, nothing tells that it is another one. */
const validateAuthorization = (connection: Connection, { placeOf }: Validating): readonly Finding[] => {
  const { circuit } = connection
  const own = connection.id.subscription?.toLowerCase()
  const other = circuit.id.subscription?.toLowerCase()
  if (own === undefined || other === undefined || own === other || connection.authorized) return []
  const property = 'gateway' in connection ? 'peer' : 'expressRouteCircuitPeering'
  const parameters = { connection: connection.name, circuit: circuit.name }
  return [findings.circuitAuthorizationMissing(parameters, placeOf(connection, 'properties', property, 'id'))]
}

/** V30 for circuits and connections; V21 and L11 for circuits of a gateway. */
export const validateCircuits = (context: Validating): readonly Finding[] => {
  const { vnets, virtualHubs, circuits } = context.network
  const ofVnets = vnets.flatMap((vnet) => vnet.gateways.filter((gateway) => gateway.kind === 'expressRoute'))
  const ofHubs = virtualHubs.flatMap(({ expressRouteGateway }): readonly HubExpressRouteGateway[] =>
    expressRouteGateway === undefined ? [] : [expressRouteGateway],
  )
  const all: readonly CircuitGateway[] = [...ofVnets, ...ofHubs]
  const connections: readonly Connection[] = all.flatMap(
    (gateway): readonly Connection[] => gateway.connections,
  )
  const byCircuit = Map.groupBy(connections, ({ circuit }) => circuit)
  return [
    ...circuits.flatMap((circuit) => validateLinks(circuit, byCircuit.get(circuit)?.length ?? 0, context)),
    ...all.flatMap((gateway) => validateGatewayCount(gateway, context)),
    ...ofVnets.flatMap((gateway) => validateLocations(gateway, context)),
    ...connections.flatMap((connection) => validateAuthorization(connection, context)),
  ]
}
