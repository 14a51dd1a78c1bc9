// Route tables that the connections of a hub propagate to, from bare names.
import { expect, test } from 'vitest'
import type { Ids } from '../../src/case-to-inputs/arm.ts'
import { propagatedTables } from '../../src/case-to-inputs/propagated-tables.ts'
import type { CaseVirtualHub } from '../../src/topology.ts'

const own: CaseVirtualHub = { name: 'east', prefix: '10.10.0.0/23', routeTables: [{ name: 'red' }] }
const other: CaseVirtualHub = { name: 'west', prefix: '10.11.0.0/23', routeTables: [{ name: 'red' }] }
const third: CaseVirtualHub = { name: 'south', prefix: '10.12.0.0/23' }
const ids: Ids = {
  network: (...path) => path.join('/'),
  compute: (...path) => path.join('/'),
  subnet: (reference) => reference,
  location: 'japaneast',
  subscription: '/subscriptions/s',
}

const tables = (connection: Parameters<typeof propagatedTables>[1]) =>
  propagatedTables(own, connection, [own, other, third], ids).map(({ id }) =>
    id.replace(/.*virtualHubs\//, ''),
  )

test('without labels a name means the table of each hub that has one', () => {
  expect(tables({ propagated: ['red'] })).toEqual(['east/hubRouteTables/red', 'west/hubRouteTables/red'])
  expect(tables({ propagated: ['defaultRouteTable'] })).toHaveLength(3)
})

test('with labels, even none, it means the own hub', () => {
  expect(tables({ propagated: ['red'], labels: [] })).toEqual(['east/hubRouteTables/red'])
})

test('a table that no hub states is still the own hub’s', () => {
  expect(tables({ propagated: ['blue'] })).toEqual(['east/hubRouteTables/blue'])
})
