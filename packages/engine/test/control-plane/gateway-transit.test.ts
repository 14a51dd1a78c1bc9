// Who may use whose gateway, and what that changes at both ends.
import { describe, expect, test } from 'vitest'
import type { ArmResource } from '../model/network-of.ts'
import { announcing, circuit, connected, gateway, linksOf, peeringSide, vnet } from './azure.ts'
import { printed } from './printed.ts'

const hubAndSpoke = (peerings: readonly ArmResource[]) =>
  printed(
    [
      vnet('hub', ['10.0.0.0/16']),
      vnet('spoke', ['10.10.0.0/16']),
      ...peerings,
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [announcing('site', 65010, { er: { '192.168.0.0/16': [65010] } })],
    },
  )

const expectTransit = (peerings: readonly ArmResource[], works: boolean) => {
  const { ownRows, sent, held } = hubAndSpoke(peerings)
  const learned = ownRows('spoke/default').filter((row) => row.startsWith('VirtualNetworkGateway'))
  expect(learned.map((row) => row.split(' ')[2])).toEqual(works ? ['192.168.0.0/16'] : [])
  expect(sent('gw-hub#0')).toEqual(
    works ? ['10.0.0.0/16: 65515', '10.10.0.0/16: 65515'] : ['10.0.0.0/16: 65515'],
  )
  expect(held('router:site')).toEqual(
    works
      ? [
          '10.0.0.0/16: 12076',
          '10.0.0.0/16: 12076',
          '10.10.0.0/16: 12076',
          '10.10.0.0/16: 12076',
          '192.168.0.0/16:',
        ]
      : ['10.0.0.0/16: 12076', '10.0.0.0/16: 12076', '192.168.0.0/16:'],
  )
  return ownRows
}

describe('R2.5, R2.6: transit needs both flags', () => {
  test.each([
    { allowGatewayTransit: false, useRemoteGateways: false },
    { allowGatewayTransit: false, useRemoteGateways: true },
    { allowGatewayTransit: true, useRemoteGateways: false },
    { allowGatewayTransit: true, useRemoteGateways: true },
  ])(
    'allowed $allowGatewayTransit, used $useRemoteGateways',
    ({ allowGatewayTransit, useRemoteGateways }) => {
      const ownRows = expectTransit(
        [
          peeringSide('hub', 'spoke', { allowGatewayTransit }),
          peeringSide('spoke', 'hub', { useRemoteGateways }),
        ],
        allowGatewayTransit && useRemoteGateways,
      )
      expect(ownRows('spoke/default')).toContain('Default Active 10.0.0.0/16 VNetPeering -')
    },
  )

  test('the flags the other way round are of no use', () => {
    expectTransit(
      [
        peeringSide('hub', 'spoke', { useRemoteGateways: true }),
        peeringSide('spoke', 'hub', { allowGatewayTransit: true }),
      ],
      false,
    )
  })

  test('a link with one side only, or with one side Disconnected, gives nothing (R2.1)', () => {
    const hubSide = peeringSide('hub', 'spoke', { allowGatewayTransit: true })
    const spokeSide = (peeringState: string) =>
      peeringSide('spoke', 'hub', { useRemoteGateways: true, peeringState })
    expectTransit([hubSide], false)
    expectTransit([hubSide, spokeSide('Disconnected')], false)
    expectTransit([hubSide, spokeSide('Connected')], true)
  })
})

test('a VNet with a gateway of its own uses that one', () => {
  const { ownRows } = printed(
    [
      vnet('hub', ['10.0.0.0/16']),
      vnet('spoke', ['10.10.0.0/16']),
      peeringSide('hub', 'spoke', { allowGatewayTransit: true }),
      peeringSide('spoke', 'hub', { useRemoteGateways: true }),
      gateway('hub'),
      gateway('spoke'),
      circuit('er1'),
      circuit('er2'),
      connected('hub', 'er1'),
      connected('spoke', 'er2'),
    ],
    {
      circuits: [linksOf('er1', 0), linksOf('er2', 1)],
      sites: [
        announcing('one', 65001, { er1: { '192.168.1.0/24': [65001] } }),
        announcing('two', 65002, { er2: { '192.168.2.0/24': [65002] } }),
      ],
    },
  )
  expect(ownRows('spoke/default').filter((row) => row.startsWith('VirtualNetworkGateway'))).toEqual([
    'VirtualNetworkGateway Active 192.168.2.0/24 VirtualNetworkGateway 10.2.146.78,10.2.146.79',
  ])
})

test('R2.2: a hub whose peering object is out of step advertises the space that it knows', () => {
  const { sent } = hubAndSpoke([
    peeringSide('hub', 'spoke', {
      allowGatewayTransit: true,
      remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.77.0.0/16'] },
    }),
    peeringSide('spoke', 'hub', { useRemoteGateways: true }),
  ])
  expect(sent('gw-hub#0')).toEqual(['10.0.0.0/16: 65515', '10.77.0.0/16: 65515'])
})
