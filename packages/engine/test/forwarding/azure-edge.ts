// ARM resources of Azure's edge for tests: public addresses, load balancers with rules, NAT gateways, Private Link.
import { type ArmResource, idOf, type PlainObject } from '../model/network-of.ts'

const network = 'Microsoft.Network'
const reference = (type: string, name: string): PlainObject => ({ id: idOf(`${network}/${type}`, name) })

/** A public IP address; without an address, as templates have it. One of the SKU Standard is closed (R6.65). */
export const publicIp = (name: string, ipAddress?: string, sku?: 'Standard' | 'Basic'): ArmResource => ({
  type: `${network}/publicIPAddresses`,
  name,
  body: sku === undefined ? {} : { sku: { name: sku } },
  properties: ipAddress === undefined ? {} : { ipAddress },
})

/** A frontend: private as `subnet|address`, or public by the name of an address. */
export interface FrontendSettings {
  readonly at?: string
  readonly publicIp?: string
  readonly chainedTo?: string
}

interface Rule {
  readonly protocol?: string
  readonly port?: number
  readonly backendPort?: number
  readonly floating?: boolean
  /** The port of its health probe. */
  readonly probe?: number
  readonly inboundOnly?: boolean
}

interface NatRule {
  readonly port?: number
  readonly first?: number
  readonly backendPort: number
  /** `nic/configuration`; without it the rule is for the pool. */
  readonly to?: string
}

/** What a balancer has: one frontend, one pool, `<name>/pool`, and rules between them by name. */
export interface BalancerSettings extends FrontendSettings {
  readonly sku?: string
  readonly rules?: Readonly<Record<string, Rule>>
  readonly natRules?: Readonly<Record<string, NatRule>>
  readonly outbound?: Readonly<Record<string, string>>
  readonly addresses?: readonly PlainObject[]
  /** What else is said of each probe. */
  readonly probes?: PlainObject
}

/** A load balancer with a private frontend of each family, named `ipv4` and `ipv6`. */
export const dualBalancer = (
  name: string,
  subnet: string,
  addresses: Readonly<Record<'ipv4' | 'ipv6', string>>,
): ArmResource => ({
  type: `${network}/loadBalancers`,
  name,
  body: { sku: { name: 'Standard' } },
  properties: {
    frontendIPConfigurations: Object.entries(addresses).map(([family, address]) => ({
      name: family,
      properties: {
        privateIPAddress: address,
        privateIPAddressVersion: family === 'ipv6' ? 'IPv6' : 'IPv4',
        subnet: reference('virtualNetworks/subnets', subnet),
      },
    })),
  },
})

/** A load balancer. */
export const balancer = (name: string, settings: BalancerSettings): ArmResource => {
  const { at, publicIp: address, chainedTo, sku = 'Standard' } = settings
  const [subnet = '', privateAddress] = at?.split('|') ?? []
  const frontend = reference('loadBalancers/frontendIPConfigurations', `${name}/frontend`)
  const pool = reference('loadBalancers/backendAddressPools', `${name}/pool`)
  return {
    type: `${network}/loadBalancers`,
    name,
    body: { sku: { name: sku } },
    properties: {
      frontendIPConfigurations: [
        {
          name: 'frontend',
          properties: {
            privateIPAddress: privateAddress,
            subnet: at === undefined ? undefined : reference('virtualNetworks/subnets', subnet),
            publicIPAddress: address === undefined ? undefined : reference('publicIPAddresses', address),
            gatewayLoadBalancer:
              chainedTo === undefined
                ? undefined
                : reference('loadBalancers/frontendIPConfigurations', `${chainedTo}/frontend`),
          },
        },
      ],
      backendAddressPools: [
        { name: 'pool', properties: { loadBalancerBackendAddresses: settings.addresses } },
      ],
      loadBalancingRules: Object.entries(settings.rules ?? {}).map(([ruleName, rule]) => ({
        name: ruleName,
        properties: {
          protocol: rule.protocol ?? 'Tcp',
          frontendPort: rule.port,
          backendPort: rule.backendPort ?? rule.port,
          enableFloatingIP: rule.floating,
          disableOutboundSnat: rule.inboundOnly,
          frontendIPConfiguration: frontend,
          backendAddressPool: pool,
          probe:
            rule.probe === undefined ? undefined : reference('loadBalancers/probes', `${name}/${ruleName}`),
        },
      })),
      probes: Object.entries(settings.rules ?? {}).flatMap(([ruleName, { probe }]) =>
        probe === undefined
          ? []
          : [{ name: ruleName, properties: { protocol: 'Tcp', port: probe, ...settings.probes } }],
      ),
      inboundNatRules: Object.entries(settings.natRules ?? {}).map(([ruleName, rule]) => ({
        name: ruleName,
        properties: {
          protocol: 'Tcp',
          frontendPort: rule.port,
          frontendPortRangeStart: rule.first,
          frontendPortRangeEnd: rule.first === undefined ? undefined : rule.first + 10,
          backendPort: rule.backendPort,
          frontendIPConfiguration: frontend,
          backendAddressPool: rule.first === undefined ? undefined : pool,
          backendIPConfiguration:
            rule.to === undefined ? undefined : reference('networkInterfaces/ipConfigurations', rule.to),
        },
      })),
      outboundRules: Object.entries(settings.outbound ?? {}).map(([ruleName, protocol]) => ({
        name: ruleName,
        properties: { protocol, frontendIPConfigurations: [frontend], backendAddressPool: pool },
      })),
    },
  }
}

/** A NAT gateway with public addresses by name. */
export const natGateway = (name: string, addresses: readonly string[], sku = 'Standard'): ArmResource => ({
  type: `${network}/natGateways`,
  name,
  body: { sku: { name: sku } },
  properties: { publicIpAddresses: addresses.map((each) => reference('publicIPAddresses', each)) },
})

/** A Private Link service behind the frontend of a balancer. */
export const privateLinkService = (
  name: string,
  behind: string,
  subnet: string,
  address: string,
): ArmResource => ({
  type: `${network}/privateLinkServices`,
  name,
  properties: {
    loadBalancerFrontendIpConfigurations: [
      reference('loadBalancers/frontendIPConfigurations', `${behind}/frontend`),
    ],
    ipConfigurations: [
      {
        name: 'nat',
        properties: {
          privateIPAddress: address,
          subnet: reference('virtualNetworks/subnets', subnet),
        },
      },
    ],
  },
})

/** A private endpoint to a Private Link service. */
export const endpointTo = (
  service: string,
  name: string,
  subnet: string,
  address: string,
  status?: string,
): ArmResource => ({
  type: `${network}/privateEndpoints`,
  name,
  properties: {
    subnet: reference('virtualNetworks/subnets', subnet),
    ipConfigurations: [{ name: 'default', properties: { privateIPAddress: address } }],
    privateLinkServiceConnections: [
      {
        name: 'link',
        properties: {
          privateLinkServiceId: idOf(`${network}/privateLinkServices`, service),
          privateLinkServiceConnectionState: status === undefined ? undefined : { status },
        },
      },
    ],
  },
})
