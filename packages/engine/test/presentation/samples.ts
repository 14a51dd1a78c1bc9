// Hand-made answers: two hubs on one ExpressRoute circuit, as the golden files show them.

import { expressRouteHairpin } from '../../src/diagnostics/index.ts'
import type {
  BgpAnswer,
  Decision,
  EffectiveRouteRow,
  Hop,
  InspectAnswer,
  RoutesAnswer,
  TraceAnswer,
} from '../../src/queries/answers.ts'

const gatewayRow = (prefix: string): EffectiveRouteRow => ({
  source: 'VirtualNetworkGateway',
  state: 'Active',
  addressPrefix: [prefix],
  nextHopType: 'VirtualNetworkGateway',
  nextHopIpAddress: ['10.2.146.76', '10.2.146.77'],
  rule: 'R1.7',
})

/** A table with every kind of row that az prints differently. */
export const rows: readonly EffectiveRouteRow[] = [
  {
    source: 'Default',
    state: 'Active',
    addressPrefix: ['10.1.0.0/16'],
    nextHopType: 'VnetLocal',
    nextHopIpAddress: [],
    rule: 'R1.1',
  },
  gatewayRow('10.3.0.0/16'),
  gatewayRow('10.2.0.0/16'),
  {
    source: 'Default',
    state: 'Active',
    addressPrefix: ['0.0.0.0/0'],
    nextHopType: 'Internet',
    nextHopIpAddress: [],
    rule: 'R1.2',
  },
  {
    source: 'Default',
    state: 'Active',
    addressPrefix: ['10.0.0.0/8'],
    nextHopType: 'None',
    nextHopIpAddress: [],
    rule: 'R1.3',
  },
]

const networkId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network'

/** One NIC. */
export const oneTable: RoutesAnswer = {
  format: 1,
  tables: [
    {
      place: {
        kind: 'nic',
        id: `${networkId}/networkInterfaces/nic-hub01`,
        name: 'nic-hub01',
        vm: 'vm-hub01',
        subnet: 'vnet-hub01/default',
      },
      routes: rows,
    },
  ],
}

/** A NIC with a user route and an invalid row, a subnet with none, and a row with several prefixes. */
export const severalTables: RoutesAnswer = {
  format: 1,
  tables: [
    {
      place: {
        kind: 'nic',
        id: `${networkId}/networkInterfaces/nic-spoke10`,
        name: 'nic-spoke10',
        vm: 'vm-spoke10',
        subnet: 'vnet-spoke10/default',
      },
      routes: [
        {
          source: 'Default',
          state: 'Active',
          addressPrefix: ['10.0.9.0/24', '10.0.8.0/24'],
          nextHopType: 'VNetPeering',
          nextHopIpAddress: [],
          rule: 'R1.6',
        },
        {
          source: 'Default',
          state: 'Invalid',
          addressPrefix: ['0.0.0.0/0'],
          nextHopType: 'Internet',
          nextHopIpAddress: [],
          rule: 'R1.17',
        },
        {
          source: 'User',
          state: 'Active',
          addressPrefix: ['0.0.0.0/0'],
          nextHopType: 'VirtualAppliance',
          nextHopIpAddress: ['10.0.0.4'],
          name: '既定のルート',
          rule: 'R1.12',
          declaredAt: 'network/main.json:120:9',
        },
      ],
    },
    {
      place: {
        kind: 'gatewaySubnet',
        id: `${networkId}/virtualNetworks/vnet-hub00/subnets/GatewaySubnet`,
        name: 'vnet-hub00/GatewaySubnet',
      },
      routes: [],
    },
  ],
}

const decision = (
  code: Decision['code'],
  rule: string,
  parameters: Readonly<Record<string, string>>,
  declaredAt?: string,
): Decision => ({ code, rule, parameters, ...(declaredAt === undefined ? {} : { declaredAt }) })

const nic = (element: string, address: string, made: Decision, next: Partial<Hop> = {}): Hop => ({
  element,
  kind: 'nic',
  address,
  answers: true,
  decrements: false,
  decision: made,
  ...next,
})

const dropped = (element: string, address: string): Hop =>
  nic(
    element,
    address,
    decision('effectiveRoute', 'R1.3', { prefix: '10.0.0.0/8', source: 'Default', nextHopType: 'None' }),
    { nextHopType: 'None' },
  )

/** Two spokes of one hub: no route either way. */
export const noRoute: TraceAnswer = {
  format: 1,
  from: { vm: 'vm-spoke10', nic: 'nic-spoke10', ip: '10.10.0.4' },
  to: { vm: 'vm-spoke20', nic: 'nic-spoke20', ip: '10.20.0.4' },
  protocol: 'icmp',
  verdict: 'notReached',
  routing: 'notReached',
  filtering: 'allowed',
  forward: {
    ending: 'noRoute',
    ways: [{ share: 1, ending: 'noRoute', hops: [dropped('vm-spoke10', '10.10.0.4')] }],
  },
  return: {
    ending: 'noRoute',
    ways: [{ share: 1, ending: 'noRoute', hops: [dropped('vm-spoke20', '10.20.0.4')] }],
  },
  symmetric: false,
  traceroute: [{ ttl: 1, addresses: [], silent: true }],
  reached: false,
  replyTtl: null,
  assumptions: [],
  findings: [],
}

const hairpinHops = (
  from: readonly [vm: string, ip: string],
  to: readonly [vm: string, ip: string],
  gateway: string,
  prefix: string,
  link: 'primary' | 'secondary',
): readonly Hop[] => [
  nic(
    from[0],
    from[1],
    decision('effectiveRoute', 'R1.7', {
      prefix,
      source: 'VirtualNetworkGateway',
      nextHopType: 'VirtualNetworkGateway',
    }),
    { nextHopType: 'VirtualNetworkGateway', nextHopIp: link === 'primary' ? '10.2.146.76' : '10.2.146.77' },
  ),
  {
    element: `circuit01/${link}`,
    kind: 'msee',
    answers: false,
    decrements: false,
    decision: decision('bgpRoute', 'R3.23', { prefix, asPath: '65515' }),
  },
  {
    element: gateway,
    kind: 'expressRouteGateway',
    answers: false,
    decrements: true,
    decision: decision(
      'effectiveRoute',
      'R1.6',
      { prefix, source: 'Default', nextHopType: 'VNetPeering' },
      'main.json:88:5',
    ),
  },
  nic(to[0], to[1], decision('localDelivery', 'R1.16', { address: to[1] })),
]

const spoke10 = ['vm-spoke10', '10.10.0.4'] as const
const spoke110 = ['vm-spoke110', '10.110.0.4'] as const
const links = ['primary', 'secondary'] as const

/** Over the circuit and back, on two equal ways each. */
export const hairpin: TraceAnswer = {
  format: 1,
  from: { vm: 'vm-spoke10', nic: 'nic-spoke10', ip: '10.10.0.4' },
  to: { vm: 'vm-spoke110', nic: 'nic-spoke110', ip: '10.110.0.4' },
  protocol: 'icmp',
  verdict: 'reached',
  routing: 'reached',
  filtering: 'allowed',
  forward: {
    ending: 'delivered',
    ways: links.map((link) => ({
      share: 0.5,
      ending: 'delivered',
      hops: hairpinHops(spoke10, spoke110, 'ergw-hub100', '10.110.0.0/16', link),
    })),
  },
  return: {
    ending: 'delivered',
    ways: links.map((link) => ({
      share: 0.5,
      ending: 'delivered',
      hops: hairpinHops(spoke110, spoke10, 'ergw-hub00', '10.10.0.0/16', link),
    })),
  },
  symmetric: true,
  traceroute: [
    { ttl: 1, addresses: [], silent: true },
    { ttl: 2, addresses: ['10.110.0.4'], silent: false },
  ],
  reached: true,
  replyTtl: 63,
  assumptions: [
    { code: 'toggleByEra', parameters: { gateway: 'ergw-hub100', value: 'true', year: '2022' } },
    { code: 'allocatedAddress', parameters: { resource: 'nic-spoke110', address: '10.110.0.4' } },
  ],
  findings: [
    expressRouteHairpin({
      first: 'vnet-spoke10',
      second: 'vnet-spoke110',
      exchange: 'bothWays',
      circuit: 'circuit01',
      peeringLocation: 'Tokyo',
    }),
  ],
}

/** The request arrives, the reply does not: the other side has no route back. */
export const noReply: TraceAnswer = {
  ...hairpin,
  verdict: 'notReached',
  routing: 'notReached',
  return: noRoute.return,
  symmetric: false,
  traceroute: [
    { ttl: 1, addresses: [], silent: true },
    { ttl: 2, addresses: [], silent: true },
  ],
  reached: false,
  replyTtl: null,
  assumptions: [],
  findings: [],
}

const appliance = (element: string, address: string, made: Decision): Hop => ({
  element,
  kind: 'appliance',
  address,
  answers: true,
  decrements: true,
  decision: made,
})

/** Two appliances share the flows, and one of them does not forward. */
export const partly: TraceAnswer = {
  ...hairpin,
  verdict: 'partly',
  routing: 'partly',
  forward: {
    ending: 'applianceNotForwarding',
    ways: [
      {
        share: 0.5,
        ending: 'delivered',
        hops: [
          appliance(
            'vm-nva1',
            '10.0.0.5',
            decision('kernelRoute', 'R6.12', { vm: 'vm-nva1', prefix: 'default', dev: 'eth0' }),
          ),
          nic('vm-spoke110', '10.110.0.4', decision('localDelivery', 'R1.16', {})),
        ],
      },
      {
        share: 0.5,
        ending: 'applianceNotForwarding',
        hops: [appliance('vm-nva2', '10.0.0.6', decision('guestForwardingOff', 'R6.11', { vm: 'vm-nva2' }))],
      },
    ],
  },
  symmetric: false,
  traceroute: [
    { ttl: 1, addresses: ['10.0.0.5'], silent: true },
    { ttl: 2, addresses: ['10.110.0.4'], silent: false },
  ],
  assumptions: [],
  findings: [],
}

/** A tunnel that is not followed. */
export const unknown: TraceAnswer = {
  ...noRoute,
  verdict: 'unknown',
  routing: 'unknown',
  forward: {
    ending: 'unknown',
    ways: [
      {
        share: 1,
        ending: 'unknown',
        hops: [
          appliance(
            'vm-hub00',
            '10.0.0.4',
            decision('tunnel', 'R6.29', { vm: 'vm-hub00', dev: 'vxlan0', prefix: '10.100.0.0/16' }),
          ),
        ],
      },
    ],
  },
}

/** A gateway that learned routes, one that advertises nothing, and a circuit. */
export const bgpTables: BgpAnswer = {
  format: 1,
  tables: [
    {
      speaker: { kind: 'gateway', id: `${networkId}/virtualNetworkGateways/ergw-hub00`, name: 'ergw-hub00' },
      instance: '10.0.1.12',
      link: null,
      peer: null,
      table: 'learned',
      routes: [
        {
          network: '10.0.0.0/16',
          nextHop: null,
          asPath: [],
          origin: 'Network',
          sourcePeer: '10.0.1.12',
          weight: 32768,
        },
        {
          network: '10.100.0.0/16',
          nextHop: '10.0.1.4',
          asPath: [12076, 12076],
          origin: 'EBgp',
          sourcePeer: '10.0.1.4',
          weight: 32769,
        },
      ],
    },
    {
      speaker: { kind: 'gateway', id: `${networkId}/virtualNetworkGateways/ergw-hub00`, name: 'ergw-hub00' },
      instance: '10.0.1.12',
      link: null,
      peer: { address: '10.0.1.4', asn: 12076 },
      table: 'advertised',
      routes: [],
    },
    {
      speaker: { kind: 'circuit', id: `${networkId}/expressRouteCircuits/circuit01`, name: 'circuit01' },
      instance: null,
      link: 'primary',
      peer: null,
      table: 'rib',
      routes: [
        {
          network: '10.0.0.0/16',
          nextHop: '10.0.1.12',
          asPath: [65515],
          origin: 'I',
          weight: 0,
          localPref: 100,
          best: true,
        },
        {
          network: '10.0.0.0/16',
          nextHop: '10.0.1.13',
          asPath: [65515],
          origin: 'I',
          weight: 0,
          localPref: 100,
          best: false,
        },
      ],
    },
  ],
  hubTables: [],
}

/** Something of everything that inspect tells. */
export const inspected: InspectAnswer = {
  format: 1,
  resources: [
    {
      id: `${networkId}/virtualNetworks/vnet-ハブ`,
      type: 'Microsoft.Network/virtualNetworks',
      name: 'vnet-ハブ',
      declaredAt: 'main.json:10:5',
      assumed: false,
      unknown: [
        { path: 'properties.addressSpace.addressPrefixes[0]', reason: 'parameter', origin: 'hubPrefix' },
      ],
    },
    {
      id: `${networkId}/expressRouteCircuits/circuit01`,
      type: 'Microsoft.Network/expressRouteCircuits',
      name: 'circuit01',
      declaredAt: null,
      assumed: true,
      unknown: [],
    },
  ],
  guests: [
    {
      machine: 'vm-nva',
      from: ['cloud-init.yml', 'hairpin.yaml'],
      says: [
        { field: 'ipForward', count: 1 },
        { field: 'routes', count: 2 },
      ],
    },
    { machine: 'vm-web', from: ['main.bicep:12:5'], says: [] },
  ],
  ignored: { 'Microsoft.Storage/storageAccounts': 2, 'Microsoft.Insights/components': 1 },
  unsupported: [{ type: 'Microsoft.Network/virtualWans', count: 1 }],
  findings: [],
}
