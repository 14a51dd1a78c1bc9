// An ExpressRoute gateway among its neighbours in the VNet: the VPN gateway and the Route Server.
import { describe, expect, test } from 'vitest'
import { ipsec, localNetworkGateway, routeServer, vpnGateway } from '../../model/azure-vpn.ts'
import { announcing, circuit, connected, gateway, linksOf, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const hubWith = (vpn: { asn?: number; address: string }, server?: { branchToBranch: boolean }) =>
  printed(
    [
      vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
      vpnGateway('hub', {
        ...(vpn.asn === undefined ? {} : { asn: vpn.asn }),
        instances: [vpn.address],
        properties: {
          vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ['172.20.0.0/24'] } },
        },
      }),
      localNetworkGateway('tokyo', { asn: 65010, peer: '172.16.0.1', prefixes: ['192.168.100.0/24'] }),
      ipsec('hub', 'tokyo'),
      ...(server === undefined
        ? []
        : [
            routeServer('hub', {
              instances: ['10.0.0.8', '10.0.0.9'],
              properties: { allowBranchToBranchTraffic: server.branchToBranch },
            }),
          ]),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('dc', 65020, { er: { '192.168.2.0/24': [65020] } }),
        {
          name: 'branch',
          asn: 65010,
          links: [{ localNetworkGateway: 'tokyo', advertises: [{ prefix: '192.168.1.0/24' }] }],
        },
      ],
    },
  )

const toldToCircuit = (plane: ReturnType<typeof hubWith>) =>
  plane.held('er/primary').filter((line) => line.startsWith('192.168.1'))

describe('R4.9: branch-to-branch', () => {
  test.each(['10.0.0.4', '10.0.0.200'])(
    'what the VPN gateway at %s knows reaches the circuit, whichever address is lower',
    (address) => {
      const lines = toldToCircuit(hubWith({ address }, { branchToBranch: true }))
      expect(new Set(lines)).toEqual(new Set(['192.168.1.0/24: 65515 65010', '192.168.100.0/24: 65515']))
    },
  )

  test('without it, or without a Route Server, it does not (R3.31)', () => {
    expect(toldToCircuit(hubWith({ address: '10.0.0.4' }, { branchToBranch: false }))).toEqual([])
    expect(toldToCircuit(hubWith({ address: '10.0.0.4' }))).toEqual([])
  })

  test('a client pool never does (R3.16)', () => {
    const { held } = hubWith({ address: '10.0.0.4' }, { branchToBranch: true })
    expect(held('rs-hub#0')).toContain('172.20.0.0/24:')
    expect(held('er/primary').join()).not.toContain('172.20')
  })

  test('a Route Server hears of what circuits told, not of what the VPN gateway told', () => {
    const { sent } = hubWith({ address: '10.0.0.4' }, { branchToBranch: true })
    expect(sent('gw-hub#0', 'rs-hub#0')).toEqual(['192.168.2.0/24: 12076 65020'])
  })
})

describe('R3.8: a VPN gateway with a number of its own', () => {
  test('is no circuit: its routes weigh less than those of ExpressRoute', () => {
    const { plane } = hubWith({ asn: 65004, address: '10.0.0.4' })
    const er = plane.speakers.find(({ key }) => key.endsWith('gw-hub#0'))
    const entries = er === undefined ? [] : (plane.bgp.ribs.get(er) ?? [])
    const weights = entries
      .flatMap(({ routes }) => routes)
      .filter(({ learnedOver }) => learnedOver !== undefined)
      .map(({ asPath, weight }) => `${asPath.join(' ')}: ${weight}`)
    expect(new Set(weights)).toEqual(new Set(['65004 65010: 32768', '65004: 32768', '12076 65020: 32769']))
  })

  test('its routes are not handed to the Route Server as if a circuit had told them', () => {
    const { sent } = hubWith({ asn: 65004, address: '10.0.0.4' }, { branchToBranch: true })
    expect(sent('gw-hub#0', 'rs-hub#0')).toEqual(['192.168.2.0/24: 12076 65020'])
  })
})
