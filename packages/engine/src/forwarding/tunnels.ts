// What is at the far end of a guest's tunnel, and what has to carry the tunnel's own packets there (R6.29, R6.33).
import type {
  GuestConfiguration,
  GuestTunnel,
  HubVpnGateway,
  Network,
  Nic,
  Router,
  VpnGateway,
} from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { addressIn, guestOwns, isDown, outerSource } from './guest-interfaces.ts'
import type { Carrier, Location } from './location.ts'
import { isDeviceOf, outsideAddressesOf } from './outside-addresses.ts'
import type { DecisionCode } from './way.ts'

/** Where the packet comes out, or why it does not. */
export type FarEnd =
  | { readonly kind: 'comesOut'; readonly at: Location; readonly carrier?: Carrier }
  | {
      readonly kind: 'refused'
      readonly code: Extract<DecisionCode, 'tunnel' | 'tunnelDown' | 'tunnelBlocked'>
    }

const nameOf = (router: Router): string => (router.kind === 'vm' ? router.vm.name : router.site.name)

const guestOf = (router: Router): GuestConfiguration | undefined =>
  router.kind === 'vm' ? router.vm.guest : router.site.guest

const nicWith = (router: Router, address: Address | undefined): Nic | undefined =>
  router.kind === 'vm' && address !== undefined
    ? router.vm.nics.find((nic) => nic.addresses.includes(address))
    : undefined

interface NearInstance {
  readonly gateway: VpnGateway | HubVpnGateway
  readonly instance: number
}

/** The instance of a VPN gateway that has an address, private or public. */
const instanceAt = (network: Network, address: Address): NearInstance | undefined => {
  const gateways = [
    ...network.vnets.flatMap(({ gateways: own }) => own.filter((gateway) => gateway.kind === 'vpn')),
    ...network.virtualHubs.flatMap(({ vpnGateway }) => vpnGateway ?? []),
  ]
  for (const gateway of gateways) {
    const outside = gateway.kind === 'vpn' ? gateway.publicAddresses : []
    const apipa = gateway.kind === 'vpn' ? gateway.apipaAddresses : []
    const found = [gateway.instances, outside]
      .map((addresses) => addresses.indexOf(address))
      .concat(apipa.findIndex((addresses) => addresses.includes(address)))
      .find((index) => index >= 0)
    if (found !== undefined) return { gateway, instance: found }
  }
  return undefined
}

/** The connection of the gateway to this router: without one it takes no packets from the tunnel. */
const connectionTo = (
  { gateway }: NearInstance,
  router: Router,
): { readonly up: boolean; readonly deviceAddress: Address | undefined } | undefined => {
  if (gateway.kind === 'hubVpn') {
    const connection = gateway.connections.find(({ site }) => isDeviceOf(site.device, router))
    return connection && { up: connection.up, deviceAddress: undefined }
  }
  for (const { remote, up } of gateway.connections) {
    if (remote.kind !== 'device' || !isDeviceOf(remote.localNetworkGateway.device, router)) continue
    return { up, deviceAddress: remote.localNetworkGateway.gatewayAddress }
  }
  return undefined
}

const usualPorts: Readonly<Record<GuestTunnel['kind'], number | undefined>> = {
  vxlan: 4789,
  ipsec: 4500,
  wireguard: 51820,
  gre: undefined,
  ipip: undefined,
}

/** Whether the address of a NIC has a public one. */
const isPublished = (nic: Nic | undefined, address: Address): boolean =>
  nic?.published.some((each) => each.address === address) === true

const carrierFrom = (
  router: Router,
  tunnel: GuestTunnel,
  local: Address,
  remote: Address,
  far?: Router,
  isOutside = false,
): Carrier | undefined => {
  const nic = nicWith(router, local) ?? (router.kind === 'vm' ? router.vm.nics[0] : undefined)
  // Encrypted tunnels pass address translation, so configurations name private addresses where public ones carry it.
  const isEncrypted = tunnel.kind === 'ipsec' || tunnel.kind === 'wireguard'
  // Their daemons keep their own packets out of the main table: recorded machines route the far end into the tunnel
  // and it stands all the same. Those of a VXLAN follow the table like any other (R6.29).
  const start: Location | undefined =
    router.kind === 'site'
      ? { kind: 'site', site: router.site, over: undefined }
      : nic && { kind: isEncrypted ? 'leaving' : 'sending', nic }
  if (start === undefined) return undefined
  const farNic = far === undefined ? undefined : nicWith(far, remote)
  return {
    start,
    packet: {
      source: local,
      destination: remote,
      protocol: 'udp',
      port: tunnel.port ?? usualPorts[tunnel.kind],
    },
    tunnel: `${nameOf(router)}/${tunnel.dev}`,
    overInternet: isEncrypted && isPublished(nic, local) && (isPublished(farNic, remote) || isOutside),
  }
}

const towardsGateway = (
  router: Router,
  tunnel: GuestTunnel,
  near: NearInstance,
  local: Address,
  remote: Address,
): FarEnd => {
  const connection = connectionTo(near, router)
  if (tunnel.kind !== 'ipsec' || connection?.up !== true) return { kind: 'refused', code: 'tunnelDown' }
  const at: Location = { kind: 'vpnGateway', ...near, from: 'deviceTunnel' }
  // Azure knows the device by a private address: then the tunnel runs inside, over a circuit or a peering.
  const runsInside = connection.deviceAddress === local && near.gateway.instances.includes(remote)
  const carrier = runsInside ? carrierFrom(router, tunnel, local, remote) : undefined
  return carrier === undefined ? { kind: 'comesOut', at } : { kind: 'comesOut', at, carrier }
}

/** Whether a router has the address, as far as anybody outside can tell. */
const owns = (router: Router, address: Address): boolean =>
  nicWith(router, address) !== undefined ||
  guestOwns(guestOf(router), address) ||
  (router.kind === 'site' && router.site.hosts.some((host) => host.address === address)) ||
  (guestOf(router)?.tunnels ?? []).some((tunnel) => outerSource(router, tunnel) === address)

/** Both ends describe one tunnel when each names the other and they speak the same protocol with the same id. */
const isOtherEnd = (own: GuestTunnel, other: GuestTunnel, names: readonly Address[]): boolean => {
  const named = addressIn(other.remote)
  return other.kind === own.kind && other.id === own.id && named !== undefined && names.includes(named)
}

/** Where a packet comes out that a router sends into its tunnel. */
export const farEndOf = (router: Router, tunnel: GuestTunnel, network: Network): FarEnd => {
  const local = outerSource(router, tunnel)
  const remote = addressIn(tunnel.remote)
  if (local === undefined || remote === undefined) return { kind: 'refused', code: 'tunnel' }
  const near = instanceAt(network, remote)
  if (near !== undefined) return towardsGateway(router, tunnel, near, local, remote)
  const routers: readonly Router[] = [
    ...network.vms.map((vm): Router => ({ kind: 'vm', vm })),
    ...network.sites.map((site): Router => ({ kind: 'site', site })),
  ]
  const inside =
    routers.find((each) => nicWith(each, remote) !== undefined) ?? routers.find((each) => owns(each, remote))
  const far = inside ?? routers.find((each) => outsideAddressesOf(each, network).includes(remote))
  const others = far === undefined ? undefined : guestOf(far)?.tunnels
  if (far === undefined || others === undefined) return { kind: 'refused', code: 'tunnel' }
  // R6.33: the fabric carries TCP, UDP and ICMP.
  const isCarried = tunnel.kind !== 'gre' && tunnel.kind !== 'ipip'
  if (!isCarried && router.kind === 'vm') return { kind: 'refused', code: 'tunnelBlocked' }
  const names = [local, ...outsideAddressesOf(router, network)]
  const other = others.find((each) => isOtherEnd(tunnel, each, names))
  const isDownThere = other !== undefined && isDown(guestOf(far), other.dev)
  if (other === undefined || isDownThere || isDown(guestOf(router), tunnel.dev))
    return { kind: 'refused', code: 'tunnelDown' }
  const at: Location =
    far.kind === 'vm'
      ? { kind: 'inside', vm: far.vm, dev: other.dev }
      : { kind: 'site', site: far.site, over: { kind: 'tunnel' } }
  const carrier = carrierFrom(router, tunnel, local, remote, far, inside === undefined)
  return carrier === undefined ? { kind: 'refused', code: 'tunnel' } : { kind: 'comesOut', at, carrier }
}

/** What the words about a tunnel name. */
export const tunnelParameters = (router: Router, tunnel: GuestTunnel): Readonly<Record<string, string>> => {
  const remote = addressIn(tunnel.remote)
  return {
    vm: nameOf(router),
    dev: tunnel.dev,
    address: remote === undefined ? tunnel.remote : formatAddress(remote),
  }
}
