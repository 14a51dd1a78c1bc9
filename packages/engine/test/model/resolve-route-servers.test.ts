// Route Servers with their peers, and who has the address of a peer.
import { describe, expect, test } from 'vitest'
import type { RouteServer } from '../../src/model/index.ts'
import { formatAddress } from '../../src/net/index.ts'
import type { World } from '../../src/resources/index.ts'
import { nic, peered, vm, vnet } from './azure.ts'
import { routeServer } from './azure-vpn.ts'
import { hubPeer } from './azure-wan.ts'
import { type ArmResource, codesOf, type PlainObject, resolvedOf } from './network-of.ts'

const net = vnet('net', ['10.0.0.0/16'], { RouteServerSubnet: '10.0.1.0/24', default: '10.0.2.0/24' })

const serverOf = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
): { readonly server: RouteServer | undefined; readonly codes: readonly string[] } => {
  const { network, findings } = resolvedOf([net, ...resources], world)
  return { server: network.routeServers[0], codes: codesOf(findings) }
}

describe('R4.1: what is read', () => {
  test('by default: AS 65515, no branch-to-branch, ExpressRoute preferred', () => {
    const { server, codes } = serverOf([routeServer('net')])
    expect([server?.asn, server?.branchToBranch, server?.preference, server?.instances]).toEqual([
      65515,
      false,
      'ExpressRoute',
      [],
    ])
    expect(server?.vnet.routeServer).toBe(server)
    expect(codes).toEqual([])
  })

  test('the addresses of the world file come before those of an export; IPv4 alone', () => {
    const addresses = (world: Partial<World>) =>
      serverOf(
        [routeServer('net', { instances: ['10.0.1.4', 'fd00::4', 'nonsense'] })],
        world,
      ).server?.instances.map(formatAddress)
    expect(addresses({})).toEqual(['10.0.1.4'])
    expect(addresses({ routeServers: [{ name: 'rs-net', instanceIps: ['10.0.1.8', '10.0.1.9'] }] })).toEqual([
      '10.0.1.8',
      '10.0.1.9',
    ])
  })

  test('in a subnet that is not there it is left out with a finding', () => {
    const { network, findings } = resolvedOf([routeServer('net')])
    expect(network.routeServers).toEqual([])
    expect(codesOf(findings)).toContain('HP2006')
  })

  test('a second one of a VNet does not replace the first', () => {
    const { network } = resolvedOf([net, routeServer('net'), { ...routeServer('net'), name: 'rs-second' }])
    expect(network.routeServers.map(({ vnet: { routeServer: known } }) => known?.name)).toEqual([
      'rs-net',
      'rs-net',
    ])
  })
})

describe('an export of the hub alone', () => {
  const alone = (instances: readonly string[], body: ArmResource['body'] = {}): ArmResource => ({
    type: 'Microsoft.Network/virtualHubs',
    name: 'rs',
    body,
    properties: {
      virtualRouterIps: instances,
      ipConfigurations: [
        { id: '/subscriptions/s/providers/Microsoft.Network/virtualHubs/rs/ipConfigurations/c' },
      ],
    },
  })
  const other = vnet('other', ['10.0.0.0/16'], { RouteServerSubnet: '10.0.9.0/24' })

  test('lies in the RouteServerSubnet that has its addresses', () => {
    const { network, findings } = resolvedOf([other, net, alone(['10.0.1.4', '10.0.1.5'])])
    expect(network.routeServers.map(({ vnet: { name } }) => name)).toEqual(['net'])
    expect([network.virtualHubs, codesOf(findings)]).toEqual([[], []])
  })

  test('is told from a hub of a Virtual WAN by its kind, or by what it lacks', () => {
    const kinds = (properties: PlainObject, body: PlainObject = {}) => {
      const { network } = resolvedOf([
        net,
        { type: 'Microsoft.Network/virtualHubs', name: 'h', body, properties },
      ])
      return [network.routeServers.length, network.virtualHubs.length]
    }
    const instances = { virtualRouterIps: ['10.0.1.4', '10.0.1.5'] }
    expect(kinds(instances)).toEqual([1, 0])
    expect(kinds({ ...instances, addressPrefix: '10.0.1.0/24' })).toEqual([0, 1])
    expect(kinds({ ...instances, addressPrefix: '10.0.1.0/24' }, { kind: 'RouteServer' })).toEqual([1, 0])
    expect(kinds({})).toEqual([0, 1])
  })

  test('lies nowhere when no subnet has them, or several', () => {
    const nowhere = resolvedOf([net, alone(['10.7.0.4'])])
    expect([nowhere.network.routeServers, codesOf(nowhere.findings)]).toEqual([[], ['HP2001']])
    const twin = vnet('twin', ['10.0.0.0/16'], { RouteServerSubnet: '10.0.1.0/24' })
    expect(resolvedOf([net, twin, alone(['10.0.1.4'])]).network.routeServers).toEqual([])
  })
})

describe('peers', () => {
  const peerOf = (resources: readonly ArmResource[], world: Partial<World> = {}) => {
    const { server } = serverOf(
      [routeServer('net', { peers: { nva: ['10.0.2.4', 65001] } }), ...resources],
      world,
    )
    const router = server?.peers[0]?.router
    return router?.kind === 'vm' ? router.vm.name : router?.site.name
  }

  test('are the machine with the address on a NIC, or inside', () => {
    expect(peerOf([nic('one', 'net/default', '10.0.2.4'), vm('one', ['one'])])).toBe('one')
    expect(
      peerOf([nic('one', 'net/default', '10.0.2.9'), vm('one', ['one'])], {
        guests: { one: { addresses: [{ dev: 'lo', address: '10.0.2.4/32' }] } },
      }),
    ).toBe('one')
  })

  test('a NIC comes before an address inside, a machine before a site', () => {
    const resources = [
      nic('inside', 'net/default', '10.0.2.9'),
      vm('inside', ['inside']),
      nic('outside', 'net/default', '10.0.2.4'),
      vm('outside', ['outside']),
    ]
    const has = { addresses: [{ dev: 'lo', address: '10.0.2.4/32' }] }
    expect(peerOf(resources, { guests: { inside: has }, sites: [{ name: 'far', guest: has }] })).toBe(
      'outside',
    )
    expect(
      peerOf(resources.slice(0, 2), { guests: { inside: has }, sites: [{ name: 'far', guest: has }] }),
    ).toBe('inside')
    expect(peerOf([], { sites: [{ name: 'far', guest: has }] })).toBe('far')
  })

  test('are the machine in the own or a peered VNet, where another VNet uses the same addresses', () => {
    const subnets = { default: '10.0.2.0/24' }
    const stranger = [vnet('a-copy', ['10.0.0.0/16'], subnets), nic('stranger', 'a-copy/default', '10.0.2.4')]
    const own = [nic('own', 'net/default', '10.0.2.4'), vm('own', ['own'])]
    expect(peerOf([...stranger, vm('stranger', ['stranger']), ...own])).toBe('own')
    const peer = (address: string) => [
      vnet('near', ['10.7.0.0/16'], { default: '10.7.0.0/24' }),
      vnet('far', ['10.7.0.0/16'], { default: '10.7.0.0/24' }),
      ...peered('net', 'near'),
      ...['far', 'near'].flatMap((name) => [nic(name, `${name}/default`, address), vm(name, [name])]),
    ]
    const { server } = serverOf([
      routeServer('net', { peers: { nva: ['10.7.0.4', 65001] } }),
      ...peer('10.7.0.4'),
    ])
    const router = server?.peers[0]?.router
    expect(router?.kind === 'vm' ? router.vm.name : undefined).toBe('near')
  })

  test('are nobody where nobody has it', () => {
    expect(peerOf([])).toBe(undefined)
  })

  test('without an address or number are left out with a finding each', () => {
    const server = routeServer('net')
    const { server: made, codes } = serverOf([
      {
        ...server,
        children: [...(server.children ?? []), hubPeer('a', null, 65001), hubPeer('b', '10.0.2.4', null)],
      },
    ])
    expect(made?.peers).toEqual([])
    expect(codes).toHaveLength(2)
  })
})
