// Machines whose inside matters and is not described: BGP peers, appliances, and those that cloud-init sets up.
import type { Analysis } from '../../analyse.ts'
import type { Finding } from '../../diagnostics/index.ts'
import type { BgpPeer, RouteServer, VirtualHub, Vm } from '../../model/index.ts'
import { formatAddress } from '../../net/index.ts'
import { at } from '../../resources/index.ts'
import { freePrefixes } from './free-prefixes.ts'
import type { Suggestion, SuggestionReason } from './suggestion.ts'

interface Session {
  readonly peer: BgpPeer
  readonly server: RouteServer | VirtualHub
}

const instancesOf = ({ server }: Session): readonly string[] =>
  ('instances' in server ? server.instances : server.routerAddresses).map(formatAddress)

const sessionsWith = ({ network }: Analysis, vm: Vm): readonly Session[] =>
  [...network.routeServers, ...network.virtualHubs].flatMap((server) =>
    server.peers
      .filter(({ router }) => router?.kind === 'vm' && router.vm === vm)
      .map((peer) => ({ peer, server })),
  )

/** The user routes that lead to one of the machine's addresses. */
const routesTo = ({ network }: Analysis, vm: Vm): readonly string[] => {
  const own = new Set(vm.nics.flatMap(({ addresses }) => addresses))
  return network.routeTables
    .filter(({ routes }) => routes.some(({ nextHopIp }) => nextHopIp !== undefined && own.has(nextHopIp)))
    .map(({ name }) => name)
}

const hasCustomData = ({ resourceSet }: Analysis, vm: Vm): boolean =>
  at(resourceSet.resources.get(vm.id.key)?.body, 'properties', 'osProfile', 'customData') !== undefined

/** The clients and the appliance share a subnet: fine only if the appliance hides packets in a tunnel (L10). */
const asksForTunnel = (vm: Vm, found: readonly Finding[]): boolean =>
  found.some((finding) => finding.code === 'HP4010' && finding.parameters.appliance === vm.name)

const tunnelOf = (vm: Vm) => ({
  kind: 'vxlan',
  dev: 'vxlan0',
  id: 77,
  local: vm.nics[0]?.addresses[0] === undefined ? '10.0.0.4' : formatAddress(vm.nics[0].addresses[0]),
  remote: '203.0.113.4',
  inner: '169.254.0.1/30',
})

/** What is known of a guest, without the places where it was read. */
const asWritten = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
      name === 'span' ? [] : [[name, withoutPlaces(field)]],
    ),
  )

const withoutPlaces = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  return typeof value === 'object' && value !== null ? asWritten(value) : value
}

/** One entry a machine, with every reason for it. */
export const suggestGuests = (analysis: Analysis, found: readonly Finding[]): readonly Suggestion[] => {
  const free = freePrefixes(analysis.network)
  const used = analysis.network.circuits.length + analysis.network.localNetworkGateways.length
  let next = used
  return analysis.network.vms.flatMap((vm): Suggestion[] => {
    const sessions = vm.guest?.bgp === undefined ? sessionsWith(analysis, vm) : []
    const tables = routesTo(analysis, vm)
    const isAppliance =
      vm.guest?.ipForward === undefined &&
      (tables.length > 0 || vm.nics.some(({ ipForwarding }) => ipForwarding))
    const isScripted = vm.guest === undefined && hasCustomData(analysis, vm)
    const needsTunnel = asksForTunnel(vm, found)
    const [first] = sessions
    const reasons: readonly SuggestionReason[] = [
      ...(first === undefined
        ? []
        : [
            {
              code: 'guestBgp' as const,
              parameters: {
                vm: vm.name,
                servers: [...new Set(sessions.map(({ server }) => server.name))].join(', '),
              },
            },
          ]),
      ...(needsTunnel ? [{ code: 'guestTunnel' as const, parameters: { vm: vm.name } }] : []),
      ...(isAppliance
        ? [{ code: 'guestAppliance' as const, parameters: { vm: vm.name, routeTables: tables.join(', ') } }]
        : []),
      ...(isScripted ? [{ code: 'guestCloudInit' as const, parameters: { vm: vm.name } }] : []),
    ]
    if (reasons.length === 0) return []
    const neighbors = sessions.flatMap((session) =>
      instancesOf(session).map((address) => ({ address, asn: session.server.asn })),
    )
    if (first !== undefined) next += 1
    const entry = {
      ...(vm.guest?.ipForward === undefined
        ? { ipForward: vm.nics.some(({ ipForwarding }) => ipForwarding) }
        : {}),
      ...(needsTunnel ? { tunnels: [tunnelOf(vm)] } : {}),
      ...(first === undefined ? {} : { bgp: { asn: first.peer.asn, networks: [free(next - 1)], neighbors } }),
    }
    return [
      {
        section: 'guests',
        subject: vm.name,
        reasons,
        entry: { [vm.name]: { ...asWritten(vm.guest ?? {}), ...entry } },
        guessed: [...(needsTunnel ? ['tunnels'] : []), ...(first === undefined ? [] : ['networks'])],
        settles: [
          ...(first === undefined ? [] : (['HP5008'] as const)),
          ...(needsTunnel ? (['HP4010'] as const) : []),
        ],
      },
    ]
  })
}
