// Route tables and their user-defined routes.
import { findings } from '../diagnostics/index.ts'
import type { Prefix } from '../net/index.ts'
import { nameOf, type Resource, textAt } from '../resources/index.ts'
import type { RouteTable, ServiceTagRoute, UserNextHopType, UserRoute } from './network.ts'
import type { Reader } from './reader.ts'
import type { Resolving } from './resolving.ts'

/** What a route is for. */
type Destination = { readonly prefix: Prefix } | { readonly tag: string }

const nextHopTypes: readonly UserNextHopType[] = [
  'VirtualAppliance',
  'VirtualNetworkGateway',
  'VnetLocal',
  'Internet',
  'None',
]

const nextHopTypeOf = (reader: Reader, table: Resource, context: Resolving): UserNextHopType | undefined => {
  const text = reader.text('nextHopType')
  const { resource } = reader
  const where = {
    span: reader.value('nextHopType')?.span ?? resource.declaredAt,
    resourceId: resource.id.text,
  }
  if (text === undefined) return undefined
  const known = nextHopTypes.find((type) => type.toLowerCase() === text.toLowerCase())
  if (known === undefined) {
    const parameters = { routeTable: nameOf(table.id), route: nameOf(resource.id), nextHopType: text }
    context.report(findings.nextHopTypeNotAllowed({ ...parameters, allowed: nextHopTypes }, where))
  }
  return known
}

/** R1.25: no prefix begins with a letter, but for one of IPv6, which has a colon. */
const isServiceTag = (text: string): boolean => /^[A-Za-z]/.test(text) && !text.includes(':')

const destinationOf = (reader: Reader): Destination | undefined => {
  const text = reader.text('addressPrefix')
  if (text === undefined) return undefined
  if (isServiceTag(text)) return { tag: text }
  const prefix = reader.prefix('addressPrefix')
  return prefix === undefined ? undefined : { prefix }
}

type ResolvedRoute = Destination & Omit<UserRoute, 'prefix'>

const resolveRoute = (resource: Resource, table: Resource, context: Resolving): ResolvedRoute | undefined => {
  const reader = context.read(resource)
  context.require(resource, 'addressPrefix')
  context.require(resource, 'nextHopType')
  const destination = destinationOf(reader)
  const nextHopType = nextHopTypeOf(reader, table, context)
  if (destination === undefined || nextHopType === undefined) return undefined
  const nextHopIp = nextHopType === 'VirtualAppliance' ? reader.address('nextHopIpAddress') : undefined
  if (nextHopType === 'VirtualAppliance' && nextHopIp === undefined) {
    // One that is written but unknown or unreadable has a finding of its own, and may be fine for Azure.
    const isWritten = reader.states('nextHopIpAddress') && reader.text('nextHopIpAddress') !== ''
    if (isWritten) return undefined
    context.report(
      findings.applianceRouteWithoutAddress(
        { routeTable: nameOf(table.id), route: nameOf(resource.id) },
        { span: reader.value('nextHopType')?.span ?? resource.declaredAt, resourceId: resource.id.text },
      ),
    )
    return undefined
  }
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    ...destination,
    nextHopType,
    nextHopIp,
  }
}

const resolveRouteTable = (resource: Resource, context: Resolving): RouteTable => {
  const routes: UserRoute[] = []
  const tagRoutes: ServiceTagRoute[] = []
  const written = context.children(resource, 'routes')
  for (const child of written) {
    const route = resolveRoute(child, resource, context)
    if (route === undefined) continue
    if ('tag' in route) tagRoutes.push({ ...route, precededBy: routes.length })
    else routes.push(route)
  }
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    disableBgpRoutePropagation: context.read(resource).flag('disableBgpRoutePropagation') ?? false,
    routes,
    tagRoutes,
    written: {
      routes: written.length,
      serviceTags: written.filter(({ body }) =>
        isServiceTag(textAt(body, 'properties', 'addressPrefix') ?? ''),
      ).length,
    },
  }
}

/** All route tables by id key. A route that cannot be understood is left out with a finding. */
export const resolveRouteTables = (context: Resolving): ReadonlyMap<string, RouteTable> =>
  new Map(
    context
      .ofType('Microsoft.Network/routeTables')
      .map((resource) => [resource.id.key, resolveRouteTable(resource, context)]),
  )
