// A client of a point-to-site VPN: what it sends into its tunnel, and what it gets out of it (R3.16).
import { connectionsFor, defaultTableOf, prefixesBehindGateway } from '../control-plane/index.ts'
import { type Address, containsAddress, formatAddress, isDefault, type Prefix } from '../net/index.ts'
import { end, onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { VpnClientPlace } from './vpn-client-place.ts'
import type { Decision, Hop, WayAssumption } from './way.ts'

/** A client has no name of its own, so that it goes by its gateway's. */
const clientHop = ({ gateway }: VpnClientPlace, address: Address, decision: Decision): Hop => ({
  kind: 'vpnClient',
  element: gateway.name,
  address,
  answers: true,
  decrements: false,
  decision,
})

const assumedConnected = ({ gateway }: VpnClientPlace, address: Address): WayAssumption => ({
  code: 'vpnClient',
  parameters: { address: formatAddress(address), gateway: gateway.name },
})

/** How the client comes to have a route into its tunnel. */
type ClientRoute = 'given' | 'learnedByGateway' | 'none'

const holds = (prefixes: readonly Prefix[], address: Address): boolean =>
  prefixes.some((prefix) => containsAddress(prefix, address))

/**
 * The gateway gives its clients the space of its VNet and of the VNets that borrow it, its own pools, the routes that its
 * configuration adds, and what lies behind connections with BGP: clients on Windows do not take those last. Nothing of
 * ExpressRoute, and no default route. In a hub it gives what the default table knows, a default route only to those whose
 * configuration asks for one (R5.4).
 */
const routeOfClient = (
  { gateway, instance }: VpnClientPlace,
  { source, destination }: Packet,
  { controlPlane }: Surroundings,
): ClientRoute => {
  if (gateway.kind === 'hubVpn') {
    const table = defaultTableOf(gateway.hub)
    const route = table && controlPlane.hubTables.of(table).lookup(destination)
    const pool = gateway.clientPools.find(({ prefixes }) => holds(prefixes, source))
    const isGiven = route !== undefined && (!isDefault(route.prefix) || pool?.internetSecurity === true)
    return isGiven ? 'given' : 'none'
  }
  const space = prefixesBehindGateway(gateway.vnet).map(({ prefix }) => prefix)
  if (holds([...space, ...gateway.clientPools, ...gateway.clientRoutes], destination)) return 'given'
  const [learned] = controlPlane.vpnLookup({ gateway, instance }, destination)
  if (learned === undefined || isDefault(learned.prefix)) return 'none'
  const over = learned.learnedOver?.peer.speaker.place.kind
  const isGiven =
    over === undefined
      ? connectionsFor(gateway, learned.prefix).some(({ bgp }) => bgp)
      : over !== 'expressRouteGateway'
  return isGiven ? 'learnedByGateway' : 'none'
}

/** The client's own packet: into the tunnel where the client has a route for it. */
export const sendFromClient = (
  place: VpnClientPlace,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { gateway, instance } = place
  const { source, destination } = packet
  const decided = (code: Decision['code']): Hop => {
    const parameters = { gateway: gateway.name, destination: formatAddress(destination) }
    return clientHop(place, source, { code, rule: 'R3.16', parameters, declaredAt: gateway.declaredAt })
  }
  const connected = assumedConnected(place, source)
  const route = routeOfClient(place, packet, surroundings)
  if (route === 'none') return [{ ...end('noRoute', [decided('noClientRoute')]), assumptions: [connected] }]
  const added: readonly WayAssumption[] =
    route === 'given' ? [] : [{ code: 'clientTakesRoutes', parameters: { gateway: gateway.name } }]
  const step = onward(
    { kind: 'vpnGateway', gateway, instance, from: 'client' },
    packet,
    decided('clientRoute'),
  )
  return [{ ...step, assumptions: [connected, ...added] }]
}

/** The end at a client, behind the hop of its gateway. */
export const deliveredToClient = (place: VpnClientPlace, packet: Packet, gateway: Hop): Step => {
  const { destination } = packet
  const parameters = { address: formatAddress(destination) }
  const host = clientHop(place, destination, { code: 'localDelivery', rule: 'R6.1', parameters })
  return {
    ...end('delivered', [gateway, host], { kind: 'vpnClient', client: place }),
    assumptions: [assumedConnected(place, destination)],
  }
}
