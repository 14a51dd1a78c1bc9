// ExpressRoute circuits: their two links, and which circuits Global Reach joins.
import { type Address, offsetAddress, parseAddress, prefixNamed } from '../net/index.ts'
import {
  answersTo,
  at,
  type CircuitFacts,
  type LinkRole,
  nameOf,
  parentOf,
  type Resource,
  textAt,
} from '../resources/index.ts'
import type { Circuit, CircuitLink } from './network.ts'
import type { Reader } from './reader.ts'
import type { Resolving } from './resolving.ts'

interface CircuitDraft extends Circuit {
  readonly globalReach: Circuit[]
}

// World file texts are validated where the file is read; an unreadable one is simply not there.
const addressIn = (text: string | undefined): Address | undefined =>
  text === undefined ? undefined : parseAddress(text)

/** Whether Azure says that the provider has not (or no longer) set up the circuit, or that its peering is off. */
const isOff = (circuit: Reader, peering: Reader | undefined): boolean => {
  const provider = circuit.text('serviceProviderProvisioningState')?.toLowerCase()
  return (
    (provider !== undefined && provider !== 'provisioned') ||
    circuit.text('circuitProvisioningState')?.toLowerCase() === 'disabled' ||
    peering?.text('state')?.toLowerCase() === 'disabled'
  )
}

const resolveLink = (
  resource: Resource,
  role: LinkRole,
  peering: Reader | undefined,
  facts: CircuitFacts | undefined,
  context: Resolving,
): CircuitLink => {
  const stated = facts?.links?.find((link) => link.role === role)
  const prefix =
    (stated?.prefix === undefined ? undefined : prefixNamed(stated.prefix)) ??
    peering?.prefix(role === 'primary' ? 'primaryPeerAddressPrefix' : 'secondaryPeerAddressPrefix')
  const state = context.world.state.find(
    (fact) => fact.circuitLink?.role === role && answersTo(resource.id, fact.circuitLink.circuit),
  )
  return {
    role,
    prefix,
    // R3.20: the customer takes the first host address, the MSEE the second.
    customerAddress: prefix === undefined ? undefined : offsetAddress(prefix.address, 1),
    mseeAddress: prefix === undefined ? undefined : offsetAddress(prefix.address, 2),
    underlayNextHop: addressIn(stated?.underlayNextHop),
    customerSessionUp: state?.up ?? stated?.up ?? !isOff(context.read(resource), peering),
  }
}

const privatePeering = (resource: Resource, context: Resolving): Resource | undefined =>
  context
    .children(resource, 'peerings')
    .find((child) => context.read(child).text('peeringType')?.toLowerCase() === 'azureprivatepeering')

/** The tier, which many templates give only as the beginning of the SKU's name: `Premium_MeteredData`. */
const tierOf = ({ body }: Resource): Circuit['tier'] => {
  const text = (textAt(body, 'sku', 'tier') ?? textAt(body, 'sku', 'name'))?.toLowerCase() ?? ''
  const tiers = ['Local', 'Standard', 'Premium'] as const
  return tiers.find((tier) => text.startsWith(tier.toLowerCase()))
}

const numberAt = ({ body }: Resource, ...path: readonly string[]): number | undefined => {
  const value = at(body, 'properties', ...path)
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined
}

/** Circuits of a provider count in Mbps, those on ports of one's own (ExpressRoute Direct) in Gbps. */
const bandwidthOf = (resource: Resource): number | undefined => {
  const gigabits = numberAt(resource, 'bandwidthInGbps')
  return (
    numberAt(resource, 'serviceProviderProperties', 'bandwidthInMbps') ??
    (gigabits === undefined ? undefined : gigabits * 1000)
  )
}

const resolveCircuit = (resource: Resource, context: Resolving): CircuitDraft => {
  const facts = context.world.circuits.find((circuit) => answersTo(resource.id, circuit.name))
  const peeringResource = privatePeering(resource, context)
  const peering = peeringResource === undefined ? undefined : context.read(peeringResource)
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    peeringLocation:
      facts?.peeringLocation ?? context.read(resource).text('serviceProviderProperties', 'peeringLocation'),
    tier: tierOf(resource),
    bandwidthMbps: bandwidthOf(resource),
    isDirect: at(resource.body, 'properties', 'expressRoutePort', 'id') !== undefined,
    customerAsn: facts?.customerAsn ?? peering?.integer('peerASN'),
    links: [
      resolveLink(resource, 'primary', peering, facts, context),
      resolveLink(resource, 'secondary', peering, facts, context),
    ],
    globalReach: [],
  }
}

/** R3.33: a connection below one circuit's private peering names the other circuit's; the link works both ways. */
const joinByGlobalReach = (circuits: ReadonlyMap<string, CircuitDraft>, context: Resolving): void => {
  for (const resource of context.ofType('Microsoft.Network/expressRouteCircuits')) {
    const own = circuits.get(resource.id.key)
    const peering = privatePeering(resource, context)
    if (own === undefined || peering === undefined) continue
    for (const connection of context.children(peering, 'connections')) {
      const target = context.read(connection).reference('peerExpressRouteCircuitPeering')?.id
      const circuitId = target === undefined ? undefined : parentOf(target)
      const other = circuitId === undefined ? undefined : circuits.get(circuitId.key)
      if (other === undefined || own.globalReach.includes(other)) continue
      own.globalReach.push(other)
      other.globalReach.push(own)
    }
  }
}

/** All circuits by id key. */
export const resolveCircuits = (context: Resolving): ReadonlyMap<string, Circuit> => {
  const circuits = new Map(
    context
      .ofType('Microsoft.Network/expressRouteCircuits')
      .map((resource) => [resource.id.key, resolveCircuit(resource, context)] as const),
  )
  joinByGlobalReach(circuits, context)
  return circuits
}
