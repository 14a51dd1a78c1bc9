// Compares the route table of one link of a circuit.
import type { BgpAnswer } from '@hairpin/engine'
import type { CircuitRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import type { Topology } from '../topology.ts'
import { compareBgpRows } from './bgp-rows.ts'
import { circuitRows } from './bgp-tables.ts'
import type { Comparison } from './comparison.ts'
import { statedAddresses } from './known-addresses.ts'

/** Compares one record of a circuit's routes. */
export const compareCircuitRoutes = (
  record: CircuitRoutesRecord,
  topology: Topology,
  bgp: Predicted<BgpAnswer>,
): Comparison =>
  compareBgpRows(record, bgp.ok ? circuitRows(record, bgp.value) : bgp, statedAddresses(topology))
