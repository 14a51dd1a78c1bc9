// Compares any record of a case with what the engine predicts.
import type { Case, CaseRecord } from '../case.ts'
import type { Predictions } from '../predictions.ts'
import { compareCircuitRoutes } from './circuit-routes.ts'
import type { Comparison } from './comparison.ts'
import { compareEffectiveRoutes } from './effective-routes.ts'
import { compareGatewayRoutes } from './gateway-routes.ts'
import { compareHubRoutes } from './hub-routes.ts'
import { knownNextHops } from './known-addresses.ts'
import { compareNextHop } from './next-hop.ts'
import { comparePing } from './ping.ts'
import { probeOf } from './protocol.ts'
import { compareRouterTable } from './router-table.ts'
import { compareTrace } from './trace.ts'

/** Compares one record. */
export const compareRecord = (record: CaseRecord, one: Case, predictions: Predictions): Comparison => {
  const { topology } = one
  switch (record.kind) {
    case 'effectiveRoutes':
      return compareEffectiveRoutes(record, predictions.routes(record.nic), knownNextHops(topology))
    case 'learnedRoutes':
    case 'advertisedRoutes':
      return compareGatewayRoutes(record, topology, predictions.bgp())
    case 'bgpTable':
      return compareRouterTable(record, topology, predictions.bgp())
    case 'erCircuitRoutes':
      return compareCircuitRoutes(record, topology, predictions.bgp())
    case 'vhubEffectiveRoutes':
      return compareHubRoutes(record, predictions.bgp())
    case 'trace': {
      const probe = probeOf(record.protocol, record.tool)
      return compareTrace(record, predictions.trace({ from: record.from, to: record.to, ...probe }))
    }
    case 'ping': {
      const probe = probeOf(record.protocol, undefined)
      return comparePing(record, predictions.trace({ from: record.from, to: record.to, ...probe }))
    }
    case 'nextHop': {
      const nic = topology.vms?.find(({ name }) => name === record.from)?.nics[0]?.name ?? record.from
      return compareNextHop(record, nic, predictions.routes(nic))
    }
  }
}
