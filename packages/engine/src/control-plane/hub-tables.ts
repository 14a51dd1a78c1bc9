// The tables of virtual hubs (R5.2–R5.11): what each holds for which prefix, and where it leads.
import type {
  HubBgpPeer,
  HubConnection,
  HubFirewall,
  HubNextHop,
  HubRouteTable,
  VirtualHub,
} from '../model/index.ts'
import {
  type Address,
  containsPrefix,
  defaultPrefix,
  equalPrefixes,
  type Prefix,
  PrefixTable,
  prefix,
} from '../net/index.ts'
import { bestRoutes, rankRoutes } from './bgp/best-path.ts'
import type { RibEntry } from './bgp/converge.ts'
import type { BgpRoute } from './bgp/route.ts'
import type { Speaker } from './bgp/speaker.ts'
import type { MseeNextHop, VpnNextHop } from './effective-route.ts'
import { defaultTableOf } from './speakers/hub-space.ts'

/** An appliance that speaks BGP with the hub, and the next hop that it announced. */
export interface HubAppliance {
  readonly peer: HubBgpPeer
  readonly address: Address
}

/** Where a hub's route leads. */
export type HubTarget =
  | { readonly kind: 'connection'; readonly connection: HubConnection }
  /** A static route to an address in a connected VNet (R5.3). */
  | { readonly kind: 'throughVnet'; readonly connection: HubConnection; readonly address: Address }
  | { readonly kind: 'remoteHub'; readonly hub: VirtualHub }
  | { readonly kind: 'vpn'; readonly instances: readonly VpnNextHop[] }
  | { readonly kind: 'msees'; readonly msees: readonly MseeNextHop[] }
  | { readonly kind: 'appliances'; readonly appliances: readonly HubAppliance[] }
  | { readonly kind: 'firewall'; readonly firewall: HubFirewall }
  | { readonly kind: 'internet' }
  /** An appliance or service in the hub of which no more is known. */
  | { readonly kind: 'other'; readonly nextHop: Extract<HubNextHop, { readonly kind: 'other' }> }

/** A route of a hub's table. */
export interface HubRoute {
  readonly prefix: Prefix
  readonly target: HubTarget
  readonly asPath: readonly number[]
  readonly rule: string
  readonly declaredAt: BgpRoute['declaredAt']
}

/** A table with its lookup. */
export interface HubTable {
  readonly routes: readonly HubRoute[]
  readonly lookup: (address: Address) => HubRoute | undefined
}

/** All tables of all hubs. */
export interface HubTables {
  readonly of: (table: HubRouteTable) => HubTable
  /** What the firewall in a hub sees: everything, and the Internet beyond (observed 29). */
  readonly behindFirewall: (hub: VirtualHub) => HubTable
  /** What decides over packets from another hub: all that the hub has told the others, then its default table (R5.17). */
  readonly forOtherHubs: (hub: VirtualHub) => HubTable
}

/** R5.11: what a private policy sends to its next hop. */
const privateSpace: readonly Prefix[] = [
  prefix('10.0.0.0/8'),
  prefix('172.16.0.0/12'),
  prefix('192.168.0.0/16'),
]

/** R5.3: a route to a connection goes on to the address that the connection itself names for the prefix. */
const staticTarget = (hub: VirtualHub, destination: Prefix, nextHop: HubNextHop): HubTarget => {
  if (nextHop.kind === 'other') return { kind: 'other', nextHop }
  if (nextHop.kind === 'firewall') return nextHop
  const { connection } = nextHop
  if (connection.hub !== hub) return nextHop // its own hub knows the address
  const named = connection.staticRoutes.find(({ prefixes }) =>
    prefixes.some((own) => containsPrefix(own, destination)),
  )
  return named === undefined ? nextHop : { kind: 'throughVnet', connection, address: named.nextHop }
}

const connectedTarget = (hub: VirtualHub, route: BgpRoute): HubTarget | undefined => {
  const { nextHop } = route
  const holds = ({ vnet, staticRoutes }: HubConnection): boolean =>
    nextHop === undefined
      ? vnet.prefixes.some((own) => equalPrefixes(own, route.prefix))
      : staticRoutes.some(
          (candidate) =>
            candidate.nextHop === nextHop &&
            candidate.prefixes.some((own) => equalPrefixes(own, route.prefix)),
        )
  const connection = hub.connections.find(holds)
  if (connection === undefined) return undefined
  return nextHop === undefined
    ? { kind: 'connection', connection }
    : { kind: 'throughVnet', connection, address: nextHop }
}

const learnedTarget = (hub: VirtualHub, best: readonly BgpRoute[]): HubTarget | undefined => {
  const [first] = best
  const told = first?.learnedOver
  const place = told?.peer.speaker.place
  switch (place?.kind) {
    case 'hub':
      return { kind: 'remoteHub', hub: place.hub }
    case 'vpnGateway':
      return {
        kind: 'vpn',
        instances: instancesOf(best),
      }
    case 'expressRouteGateway':
      return { kind: 'msees', msees: mseesOf(best) }
    case 'router': {
      const appliances = appliancesOf(hub, best)
      return appliances.length === 0 ? undefined : { kind: 'appliances', appliances }
    }
    default:
      return undefined
  }
}

/** Each instance once: it speaks with both addresses of the hub's router. */
const instancesOf = (routes: readonly BgpRoute[]): readonly VpnNextHop[] => {
  const speakers = new Set(routes.map(({ learnedOver }) => learnedOver?.peer.speaker))
  return [...speakers].flatMap((speaker) => {
    const from = speaker?.place
    return from?.kind === 'vpnGateway' ? [{ gateway: from.gateway, instance: from.instance }] : []
  })
}

/** Each appliance once: it speaks with both addresses of the hub's router. */
const appliancesOf = (hub: VirtualHub, routes: readonly BgpRoute[]): readonly HubAppliance[] => {
  const found: HubAppliance[] = []
  for (const { learnedOver, nextHop } of routes) {
    const peer = hub.peers.find(({ address }) => address === learnedOver?.peer.localAddress)
    if (peer === undefined || found.some((known) => known.peer === peer)) continue
    found.push({ peer, address: nextHop ?? peer.address })
  }
  return found
}

/** R5.8: hubs do not use several paths of ExpressRoute; what one instance prefers, the other prefers too. */
const mseesOf = (routes: readonly BgpRoute[]): readonly MseeNextHop[] => {
  const found: MseeNextHop[] = []
  for (const { exit } of routes) {
    const gateway = exit?.speaker.place
    const far = exit?.peer.speaker.place
    if (gateway?.kind !== 'expressRouteGateway' || far?.kind !== 'msee') continue
    found.push({ circuit: far.circuit, link: far.link, gateway: gateway.gateway })
  }
  return found.slice(0, 1)
}

const routeOf = (hub: VirtualHub, best: readonly BgpRoute[]): HubRoute | undefined => {
  const [first] = best
  if (first === undefined) return undefined
  const target = first.learnedOver === undefined ? connectedTarget(hub, first) : learnedTarget(hub, best)
  if (target === undefined) return undefined
  const { prefix: destination, asPath, declaredAt } = first
  return { prefix: destination, target, asPath, rule: 'R5.8', declaredAt }
}

const dynamicRoutes = (
  speaker: Speaker,
  hub: VirtualHub,
  entries: readonly RibEntry[],
  isWanted: (route: BgpRoute) => boolean,
): readonly HubRoute[] =>
  entries.flatMap(({ routes }) => {
    const wanted = routes.filter((route) => route.marks.hubPrefix !== true && isWanted(route))
    return routeOf(hub, bestRoutes(rankRoutes(wanted, speaker.choice), speaker.choice)) ?? []
  })

const staticRoutes = (table: HubRouteTable): readonly HubRoute[] =>
  table.routes.flatMap(({ prefixes, nextHop, declaredAt }) =>
    prefixes.map((destination) => ({
      prefix: destination,
      target: staticTarget(table.hub, destination, nextHop),
      asPath: [],
      rule: 'R5.3',
      declaredAt,
    })),
  )

/** R5.11: the routes that routing intent puts into the default table. */
const policyRoutes = (table: HubRouteTable): readonly HubRoute[] => {
  const { intent, declaredAt } = table.hub
  if (intent === undefined || table !== defaultTableOf(table.hub)) return []
  const policy = (destinations: readonly Prefix[], nextHop: HubNextHop | undefined): readonly HubRoute[] =>
    nextHop === undefined
      ? []
      : destinations.map((destination) => ({
          prefix: destination,
          target: staticTarget(table.hub, destination, nextHop),
          asPath: [],
          rule: 'R5.11',
          declaredAt,
        }))
  return [
    ...policy([defaultPrefix(4)], intent.internetTraffic),
    ...policy(privateSpace, intent.privateTraffic),
  ]
}

/** Earlier routes win over later ones with the same prefix. */
const tableOf = (routes: readonly HubRoute[]): HubTable => {
  const table = new PrefixTable<HubRoute>()
  for (const route of routes) if (table.get(route.prefix) === undefined) table.set(route.prefix, route)
  return {
    routes: routes.filter((route) => table.get(route.prefix) === route),
    lookup: (address) => table.lookup(address)?.value,
  }
}

/** The same, worked out when it is first asked for. */
const madeOnce = <K>(make: (key: K) => HubTable): ((key: K) => HubTable) => {
  const known = new Map<K, HubTable>()
  return (key) => {
    const made = known.get(key) ?? make(key)
    known.set(key, made)
    return made
  }
}

const emptyTable: HubTable = { routes: [], lookup: () => undefined }

/** Makes the tables; each is worked out when first asked for. */
export const hubTables = (ribs: ReadonlyMap<Speaker, readonly RibEntry[]>): HubTables => {
  const speakers = new Map<VirtualHub, { speaker: Speaker; entries: readonly RibEntry[] }>()
  for (const [speaker, entries] of ribs) {
    if (speaker.place.kind === 'hub') speakers.set(speaker.place.hub, { speaker, entries })
  }
  const learnedBy = (hub: VirtualHub, isWanted: (route: BgpRoute) => boolean): readonly HubRoute[] => {
    const own = speakers.get(hub)
    return own === undefined ? [] : dynamicRoutes(own.speaker, hub, own.entries, isWanted)
  }
  // A private policy covers what the default table would have learned.
  const isCovered = ({ intent }: VirtualHub): boolean => intent?.privateTraffic !== undefined
  const of = madeOnce((table: HubRouteTable) => {
    const { hub } = table
    const learned =
      isCovered(hub) && table === defaultTableOf(hub)
        ? []
        : learnedBy(hub, ({ marks }) => marks.propagatesTo?.has(table) === true)
    return tableOf([...staticRoutes(table), ...policyRoutes(table), ...learned])
  })
  const behindFirewall = madeOnce((hub: VirtualHub) => {
    const beyond: HubRoute = {
      prefix: defaultPrefix(4),
      target: { kind: 'internet' },
      asPath: [],
      rule: 'R5.11',
      declaredAt: hub.firewall?.declaredAt,
    }
    return speakers.has(hub) ? tableOf([...learnedBy(hub, () => true), beyond]) : emptyTable
  })
  const forOtherHubs = madeOnce((hub: VirtualHub) => {
    const table = defaultTableOf(hub)
    const { routes } = table === undefined ? emptyTable : of(table)
    return isCovered(hub) ? tableOf(routes) : tableOf([...learnedBy(hub, () => true), ...routes])
  })
  return { of, behindFirewall, forOtherHubs }
}
