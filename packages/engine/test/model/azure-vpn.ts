// VPN gateways, what stands at their far ends, and Route Servers, in few words.
import { type ArmResource, idOf, type PlainObject } from './network-of.ts'

const network = 'Microsoft.Network'

/** The ids that tests refer to. */
export const vpnId = {
  gateway: (name: string) => idOf(`${network}/virtualNetworkGateways`, name),
  localNetworkGateway: (name: string) => idOf(`${network}/localNetworkGateways`, name),
  subnet: (path: string) => idOf(`${network}/virtualNetworks/subnets`, path),
} as const

interface VpnGatewaySettings {
  readonly asn?: number
  /** One address for each instance; two make it active-active unless the test says otherwise. */
  readonly instances?: readonly string[]
  /** Custom BGP addresses of each instance. */
  readonly apipa?: readonly (readonly string[])[]
  readonly properties?: PlainObject
}

/** A VPN gateway named `vpn-` and its VNet's name, in the VNet's GatewaySubnet. */
export const vpnGateway = (inVnet: string, settings: VpnGatewaySettings = {}): ArmResource => {
  const { asn, instances = [], apipa = [], properties = {} } = settings
  return {
    type: `${network}/virtualNetworkGateways`,
    name: `vpn-${inVnet}`,
    properties: {
      gatewayType: 'Vpn',
      vpnType: 'RouteBased',
      activeActive: instances.length > 1,
      ipConfigurations: [
        { name: 'default', properties: { subnet: { id: vpnId.subnet(`${inVnet}/GatewaySubnet`) } } },
      ],
      bgpSettings: {
        asn,
        bgpPeeringAddresses: instances.map((address, index) => ({
          defaultBgpIpAddresses: [address],
          customBgpIpAddresses: apipa[index] ?? [],
        })),
      },
      ...properties,
    },
  }
}

interface LocalSettings {
  readonly prefixes?: readonly string[]
  readonly asn?: number
  readonly peer?: string
  readonly publicIp?: string
}

/** A local network gateway. */
export const localNetworkGateway = (name: string, settings: LocalSettings = {}): ArmResource => ({
  type: `${network}/localNetworkGateways`,
  name,
  properties: {
    gatewayIpAddress: settings.publicIp,
    localNetworkAddressSpace: { addressPrefixes: settings.prefixes ?? [] },
    ...(settings.peer === undefined && settings.asn === undefined
      ? {}
      : { bgpSettings: { asn: settings.asn, bgpPeeringAddress: settings.peer } }),
  },
})

/** A connection of a VNet's VPN gateway to a local network gateway, named `vpn-hub--lng`. */
export const ipsec = (
  inVnet: string,
  to: string,
  enableBgp = true,
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/connections`,
  name: `vpn-${inVnet}--${to}`,
  properties: {
    connectionType: 'IPsec',
    virtualNetworkGateway1: { id: vpnId.gateway(`vpn-${inVnet}`) },
    localNetworkGateway2: { id: vpnId.localNetworkGateway(to) },
    enableBgp,
    ...properties,
  },
})

/** One direction of a connection between the VPN gateways of two VNets, named `vpn-a--vpn-b`. */
export const vnet2vnet = (from: string, to: string, enableBgp = true): ArmResource => ({
  type: `${network}/connections`,
  name: `vpn-${from}--vpn-${to}`,
  properties: {
    connectionType: 'Vnet2Vnet',
    virtualNetworkGateway1: { id: vpnId.gateway(`vpn-${from}`) },
    virtualNetworkGateway2: { id: vpnId.gateway(`vpn-${to}`) },
    enableBgp,
  },
})

interface RouteServerSettings {
  readonly instances?: readonly string[]
  readonly peers?: Readonly<Record<string, readonly [address: string, asn: number]>>
  readonly properties?: PlainObject
}

/** A Route Server named `rs-` and its VNet's name, in the VNet's RouteServerSubnet. */
export const routeServer = (inVnet: string, settings: RouteServerSettings = {}): ArmResource => ({
  type: `${network}/virtualHubs`,
  name: `rs-${inVnet}`,
  properties: { virtualRouterIps: settings.instances ?? [], ...settings.properties },
  children: [
    {
      type: 'ipConfigurations',
      name: 'default',
      properties: { subnet: { id: vpnId.subnet(`${inVnet}/RouteServerSubnet`) } },
    },
    ...Object.entries(settings.peers ?? {}).map(([name, [peerIp, peerAsn]]) => ({
      type: 'bgpConnections',
      name,
      properties: { peerIp, peerAsn },
    })),
  ],
})
