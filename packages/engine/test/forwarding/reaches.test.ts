// Whether two speakers get packets to each other, as a BGP session needs it.
import { expect, test } from 'vitest'
import { reaches } from '../../src/forwarding/index.ts'
import { address } from '../../src/net/index.ts'
import { type ArmResource, analysisOf, appliance, peered, vm, vnet } from './azure.ts'
import { routeServer, vpnGateway } from './azure-gateways.ts'

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

test('an answer to a link-local address is lost', () => {
  expect(asked(true, '10.1.0.4', '169.254.0.1')).toBe('no')
})
