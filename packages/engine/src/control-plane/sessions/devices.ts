// Sessions through the tunnels of VPN gateways: with devices, with other gateways, and from hubs to their sites (R3.6, R3.7).
import type {
  LocalNetworkGateway,
  Network,
  Site,
  VpnConnection,
  VpnDevice,
  VpnGateway,
  VpnSite,
} from '../../model/index.ts'
import type { Address } from '../../net/index.ts'
import { connect, type Side, type SpeakerDraft } from '../bgp/speaker.ts'
import { expectsAsn } from './expected-asn.ts'
import type { SpeakersByOwner } from './speakers-by-owner.ts'

/** One tunnel's near end: an instance with every address that a peer may name, the default one first. */
export interface NearEnd {
  readonly speaker: SpeakerDraft
  readonly addresses: readonly Address[]
}

/** What Azure is told of the far end. */
interface FarEnd {
  readonly id: { readonly key: string }
  readonly asn: number | undefined
  readonly bgpPeeringAddress: Address | undefined
}

const nearEndsOf = (gateway: VpnGateway, owners: SpeakersByOwner): readonly NearEnd[] =>
  (owners.vpnGateways.get(gateway.id.key) ?? []).map((speaker, index) => ({
    speaker,
    addresses: [...gateway.instances.slice(index, index + 1), ...(gateway.apipaAddresses[index] ?? [])],
  }))

/** A device that runs a described configuration: its neighbours choose the address of each instance. */
const meetConfigured = (
  near: readonly NearEnd[],
  far: FarEnd,
  device: Exclude<VpnDevice, { readonly kind: 'gateway' }>,
  up: boolean,
  owners: SpeakersByOwner,
): boolean => {
  const router = owners.routers.of(device)
  if (router === undefined) return false
  for (const { speaker, addresses } of near) {
    const address = addresses.find((candidate) => router.neighborAt(candidate) !== undefined)
    const neighbor = router.neighborAt(address)
    if (neighbor === undefined) continue
    const ownAsn = neighbor.localAs ?? router.bgp.asn
    const agree =
      expectsAsn(neighbor, speaker.asn, router.bgp) && (far.asn === undefined || far.asn === ownAsn)
    connect(
      { speaker, address },
      { speaker: router.speaker, address: far.bgpPeeringAddress },
      up && agree && router.running && neighbor.up !== false,
    )
  }
  return true
}

/** A site of which only the announcements are known. */
const meetAnnouncing = (
  near: readonly NearEnd[],
  far: FarEnd,
  site: Site,
  up: boolean,
  owners: SpeakersByOwner,
): void => {
  const link = site.vpnLinks.find(({ remote }) => remote.key === far.id.key)
  const announcing = owners.routers.announcing(site)
  for (const { speaker, addresses } of near) {
    const session = connect(
      { speaker, address: addresses[0] },
      { speaker: announcing.speaker, address: far.bgpPeeringAddress },
      up && (link?.up ?? true),
    )
    announcing.says.set(session.ends[1], link?.advertises ?? [])
  }
}

/** Meets a device behind a local network gateway or VPN site, if one is described. */
export const meetDevice = (
  near: readonly NearEnd[],
  far: FarEnd,
  device: VpnDevice | undefined,
  up: boolean,
  owners: SpeakersByOwner,
): void => {
  if (device === undefined || device.kind === 'gateway') return
  if (meetConfigured(near, far, device, up, owners) || device.kind === 'vm') return
  meetAnnouncing(near, far, device.site, up, owners)
}

/** The connection of the other gateway that leads back, by a local network gateway that stands for this one. */
const wayBack = (own: VpnGateway, other: VpnGateway): readonly LocalNetworkGateway[] =>
  other.connections.flatMap(({ remote, bgp, up }) => {
    if (!bgp || !up || remote.kind !== 'device') return []
    const { device } = remote.localNetworkGateway
    return device?.kind === 'gateway' && device.gateway === own ? [remote.localNetworkGateway] : []
  })

/** Two gateways of Azure that know each other by local network gateways: each names the other's instances. */
const meetGateway = (
  connection: VpnConnection,
  told: LocalNetworkGateway,
  other: VpnGateway,
  owners: SpeakersByOwner,
): void => {
  const own = connection.gateway
  if (own.id.key >= other.id.key) return // each pair once, and nobody with itself
  const named = wayBack(own, other).flatMap(({ bgpPeeringAddress }) => bgpPeeringAddress ?? [])
  const instanceAt = (gateway: VpnGateway, address: Address | undefined): Side | undefined => {
    const end = nearEndsOf(gateway, owners).find(
      ({ addresses }) => address !== undefined && addresses.includes(address),
    )
    return end === undefined ? undefined : { speaker: end.speaker, address }
  }
  const far = instanceAt(other, told.bgpPeeringAddress)
  if (far === undefined) return
  for (const address of named) {
    const near = instanceAt(own, address)
    if (near !== undefined) connect(near, far, connection.up)
  }
}

/**
 * R5.18: a branch of a hub that is a VPN gateway of a VNet. Each instance of the hub meets each instance that a link of the
 * site names, where a connection of the branch names that instance of the hub in its local network gateway.
 */
export const meetBranch = (
  hub: readonly NearEnd[],
  site: Pick<VpnSite, 'peeringAddresses'>,
  branch: VpnGateway,
  up: boolean,
  owners: SpeakersByOwner,
): void => {
  const leadingTo = (addresses: readonly Address[]): VpnConnection | undefined =>
    branch.connections.find(({ remote, bgp }) => {
      const told = remote.kind === 'device' ? remote.localNetworkGateway.bgpPeeringAddress : undefined
      return bgp && told !== undefined && addresses.includes(told)
    })
  for (const far of nearEndsOf(branch, owners)) {
    const named = site.peeringAddresses.find((address) => far.addresses.includes(address))
    if (named === undefined) continue
    for (const { speaker, addresses } of hub) {
      const back = leadingTo(addresses)
      if (back === undefined) continue
      connect({ speaker, address: addresses[0] }, { speaker: far.speaker, address: named }, up && back.up)
    }
  }
}

/** R3.15a: every instance of one gateway with every instance of the other, if each has a connection to the other. */
const meetVnet = (connection: VpnConnection, other: VpnGateway, owners: SpeakersByOwner): void => {
  const own = connection.gateway
  if (own.id.key >= other.id.key) return // each pair once, and nobody with itself
  const back = other.connections.find(({ remote }) => remote.kind === 'vnet' && remote.gateway === own)
  if (back === undefined) return
  for (const a of nearEndsOf(own, owners)) {
    for (const b of nearEndsOf(other, owners)) {
      connect(
        { speaker: a.speaker, address: a.addresses[0] },
        { speaker: b.speaker, address: b.addresses[0] },
        connection.up && back.up && back.bgp,
      )
    }
  }
}

/** Makes the sessions of all VPN gateways in VNets. */
export const deviceSessions = (network: Network, owners: SpeakersByOwner): void => {
  for (const vnet of network.vnets) {
    for (const gateway of vnet.gateways) {
      if (gateway.kind !== 'vpn') continue
      for (const connection of gateway.connections) {
        const { remote, bgp, up } = connection
        if (!bgp) continue
        if (remote.kind === 'vnet') {
          meetVnet(connection, remote.gateway, owners)
          continue
        }
        const { localNetworkGateway } = remote
        const { device } = localNetworkGateway
        if (device?.kind === 'gateway') meetGateway(connection, localNetworkGateway, device.gateway, owners)
        else meetDevice(nearEndsOf(gateway, owners), localNetworkGateway, device, up, owners)
      }
    }
  }
}
