// Addresses that only Azure or the provider knows: of circuits, gateways, Route Servers and virtual hubs.
import type { Analysis } from '../../analyse.ts'
import type { Circuit, ExpressRouteGateway, Gateway } from '../../model/index.ts'
import { type Address, formatAddress, formatPrefix } from '../../net/index.ts'
import type { Suggestion } from './suggestion.ts'

const texts = (addresses: readonly Address[]): readonly string[] => addresses.map(formatAddress)

/** Addresses of documentation (RFC 5737): nothing real has them. */
const example = (number: number): string => `203.0.113.${number}`

const circuits = ({ network }: Analysis): readonly Suggestion[] =>
  network.circuits.flatMap((circuit, index): Suggestion[] => {
    const { name, peeringLocation, customerAsn, links } = circuit
    const isKnown = links.every(
      ({ prefix, underlayNextHop }) => prefix !== undefined && underlayNextHop !== undefined,
    )
    if (isKnown && peeringLocation !== undefined) return []
    const linkFacts = links.map(({ role, prefix, underlayNextHop }, link) => ({
      role,
      prefix: prefix === undefined ? `172.16.${index}.${link * 4}/30` : formatPrefix(prefix),
      underlayNextHop:
        underlayNextHop === undefined ? example(index * 2 + link + 1) : formatAddress(underlayNextHop),
    }))
    return [
      {
        section: 'circuits',
        subject: name,
        reasons: [{ code: 'circuit', parameters: { circuit: name } }],
        entry: {
          name,
          peeringLocation: peeringLocation ?? 'Tokyo',
          ...(customerAsn === undefined ? { customerAsn: 65050 } : {}),
          links: linkFacts,
        },
        guessed: [
          ...(peeringLocation === undefined ? ['peeringLocation'] : []),
          ...(customerAsn === undefined ? ['customerAsn'] : []),
          ...(links.some(({ prefix }) => prefix === undefined) ? ['prefix'] : []),
          ...(links.some(({ underlayNextHop }) => underlayNextHop === undefined) ? ['underlayNextHop'] : []),
        ],
        settles: [],
      },
    ]
  })

/** The third host of the gateway's subnet and on: MSEEs take addresses behind those of the instances. */
const mseesOf = (gateway: ExpressRouteGateway) => {
  const [base] = gateway.subnet?.prefixes ?? []
  const network = base === undefined ? '10.0.255.0' : formatPrefix(base).split('/')[0]
  const start = network?.replace(/\d+$/, (last) => String(Number(last) + 12)) ?? '10.0.255.12'
  const addressAt = (offset: number): string => start.replace(/\d+$/, (last) => String(Number(last) + offset))
  const joined: readonly Circuit[] = [...new Set(gateway.connections.map(({ circuit }) => circuit))]
  return joined.flatMap(({ name }, index) => [
    { circuit: name, link: 'primary', address: addressAt(index * 2) },
    { circuit: name, link: 'secondary', address: addressAt(index * 2 + 1) },
  ])
}

const gatewaysOf = (gateway: Gateway, isStated: boolean): Suggestion | undefined => {
  const { name } = gateway
  const instanceIps = isStated ? [] : texts(gateway.instances)
  const isPublicUnknown = gateway.kind === 'vpn' && gateway.publicAddresses.length === 0
  const publicIps = isPublicUnknown
    ? gateway.activeActive
      ? [example(101), example(102)]
      : [example(101)]
    : []
  const mseePeers =
    gateway.kind === 'expressRoute' && gateway.mseePeers.length === 0 && gateway.connections.length > 0
      ? mseesOf(gateway)
      : []
  if (instanceIps.length + publicIps.length + mseePeers.length === 0) return undefined
  return {
    section: 'gateways',
    subject: name,
    reasons: [{ code: 'gateway', parameters: { gateway: name, kind: gateway.kind } }],
    entry: {
      name,
      ...(instanceIps.length > 0 ? { instanceIps } : {}),
      ...(publicIps.length > 0 ? { publicIps } : {}),
      ...(mseePeers.length > 0 ? { mseePeers } : {}),
    },
    guessed: [
      ...(instanceIps.length > 0 ? ['instanceIps'] : []),
      ...(publicIps.length > 0 ? ['publicIps'] : []),
      ...(mseePeers.length > 0 ? ['mseePeers'] : []),
    ],
    settles: [],
  }
}

/** All of them. `isChosen`: whether an address was chosen for want of a statement. */
export const suggestAddresses = (analysis: Analysis): readonly Suggestion[] => {
  const { network, resourceSet } = analysis
  const chosen = new Set(resourceSet.allocated.map(({ address }) => address))
  const isStated = (addresses: readonly Address[]): boolean =>
    addresses.length > 0 && !addresses.some((address) => chosen.has(formatAddress(address)))
  return [
    ...circuits(analysis),
    ...network.vnets
      .flatMap(({ gateways }) => gateways)
      .flatMap((gateway) => gatewaysOf(gateway, isStated(gateway.instances)) ?? []),
    ...network.routeServers
      .filter(({ instances }) => instances.length > 0 && !isStated(instances))
      .map(
        ({ name, instances }): Suggestion => ({
          section: 'routeServers',
          subject: name,
          reasons: [{ code: 'routeServer', parameters: { routeServer: name } }],
          entry: { name, instanceIps: texts(instances) },
          guessed: ['instanceIps'],
          settles: [],
        }),
      ),
    ...network.virtualHubs
      .filter(
        ({ routerAddresses, routerPublicAddress }) =>
          !isStated(routerAddresses) || routerPublicAddress === undefined,
      )
      .map(
        ({ name, routerAddresses, vpnGateway, expressRouteGateway }): Suggestion => ({
          section: 'virtualHubs',
          subject: name,
          reasons: [{ code: 'virtualHub', parameters: { hub: name } }],
          entry: {
            name,
            ...(routerAddresses.length > 0 ? { routerIps: texts(routerAddresses) } : {}),
            routerPublicIp: example(201),
            ...(vpnGateway !== undefined && vpnGateway.instances.length > 0
              ? { vpnInstanceIps: texts(vpnGateway.instances) }
              : {}),
            ...(expressRouteGateway !== undefined && expressRouteGateway.instances.length > 0
              ? { erInstanceIps: texts(expressRouteGateway.instances) }
              : {}),
          },
          guessed: ['routerIps', 'routerPublicIp', 'vpnInstanceIps', 'erInstanceIps'],
          settles: [],
        }),
      ),
  ]
}
