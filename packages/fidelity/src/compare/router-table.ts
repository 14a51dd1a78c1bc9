// Compares the BGP table of a VM or of a router outside Azure.
import type { BgpAnswer } from '@hairpin/engine'
import type { BgpTableRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import type { Topology } from '../topology.ts'
import { compareBgpRows } from './bgp-rows.ts'
import { routerRows } from './bgp-tables.ts'
import type { Comparison } from './comparison.ts'
import { statedAddresses } from './known-addresses.ts'

/** Compares one record of a router's table. */
export const compareRouterTable = (
  record: BgpTableRecord,
  topology: Topology,
  bgp: Predicted<BgpAnswer>,
): Comparison =>
  compareBgpRows(record, bgp.ok ? routerRows(record, bgp.value) : bgp, statedAddresses(topology))
