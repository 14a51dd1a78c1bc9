// User-defined routes whose next hop is not what they say.
import { describe, expect, test } from 'vitest'
import type { ArmResource } from '../model/network-of.ts'
import {
  circuit,
  connected,
  gateway,
  linksOf,
  machine,
  peered,
  peeringSide,
  type Route,
  routeTable,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

const userRow = (route: Route, others: readonly ArmResource[] = [], stopped: readonly string[] = []) => {
  const { table, ownRows } = printed(
    [
      vnet('vnet', ['10.1.0.0/16', '10.9.0.0/16'], { subnets: { default: { routeTable: 'rt' } } }),
      routeTable('rt', [route]),
      ...others,
    ],
    { circuits: [linksOf('er', 0)], state: stopped.map((vm) => ({ vm, up: false })) },
  )
  const row = table('vnet/default').rows.find(({ source }) => source === 'User')
  const printedRow = ownRows('vnet/default').find((text) => text.startsWith('User'))
  return { printed: printedRow?.replace('User Active ', ''), rule: row?.rule, target: row?.target }
}
const to = (address: string): Route => ['192.168.0.0/16', 'VirtualAppliance', address]
const hub = (location = 'japaneast') => [vnet('hub', ['10.0.0.0/16'], { location }), ...peered('vnet', 'hub')]

describe('R1.20: an appliance must be directly reachable', () => {
  test.each([
    ['in the own VNet', '10.1.0.4', []],
    ['in the second prefix of the own VNet', '10.9.0.4', []],
    ['in a peered VNet', '10.0.0.4', hub()],
    ['in a peered VNet of another region', '10.0.0.4', hub('japanwest')],
  ])('%s: as written', (_, address, others) => {
    expect(userRow(to(address), others)).toMatchObject({
      printed: `192.168.0.0/16 VirtualAppliance ${address}`,
      rule: 'R1.12',
    })
  })

  test.each([
    ['nowhere', '172.16.0.4', []],
    ['in a VNet that is not peered', '10.0.0.4', [vnet('hub', ['10.0.0.0/16'])]],
    [
      'behind a peering that is only Initiated',
      '10.0.0.4',
      [vnet('hub', ['10.0.0.0/16']), peeringSide('vnet', 'hub')],
    ],
    ['behind the next VNet', '10.3.0.4', [...hub(), vnet('far', ['10.3.0.0/16']), ...peered('hub', 'far')]],
    [
      'behind a gateway',
      '10.3.0.4',
      [
        vnet('far', ['10.3.0.0/16']),
        ...['vnet', 'far'].flatMap((name) => [
          gateway(name, { allowRemoteVnetTraffic: true }),
          connected(name, 'er'),
        ]),
        circuit('er'),
      ],
    ],
  ])('%s: None, the address stays', (_, address, others) => {
    expect(userRow(to(address), others)).toEqual({
      printed: `192.168.0.0/16 None ${address}`,
      rule: 'R1.20',
      target: expect.objectContaining({ kind: 'none', because: 'unreachable' }),
    })
  })
})

test('R1.20: where the space of a peer is not known, the address may lie in it, so the row is as written', () => {
  const existing: ArmResource = { type: 'Microsoft.Network/virtualNetworks', name: 'hub', existing: true }
  const row = userRow(to('10.0.0.4'), [existing, peeringSide('vnet', 'hub')])
  expect(row).toMatchObject({ printed: '192.168.0.0/16 VirtualAppliance 10.0.0.4', rule: 'R1.12' })
  expect(row.target).toMatchObject({ kind: 'appliance', over: { name: 'to-hub' } })
})

describe('R1.21, observed 15: the machine behind the next hop', () => {
  test('stopped: None, the address stays', () => {
    expect(userRow(to('10.1.0.4'), machine('nva', 'vnet/default', '10.1.0.4'), ['nva'])).toEqual({
      printed: '192.168.0.0/16 None 10.1.0.4',
      rule: 'R1.21',
      target: expect.objectContaining({ kind: 'none', because: 'stopped' }),
    })
  })

  test('stopped in a peered VNet: None as well', () => {
    const others = [...hub(), ...machine('nva', 'hub/default', '10.0.0.4')]
    expect(userRow(to('10.0.0.4'), others, ['nva']).printed).toBe('192.168.0.0/16 None 10.0.0.4')
  })

  test('running, or owned by nobody: as written', () => {
    const nva = machine('nva', 'vnet/default', '10.1.0.4')
    expect(userRow(to('10.1.0.4'), nva).printed).toBe('192.168.0.0/16 VirtualAppliance 10.1.0.4')
    expect(userRow(to('10.1.0.5'), nva, ['nva']).printed).toBe('192.168.0.0/16 VirtualAppliance 10.1.0.5')
  })

  test('a stopped appliance behind 0.0.0.0/0 removes the None rows as a running one does', () => {
    const { rows } = printed(
      [
        vnet('vnet', ['10.1.0.0/16'], { subnets: { default: { routeTable: 'rt' } } }),
        routeTable('rt', [['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']]),
        ...machine('nva', 'vnet/default', '10.1.0.4'),
      ],
      { state: [{ vm: 'nva', up: false }] },
    )
    expect(rows('vnet/default')).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal -',
      'Default Invalid 0.0.0.0/0 Internet -',
      'User Active 0.0.0.0/0 None 10.1.0.4',
    ])
  })
})

describe('R1.23: VnetLocal', () => {
  test.each(['10.1.0.0/16', '10.9.3.0/24'])('%s is of the VNet', (prefix) => {
    expect(userRow([prefix, 'VnetLocal'])).toMatchObject({ printed: `${prefix} VnetLocal -`, rule: 'R1.12' })
  })

  test.each(['10.0.0.0/16', '10.0.0.0/8'])('%s is not: None', (prefix) => {
    expect(userRow([prefix, 'VnetLocal'], hub())).toEqual({
      printed: `${prefix} None -`,
      rule: 'R1.23',
      target: { kind: 'none', because: 'outsideVnet' },
    })
  })
})

test.each([
  ['VirtualNetworkGateway', 'userGateway'],
  ['Internet', 'internet'],
  ['None', 'none'],
])('R1.12: %s is printed as written', (type, kind) => {
  expect(userRow(['192.168.0.0/16', type])).toEqual({
    printed: `192.168.0.0/16 ${type} -`,
    rule: 'R1.12',
    target: { kind },
  })
})
