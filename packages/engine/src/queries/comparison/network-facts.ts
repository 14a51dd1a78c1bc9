// What a network states that bears on routes, one fact a line, so that two descriptions of it can be told apart.
import { formatSpan, type Span } from '../../diagnostics/index.ts'
import type { Declared, Gateway, Network, Peering, Subnet, Vnet } from '../../model/index.ts'
import { type Address, formatAddress, formatPrefix, type Prefix } from '../../net/index.ts'
import type { ResourceChange } from './compare-answer.ts'

/** One fact, with what it may bear on. */
interface Fact {
  readonly kind: ResourceChange['kind']
  readonly name: string
  readonly property: string
  readonly value: string
  /** Prefixes of which it decides. */
  readonly prefixes: readonly string[]
  /** Names of the VNets, subnets and NICs whose tables it may change. */
  readonly places: readonly string[]
  readonly declaredAt: Span | undefined
}

/** A change with what it bears on. */
export interface NetworkChange {
  readonly change: ResourceChange
  readonly prefixes: readonly string[]
  readonly places: readonly string[]
}

const prefixTexts = (prefixes: readonly Prefix[]): readonly string[] => prefixes.map(formatPrefix)
const listed = (texts: readonly string[]): string => [...texts].sort().join(', ')
const addressTexts = (addresses: readonly Address[]): readonly string[] => addresses.map(formatAddress)
const subnetName = (subnet: Subnet): string => `${subnet.vnet.name}/${subnet.name}`

/** Makes facts of one thing. */
const about =
  (
    kind: ResourceChange['kind'],
    name: string,
    thing: Declared,
    places: readonly string[],
    prefixes: readonly string[] = [],
  ) =>
  (
    property: string,
    value: string | number | boolean | undefined,
    more: readonly string[] = [],
  ): readonly Fact[] =>
    value === undefined
      ? []
      : [
          {
            kind,
            name,
            property,
            value: String(value),
            prefixes: [...prefixes, ...more],
            places,
            declaredAt: thing.declaredAt,
          },
        ]

const factsOfPeering = (peering: Peering): readonly Fact[] => {
  const { local, remoteId, remotePrefixes } = peering
  const remote = peering.remote?.name ?? remoteId.names.at(-1) ?? remoteId.text
  const fact = about(
    'peering',
    `${local.name} → ${remote}`,
    peering,
    [local.name, remote],
    prefixTexts([...remotePrefixes, ...local.prefixes]),
  )
  return [
    ...fact('state', peering.state),
    ...fact('allowVirtualNetworkAccess', peering.allowVirtualNetworkAccess),
    ...fact('allowForwardedTraffic', peering.allowForwardedTraffic),
    ...fact('allowGatewayTransit', peering.allowGatewayTransit),
    ...fact('useRemoteGateways', peering.useRemoteGateways),
  ]
}

const factsOfGateway = (gateway: Gateway): readonly Fact[] => {
  const fact = about('gateway', gateway.name, gateway, [gateway.vnet.name])
  const connections = gateway.connections.flatMap((connection) => {
    const own = about('connection', connection.name, connection, [gateway.vnet.name])
    return [
      ...own('exists', true),
      ...own('up', connection.up),
      ...('bgp' in connection
        ? own('enableBgp', connection.bgp)
        : own('routingWeight', connection.routingWeight)),
    ]
  })
  return [
    ...fact('exists', gateway.kind),
    ...fact('asn', gateway.asn),
    ...(gateway.kind === 'vpn'
      ? fact('activeActive', gateway.activeActive)
      : [
          ...fact('allowRemoteVnetTraffic', gateway.allowRemoteVnetTraffic ?? false),
          ...fact('allowVirtualWanTraffic', gateway.allowVirtualWanTraffic ?? false),
        ]),
    ...connections,
  ]
}

const factsOfSubnet = (subnet: Subnet): readonly Fact[] => {
  const name = subnetName(subnet)
  const fact = about('subnet', name, subnet, [name])
  const { routeTable } = subnet
  const inTable =
    routeTable === undefined
      ? []
      : [
          ...about('routeTable', routeTable.name, routeTable, [name])(
            'disableBgpRoutePropagation',
            routeTable.disableBgpRoutePropagation,
          ),
          ...routeTable.routes.flatMap((route) =>
            about(
              'route',
              `${routeTable.name}: ${formatPrefix(route.prefix)}`,
              route,
              [name],
              [formatPrefix(route.prefix)],
            )(
              'nextHop',
              [
                route.nextHopType,
                ...(route.nextHopIp === undefined ? [] : [formatAddress(route.nextHopIp)]),
              ].join(' '),
            ),
          ),
        ]
  return [
    ...fact('addressPrefix', listed(prefixTexts(subnet.prefixes)), prefixTexts(subnet.prefixes)),
    ...fact(
      'routeTable',
      routeTable?.name ?? 'none',
      prefixTexts((routeTable?.routes ?? []).map((route) => route.prefix)),
    ),
    ...fact('serviceEndpoints', listed(subnet.serviceEndpoints)),
    ...inTable,
  ]
}

const factsOfVnet = (vnet: Vnet): readonly Fact[] => {
  const fact = about('virtualNetwork', vnet.name, vnet, [vnet.name])
  const { routeServer, hubConnection } = vnet
  const server =
    routeServer === undefined ? undefined : about('routeServer', routeServer.name, routeServer, [vnet.name])
  return [
    ...(vnet.assumed
      ? []
      : fact('addressSpace', listed(prefixTexts(vnet.prefixes)), prefixTexts(vnet.prefixes))),
    ...vnet.peerings.flatMap(factsOfPeering),
    ...vnet.gateways.flatMap(factsOfGateway),
    ...(server === undefined || routeServer === undefined
      ? []
      : [
          ...server('exists', true),
          ...server('allowBranchToBranchTraffic', routeServer.branchToBranch),
          ...server(
            'peers',
            listed(routeServer.peers.map(({ address, asn }) => `${formatAddress(address)} (${asn})`)),
          ),
        ]),
    ...(hubConnection === undefined
      ? []
      : about('virtualHub', hubConnection.hub.name, hubConnection, [vnet.name])(
          `connection to ${vnet.name}`,
          hubConnection.associated?.name ?? 'no table',
        )),
  ]
}

const factsOf = (network: Network): readonly Fact[] => [
  ...network.vnets.flatMap(factsOfVnet),
  ...network.subnets.flatMap(factsOfSubnet),
  ...network.nics.flatMap((nic) => {
    const place = subnetName(nic.subnet)
    const fact = about('networkInterface', nic.name, nic, [place])
    return [
      ...fact('subnet', place),
      ...fact('addresses', listed(addressTexts(nic.addresses))),
      ...fact('enableIPForwarding', nic.ipForwarding),
    ]
  }),
  ...network.vms.flatMap((vm) =>
    about(
      'virtualMachine',
      vm.name,
      vm,
      vm.nics.map(({ subnet }) => subnet.vnet.name),
    )('running', vm.running),
  ),
  ...network.virtualHubs.flatMap((hub) =>
    hub.tables.flatMap((table) =>
      table.routes.flatMap((route) =>
        about(
          'virtualHub',
          hub.name,
          hub,
          hub.connections.map(({ vnet }) => vnet.name),
          prefixTexts(route.prefixes),
        )(`${table.name}: ${route.name}`, listed(prefixTexts(route.prefixes))),
      ),
    ),
  ),
]

/**
 * A change that says in one line what several facts of a new or missing thing say: the first property stands for all.
 * Facts about addresses that nobody fixed are no drift.
 */
const keyOf = ({ kind, name, property }: Fact): string => JSON.stringify([kind, name, property]).toLowerCase()
const thingOf = ({ kind, name }: Fact): string => JSON.stringify([kind, name]).toLowerCase()

/** The facts in which the two networks differ; things are the same when they have the same kind and name. */
export const networkChanges = (
  input: Network,
  collected: Network,
  isChosen: (address: string) => boolean,
): readonly NetworkChange[] => {
  const one = factsOf(input)
  const other = factsOf(collected)
  const [ofInput, ofCollected] = [one, other].map(
    (facts) => new Map(facts.map((fact) => [keyOf(fact), fact])),
  )
  const [thingsOfInput, thingsOfCollected] = [one, other].map((facts) => new Set(facts.map(thingOf)))
  const told = new Set<string>()
  return [...one, ...other].flatMap((fact): NetworkChange[] => {
    const key = keyOf(fact)
    const written = ofInput?.get(key)
    const real = ofCollected?.get(key)
    const isNew =
      thingsOfInput?.has(thingOf(fact)) === false || thingsOfCollected?.has(thingOf(fact)) === false
    const tellKey = isNew ? thingOf(fact) : key
    if (told.has(tellKey) || written?.value === real?.value) return []
    if (fact.property === 'addresses' && (written?.value ?? '').split(', ').some(isChosen)) return []
    told.add(tellKey)
    const prefixes = [...new Set([...(written?.prefixes ?? []), ...(real?.prefixes ?? [])])]
    const places = [...new Set([...(written?.places ?? []), ...(real?.places ?? [])])]
    return [
      {
        change: {
          kind: fact.kind,
          name: fact.name,
          property: isNew && fact.property !== 'nextHop' ? 'exists' : fact.property,
          input:
            isNew && fact.property !== 'nextHop'
              ? written === undefined
                ? null
                : 'yes'
              : (written?.value ?? null),
          collected:
            isNew && fact.property !== 'nextHop'
              ? real === undefined
                ? null
                : 'yes'
              : (real?.value ?? null),
          ...(written?.declaredAt === undefined ? {} : { declaredAt: formatSpan(written.declaredAt) }),
        },
        prefixes,
        places,
      },
    ]
  })
}
