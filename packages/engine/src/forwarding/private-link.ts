// Private endpoints, and Private Link from one to what stands behind the load balancer of a service (R1.9, R6.10, R6.59).
import type { Nic, PrivateEndpoint, PrivateLinkService } from '../model/index.ts'
import { type Address, formatAddress, isIpv4 } from '../net/index.ts'
import { linkedAs, linkedBy } from './edge-translation.ts'
import { throughFrontend } from './load-balancing.ts'
import { end, onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { filteringAt } from './security-filtering.ts'
import type { Decision, Hop } from './way.ts'

/** The NIC that Azure makes for an endpoint: its replies leave by the routes of its subnet. */
const nicOfEndpoint = ({ id, name, declaredAt, subnet, addresses }: PrivateEndpoint): Nic => ({
  id,
  name,
  declaredAt,
  subnet,
  addresses,
  vm: undefined,
  ipForwarding: false,
  networkSecurityGroup: undefined,
  applicationSecurityGroups: [],
  published: [],
})

/** The address under which backends see what comes over Private Link. */
const natAddressOf = ({ natAddresses }: PrivateLinkService): Address | undefined => natAddresses.find(isIpv4)

/** Why an endpoint carries nothing; undefined where it does. */
const refusedAt = (endpoint: PrivateEndpoint, packet: Packet): Decision | undefined => {
  const { name, connection, service, declaredAt } = endpoint
  if (connection !== 'approved') {
    const parameters = { endpoint: name, state: connection }
    return { code: 'connectionNotApproved', rule: 'R6.59', parameters, declaredAt }
  }
  // A service of Azure's own may have endpoints of both families; one of the inputs has IPv4 alone.
  const isForeign = service !== undefined && !isIpv4(packet.destination)
  if (packet.protocol !== 'icmp' && !isForeign) return undefined
  const parameters = service === undefined ? { endpoint: name } : { service: service.name }
  return {
    code: 'privateLinkProtocol',
    rule: 'R6.59',
    parameters,
    declaredAt: service?.declaredAt ?? declaredAt,
  }
}

/** A packet comes to a private endpoint: it is delivered there, or goes on to the service of the inputs behind it. */
export const atPrivateEndpoint = (
  endpoint: PrivateEndpoint,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  const { service } = endpoint
  const parameters = { address: formatAddress(packet.destination) }
  const host: Hop = {
    kind: 'privateEndpoint',
    element: endpoint.name,
    address: packet.destination,
    answers: service === undefined,
    decrements: false,
    decision: { code: 'localDelivery', rule: 'R1.9', parameters },
  }
  const nic = nicOfEndpoint(endpoint)
  // R6.10: groups act on an endpoint only where its subnet asks for that.
  const isFiltered = surroundings.filters && endpoint.subnet.privateEndpointSecurityPolicies
  const filtering = isFiltered ? filteringAt(nic, 'Inbound', packet, true, surroundings) : undefined
  const filters = filtering === undefined ? {} : { filters: filtering.decisions }
  if (filtering?.stopped !== undefined) {
    const { ending, decision } = filtering.stopped
    return [end(ending, [hop, { ...host, ...filters, decision }])]
  }
  const refused = refusedAt(endpoint, packet)
  if (refused !== undefined)
    return [end('applianceNotForwarding', [hop, { ...host, answers: false, ...filters, decision: refused }])]
  const passed = { passed: nic.id.key, assumptions: filtering?.assumptions ?? [] }
  const hops = [hop, { ...host, ...filters }]
  if (service === undefined) return [{ ...end('delivered', hops, { kind: 'nic', nic }), ...passed }]
  const to = natAddressOf(service)
  const step = onward({ kind: 'privateLink', service, endpoint }, packet, ...hops)
  if (to === undefined) return [{ ...step, ...passed }]
  return [{ ...step, ...passed, translations: [linkedAs(endpoint, packet, to)] }]
}

/** The packet comes out at the service with an address of its own as source, and goes to the balancer's frontend. */
export const passPrivateLink = (
  service: PrivateLinkService,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { name, declaredAt } = service
  const linkHop = (decision: Decision): Hop => ({
    kind: 'service',
    element: name,
    address: service.natAddresses[0],
    answers: false,
    decrements: false,
    decision: { ...decision, declaredAt },
  })
  const source = natAddressOf(service)
  const [frontend] = service.frontends
  if (source === undefined || frontend === undefined) {
    const parameters = { element: name, address: formatAddress(packet.destination) }
    return [end('unknown', [linkHop({ code: 'elementNotModelled', rule: 'R6.59', parameters })])]
  }
  const parameters = { service: name, source: formatAddress(source) }
  const hop = linkHop({ code: 'privateLink', rule: 'R6.59', parameters })
  const inside: Packet = { ...packet, source, destination: frontend.address }
  return throughFrontend(frontend, frontend.address, inside, [hop], surroundings)
}

/**
 * What answers to `target`, an address of a Private Link service, goes back through it and leaves the endpoint under the
 * endpoint's address. Undefined for all other packets.
 */
export const answerOverPrivateLink = (
  target: Address,
  packet: Packet,
  hop: Hop,
  { network, flow }: Surroundings,
): readonly Step[] | undefined => {
  const link = linkedBy(target, network.privateEndpoints, flow)
  const service = link?.endpoint.service
  const source = link?.endpoint.addresses.find(isIpv4)
  if (link === undefined || service === undefined || source === undefined) return undefined
  const { endpoint, client } = link
  const back: Hop = {
    kind: 'service',
    element: service.name,
    address: target,
    answers: false,
    decrements: false,
    decision: {
      code: 'privateLink',
      rule: 'R6.59',
      parameters: { service: service.name, source: formatAddress(source) },
      declaredAt: service.declaredAt,
    },
  }
  const answer: Packet = { ...packet, source, destination: client }
  return [onward({ kind: 'leaving', nic: nicOfEndpoint(endpoint) }, answer, hop, back)]
}
