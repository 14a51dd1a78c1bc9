// Who may give a VNet routes of which no input speaks.
import { describe, expect, test } from 'vitest'
import { undescribedSourcesOf } from '../../src/control-plane/index.ts'
import type { World } from '../../src/resources/index.ts'
import { ipsec, localNetworkGateway, routeServer, vpnGateway } from '../model/azure-vpn.ts'
import { hub, hubPeer, hubVpnGateway, toVnet, vpnSite } from '../model/azure-wan.ts'
import { type ArmResource, idOf, networkOf, unknown } from '../model/network-of.ts'
import { appliance, neighbor } from './appliances.ts'
import { gateway, machine, peeringSide, transit, vnet } from './azure.ts'

const sourcesOf = (name: string, resources: readonly ArmResource[], world: Partial<World> = {}) => {
  const vnetNamed = networkOf(resources, world).vnets.find((candidate) => candidate.name === name)
  if (vnetNamed === undefined) throw new Error(`There is no VNet ${name}`)
  return undescribedSourcesOf(vnetNamed).map(({ kind, name: source, peers }) =>
    [kind, source, ...peers].join(' '),
  )
}

const net = vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } })

describe('a VPN gateway', () => {
  const resources = [
    net,
    vpnGateway('hub'),
    localNetworkGateway('lng', { peer: '172.16.0.1' }),
    ipsec('hub', 'lng'),
  ]
  const unknown = ['vpnGateway vpn-hub lng']

  test('with a BGP peer of which nothing is said', () => {
    expect(sourcesOf('hub', resources)).toEqual(unknown)
  })

  test('not where the connection has no BGP, or is down', () => {
    expect(sourcesOf('hub', [...resources.slice(0, 3), ipsec('hub', 'lng', false)])).toEqual([])
    expect(sourcesOf('hub', resources, { state: [{ connection: 'vpn-hub--lng', up: false }] })).toEqual([])
  })

  test('not where a site’s link says what it announces, though that is nothing', () => {
    expect(
      sourcesOf('hub', resources, { sites: [{ name: 's', links: [{ localNetworkGateway: 'lng' }] }] }),
    ).toEqual([])
  })

  test('a site or machine that is named but not described leaves it unknown', () => {
    const devices = (is: World['devices'][number]['is']) => [{ localNetworkGateway: 'lng', is }]
    expect(sourcesOf('hub', resources, { sites: [{ name: 's' }], devices: devices({ site: 's' }) })).toEqual(
      unknown,
    )
    expect(
      sourcesOf('hub', [...resources, ...machine('vm', 'hub/default', '10.0.0.9')], {
        devices: devices({ vm: 'vm' }),
      }),
    ).toEqual(unknown)
  })

  test('one with a configuration is known, and so is a gateway of Azure’s', () => {
    const csr = appliance('csr', 'hub/default', '10.0.0.9', { asn: 65010, neighbors: [] })
    const is = (device: World['devices'][number]['is']) => [{ localNetworkGateway: 'lng', is: device }]
    expect(
      sourcesOf('hub', [...resources, ...csr.resources], { guests: csr.guests, devices: is({ vm: 'csr' }) }),
    ).toEqual([])
    expect(
      sourcesOf('hub', [...resources, vnet('far', ['10.9.0.0/16']), vpnGateway('far')], {
        devices: is({ gateway: 'vpn-far' }),
      }),
    ).toEqual([])
  })

  test('an ExpressRoute gateway is none', () => {
    expect(sourcesOf('hub', [net, gateway('hub')])).toEqual([])
  })

  test('counts for the spokes that borrow it', () => {
    const spoke = [vnet('spoke', ['10.1.0.0/16']), ...transit('hub', 'spoke')]
    expect(sourcesOf('spoke', [...resources, ...spoke])).toEqual(unknown)
  })
})

describe('a Route Server', () => {
  const server = routeServer('hub', { instances: ['10.0.0.8'], peers: { nva: ['10.0.0.20', 65001] } })

  test('with a peer that nobody describes', () => {
    expect(sourcesOf('hub', [net, server])).toEqual(['routeServer rs-hub nva'])
    expect(sourcesOf('hub', [net, server, ...machine('nva', 'hub/default', '10.0.0.20')])).toEqual([
      'routeServer rs-hub nva',
    ])
  })

  test('not with one that is described', () => {
    const nva = appliance('nva', 'hub/default', '10.0.0.20', {
      asn: 65001,
      neighbors: [neighbor('10.0.0.8')],
    })
    expect(sourcesOf('hub', [net, server, ...nva.resources], { guests: nva.guests })).toEqual([])
  })
})

describe('a virtual hub', () => {
  test('with peers and sites that nobody describes, for its connected VNets alone', () => {
    const resources = [
      vnet('spoke', ['10.11.0.0/16']),
      vnet('other', ['10.12.0.0/16']),
      hub('vhub', '10.1.0.0/23', [toVnet('spoke'), hubPeer('nva', '10.11.0.4', 65001)]),
      vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
      vpnSite('quiet'),
      hubVpnGateway('vhub', { branch: { enableBgp: true }, quiet: {} }),
    ]
    expect(sourcesOf('spoke', resources)).toEqual(['virtualHub vhub nva branch'])
    expect(sourcesOf('other', resources)).toEqual([])
  })

  test('without peers is none', () => {
    expect(
      sourcesOf('spoke', [vnet('spoke', ['10.11.0.0/16']), hub('vhub', '10.1.0.0/23', [toVnet('spoke')])]),
    ).toEqual([])
  })
})

describe('gateways that are borrowed from a VNet of which nothing is said (R2.6)', () => {
  const remoteAddressSpace = { addressPrefixes: ['10.2.0.0/16'] }
  const borrowing = peeringSide('spoke', 'elsewhere', { useRemoteGateways: true, remoteAddressSpace })

  test('are unknown, whether the VNet is only referred to or only said to exist', () => {
    const spoke = vnet('spoke', ['10.1.0.0/16'])
    expect(sourcesOf('spoke', [spoke, borrowing])).toEqual(['remoteVnet elsewhere'])
    const existing = { ...vnet('elsewhere', ['10.2.0.0/16']), existing: true }
    expect(sourcesOf('spoke', [spoke, existing, borrowing])).toEqual(['remoteVnet elsewhere'])
  })

  test('not where the peering borrows nothing, or the VNet is described', () => {
    const plain = peeringSide('spoke', 'elsewhere', { remoteAddressSpace })
    expect(sourcesOf('spoke', [vnet('spoke', ['10.1.0.0/16']), plain])).toEqual([])
    expect(
      sourcesOf('spoke', [vnet('spoke', ['10.1.0.0/16']), vnet('elsewhere', ['10.2.0.0/16']), borrowing]),
    ).toEqual([])
  })
})

describe('an ExpressRoute gateway', () => {
  const toCircuit = (id: ReturnType<typeof unknown> | string | undefined): ArmResource => ({
    type: 'Microsoft.Network/connections',
    name: 'to-circuit',
    properties: {
      connectionType: 'ExpressRoute',
      virtualNetworkGateway1: { id: idOf('Microsoft.Network/virtualNetworkGateways', 'gw-hub') },
      peer: id === undefined ? undefined : { id },
      authorizationKey: 'key',
    },
  })
  const withConnection = (id: Parameters<typeof toCircuit>[0]) => [net, gateway('hub'), toCircuit(id)]

  test('may learn anything over a connection to a circuit whose id is not known', () => {
    expect(sourcesOf('hub', withConnection(unknown('parameter')))).toEqual([
      'expressRouteGateway gw-hub to-circuit',
    ])
    const down = { state: [{ connection: 'to-circuit', up: false }] }
    expect(sourcesOf('hub', withConnection(unknown('parameter')), down)).toEqual([])
  })

  test('learns nothing over one that names no circuit', () => {
    expect(sourcesOf('hub', withConnection(undefined))).toEqual([])
    expect(sourcesOf('hub', withConnection(''))).toEqual([])
  })
})
