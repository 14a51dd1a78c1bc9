// The routes that service endpoints bring to their subnets: one printed row for each service (R1.8, observed 33).
import { type ServiceTags, tagOfService } from '../facts/index.ts'
import type { Subnet } from '../model/index.ts'
import { familyOf } from '../net/index.ts'
import { speaks } from './address-families.ts'
import { descending } from './direct-reach.ts'
import type { EffectiveRoute, RowGroup } from './effective-route.ts'

/** The rows of the services that have an endpoint on a subnet; those whose prefixes are not known have none. */
export type ServiceEndpointRows = (subnet: Subnet) => readonly EffectiveRoute[]

const rowsOfService = (service: string, tags: ServiceTags): readonly EffectiveRoute[] => {
  const tag = tags.tagNamed(tagOfService(service) ?? service)
  const group: RowGroup = { kind: 'serviceEndpoint', name: service }
  return descending(tag?.prefixes ?? []).map((prefix) => ({
    source: 'Default',
    state: 'Active',
    prefix,
    group,
    nextHopType: 'VirtualNetworkServiceEndpoint',
    nextHopIps: [],
    target: { kind: 'serviceEndpoint', service },
    rule: 'R1.8',
    // The subnets of one table may each have said it.
    declaredAt: undefined,
  }))
}

/** Services in the order in which they were enabled. A service has hundreds of rows, so all subnets share them. */
export const serviceEndpointRows = (tags: ServiceTags): ServiceEndpointRows => {
  const known = new Map<string, readonly EffectiveRoute[]>()
  return ({ serviceEndpoints, vnet }) =>
    serviceEndpoints.flatMap((service) => {
      const rows = known.get(service) ?? rowsOfService(service, tags)
      known.set(service, rows)
      return rows.filter(({ prefix }) => speaks(vnet, familyOf(prefix.address)))
    })
}
