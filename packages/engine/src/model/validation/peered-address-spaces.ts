// Address spaces of peered VNets may not overlap, nor those of two peers of one VNet: V1, V2.
import { type Finding, findings, type Where } from '../../diagnostics/index.ts'
import { formatPrefix, type Prefix } from '../../net/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { Peering, Vnet } from '../network.ts'
import { type Owned, visitNested } from './nested-prefixes.ts'
import type { Validating } from './validating.ts'

/** What Azure compares: the live address space where it is known, else what the peering object says. */
const remoteSpace = (peering: Peering): readonly Prefix[] =>
  peering.remote === undefined || peering.remote.assumed ? peering.remotePrefixes : peering.remote.prefixes

/** At a prefix: Azure refuses the peering, but what has to change is the address space. */
const placeAt = (
  peering: Peering,
  vnet: Vnet | undefined,
  prefix: Prefix,
  { placeOf, placeOfPrefix }: Validating,
): Where => {
  const whole = placeOf(peering)
  return { ...whole, span: (vnet === undefined ? undefined : placeOfPrefix(vnet, prefix).span) ?? whole.span }
}

/** Whether a VNet that is described is declared after the other: what was declared later is what Azure refuses. */
const isLater = (vnet: Vnet | undefined, other: Vnet, { network }: Validating): vnet is Vnet =>
  vnet !== undefined && !vnet.assumed && network.vnets.indexOf(vnet) > network.vnets.indexOf(other)

const overlapOf = (peering: Peering, own: Prefix, remote: Prefix, context: Validating): Finding =>
  findings.peeredSpacesOverlap(
    {
      peering: peering.name,
      vnet: peering.local.name,
      prefix: formatPrefix(own),
      remoteVnet: nameOf(peering.remoteId),
      remotePrefix: formatPrefix(remote),
    },
    isLater(peering.remote, peering.local, context)
      ? placeAt(peering, peering.remote, remote, context)
      : placeAt(peering, peering.local, own, context),
  )

const thirdVnetOverlapOf = (later: Owned<Peering>, earlier: Owned<Peering>, context: Validating): Finding =>
  findings.peerOverlapsThirdVnet(
    {
      peering: later.owner.name,
      vnet: later.owner.local.name,
      remoteVnet: nameOf(later.owner.remoteId),
      remotePrefix: formatPrefix(later.prefix),
      thirdVnet: nameOf(earlier.owner.remoteId),
      thirdPrefix: formatPrefix(earlier.prefix),
    },
    placeAt(later.owner, later.owner.remote, later.prefix, context),
  )

/** Peerings of whole VNets, one for each remote VNet: a second one to the same VNet is another fault (V3). */
const wholePeerings = (vnet: Vnet): readonly Peering[] => {
  const remotes = new Set<string>()
  return vnet.peerings.filter((peering) => {
    if (peering.localSubnets !== undefined || remotes.has(peering.remoteId.key)) return false
    remotes.add(peering.remoteId.key)
    return true
  })
}

/**
 * One sweep over the VNet's own prefixes and those of all its peers. `reported` holds the peerings with V1, so that
 * the two objects of one link give one finding.
 */
const validatePeersOf = (vnet: Vnet, reported: Set<Peering>, context: Validating): readonly Finding[] => {
  const found: Finding[] = []
  const peerings = wholePeerings(vnet)
  const order = new Map<Peering, number>(peerings.map((peering, index) => [peering, index]))
  const isLater = (a: Peering, b: Peering): boolean => (order.get(a) ?? 0) > (order.get(b) ?? 0)
  const reportOverlap = (peering: Peering, own: Prefix, remote: Prefix): void => {
    if (reported.has(peering)) return
    reported.add(peering)
    if (peering.reverse !== undefined) reported.add(peering.reverse)
    found.push(overlapOf(peering, own, remote, context))
  }
  const withThird = new Set<Peering>()
  const entries: readonly Owned<Peering | undefined>[] = [
    ...vnet.prefixes.map((own) => ({ prefix: own, owner: undefined })),
    ...peerings.flatMap((peering) =>
      remoteSpace(peering).map((remote) => ({ prefix: remote, owner: peering })),
    ),
  ]
  visitNested(entries, ({ prefix, owner }, containing) => {
    if (owner === undefined) {
      for (const outer of containing) {
        if (outer.owner !== undefined) reportOverlap(outer.owner, prefix, outer.prefix)
      }
      return
    }
    const own = containing.find((outer) => outer.owner === undefined)
    if (own !== undefined) reportOverlap(owner, own.prefix, prefix)
    const third = containing.findLast((outer) => outer.owner !== undefined && outer.owner !== owner)
    if (third?.owner === undefined) return
    const inner = { prefix, owner }
    const outer = { prefix: third.prefix, owner: third.owner }
    const [later, earlier] = isLater(owner, third.owner) ? [inner, outer] : [outer, inner]
    if (withThird.has(later.owner)) return
    withThird.add(later.owner)
    found.push(thirdVnetOverlapOf(later, earlier, context))
  })
  return found
}

const firstOverlap = (
  own: readonly Prefix[],
  remote: readonly Prefix[],
): { readonly own: Prefix; readonly remote: Prefix } | undefined => {
  let first: { readonly own: Prefix; readonly remote: Prefix } | undefined
  const entries: readonly Owned<'own' | 'remote'>[] = [
    ...own.map((prefix) => ({ prefix, owner: 'own' as const })),
    ...remote.map((prefix) => ({ prefix, owner: 'remote' as const })),
  ]
  visitNested(entries, (entry, containing) => {
    const other = containing.findLast((outer) => outer.owner !== entry.owner)
    if (other === undefined || first !== undefined) return
    first =
      entry.owner === 'own'
        ? { own: entry.prefix, remote: other.prefix }
        : { own: other.prefix, remote: entry.prefix }
  })
  return first
}

/** R2.10: the VNets may overlap elsewhere, but a listed subnet may not lie in the other VNet's space. */
const validateSubnetPeering = (
  peering: Peering,
  reported: Set<Peering>,
  context: Validating,
): readonly Finding[] => {
  const { local, remote, localSubnets } = peering
  if (localSubnets === undefined || remote === undefined || reported.has(peering)) return []
  const names = new Set(localSubnets)
  const listed = local.subnets.flatMap((subnet) =>
    names.has(subnet.name.toLowerCase()) ? subnet.prefixes : [],
  )
  const overlap =
    firstOverlap(listed, remote.prefixes) ?? firstOverlap(local.prefixes, peering.remotePrefixes)
  if (overlap === undefined) return []
  reported.add(peering)
  if (peering.reverse !== undefined) reported.add(peering.reverse)
  return [overlapOf(peering, overlap.own, overlap.remote, context)]
}

/** V1 and V2; the two objects of a link give one finding. */
export const validatePeeredAddressSpaces = (context: Validating): readonly Finding[] => {
  const reported = new Set<Peering>()
  return context.network.vnets.flatMap((vnet) => [
    ...validatePeersOf(vnet, reported, context),
    ...vnet.peerings.flatMap((peering) => validateSubnetPeering(peering, reported, context)),
  ])
}
