// Whether two speakers get packets to each other, as a BGP session needs it.
import { expect, test } from 'vitest'
import { reaches } from '../../src/forwarding/index.ts'
import { address } from '../../src/net/index.ts'
import { type ArmResource, analysisOf, appliance, peered, vm, vnet } from './azure.ts'
import { localNetworkGateway, routeServer, siteConnection, vpnGateway } from './azure-gateways.ts'
import { traced } from './described.ts'

const resources = (joined: boolean): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  vnet('spoke', '10.1.0.0/16', { RouteServerSubnet: '10.1.0.0/27', GatewaySubnet: '10.1.255.0/27' }),
  ...(joined ? peered('hub', 'spoke') : []),
  routeServer('spoke', ['10.1.0.4', '10.1.0.5'], { ip: '10.0.0.9', asn: 65001 }),
  vpnGateway('spoke', ['10.1.255.4']),
  ...appliance('nva', 'hub/main', '10.0.0.9'),
  ...vm('vm1', 'hub/main', '10.0.0.4'),
]

const asked = (joined: boolean, to: string, source = '10.0.0.9') => {
  const { surroundings, network } = analysisOf(resources(joined))
  const nva = network.vms.find(({ name }) => name === 'nva')
  return nva && reaches(surroundings, nva, address(source), address(to))
}

test.each([
  ['a Route Server over a peering', true, '10.1.0.4', 'yes'],
  ['an instance of a VPN gateway', true, '10.1.255.4', 'yes'],
  ['a machine beside it', true, '10.0.0.4', 'yes'],
  ['itself', true, '10.0.0.9', 'yes'],
  ['a Route Server to which nothing leads', false, '10.1.0.4', 'no'],
  ['an address that nobody has', true, '10.0.0.77', 'no'],
] as const)('%s', (_, joined, to, expected) => {
  expect(asked(joined, to)).toBe(expected)
})

test('a Route Server answers as Windows does (R6.27), as in a public lab of 2022', () => {
  const answer = traced(analysisOf(resources(true)), { from: 'vm1', to: '10.1.0.4' })
  expect(answer).toMatchObject({ verdict: 'reached', replyTtl: 128 })
  expect(answer.assumptions.map(({ code }) => code)).not.toContain('initialTtl')
})

test('an answer to a link-local address is lost', () => {
  expect(asked(true, '10.1.0.4', '169.254.0.1')).toBe('no')
})

test('a gateway knows the way to the loopback of its peer, whatever stands in the tables', () => {
  const { surroundings, network } = analysisOf(
    [
      vnet('hub', '10.0.0.0/16', { GatewaySubnet: '10.0.255.0/27' }),
      vpnGateway('hub', ['10.0.255.4']),
      vnet('branch', '10.5.0.0/16', { nva: '10.5.1.0/24' }),
      localNetworkGateway('lng', [], { asn: 65010, bgpPeeringAddress: '192.168.10.10' }),
      siteConnection('hub', 'lng', true),
      ...appliance('router', 'branch/nva', '10.5.1.4', { publicAddress: true }),
    ],
    {
      devices: [{ localNetworkGateway: 'lng', is: { vm: 'router' } }],
      guests: {
        router: {
          addresses: [{ dev: 'lo', address: '192.168.10.10/32' }],
          routes: [{ prefix: '10.0.255.4/32', dev: 'vti0' }],
          tunnels: [{ kind: 'ipsec', dev: 'vti0', local: '10.5.1.4', remote: '10.0.255.4' }],
          bgp: { asn: 65010, neighbors: [{ address: '10.0.255.4', asn: 65515 }] },
        },
      },
    },
  )
  const [router] = network.vms
  expect(router && reaches(surroundings, router, address('192.168.10.10'), address('10.0.255.4'))).toBe('yes')
})
