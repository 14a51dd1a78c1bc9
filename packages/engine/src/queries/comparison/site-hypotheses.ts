// Sites behind circuits and VPN devices that nobody describes, made from what Azure's tables show of them.
import type { Analysis } from '../../analyse.ts'
import { formatAddress, formatPrefix, parseAddress } from '../../net/index.ts'
import type { Site, SiteLink } from '../../resources/index.ts'
import { canonicalPrefix } from './canonical.ts'
import type { Hypothesis } from './hypothesis.ts'
import type { PlacedDifference } from './placed-difference.ts'

/** Where prefixes of an undescribed network come in. */
interface Entrance {
  readonly name: string
  readonly kind: 'circuit' | 'localNetworkGateway' | 'vpnSite'
  readonly asn: number | undefined
  readonly link: SiteLink
  /** Whether a difference shows routes that came in here. */
  readonly shows: (difference: PlacedDifference) => boolean
}

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Circuits and VPN devices behind which no site is described. */
const entrances = ({ network }: Analysis): readonly Entrance[] => {
  const circuitsWithSite = new Set(
    network.sites.flatMap(({ circuitLinks }) => circuitLinks.map(({ circuit }) => circuit)),
  )
  const isGatewayOf = (circuitName: string, { place }: PlacedDifference): boolean =>
    place.kind === 'gatewayRoutes' &&
    network.vnets.some(({ gateways }) =>
      gateways.some(
        (gateway) =>
          gateway.kind === 'expressRoute' &&
          sameText(gateway.name, place.speaker.name) &&
          gateway.connections.some(({ circuit }) => circuit.name === circuitName),
      ),
    )
  const circuits = network.circuits
    .filter((circuit) => !circuitsWithSite.has(circuit))
    .map(
      (circuit): Entrance => ({
        name: circuit.name,
        kind: 'circuit',
        asn: circuit.customerAsn,
        link: { circuit: circuit.name },
        shows: (difference) => {
          const { place, azure } = difference
          if (place.kind === 'circuitRoutes') return sameText(place.circuit.name, circuit.name)
          if (isGatewayOf(circuit.name, difference)) return azure?.asPath?.startsWith('12076') ?? true
          return azure?.source === 'VirtualNetworkGateway' || azure?.asPath?.includes('12076') === true
        },
      }),
    )
  const vpn = network.vnets
    .flatMap(({ gateways }) => gateways)
    .flatMap((gateway) => (gateway.kind === 'vpn' ? gateway.connections : []))
    .flatMap(({ remote, bgp }): Entrance[] => {
      if (remote.kind !== 'device' || !bgp || remote.localNetworkGateway.device !== undefined) return []
      const { name, asn, bgpPeeringAddress } = remote.localNetworkGateway
      const peer = bgpPeeringAddress === undefined ? undefined : formatAddress(bgpPeeringAddress)
      return [
        {
          name,
          kind: 'localNetworkGateway',
          asn,
          link: { localNetworkGateway: name },
          shows: ({ place, azure }) =>
            place.kind === 'gatewayRoutes'
              ? azure?.sourcePeer === undefined || azure.sourcePeer === peer
              : azure?.source === 'VirtualNetworkGateway',
        },
      ]
    })
  const sites = network.virtualHubs
    .flatMap(({ vpnGateway }) => vpnGateway?.connections ?? [])
    .flatMap(({ site, bgp }): Entrance[] =>
      bgp && site.device === undefined
        ? [
            {
              name: site.name,
              kind: 'vpnSite',
              asn: site.asn,
              link: { vpnSite: site.name },
              shows: ({ azure }) =>
                azure?.nextHopType !== undefined || azure?.source === 'VirtualNetworkGateway',
            },
          ]
        : [],
    )
  return [...circuits, ...vpn, ...sites]
}

/** The number that each prefix is announced with: the last one of a path that a table shows; Azure's own are none. */
const originNumber = (paths: readonly string[], fallback: number | undefined): number | undefined => {
  const own = new Set([12076, 65515, 65520, 8075])
  const numbers = paths.flatMap((path) => {
    const last = path
      .split(' ')
      .filter((text) => text !== '')
      .map(Number)
      .at(-1)
    return last === undefined || own.has(last) ? [] : [last]
  })
  return numbers[0] ?? fallback
}

/** The path as Azure receives it: behind Microsoft's own number, up to the end. */
const pathAtEdge = (path: string): readonly number[] => {
  const numbers = path
    .split(' ')
    .filter((text) => text !== '')
    .map(Number)
  const edge = numbers.lastIndexOf(12076)
  return numbers.slice(edge + 1)
}

/** Prefixes that no described speaker announces, as the tables of Azure show them. */
const undescribed = (
  differences: readonly PlacedDifference[],
  isAnnounced: (prefix: string) => boolean,
): readonly PlacedDifference[] =>
  differences.filter(
    ({ change, azure, predicted }) =>
      azure !== undefined &&
      // A route of a gateway takes the place of a system route for the same prefix.
      (change === 'onlyInAzure' ||
        (azure.source === 'VirtualNetworkGateway' && predicted?.source === 'Default')) &&
      parseAddress(azure.prefix.split('/')[0] ?? '') !== undefined &&
      (azure.source === undefined || azure.source === 'VirtualNetworkGateway') &&
      azure.nextHopType !== 'Internet' &&
      !isAnnounced(canonicalPrefix(azure.prefix)),
  )

/** For each entrance: the site behind it that announces what no described speaker does. */
export const sitesNotDescribed = (
  analysis: Analysis,
  differences: readonly PlacedDifference[],
  isAnnounced: (prefix: string) => boolean,
): readonly Hypothesis[] => {
  const open = undescribed(differences, isAnnounced)
  return entrances(analysis).flatMap(({ name, kind, asn, link, shows }): Hypothesis[] => {
    const shown = Map.groupBy(open.filter(shows), ({ azure }) => canonicalPrefix(azure?.prefix ?? ''))
    if (shown.size === 0) return []
    const paths = [...shown.values()].flatMap((rows) => rows.flatMap(({ azure }) => azure?.asPath ?? []))
    const number = originNumber(paths, asn)
    const advertises = [...shown]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([prefix, rows]) => {
        const edge = rows.flatMap(({ azure }) =>
          azure?.asPath === undefined ? [] : [pathAtEdge(azure.asPath)],
        )
        const asPath = edge.find((path) => path.length > 0)
        return { prefix, ...(asPath === undefined ? {} : { asPath }) }
      })
    const site: Site = {
      name: `behind-${name}`,
      ...(number === undefined ? {} : { asn: number }),
      prefixes: advertises.map(({ prefix }) => prefix).filter((prefix) => prefix !== '0.0.0.0/0'),
      links: [{ ...link, advertises }],
    }
    return [
      {
        cause: {
          code: 'siteNotDescribed',
          parameters: { kind, name, prefixes: advertises.map(({ prefix }) => prefix).join(', ') },
          suggestion: { sites: [site] },
        },
        change: (world) => ({ ...world, sites: [...world.sites, site] }),
      },
    ]
  })
}

/** Whether any speaker of the prediction knows a prefix, or a VNet has it. */
export const announcedIn = (analysis: Analysis): ((prefix: string) => boolean) => {
  const known = new Set<string>()
  for (const entries of analysis.controlPlane.bgp.ribs.values())
    for (const { routes } of entries) for (const route of routes) known.add(formatPrefix(route.prefix))
  for (const { prefixes } of analysis.network.vnets)
    for (const prefix of prefixes) known.add(formatPrefix(prefix))
  return (prefix) => known.has(prefix)
}
