// Compares any record of a case with what the engine predicts.
import type { BgpAnswer, BgpTableRow, RecordedBgpTable } from '@hairpin/engine'
import type { Case, CaseRecord } from '../case.ts'
import type { Predicted, Predictions } from '../predictions.ts'
import { compareBgpTable, rowsOfCircuit, rowsOfGateway, rowsOfRouter } from './bgp-tables.ts'
import type { Comparison } from './comparison.ts'
import { compareEffectiveRoutes } from './effective-routes.ts'
import { compareHubRoutes } from './hub-routes.ts'
import { compareNextHop } from './next-hop.ts'
import { comparePing } from './ping.ts'
import { probeOf } from './protocol.ts'
import { compareTrace } from './trace.ts'

/** Compares one record. */
export const compareRecord = (record: CaseRecord, one: Case, predictions: Predictions): Comparison => {
  const { topology } = one
  const compareBgp = (
    table: RecordedBgpTable,
    find: (bgp: BgpAnswer) => Predicted<readonly BgpTableRow[]>,
  ): Comparison => {
    const bgp = predictions.bgp()
    return compareBgpTable(table, bgp.ok ? find(bgp.value) : bgp, predictions.known().stated)
  }
  switch (record.kind) {
    case 'effectiveRoutes':
      return compareEffectiveRoutes(record, predictions.routes(record.nic), predictions.known().nextHops)
    case 'learnedRoutes':
    case 'advertisedRoutes':
      return compareBgp(record, (bgp) => rowsOfGateway(record, topology, bgp))
    case 'bgpTable':
      return compareBgp(record, (bgp) => rowsOfRouter(record, bgp))
    case 'erCircuitRoutes':
      return compareBgp(record, (bgp) => rowsOfCircuit(record, bgp))
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
