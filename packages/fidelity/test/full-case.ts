// One synthetic case in which every field of the topology is set, each text and number to a value of its own.
import type { Case } from '../src/case.ts'
import type { Topology } from '../src/topology.ts'

const guest = (n: number): NonNullable<NonNullable<Topology['vms']>[number]['guest']> => ({
  ipForward: true,
  addresses: [{ dev: `lo-${n}`, address: `198.18.${n}.1/32` }],
  routes: [
    { prefix: `198.18.${n}.32/28`, via: `198.18.${n}.2`, dev: `route-dev-${n}` },
    { prefix: `198.18.${n}.48/28`, blackhole: true },
  ],
  tunnels: [
    {
      kind: 'vxlan',
      dev: `vxlan-${n}`,
      id: 70_000 + n,
      port: 14_789 + n,
      local: `198.18.${n}.3`,
      remote: `198.18.${n}.4`,
      inner: `198.18.${n}.5/24`,
      mtu: 1_300 + n,
    },
  ],
  snat: [{ dev: `snat-${n}`, source: `198.18.${n}.64/28`, destination: `198.18.${n}.80/28` }],
  dnat: [{ dev: `dnat-${n}`, protocol: `tcp-${n}`, port: 18_080 + n, to: `198.18.${n}.6:${19_090 + n}` }],
  filters: [
    {
      chain: 'FORWARD',
      protocol: 'tcp',
      port: 20_022 + n,
      source: `198.18.${n}.96/28`,
      destination: `198.18.${n}.112/28`,
      action: 'drop',
    },
  ],
  rpFilter: 'strict',
  interfaces: { [`eth-${n}`]: `interface-nic-${n}` },
  bgp: {
    asn: 64_600 + n,
    running: true,
    networks: [`198.18.${n}.128/28`],
    redistribute: ['static'],
    neighbors: [
      {
        address: `198.18.${n}.7`,
        asn: 64_620 + n,
        localAs: 64_640 + n,
        multihop: true,
        asOverride: true,
        allowAsIn: 40 + n,
        nextHopSelf: true,
        defaultOriginate: true,
        up: true,
        import: { default: 'deny' },
        export: {
          default: 'deny',
          rules: [
            {
              action: 'permit',
              prefix: `198.18.${n}.144/28`,
              orLonger: true,
              ge: 28 + n,
              le: 30 + n,
              asPathContains: 64_660 + n,
              prepend: [64_680 + n],
              setNextHop: `198.18.${n}.8`,
              setLocalPref: 300 + n,
              setMed: 400 + n,
              replaceAsPath: [64_700 + n],
              addCommunities: [`65000:${50 + n}`],
            },
          ],
        },
      },
    ],
  },
})

const guestWithImport = (n: number): ReturnType<typeof guest> => {
  const one = guest(n)
  const other = guest(n + 10)
  const policy = other.bgp?.neighbors[0]?.export ?? {}
  return {
    ...one,
    ...(one.bgp && {
      bgp: { ...one.bgp, neighbors: one.bgp.neighbors.map((neighbor) => ({ ...neighbor, import: policy })) },
    }),
  }
}

/** Every field of case.schema.json's topology. */
export const fullTopology: Topology = {
  vnets: [
    {
      name: 'hub-vnet',
      location: 'hub-region',
      addressSpace: ['10.1.0.0/16'],
      summarizedGatewayPrefixes: ['10.0.0.0/12'],
      subnets: [
        {
          name: 'GatewaySubnet',
          prefixes: ['10.1.1.0/24'],
        },
        {
          name: 'hub-subnet',
          prefixes: ['10.1.2.0/24', '10.1.3.0/24'],
          serviceEndpoints: ['Microsoft.Sentinel'],
          privateEndpointNetworkPolicies: 'RouteTableEnabled',
          defaultOutboundAccess: false,
          natGateway: true,
          nsg: 'subnet-nsg',
        },
      ],
    },
    {
      name: 'spoke-vnet',
      addressSpace: ['10.2.0.0/16'],
      subnets: [{ name: 'spoke-subnet', prefixes: ['10.2.1.0/24'] }],
    },
  ],
  peerings: [
    {
      from: 'hub-vnet',
      to: 'spoke-vnet',
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: true,
      useRemoteGateways: false,
      peerCompleteVnets: false,
      localSubnetNames: ['hub-subnet'],
      remoteSubnetNames: ['spoke-subnet'],
      assumedFlags: true,
    },
  ],
  routeTables: [
    {
      name: 'spoke-routes',
      disableBgpRoutePropagation: true,
      subnets: ['spoke-vnet/spoke-subnet'],
      routes: [
        {
          name: 'named-route',
          prefix: '10.3.0.0/16',
          nextHopType: 'VirtualAppliance',
          nextHopIp: '10.1.2.77',
        },
      ],
    },
  ],
  nsgs: [
    {
      name: 'subnet-nsg',
      rules: [
        {
          name: 'named-rule',
          priority: 1_234,
          direction: 'Inbound',
          access: 'Deny',
          protocol: 'Udp',
          source: '10.4.0.0/16',
          destination: '10.5.0.0/16',
          sourcePort: '1111',
          destinationPort: '2222',
        },
      ],
    },
  ],
  vms: [
    {
      name: 'appliance-vm',
      running: false,
      role: 'appliance',
      os: 'windows',
      nics: [
        {
          name: 'appliance-nic',
          subnet: 'hub-vnet/hub-subnet',
          ip: '10.1.2.4',
          ips: ['10.1.2.4', '10.1.2.5'],
          ipForwarding: true,
          publicIp: true,
          nsg: 'nic-nsg',
        },
      ],
      guest: guestWithImport(1),
    },
  ],
  loadBalancers: [
    {
      name: 'balancer',
      frontendIp: '10.1.2.100',
      subnet: 'hub-vnet/hub-subnet',
      backends: ['appliance-nic'],
      haPorts: true,
    },
  ],
  privateEndpoints: [{ name: 'endpoint', subnet: 'spoke-vnet/spoke-subnet', ip: '10.2.1.50' }],
  azureFirewalls: [
    {
      name: 'vnet-firewall',
      subnet: 'hub-vnet/hub-subnet',
      privateIp: '10.1.2.90',
      allow: 'all',
      snatPrivate: true,
    },
  ],
  gateways: [
    {
      name: 'vpn-gateway',
      type: 'Vpn',
      vnet: 'hub-vnet',
      sku: 'VpnGw5AZ',
      asn: 64_512,
      activeActive: true,
      bgp: true,
      instanceIps: ['10.1.1.4', '10.1.1.5'],
      publicIps: ['203.0.113.4', '203.0.113.5'],
      apipa: ['169.254.21.1', '169.254.21.5'],
      allowRemoteVnetTraffic: true,
      allowVirtualWanTraffic: true,
      p2sPools: ['10.6.0.0/16'],
      mseePeers: [{ circuit: 'circuit-a', link: 'secondary', address: '10.1.1.9' }],
    },
  ],
  localNetworkGateways: [
    {
      name: 'local-gateway',
      prefixes: ['10.7.0.0/16'],
      asn: 64_513,
      bgpPeeringAddress: '10.7.0.1',
      gatewayIp: '203.0.113.70',
      site: 'branch-site',
    },
  ],
  circuits: [
    {
      name: 'circuit-a',
      peeringLocation: 'Reykjavik',
      customerAsn: 64_514,
      links: [
        { role: 'primary', prefix: '172.30.0.0/30', underlayNextHop: '10.8.0.1', up: true },
        { role: 'secondary', prefix: '172.30.0.4/30', underlayNextHop: '10.8.0.2', up: false },
      ],
    },
  ],
  connections: [
    {
      name: 'named-connection',
      type: 'IPsec',
      gateway: 'vpn-gateway',
      circuit: 'circuit-of-connection',
      peerGateway: 'peer-gateway',
      localNetworkGateway: 'lng-of-connection',
      bgp: true,
      routingWeight: 77,
      fastPath: true,
      up: false,
    },
  ],
  sites: [
    {
      name: 'branch-site',
      asn: 64_515,
      prefixes: ['10.9.0.0/16'],
      hosts: [{ name: 'branch-host', ip: '10.9.0.10' }],
      links: [
        {
          circuit: 'circuit-a',
          up: false,
          advertises: [{ prefix: '10.9.1.0/24', asPath: [64_516], med: 88 }],
        },
        { localNetworkGateway: 'local-gateway-of-link' },
        { vpnSite: 'vpn-site-of-link' },
      ],
      guest: guestWithImport(2),
    },
  ],
  routeServers: [
    {
      name: 'route-server',
      vnet: 'hub-vnet',
      instanceIps: ['10.1.4.4', '10.1.4.5'],
      branchToBranch: true,
      hubRoutingPreference: 'ASPath',
      peers: [{ name: 'named-peer', ip: '10.1.2.6', asn: 64_517 }],
    },
  ],
  vwanHubs: [
    {
      name: 'virtual-hub',
      prefix: '10.10.0.0/23',
      location: 'virtual-hub-region',
      hubRoutingPreference: 'VpnGateway',
      routerIps: ['10.10.0.68', '10.10.0.69'],
      routerPublicIp: '203.0.113.100',
      connections: [
        {
          name: 'hub-connection',
          vnet: 'connected-vnet',
          associated: 'associated-table',
          propagated: ['propagated-table'],
          labels: ['propagated-label'],
          enableInternetSecurity: true,
          staticRoutes: [{ name: 'static-route', prefixes: ['10.11.0.0/16'], nextHopIp: '10.11.0.4' }],
        },
      ],
      routeTables: [
        {
          name: 'hub-table',
          labels: ['table-label'],
          routes: [{ name: 'table-route', prefixes: ['10.12.0.0/16'], nextHop: 'hub-connection' }],
        },
      ],
      vpnGateway: { name: 'hub-vpn-gateway', instanceIps: ['10.10.0.12', '10.10.0.13'] },
      expressRouteGateway: {
        name: 'hub-er-gateway',
        instanceIps: ['10.10.0.14', '10.10.0.15'],
        circuits: ['circuit-of-hub'],
        allowNonVirtualWanTraffic: true,
        mseePeers: [{ circuit: 'circuit-of-msee', link: 'primary', address: '10.10.0.16' }],
      },
      vpnSites: [
        {
          name: 'vpn-site',
          prefixes: ['10.13.0.0/16'],
          asn: 64_518,
          bgpPeeringAddress: '10.13.0.1',
          associated: 'site-associated-table',
          propagated: ['site-propagated-table'],
        },
      ],
      firewall: { name: 'hub-firewall', privateIp: '10.10.0.132', allow: 'all' },
      routingIntent: { private: 'private-hop', internet: 'internet-hop' },
      bgpConnections: [{ name: 'hub-peer', ip: '10.14.0.4', asn: 64_519, connection: 'connection-of-peer' }],
    },
  ],
  globalReach: [{ a: 'circuit-a', b: 'circuit-b', prefix: '172.31.0.0/29' }],
  connectedGroups: [
    { name: 'group', members: ['member-vnet'], hub: 'group-hub', useHubGateway: true, global: true },
  ],
}

/** A case around a topology, with nothing recorded. */
export const caseOf = (topology: Topology, recorded: Case['recorded'] = []): Case => ({
  id: 'test-case',
  source: { repo: 'example/lab', path: 'README.md' },
  year: 2024,
  features: ['feature'],
  notes: [],
  topology,
  recorded,
})
