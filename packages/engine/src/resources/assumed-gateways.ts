// Gateways that a template only refers to: their kind from their connections, their place where only one is possible.
import { nameOf, parentOf, parseResourceId, type ResourceId } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { at, dictionary, scalar, textAt, withValueAt } from './value.ts'

type Resources = ReadonlyMap<string, Resource>

/** A gateway with what was inferred of it. */
export interface AssumedGateway {
  readonly gateway: Resource
  /** Its configuration in a GatewaySubnet; undefined where none, or more than one, is free. */
  readonly configuration: Resource | undefined
  readonly kind: GatewayType
}

type GatewayType = 'ExpressRoute' | 'Vpn'

const gatewayTypeOfConnection: ReadonlyMap<string, GatewayType> = new Map([
  ['expressroute', 'ExpressRoute'],
  ['ipsec', 'Vpn'],
  ['vnet2vnet', 'Vpn'],
])

const ofType = (resources: Resources, type: string): readonly Resource[] =>
  [...resources.values()].filter(({ id }) => id.type.toLowerCase() === type)

/** What the connections of a gateway say that it is. */
const kindOf = (gateway: ResourceId, connections: readonly Resource[]): GatewayType | undefined => {
  const kinds = new Set(
    connections
      .filter(({ body }) =>
        ['virtualNetworkGateway1', 'virtualNetworkGateway2'].some(
          (end) => textAt(body, 'properties', end, 'id')?.toLowerCase() === gateway.key,
        ),
      )
      .map(({ body }) =>
        gatewayTypeOfConnection.get(textAt(body, 'properties', 'connectionType')?.toLowerCase() ?? ''),
      ),
  )
  const [only] = kinds
  return kinds.size === 1 ? only : undefined
}

const sameGroup = (a: ResourceId, b: ResourceId): boolean =>
  a.subscription?.toLowerCase() === b.subscription?.toLowerCase() &&
  a.resourceGroup?.toLowerCase() === b.resourceGroup?.toLowerCase()

/** The GatewaySubnets that hold a gateway of a kind already. */
const takenSubnets = (resources: Resources, kind: GatewayType): ReadonlySet<string> =>
  new Set(
    ofType(resources, 'microsoft.network/virtualnetworkgateways/ipconfigurations').flatMap(({ id, body }) => {
      const owner = resources.get(parentOf(id)?.key ?? '')
      const type = textAt(owner?.body, 'properties', 'gatewayType')
      const subnet = textAt(body, 'properties', 'subnet', 'id')
      return subnet === undefined || (type ?? kind).toLowerCase() !== kind.toLowerCase()
        ? []
        : [subnet.toLowerCase()]
    }),
  )

/** A VNet has one GatewaySubnet and at most one gateway of each kind in it. */
const placeFor = (gateway: Resource, kind: GatewayType, resources: Resources): Resource | undefined => {
  const taken = takenSubnets(resources, kind)
  const free = ofType(resources, 'microsoft.network/virtualnetworks/subnets').filter(
    ({ id }) =>
      nameOf(id).toLowerCase() === 'gatewaysubnet' && sameGroup(id, gateway.id) && !taken.has(id.key),
  )
  const [subnet, ...others] = free
  const id = parseResourceId(`${gateway.id.text}/ipConfigurations/default`)
  if (subnet === undefined || others.length > 0 || id === undefined) return undefined
  const properties = dictionary({ subnet: dictionary({ id: scalar(subnet.id.text, gateway.declaredAt) }) })
  return {
    id,
    body: dictionary({ name: scalar('default'), properties }, gateway.declaredAt),
    declaredAt: gateway.declaredAt,
    assumed: true,
  }
}

/** Completes the gateways that are assumed and of which no more than the name is known. */
export const assumedGateways = (resources: Resources): readonly AssumedGateway[] => {
  const connections = ofType(resources, 'microsoft.network/connections')
  const gateways = ofType(resources, 'microsoft.network/virtualnetworkgateways').filter(
    ({ assumed, body }) => assumed && at(body, 'properties', 'gatewayType') === undefined,
  )
  const completed = gateways.flatMap((gateway) => {
    const kind = kindOf(gateway.id, connections)
    return kind === undefined ? [] : [{ gateway, kind }]
  })
  return completed.map(({ gateway, kind }): AssumedGateway => {
    // Two of one kind that look for the same subnet: it cannot be told which of them lies there.
    const isOnly =
      completed.filter((other) => other.kind === kind && sameGroup(other.gateway.id, gateway.id)).length === 1
    const hasPlace = [...resources.keys()].some((key) =>
      key.startsWith(`${gateway.id.key}/ipconfigurations/`),
    )
    return {
      gateway: {
        ...gateway,
        body: withValueAt(gateway.body, ['properties', 'gatewayType'], scalar(kind, gateway.declaredAt)),
      },
      configuration: isOnly && !hasPlace ? placeFor(gateway, kind, resources) : undefined,
      kind,
    }
  })
}
