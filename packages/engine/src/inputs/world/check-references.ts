// Checks that every name in a world file leads to something, and to one thing only.
import { type Finding, findings, nearest, type ThingKind } from '../../diagnostics/index.ts'
import {
  answersTo,
  machineNameOf,
  machineTypes,
  type Resource,
  type Value,
  type World,
} from '../../resources/index.ts'
import { type WorldReference, worldReferences } from './references.ts'
import { fieldAt, pathText, valueAt } from './value-tree.ts'

const network = (...types: readonly string[]): readonly string[] =>
  types.map((type) => `microsoft.network/${type}`.toLowerCase())

const machines = machineTypes.map((type) => type.toLowerCase())
const gateways = network('virtualNetworkGateways', 'vpnGateways', 'expressRouteGateways')

/** Resource types that a name of a kind may stand for; of a site, none. */
const typesOf: Partial<Record<ThingKind, readonly string[]>> = {
  bgpSpeaker: [...machines, ...gateways, ...network('virtualHubs', 'expressRouteCircuits')],
  circuit: network('expressRouteCircuits'),
  connection: network(
    'connections',
    'expressRouteGateways/expressRouteConnections',
    'virtualHubs/hubVirtualNetworkConnections',
    'vpnGateways/vpnConnections',
  ),
  gateway: gateways,
  localNetworkGateway: network('localNetworkGateways'),
  networkInterface: network('networkInterfaces'),
  routeServer: network('virtualHubs'),
  virtualHub: network('virtualHubs'),
  virtualMachine: machines,
  vpnSite: network('vpnSites'),
}

const referable: ReadonlySet<string> = new Set(Object.values(typesOf).flat())

/** Resources by type and last name, so that a long world file is checked in one pass. */
type ByType = ReadonlyMap<string, ReadonlyMap<string, readonly Resource[]>>

const indexByType = (resources: ReadonlyMap<string, Resource>): ByType => {
  const index = new Map<string, Map<string, Resource[]>>()
  for (const resource of resources.values()) {
    const type = resource.id.type.toLowerCase()
    if (!referable.has(type)) continue
    const names = index.get(type) ?? new Map<string, Resource[]>()
    index.set(type, names)
    const name = machineNameOf(resource.id).toLowerCase()
    const same = names.get(name)
    if (same === undefined) names.set(name, [resource])
    else same.push(resource)
  }
  return index
}

const candidates = (index: ByType, kind: ThingKind, name: string): readonly Resource[] => {
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return (typesOf[kind] ?? [])
    .flatMap((type) => index.get(type)?.get(last) ?? [])
    .filter((resource) => answersTo(resource.id, name))
}

const knownNames = (index: ByType, kind: ThingKind, sites: readonly string[]): readonly string[] => {
  const names = (typesOf[kind] ?? []).flatMap((type) =>
    [...(index.get(type)?.values() ?? [])].flatMap((resources) =>
      resources.map(({ id }) => machineNameOf(id)),
    ),
  )
  const all = kind === 'site' || kind === 'bgpSpeaker' ? [...names, ...sites] : names
  return [...new Set(all)].toSorted()
}

const isSite = ({ kind, name }: WorldReference, sites: readonly string[]): boolean =>
  (kind === 'site' || kind === 'bgpSpeaker') &&
  sites.some((site) => site.toLowerCase() === name.toLowerCase())

/**
 * Findings for names that lead nowhere or to several resources. `value` is what the world was read from; `sites` are
 * the names of all sites, also of other world files.
 */
export const checkWorldReferences = (
  world: World,
  value: Value | undefined,
  resources: ReadonlyMap<string, Resource>,
  sites: readonly string[],
): readonly Finding[] => {
  const index = indexByType(resources)
  return worldReferences(world).flatMap((reference): Finding[] => {
    const { path, kind, name } = reference
    const found = candidates(index, kind, name)
    if (found.length === 1 || isSite(reference, sites)) return []
    const place =
      value === undefined ? undefined : (valueAt(value, path)?.span ?? fieldAt(value, path)?.nameSpan)
    const key = value === undefined || !reference.isKey ? undefined : fieldAt(value, path)?.nameSpan
    const where = { span: key ?? place }
    if (found.length > 1)
      return [findings.nameAmbiguous({ kind, name, ids: found.map(({ id }) => id.text).toSorted() }, where)]
    const known = knownNames(index, kind, sites)
    const parameters = { path: pathText(path), kind, name, known, suggestion: nearest(name, known) }
    return [findings.worldUnknownReference(parameters, where)]
  })
}
