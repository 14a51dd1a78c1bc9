// What is no property of a thing: the year, values of parameters, service tags, and what is down.
import type { Analysis } from '../../analyse.ts'
import type { Code, Finding } from '../../diagnostics/index.ts'
import { newestYear } from '../../facts/index.ts'
import type { Loaded } from '../../resources/index.ts'
import { guessedValue } from './guessed-value.ts'
import type { Suggestion } from './suggestion.ts'

const era = ({ resourceSet }: Analysis): readonly Suggestion[] =>
  resourceSet.world.era === undefined
    ? [
        {
          section: 'era',
          subject: 'era',
          reasons: [{ code: 'era', parameters: { year: String(newestYear) } }],
          entry: newestYear,
          guessed: [],
          settles: [],
        },
      ]
    : []

const parameters = (loaded: Loaded, found: readonly Finding[]): readonly Suggestion[] => {
  const missing = new Map(
    found.flatMap((finding) =>
      finding.code === 'HP1063' ? [[finding.parameters.name, finding.span] as const] : [],
    ),
  )
  return [...missing]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, span]) => ({
      section: 'parameters',
      subject: name,
      reasons: [{ code: 'parameter', parameters: { name } }],
      entry: { [name]: guessedValue(name, span, loaded) },
      guessed: [name],
      settles: ['HP1063'],
    }))
}

const serviceTags = (found: readonly Finding[]): readonly Suggestion[] => {
  const codes = (['HP2014', 'HP2015'] satisfies Code[]).filter((code) =>
    found.some((finding) => finding.code === code),
  )
  return codes.length === 0
    ? []
    : [
        {
          section: 'serviceTags',
          subject: 'serviceTags',
          reasons: [{ code: 'serviceTags', parameters: {} }],
          entry: 'ServiceTags_Public.json',
          guessed: [],
          settles: codes,
        },
      ]
}

const stateOf = (
  code: 'connectionState' | 'machineState' | 'linkState',
  subject: string,
  fact: Readonly<Record<string, unknown>>,
): Suggestion => ({
  section: 'state',
  subject,
  reasons: [{ code, parameters: { name: subject } }],
  entry: { ...fact, up: false },
  guessed: [],
  settles: [],
})

/** What could be down and bears on routes: not every machine, only those that packets or routes pass. */
const states = ({ network }: Analysis): readonly Suggestion[] => {
  const connections = [
    ...network.vnets.flatMap(({ gateways }) => gateways),
    ...network.virtualHubs.flatMap(({ vpnGateway, expressRouteGateway }) =>
      [vpnGateway, expressRouteGateway].flatMap((gateway) => gateway ?? []),
    ),
  ].flatMap((gateway) => gateway.connections.filter(({ up }) => up).map(({ name }) => name))
  const machines = network.vms.filter(
    ({ running, nics, guest }) =>
      running && (guest?.bgp !== undefined || nics.some(({ ipForwarding }) => ipForwarding)),
  )
  return [
    ...[...new Set(connections)].map((connection) => stateOf('connectionState', connection, { connection })),
    ...machines.map(({ name }) => stateOf('machineState', name, { vm: name })),
    ...network.circuits.flatMap(({ name, links }) =>
      links
        .filter((link) => link.customerSessionUp)
        .map(({ role }) => stateOf('linkState', `${name}/${role}`, { circuitLink: { circuit: name, role } })),
    ),
  ]
}

/** All of them. */
export const suggestBehaviour = (
  loaded: Loaded,
  analysis: Analysis,
  found: readonly Finding[],
): readonly Suggestion[] => [
  ...era(analysis),
  ...parameters(loaded, found),
  ...serviceTags(found),
  ...states(analysis),
]
