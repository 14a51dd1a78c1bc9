// ExpressRoute FastPath: which packets from a circuit go round the gateway (R3.32).
import type { Circuit, ExpressRouteGateway, Vnet } from '../model/index.ts'
import { containsAddress, isIpv4 } from '../net/index.ts'
import { follow } from './fabric.ts'
import { handOver } from './hand-over.ts'
import type { Step, Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Hop } from './way.ts'

/** SKUs that Azure lets do it; of a gateway that says none it is believed. */
const capableSkus: ReadonlySet<string> = new Set(['ultraperformance', 'ergw3az', 'ergwscale'])

const isCapable = ({ sku }: ExpressRouteGateway): boolean =>
  sku === undefined || capableSkus.has(sku.toLowerCase())

/** Machines, and frontends of load balancers that are not Basic: nothing else takes packets straight from an MSEE. */
const isServedIn = (
  vnet: Vnet,
  { destination }: Packet,
  { controlPlane, fixtures }: Surroundings,
): boolean => {
  if (controlPlane.nicAt(vnet, destination) !== undefined) return true
  const frontend = fixtures.loadBalancerAt(vnet, destination)
  return frontend !== undefined && frontend.sku !== 'basic'
}

/** On ports of one's own (ExpressRoute Direct) user routes of GatewaySubnet and peered VNets are served too. */
const onDirectPorts = (
  gateway: ExpressRouteGateway,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] | undefined => {
  const { vnet } = gateway
  const { controlPlane } = surroundings
  const subnet = vnet.subnets.find(({ name }) => name.toLowerCase() === 'gatewaysubnet')
  const route =
    subnet === undefined ? undefined : controlPlane.effectiveTable(subnet).lookup(packet.destination)
  const peer = route?.target.kind === 'peering' ? route.target.peering.remote : undefined
  const isMachineOfPeer = peer !== undefined && controlPlane.nicAt(peer, packet.destination) !== undefined
  const isUserRoute = route?.target.kind === 'appliance'
  if (!isUserRoute && !isMachineOfPeer) return undefined
  // The route is looked up at the edge: it is shown there, and takes nothing off the TTL a second time.
  const { decision: _, ...element } = hop
  const sender = {
    vnet,
    subnet,
    nic: undefined,
    relays: false,
    element: { ...element, answers: false, decrements: false },
  }
  return follow(route, sender, packet, surroundings).map((step) => ({
    ...step,
    hops: [hop, ...(isUserRoute ? step.hops : step.hops.slice(1))],
  }))
}

/** The way round the gateway; undefined for what passes it. */
export const byFastPath = (
  gateway: ExpressRouteGateway,
  circuit: Circuit,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] | undefined => {
  const connection = gateway.connections.find((candidate) => candidate.circuit === circuit)
  if (connection?.fastPath !== true || !isCapable(gateway)) return undefined
  const { vnet } = gateway
  const routed = circuit.isDirect ? onDirectPorts(gateway, packet, hop, surroundings) : undefined
  if (routed !== undefined) return routed
  const isOwn = vnet.prefixes.some((prefix) => containsAddress(prefix, packet.destination))
  const isCarried = circuit.isDirect || isIpv4(packet.destination)
  return isOwn && isCarried && isServedIn(vnet, packet, surroundings)
    ? handOver(vnet, packet.destination, packet, hop, surroundings)
    : undefined
}
