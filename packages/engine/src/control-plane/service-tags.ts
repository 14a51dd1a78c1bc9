// Which service tags a network needs, and which of them the list does not have (R1.8, R1.25).
import type { Span } from '../diagnostics/index.ts'
import { bundledServiceTags, givenServiceTags, type ServiceTags, tagOfService } from '../facts/index.ts'
import type { Network, RouteTable, Subnet } from '../model/index.ts'

/** A tag with what needs it on one subnet. */
export interface NeededTag {
  readonly tag: string
  /** The service of an endpoint, or the name of a user route. */
  readonly name: string
  readonly rule: 'R1.8' | 'R1.25'
  readonly declaredAt: Span | undefined
}

/** The list that counts for a network: the user's, else the one that comes with the engine. */
export const serviceTagsFor = ({ serviceTags }: Network): ServiceTags =>
  serviceTags === undefined ? bundledServiceTags : givenServiceTags(serviceTags.file, serviceTags.tags)

const neededByTable = (table: RouteTable): readonly NeededTag[] =>
  table.tagRoutes.map(({ tag, name, declaredAt }) => ({ tag, name, rule: 'R1.25', declaredAt }))

const neededByEndpoints = ({ serviceEndpoints, declaredAt }: Subnet): readonly NeededTag[] =>
  serviceEndpoints.map((service) => {
    const tag = tagOfService(service) ?? service
    return { tag, name: service, rule: 'R1.8', declaredAt }
  })

/**
 * What a subnet needs and the list lacks: rows that its table would have are not known. Subnets that share a table may
 * each have named a service, so none of them is its place.
 */
export const missingTagsOn = (subnet: Subnet, tags: ServiceTags): readonly NeededTag[] =>
  [
    ...neededByEndpoints(subnet).map((each) => ({ ...each, declaredAt: undefined })),
    ...(subnet.routeTable === undefined ? [] : neededByTable(subnet.routeTable)),
  ].filter(({ tag }) => tags.tagNamed(tag) === undefined)

/** A tag with everything that needs it: services, and `table/route` for user routes. */
export interface TagUse {
  readonly tag: string
  readonly isKnown: boolean
  readonly usedBy: readonly string[]
  readonly declaredAt: Span | undefined
}

/** Every tag that the network needs, by name; the first that needs it has the place. */
export const serviceTagUses = (network: Network, tags: ServiceTags): readonly TagUse[] => {
  const needed = [
    ...network.subnets.flatMap(neededByEndpoints),
    ...network.routeTables.flatMap((table) =>
      neededByTable(table).map((each) => ({ ...each, name: `${table.name}/${each.name}` })),
    ),
  ]
  const byTag = [...Map.groupBy(needed, ({ tag }) => tag.toLowerCase())].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  )
  return byTag.flatMap(([, uses]) => {
    const [first] = uses
    if (first === undefined) return []
    const known = tags.tagNamed(first.tag)
    return [
      {
        tag: known?.name ?? first.tag,
        isKnown: known !== undefined,
        usedBy: [...new Set(uses.map(({ name }) => name))],
        declaredAt: first.declaredAt,
      },
    ]
  })
}
