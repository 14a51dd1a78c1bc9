// Switches of ExpressRoute gateways that have to agree before packets pass both ways: L14.
import { type Finding, findings } from '../../diagnostics/index.ts'
import type { Circuit, CircuitGateway } from '../network.ts'
import type { Validating } from './validating.ts'
import type { ValidationProfile } from './validation-profile.ts'

/** Which switch of a gateway is about prefixes of the other one (R3.24). */
const switchFor = (own: CircuitGateway, other: CircuitGateway): string | undefined => {
  if (own.kind === 'expressRoute')
    return other.kind === 'expressRoute' ? 'allowRemoteVnetTraffic' : 'allowVirtualWanTraffic'
  return other.kind === 'expressRoute' ? 'allowNonVirtualWanTraffic' : undefined
}

/** What a gateway says, or what the time says for it, of prefixes of the other one. */
const stanceOf = (
  own: CircuitGateway,
  other: CircuitGateway,
  { remoteVnetDefault }: ValidationProfile,
): 'accepts' | 'refuses' | 'unclear' => {
  const byDefault = remoteVnetDefault === 'accept'
  if (own.kind === 'hubExpressRoute') return own.allowNonVirtualWanTraffic ? 'accepts' : 'refuses'
  if (other.kind === 'expressRoute') return (own.allowRemoteVnetTraffic ?? byDefault) ? 'accepts' : 'refuses'
  if (own.allowVirtualWanTraffic !== undefined) return own.allowVirtualWanTraffic ? 'accepts' : 'refuses'
  return byDefault ? 'unclear' : 'refuses'
}

interface Attached {
  readonly gateway: CircuitGateway
  readonly circuit: Circuit
}

/** Gateways of one circuit of which some take prefixes of others and are not taken in return. */
interface Disagreement {
  readonly circuit: Circuit
  /** The switch that is off, and the gateways where it is. */
  readonly property: string
  readonly refusing: readonly CircuitGateway[]
  readonly accepting: readonly CircuitGateway[]
}

/** R3.25, by the switch that is missing. Hubs of one WAN have no switch towards each other. */
const disagreementsOn = (
  circuit: Circuit,
  gateways: readonly CircuitGateway[],
  { profile }: Validating,
): readonly Disagreement[] => {
  const pairs = gateways.flatMap((refusing) =>
    gateways.flatMap((accepting) => {
      const property = accepting === refusing ? undefined : switchFor(refusing, accepting)
      const isOneWay =
        stanceOf(accepting, refusing, profile) === 'accepts' &&
        stanceOf(refusing, accepting, profile) === 'refuses'
      return property !== undefined && isOneWay ? [{ property, refusing, accepting }] : []
    }),
  )
  return [...Map.groupBy(pairs, ({ property }) => property)].map(([property, same]) => ({
    circuit,
    property,
    refusing: [...new Set(same.map(({ refusing }) => refusing))],
    accepting: [...new Set(same.map(({ accepting }) => accepting))],
  }))
}

const isSame = (one: Disagreement, other: Disagreement): boolean =>
  one.property === other.property &&
  one.refusing.every((gateway) => other.refusing.includes(gateway)) &&
  one.accepting.every((gateway) => other.accepting.includes(gateway))

/** L14, once for the gateways of a circuit that lack one switch; a further circuit tells only what is new. */
export const validateToggles = (context: Validating): readonly Finding[] => {
  const { vnets, virtualHubs } = context.network
  const attachedOf = (gateway: CircuitGateway): readonly Attached[] =>
    gateway.connections.map(({ circuit }) => ({ gateway, circuit }))
  const attached = [
    ...vnets.flatMap(({ gateways }) =>
      gateways.flatMap((gateway) => (gateway.kind === 'expressRoute' ? attachedOf(gateway) : [])),
    ),
    ...virtualHubs.flatMap(({ expressRouteGateway }) =>
      expressRouteGateway === undefined ? [] : attachedOf(expressRouteGateway),
    ),
  ]
  const all = [...Map.groupBy(attached, ({ circuit }) => circuit)].flatMap(([circuit, ends]) =>
    disagreementsOn(circuit, [...new Set(ends.map(({ gateway }) => gateway))], context),
  )
  const told = all.filter((each, index) => !all.slice(0, index).some((earlier) => isSame(each, earlier)))
  return told.flatMap(({ circuit, property, refusing, accepting }) => {
    const [first] = refusing
    if (first === undefined) return []
    const parameters = {
      gateways: accepting.map(({ name }) => name),
      otherGateways: refusing.map(({ name }) => name),
      circuit: circuit.name,
      property: `properties.${property}`,
    }
    return [findings.expressRouteTogglesDiffer(parameters, context.placeOf(first, 'properties', property))]
  })
}
