// Groups differences by what explains them: drift, facts that were tried and hold, and what the row itself tells.
import { type Analysis, analyse } from '../../analyse.ts'
import type { ResourceSet, World } from '../../resources/index.ts'
import { canonicalPrefix } from './canonical.ts'
import type { Cause, DifferenceGroup, ResourceChange } from './compare-answer.ts'
import { predictionOf } from './compare-table.ts'
import { hypothesesFor } from './hypotheses.ts'
import type { Hypothesis } from './hypothesis.ts'
import { type NetworkChange, networkChanges } from './network-facts.ts'
import { type Compared, compareAll, identityOf, type PlacedDifference } from './placed-difference.ts'
import type { PlacedTable } from './placed-table.ts'
import { announcedIn } from './site-hypotheses.ts'

/** What explains the differences, and changes of resources that no row shows. */
export interface Explained {
  readonly groups: readonly DifferenceGroup[]
  readonly otherChanges: readonly ResourceChange[]
}

interface Known {
  readonly cause: Cause
  readonly rows: readonly PlacedDifference[]
  readonly noneRows: number
}

const withWorld = (set: ResourceSet, world: World): ResourceSet => ({ ...set, world })

const isEmpty = ({
  guests,
  sites,
  devices,
  circuits,
  gateways,
  routeServers,
  virtualHubs,
  state,
}: World): boolean =>
  Object.keys(guests).length === 0 &&
  [sites, devices, circuits, gateways, routeServers, virtualHubs, state].every(({ length }) => length === 0)

/** The network that was collected, with the world of the input where it brings none of its own. */
const collectedAnalysis = (input: Analysis, collected: ResourceSet, era: number | undefined): Analysis => {
  const world = isEmpty(collected.world)
    ? {
        ...input.resourceSet.world,
        settings: { ...input.resourceSet.world.settings, ...collected.world.settings },
      }
    : collected.world
  return analyse(withWorld(collected, world), { era })
}

/** Changes that bear on the tables of a subnet only; gateways announce whatever user routes say. */
const local: ReadonlySet<ResourceChange['kind']> = new Set(['route', 'routeTable', 'networkInterface'])

/** How much a change has to do with a difference: its prefix, and the place of the table. */
const relevance = (
  { change, prefixes, places }: NetworkChange,
  prefix: string,
  placesOfTable: readonly string[],
): number => {
  const isHere = places.some((place) => placesOfTable.includes(place))
  if (!isHere && local.has(change.kind)) return 0
  return (prefixes.some((own) => canonicalPrefix(own) === prefix) ? 4 : 0) + (isHere ? 1 : 0)
}

/** The VNet, the subnet and what else a table's rows depend on. */
const placesOf = ({ network }: Analysis, { place }: PlacedDifference): readonly string[] => {
  if (place.kind === 'effectiveRoutes') {
    const nic = network.nics.find(({ id, name }) => id.text === place.nic.id || name === place.nic.name)
    return nic === undefined ? [] : [nic.subnet.vnet.name, `${nic.subnet.vnet.name}/${nic.subnet.name}`]
  }
  if (place.kind === 'gatewayRoutes') {
    return network.vnets
      .filter(
        ({ gateways, routeServer }) =>
          gateways.some(({ name }) => name === place.speaker.name) ||
          routeServer?.name === place.speaker.name,
      )
      .map(({ name }) => name)
  }
  if (place.kind === 'circuitRoutes') {
    return network.vnets
      .filter(({ gateways }) =>
        gateways.some(
          (gateway) =>
            gateway.kind === 'expressRoute' &&
            gateway.connections.some(({ circuit }) => circuit.name === place.circuit.name),
        ),
      )
      .map(({ name }) => name)
  }
  return network.virtualHubs
    .filter(({ name }) => name === place.hub.name)
    .flatMap(({ connections }) => connections.map(({ vnet }) => vnet.name))
}

const prefixOf = ({ azure, predicted }: PlacedDifference): string =>
  canonicalPrefix(azure?.prefix ?? predicted?.prefix ?? '')

/** Differences that the collected resources do not have, by the changes that have most to do with them. */
const drift = (
  input: Analysis,
  changes: readonly NetworkChange[],
  explained: readonly PlacedDifference[],
): readonly Known[] => {
  const groups = new Map<string, { changes: readonly NetworkChange[]; rows: PlacedDifference[] }>()
  for (const difference of explained) {
    const places = placesOf(input, difference)
    const prefix = prefixOf(difference)
    const scored = changes.map((change) => ({ change, score: relevance(change, prefix, places) }))
    const most = Math.max(0, ...scored.map(({ score }) => score))
    const mine =
      most === 0 ? changes : scored.filter(({ score }) => score === most).map(({ change }) => change)
    const key = mine.map((each) => changes.indexOf(each)).join(',')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { changes: mine, rows: [difference] })
    else group.rows.push(difference)
  }
  return [...groups.values()].map(({ changes: mine, rows }) => ({
    cause: { code: 'drift', proved: true, parameters: {}, changes: mine.map(({ change }) => change) },
    rows,
    noneRows: 0,
  }))
}

/** Trying everything in a large network would take minutes: facts tried, times the resources to analyse for each. */
const trialBudget = 60_000
const mostRounds = 6

/** Tries facts one by one, keeps the one after which most rows agree, and goes on from there. */
const tried = (
  analysis: Analysis,
  placed: readonly PlacedTable[],
  start: Compared,
  isOpen: (difference: PlacedDifference) => boolean,
  era: number | undefined,
): readonly Known[] => {
  const found: Known[] = []
  let { world } = analysis.resourceSet
  let current = start
  let base = analysis
  let spent = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const open = current.differences.filter(isOpen)
    if (open.length === 0 && current.noneRows === 0) break
    const hypotheses = hypothesesFor(base, open, placed)
    spent += hypotheses.length * analysis.resourceSet.resources.size
    if (spent > trialBudget) break
    let best: { hypothesis: Hypothesis; compared: Compared; world: World; analysis: Analysis } | undefined
    for (const hypothesis of hypotheses) {
      const changed = hypothesis.change(world)
      const other = analyse(withWorld(analysis.resourceSet, changed), { era })
      const compared = compareAll(placed, predictionOf(other))
      if (compared.weight < (best?.compared.weight ?? current.weight))
        best = { hypothesis, compared, world: changed, analysis: other }
    }
    if (best === undefined) break
    const left = new Set(best.compared.differences.map(identityOf))
    const rows = current.differences.filter(
      (difference) => isOpen(difference) && !left.has(identityOf(difference)),
    )
    const noneRows = current.noneRows - best.compared.noneRows
    found.push({ cause: { ...best.hypothesis.cause, proved: true }, rows, noneRows: Math.max(0, noneRows) })
    world = best.world
    current = best.compared
    base = best.analysis
  }
  return found
}

const peeringTypes: ReadonlySet<string> = new Set([
  'VNetPeering',
  'VNetGlobalPeering',
  'ConnectedGroup',
  'VnetLocal',
])

/** The gateways and Route Server that a NIC's VNet uses, by name. */
const learnersOf = (analysis: Analysis, difference: PlacedDifference): string => {
  const { place } = difference
  if (place.kind === 'gatewayRoutes') return place.speaker.name
  if (place.kind === 'circuitRoutes') return place.circuit.name
  if (place.kind === 'hubRoutes') return place.hub.name
  const nic = analysis.network.nics.find(({ name }) => name === place.nic.name)
  const vnet = nic?.subnet.vnet
  const hub = vnet?.peerings.find(({ useRemoteGateways }) => useRemoteGateways)?.remote
  const names = [vnet, hub].flatMap((each) => [
    ...(each?.gateways.map(({ name }) => name) ?? []),
    ...(each?.routeServer === undefined ? [] : [each.routeServer.name]),
    ...(each?.hubConnection === undefined ? [] : [each.hubConnection.hub.name]),
  ])
  return [...new Set(names)].join(', ')
}

/** What a row that nothing explained tells of itself. */
const ownCause = (
  analysis: Analysis,
  difference: PlacedDifference,
  isAnnounced: (prefix: string) => boolean,
  isPredicted: boolean,
): Cause => {
  const { change, azure, predicted, rule, place } = difference
  const guess = (code: Cause['code'], parameters: Readonly<Record<string, string>> = {}): Cause => ({
    code,
    proved: false,
    parameters,
  })
  if (!isPredicted) return guess('notPredicted')
  const row = azure ?? predicted
  if (place.kind === 'effectiveRoutes') {
    if (azure?.source === 'User' || predicted?.source === 'User') {
      const nic = analysis.network.nics.find(({ name }) => name === place.nic.name)
      return guess('userRoute', { routeTable: nic?.subnet.routeTable?.name ?? '', nic: place.nic.name })
    }
    if (change !== 'differs' && peeringTypes.has(row?.nextHopType ?? ''))
      return guess('peering', { nic: place.nic.name })
  }
  const fromGateway = place.kind !== 'effectiveRoutes' || row?.source === 'VirtualNetworkGateway'
  if (fromGateway && change === 'onlyInAzure' && !isAnnounced(prefixOf(difference)))
    return guess('notAnnounced', { learners: learnersOf(analysis, difference) })
  if (fromGateway && change === 'onlyPredicted' && place.kind === 'effectiveRoutes')
    return guess('notLearned', { learners: learnersOf(analysis, difference) })
  return guess('rule', { rule: rule ?? '', change, columns: difference.columns.join(', ') })
}

const rest = (
  analysis: Analysis,
  open: readonly PlacedDifference[],
  isPredicted: (table: number) => boolean,
): readonly Known[] => {
  const isAnnounced = announcedIn(analysis)
  const groups = new Map<string, { cause: Cause; rows: PlacedDifference[] }>()
  for (const difference of open) {
    const cause = ownCause(analysis, difference, isAnnounced, isPredicted(difference.table))
    const key = JSON.stringify([
      cause.code,
      cause.parameters,
      cause.code === 'notPredicted' ? difference.table : 0,
    ])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { cause, rows: [difference] })
    else group.rows.push(difference)
  }
  return [...groups.values()].map((group) => ({ ...group, noneRows: 0 }))
}

const sortKey = ({ cause }: Known): string =>
  JSON.stringify([cause.code, cause.parameters, cause.changes ?? []])

const asGroup = ({ cause, rows, noneRows }: Known): DifferenceGroup => ({
  cause,
  rows: rows.map(({ place: _, ...row }) => row),
  noneRows,
})

/** Explains the differences of all tables. `collected`: the resources that were collected with them. */
export const explainDifferences = (
  analysis: Analysis,
  placed: readonly PlacedTable[],
  compared: Compared,
  collected: ResourceSet | undefined,
  era: number | undefined,
): Explained => {
  const real = collected === undefined ? undefined : collectedAnalysis(analysis, collected, era)
  const chosen = new Set(analysis.resourceSet.allocated.map(({ address }) => address))
  const changes =
    real === undefined ? [] : networkChanges(analysis.network, real.network, (address) => chosen.has(address))
  // What was collected explains drift, so whatever else is tried starts from there.
  const base = real ?? analysis
  const baseCompared = real === undefined ? compared : compareAll(placed, predictionOf(real))
  const remaining = new Set(baseCompared.differences.map(identityOf))
  const isDrift = (difference: PlacedDifference): boolean =>
    changes.length > 0 && !remaining.has(identityOf(difference))
  const drifted = drift(analysis, changes, compared.differences.filter(isDrift))
  const asked = new Set(compared.differences.map(identityOf))
  const trials = tried(base, placed, baseCompared, (difference) => asked.has(identityOf(difference)), era)
  const explained = new Set([...drifted, ...trials].flatMap(({ rows }) => rows.map(identityOf)))
  const open = compared.differences.filter((difference) => !explained.has(identityOf(difference)))
  const known = [
    ...drifted,
    ...trials.filter(({ rows, noneRows }) => rows.length + noneRows > 0),
    ...rest(analysis, open, (table) => compared.tables[table]?.predicted === true),
  ]
  const weight = ({ rows, noneRows }: Known): number => rows.length * 1000 + noneRows
  const told = new Set(drifted.flatMap(({ cause }) => cause.changes ?? []))
  return {
    groups: known
      .toSorted((a, b) => weight(b) - weight(a) || (sortKey(a) < sortKey(b) ? -1 : 1))
      .map(asGroup),
    otherChanges: changes.map(({ change }) => change).filter((change) => !told.has(change)),
  }
}
