// Networks outside Azure that the inputs point at: behind circuits, VPN devices and BGP peers that nobody describes.
import type { Analysis } from '../../analyse.ts'
import type { BgpPeer, RouteServer, VirtualHub } from '../../model/index.ts'
import { formatAddress, formatPrefix } from '../../net/index.ts'
import { freePrefixes } from './free-prefixes.ts'
import type { Suggestion } from './suggestion.ts'

/** A number that private networks like to use. */
const guessedAsn = 65050

/** The tenth address of a /24. */
const hostIn = (prefix: string): string => prefix.replace(/\.0\/\d+$/, '.10')

/** Hosts are only suggested where the prefix has a form in which one can be named. */
const hosts = (prefix: string | undefined) =>
  prefix !== undefined && /\.0\/(?:1[6-9]|2[0-4])$/.test(prefix)
    ? { hosts: [{ name: 'pc1', ip: hostIn(prefix) }] }
    : {}

const behindCircuits = ({ network }: Analysis, guess: () => string): readonly Suggestion[] => {
  const attached = new Set(
    network.sites.flatMap(({ circuitLinks }) => circuitLinks.map(({ circuit }) => circuit)),
  )
  return network.circuits
    .filter((circuit) => !attached.has(circuit))
    .map((circuit): Suggestion => {
      const prefix = guess()
      const asn = circuit.customerAsn ?? guessedAsn
      return {
        section: 'sites',
        subject: circuit.name,
        reasons: [{ code: 'siteBehindCircuit', parameters: { circuit: circuit.name } }],
        entry: {
          name: `behind-${circuit.name}`,
          asn,
          prefixes: [prefix],
          ...hosts(prefix),
          links: [{ circuit: circuit.name, advertises: [{ prefix, asPath: [asn] }] }],
        },
        guessed: [
          'name',
          ...(circuit.customerAsn === undefined ? ['asn', 'asPath'] : []),
          'prefixes',
          'hosts',
          'advertises',
        ],
        settles: [],
      }
    })
}

interface Device {
  readonly name: string
  readonly kind: 'localNetworkGateway' | 'vpnSite'
  readonly gateway: string
  readonly prefixes: readonly string[]
  readonly asn: number | undefined
  readonly bgp: boolean
}

const undescribedDevices = ({ network }: Analysis): readonly Device[] => {
  const connections = network.vnets
    .flatMap(({ gateways }) => gateways)
    .flatMap((gateway) => (gateway.kind === 'vpn' ? gateway.connections : []))
  const devices = [
    ...connections.flatMap(({ gateway, remote, bgp }): Device[] => {
      if (remote.kind !== 'device' || remote.localNetworkGateway.device !== undefined) return []
      const { name, prefixes, asn } = remote.localNetworkGateway
      return [
        {
          name,
          kind: 'localNetworkGateway',
          gateway: gateway.name,
          prefixes: prefixes.map(formatPrefix),
          asn,
          bgp,
        },
      ]
    }),
    ...network.virtualHubs
      .flatMap(({ vpnGateway }) => vpnGateway?.connections ?? [])
      .flatMap(({ gateway, site, bgp }): Device[] =>
        site.device === undefined
          ? [
              {
                name: site.name,
                kind: 'vpnSite',
                gateway: gateway.name,
                prefixes: site.prefixes.map(formatPrefix),
                asn: site.asn,
                bgp,
              },
            ]
          : [],
      ),
  ]
  // A device may have several connections; with BGP on one of them its announcements matter.
  return [...Map.groupBy(devices, ({ kind, name }) => `${kind} ${name}`).values()].flatMap(
    ([first, ...others]) =>
      first === undefined ? [] : [{ ...first, bgp: first.bgp || others.some(({ bgp }) => bgp) }],
  )
}

const behindDevices = (analysis: Analysis, guess: () => string): readonly Suggestion[] =>
  undescribedDevices(analysis).map(({ name, kind, gateway, prefixes, asn, bgp }): Suggestion => {
    // The host route to a BGP peer is no network of hosts.
    const own = prefixes.filter((prefix) => !/\/(?:32|128)$/.test(prefix))
    const used = own.length > 0 ? own : [guess()]
    const number = asn ?? guessedAsn
    return {
      section: 'sites',
      subject: name,
      reasons: [{ code: 'siteBehindDevice', parameters: { kind, name, gateway, bgp: String(bgp) } }],
      entry: {
        name: `behind-${name}`,
        ...(bgp ? { asn: number } : {}),
        prefixes: used,
        ...hosts(used[0]),
        links: [
          {
            [kind]: name,
            ...(bgp ? { advertises: used.map((prefix) => ({ prefix, asPath: [number] })) } : {}),
          },
        ],
      },
      guessed: [
        'name',
        ...(bgp && asn === undefined ? ['asn', 'asPath'] : []),
        ...(own.length === 0 ? ['prefixes'] : []),
        'hosts',
        ...(bgp ? ['advertises'] : []),
      ],
      settles: bgp ? ['HP5008'] : [],
    }
  })

/** BGP peers whose address nobody in the inputs has. */
const ofPeers = ({ network }: Analysis, guess: () => string): readonly Suggestion[] => {
  const servers: readonly (RouteServer | VirtualHub)[] = [...network.routeServers, ...network.virtualHubs]
  const peers = servers.flatMap((server) =>
    server.peers
      .filter(({ router }) => router === undefined)
      .map((peer): [BgpPeer, RouteServer | VirtualHub] => [peer, server]),
  )
  return peers.map(([peer, server]): Suggestion => {
    const address = formatAddress(peer.address)
    const instances = 'instances' in server ? server.instances : server.routerAddresses
    return {
      section: 'sites',
      subject: peer.name,
      reasons: [{ code: 'siteOfBgpPeer', parameters: { peer: peer.name, address, server: server.name } }],
      entry: {
        name: peer.name,
        asn: peer.asn,
        guest: {
          addresses: [{ dev: 'eth0', address: `${address}/32` }],
          bgp: {
            asn: peer.asn,
            networks: [guess()],
            neighbors: instances.map((instance) => ({ address: formatAddress(instance), asn: server.asn })),
          },
        },
      },
      guessed: ['networks'],
      settles: ['HP5008'],
    }
  })
}

/** All of them. */
export const suggestSites = (analysis: Analysis): readonly Suggestion[] => {
  const free = freePrefixes(analysis.network)
  let next = 0
  const guess = (): string => {
    next += 1
    return free(next - 1)
  }
  return [...behindCircuits(analysis, guess), ...behindDevices(analysis, guess), ...ofPeers(analysis, guess)]
}
