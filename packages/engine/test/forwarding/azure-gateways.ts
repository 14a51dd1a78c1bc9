// VPN gateways with their connections, Route Servers and virtual hubs in few words.
import { idOf, type PlainObject } from '../model/network-of.ts'
import { type ArmResource, gateway } from './azure.ts'

const network = 'Microsoft.Network'
const reference = (type: string, name: string): PlainObject => ({ id: idOf(`${network}/${type}`, name) })

/** A VPN gateway `<vnet>-gw` with the addresses of its instances; two of them make it active-active. */
export const vpnGateway = (
  inVnet: string,
  instances: readonly string[],
  settings: PlainObject = {},
): ArmResource =>
  gateway(
    inVnet,
    {
      vpnType: 'RouteBased',
      sku: { name: 'VpnGw1AZ' },
      activeActive: instances.length > 1,
      enableBgp: true,
      bgpSettings: {
        asn: 65515,
        bgpPeeringAddresses: instances.map((address) => ({ defaultBgpIpAddresses: [address] })),
      },
      ...settings,
    },
    'Vpn',
  )

/** What Azure is told of a device. */
export const localNetworkGateway = (
  name: string,
  prefixes: readonly string[],
  bgp?: { readonly asn: number; readonly bgpPeeringAddress: string },
  gatewayIpAddress?: string,
): ArmResource => ({
  type: `${network}/localNetworkGateways`,
  name,
  properties: {
    localNetworkAddressSpace: { addressPrefixes: prefixes },
    bgpSettings: bgp,
    gatewayIpAddress,
  },
})

/** A connection of a VNet's VPN gateway to a local network gateway. */
export const siteConnection = (
  inVnet: string,
  to: string,
  enableBgp = false,
  settings: PlainObject = {},
): ArmResource => ({
  type: `${network}/connections`,
  name: `${inVnet}--${to}`,
  properties: {
    connectionType: 'IPsec',
    enableBgp,
    ...settings,
    virtualNetworkGateway1: reference('virtualNetworkGateways', `${inVnet}-gw`),
    localNetworkGateway2: reference('localNetworkGateways', to),
  },
})

/** One side of a connection between the VPN gateways of two VNets. */
export const vnetConnection = (inVnet: string, to: string, enableBgp = false): ArmResource => ({
  type: `${network}/connections`,
  name: `${inVnet}--${to}`,
  properties: {
    connectionType: 'Vnet2Vnet',
    enableBgp,
    virtualNetworkGateway1: reference('virtualNetworkGateways', `${inVnet}-gw`),
    virtualNetworkGateway2: reference('virtualNetworkGateways', `${to}-gw`),
  },
})

/** A Route Server in RouteServerSubnet with one peer. */
export const routeServer = (
  inVnet: string,
  instances: readonly string[],
  peer: { readonly ip: string; readonly asn: number },
): ArmResource => ({
  type: `${network}/virtualHubs`,
  name: `${inVnet}-rs`,
  properties: { virtualRouterIps: instances },
  children: [
    {
      type: 'ipConfigurations',
      name: 'default',
      properties: { subnet: reference('virtualNetworks/subnets', `${inVnet}/RouteServerSubnet`) },
    },
    { type: 'bgpConnections', name: 'peer', properties: { peerIp: peer.ip, peerAsn: peer.asn } },
  ],
})

interface HubSettings {
  readonly prefix: string
  readonly routers: readonly string[]
  readonly vnets: readonly string[]
  /** Static routes of the connection of each VNet. */
  readonly staticRoutes?: { readonly prefix: string; readonly nextHop: string }
  /** The name of a firewall that a private policy sends everything to. */
  readonly firewall?: string
}

/** A hub of the WAN `wan` with connected VNets, `<hub>--<vnet>`. */
export const virtualHub = (name: string, settings: HubSettings): ArmResource => ({
  type: `${network}/virtualHubs`,
  name,
  properties: {
    virtualWan: reference('virtualWans', 'wan'),
    addressPrefix: settings.prefix,
    virtualRouterIps: settings.routers,
  },
  children: [
    ...settings.vnets.map((vnet) => ({
      type: 'hubVirtualNetworkConnections',
      name: `${name}--${vnet}`,
      properties: {
        remoteVirtualNetwork: reference('virtualNetworks', vnet),
        routingConfiguration:
          settings.staticRoutes === undefined
            ? undefined
            : {
                vnetRoutes: {
                  staticRoutes: [
                    {
                      name: 'static',
                      addressPrefixes: [settings.staticRoutes.prefix],
                      nextHopIpAddress: settings.staticRoutes.nextHop,
                    },
                  ],
                },
              },
      },
    })),
    ...(settings.firewall === undefined
      ? []
      : [
          {
            type: 'routingIntent',
            name: 'intent',
            properties: {
              routingPolicies: [
                {
                  name: 'private',
                  destinations: ['PrivateTraffic'],
                  nextHop: idOf(`${network}/azureFirewalls`, settings.firewall),
                },
              ],
            },
          },
        ]),
  ],
})

/** The Virtual WAN that all hubs here are in. */
export const virtualWan: ArmResource = {
  type: `${network}/virtualWans`,
  name: 'wan',
  properties: { type: 'Standard' },
}

/** The firewall of a hub. */
export const hubFirewall = (name: string, hub: string, address: string): ArmResource => ({
  type: `${network}/azureFirewalls`,
  name,
  properties: {
    virtualHub: reference('virtualHubs', hub),
    hubIPAddresses: { privateIPAddress: address },
    // No input declares it: the rules are not known.
    firewallPolicy: reference('firewallPolicies', 'elsewhere'),
  },
})

/** The ExpressRoute gateway of a hub with a connection to a circuit. */
export const hubExpressRouteGateway = (hub: string, circuit: string): ArmResource => ({
  type: `${network}/expressRouteGateways`,
  name: `${hub}-ergw`,
  properties: { virtualHub: reference('virtualHubs', hub), allowNonVirtualWanTraffic: true },
  children: [
    {
      type: 'expressRouteConnections',
      name: `to-${circuit}`,
      properties: {
        expressRouteCircuitPeering: reference(
          'expressRouteCircuits/peerings',
          `${circuit}/AzurePrivatePeering`,
        ),
      },
    },
  ],
})

/** The VPN gateway of a hub with a connection to a site. */
export const hubVpnGateway = (hub: string, site: string): ArmResource => ({
  type: `${network}/vpnGateways`,
  name: `${hub}-vpngw`,
  properties: { virtualHub: reference('virtualHubs', hub) },
  children: [
    {
      type: 'vpnConnections',
      name: `to-${site}`,
      properties: { remoteVpnSite: reference('vpnSites', site) },
    },
  ],
})

/** A site that a hub's VPN gateway connects to. */
export const vpnSite = (name: string, prefixes: readonly string[]): ArmResource => ({
  type: `${network}/vpnSites`,
  name,
  properties: { addressSpace: { addressPrefixes: prefixes } },
})

/** A policy with one rule that lets everything pass, for a firewall to name. */
export const openPolicy = (name: string): ArmResource => ({
  type: `${network}/firewallPolicies`,
  name,
  properties: {},
  children: [
    {
      type: 'ruleCollectionGroups',
      name: 'rules',
      properties: {
        ruleCollections: [
          {
            action: { type: 'Allow' },
            rules: [
              {
                ruleType: 'NetworkRule',
                ipProtocols: ['Any'],
                sourceAddresses: ['*'],
                destinationAddresses: ['*'],
                destinationPorts: ['*'],
              },
            ],
          },
        ],
      },
    },
  ],
})
