// English words of the file that `init` writes.
import type { Parameters } from './catalogue.ts'
import type { InitWords } from './init-words.ts'

const p = (parameters: Parameters, name: string): string => parameters[name] ?? '?'

/** All English words of that file. */
export const initEnglish: InitWords = {
  head: [
    'What no template can tell of this network. Written by "hairpin init"; nothing in it counts yet.',
    'To fill in an entry: take away the # in front of the name of its section and in front of its lines, replace what is made up, and ask again. Lines with a blank behind the # only explain; what does not matter to you can stay or go.',
    'Every field is explained in docs/guide/hairpin-yaml.md. Secrets do not belong here.',
  ],
  nothing: 'The inputs tell everything that this file could tell.',
  sections: {
    era: 'The year of the behaviour to predict',
    parameters: 'Parameters of the template that have no value',
    sites: 'Networks outside Azure',
    guests: 'What runs inside machines',
    circuits: 'ExpressRoute circuits: what only Azure or the provider knows',
    gateways: 'Gateways: addresses that only Azure knows',
    routeServers: 'Route Servers: addresses that only Azure knows',
    virtualHubs: 'Virtual hubs: addresses that only Azure knows',
    serviceTags: 'Prefixes of service tags',
    state: 'What is down at the moment; take away the # of what really is',
  },
  reasons: {
    era: (parameters) =>
      `Azure changed over the years: reserved prefixes, what gateways take from a circuit, which hops a traceroute shows. Without a year the behaviour of ${p(parameters, 'year')} is predicted; for a recording of earlier give its year.`,
    parameter: (parameters) =>
      `No value and no default, and part of the network depends on it: ${p(parameters, 'name')}. What it decides is unknown.`,
    siteBehindCircuit: (parameters) =>
      `Behind the circuit ${p(parameters, 'circuit')} nobody is described. Its gateways learn nothing from outside, and a trace that ends for want of a route says that it may be the site's. "advertises" is what the site announces; "hosts" are names to trace from and to.`,
    siteBehindDevice: (parameters) =>
      p(parameters, 'bgp') === 'true'
        ? `${p(parameters, 'name')} stands for a device that speaks BGP with ${p(parameters, 'gateway')}, and nothing tells what it announces: route tables may lack rows, and traces that may need one end as unknown. If it is a machine or a gateway of the inputs, say so instead: devices: [{ ${p(parameters, 'kind')}: ${p(parameters, 'name')}, is: { vm: NAME } }].`
        : `${p(parameters, 'name')} stands for a device behind ${p(parameters, 'gateway')}. Its prefixes are routes already; traces from and to it need to know what stands there. If it is a machine or a gateway of the inputs, say so instead: devices: [{ ${p(parameters, 'kind')}: ${p(parameters, 'name')}, is: { vm: NAME } }].`,
    siteOfBgpPeer: (parameters) =>
      `${p(parameters, 'server')} has a BGP peer ${p(parameters, 'peer')} with the address ${p(parameters, 'address')}, which nothing in the inputs has. "networks" is what it announces.`,
    guestBgp: (parameters) =>
      `${p(parameters, 'vm')} is a BGP peer of ${p(parameters, 'servers')}, and nothing tells what it announces: NICs may lack rows, and traces that may need one end as unknown. "networks" is what it originates; it passes on what it learns.`,
    guestAppliance: (parameters) =>
      parameters['routeTables'] === '' || parameters['routeTables'] === undefined
        ? `${p(parameters, 'vm')} has IP forwarding on its NIC, so it is taken for a router that forwards by its default route. Routes, tunnels, NAT and filters inside it have to be told.`
        : `${p(parameters, 'vm')} is the next hop of user routes (${p(parameters, 'routeTables')}). It is taken to forward if its NIC does, by its default route. Routes, tunnels, NAT and filters inside it have to be told.`,
    guestCloudInit: (parameters) =>
      `Set up by custom data (cloud-init): ${p(parameters, 'vm')}. If a routing daemon, tunnels or kernel routes are configured there and no answer shows them, say here what they do.`,
    guestTunnel: (parameters) =>
      `${p(parameters, 'vm')} lies in the subnet of its own clients, which is a loop unless it hides packets in a tunnel. If it has one, describe it.`,
    circuit: (parameters) =>
      `Effective routes print the addresses of the two edge routers of ${p(parameters, 'circuit')} as next hop (underlayNextHop), and traceroutes to the site show the ends of the two /30 networks. Any route table of a NIC that learns from the circuit shows the former.`,
    gateway: (parameters) =>
      p(parameters, 'kind') === 'vpn'
        ? `Azure chooses the addresses of ${p(parameters, 'gateway')}. Effective routes print them as next hop: the public one of an active-standby gateway, those of the instances of an active-active one.`
        : `Azure chooses the addresses of ${p(parameters, 'gateway')} and of the edge routers in the gateway subnet, which are BGP peers and the first hop of traceroutes: az network vnet-gateway list-bgp-peer-status prints them.`,
    routeServer: (parameters) =>
      `Azure chooses the two addresses of a Route Server: ${p(parameters, 'routeServer')}. Appliances name them as neighbours; here are the likely ones.`,
    virtualHub: (parameters) =>
      `Azure chooses the addresses of ${p(parameters, 'hub')}. NICs of connected networks print the public one of the hub's router as next hop.`,
    serviceTags: () =>
      'Service endpoints or user routes stand for lists of prefixes that change every week. Download "Azure IP Ranges and Service Tags" and name the file.',
    connectionState: (parameters) => `The connection ${p(parameters, 'name')}.`,
    machineState: (parameters) => `The machine ${p(parameters, 'name')}.`,
    linkState: (parameters) => `The customer's session on the link ${p(parameters, 'name')}.`,
  },
  guessed: (fields) => `Made up, to be replaced: ${fields.join(', ')}.`,
  settles: (codes) => `Settles ${codes.join(' and ')}.`,
}
