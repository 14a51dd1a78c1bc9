// Printed rows as rows of a routing table: which kind of table it is, the columns tell.
import type {
  EvidenceContent,
  RecordedBgpRoute,
  RecordedHubRoute,
  RecordedRoute,
  TableScope,
} from '../../resources/index.ts'
import type { Cell, PrintedRow } from './printed-rows.ts'

/** What rows are: tables of routes, or something else that Azure prints and that is not compared. */
export type RowsReading =
  | { readonly kind: 'table'; readonly content: EvidenceContent }
  | { readonly kind: 'notCompared'; readonly what: 'bgpPeerStatus' | 'routeTablesSummary' }
  | { readonly kind: 'unrecognised' }

/** Cells of columns that Azure's tools call differently; undefined where the column is not there. */
const cell = (row: PrintedRow, ...names: readonly string[]): Cell | undefined => {
  const name = names.find((candidate) => row.has(candidate))
  return name === undefined ? undefined : row.get(name)
}

const textIn = (row: PrintedRow, ...names: readonly string[]): string | undefined => {
  const found = cell(row, ...names)
  return typeof found === 'string' ? found : undefined
}

const textsIn = (row: PrintedRow, ...names: readonly string[]): readonly string[] => {
  const found = cell(row, ...names)
  if (found === null || found === undefined) return []
  return typeof found === 'string' ? found.split(/[\s,]+/).filter((part) => part !== '') : found
}

const prefixColumns = ['addressprefix', 'addressprefixes']

const sources = ['Default', 'User', 'VirtualNetworkGateway'] as const
const states = ['Active', 'Invalid'] as const

/** The word in Azure's spelling: PowerShell and the portal write some with blanks. */
const spelled = <W extends string>(words: readonly W[], text: string | undefined): W | undefined =>
  words.find((word) => word.toLowerCase() === text?.replaceAll(/\s/g, '').toLowerCase())

const nextHopTypes = [
  'VnetLocal',
  'VNetPeering',
  'VNetGlobalPeering',
  'ConnectedGroup',
  'VirtualNetworkGateway',
  'VirtualAppliance',
  'Internet',
  'None',
  'VirtualNetworkServiceEndpoint',
  'InterfaceEndpoint',
] as const

/** The portal's names of next hop types. */
const portalNames: Readonly<Record<string, string>> = { virtualnetwork: 'VnetLocal' }

const nextHopTypeOf = (text: string | undefined): string => {
  const packed = (text ?? '').replaceAll(/\s/g, '')
  return spelled(nextHopTypes, packed) ?? portalNames[packed.toLowerCase()] ?? packed
}

const effectiveRoute = (row: PrintedRow): RecordedRoute => {
  const state = spelled(states, textIn(row, 'state'))
  const udrName = textIn(row, 'name', 'userdefinedroutename', 'routename')
  return {
    source: spelled(sources, textIn(row, 'source')) ?? 'Unknown',
    ...(state === undefined ? {} : { state }),
    prefixes: textsIn(row, ...prefixColumns),
    nextHopType: nextHopTypeOf(textIn(row, 'nexthoptype')),
    nextHopIps: textsIn(row, 'nexthopipaddress', 'nexthopip', 'nexthopipaddresses').filter(
      (text) => text !== '-',
    ),
    ...(udrName === undefined || udrName === '-' ? {} : { udrName }),
  }
}

const numbersIn = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number)

/** Circuits print the origin behind the path: `65515 12076 I`. */
const originBehind = (path: string): string | undefined => /(?:^|\s)([ieIE?])$/.exec(path)?.[1]

/** What circuits print of a classful network: its length goes without saying. */
const withClass = (network: string): string => {
  if (network.includes('/') || network.includes(':')) return network
  const first = Number(network.split('.')[0])
  return network === '0.0.0.0' ? '0.0.0.0/0' : `${network}/${first < 128 ? 8 : first < 192 ? 16 : 24}`
}

const bgpRoute = (row: PrintedRow): RecordedBgpRoute => {
  const network = withClass((textIn(row, 'network') ?? '').replace(/^[*>\s]+/, ''))
  const path = cell(row, 'aspath', 'path')
  const written = typeof path === 'string' ? path : (path ?? []).join(' ')
  const nextHop = cell(row, 'nexthop')
  const origin = textIn(row, 'origin') ?? originBehind(written)
  const sourcePeer = textIn(row, 'sourcepeer')
  const localAddress = textIn(row, 'localaddress')
  return {
    network,
    ...(nextHop === undefined
      ? {}
      : { nextHop: typeof nextHop === 'string' ? nextHop.replace(/[*\s]+$/, '') : null }),
    asPath: numbersIn(written),
    ...(origin === undefined ? {} : { origin }),
    ...(sourcePeer === undefined ? {} : { sourcePeer }),
    ...(localAddress === undefined ? {} : { localAddress }),
  }
}

const hubRoute = (row: PrintedRow): RecordedHubRoute => {
  const asPath = cell(row, 'aspath')
  const origin = textIn(row, 'routeorigin')
  return {
    prefixes: textsIn(row, ...prefixColumns),
    nextHopType: textIn(row, 'nexthoptype') ?? '',
    ...(row.has('nexthops') ? { nextHops: textsIn(row, 'nexthops') } : {}),
    ...(asPath === undefined ? {} : { asPath: numbersIn(typeof asPath === 'string' ? asPath : '') }),
    ...(origin === undefined ? {} : { origin }),
  }
}

/** Only learned routes have a peer that they came from; what is advertised has the origin of a packet on the wire. */
const directionOf = (routes: readonly RecordedBgpRoute[]): 'learned' | 'advertised' | undefined => {
  if (routes.length === 0) return undefined
  if (routes.some(({ sourcePeer }) => sourcePeer !== undefined)) return 'learned'
  return routes.every(({ origin }) => origin === undefined || /^(?:igp|egp|incomplete|[ie?])$/i.test(origin))
    ? 'advertised'
    : 'learned'
}

/** The kind of table that an envelope or a role of a Route Server promises, for tables without rows. */
export type ExpectedKind = EvidenceContent['kind'] | undefined

const kindOf = (row: PrintedRow | undefined, expected: ExpectedKind): EvidenceContent['kind'] | undefined => {
  if (row === undefined) return expected
  const has = (...names: readonly string[]): boolean => names.some((name) => row.has(name))
  if (has(...prefixColumns) && has('nexthoptype'))
    return has('source', 'state')
      ? 'effectiveRoutes'
      : expected === 'effectiveRoutes'
        ? expected
        : 'hubRoutes'
  if (!has('network')) return undefined
  if (expected !== undefined) return expected
  if (has('locprf', 'path')) return 'circuitRoutes'
  return has('aspath') ? 'gatewayRoutes' : undefined
}

/** Reads rows; `instance`: the one of a gateway or Route Server that printed them. */
export const readRows = (
  rows: readonly PrintedRow[],
  scope: TableScope & { readonly hiddenNextHopTypes?: readonly string[] },
  expected?: ExpectedKind,
  instance?: string,
): RowsReading => {
  const [first] = rows
  if (first?.has('statepfxrcd') === true) return { kind: 'notCompared', what: 'routeTablesSummary' }
  if (first?.has('neighbor') === true) return { kind: 'notCompared', what: 'bgpPeerStatus' }
  const kind = kindOf(first, expected)
  switch (kind) {
    case 'effectiveRoutes':
      return { kind: 'table', content: { kind, table: { ...scope, routes: rows.map(effectiveRoute) } } }
    case 'gatewayRoutes': {
      const routes = rows.map(bgpRoute)
      const direction = directionOf(routes)
      return { kind: 'table', content: { kind, direction, instance, table: { ...scope, routes } } }
    }
    case 'circuitRoutes':
      return { kind: 'table', content: { kind, table: { ...scope, routes: rows.map(bgpRoute) } } }
    case 'hubRoutes':
      return { kind: 'table', content: { kind, table: { ...scope, routes: rows.map(hubRoute) } } }
    default:
      return { kind: 'unrecognised' }
  }
}
