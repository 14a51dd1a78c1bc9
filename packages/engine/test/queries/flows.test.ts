// Equal ways to several owners of one address, each of which answers; and what is open where announcements are not known.
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, appliance, securityGroup, transit, vm, vnet } from '../forwarding/azure.ts'
import { localNetworkGateway, routeServer, siteConnection, vpnGateway } from '../forwarding/azure-gateways.ts'
import { lastDecision, traced, waysOf } from '../forwarding/described.ts'

const anycast = '10.99.0.53'

const replica = (address: string): GuestConfiguration => ({
  addresses: [{ dev: 'lo', address: `${anycast}/32` }],
  bgp: {
    asn: 65001,
    networks: [`${anycast}/32`],
    neighbors: ['10.0.9.4', '10.0.9.5'].map((neighbor) => ({
      address: neighbor,
      asn: 65515,
      multihop: true,
      updateSource: address,
    })),
  },
})

const { children = [], ...server } = routeServer('hub', ['10.0.9.4', '10.0.9.5'], {
  ip: '10.0.1.4',
  asn: 65001,
})
const network = [
  vnet('hub', '10.0.0.0/16', { main: '10.0.1.0/24', RouteServerSubnet: '10.0.9.0/27' }),
  vnet('spoke', '10.1.0.0/16', { main: '10.1.0.0/24' }),
  {
    ...server,
    children: [
      ...children,
      { type: 'bgpConnections', name: 'second', properties: { peerIp: '10.0.1.5', peerAsn: 65001 } },
    ],
  },
  ...transit('hub', 'spoke'),
  ...appliance('dns1', 'hub/main', '10.0.1.4'),
  ...appliance('dns2', 'hub/main', '10.0.1.5'),
  ...vm('client', 'spoke/main', '10.1.0.4'),
]
const guests = { dns1: replica('10.0.1.4'), dns2: replica('10.0.1.5') }

describe('R4.19: an address that two machines announce', () => {
  const answer = traced(analysisOf(network, { guests }), { from: 'client', to: anycast })

  test('is either of them, and each answers the flows that it got', () => {
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > dns1:localDelivery = delivered',
      'client:effectiveRoute > dns2:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'dns1:effectiveRoute > client:localDelivery = delivered',
      'dns2:effectiveRoute > client:localDelivery = delivered',
    ])
    expect(answer.return.ways.map(({ share }) => share)).toEqual([0.5, 0.5])
    expect(answer).toMatchObject({ verdict: 'reached', symmetric: true, to: { ip: anycast } })
    expect(answer.to.vm).toBeUndefined()
  })

  test('each way names its own next hop', () => {
    expect(answer.forward.ways.map(({ hops }) => hops[0]?.nextHopIp)).toEqual(['10.0.1.4', '10.0.1.5'])
  })

  test('is the one that runs', () => {
    const world = { guests, state: [{ vm: 'dns1', up: false }] }
    const left = traced(analysisOf(network, world), { from: 'client', to: anycast })
    expect(waysOf(left.forward)).toEqual(['client:effectiveRoute > dns2:localDelivery = delivered'])
    expect(left.to.vm).toBe('dns2')
  })
})

describe('R6.7, R1.7: the tag VirtualNetwork where peers of a gateway may announce more', () => {
  const branch = (bgp: boolean) => [
    vnet('hub', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', networkSecurityGroup: 'group' },
      GatewaySubnet: '10.0.255.0/27',
    }),
    securityGroup('group'),
    vpnGateway('hub', ['10.0.255.4']),
    localNetworkGateway('branch', [], { asn: 65010, bgpPeeringAddress: '192.168.0.1' }),
    siteConnection('hub', 'branch', bgp),
    ...vm('vm1', 'hub/main', '10.0.0.4'),
  ]
  const ask = (bgp: boolean) => traced(analysisOf(branch(bgp)), { from: 'vm1', to: '192.168.77.4' })

  test('leaves a private address open, and denies it where nobody announces', () => {
    expect(ask(true)).toMatchObject({ verdict: 'unknown', filtering: 'notEvaluated' })
    expect(lastDecision(ask(true).forward)).toBe('securityRuleOpen')
    expect(ask(false).forward.ending).toBe('filtered')
  })
})
