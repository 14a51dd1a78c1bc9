// The recorded tables of a case as the files that `hairpin compare` reads: what Azure printed, with its place.
import type { RecordedBgpRoute, TableScope } from '@hairpin/engine'
import type { Case, CaseRecord, EffectiveRoutesRecord, HubRoutesRecord } from '../case.ts'
import type { CaseInputs } from './index.ts'

type Scope = Partial<TableScope> & { readonly hiddenNextHopTypes?: readonly string[] }

const scopeOf = (record: Scope) => ({
  complete: record.complete === true,
  completeFor: record.completeFor,
  undeterminedColumns: record.undeterminedColumns,
  hiddenNextHopTypes: record.hiddenNextHopTypes,
})

const effectiveRoutes = ({ routes }: EffectiveRoutesRecord): unknown =>
  routes.map((route) => ({
    name: route.udrName ?? null,
    source: route.source,
    state: route.state,
    addressPrefix: route.prefixes,
    nextHopType: route.nextHopType,
    nextHopIpAddress: route.nextHopIps,
  }))

const bgpRoute = (route: RecordedBgpRoute) => ({
  network: route.network,
  nextHop: route.nextHop,
  asPath: route.asPath.join('-'),
  origin: route.origin,
  sourcePeer: route.sourcePeer,
  localAddress: route.localAddress,
  weight: route.weight,
})

/** Circuits print the origin behind the path. */
const circuitRoute = (route: RecordedBgpRoute) => ({
  network: route.network,
  nextHop: route.nextHop,
  locPrf: route.localPref === undefined ? '' : String(route.localPref),
  weight: route.weight,
  path: [...route.asPath, ...(route.origin === undefined ? [] : [route.origin])].join(' '),
})

const hubRoutes = ({ routes }: HubRoutesRecord): unknown =>
  routes.map((route) => ({
    addressPrefixes: route.prefixes,
    nextHopType: route.nextHopType,
    nextHops: route.nextHops,
    asPath: route.asPath?.join('-'),
    routeOrigin: route.origin,
  }))

const hubTypes = {
  routeTable: 'RouteTable',
  connection: 'HubVirtualNetworkConnection',
  firewall: 'AzureFirewalls',
  vpnGateway: 'VpnGateway',
  expressRouteGateway: 'ExpressRouteGateway',
} as const

/** The envelope of a record; undefined for what is no table of Azure's. */
const envelopeOf = (record: CaseRecord): unknown => {
  switch (record.kind) {
    case 'effectiveRoutes':
      return {
        kind: record.kind,
        resource: record.nic,
        ...scopeOf(record),
        output: { value: effectiveRoutes(record) },
      }
    case 'learnedRoutes':
    case 'advertisedRoutes': {
      const { kind, on, peer, instance = '' } = record
      const rows = record.routes.map(bgpRoute)
      const output = /^IN_\d$/.test(instance) ? { [`RouteServiceRole_${instance}`]: rows } : { value: rows }
      return { kind, resource: on, peer, instance: record.instance, ...scopeOf(record), output }
    }
    case 'erCircuitRoutes':
      return {
        kind: 'circuitRoutes',
        resource: record.on,
        path: record.link,
        peering: 'AzurePrivatePeering',
        ...scopeOf(record),
        output: { value: record.routes.map(circuitRoute) },
      }
    case 'vhubEffectiveRoutes':
      return {
        kind: 'hubEffectiveRoutes',
        resource: record.on,
        hubResource: { type: hubTypes[record.resource.kind], id: record.resource.name },
        ...scopeOf(record),
        output: { value: hubRoutes(record) },
      }
    default:
      return undefined
  }
}

/** File names below the case's folder to their texts. Only what can be determined is there. */
export const evidenceOf = (one: Case): CaseInputs =>
  new Map(
    one.recorded.flatMap((record, index) => {
      const envelope = record.determinable ? envelopeOf(record) : undefined
      const name = `evidence/${String(index).padStart(3, '0')}-${record.kind}.json`
      return envelope === undefined ? [] : [[name, `${JSON.stringify(envelope, undefined, 2)}\n`] as const]
    }),
  )
