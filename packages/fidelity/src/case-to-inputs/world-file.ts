// The world file of a case: everything that no ARM template can say, as a user would write it.
import type {
  Device,
  GatewayFacts,
  GuestConfiguration,
  RouteServerFacts,
  StateFact,
  VirtualHubFacts,
} from '@hairpin/engine'
import { stringify } from 'yaml'
import type { Case } from '../case.ts'
import type { CaseVm, CaseVpnSite, Topology } from '../topology.ts'
import { addressesOf } from './virtual-machines.ts'
import { connectionName } from './virtual-network-gateways.ts'

/** A VM whose purpose is to forward, and of which nothing else is known, forwards. */
const guestOf = (vm: CaseVm): GuestConfiguration | undefined => {
  if (vm.guest !== undefined) return vm.guest
  const forwards =
    vm.role !== undefined && vm.role !== 'vm' && vm.nics.some((nic) => nic.ipForwarding === true)
  return forwards ? { ipForward: true } : undefined
}

const guests = (topology: Topology): Readonly<Record<string, GuestConfiguration>> =>
  Object.fromEntries(
    (topology.vms ?? []).flatMap((vm) => {
      const guest = guestOf(vm)
      return guest === undefined ? [] : [[vm.name, guest]]
    }),
  )

/** What a name stands for: a site, a VM or a gateway. */
const thingNamed = (name: string, topology: Topology): Device['is'] => {
  if (topology.vms?.some((vm) => vm.name === name)) return { vm: name }
  const isGateway =
    topology.gateways?.some((gateway) => gateway.name === name) === true ||
    topology.vwanHubs?.some(({ vpnGateway }) => vpnGateway?.name === name) === true
  return isGateway ? { gateway: name } : { site: name }
}

/** The VM that has an address, on a NIC or inside the guest. */
const ownerOf = (address: string, topology: Topology): string | undefined =>
  topology.vms?.find(
    (vm) =>
      vm.nics.some((nic) => addressesOf(nic).includes(address)) ||
      vm.guest?.addresses?.some((own) => own.address.split('/')[0] === address),
  )?.name

/** What a VPN site stands for: the site that is linked to it, or the VM or the gateway that has its BGP address. */
const deviceOf = (site: CaseVpnSite, topology: Topology): Device['is'] | undefined => {
  const linked = topology.sites?.find(({ links }) => links?.some(({ vpnSite }) => vpnSite === site.name))
  if (linked !== undefined) return { site: linked.name }
  const { bgpPeeringAddress: address } = site
  if (address === undefined) return undefined
  const vm = ownerOf(address, topology)
  if (vm !== undefined) return { vm }
  const gateway = topology.gateways?.find(({ instanceIps }) => instanceIps?.includes(address))
  return gateway && { gateway: gateway.name }
}

const devices = (topology: Topology): readonly Device[] => {
  const found: Device[] = []
  for (const gateway of topology.localNetworkGateways ?? []) {
    if (gateway.site === undefined) continue
    found.push({ localNetworkGateway: gateway.name, is: thingNamed(gateway.site, topology) })
  }
  for (const site of (topology.vwanHubs ?? []).flatMap(({ vpnSites }) => vpnSites ?? [])) {
    const is = deviceOf(site, topology)
    if (is !== undefined) found.push({ vpnSite: site.name, is })
  }
  return found
}

const gateways = (topology: Topology): readonly GatewayFacts[] =>
  (topology.gateways ?? []).flatMap(({ name, instanceIps, publicIps, mseePeers }) =>
    (instanceIps ?? publicIps ?? mseePeers)
      ? [
          {
            name,
            ...(instanceIps && { instanceIps }),
            ...(publicIps && { publicIps }),
            ...(mseePeers && { mseePeers }),
          },
        ]
      : [],
  )

const routeServers = (topology: Topology): readonly RouteServerFacts[] =>
  (topology.routeServers ?? []).flatMap(({ name, instanceIps }) =>
    instanceIps === undefined ? [] : [{ name, instanceIps }],
  )

const virtualHubs = (topology: Topology): readonly VirtualHubFacts[] =>
  (topology.vwanHubs ?? []).map((hub) => {
    const vpnInstanceIps = hub.vpnGateway?.instanceIps
    const erInstanceIps = hub.expressRouteGateway?.instanceIps
    const mseePeers = hub.expressRouteGateway?.mseePeers
    return {
      name: hub.name,
      ...(hub.routerIps && { routerIps: hub.routerIps }),
      ...(hub.routerPublicIp && { routerPublicIp: hub.routerPublicIp }),
      ...(vpnInstanceIps && { vpnInstanceIps }),
      ...(erInstanceIps && { erInstanceIps }),
      ...(hub.firewall && { firewallIp: hub.firewall.privateIp }),
      ...(mseePeers && { mseePeers }),
    }
  })

/** What is down. What is up is not said: it is what everyone expects. */
const state = (topology: Topology): readonly StateFact[] => [
  ...(topology.connections ?? []).flatMap((connection, index) =>
    connection.up === false ? [{ connection: connectionName(connection, index), up: false }] : [],
  ),
  ...(topology.vms ?? []).flatMap((vm) => (vm.running === false ? [{ vm: vm.name, up: false }] : [])),
]

/** What is odd about the facts and fits no field. */
const remarks = (one: Case): readonly string[] => [
  `Recorded case ${one.id}, ${one.year}.`,
  `Source: ${one.source.url ?? `${one.source.repo}, ${one.source.path}`}`,
  ...(one.topology.peerings ?? []).flatMap((peering) =>
    peering.assumedFlags === true ? [`Peering ${peering.from} to ${peering.to}: the flags are assumed.`] : [],
  ),
]

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

/** The text of hairpin.yaml. */
export const worldFile = (one: Case, resourcesFile: string): string => {
  const { topology } = one
  const sections = {
    guests: guests(topology),
    sites: topology.sites ?? [],
    devices: devices(topology),
    circuits: (topology.circuits ?? []).flatMap(({ name, links }) =>
      links === undefined ? [] : [{ name, links }],
    ),
    gateways: gateways(topology),
    routeServers: routeServers(topology),
    virtualHubs: virtualHubs(topology),
    state: state(topology),
  }
  const document = {
    version: 1,
    era: one.year,
    ...(one.settings && { settings: one.settings }),
    inputs: [resourcesFile],
    ...Object.fromEntries(Object.entries(sections).filter(([, section]) => !isEmpty(section))),
  }
  const head = remarks(one).map((remark) => `# ${remark.replaceAll(/\s+/g, ' ')}\n`)
  return head.join('') + stringify(document, { aliasDuplicateObjects: false, lineWidth: 110 })
}
