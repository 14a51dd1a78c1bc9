// `routes`: the effective routes of NICs and subnets, as Azure's API spells them.
import type { Analysis } from '../analyse.ts'
import { type EffectiveRoute, printedRows } from '../control-plane/index.ts'
import { formatSpan } from '../diagnostics/index.ts'
import type { Subnet } from '../model/index.ts'
import { formatAddress, formatPrefix } from '../net/index.ts'
import type { EffectiveRouteRow, Place, RoutesAnswer } from './answers.ts'
import { hypotheticalPart } from './hypothetical.ts'
import { type Answered, answered, findPlaces, type RoutePlace } from './names.ts'

const rowOf = ([route, ...others]: readonly [EffectiveRoute, ...EffectiveRoute[]]): EffectiveRouteRow => ({
  source: route.source,
  state: route.state,
  addressPrefix: [route, ...others].map(({ prefix }) => formatPrefix(prefix)),
  nextHopType: route.nextHopType,
  nextHopIpAddress: route.nextHopIps.map(formatAddress),
  ...(route.userRoute === undefined ? {} : { name: route.userRoute.name }),
  rule: route.rule,
  ...(route.declaredAt === undefined ? {} : { declaredAt: formatSpan(route.declaredAt) }),
})

const subnetKinds: Readonly<Record<string, Place['kind']>> = {
  gatewaysubnet: 'gatewaySubnet',
  azurefirewallsubnet: 'firewallSubnet',
  routeserversubnet: 'routeServerSubnet',
}

const qualifiedSubnet = (subnet: Subnet): string => `${subnet.vnet.name}/${subnet.name}`

const describePlace = (place: RoutePlace): Place => {
  if (place.kind === 'subnet') {
    const { subnet } = place
    const kind = subnetKinds[subnet.name.toLowerCase()] ?? 'subnet'
    return { kind, id: subnet.id.text, name: qualifiedSubnet(subnet) }
  }
  const { nic } = place
  return {
    kind: 'nic',
    id: nic.id.text,
    name: nic.name,
    ...(nic.vm === undefined ? {} : { vm: nic.vm.name }),
    subnet: qualifiedSubnet(nic.subnet),
  }
}

/** Every NIC, then every subnet without a NIC: those are the ones that Azure itself cannot be asked about. */
const allPlaces = (analysis: Analysis): readonly RoutePlace[] => {
  const { nics, subnets } = analysis.network
  const used = new Set(nics.map((nic) => nic.subnet))
  return [
    ...nics.map((nic) => ({ kind: 'nic' as const, nic })),
    ...subnets.filter((subnet) => !used.has(subnet)).map((subnet) => ({ kind: 'subnet' as const, subnet })),
  ]
}

/** The tables of the places that `selector` means; of all places without one. Sorted by kind and name. */
export const routes = (analysis: Analysis, selector?: string): Answered<RoutesAnswer> => {
  const places = selector === undefined ? answered(allPlaces(analysis)) : findPlaces(analysis, selector)
  if (!places.ok) return places
  const tables = places.answer.map((place) => {
    const subnet = place.kind === 'nic' ? place.nic.subnet : place.subnet
    return {
      place: describePlace(place),
      routes: printedRows(analysis.controlPlane.effectiveTable(subnet).rows).map(rowOf),
    }
  })
  const order = (place: Place): string =>
    `${place.kind === 'nic' ? 0 : 1}|${place.name.toLowerCase()}|${place.id}`
  return answered({
    format: 1,
    tables: tables.sort((a, b) => (order(a.place) < order(b.place) ? -1 : 1)),
    ...hypotheticalPart(analysis),
  })
}
