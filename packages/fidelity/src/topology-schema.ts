// Checks a case's topology, as case.schema.json describes it. Every object is strict: an unknown fact is reported.
import type { GuestConfiguration, Site } from '@hairpin/engine'
import { z } from 'zod'
import type { CaseVirtualHub, Topology } from './topology.ts'

/** CIDR notation, as case.schema.json has it. */
export const cidr: z.ZodType<string> = z
  .string()
  .regex(/^[0-9a-fA-F.:]+\/[0-9]{1,3}$/, 'expected address/length')

/** An IPv4 or IPv6 address, as case.schema.json has it. */
export const ip: z.ZodType<string> = z
  .string()
  .regex(/^[0-9]{1,3}(\.[0-9]{1,3}){3}$|^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/, 'expected an address')

const text = z.string()
const flag = z.boolean()
const integer = z.number().int()
const subnetRef = z.string().regex(/^[^/]+\/[^/]+$/, 'expected vnet/subnet')
const asPath = z.array(integer)
const role = z.enum(['primary', 'secondary'])
const maybe = z.exactOptional
const hubRoutingPreference = z.enum(['ExpressRoute', 'VpnGateway', 'ASPath'])

const policy = z.strictObject({
  default: maybe(z.enum(['permit', 'deny'])),
  rules: maybe(
    z.array(
      z.strictObject({
        action: z.enum(['permit', 'deny']),
        prefix: maybe(cidr),
        orLonger: maybe(flag),
        ge: maybe(integer),
        le: maybe(integer),
        asPathContains: maybe(integer),
        prepend: maybe(asPath),
        setNextHop: maybe(ip),
        setLocalPref: maybe(integer),
        setMed: maybe(integer),
        replaceAsPath: maybe(asPath),
        addCommunities: maybe(z.array(text)),
      }),
    ),
  ),
})

const neighbor = z.strictObject({
  address: ip,
  asn: integer,
  localAs: maybe(integer),
  multihop: maybe(flag),
  asOverride: maybe(flag),
  allowAsIn: maybe(integer),
  nextHopSelf: maybe(flag),
  defaultOriginate: maybe(flag),
  up: maybe(flag),
  import: maybe(policy),
  export: maybe(policy),
})

const bgp = z.strictObject({
  asn: integer,
  running: maybe(flag),
  networks: maybe(z.array(cidr)),
  redistribute: maybe(z.array(z.enum(['static', 'connected', 'kernel']))),
  neighbors: z.array(neighbor),
})

const guest: z.ZodType<GuestConfiguration> = z.strictObject({
  ipForward: maybe(flag),
  addresses: maybe(z.array(z.strictObject({ dev: text, address: cidr }))),
  routes: maybe(
    z.array(z.strictObject({ prefix: cidr, via: maybe(ip), dev: maybe(text), blackhole: maybe(flag) })),
  ),
  tunnels: maybe(
    z.array(
      z.strictObject({
        kind: z.enum(['vxlan', 'ipip', 'gre', 'ipsec', 'wireguard']),
        dev: text,
        id: maybe(integer),
        port: maybe(integer),
        local: ip,
        remote: ip,
        inner: maybe(cidr),
        mtu: maybe(integer),
      }),
    ),
  ),
  snat: maybe(z.array(z.strictObject({ dev: text, source: maybe(cidr), destination: maybe(cidr) }))),
  bgp: maybe(bgp),
  interfaces: maybe(z.record(z.string(), z.string())),
  filters: maybe(
    z.array(
      z.strictObject({
        chain: z.enum(['INPUT', 'FORWARD', 'OUTPUT']),
        protocol: maybe(z.enum(['any', 'icmp', 'tcp', 'udp'])),
        port: maybe(integer),
        source: maybe(cidr),
        destination: maybe(cidr),
        action: z.enum(['accept', 'drop']),
      }),
    ),
  ),
  rpFilter: maybe(z.enum(['off', 'strict', 'loose'])),
  dnat: maybe(z.array(z.strictObject({ dev: text, protocol: maybe(text), port: maybe(integer), to: text }))),
})

const vnet = z.strictObject({
  name: text,
  location: maybe(text),
  addressSpace: z.array(cidr),
  summarizedGatewayPrefixes: maybe(z.array(cidr)),
  subnets: z.array(
    z.strictObject({
      name: text,
      prefixes: z.array(cidr),
      serviceEndpoints: maybe(z.array(text)),
      privateEndpointNetworkPolicies: maybe(
        z.enum(['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled']),
      ),
      defaultOutboundAccess: maybe(flag),
      natGateway: maybe(flag),
      nsg: maybe(text),
    }),
  ),
})

const peering = z.strictObject({
  from: text,
  to: text,
  allowVirtualNetworkAccess: flag,
  allowForwardedTraffic: flag,
  allowGatewayTransit: flag,
  useRemoteGateways: flag,
  peerCompleteVnets: maybe(flag),
  localSubnetNames: maybe(z.array(text)),
  remoteSubnetNames: maybe(z.array(text)),
  assumedFlags: maybe(flag),
})

const routeTable = z.strictObject({
  name: text,
  disableBgpRoutePropagation: flag,
  subnets: z.array(subnetRef),
  routes: z.array(
    z.strictObject({
      name: maybe(text),
      prefix: text,
      nextHopType: z.enum(['VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal', 'Internet', 'None']),
      nextHopIp: maybe(ip),
    }),
  ),
})

const nsg = z.strictObject({
  name: text,
  rules: z.array(
    z.strictObject({
      name: maybe(text),
      priority: integer,
      direction: z.enum(['Inbound', 'Outbound']),
      access: z.enum(['Allow', 'Deny']),
      protocol: text,
      source: text,
      destination: text,
      sourcePort: maybe(text),
      destinationPort: maybe(text),
    }),
  ),
})

const vm = z.strictObject({
  name: text,
  running: maybe(flag),
  role: maybe(z.enum(['vm', 'nva', 'firewall', 'appliance'])),
  os: maybe(z.enum(['linux', 'windows'])),
  nics: z
    .array(
      z.strictObject({
        name: text,
        subnet: subnetRef,
        ip: maybe(ip),
        ips: maybe(z.array(ip)),
        ipForwarding: maybe(flag),
        publicIp: maybe(flag),
        nsg: maybe(text),
      }),
    )
    .min(1),
  guest: maybe(guest),
})

const mseePeer = z.strictObject({ circuit: text, link: maybe(role), address: ip })

const gateway = z.strictObject({
  name: text,
  type: z.enum(['Vpn', 'ExpressRoute']),
  vnet: text,
  sku: maybe(text),
  asn: maybe(integer),
  activeActive: maybe(flag),
  bgp: maybe(flag),
  instanceIps: maybe(z.array(ip)),
  publicIps: maybe(z.array(ip)),
  apipa: maybe(z.array(ip)),
  allowRemoteVnetTraffic: maybe(flag),
  allowVirtualWanTraffic: maybe(flag),
  p2sPools: maybe(z.array(cidr)),
  mseePeers: maybe(z.array(mseePeer)),
})

const connection = z.strictObject({
  name: maybe(text),
  type: z.enum(['ExpressRoute', 'Vnet2Vnet', 'IPsec']),
  gateway: text,
  circuit: maybe(text),
  peerGateway: maybe(text),
  localNetworkGateway: maybe(text),
  bgp: maybe(flag),
  routingWeight: maybe(integer),
  fastPath: maybe(flag),
  up: maybe(flag),
})

const site: z.ZodType<Site> = z.strictObject({
  name: text,
  asn: maybe(integer),
  prefixes: maybe(z.array(cidr)),
  hosts: maybe(z.array(z.strictObject({ name: text, ip }))),
  links: maybe(
    z.array(
      z.strictObject({
        circuit: maybe(text),
        localNetworkGateway: maybe(text),
        vpnSite: maybe(text),
        up: maybe(flag),
        advertises: maybe(
          z.array(z.strictObject({ prefix: cidr, asPath: maybe(asPath), med: maybe(integer) })),
        ),
      }),
    ),
  ),
  guest: maybe(guest),
})

const virtualHub: z.ZodType<CaseVirtualHub> = z.strictObject({
  name: text,
  prefix: cidr,
  location: maybe(text),
  hubRoutingPreference: maybe(hubRoutingPreference),
  routerIps: maybe(z.array(ip)),
  routerPublicIp: maybe(ip),
  connections: maybe(
    z.array(
      z.strictObject({
        name: text,
        vnet: text,
        associated: maybe(text),
        propagated: maybe(z.array(text)),
        labels: maybe(z.array(text)),
        enableInternetSecurity: maybe(flag),
        staticRoutes: maybe(
          z.array(z.strictObject({ name: maybe(text), prefixes: z.array(cidr), nextHopIp: ip })),
        ),
      }),
    ),
  ),
  routeTables: maybe(
    z.array(
      z.strictObject({
        name: text,
        labels: maybe(z.array(text)),
        routes: maybe(z.array(z.strictObject({ name: maybe(text), prefixes: z.array(cidr), nextHop: text }))),
      }),
    ),
  ),
  vpnGateway: maybe(z.strictObject({ name: maybe(text), instanceIps: maybe(z.array(ip)) })),
  expressRouteGateway: maybe(
    z.strictObject({
      name: maybe(text),
      instanceIps: maybe(z.array(ip)),
      circuits: maybe(z.array(text)),
      allowNonVirtualWanTraffic: maybe(flag),
      mseePeers: maybe(z.array(mseePeer)),
    }),
  ),
  vpnSites: maybe(
    z.array(
      z.strictObject({
        name: text,
        prefixes: maybe(z.array(cidr)),
        asn: maybe(integer),
        bgpPeeringAddress: maybe(ip),
        associated: maybe(text),
        propagated: maybe(z.array(text)),
      }),
    ),
  ),
  firewall: maybe(z.strictObject({ name: text, privateIp: ip, allow: maybe(z.enum(['all', 'none'])) })),
  routingIntent: maybe(z.strictObject({ private: maybe(text), internet: maybe(text) })),
  bgpConnections: maybe(
    z.array(z.strictObject({ name: maybe(text), ip, asn: integer, connection: maybe(text) })),
  ),
})

/** The whole topology. */
export const topologySchema: z.ZodType<Topology> = z.strictObject({
  vnets: z.array(vnet),
  peerings: maybe(z.array(peering)),
  routeTables: maybe(z.array(routeTable)),
  nsgs: maybe(z.array(nsg)),
  vms: maybe(z.array(vm)),
  loadBalancers: maybe(
    z.array(
      z.strictObject({
        name: text,
        frontendIp: ip,
        subnet: subnetRef,
        backends: z.array(text),
        haPorts: maybe(flag),
      }),
    ),
  ),
  privateEndpoints: maybe(z.array(z.strictObject({ name: text, subnet: subnetRef, ip: maybe(ip) }))),
  azureFirewalls: maybe(
    z.array(
      z.strictObject({
        name: text,
        subnet: subnetRef,
        privateIp: ip,
        allow: maybe(z.enum(['all', 'none'])),
        snatPrivate: maybe(flag),
      }),
    ),
  ),
  gateways: maybe(z.array(gateway)),
  localNetworkGateways: maybe(
    z.array(
      z.strictObject({
        name: text,
        prefixes: z.array(cidr),
        asn: maybe(integer),
        bgpPeeringAddress: maybe(ip),
        gatewayIp: maybe(ip),
        site: maybe(text),
      }),
    ),
  ),
  circuits: maybe(
    z.array(
      z.strictObject({
        name: text,
        peeringLocation: maybe(text),
        customerAsn: maybe(integer),
        links: maybe(
          z.array(
            z.strictObject({
              role,
              prefix: maybe(cidr),
              underlayNextHop: maybe(ip),
              up: maybe(flag),
            }),
          ),
        ),
      }),
    ),
  ),
  connections: maybe(z.array(connection)),
  sites: maybe(z.array(site)),
  routeServers: maybe(
    z.array(
      z.strictObject({
        name: text,
        vnet: text,
        instanceIps: maybe(z.array(ip)),
        branchToBranch: maybe(flag),
        hubRoutingPreference: maybe(hubRoutingPreference),
        peers: z.array(z.strictObject({ name: maybe(text), ip, asn: integer })),
      }),
    ),
  ),
  vwanHubs: maybe(z.array(virtualHub)),
  globalReach: maybe(z.array(z.strictObject({ a: text, b: text, prefix: maybe(cidr) }))),
  connectedGroups: maybe(
    z.array(
      z.strictObject({
        name: text,
        members: z.array(text),
        hub: maybe(text),
        useHubGateway: maybe(flag),
        global: maybe(flag),
      }),
    ),
  ),
})
