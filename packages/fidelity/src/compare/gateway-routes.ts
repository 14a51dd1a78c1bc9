// Compares what a gateway or Route Server learned or advertises.
import type { BgpAnswer } from '@hairpin/engine'
import type { GatewayRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import type { Topology } from '../topology.ts'
import { compareBgpRows } from './bgp-rows.ts'
import { gatewayRows } from './bgp-tables.ts'
import type { Comparison } from './comparison.ts'
import { statedAddresses } from './known-addresses.ts'

/** Compares one record of learned or advertised routes. */
export const compareGatewayRoutes = (
  record: GatewayRoutesRecord,
  topology: Topology,
  bgp: Predicted<BgpAnswer>,
): Comparison =>
  compareBgpRows(record, bgp.ok ? gatewayRows(record, topology, bgp.value) : bgp, statedAddresses(topology))
