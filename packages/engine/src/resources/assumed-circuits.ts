// ExpressRoute circuits that connections name and no input declares: they are often another team's, named by an id.
import { nearest } from '../diagnostics/index.ts'
import { nameOf, parentOf, parseResourceId, type ResourceId } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { at, dictionary, type Scalar, scalar } from './value.ts'

const circuitType = 'microsoft.network/expressroutecircuits'

/** Where a resource names a circuit: a connection the circuit, that of a virtual hub the peering of one. */
const circuitFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['microsoft.network/connections', ['properties', 'peer', 'id']],
  [
    'microsoft.network/expressroutegateways/expressrouteconnections',
    ['properties', 'expressRouteCircuitPeering', 'id'],
  ],
])

/** A circuit that was taken to exist, and what needs it. */
export interface AssumedCircuit {
  readonly circuit: Resource
  readonly neededBy: Resource
}

const circuitNamedBy = (field: Scalar): ResourceId | undefined => {
  const id = typeof field.value === 'string' ? parseResourceId(field.value) : undefined
  const circuit = id?.type.toLowerCase() === `${circuitType}/peerings` ? parentOf(id) : id
  return circuit?.type.toLowerCase() === circuitType ? circuit : undefined
}

/**
 * The circuits that are missing, in the order of the connections. A name that is nearly that of a declared circuit
 * is more likely mistyped: that link stays a finding.
 */
export const assumedCircuits = (resources: ReadonlyMap<string, Resource>): readonly AssumedCircuit[] => {
  const declared = [...resources.values()].filter(({ id }) => id.type.toLowerCase() === circuitType)
  const names = declared.map(({ id }) => nameOf(id))
  const found = new Map<string, AssumedCircuit>()
  for (const neededBy of resources.values()) {
    const path = circuitFields.get(neededBy.id.type.toLowerCase())
    const field = path === undefined ? undefined : at(neededBy.body, ...path)
    const id = field?.kind === 'scalar' ? circuitNamedBy(field) : undefined
    if (id === undefined || resources.has(id.key) || found.has(id.key)) continue
    if (nearest(nameOf(id), names) !== undefined) continue
    const declaredAt = field?.span ?? neededBy.declaredAt
    const body = dictionary({ name: scalar(nameOf(id)), properties: dictionary({}) }, declaredAt)
    found.set(id.key, { circuit: { id, body, declaredAt, assumed: true }, neededBy })
  }
  return [...found.values()]
}
