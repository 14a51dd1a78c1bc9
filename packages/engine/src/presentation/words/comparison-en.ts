// English words of `compare`.
import type { Parameters } from './catalogue.ts'
import type { ComparisonWords } from './comparison-words.ts'

const p = (parameters: Parameters, name: string): string => parameters[name] ?? '?'
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const kinds: Readonly<Record<string, string>> = {
  virtualMachine: 'the virtual machine',
  connection: 'the connection',
  circuit: "the customer's session on circuit",
  localNetworkGateway: 'the local network gateway',
  vpnSite: 'the VPN site',
}

/** All English words of `compare`. */
export const comparisonEnglish: ComparisonWords = {
  agreement: ({ percent, matched, recorded, extra, tables }) =>
    `Agreement ${percent}: ${matched} of ${plural(recorded, 'row')} in ${plural(tables, 'table')} are as predicted; ${extra === 0 ? 'no row is' : `${plural(extra, 'row')} ${extra === 1 ? 'is' : 'are'}`} predicted that Azure does not have.`,
  noneRows: ({ matched, recorded, extra }) =>
    `Reserved prefixes with next hop None, which differ by year and region and are not counted: ${matched} of ${recorded} as predicted, ${extra} only predicted.`,
  nothing: 'No table could be compared.',
  columns: ['Table', 'Rows', 'Agree', 'Differ', 'Only predicted', 'File'],
  tableKinds: {
    effectiveRoutes: 'effective routes',
    learned: 'learned routes',
    advertised: 'advertised routes',
    circuitRoutes: 'circuit routes',
    hubRoutes: 'hub routes',
  },
  differencesHeading: 'Differences, grouped by what explains them',
  noDifferences: 'Every row is as predicted.',
  rows: (count) => plural(count, 'row'),
  noneRowsOf: (count) => plural(count, 'None row'),
  moreRows: (count) => `… and ${plural(count, 'more row')} (--verbose shows all)`,
  changes: { onlyInAzure: 'only in Azure', onlyPredicted: 'only predicted', differs: 'differs' },
  columnNames: {
    source: 'source',
    state: 'state',
    nextHopType: 'next hop type',
    nextHopIps: 'next hop',
    nextHop: 'next hop',
    nextHops: 'next hops',
    asPath: 'AS path',
    origin: 'origin',
    sourcePeer: 'peer',
  },
  azure: 'Azure',
  predicted: 'predicted',
  empty: 'none',
  causes: {
    drift: {
      title: () => 'what is deployed differs from the input',
      meaning: () =>
        'Predicted from the collected resources, these rows agree. The input and the collected resources differ in:',
    },
    siteNotDescribed: {
      title: (parameters) =>
        `a network outside Azure is not described: the one behind ${p(parameters, 'name')}`,
      meaning: () => 'Azure learned these prefixes, and no described speaker announces them.',
    },
    addressNotKnown: {
      title: (parameters) =>
        `addresses that Azure chose for ${p(parameters, 'gateway')} are not in hairpin.yaml`,
      meaning: () => 'Without them two rows of the table look like one.',
    },
    down: {
      title: (parameters) =>
        `${kinds[p(parameters, 'kind')] ?? ''} ${p(parameters, 'name')} was down when the tables were collected`,
      meaning: (parameters) =>
        p(parameters, 'kind') === 'virtualMachine'
          ? 'The input takes it for running. A stopped machine is no next hop and has no BGP sessions.'
          : 'The input takes it for up.',
    },
    era: {
      title: (parameters) =>
        `Azure behaves as in another year: ${p(parameters, 'setting')} ${p(parameters, 'value')}`,
      meaning: () => 'Regions change on different days. This setting predicts what was collected.',
    },
    userRoute: {
      title: (parameters) =>
        parameters['routeTable'] === ''
          ? `user routes of ${p(parameters, 'nic')} are not those of the input, which has no route table there`
          : `user routes are not those of route table ${p(parameters, 'routeTable')} in the input`,
      meaning: () =>
        'The route table was probably changed by hand, or the input is older than the deployment. Collect the resources with the tables to see which route.',
    },
    peering: {
      title: (parameters) =>
        `address spaces or peerings around ${p(parameters, 'nic')} are not those of the input`,
      meaning: () =>
        'A peering or an address space was probably added or removed, or the other virtual network is not among the inputs.',
    },
    notAnnounced: {
      title: (parameters) =>
        `routes that no described speaker announces, learned by ${p(parameters, 'learners')}`,
      meaning: () =>
        'Describe what announces them in hairpin.yaml: a site with its prefixes, or a guest with its BGP configuration. The command init writes the lines to fill in.',
    },
    notLearned: {
      title: (parameters) => `routes that ${p(parameters, 'learners')} should have and Azure does not show`,
      meaning: () =>
        'Probably a session or a connection was down, a filter stands in the way, or gateway route propagation is off. Compare the learned routes of the gateway as well.',
    },
    notPredicted: {
      title: () => 'a table that is not predicted at all',
      meaning: () =>
        'The place is known, but Hairpin has no such table: the session or the resource kind is missing.',
    },
    rule: {
      title: (parameters) =>
        parameters['rule'] === '' || parameters['rule'] === undefined
          ? 'no explanation was found'
          : `no explanation was found; the rows come from rule ${p(parameters, 'rule')}`,
      meaning: () =>
        'If the inputs describe the network as it was, the prediction may be wrong. Please report it with the output of --output json and, if you may share them, the inputs.',
    },
  },
  proved: 'Recomputed with it, these rows agree.',
  suggestion: 'For hairpin.yaml:',
  resourceKinds: {
    virtualNetwork: 'virtual network',
    subnet: 'subnet',
    routeTable: 'route table',
    route: 'route',
    peering: 'peering',
    gateway: 'gateway',
    connection: 'connection',
    networkInterface: 'network interface',
    virtualMachine: 'virtual machine',
    routeServer: 'Route Server',
    virtualHub: 'virtual hub',
  },
  change: ({ kind, name, property, input, collected, declaredAt }) => {
    const place = declaredAt === undefined ? '' : ` (${declaredAt})`
    if (input === undefined)
      return `${kind} ${name} is not in the input${property === 'exists' ? '' : `; deployed: ${collected}`}`
    if (collected === undefined)
      return `${kind} ${name} is not deployed${property === 'exists' ? '' : `; input: ${input}`}${place}`
    return `${kind} ${name}: ${property} is ${collected}, in the input ${input}${place}`
  },
  otherChangesHeading:
    'Further differences between the input and the collected resources, on which no row depends',
  unstated: (addresses) =>
    `Addresses that no input states, and that were therefore not compared: ${addresses}. hairpin.yaml can state them, under circuits, gateways, routeServers and virtualHubs.`,
}
