// Local network gateways, what really stands behind them, and the connections of VPN gateways (R3.6, R3.7).
import { type Address, parseAddress } from '../net/index.ts'
import { answersTo, type Device, nameOf, type Resource, type ResourceId } from '../resources/index.ts'
import type {
  LocalNetworkGateway,
  Site,
  VirtualHub,
  Vm,
  VpnConnection,
  VpnDevice,
  VpnGateway,
  VpnSite,
} from './network.ts'
import { isUp, natRuleLists, type VpnGatewayDraft } from './resolve-gateways.ts'
import type { Resolving } from './resolving.ts'

/** What may stand at the far end of a VPN. */
export interface FarEnds {
  readonly vms: readonly Vm[]
  readonly sites: readonly Site[]
  readonly vpn: ReadonlyMap<string, VpnGateway>
}

const named = (stated: Device['is'], { vms, sites, vpn }: FarEnds): VpnDevice | undefined => {
  if (stated.site !== undefined) {
    const site = sites.find(({ name }) => name === stated.site)
    return site === undefined ? undefined : { kind: 'site', site }
  }
  if (stated.vm !== undefined) {
    const name = stated.vm
    const vm = vms.find(({ id }) => answersTo(id, name))
    return vm === undefined ? undefined : { kind: 'vm', vm }
  }
  const name = stated.gateway
  const gateway = name === undefined ? undefined : [...vpn.values()].find(({ id }) => answersTo(id, name))
  return gateway === undefined ? undefined : { kind: 'gateway', gateway }
}

const guestOwns = (guest: Vm['guest'], address: Address): boolean =>
  (guest?.addresses ?? []).some((own) => parseAddress(own.address.split('/')[0] ?? '') === address)

/** Whoever has one of the addresses that Azure is told of the device. */
const ownerOf = (
  addresses: readonly (Address | undefined)[],
  { vms, sites, vpn }: FarEnds,
): VpnDevice | undefined => {
  for (const address of addresses) {
    if (address === undefined) continue
    const gateway = [...vpn.values()].find(
      ({ instances, publicAddresses, apipaAddresses }) =>
        instances.includes(address) ||
        publicAddresses.includes(address) ||
        apipaAddresses.flat().includes(address),
    )
    if (gateway !== undefined) return { kind: 'gateway', gateway }
    const vm = vms.find(
      ({ nics, guest }) => nics.some((nic) => nic.addresses.includes(address)) || guestOwns(guest, address),
    )
    if (vm !== undefined) return { kind: 'vm', vm }
    const site = sites.find(({ guest }) => guestOwns(guest, address))
    if (site !== undefined) return { kind: 'site', site }
  }
  return undefined
}

/**
 * What stands behind a local network gateway or VPN site: what the world file says, by `devices` or by a site's links,
 * else the machine, site or gateway that has one of the addresses.
 */
const deviceBehind = (
  id: ResourceId,
  property: 'localNetworkGateway' | 'vpnSite',
  addresses: readonly (Address | undefined)[],
  farEnds: FarEnds,
  context: Resolving,
): VpnDevice | undefined => {
  const isThis = (name: string | undefined): boolean => name !== undefined && answersTo(id, name)
  const stated = context.world.devices.find((device) => isThis(device[property]))
  if (stated !== undefined) return named(stated.is, farEnds)
  const site = farEnds.sites.find(({ vpnLinks }) => vpnLinks.some(({ remote }) => remote.key === id.key))
  if (site !== undefined) return { kind: 'site', site }
  return ownerOf(addresses, farEnds)
}

/** A local network gateway before the hubs are known. */
type LocalNetworkGatewayDraft = Omit<LocalNetworkGateway, 'hubGateway'> & {
  hubGateway: LocalNetworkGateway['hubGateway']
}

const resolveLocalNetworkGateway = (
  resource: Resource,
  farEnds: FarEnds,
  context: Resolving,
): LocalNetworkGatewayDraft => {
  const reader = context.read(resource)
  const gatewayAddress = reader.address('gatewayIpAddress')
  const bgpPeeringAddress = reader.address('bgpSettings', 'bgpPeeringAddress')
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    prefixes: reader.prefixes('localNetworkAddressSpace', 'addressPrefixes'),
    gatewayAddress,
    asn: reader.integer('bgpSettings', 'asn'),
    bgpPeeringAddress,
    hubGateway: undefined,
    device: deviceBehind(
      resource.id,
      'localNetworkGateway',
      [bgpPeeringAddress, gatewayAddress],
      farEnds,
      context,
    ),
  }
}

const gatewayType = 'Microsoft.Network/virtualNetworkGateways'
const localGatewayType = 'Microsoft.Network/localNetworkGateways'

const remoteOf = (
  resource: Resource,
  vpn: ReadonlyMap<string, VpnGatewayDraft>,
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
  context: Resolving,
): VpnConnection['remote'] | undefined => {
  const reader = context.read(resource)
  if (reader.text('connectionType')?.toLowerCase() === 'vnet2vnet') {
    context.require(resource, 'virtualNetworkGateway2', 'id')
    const reference = reader.reference('virtualNetworkGateway2')
    const gateway = context.follow(resource, 'virtualNetworkGateway2.id', reference, vpn, gatewayType)
    return gateway === undefined ? undefined : { kind: 'vnet', gateway }
  }
  context.require(resource, 'localNetworkGateway2', 'id')
  const reference = reader.reference('localNetworkGateway2')
  const localNetworkGateway = context.follow(
    resource,
    'localNetworkGateway2.id',
    reference,
    localNetworkGateways,
    localGatewayType,
  )
  return localNetworkGateway === undefined ? undefined : { kind: 'device', localNetworkGateway }
}

const vpnTypes: ReadonlySet<string> = new Set(['ipsec', 'vnet2vnet'])

const resolveConnections = (
  vpn: ReadonlyMap<string, VpnGatewayDraft>,
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
  context: Resolving,
): void => {
  for (const resource of context.ofType('Microsoft.Network/connections')) {
    const reader = context.read(resource)
    const type = reader.text('connectionType')?.toLowerCase()
    if (type === undefined || !vpnTypes.has(type)) continue
    context.require(resource, 'virtualNetworkGateway1', 'id')
    const reference = reader.reference('virtualNetworkGateway1')
    const gateway = context.follow(resource, 'virtualNetworkGateway1.id', reference, vpn, gatewayType)
    const remote = remoteOf(resource, vpn, localNetworkGateways, context)
    if (gateway === undefined || remote === undefined) continue
    gateway.connections.push({
      id: resource.id,
      name: nameOf(resource.id),
      declaredAt: resource.declaredAt,
      gateway,
      remote,
      // R3.5: a policy-based gateway has no BGP, whatever its connections say.
      bgp: !gateway.policyBased && (reader.flag('enableBgp') ?? false),
      up: isUp(resource, reader, context),
      translates: natRuleLists.some((list) => reader.items(list).length > 0),
    })
  }
}

/** R3.18: `gatewayDefaultSite` names a local network gateway. */
const resolveDefaultSites = (
  vpn: ReadonlyMap<string, VpnGatewayDraft>,
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
  context: Resolving,
): void => {
  for (const resource of context.ofType(gatewayType)) {
    const gateway = vpn.get(resource.id.key)
    if (gateway === undefined) continue
    const reference = context.read(resource).reference('gatewayDefaultSite')
    gateway.defaultSite = context.follow(
      resource,
      'gatewayDefaultSite.id',
      reference,
      localNetworkGateways,
      localGatewayType,
    )
  }
}

/** Local network gateways by id key; the connections are added to their gateways. */
export const resolveVpn = (
  context: Resolving,
  vpn: ReadonlyMap<string, VpnGatewayDraft>,
  machinesAndSites: Omit<FarEnds, 'vpn'>,
): ReadonlyMap<string, LocalNetworkGatewayDraft> => {
  const farEnds: FarEnds = { ...machinesAndSites, vpn }
  const localNetworkGateways = new Map(
    context
      .ofType(localGatewayType)
      .map((resource) => [resource.id.key, resolveLocalNetworkGateway(resource, farEnds, context)] as const),
  )
  resolveConnections(vpn, localNetworkGateways, context)
  resolveDefaultSites(vpn, localNetworkGateways, context)
  return localNetworkGateways
}

/** R5.18: the local network gateways that stand for an instance of a hub's VPN gateway, by its BGP address. */
export const findHubsBehind = (
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGatewayDraft>,
  hubs: readonly VirtualHub[],
): void => {
  for (const local of localNetworkGateways.values()) {
    const { bgpPeeringAddress: address, device } = local
    if (address === undefined || device !== undefined) continue
    local.hubGateway = hubs
      .flatMap(({ vpnGateway }) => vpnGateway ?? [])
      .find(({ instances }) => instances.includes(address))
  }
}

/** The VPN sites of Virtual WAN by id key; the BGP settings stand at the site or at its first link. */
export const resolveVpnSites = (context: Resolving, farEnds: FarEnds): ReadonlyMap<string, VpnSite> =>
  new Map(
    context.ofType('Microsoft.Network/vpnSites').map((resource) => {
      const reader = context.read(resource)
      const links = context.children(resource, 'vpnSiteLinks').map((link) => context.read(link))
      const linkAddresses = links.flatMap((link) => link.address('bgpProperties', 'bgpPeeringAddress') ?? [])
      const linkAsn = links
        .map((link) => link.integer('bgpProperties', 'asn'))
        .find((asn) => asn !== undefined)
      const bgpPeeringAddress = linkAddresses[0] ?? reader.address('bgpProperties', 'bgpPeeringAddress')
      const addresses = [bgpPeeringAddress, ...links.map((link) => link.address('ipAddress'))]
      return [
        resource.id.key,
        {
          id: resource.id,
          name: nameOf(resource.id),
          declaredAt: resource.declaredAt,
          prefixes: reader.prefixes('addressSpace', 'addressPrefixes'),
          asn: linkAsn ?? reader.integer('bgpProperties', 'asn'),
          bgpPeeringAddress,
          peeringAddresses:
            linkAddresses.length > 0 || bgpPeeringAddress === undefined ? linkAddresses : [bgpPeeringAddress],
          device: deviceBehind(resource.id, 'vpnSite', addresses, farEnds, context),
        },
      ]
    }),
  )
