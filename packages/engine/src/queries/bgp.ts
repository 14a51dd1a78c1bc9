// `bgp`: learned and advertised routes as Azure's commands print them for gateways and circuits, and a site's own table.
import type { Analysis } from '../analyse.ts'
import {
  type BgpRoute,
  prefixesBehindGateway,
  type RibEntry,
  type SessionEnd,
  type Speaker,
} from '../control-plane/index.ts'
import { findings, nearest } from '../diagnostics/index.ts'
import { type Address, formatAddress, formatPrefix, prefixKey } from '../net/index.ts'
import type { BgpAnswer, BgpTable, BgpTableRow } from './answers.ts'
import { hypotheticalPart } from './hypothetical.ts'
import { type Answered, answered } from './names.ts'

const text = (address: Address | undefined): string | null =>
  address === undefined ? null : formatAddress(address)

const peerOf = (end: SessionEnd): BgpTable['peer'] => {
  const address = text(end.peer.localAddress)
  return address === null ? null : { address, asn: end.peer.speaker.asn }
}

/** `az network vnet-gateway list-learned-routes`: own prefixes as Network, the rest with the peer that told. */
const learnedRow = (route: BgpRoute, own: Address | undefined): BgpTableRow => {
  const end = route.learnedOver
  const peer = end === undefined ? undefined : text(end.peer.localAddress)
  const source = peer === undefined ? text(own) : peer
  return {
    network: formatPrefix(route.prefix),
    nextHop: end === undefined ? null : text(route.nextHop),
    asPath: route.asPath,
    origin: end === undefined ? 'Network' : 'EBgp',
    ...(source === null ? {} : { sourcePeer: source }),
    weight: route.weight,
  }
}

const gatewayTables = (speaker: Speaker, entries: readonly RibEntry[]): readonly BgpTable[] => {
  if (speaker.place.kind !== 'expressRouteGateway') return []
  const { gateway, instance } = speaker.place
  const own = gateway.instances[instance]
  const identity = {
    speaker: { kind: 'gateway' as const, id: gateway.id.text, name: gateway.name },
    instance: text(own),
    link: null,
  }
  const behind = new Set(prefixesBehindGateway(gateway.vnet).map(({ prefix }) => prefixKey(prefix)))
  const learned = entries.flatMap(({ routes }) =>
    routes
      .filter((route) => route.learnedOver !== undefined || behind.has(prefixKey(route.prefix)))
      .map((route) => learnedRow(route, own)),
  )
  const advertised = new Map<string, BgpTable>()
  for (const end of speaker.sessions) {
    if (!end.up) continue
    const routes = entries.flatMap(({ announced }): readonly BgpTableRow[] => {
      const sent = announced.get(end)
      if (sent === undefined) return []
      const network = formatPrefix(sent.prefix)
      return [{ network, nextHop: text(sent.nextHop), asPath: sent.asPath, origin: 'Igp', weight: 0 }]
    })
    const peer = peerOf(end)
    // Where the MSEE's address is not known, its sessions cannot be told apart and say the same.
    advertised.set(peer?.address ?? '', { ...identity, peer, table: 'advertised', routes })
  }
  return [{ ...identity, peer: null, table: 'learned', routes: learned }, ...advertised.values()]
}

const circuitOrigins: Readonly<Record<BgpRoute['origin'], string>> = { igp: 'I', egp: 'E', incomplete: '?' }

/** `az network express-route list-route-tables`: every path that the MSEE holds. */
const circuitTable = (speaker: Speaker, entries: readonly RibEntry[]): readonly BgpTable[] => {
  if (speaker.place.kind !== 'msee') return []
  const { circuit, link } = speaker.place
  const routes = entries.flatMap((entry) =>
    entry.routes.map((route) => ({
      network: formatPrefix(route.prefix),
      nextHop: text(route.nextHop),
      asPath: route.asPath,
      origin: circuitOrigins[route.origin],
      weight: 0,
      localPref: route.localPreference,
      best: route === entry.best[0],
    })),
  )
  const identity = { kind: 'circuit' as const, id: circuit.id.text, name: circuit.name }
  return [{ speaker: identity, instance: null, link: link.role, peer: null, table: 'rib', routes }]
}

const routerOrigins: Readonly<Record<BgpRoute['origin'], string>> = { igp: 'i', egp: 'e', incomplete: '?' }

/** A site's table, and what it sends to each neighbour. */
const siteTables = (speaker: Speaker, entries: readonly RibEntry[]): readonly BgpTable[] => {
  if (speaker.place.kind !== 'site') return []
  const { site } = speaker.place
  const identity = {
    speaker: { kind: 'site' as const, id: site.name, name: site.name },
    instance: null,
    link: null,
  }
  const row = (route: BgpRoute): BgpTableRow => ({
    network: formatPrefix(route.prefix),
    nextHop: text(route.nextHop),
    asPath: route.asPath,
    origin: routerOrigins[route.origin],
    localPref: route.localPreference,
  })
  const rib = entries.flatMap((entry) =>
    entry.routes.map((route) => ({ ...row(route), best: entry.best.includes(route) })),
  )
  const sent = speaker.sessions
    .filter((end) => end.up && end.peer.localAddress !== undefined)
    .map(
      (end): BgpTable => ({
        ...identity,
        peer: peerOf(end),
        table: 'advertised',
        routes: entries.flatMap(({ announced }) => {
          const route = announced.get(end)
          return route === undefined ? [] : [row(route)]
        }),
      }),
    )
  return [{ ...identity, peer: null, table: 'rib', routes: rib }, ...sent]
}

const order = (table: BgpTable): string =>
  [
    table.speaker.kind,
    table.speaker.name.toLowerCase(),
    table.instance ?? '',
    table.link ?? '',
    table.table,
    table.peer?.address ?? '',
  ].join('|')

/** The tables of every speaker, or of those that have this name. */
export const bgp = (analysis: Analysis, selector?: string): Answered<BgpAnswer> => {
  const tables = [...analysis.controlPlane.bgp.ribs]
    .flatMap(([speaker, entries]) => [
      ...gatewayTables(speaker, entries),
      ...circuitTable(speaker, entries),
      ...siteTables(speaker, entries),
    ])
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const caution = hypotheticalPart(analysis)
  if (selector === undefined) return answered({ format: 1, tables, hubTables: [], ...caution })
  const wanted = selector.toLowerCase()
  const chosen = tables.filter(({ speaker }) =>
    [speaker.name, speaker.id].some((name) => name.toLowerCase() === wanted),
  )
  if (chosen.length > 0) return answered({ format: 1, tables: chosen, hubTables: [], ...caution })
  const known = [...new Set(tables.map(({ speaker }) => speaker.name))].sort()
  const suggestion = nearest(selector, known)
  return {
    ok: false,
    finding: findings.nameNotFound({ kind: 'bgpSpeaker', name: selector, known, suggestion }),
  }
}
