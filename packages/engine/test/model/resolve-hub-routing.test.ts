// Which table a connection looks up and which it tells (R5.2), where ids and labels lead somewhere and where they do not.
import { describe, expect, test } from 'vitest'
import { vnet } from './azure.ts'
import { hub, routing, table, toVnet, wanId } from './azure-wan.ts'
import { codesOf, type PlainObject, resolvedOf } from './network-of.ts'

const resolved = (properties: PlainObject, second: PlainObject = {}) => {
  const { network, findings } = resolvedOf([
    vnet('spoke', ['10.11.0.0/16']),
    hub('a', '10.1.0.0/23', [table('t', ['label']), toVnet('spoke', properties)], second),
    hub('b', '10.2.0.0/23', [table('t', ['label'])], second),
  ])
  const [connection] = network.virtualHubs[0]?.connections ?? []
  return {
    associated: connection?.associated?.id.text.replace(/^.*virtualHubs\//, ''),
    told: [...(connection?.propagatesTo ?? [])].map(({ id }) => id.text.replace(/^.*virtualHubs\//, '')),
    codes: codesOf(findings),
  }
}

const tableOf = (path: string) => path.replace('/', '/hubRouteTables/')

test('nothing said: the own default table, and the default tables of all hubs', () => {
  expect(resolved({})).toEqual({
    associated: tableOf('a/defaultRouteTable'),
    told: [tableOf('a/defaultRouteTable'), tableOf('b/defaultRouteTable')],
    codes: [],
  })
})

test('hubs without a WAN: the own default table alone', () => {
  expect(resolved({}, { virtualWan: null }).told).toEqual([tableOf('a/defaultRouteTable')])
  expect(resolved(routing(undefined, [], ['label']), { virtualWan: null }).told).toEqual([tableOf('a/t')])
})

test('ids and labels together, each table once', () => {
  expect(resolved(routing(wanId.table('a', 't'), [wanId.table('a', 't')], ['Label']))).toEqual({
    associated: tableOf('a/t'),
    told: [tableOf('a/t'), tableOf('b/t')],
    codes: [],
  })
})

test('an implicit default table may be named', () => {
  expect(resolved(routing(wanId.table('a', 'defaultRouteTable')))).toMatchObject({
    associated: tableOf('a/defaultRouteTable'),
    codes: [],
  })
})

describe('no table', () => {
  test('noneRouteTable is none, and no finding', () => {
    const none = wanId.table('a', 'noneRouteTable')
    expect(resolved(routing(none, [none]))).toEqual({ associated: undefined, told: [], codes: [] })
  })

  test('an unknown table is a finding, and the rest remains', () => {
    const missing = wanId.table('a', 'missing')
    expect(resolved(routing(missing, [missing, wanId.table('b', 't')]))).toEqual({
      associated: undefined,
      told: [tableOf('b/t')],
      codes: ['HP2006', 'HP2006'],
    })
  })

  test('the table of another hub is not looked up', () => {
    expect(resolved(routing(wanId.table('b', 't'))).associated).toBe(undefined)
  })

  test('an id of another type is a finding', () => {
    expect(resolved(routing(wanId.hub('a'))).codes).toEqual(['HP2007'])
  })

  test('an id that is none is a finding', () => {
    expect(resolved(routing('nonsense')).codes).toHaveLength(1)
  })

  test('a label that no table carries tells nobody', () => {
    expect(resolved(routing(undefined, [], ['nobody'])).told).toEqual([])
  })
})
