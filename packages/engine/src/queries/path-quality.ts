// What a path is like: the round trip, the bandwidth of its narrowest element, and what is paid for the data.
import {
  accessTo,
  capacityOf,
  type DataPrice,
  elementTimes,
  firewallData,
  hubData,
  latencyWindow,
  meteredCircuit,
  partOf,
  peeringInRegion,
  priceZoneOf,
  privateEndpointData,
  type RoundTripTime,
  roundTripBetween,
  roundTripBetweenLocations,
  sumOf,
} from '../facts/index.ts'
import { isSuccess, type Way } from '../forwarding/index.ts'
import type { Network } from '../model/index.ts'
import type { Ceiling, CostDriver, PathLeg, PathQuality } from './answers.ts'
import { elementsOf, type PathElement } from './path-elements.ts'
import { narrowestTunnel } from './path-mtu.ts'

type Stop = Exclude<PathElement, { readonly kind: 'msee' | 'expressRouteGateway' | 'vpnGateway' | 'hub' }>
type Carrier = Exclude<PathElement, Stop>

const isStop = (element: PathElement): element is Stop =>
  'vnet' in element || element.kind === 'site' || element.kind === 'internet'

/** From one stop to the next, and what carries it there. */
interface Leg {
  readonly from: Stop
  readonly to: Stop
  readonly over: readonly Carrier[]
}

const legsOf = (elements: readonly PathElement[]): readonly Leg[] => {
  const legs: Leg[] = []
  let from: Stop | undefined
  let over: Carrier[] = []
  for (const element of elements) {
    if (!isStop(element)) {
      over.push(element)
      continue
    }
    if (from !== undefined) legs.push({ from, to: element, over })
    from = element
    over = []
  }
  return legs
}

const regionOf = (stop: Stop): string | undefined => ('region' in stop ? stop.region : undefined)

const isCircuit = (carrier: Carrier): carrier is Extract<Carrier, { readonly kind: 'msee' }> =>
  carrier.kind === 'msee'

/** Undefined where one of the parts is. */
const total = (parts: readonly (RoundTripTime | undefined)[]): RoundTripTime | undefined => {
  const known = parts.filter((part) => part !== undefined)
  return known.length === parts.length ? sumOf(known) : undefined
}

const accessOf = (region: string | undefined, location: string | undefined): RoundTripTime | undefined =>
  region === undefined || location === undefined ? undefined : accessTo(region, location)

const regionsOf = (carriers: readonly Carrier[]): readonly (string | undefined)[] =>
  carriers.map((each) => ('region' in each ? each.region : undefined))

const betweenRegions = (regions: readonly (string | undefined)[]): readonly (RoundTripTime | undefined)[] =>
  regions.slice(1).map((region, index) => {
    const previous = regions[index]
    return region === undefined || previous === undefined ? undefined : roundTripBetween(previous, region)
  })

/** From a stop to the circuit: by the regions of what carries it there, nearest first, and what hubs take. */
const upToCircuit = (
  stop: Stop,
  carriers: readonly Carrier[],
  location: string | undefined,
): readonly (RoundTripTime | undefined)[] => {
  // A site is at the circuit; what a tunnel brings to its gateway has taken a way that nobody publishes times of.
  if (stop.kind === 'site') return carriers.length === 0 ? [] : [undefined]
  const regions = [regionOf(stop), ...regionsOf(carriers)]
  const hubs = carriers.flatMap(({ kind }) => (kind === 'hub' ? [elementTimes.hubRouter] : []))
  return [...betweenRegions(regions), accessOf(regions.at(-1), location), ...hubs]
}

/** A round trip over circuits: to the first peering location, between those that Global Reach joins, and from the last. */
const overCircuits = (leg: Leg): RoundTripTime | undefined => {
  const locations = leg.over.filter(isCircuit).map(({ circuit }) => circuit?.peeringLocation)
  const between = locations.slice(1).map((location, index) => {
    const previous = locations[index]
    return previous === undefined || location === undefined
      ? undefined
      : roundTripBetweenLocations(previous, location)
  })
  const before = leg.over.slice(0, leg.over.findIndex(isCircuit))
  const behind = leg.over.slice(leg.over.findLastIndex(isCircuit) + 1).toReversed()
  const ends = leg.from.kind === 'site' || leg.to.kind === 'site'
  return total([
    ...upToCircuit(leg.from, before, locations[0]),
    ...between,
    ...upToCircuit(leg.to, behind, locations.at(-1)),
    ends ? elementTimes.endAtCircuit : elementTimes.turnAtCircuit,
  ])
}

/** From region to region, and what hubs and gateways on the way take. */
const overRegions = (leg: Leg): RoundTripTime | undefined => {
  const way = total(betweenRegions([regionOf(leg.from), ...regionsOf(leg.over), regionOf(leg.to)]))
  if (way === undefined) return undefined
  const isLocal = way.estimate === 0
  const elements = leg.over.flatMap(({ kind }) => {
    if (kind === 'hub') return [elementTimes.hubRouter]
    return kind === 'vpnGateway' && isLocal ? [elementTimes.vpnGateway] : []
  })
  return sumOf([isLocal ? elementTimes.machines : way, ...elements])
}

/** The round trip of a leg; undefined for what leaves Azure by the Internet, and where a place is not known. */
const roundTripOf = (leg: Leg): RoundTripTime | undefined => {
  if (leg.over.some(isCircuit)) return overCircuits(leg)
  const outside = [leg.from, leg.to].some(({ kind }) => kind === 'site' || kind === 'internet')
  return outside ? undefined : overRegions(leg)
}

const timeIn = (stop: Stop): readonly RoundTripTime[] => {
  if (stop.kind === 'appliance') return [elementTimes.appliance]
  return stop.kind === 'firewall' ? [elementTimes.firewall] : []
}

const rounded = (value: number): number => Math.round(value * 10) / 10

const printed = ({ estimate, low, high }: RoundTripTime): RoundTripTime => ({
  estimate: rounded(estimate),
  low: rounded(low),
  high: rounded(high),
})

const legAnswer = (leg: Leg, direction: PathLeg['direction']): PathLeg => {
  const time = roundTripOf(leg)
  return {
    direction,
    from: leg.from.name,
    to: leg.to.name,
    over: leg.over.map(({ name }) => name),
    peeringLocations: leg.over.filter(isCircuit).flatMap(({ circuit }) => circuit?.peeringLocation ?? []),
    // One direction is half of the round trip.
    milliseconds: time === undefined ? null : printed(partOf(time, 0.5)),
  }
}

/** What limits an element; the gateway of a VNet only what comes in, because what goes out passes it by (R3.3). */
const ceilingsOf = (elements: readonly PathElement[]): readonly Ceiling[] =>
  elements.flatMap((element): readonly Ceiling[] => {
    const limit =
      element.kind === 'msee'
        ? element.circuit?.bandwidthMbps
        : element.kind === 'expressRouteGateway'
          ? capacityOf('expressRoute', element.sku)
          : element.kind === 'vpnGateway'
            ? capacityOf('vpn', element.sku)
            : element.kind === 'firewall'
              ? capacityOf('firewall', element.sku)
              : undefined
    const name = element.kind === 'msee' ? (element.circuit?.name ?? element.name) : element.name
    return limit === undefined ? [] : [{ megabitsPerSecond: limit, element: name }]
  })

const narrowest = (elements: readonly PathElement[]): Ceiling | null =>
  ceilingsOf(elements).toSorted((a, b) => a.megabitsPerSecond - b.megabitsPerSecond)[0] ?? null

const driver = (code: CostDriver['code'], element: string, price: DataPrice | undefined): CostDriver => ({
  code,
  element,
  price: price === undefined ? null : { dollarsPerGigabyte: price.perGigabyte, asOf: price.asOf },
})

const costsOfLeg = ({ from, to, over }: Leg): readonly CostDriver[] => {
  const circuits = over.filter(isCircuit).map(({ circuit }) => {
    const location = circuit?.peeringLocation
    const zone = location === undefined ? undefined : priceZoneOf(location)
    const price = zone === undefined ? undefined : meteredCircuit[zone]
    return driver('meteredCircuit', circuit?.name ?? '', price)
  })
  const hubs = over.filter(({ kind }) => kind === 'hub').map(({ name }) => driver('hubData', name, hubData))
  if (over.length > 0 || !('vnet' in from) || !('vnet' in to)) return [...circuits, ...hubs]
  if (from.vnet === undefined || to.vnet === undefined || from.vnet === to.vnet) return []
  const isLocal = from.region !== undefined && from.region === to.region
  return [
    driver(
      isLocal ? 'peering' : 'globalPeering',
      `${from.vnet.name} → ${to.vnet.name}`,
      isLocal ? peeringInRegion : undefined,
    ),
  ]
}

const costsOf = (elements: readonly PathElement[]): readonly CostDriver[] => [
  ...legsOf(elements).flatMap(costsOfLeg),
  ...elements.flatMap((element) => {
    if (element.kind === 'firewall') return [driver('firewallData', element.name, firewallData)]
    return element.kind === 'privateEndpoint'
      ? [driver('privateEndpointData', element.name, privateEndpointData)]
      : []
  }),
]

const unique = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
]

/** The first way that arrives stands for those that cost the same. */
const arriving = (ways: readonly Way[]): Way | undefined => ways.find(({ ending }) => isSuccess(ending))

/** Estimates for a round trip that succeeds; undefined for one that does not. */
export const pathQuality = (
  network: Network,
  forward: readonly Way[],
  back: readonly Way[],
): PathQuality | undefined => {
  const [there, here] = [arriving(forward), arriving(back)]
  if (there === undefined || here === undefined) return undefined
  const [out, home] = [elementsOf(there, network), elementsOf(here, network)]
  const times = [legsOf(out), legsOf(home)].flatMap((legs) =>
    legs.map((leg) => {
      const time = roundTripOf(leg)
      return time === undefined ? undefined : partOf(time, 0.5)
    }),
  )
  const inside = [...out.slice(1, -1), ...home.slice(1, -1)]
    .filter(isStop)
    .flatMap(timeIn)
    .map((time) => partOf(time, 0.5))
  const time = total([...times, ...inside])
  const sites = unique([...out, ...home].filter(({ kind }) => kind === 'site').map(({ name }) => name))
  return {
    milliseconds: time === undefined || times.length === 0 ? null : printed(time),
    window: latencyWindow,
    beyond: sites,
    legs: [
      ...legsOf(out).map((leg) => legAnswer(leg, 'forward')),
      ...legsOf(home).map((leg) => legAnswer(leg, 'return')),
    ],
    bandwidth: { forward: narrowest(out), return: narrowest(home) },
    mtu:
      [narrowestTunnel(there), narrowestTunnel(here)]
        .filter((tunnel) => tunnel !== null)
        .toSorted((a, b) => a.bytes - b.bytes)[0] ?? null,
    costs: unique([...costsOf(out), ...costsOf(home)]),
  }
}
