// The addresses and ports at which anything in a network may change its mind: between two of them all are alike.
import { prefixesBehindGateway } from '../../control-plane/index.ts'
import type { GuestConfiguration, Network, RuleEnd, RulePorts } from '../../model/index.ts'
import {
  type Address,
  firstAddress,
  hostPrefix,
  lastAddress,
  offsetAddress,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../../net/index.ts'
import type { Firewall } from '../firewall-rules.ts'
import { addressIn } from '../guest-interfaces.ts'
import type { Location, Surroundings } from '../location.ts'
import { vnetServices } from '../service.ts'
import { specialPrefixes } from '../special-addresses.ts'
import { farSideOf } from '../vpn-far-side.ts'

const hosts = (addresses: readonly (Address | undefined)[]): readonly Prefix[] =>
  addresses.flatMap((address) => (address === undefined ? [] : [hostPrefix(address)]))

const named = (texts: readonly (string | undefined)[]): readonly Prefix[] =>
  texts.flatMap((text) => (text === undefined ? [] : (prefixNamed(text) ?? [])))

/** R6.34: the addresses that Azure keeps are nobody's, each for its own reason. */
const kept = (prefix: Prefix): readonly Prefix[] =>
  hosts([...[0, 1, 2, 3].map((by) => offsetAddress(firstAddress(prefix), by)), lastAddress(prefix)])

const ofGuest = (guest: GuestConfiguration | undefined): readonly Prefix[] => {
  if (guest === undefined) return []
  const { addresses = [], routes = [], rules = [], tunnels = [], filters = [], snat = [], dnat = [] } = guest
  const inner = [...addresses.map(({ address }) => address), ...tunnels.map((tunnel) => tunnel.inner)]
  return [
    ...named([
      ...inner,
      ...routes.map(({ prefix }) => prefix),
      ...rules.flatMap(({ source, destination }) => [source, destination]),
      ...[...filters, ...snat, ...dnat].flatMap((match) => [
        match.source,
        match.destination,
        match.exceptSource,
        match.exceptDestination,
      ]),
    ]),
    ...hosts([
      ...inner.map(addressIn),
      ...tunnels.flatMap(({ local, remote }) => [addressIn(local), addressIn(remote)]),
      ...[...snat, ...dnat].map(({ to }) => (to === undefined ? undefined : parseAddress(to))),
    ]),
  ]
}

const ofRule = (end: RuleEnd): readonly Prefix[] => (end.kind === 'some' ? end.prefixes : [])

const tagsOf = (end: RuleEnd): readonly string[] => (end.kind === 'some' ? end.tags : [])

const firewallsOf = ({ azureFirewalls, virtualHubs }: Network): readonly Firewall[] => [
  ...azureFirewalls,
  ...virtualHubs.flatMap(({ firewall }) => firewall ?? []),
]

/** All rules of filters, as far as they name addresses. */
const ends = ({ network }: Surroundings): readonly RuleEnd[] => {
  const groups = new Set([
    ...network.nics.flatMap(({ networkSecurityGroup }) => networkSecurityGroup ?? []),
    ...network.subnets.flatMap(({ networkSecurityGroup }) => networkSecurityGroup ?? []),
  ])
  const firewalls = firewallsOf(network)
  return [
    ...[...groups].flatMap(({ rules }) => rules),
    ...network.vnets.flatMap(({ securityAdminRules }) => securityAdminRules),
    ...firewalls.flatMap(({ rules }) => [...rules.rules, ...rules.natRules]),
  ].flatMap(({ source, destination }) => [source, destination])
}

/** Every prefix at whose borders a decision may change. */
export const addressLandmarks = (surroundings: Surroundings): readonly Prefix[] => {
  const { network, controlPlane } = surroundings
  const { serviceTags, hubTables } = controlPlane
  const firewalls = firewallsOf(network)
  const rules = ends(surroundings)
  const tags = new Set(rules.flatMap(tagsOf))
  const tables = new Set(network.subnets.map(controlPlane.effectiveTable))
  const gateways = network.vnets.flatMap((vnet) => vnet.gateways)
  const connections = [
    ...gateways.flatMap((gateway) => (gateway.kind === 'vpn' ? gateway.connections : [])),
    ...network.virtualHubs.flatMap(({ vpnGateway }) => vpnGateway?.connections ?? []),
  ]
  return [
    ...specialPrefixes,
    ...controlPlane.era.reservedSpace,
    ...[...tables].flatMap(({ rows }) => rows.map(({ prefix }) => prefix)),
    ...network.vnets.flatMap((vnet) => [
      ...vnet.prefixes,
      ...prefixesBehindGateway(vnet).map(({ prefix }) => prefix),
      ...vnet.peerings.flatMap(({ remotePrefixes }) => remotePrefixes),
    ]),
    ...network.subnets.flatMap(({ prefixes }) => [...prefixes, ...prefixes.flatMap(kept)]),
    ...network.virtualHubs.flatMap((hub) => [
      ...(hub.prefix === undefined ? [] : [hub.prefix]),
      ...hubTables.behindFirewall(hub).routes.map(({ prefix }) => prefix),
      ...hub.tables.flatMap((table) => hubTables.of(table).routes.map(({ prefix }) => prefix)),
      ...hosts([
        ...hub.routerAddresses,
        ...(hub.vpnGateway?.instances ?? []),
        ...(hub.expressRouteGateway?.instances ?? []),
        hub.firewall?.address,
      ]),
    ]),
    ...[...controlPlane.bgp.ribs.values()].flatMap((entries) => entries.map(({ prefix }) => prefix)),
    ...hosts([
      ...network.nics.flatMap(({ addresses }) => addresses),
      ...network.loadBalancerFrontends.map(({ address }) => address),
      ...network.privateEndpoints.flatMap(({ addresses, service }) => [
        ...addresses,
        ...(service?.natAddresses ?? []),
      ]),
      ...network.publicEndpoints.map(({ address }) => address),
      ...vnetServices(network).map(({ address }) => address),
      ...network.sites.flatMap((site) => site.hosts.map(({ address }) => address)),
      ...connections.map((connection) => farSideOf(connection).named),
    ]),
    ...network.sites.flatMap(({ prefixes, guest }) => [...prefixes, ...ofGuest(guest)]),
    ...network.vms.flatMap(({ guest }) => ofGuest(guest)),
    ...firewalls.flatMap(({ privateRanges }) => privateRanges),
    ...hosts(
      firewalls.flatMap(({ publicAddresses, rules }) => [
        ...publicAddresses,
        ...rules.natRules.map(({ translatedAddress }) => translatedAddress),
      ]),
    ),
    ...rules.flatMap(ofRule),
    ...[...tags].flatMap((tag) => serviceTags.tagNamed(tag)?.prefixes ?? []),
  ]
}

/** Ports at which something may change its mind: the first of each range, and the one after it. */
export interface PortLandmarks {
  readonly sourcePorts: readonly number[]
  readonly destinationPorts: readonly number[]
}

const ofRanges = (ports: RulePorts): readonly number[] =>
  typeof ports === 'string' ? [] : ports.flatMap(({ first, last }) => [first, last + 1])

/** R6.10: the ports of rules that act on private endpoints, which stand at the end of a way. */
const endpointPorts = ({ network }: Surroundings): PortLandmarks => {
  const subnets = new Set(
    network.privateEndpoints
      .map(({ subnet }) => subnet)
      .filter(({ privateEndpointSecurityPolicies }) => privateEndpointSecurityPolicies),
  )
  const rules = [...subnets].flatMap(({ networkSecurityGroup, vnet }) => [
    ...(networkSecurityGroup?.rules ?? []),
    ...vnet.securityAdminRules,
  ])
  return {
    sourcePorts: rules.flatMap(({ sourcePorts }) => ofRanges(sourcePorts)),
    destinationPorts: rules.flatMap(({ destinationPorts }) => ofRanges(destinationPorts)),
  }
}

/** R6.56: the ports of load balancers' rules; a packet may meet a frontend behind any place. */
const balancedPorts = ({ network }: Surroundings): readonly number[] =>
  [...network.loadBalancerFrontends, ...network.publicFrontends].flatMap(({ rules }) =>
    rules.flatMap(({ ports }) => ofRanges(ports)),
  )

const portsOfGuest = (guest: GuestConfiguration | undefined): readonly number[] =>
  [...(guest?.filters ?? []), ...(guest?.snat ?? []), ...(guest?.dnat ?? [])].flatMap(
    ({ port, ports = [] }) => [
      ...(port === undefined ? [] : [port, port + 1]),
      ...ports.flatMap((range) => {
        const [first = '', last = first] = range.split('-')
        return [Number(first), Number(last) + 1]
      }),
    ],
  )

/** The guest whose rules are asked at a place. */
const guestAt = (location: Location): GuestConfiguration | undefined => {
  switch (location.kind) {
    case 'sending':
    case 'arriving':
      return location.nic.vm?.guest
    case 'inside':
      return location.vm.guest
    default:
      return undefined
  }
}

/** The firewall whose rules say at a place what becomes of addresses (R6.18, R6.53). */
const firewallAt = (location: Location): Firewall | undefined => {
  if (location.kind === 'firewall') return location.firewall
  return location.kind === 'hub' && location.from.kind === 'firewall' ? location.from.firewall : undefined
}

/** A question for DNS, which a firewall may answer itself. */
const dnsPort = 53

const portsOfFirewall = (firewall: Firewall | undefined): readonly number[] =>
  firewall === undefined
    ? []
    : [
        dnsPort,
        dnsPort + 1,
        ...[...firewall.rules.rules, ...firewall.rules.natRules].flatMap(({ destinationPorts }) =>
          ofRanges(destinationPorts),
        ),
      ]

/** The ports at which a place may change its mind, beside its filter. */
export const portLandmarks = (surroundings: Surroundings): ((location: Location) => PortLandmarks) => {
  const ofEndpoints = endpointPorts(surroundings)
  const everywhere: PortLandmarks = {
    ...ofEndpoints,
    destinationPorts: [...ofEndpoints.destinationPorts, ...balancedPorts(surroundings)],
  }
  return (location) => ({
    sourcePorts: everywhere.sourcePorts,
    destinationPorts: [
      ...everywhere.destinationPorts,
      ...portsOfGuest(guestAt(location)),
      ...portsOfFirewall(firewallAt(location)),
    ],
  })
}
