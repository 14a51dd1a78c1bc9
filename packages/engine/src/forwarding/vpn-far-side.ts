// What is at the far side of a VPN connection, and whether it takes packets (R3.6, R3.7, R3.15a).
import { liveInstancesOf } from '../control-plane/index.ts'
import type {
  HubVpnConnection,
  HubVpnGateway,
  Site,
  VpnConnection,
  VpnDevice,
  VpnGateway,
} from '../model/index.ts'
import type { Address } from '../net/index.ts'
import type { Location } from './location.ts'

/** A connection of a gateway in a VNet or in a hub. */
export type AnyConnection = VpnConnection | HubVpnConnection

/** Which instance of the far gateway a connection ends at: the one that is named, else the same as here. */
const farInstance = (gateway: VpnGateway, named: Address | undefined, here: number): number => {
  const stated = named === undefined ? -1 : gateway.instances.indexOf(named)
  if (stated >= 0) return stated
  return liveInstancesOf(gateway).includes(here) ? here : 0
}

/** Where a packet comes out that a connection carries to a device. */
export const deviceLocation = (device: VpnDevice, named: Address | undefined, here: number): Location => {
  switch (device.kind) {
    case 'site':
      return { kind: 'site', site: device.site, over: { kind: 'vpn' } }
    case 'vm':
      return { kind: 'inside', vm: device.vm }
    case 'gateway': {
      const { gateway } = device
      const instance = farInstance(gateway, named, here)
      return { kind: 'vpnGateway', gateway, instance, from: 'gatewayTunnel' }
    }
  }
}

/** Whether the other gateway has a connection back: a tunnel needs both. */
export const leadsBack = (own: VpnGateway, other: VpnGateway): boolean =>
  other.connections.some(({ remote, up }) => {
    if (!up) return false
    if (remote.kind === 'vnet') return remote.gateway === own
    const { device } = remote.localNetworkGateway
    return device?.kind === 'gateway' && device.gateway === own
  })

/** Whether the site's own end of the connection is up; a site that says nothing of it has it up. */
export const isLinkUp = ({ vpnLinks }: Site, remoteKey: string): boolean =>
  vpnLinks.find(({ remote }) => remote.key === remoteKey)?.up ?? true

/** What a connection leads to. */
export interface FarSide {
  /** The local network gateway or VPN site. */
  readonly key: string
  readonly device: VpnDevice | undefined
  /** The gateway of a virtual hub that is there. */
  readonly hubGateway?: HubVpnGateway | undefined
  /** The address that Azure is told of it. */
  readonly named: Address | undefined
}

/** The far side of a connection of a gateway in a VNet or a hub. */
export const farSideOf = (connection: AnyConnection): FarSide => {
  if ('site' in connection) {
    const { id, device, bgpPeeringAddress } = connection.site
    return { key: id.key, device, named: bgpPeeringAddress }
  }
  const { remote } = connection
  if (remote.kind === 'vnet')
    return {
      key: remote.gateway.id.key,
      device: { kind: 'gateway', gateway: remote.gateway },
      named: undefined,
    }
  const { id, device, hubGateway, bgpPeeringAddress } = remote.localNetworkGateway
  return { key: id.key, device, hubGateway, named: bgpPeeringAddress }
}

/** R5.18: whether a hub has a site that stands for this gateway: a tunnel needs both ends. */
export const hasBranch = (hub: HubVpnGateway, branch: VpnGateway): boolean =>
  hub.connections.some(
    ({ site, up }) => up && site.device?.kind === 'gateway' && site.device.gateway === branch,
  )
