// What a trace takes for granted: decided by the era, made up for want of a statement, or not evaluated.
import type { Analysis } from '../analyse.ts'
import { acceptsRemoteVnets, gatewayHubOf } from '../control-plane/index.ts'
import { type Hop, initialTtlOf, type Way, type WayAssumption } from '../forwarding/index.ts'
import type { Circuit, ExpressRouteGateway, Nic } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { at, nameOf, type Resource, type ResourceId, textAt } from '../resources/index.ts'
import type { Assumption } from './answers.ts'
import type { End } from './end.ts'

const expressRouteGatewaysFor = ({ nic }: End): readonly ExpressRouteGateway[] =>
  (nic === undefined ? [] : (gatewayHubOf(nic.subnet.vnet)?.gateways ?? [])).filter(
    (gateway) => gateway.kind === 'expressRoute',
  )

const shareCircuit = (a: ExpressRouteGateway, b: ExpressRouteGateway): boolean =>
  a !== b && a.connections.some(({ circuit }) => b.connections.some((other) => other.circuit === circuit))

/**
 * The gateways whose toggles decide between two machines (R3.24): those that a way enters, and those that one circuit
 * joins where the ways end for want of a route, or go round the gateway. What a site announces no toggle filters.
 */
const gatewaysBetween = (
  analysis: Analysis,
  ends: readonly End[],
  ways: readonly Way[],
): readonly ExpressRouteGateway[] => {
  if (ends.some(({ site }) => site !== undefined)) return []
  const undecided = ways.some(
    ({ ending, hops }) =>
      (ending === 'noRoute' && hops.length === 1) || hops.some(({ kind }) => kind === 'msee'),
  )
  const atEnds = undecided ? ends.flatMap(expressRouteGatewaysFor) : []
  const joined = atEnds.filter((gateway) => atEnds.some((other) => shareCircuit(gateway, other)))
  return [...joined, ...gatewaysOn(analysis, ways)]
}

/** The gateways through which a way enters a VNet. */
const gatewaysOn = (analysis: Analysis, ways: readonly Way[]): readonly ExpressRouteGateway[] => {
  const names = new Set(
    ways.flatMap((way) =>
      way.hops.filter((hop) => hop.kind === 'expressRouteGateway').map((hop) => hop.element),
    ),
  )
  return analysis.network.vnets
    .flatMap((vnet) => vnet.gateways)
    .filter((gateway) => gateway.kind === 'expressRoute')
    .filter((gateway) => names.has(gateway.name))
}

/**
 * The circuits that may carry a route which is missing: their gateways serve an end, and no site is described behind
 * them, though hardly a circuit is without one.
 */
const circuitsWithoutSite = (
  { network }: Analysis,
  ends: readonly End[],
  ways: readonly Way[],
): readonly Circuit[] => {
  if (ways.every(({ ending }) => ending !== 'noRoute' && ending !== 'gatewayNoRoute')) return []
  const attached = new Set(network.sites.flatMap((site) => site.circuitLinks.map(({ circuit }) => circuit)))
  return ends
    .flatMap(expressRouteGatewaysFor)
    .flatMap(({ connections }) => connections.map(({ circuit }) => circuit))
    .filter((circuit) => !attached.has(circuit))
}

/** Who has an address that matters to the answer: a NIC, or a service by its name. */
type Owner = { readonly nic: Nic } | { readonly element: string }

/**
 * The addresses of the ends, and of what is on the ways: what answers a traceroute, and what user routes name as their
 * next hop though it is silent.
 */
const ownersByAddress = (
  ends: readonly End[],
  ways: readonly Way[],
): ReadonlyMap<string, readonly Owner[]> => {
  const owners = new Map<string, Owner[]>()
  const add = (address: Address, owner: Owner): void => {
    const text = formatAddress(address)
    const list = owners.get(text)
    if (list === undefined) owners.set(text, [owner])
    else list.push(owner)
  }
  for (const { nic, address, service } of ends) {
    if (nic !== undefined) add(address, { nic })
    if (service !== undefined) add(address, { element: service.name })
  }
  for (const hop of ways.flatMap(({ hops }) => hops)) {
    const { address, nic, element, kind, answers } = hop
    if (address === undefined || !(answers || isSilentOwner(kind))) continue
    for (const shown of hop.answeringAddresses ?? [address])
      add(shown, nic === undefined ? { element } : { nic })
  }
  return owners
}

/** Elements that answer no traceroute, and have addresses that matter. */
const isSilentOwner = (kind: Hop['kind']): boolean =>
  ['firewall', 'loadBalancer', 'privateEndpoint', 'service'].includes(kind)

const nameOfOwner = (owner: Owner): string => ('nic' in owner ? owner.nic.name : owner.element)

/** An address belongs to a gateway itself, or to a configuration of a NIC, a firewall or a load balancer. */
const isOf = (resource: ResourceId, owner: Owner): boolean =>
  'nic' in owner
    ? resource.key.startsWith(`${owner.nic.id.key}/`)
    : [resource.names[0], resource.names.at(-1)].some(
        (name) => name?.toLowerCase() === owner.element.toLowerCase(),
      )

const isPublicIp = ({ type }: ResourceId): boolean =>
  type.toLowerCase() === 'microsoft.network/publicipaddresses'

/** R6.61: whether a resource is a cluster whose pods have no addresses of the VNet: kubenet, or Azure CNI as an overlay. */
const hidesPods = (resource: Resource | undefined): boolean => {
  if (resource?.id.type.toLowerCase() !== 'microsoft.containerservice/managedclusters') return false
  const profile = at(resource.body, 'properties', 'networkProfile')
  const plugin = textAt(profile, 'networkPlugin')?.toLowerCase()
  return plugin === 'kubenet' || textAt(profile, 'networkPluginMode')?.toLowerCase() === 'overlay'
}

/** The assumptions behind the ways between two ends and back, each once, in a stable order. */
export const assumptionsOf = (
  analysis: Analysis,
  ends: readonly End[],
  ways: readonly Way[],
  replier: End,
  called: End,
): readonly Assumption[] => {
  const [sender] = ends
  // What comes back to a proxy ends a connection that is its own.
  const found: WayAssumption[] = ways
    .flatMap((way) => [...way.assumptions])
    .filter(
      ({ code, parameters }) => code !== 'endsAtProxy' || parameters['service'] !== sender?.service?.name,
    )
  const subnets = ways.flatMap(({ hops }) => hops.flatMap(({ nic }) => nic?.subnet ?? []))
  for (const { described, name, vnet } of subnets)
    if (!described) found.push({ code: 'subnetNotDescribed', parameters: { subnet: `${vnet.name}/${name}` } })
  const cluster = sender?.service?.kind === 'attached' ? sender.service.attached : undefined
  if (cluster !== undefined && hidesPods(analysis.resourceSet.resources.get(cluster.id.key)))
    found.push({ code: 'podsLeaveAsNodes', parameters: { cluster: cluster.name } })
  const { publicEndpoint } = called
  if (publicEndpoint?.isStated === false) {
    const parameters = { resource: publicEndpoint.name, address: formatAddress(called.address) }
    found.push({ code: 'standInAddress', parameters })
  }
  const { era } = analysis.controlPlane
  for (const gateway of gatewaysBetween(analysis, ends, ways)) {
    if (gateway.allowRemoteVnetTraffic !== undefined) continue
    const value = String(acceptsRemoteVnets(gateway, era))
    found.push({ code: 'toggleByEra', parameters: { gateway: gateway.name, value, year: String(era.year) } })
  }
  for (const circuit of circuitsWithoutSite(analysis, ends, ways))
    found.push({ code: 'circuitWithoutSite', parameters: { circuit: circuit.name } })
  const owners = ownersByAddress(ends, ways)
  for (const { resource, address, uncertainFor } of analysis.resourceSet.allocated) {
    if (isPublicIp(resource) && owners.has(address)) {
      found.push({ code: 'standInAddress', parameters: { resource: nameOf(resource), address } })
      continue
    }
    const owner = owners.get(address)?.find((each) => isOf(resource, each))
    if (owner === undefined) continue
    const parameters = { resource: nameOfOwner(owner), address }
    found.push(
      uncertainFor === undefined
        ? { code: 'allocatedAddress', parameters }
        : { code: 'uncertainAddress', parameters: { ...parameters, service: uncertainFor } },
    )
  }
  if (replier.vm !== undefined && replier.vm.operatingSystem === undefined)
    found.push({ code: 'initialTtl', parameters: { vm: replier.vm.name } })
  if (replier.client !== undefined)
    found.push({ code: 'initialTtl', parameters: { vm: formatAddress(replier.address) } })
  const { service } = replier
  // A firewall that lets nothing in replies to nothing.
  const isSilent =
    service !== undefined &&
    'firewall' in service &&
    ways.every(({ deliveredTo }) => deliveredTo === undefined)
  if (service !== undefined && !isSilent && initialTtlOf(service) === undefined)
    found.push({ code: 'initialTtl', parameters: { vm: service.name } })
  const unique = new Map(
    found.map((assumption) => [JSON.stringify([assumption.code, assumption.parameters]), assumption]),
  )
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, assumption]) => assumption)
}
