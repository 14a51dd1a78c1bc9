// R3.8: an active-active VPN gateway with an AS number of its own beside a Route Server, with one tunnel only.
import { describe, expect, test } from 'vitest'
import { ipsec, localNetworkGateway, routeServer, vpnGateway } from '../../model/azure-vpn.ts'
import { vnet } from '../azure.ts'
import { printed } from '../printed.ts'

/** The branch answers one instance of the hub's gateway; it has a local network gateway, as for any device. */
const hubWith = (asn: number) =>
  printed(
    [
      vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
      vpnGateway('hub', { asn, instances: ['10.0.0.4', '10.0.0.5'] }),
      vnet('branch', ['10.9.0.0/16']),
      vpnGateway('branch', { asn: 65003, instances: ['10.9.0.4'] }),
      localNetworkGateway('to-branch', { asn: 65003, peer: '10.9.0.4' }),
      localNetworkGateway('to-hub', { asn, peer: '10.0.0.4' }),
      ipsec('hub', 'to-branch'),
      ipsec('branch', 'to-hub'),
      routeServer('hub', { instances: ['10.0.0.8'], properties: { allowBranchToBranchTraffic: true } }),
    ],
    {
      devices: [
        { localNetworkGateway: 'to-branch', is: { gateway: 'vpn-branch' } },
        { localNetworkGateway: 'to-hub', is: { gateway: 'vpn-hub' } },
      ],
    },
  )

describe('over external sessions', () => {
  test('both instances tell the Route Server, each with itself as next hop', () => {
    const { held, ownRows } = hubWith(65004)
    expect(held('rs-hub#0').filter((line) => line.startsWith('10.9.0.0/16'))).toEqual([
      '10.9.0.0/16: 65004 65003',
      '10.9.0.0/16: 65004 65003',
    ])
    expect(ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 10.9.0.0/16 VirtualNetworkGateway 10.0.0.4,10.0.0.5',
    )
  })
})

describe('with 65515 the sessions are internal', () => {
  test('the instance without a tunnel tells nothing on', () => {
    const { held, ownRows } = hubWith(65515)
    expect(held('rs-hub#0').filter((line) => line.startsWith('10.9.0.0/16'))).toEqual(['10.9.0.0/16: 65003'])
    expect(ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 10.9.0.0/16 VirtualNetworkGateway 10.0.0.4',
    )
  })
})
