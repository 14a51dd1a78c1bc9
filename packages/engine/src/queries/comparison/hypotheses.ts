// Single facts that no template tells and that may be behind differences: each is tried, and counts if rows agree then.
import type { Analysis } from '../../analyse.ts'
import { formatAddress } from '../../net/index.ts'
import type { EraSettings, GatewayFacts, StateFact } from '../../resources/index.ts'
import type { Hypothesis } from './hypothesis.ts'
import type { PlacedDifference } from './placed-difference.ts'
import type { PlacedTable } from './placed-table.ts'
import { announcedIn, sitesNotDescribed } from './site-hypotheses.ts'

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const down = (kind: string, name: string, fact: Omit<StateFact, 'up'>): Hypothesis => ({
  cause: { code: 'down', parameters: { kind, name }, suggestion: { state: [{ ...fact, up: false }] } },
  change: (world) => ({ ...world, state: [...world.state, { ...fact, up: false }] }),
})

/** What may not run: machines that are next hops or speak BGP, connections, and the customer's sessions of circuits. */
const states = ({ network }: Analysis, differences: readonly PlacedDifference[]): readonly Hypothesis[] => {
  const nextHops = new Set(
    differences.flatMap(({ azure, predicted }) => [
      ...(azure?.nextHops ?? []),
      ...(predicted?.nextHops ?? []),
    ]),
  )
  const vms = network.vms.filter(
    ({ running, nics, guest }) =>
      running &&
      (guest?.bgp !== undefined ||
        nics.some(({ addresses }) => addresses.some((address) => nextHops.has(formatAddress(address))))),
  )
  const connections = [
    ...network.vnets.flatMap(({ gateways }) => gateways),
    ...network.virtualHubs.flatMap(({ vpnGateway, expressRouteGateway }) =>
      [vpnGateway, expressRouteGateway].flatMap((gateway) => gateway ?? []),
    ),
  ].flatMap((gateway) => gateway.connections.filter(({ up }) => up))
  return [
    ...vms.map(({ name }) => down('virtualMachine', name, { vm: name })),
    ...[...new Set(connections.map(({ name }) => name))].map((name) =>
      down('connection', name, { connection: name }),
    ),
    ...network.circuits.flatMap(({ name, links }) =>
      links
        .filter((link) => link.customerSessionUp)
        .map(({ role }) => down('circuit', `${name}/${role}`, { circuitLink: { circuit: name, role } })),
    ),
  ]
}

const alternatives: { readonly [S in keyof Required<EraSettings>]: readonly Required<EraSettings>[S][] } = {
  remoteVnetDefault: ['accept', 'reject'],
  expressRouteHops: [],
  vpnBetweenVnets: [],
  vpnPeerRoutes: ['advertised', 'kept'],
  routeServerOwnSpace: ['listed', 'dropped'],
  frrAsOverride: ['wholePath', 'anywhere'],
  noneRoutes: ['y2017', 'y2019', 'y2020', 'y2021-late', 'y2023', 'y2024', 'y2026-late'],
  userRouteToExpressRouteGateway: ['drop', 'hairpin'],
}

/** Behaviours of other years that tables can show. */
const settings = (): readonly Hypothesis[] =>
  Object.entries(alternatives).flatMap(([setting, values]) =>
    values.map(
      (value): Hypothesis => ({
        cause: {
          code: 'era',
          parameters: { setting, value },
          suggestion: { settings: { [setting]: value } },
        },
        change: (world) => ({ ...world, settings: { ...world.settings, [setting]: value } }),
      }),
    ),
  )

const padded = (address: string): string => address.replaceAll(/\d+/g, (part) => part.padStart(3, '0'))

/** All orders of a few things. */
const ordersOf = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) =>
        ordersOf(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      )

/** What is said of a gateway already stays said. */
const withFacts = (gateways: readonly GatewayFacts[], facts: GatewayFacts): readonly GatewayFacts[] =>
  gateways.some(({ name }) => sameText(name, facts.name))
    ? gateways.map((own) => (sameText(own.name, facts.name) ? { ...own, ...facts } : own))
    : [...gateways, facts]

/** More circuits at one gateway have too many orders to try. */
const mostCircuits = 3

/** The addresses of edge routers that a gateway's tables show, in order. */
const edgeAddresses = (gateway: string, placed: readonly PlacedTable[]): readonly string[] => {
  const peers = placed.flatMap((table) =>
    table.kind === 'gatewayRoutes' && sameText(table.place.speaker.name, gateway)
      ? table.table.routes.flatMap(({ asPath, sourcePeer }) =>
          asPath[0] === 12076 && sourcePeer !== undefined ? [sourcePeer] : [],
        )
      : [],
  )
  return [...new Set(peers)].toSorted((a, b) => (padded(a) < padded(b) ? -1 : 1))
}

/**
 * The edge routers that an ExpressRoute gateway speaks with: two for each circuit, and only Azure knows their addresses.
 * Which pair belongs to which circuit is tried.
 */
const edgeRouters = (
  { network }: Analysis,
  differences: readonly PlacedDifference[],
  placed: readonly PlacedTable[],
): readonly Hypothesis[] =>
  network.vnets
    .flatMap((vnet) => vnet.gateways)
    .flatMap((gateway): readonly Hypothesis[] => {
      if (gateway.kind !== 'expressRoute' || gateway.mseePeers.length > 0) return []
      const { name } = gateway
      const circuits = [...new Set(gateway.connections.map(({ circuit }) => circuit.name))]
      const isShown = differences.some(
        ({ place }) => place.kind === 'gatewayRoutes' && sameText(place.speaker.name, name),
      )
      const shown = edgeAddresses(name, placed)
      if (!isShown || circuits.length > mostCircuits || shown.length !== circuits.length * 2) return []
      return ordersOf(circuits).map((order) => {
        const mseePeers = shown.map((address, index) => ({
          circuit: order[Math.floor(index / 2)] ?? '',
          link: index % 2 === 0 ? ('primary' as const) : ('secondary' as const),
          address,
        }))
        const facts = { name, mseePeers }
        return {
          cause: {
            code: 'addressNotKnown',
            parameters: { gateway: name, addresses: shown.join(', ') },
            suggestion: { gateways: [facts] },
          },
          change: (world) => ({ ...world, gateways: withFacts(world.gateways, facts) }),
        }
      })
    })

/** Everything that may be tried, the cheapest guesses first. */
export const hypothesesFor = (
  analysis: Analysis,
  differences: readonly PlacedDifference[],
  placed: readonly PlacedTable[],
): readonly Hypothesis[] => [
  ...sitesNotDescribed(analysis, differences, announcedIn(analysis)),
  ...edgeRouters(analysis, differences, placed),
  ...states(analysis, differences),
  ...settings(),
]
