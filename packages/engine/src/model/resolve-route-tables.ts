// Route tables and their user-defined routes.
import { findings } from '../diagnostics/index.ts'
import type { Prefix } from '../net/index.ts'
import { nameOf, type Resource, textAt } from '../resources/index.ts'
import type { RouteTable, UserNextHopType, UserRoute } from './network.ts'
import type { Reader } from './reader.ts'
import type { Resolving } from './resolving.ts'

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

/** R1.25: a service tag stands for prefixes that are not in the inputs. */
const isServiceTag = (text: string): boolean => /^[A-Za-z]/.test(text) && !text.includes(':')

const prefixOfRoute = (reader: Reader, context: Resolving): Prefix | undefined => {
  const text = reader.text('addressPrefix')
  if (text === undefined) return undefined
  if (isServiceTag(text)) {
    const parameters = { property: 'properties.addressPrefix', cause: 'unsupported' as const, origin: text }
    context.report(findings.unknownValue(parameters, { span: reader.value('addressPrefix')?.span }))
    return undefined
  }
  return reader.prefix('addressPrefix')
}

const resolveRoute = (resource: Resource, table: Resource, context: Resolving): UserRoute | undefined => {
  const reader = context.read(resource)
  context.require(resource, 'addressPrefix')
  context.require(resource, 'nextHopType')
  const prefix = prefixOfRoute(reader, context)
  const nextHopType = nextHopTypeOf(reader, table, context)
  if (prefix === undefined || nextHopType === undefined) return undefined
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
    prefix,
    nextHopType,
    nextHopIp,
  }
}

/** All route tables by id key. A route that cannot be understood is left out with a finding. */
export const resolveRouteTables = (context: Resolving): ReadonlyMap<string, RouteTable> =>
  new Map(
    context.ofType('Microsoft.Network/routeTables').map((resource) => {
      const routes = context.children(resource, 'routes')
      const tags = routes.filter(({ body }) =>
        isServiceTag(textAt(body, 'properties', 'addressPrefix') ?? ''),
      )
      return [
        resource.id.key,
        {
          id: resource.id,
          name: nameOf(resource.id),
          declaredAt: resource.declaredAt,
          disableBgpRoutePropagation: context.read(resource).flag('disableBgpRoutePropagation') ?? false,
          routes: routes.flatMap((route) => resolveRoute(route, resource, context) ?? []),
          written: { routes: routes.length, serviceTags: tags.length },
        },
      ]
    }),
  )
