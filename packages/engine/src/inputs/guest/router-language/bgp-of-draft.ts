// The BGP configuration that a `router bgp` section means: groups joined, defaults of the version, policies made ready.
import type { Span } from '../../../diagnostics/index.ts'
import { parseAddress } from '../../../net/index.ts'
import type {
  BgpConfiguration,
  BgpNeighbor,
  OriginationPolicy,
  RoutePolicy,
} from '../../../resources/index.ts'
import type { WrittenNeighbor } from './bgp-neighbor-lines.ts'
import type { BgpDraft } from './bgp-section.ts'
import type { Dialect } from './dialect.ts'
import type { NeighborFilter, PolicyMaker } from './route-maps.ts'
import type { RouterReport } from './router-report.ts'

/** What a version does where nothing is written. */
export interface VersionDefaults {
  /** RFC 8212: nothing is exchanged with an external neighbour without policy. */
  readonly requiresPolicy: boolean
  /** A network is announced only while there is a route to it. */
  readonly networksNeedRoute: boolean
  readonly maximumPaths: number
  /** Undefined where no version tells. */
  readonly overridesWholePathOnly?: boolean | undefined
}

interface Surroundings {
  readonly dialect: Dialect
  readonly defaults: VersionDefaults
  readonly policies: PolicyMaker
  readonly report: RouterReport
}

/** In the order in which they are applied. */
const filterOrder = ['accessList', 'prefixList', 'asPathList', 'routeMap'] as const

const policyOf = (
  filters: WrittenNeighbor['filters'],
  direction: 'in' | 'out',
  span: Span,
  policies: PolicyMaker,
): RoutePolicy | undefined => {
  const named = filterOrder.flatMap((kind): NeighborFilter[] => {
    const filter = filters.get(`${direction} ${kind}`)
    return filter === undefined ? [] : [filter]
  })
  return policies.filters(named, span)
}

/** A neighbour with what its group says where it says nothing itself. */
const joined = (neighbor: WrittenNeighbor, bgp: BgpDraft, report: RouterReport): WrittenNeighbor => {
  if (neighbor.group === undefined) return neighbor
  const group = bgp.neighbors.get(neighbor.group.name)
  if (group?.isGroup !== true) {
    report.undefinedName(neighbor.group.span, 'peerGroup', neighbor.group.name, 'ignored')
    return neighbor
  }
  return {
    ...neighbor,
    asn: neighbor.asn ?? group.asn,
    settings: { ...group.settings, ...neighbor.settings },
    filters: new Map([...group.filters, ...neighbor.filters]),
    defaultMap: neighbor.defaultMap ?? group.defaultMap,
    active: new Map([...group.active, ...neighbor.active]),
  }
}

const familiesOf = ({ name, active }: WrittenNeighbor, bgp: BgpDraft): readonly (4 | 6)[] => {
  // IPv4 is active by itself over every session, where that is not taken back.
  const isActive = (family: 4 | 6): boolean =>
    active.get(family) ?? (family === 4 && bgp.activatesIpv4 && !name.includes(':'))
  return ([4, 6] as const).filter(isActive)
}

const neighborOf = (written: WrittenNeighbor, bgp: BgpDraft, around: Surroundings): BgpNeighbor[] => {
  const { dialect, defaults, policies, report } = around
  const neighbor = joined(written, bgp, report)
  if (neighbor.asn === undefined || parseAddress(neighbor.name) === undefined) return []
  const asn = neighbor.asn === 'internal' ? bgp.asn : neighbor.asn
  const isExternal = asn !== bgp.asn
  const families = familiesOf(neighbor, bgp)
  const { span, settings } = neighbor
  const needsPolicy = isExternal && (bgp.requiresPolicy ?? defaults.requiresPolicy)
  const stopped: RoutePolicy | undefined = needsPolicy ? { default: 'deny', span } : undefined
  const imported = policyOf(neighbor.filters, 'in', span, policies)
  const exported = policyOf(neighbor.filters, 'out', span, policies)
  if (needsPolicy && (imported === undefined || exported === undefined))
    report.withoutPolicy(span, neighbor.name, asn)
  const defaultPolicy =
    neighbor.defaultMap === undefined
      ? undefined
      : policies.routeMap(neighbor.defaultMap.name, neighbor.defaultMap.span)
  const inward = imported ?? stopped
  const outward = exported ?? stopped
  const isPlain = families.length === 1 && families[0] === (neighbor.name.includes(':') ? 6 : 4)
  return [
    {
      address: neighbor.name,
      asn,
      ...(isExternal ? { multihop: false } : {}),
      ...(dialect.sendsCommunities ? {} : { sendCommunity: false }),
      ...settings,
      // One of the family of its address alone carries nothing else; that is worth saying only where it differs.
      ...(isPlain && bgp.networks.every(({ prefix }) => prefix.includes(':') === neighbor.name.includes(':'))
        ? {}
        : { families }),
      ...(defaultPolicy === undefined ? {} : { defaultPolicy }),
      ...(inward === undefined ? {} : { import: inward }),
      ...(outward === undefined ? {} : { export: outward }),
      span,
    },
  ]
}

const originationPolicies = (bgp: BgpDraft, policies: PolicyMaker): readonly OriginationPolicy[] => [
  ...bgp.networks.flatMap(({ prefix, routeMap }) =>
    routeMap === undefined
      ? []
      : [{ network: prefix, policy: policies.routeMap(routeMap.name, routeMap.span) }],
  ),
  ...[...bgp.redistribute].flatMap(([source, use]) =>
    use === undefined ? [] : [{ source, policy: policies.routeMap(use.name, use.span) }],
  ),
]

/** The configuration that a section means. */
export const bgpOfDraft = (bgp: BgpDraft, around: Surroundings): BgpConfiguration => {
  const { dialect, defaults, policies } = around
  const policed = originationPolicies(bgp, policies)
  const maximumPaths = bgp.maximumPaths ?? defaults.maximumPaths
  return {
    asn: bgp.asn,
    daemon: dialect.daemon,
    ...(bgp.networks.length === 0 ? {} : { networks: bgp.networks.map(({ prefix }) => prefix) }),
    ...((bgp.importCheck ?? defaults.networksNeedRoute) ? { networksNeedRoute: true } : {}),
    ...(bgp.redistribute.size === 0 ? {} : { redistribute: [...bgp.redistribute.keys()] }),
    ...(policed.length === 0 ? {} : { originationPolicies: policed }),
    ...(bgp.aggregates.length === 0 ? {} : { aggregates: bgp.aggregates }),
    maximumPaths,
    ...(bgp.multipathRelax ? {} : { equalPathsOnly: true }),
    ...(defaults.overridesWholePathOnly === undefined
      ? {}
      : { overridesWholePathOnly: defaults.overridesWholePathOnly }),
    neighbors: [...bgp.neighbors.values()].flatMap((neighbor) =>
      neighbor.isGroup ? [] : neighborOf(neighbor, bgp, around),
    ),
    span: bgp.span,
  }
}
