// Control plane: time to resolve, to converge and to make all effective tables, and how it grows with the network.
// Run: node --conditions=@hairpin/source bench/converge.ts
import { controlPlane } from '../packages/engine/src/control-plane/index.ts'
import { eraOf } from '../packages/engine/src/facts/index.ts'
import { resolve } from '../packages/engine/src/model/index.ts'
import {
  type Declaration,
  type Dictionary,
  emptyWorld,
  mergeDeclarations,
  parseResourceId,
  type ResourceSet,
  type Value,
} from '../packages/engine/src/resources/index.ts'

const ROUNDS = 5

type Plain = string | boolean | readonly Plain[] | Fields
interface Fields {
  readonly [name: string]: Plain
}

const isList = (plain: Plain): plain is readonly Plain[] => Array.isArray(plain)

const toValue = (plain: Plain): Value => {
  if (isList(plain)) return { kind: 'list', items: plain.map(toValue), span: undefined }
  return typeof plain === 'object' ? dictionaryOf(plain) : { kind: 'scalar', value: plain, span: undefined }
}

const dictionaryOf = (fields: Fields): Dictionary => ({
  kind: 'dictionary',
  span: undefined,
  fields: new Map(
    Object.entries(fields).map(([name, plain]) => [
      name.toLowerCase(),
      { name, nameSpan: undefined, value: toValue(plain) },
    ]),
  ),
})

const idOf = (path: string): string => `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/${path}`

const declare = (path: string, properties: Fields): Declaration => {
  const id = parseResourceId(idOf(path))
  if (id === undefined) throw new Error(`${path} is not the path of a resource`)
  return { id, body: dictionaryOf({ properties }), form: 'standalone' }
}

/** The VNet of this number holds a /22 of 10.0.0.0/8, with four /24 subnets. */
const vnetOf = (name: string, number: number): readonly Declaration[] => {
  const third = (number & 63) << 2
  const addresses = (offset: number, length: number): string =>
    `10.${number >> 6}.${third + offset}.0/${length}`
  return [
    declare(`virtualNetworks/${name}`, { addressSpace: { addressPrefixes: [addresses(0, 22)] } }),
    ...['GatewaySubnet', 'a', 'b', 'c'].map((label, index) =>
      declare(`virtualNetworks/${name}/subnets/${label}`, { addressPrefix: addresses(index, 24) }),
    ),
  ]
}

const side = (local: string, remote: string, flag: string): Declaration =>
  declare(`virtualNetworks/${local}/virtualNetworkPeerings/${remote}`, {
    remoteVirtualNetwork: { id: idOf(`virtualNetworks/${remote}`) },
    [flag]: true,
  })

/** `hubs` hubs on one circuit, each with `spokes` spokes that use its gateway; four subnets a VNet. */
const estate = (hubs: number, spokes: number, allowRemoteVnetTraffic: boolean): ResourceSet => {
  const declarations: Declaration[] = [declare('expressRouteCircuits/er', {})]
  for (let hub = 0; hub < hubs; hub += 1) {
    const name = `hub${hub}`
    declarations.push(...vnetOf(name, hub * (spokes + 1)))
    for (let spoke = 1; spoke <= spokes; spoke += 1) {
      const other = `spoke${hub}-${spoke}`
      declarations.push(...vnetOf(other, hub * (spokes + 1) + spoke))
      declarations.push(side(name, other, 'allowGatewayTransit'), side(other, name, 'useRemoteGateways'))
    }
    declarations.push(
      declare(`virtualNetworkGateways/gw${hub}`, { gatewayType: 'ExpressRoute', allowRemoteVnetTraffic }),
      declare(`virtualNetworkGateways/gw${hub}/ipConfigurations/default`, {
        subnet: { id: idOf(`virtualNetworks/${name}/subnets/GatewaySubnet`) },
      }),
      declare(`connections/connection${hub}`, {
        connectionType: 'ExpressRoute',
        virtualNetworkGateway1: { id: idOf(`virtualNetworkGateways/gw${hub}`) },
        peer: { id: idOf('expressRouteCircuits/er') },
      }),
    )
  }
  return { resources: mergeDeclarations(declarations).resources, world: emptyWorld, allocated: [] }
}

interface Measured {
  readonly resolve: number
  readonly converge: number
  readonly tables: number
  readonly paths: number
  readonly rows: number
}

const once = (set: ResourceSet): Measured => {
  const begin = performance.now()
  const { network } = resolve(set)
  const resolved = performance.now()
  const plane = controlPlane(network, eraOf())
  const converged = performance.now()
  const tables = new Set(network.subnets.map((subnet) => plane.effectiveTable(subnet)))
  const end = performance.now()
  return {
    resolve: resolved - begin,
    converge: converged - resolved,
    tables: end - converged,
    paths: [...plane.bgp.ribs.values()].flat().reduce((sum, { routes }) => sum + routes.length, 0),
    rows: [...tables].reduce((sum, { rows }) => sum + rows.length, 0),
  }
}

const measured = (set: ResourceSet): Measured => {
  once(set) // warms up
  const runs = Array.from({ length: ROUNDS }, () => once(set))
  // The least of several runs is what the work costs; anything above it is the machine's other business.
  const of = (field: keyof Measured): number => Math.min(...runs.map((run) => run[field]))
  return {
    resolve: of('resolve'),
    converge: of('converge'),
    tables: of('tables'),
    paths: of('paths'),
    rows: of('rows'),
  }
}

const fields = ['resolve', 'converge', 'tables', 'paths', 'rows'] as const

const report = (title: string, small: ResourceSet, large: ResourceSet): void => {
  const [first, second] = [measured(small), measured(large)]
  console.log(title)
  for (const field of fields) {
    const unit = field === 'paths' || field === 'rows' ? '' : ' ms'
    const ratio = (second[field] / first[field]).toFixed(2)
    console.log(
      `  ${field}: ${first[field].toFixed(0)}${unit}, ${second[field].toFixed(0)}${unit}: ${ratio} times`,
    )
  }
}

// Where gateways take remote VNets every table lists every VNet, so paths and rows themselves grow with the square.
report(
  '1,000 and 2,000 VNets, hubs of 100, gateways closed to each other',
  estate(10, 99, false),
  estate(20, 99, false),
)
report(
  '1,000 and 2,000 VNets, hubs of 100, gateways open to each other',
  estate(10, 99, true),
  estate(20, 99, true),
)
report(
  '1,000 and 2,000 VNets, 10 hubs, gateways closed to each other',
  estate(10, 99, false),
  estate(10, 199, false),
)
