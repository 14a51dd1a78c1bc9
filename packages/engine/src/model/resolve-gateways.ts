// Virtual network gateways, and the connections of ExpressRoute gateways to circuits.
import { findings } from '../diagnostics/index.ts'
import { type Address, familyOf, parseAddress } from '../net/index.ts'
import {
  answersTo,
  at,
  type GatewayFacts,
  nameOf,
  parentOf,
  type Resource,
  textAt,
  type Value,
} from '../resources/index.ts'
import type {
  Circuit,
  ExpressRouteConnection,
  ExpressRouteGateway,
  Gateway,
  MseeAddress,
  Subnet,
  Vnet,
  VpnConnection,
  VpnGateway,
} from './network.ts'
import type { Reader } from './reader.ts'
import type { PublicIpFacts } from './resolve-public-ips.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'
import { isSpecialName } from './special-subnets.ts'

interface ExpressRouteGatewayDraft extends ExpressRouteGateway {
  readonly connections: ExpressRouteConnection[]
  readonly openConnections: string[]
}

/** A VPN gateway while it is put together: its connections lead to devices that are resolved later. */
export interface VpnGatewayDraft extends VpnGateway {
  readonly connections: VpnConnection[]
  defaultSite: VpnGateway['defaultSite']
}

/** The gateways by id key. */
export interface ResolvedGateways {
  readonly all: ReadonlyMap<string, Gateway>
  readonly vpn: ReadonlyMap<string, VpnGatewayDraft>
}

/** R3.8: Azure's default. */
const defaultAsn = 65515

/** The addresses among texts of the world file, where unreadable ones have a finding. */
export const addressesIn = (texts: readonly string[] | undefined): readonly Address[] =>
  (texts ?? []).flatMap((text) => parseAddress(text) ?? [])

/** Where a gateway lies. Its VNet may be known although the subnet is not. */
const placeOf = (
  resource: Resource,
  vnets: ReadonlyMap<string, Vnet>,
  subnets: ReadonlyMap<string, Subnet>,
  context: Resolving,
): { readonly vnet: Vnet; readonly subnet: Subnet | undefined } | undefined => {
  let vnet: Vnet | undefined
  const configurations = context.children(resource, 'ipConfigurations')
  if (configurations.length === 0) context.require(resource, 'ipConfigurations')
  for (const configuration of configurations) {
    context.require(configuration, 'subnet', 'id')
    const reference = context.read(configuration).reference('subnet')
    const vnetId = reference === undefined ? undefined : parentOf(reference.id)
    const named = vnetId === undefined ? undefined : vnets.get(vnetId.key)
    vnet ??= named
    // A VNet without GatewaySubnet is judged by validation, which can say more than that the link leads nowhere.
    const lacksGatewaySubnet =
      named !== undefined &&
      reference !== undefined &&
      isSpecialName(nameOf(reference.id), 'GatewaySubnet') &&
      !subnets.has(reference.id.key)
    if (lacksGatewaySubnet) continue
    const subnet = context.follow(
      configuration,
      'subnet.id',
      reference,
      subnets,
      'Microsoft.Network/virtualNetworks/subnets',
    )
    if (subnet !== undefined) return { vnet: subnet.vnet, subnet }
  }
  return vnet === undefined ? undefined : { vnet, subnet: undefined }
}

/** Instance addresses: what the world file says, else the default BGP addresses that ARM knows. */
const instancesOf = (reader: Reader, facts: GatewayFacts | undefined): readonly Address[] => {
  const stated = addressesIn(facts?.instanceIps)
  if (stated.length > 0) return stated
  const perInstance = reader.items('bgpSettings', 'bgpPeeringAddresses').flatMap((item) => {
    const list = at(item, 'defaultBgpIpAddresses')
    return list?.kind === 'list' ? list.items : []
  })
  return perInstance.flatMap((value) =>
    value.kind === 'scalar' && typeof value.value === 'string' ? (parseAddress(value.value) ?? []) : [],
  )
}

/** MSEE addresses that the world file states. */
export const mseePeersOf = (
  facts: Pick<GatewayFacts, 'mseePeers'> | undefined,
  circuits: ReadonlyMap<string, Circuit>,
): readonly MseeAddress[] =>
  (facts?.mseePeers ?? []).flatMap((peer) => {
    const circuit = [...circuits.values()].find((candidate) => answersTo(candidate.id, peer.circuit))
    const address = parseAddress(peer.address)
    return circuit === undefined || address === undefined ? [] : [{ circuit, role: peer.link, address }]
  })

const skuOf = (reader: Reader): string | undefined => reader.text('sku', 'name')

const addressesAt = (items: readonly Value[], field: string): readonly (readonly Address[])[] =>
  items.map((item) => {
    const list = at(item, field)
    return list?.kind === 'list' ? list.items.flatMap((entry) => parseAddress(textAt(entry) ?? '') ?? []) : []
  })

/** R3.10: public addresses, from the world file, the gateway's own settings or the public IP resources. */
const publicAddressesOf = (
  resource: Resource,
  reader: Reader,
  facts: GatewayFacts | undefined,
  context: Resolving,
): readonly Address[] => {
  const stated = addressesIn(facts?.publicIps)
  if (stated.length > 0) return stated
  const perInstance = addressesAt(
    reader.items('bgpSettings', 'bgpPeeringAddresses'),
    'tunnelIpAddresses',
  ).flat()
  if (perInstance.length > 0) return perInstance
  const known = new Map(
    context
      .ofType('Microsoft.Network/publicIPAddresses')
      .map((publicIp) => [publicIp.id.key, publicIp] as const),
  )
  return context.children(resource, 'ipConfigurations').flatMap((configuration) => {
    const id = context.read(configuration).reference('publicIPAddress')?.id
    const publicIp = id === undefined ? undefined : known.get(id.key)
    return publicIp === undefined ? [] : (context.read(publicIp).address('ipAddress') ?? [])
  })
}

/** R3.9: all configurations, or undefined where some of them are unknown or unreadable. */
const ipConfigurationsOf = (
  resource: Resource,
  reader: Reader,
  publicIps: ReadonlyMap<string, PublicIpFacts>,
  context: Resolving,
): VpnGateway['ipConfigurations'] => {
  const configurations = context.children(resource, 'ipConfigurations')
  // What could not be taken out of the list as a child is still in it.
  if (configurations.length === 0 || reader.states('ipConfigurations')) return undefined
  return configurations.map((configuration) => {
    const id = context.read(configuration).reference('publicIPAddress')?.id
    return (id === undefined ? undefined : publicIps.get(id.key)) ?? {}
  })
}

const protocolsOverTls: ReadonlySet<string> = new Set(['openvpn', 'sstp'])

const vpnGatewayOf = (
  base: Omit<VpnGateway, keyof VpnParts>,
  resource: Resource,
  reader: Reader,
  facts: GatewayFacts | undefined,
  { context, publicIps }: Pick<GatewaySurroundings, 'publicIps'> & { readonly context: Resolving },
): VpnGatewayDraft => ({
  ...base,
  kind: 'vpn',
  policyBased: reader.text('vpnType')?.toLowerCase() === 'policybased',
  activeActive: reader.flag('activeActive') ?? false,
  ipConfigurations: ipConfigurationsOf(resource, reader, publicIps, context),
  publicAddresses: publicAddressesOf(resource, reader, facts, context),
  apipaAddresses: addressesAt(reader.items('bgpSettings', 'bgpPeeringAddresses'), 'customBgpIpAddresses'),
  connections: [],
  clientPools: reader.prefixes('vpnClientConfiguration', 'vpnClientAddressPool', 'addressPrefixes'),
  clientRoutes: reader.prefixes('customRoutes', 'addressPrefixes'),
  takesTlsClients: reader
    .items('vpnClientConfiguration', 'vpnClientProtocols')
    .some((item) => protocolsOverTls.has(textAt(item)?.toLowerCase() ?? '')),
  defaultSite: undefined,
})

type VpnParts = Pick<
  VpnGateway,
  | 'kind'
  | 'policyBased'
  | 'activeActive'
  | 'ipConfigurations'
  | 'publicAddresses'
  | 'apipaAddresses'
  | 'connections'
  | 'clientPools'
  | 'clientRoutes'
  | 'takesTlsClients'
  | 'defaultSite'
>

/** What gateways refer to, by id key. */
export interface GatewaySurroundings {
  readonly vnets: ReadonlyMap<string, VnetDraft>
  readonly subnets: ReadonlyMap<string, Subnet>
  readonly circuits: ReadonlyMap<string, Circuit>
  readonly publicIps: ReadonlyMap<string, PublicIpFacts>
}

/** Gateways by id key; each is added to its VNet. */
export const resolveGateways = (
  context: Resolving,
  { vnets, subnets, circuits, publicIps }: GatewaySurroundings,
): ResolvedGateways => {
  const expressRoute = new Map<string, ExpressRouteGatewayDraft>()
  const vpn = new Map<string, VpnGatewayDraft>()
  const all = new Map<string, Gateway>()
  for (const resource of context.ofType('Microsoft.Network/virtualNetworkGateways')) {
    const reader = context.read(resource)
    const place = placeOf(resource, vnets, subnets, context)
    if (place === undefined) continue
    const { vnet, subnet } = place
    const facts = context.world.gateways.find((gateway) => answersTo(resource.id, gateway.name))
    const instances = instancesOf(reader, facts)
    const base = {
      id: resource.id,
      name: nameOf(resource.id),
      declaredAt: resource.declaredAt,
      vnet,
      subnet,
      asn: reader.integer('bgpSettings', 'asn') ?? defaultAsn,
      sku: skuOf(reader),
      instances: instances.filter((address) => familyOf(address) === 4),
      instancesIpv6: instances.filter((address) => familyOf(address) === 6),
    }
    if (reader.text('gatewayType')?.toLowerCase() === 'expressroute') {
      const gateway: ExpressRouteGatewayDraft = {
        ...base,
        kind: 'expressRoute',
        allowRemoteVnetTraffic: reader.flag('allowRemoteVnetTraffic'),
        allowVirtualWanTraffic: reader.flag('allowVirtualWanTraffic'),
        connections: [],
        openConnections: [],
        mseePeers: mseePeersOf(facts, circuits),
      }
      expressRoute.set(resource.id.key, gateway)
      all.set(resource.id.key, gateway)
    } else {
      const gateway = vpnGatewayOf(base, resource, reader, facts, { context, publicIps })
      vpn.set(resource.id.key, gateway)
      all.set(resource.id.key, gateway)
    }
    const gateway = all.get(resource.id.key)
    if (gateway !== undefined) vnets.get(vnet.id.key)?.gateways.push(gateway)
  }
  resolveConnections(context, expressRoute, all, circuits)
  return { all, vpn }
}

/**
 * Whether a connection works: what the world file says, else what an export says of it or of its links; a template says
 * nothing.
 */
export const isUp = (
  resource: Resource,
  reader: Reader,
  context: Resolving,
  linksDown: boolean = false,
): boolean => {
  const stated = context.world.state.find(
    (fact) => fact.connection !== undefined && answersTo(resource.id, fact.connection),
  )
  return stated?.up ?? !(linksDown || isDown(reader.value('connectionStatus')))
}

const statesOfDown: ReadonlySet<string> = new Set(['connecting', 'notconnected'])

/** R3.17: where a connection, or a link of one, names its NAT rules. */
export const natRuleLists = ['ingressNatRules', 'egressNatRules'] as const

/** Whether Azure says of a connection, or of one of its links, that it does not work. `Unknown` says nothing. */
export const isDown = (connectionStatus: Value | undefined): boolean =>
  statesOfDown.has(textAt(connectionStatus)?.toLowerCase() ?? '')

/** R3.19: the key is a secret and often unknown; a connection that Azure has made was authorized. */
export const isAuthorized = (reader: Reader): boolean =>
  reader.states('authorizationKey') || reader.states('provisioningState')

/** Connections of type ExpressRoute. */
const resolveConnections = (
  context: Resolving,
  gateways: ReadonlyMap<string, ExpressRouteGatewayDraft>,
  all: ReadonlyMap<string, Gateway>,
  circuits: ReadonlyMap<string, Circuit>,
): void => {
  for (const resource of context.ofType('Microsoft.Network/connections')) {
    const reader = context.read(resource)
    if (reader.text('connectionType')?.toLowerCase() !== 'expressroute') continue
    context.require(resource, 'virtualNetworkGateway1', 'id')
    const gatewayReference = reader.reference('virtualNetworkGateway1')
    context.follow(
      resource,
      'virtualNetworkGateway1.id',
      gatewayReference,
      all,
      'Microsoft.Network/virtualNetworkGateways',
    )
    const gateway = gatewayReference === undefined ? undefined : gateways.get(gatewayReference.id.key)
    const peer = reader.reference('peer')
    const circuit = context.follow(
      resource,
      'peer.id',
      peer,
      circuits,
      'Microsoft.Network/expressRouteCircuits',
    )
    // One that is written but unknown or unreadable has a finding of its own, and may be fine for Azure.
    const id = at(resource.body, 'properties', 'peer', 'id')
    const isWritten = reader.states('peer', 'id') && !(id?.kind === 'scalar' && id.value === '')
    if (isWritten && peer === undefined && isUp(resource, reader, context))
      gateway?.openConnections.push(nameOf(resource.id))
    if (!isWritten) {
      context.report(
        findings.connectionWithoutCircuit(
          {
            connection: nameOf(resource.id),
            gateway: gatewayReference === undefined ? '' : nameOf(gatewayReference.id),
          },
          { span: resource.declaredAt, resourceId: resource.id.text },
        ),
      )
    }
    if (gateway === undefined || circuit === undefined) continue
    gateway.connections.push({
      id: resource.id,
      name: nameOf(resource.id),
      declaredAt: resource.declaredAt,
      gateway,
      circuit,
      routingWeight: reader.integer('routingWeight') ?? 0,
      fastPath: reader.flag('expressRouteGatewayBypass') ?? false,
      up: isUp(resource, reader, context),
      authorized: isAuthorized(reader),
    })
  }
}
