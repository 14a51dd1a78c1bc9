// Tunnels whose own packets would go into the tunnel.
import { expect, test } from 'vitest'
import { validateTunnels } from '../../../src/model/validation/tunnels.ts'
import type { GuestConfiguration, GuestRoute, GuestTunnel } from '../../../src/resources/index.ts'
import { nic, vm, vnet } from '../azure.ts'
import { codesOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const machine = [
  vnet('hub', ['10.0.0.0/16'], { nva: '10.0.0.0/24' }),
  nic('n', 'hub/nva', '10.0.0.4'),
  vm('nva', ['n']),
]
const judge = (guest: GuestConfiguration) =>
  validateTunnels(validatingOf(machine, {}, { guests: { nva: guest } }))

const vxlan: GuestTunnel = {
  kind: 'vxlan',
  dev: 'vxlan0',
  local: '10.0.0.4',
  remote: '10.100.0.4',
  inner: '169.254.0.1/24',
}
const around: GuestRoute = { prefix: '10.100.0.4/32', via: '10.0.0.1' }

test.each<[string, GuestRoute]>([
  ['by its interface', { prefix: '10.100.0.0/16', dev: 'vxlan0' }],
  ['by a gateway inside', { prefix: '10.100.0.0/16', via: '169.254.0.2' }],
])('L13 a route through the tunnel, %s, that covers its far end', (_, route) => {
  expect(judge({ tunnels: [vxlan], routes: [route] })).toMatchObject([
    {
      code: 'HP4013',
      parameters: { guest: 'nva', tunnel: 'vxlan0', farEnd: '10.100.0.4', prefix: '10.100.0.0/16' },
    },
  ])
  expect(judge({ tunnels: [vxlan], routes: [route, around] })).toEqual([])
})

test.each<[string, GuestConfiguration]>([
  [
    'the route is for somewhere else',
    { tunnels: [vxlan], routes: [{ prefix: '10.101.0.0/16', dev: 'vxlan0' }] },
  ],
  [
    'it leaves by another interface',
    { tunnels: [vxlan], routes: [{ prefix: '10.100.0.0/16', dev: 'eth0' }] },
  ],
  [
    'it discards',
    { tunnels: [vxlan], routes: [{ prefix: '10.100.0.0/16', dev: 'vxlan0', blackhole: true }] },
  ],
  [
    'it is a default route, and metrics decide',
    { tunnels: [vxlan], routes: [{ prefix: '0.0.0.0/0', dev: 'vxlan0' }] },
  ],
  [
    'the far end is a neighbour',
    { tunnels: [{ ...vxlan, remote: '10.0.0.5' }], routes: [{ prefix: '10.0.0.0/16', dev: 'vxlan0' }] },
  ],
  [
    'the kernel does not route what it encrypts',
    { tunnels: [{ ...vxlan, kind: 'ipsec' }], routes: [{ prefix: '10.100.0.4/32', dev: 'vxlan0' }] },
  ],
])('L13 is not told where %s', (_, guest) => {
  expect(judge(guest)).toEqual([])
})

test('L13 for the router of a site, at the route', () => {
  const span = { file: 'hairpin.yaml', line: 7, column: 9, endLine: 7, endColumn: 20 }
  const guest = { tunnels: [vxlan], routes: [{ prefix: '10.100.0.0/16', dev: 'vxlan0', span }] }
  const found = validateTunnels(validatingOf([], {}, { sites: [{ name: 'dc', guest }] }))
  expect(found).toMatchObject([{ code: 'HP4013', span, parameters: { guest: 'dc' } }])
  expect(codesOf(found)).toHaveLength(1)
})
