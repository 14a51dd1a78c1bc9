// Peerings: two objects that make one link only when both are there (R2.1).
import { findings, nearest } from '../diagnostics/index.ts'
import { type Prefix, prefixKey } from '../net/index.ts'
import { nameOf, type Resource } from '../resources/index.ts'
import type { Peering, PeeringState } from './network.ts'
import type { Reader } from './reader.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'

interface PeeringDraft extends Peering {
  /** What an export says; a template says nothing. */
  readonly statedState: PeeringState | undefined
  state: PeeringState
  reverse: Peering | undefined
}

const namesOf = (reader: Reader, property: string): readonly string[] =>
  reader
    .items(property)
    .flatMap((item) =>
      item.kind === 'scalar' && typeof item.value === 'string' ? [item.value.toLowerCase()] : [],
    )

const stateIn = (text: string | undefined): PeeringState | undefined => {
  const states: readonly PeeringState[] = ['Connected', 'Initiated', 'Disconnected']
  return states.find((state) => state.toLowerCase() === text?.toLowerCase())
}

/**
 * R2.2: the remote address space as the object knows it, which wins over the live one: it may be out of step.
 * `remoteAddressSpace` is what is peered; the other property is the remote space as it is now, where it is given.
 */
const statedRemotePrefixes = (reader: Reader): readonly Prefix[] => {
  for (const property of ['remoteAddressSpace', 'remoteVirtualNetworkAddressSpace']) {
    const prefixes = reader.prefixes(property, 'addressPrefixes')
    if (prefixes.length > 0) return prefixes
  }
  return []
}

/** What an export says of a VNet that the inputs do not show: beside what is peered, the space that it has by now. */
const liveRemotePrefixes = (reader: Reader, remote: VnetDraft | undefined): readonly Prefix[] | undefined => {
  if (remote?.addressSpaceKnown === true && !remote.assumed) return remote.prefixes
  if (!reader.states('remoteAddressSpace', 'addressPrefixes')) return undefined
  const live = reader.prefixes('remoteVirtualNetworkAddressSpace', 'addressPrefixes')
  return live.length === 0 ? undefined : live
}

/** R2.10: the routes of a subnet peering are the listed remote subnets; of an unknown VNet, what the object says. */
const subnetPrefixes = (reader: Reader, remote: VnetDraft | undefined): readonly Prefix[] => {
  if (remote === undefined || remote.assumed) return reader.prefixes('remoteAddressSpace', 'addressPrefixes')
  const names = namesOf(reader, 'remoteSubnetNames')
  return remote.subnets.flatMap((subnet) =>
    names.includes(subnet.name.toLowerCase()) ? subnet.prefixes : [],
  )
}

const resolvePeering = (
  resource: Resource,
  local: VnetDraft,
  vnets: ReadonlyMap<string, VnetDraft>,
  context: Resolving,
): PeeringDraft | undefined => {
  const reader = context.read(resource)
  const where = { span: resource.declaredAt, resourceId: resource.id.text }
  context.require(resource, 'remoteVirtualNetwork', 'id')
  const reference = reader.reference('remoteVirtualNetwork')
  if (reference === undefined) return undefined
  const remote = vnets.get(reference.id.key)
  const stated = statedRemotePrefixes(reader)
  if (remote === undefined && stated.length === 0) {
    const known = [...vnets.values()].map((vnet) => vnet.name)
    context.report(
      findings.peeringRemoteMissing(
        {
          peering: nameOf(resource.id),
          vnet: local.name,
          remoteVnet: nameOf(reference.id),
          suggestion: nearest(nameOf(reference.id), known),
        },
        { ...where, span: reference.span ?? resource.declaredAt },
      ),
    )
    return undefined
  }
  const complete = reader.flag('peerCompleteVnets') ?? true
  const statedState = stateIn(reader.text('peeringState'))
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    local,
    remoteId: reference.id,
    remote,
    remotePrefixes: complete
      ? stated.length > 0
        ? stated
        : (remote?.prefixes ?? [])
      : subnetPrefixes(reader, remote),
    liveRemotePrefixes: liveRemotePrefixes(reader, remote),
    statedState,
    state: statedState === 'Disconnected' ? 'Disconnected' : 'Initiated',
    global:
      remote?.location !== undefined && local.location !== undefined && remote.location !== local.location,
    allowVirtualNetworkAccess: reader.flag('allowVirtualNetworkAccess') ?? true,
    allowForwardedTraffic: reader.flag('allowForwardedTraffic') ?? false,
    allowGatewayTransit: reader.flag('allowGatewayTransit') ?? false,
    useRemoteGateways: reader.flag('useRemoteGateways') ?? false,
    localSubnets: complete ? undefined : namesOf(reader, 'localSubnetNames'),
    reverse: undefined,
  }
}

/** The two sides find each other; what stays alone is Initiated, unless an export says more of an absent VNet. */
const connect = (drafts: readonly PeeringDraft[], context: Resolving): void => {
  const bySides = new Map<string, PeeringDraft>()
  const key = (from: string, to: string): string => `${from}|${to}`
  for (const draft of drafts) {
    if (draft.remote === undefined) continue
    const sides = key(draft.local.id.key, draft.remote.id.key)
    if (!bySides.has(sides)) bySides.set(sides, draft)
  }
  for (const draft of drafts) {
    const parameters = { peering: draft.name, vnet: draft.local.name, remoteVnet: nameOf(draft.remoteId) }
    const where = { span: draft.declaredAt, resourceId: draft.id.text }
    const other =
      draft.remote === undefined ? undefined : bySides.get(key(draft.remote.id.key, draft.local.id.key))
    draft.reverse = other
    if (draft.state === 'Disconnected') {
      context.report(findings.peeringDisconnected(parameters, where))
    } else if (draft.remote === undefined || (other === undefined && draft.remote.assumed)) {
      draft.state = draft.statedState ?? 'Connected' // the other side is not known: what the object says is believed
    } else if (other === undefined) {
      context.report(findings.peeringNotReciprocal(parameters, where))
    } else if (other.state !== 'Disconnected') {
      draft.state = 'Connected'
    }
  }
}

/** Resolves all peerings and adds each to the VNet that owns it. */
export const resolvePeerings = (context: Resolving, vnets: ReadonlyMap<string, VnetDraft>): void => {
  const drafts: PeeringDraft[] = []
  for (const resource of context.ofType('Microsoft.Network/virtualNetworks')) {
    const local = vnets.get(resource.id.key)
    if (local === undefined) continue
    for (const child of context.children(resource, 'virtualNetworkPeerings')) {
      const draft = resolvePeering(child, local, vnets, context)
      if (draft === undefined) {
        local.peeringsKnown = false
        continue
      }
      drafts.push(draft)
      local.peerings.push(draft)
    }
  }
  connect(drafts, context)
}

/** R2.2, L7: whether the object's view of the remote address space is the real one, as far as that is known. */
export const isSynchronised = ({
  localSubnets,
  liveRemotePrefixes: live,
  remotePrefixes,
}: Peering): boolean => {
  if (localSubnets !== undefined || live === undefined) return true
  const carried = new Set(remotePrefixes.map(prefixKey))
  const actual = new Set(live.map(prefixKey))
  return carried.size === actual.size && [...actual].every((key) => carried.has(key))
}
