// Services of Azure's own that have addresses: gateways, Route Servers, firewalls, and what stands in a virtual hub.
import type {
  AttachedService,
  AzureFirewall,
  ExpressRouteGateway,
  HubExpressRouteGateway,
  HubFirewall,
  HubVpnGateway,
  Network,
  RouteServer,
  Subnet,
  VirtualHub,
  VpnGateway,
} from '../model/index.ts'
import type { Address } from '../net/index.ts'

interface ServiceBase {
  /** How people call it. */
  readonly name: string
  readonly address: Address
}

/** A service at one of its addresses. */
export type Service =
  | (ServiceBase & {
      readonly kind: 'vpnGateway'
      readonly gateway: VpnGateway
      readonly instance: number
      readonly subnet: Subnet
    })
  | (ServiceBase & {
      readonly kind: 'expressRouteGateway'
      readonly gateway: ExpressRouteGateway
      readonly subnet: Subnet
    })
  | (ServiceBase & { readonly kind: 'routeServer'; readonly server: RouteServer; readonly subnet: Subnet })
  | (ServiceBase & { readonly kind: 'firewall'; readonly firewall: AzureFirewall; readonly subnet: Subnet })
  | (ServiceBase & { readonly kind: 'attached'; readonly attached: AttachedService; readonly subnet: Subnet })
  /** The router of a hub, its firewall, or an instance of one of its gateways. */
  | (ServiceBase & { readonly kind: 'hubRouter'; readonly hub: VirtualHub })
  | (ServiceBase & {
      readonly kind: 'hubFirewall'
      readonly hub: VirtualHub
      readonly firewall: HubFirewall
    })
  | (ServiceBase & {
      readonly kind: 'hubGateway'
      readonly hub: VirtualHub
      readonly gateway: HubVpnGateway | HubExpressRouteGateway
      readonly instance: number
    })

/** A service that stands in a subnet of a VNet. */
export type VnetService = Extract<Service, { readonly subnet: Subnet }>

/** A service that is no element of routing, at one of its addresses. */
export type AttachedAt = Extract<Service, { readonly kind: 'attached' }>

/** A service in a subnet, at one of its addresses there. */
export const attachedAt = (attached: AttachedService, address: Address): AttachedAt => ({
  kind: 'attached',
  name: attached.name,
  address,
  attached,
  subnet: attached.subnet,
})

/** The services in VNets, each once for every address. */
export const vnetServices = (network: Network): readonly VnetService[] => [
  ...network.vnets
    .flatMap(({ gateways }) => gateways)
    .flatMap((gateway): readonly VnetService[] => {
      const { name, subnet } = gateway
      if (subnet === undefined) return []
      return gateway.kind === 'vpn'
        ? gateway.instances.map((address, instance) => ({
            kind: 'vpnGateway' as const,
            name,
            address,
            gateway,
            instance,
            subnet,
          }))
        : [...gateway.instances, ...gateway.instancesIpv6].map((address) => ({
            kind: 'expressRouteGateway' as const,
            name,
            address,
            gateway,
            subnet,
          }))
    }),
  ...network.routeServers.flatMap((server) =>
    server.instances.map((address) => ({
      kind: 'routeServer' as const,
      name: server.name,
      address,
      server,
      subnet: server.subnet,
    })),
  ),
  ...network.azureFirewalls.map((firewall) => ({
    kind: 'firewall' as const,
    name: firewall.name,
    address: firewall.address,
    firewall,
    subnet: firewall.subnet,
  })),
  ...network.attachedServices.flatMap((attached) =>
    attached.addresses.map((address) => attachedAt(attached, address)),
  ),
]

/** What has an address in a hub's own prefix. */
export const hubServiceAt = (hub: VirtualHub, address: Address): Service | undefined => {
  if (hub.routerAddresses.includes(address)) return { kind: 'hubRouter', name: hub.name, address, hub }
  const gateway = [hub.vpnGateway, hub.expressRouteGateway].find((each) => each?.instances.includes(address))
  if (gateway !== undefined) {
    const instance = gateway.instances.indexOf(address)
    return { kind: 'hubGateway', name: gateway.name, address, hub, gateway, instance }
  }
  const { firewall } = hub
  return firewall?.address === address
    ? { kind: 'hubFirewall', name: firewall.name, address, hub, firewall }
    : undefined
}

/** R6.27: what its replies start with. VPN gateways and Route Servers run Windows, as their answers show; of the others nothing is recorded. */
export const initialTtlOf = ({ kind }: Service): number | undefined =>
  kind === 'vpnGateway' || kind === 'routeServer' ? 128 : undefined
