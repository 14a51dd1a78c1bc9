// What decides over packets that come from another hub (R5.17).
import { describe, expect, test } from 'vitest'
import { firewall, hub, intent, routing, table, tableRoute, toVnet, wan, wanId } from '../model/azure-wan.ts'
import { vnet } from './azure.ts'
import { hubsOf } from './hubs.ts'

const spokes = [vnet('red', ['10.11.0.0/16']), vnet('far', ['10.22.0.0/16'])]
const id = (name: string, inHub = 'hub1') => wanId.table(inHub, name)

describe('R5.17: what comes from another hub', () => {
  const inHub1 = [
    table('defaultRouteTable', ['default'], [tableRoute('10.11.0.0/16', wanId.firewall('fw'))]),
    table('vnets'),
    toVnet('red', routing(id('vnets'), [id('vnets'), id('vnets', 'hub2')])),
  ]
  const both = (policies?: Parameters<typeof intent>[0]) =>
    hubsOf([
      wan(),
      ...spokes,
      firewall('fw', 'hub1', '10.1.0.132'),
      hub('hub1', '10.1.0.0/23', policies === undefined ? inHub1 : [...inHub1, intent(policies)]),
      hub('hub2', '10.2.0.0/23', [
        table('vnets'),
        toVnet('far', routing(id('vnets', 'hub2'), [id('vnets'), id('vnets', 'hub2')])),
      ]),
    ])

  test('finds the VNets that the hub has told of, though its default table has none of them', () => {
    const { hubTable, forOtherHubs } = both()
    expect(hubTable('hub2/defaultRouteTable')).toEqual([])
    expect(forOtherHubs('hub2')).toContain('10.22.0.0/16 far')
    // A static route of the default table is for branches.
    expect(hubTable('hub1/defaultRouteTable')).toEqual(['10.11.0.0/16 fw'])
    expect(forOtherHubs('hub1')).toContain('10.11.0.0/16 red')
  })

  test('goes through the firewall where a private policy says so', () => {
    const { hubTable, forOtherHubs } = both({ privateTraffic: wanId.firewall('fw') })
    expect(forOtherHubs('hub1')).toEqual(hubTable('hub1/defaultRouteTable'))
    expect(forOtherHubs('hub1').every((line) => line.endsWith(' fw'))).toBe(true)
  })
})
