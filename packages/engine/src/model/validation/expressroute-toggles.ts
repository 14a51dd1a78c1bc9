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

/**
 * L14, once for each gateway that does not accept: of two gateways on one circuit, one takes the other's prefixes and
 * is not taken in return (R3.25). Hubs of one WAN have no switch towards each other.
 */
const validateOnCircuit = (
  circuit: Circuit,
  gateways: readonly CircuitGateway[],
  { placeOf, profile }: Validating,
): readonly Finding[] =>
  gateways.flatMap((refusing) => {
    const accepting = gateways.find(
      (other) =>
        other !== refusing &&
        switchFor(refusing, other) !== undefined &&
        stanceOf(other, refusing, profile) === 'accepts' &&
        stanceOf(refusing, other, profile) === 'refuses',
    )
    const missing = accepting === undefined ? undefined : switchFor(refusing, accepting)
    if (accepting === undefined || missing === undefined) return []
    const parameters = {
      gateway: accepting.name,
      otherGateway: refusing.name,
      circuit: circuit.name,
      property: `properties.${missing}`,
    }
    return [findings.expressRouteTogglesDiffer(parameters, placeOf(refusing, 'properties', missing))]
  })

/** L14 for all circuits; a gateway on several of them is told once. */
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
  const told = new Set<string>()
  return [...Map.groupBy(attached, ({ circuit }) => circuit)].flatMap(([circuit, ends]) => {
    const gateways = [...new Set(ends.map(({ gateway }) => gateway))]
    return validateOnCircuit(circuit, gateways, context).filter(({ resourceId = '' }) => {
      const isNew = !told.has(resourceId)
      told.add(resourceId)
      return isNew
    })
  })
}
