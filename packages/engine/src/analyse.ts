// The story, top to bottom: resources → network → control plane → forwarding.
import {
  type ControlPlane,
  controlPlane,
  nameOfSpeaker,
  ownerOfSpeaker,
  type Reaches,
  serviceTagsFor,
  serviceTagUses,
  undescribedSourcesIn,
} from './control-plane/index.ts'
import { type Code, type Finding, findings, formatSpan, refusals, sortFindings } from './diagnostics/index.ts'
import { type Era, eraOf } from './facts/index.ts'
import { reaches, type Surroundings, surroundingsOf } from './forwarding/index.ts'
import { type Network, newestProfile, resolve, type ValidationProfile, validate } from './model/index.ts'
import { formatPrefix } from './net/index.ts'
import type { ResourceSet } from './resources/index.ts'

/** A network that is ready to be asked. */
export interface Analysis {
  readonly resourceSet: ResourceSet
  readonly network: Network
  readonly controlPlane: ControlPlane
  readonly surroundings: Surroundings
  /** What is wrong or doubtful: links to nothing, what Azure would refuse, lints, BGP that never settles. */
  readonly findings: readonly Finding[]
  /** Codes for which Azure would refuse the network: whatever is answered is hypothetical then. */
  readonly refused: readonly Code[]
}

/** What the caller may fix. */
export interface AnalyseOptions {
  /** Year of the behaviour to predict; wins over the world file; default: the newest. */
  readonly era?: number | undefined
  /** What reading found: an address outside its subnet is told there. */
  readonly found?: readonly Finding[]
}

const kinds = {
  vpnGateway: 'gateway',
  routeServer: 'routeServer',
  virtualHub: 'virtualHub',
  remoteVnet: 'virtualNetwork',
} as const

const profileOf = ({ year, remoteVnetDefault, routesPerTable, routeLimits }: Era): ValidationProfile => ({
  ...newestProfile,
  remoteVnetDefault,
  routesPerTable,
  routeLimits,
  basicGatewayAddresses: year < 2024,
  routeServerSubnetLength: year < 2025 ? 27 : 26,
})

/** Who learns routes of which the inputs do not speak: said once for each VNet that has it. */
const notDescribed = (network: Network): readonly Finding[] =>
  network.vnets.flatMap((vnet) =>
    undescribedSourcesIn(vnet).flatMap(({ name, kind, peers, declaredAt }) =>
      // That the id of a circuit is not known has been said where it is written.
      kind === 'expressRouteGateway'
        ? []
        : findings.announcementsNotDescribed(
            { vnet: vnet.name, source: name, kind: kinds[kind], peers },
            { span: declaredAt, resourceId: vnet.id.text },
          ),
    ),
  )

/** R1.8, R1.25: tags that the list lacks, and the date of the list where it is the one that comes with the engine. */
const tagsInQuestion = (network: Network): readonly Finding[] => {
  const list = serviceTagsFor(network)
  const uses = serviceTagUses(network, list)
  const unknown = Map.groupBy(
    uses.filter(({ isKnown }) => !isKnown),
    ({ declaredAt }) => (declaredAt === undefined ? '' : formatSpan(declaredAt)),
  )
  const missing = [...unknown.values()].map((together) =>
    findings.serviceTagNotKnown(
      {
        tags: together.map(({ tag }) => tag),
        usedBy: [...new Set(together.flatMap(({ usedBy }) => usedBy))],
        source: list.source,
      },
      { span: together[0]?.declaredAt },
    ),
  )
  const tags = uses.filter(({ isKnown }) => isKnown).map(({ tag }) => tag)
  return list.isBundled && tags.length > 0
    ? [...missing, findings.serviceTagsDated({ tags, date: list.source })]
    : missing
}

/** Asks the walk of packets about the tables at hand; what it reads is made once for each set of tables (R7.9). */
const byWalking = (network: Network): Reaches => {
  let known: Surroundings | undefined
  return (tables, vm, source, target) => {
    if (known?.controlPlane !== tables) known = surroundingsOf(network, tables)
    return reaches(known, vm, source, target)
  }
}

/** Analyses a resource set. Never throws: whatever is wrong is a finding, and the rest is answered. */
export const analyse = (resourceSet: ResourceSet, options: AnalyseOptions = {}): Analysis => {
  const era = eraOf(options.era ?? resourceSet.world.era, resourceSet.world.settings)
  const { network, findings: unresolved } = resolve(resourceSet)
  const tables = controlPlane(network, era, byWalking(network))
  const stopped = tables.failures.flatMap((failure): readonly Finding[] => {
    if (failure.kind === 'statedDown') return []
    const { speaker, peer } = failure.end
    const parameters = { speaker: nameOfSpeaker(speaker), peer: nameOfSpeaker(peer.speaker) }
    if (failure.kind === 'unreachable')
      return [findings.sessionWithoutWay(parameters, { span: ownerOfSpeaker(speaker).declaredAt })]
    const { found, limit } = failure
    const span = ownerOfSpeaker(peer.speaker).declaredAt
    return [findings.routeLimitExceeded({ ...parameters, found, limit }, { span })]
  })
  const flapping =
    tables.flapping.length === 0
      ? []
      : [
          findings.routeOscillation({
            members: tables.flapping.map(({ ends }) =>
              ends.map(({ speaker }) => nameOfSpeaker(speaker)).join(' – '),
            ),
          }),
        ]
  const unstable = tables.bgp.oscillations.map(({ prefix, members }) =>
    findings.routesNeverSettle({
      prefix: formatPrefix(prefix),
      speakers: [...new Set(members.map(nameOfSpeaker))].sort(),
    }),
  )
  const judged = [...unresolved, ...validate(network, resourceSet, profileOf(era))]
  return {
    resourceSet,
    network,
    controlPlane: tables,
    surroundings: surroundingsOf(network, tables),
    findings: sortFindings([
      ...judged,
      ...unstable,
      ...stopped,
      ...flapping,
      ...notDescribed(network),
      ...tagsInQuestion(network),
    ]),
    refused: refusals([...(options.found ?? []), ...judged]),
  }
}
