// Gateways out of resources: their VNets, instances and connections.
import { describe, expect, test } from 'vitest'
import { formatAddress } from '../../src/net/index.ts'
import { circuit, connection, gateway, id, publicIp, routeServer, vnet } from './azure.ts'
import { codesOf, networkOf, type PlainObject, resolvedOf, unknown } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27', RouteServerSubnet: '10.0.1.0/26' })

describe('virtual network gateways', () => {
  test('belong to the VNet and subnet of their IP configuration', () => {
    const { network, findings } = resolvedOf([
      hub,
      gateway('er', 'hub/GatewaySubnet', 'ExpressRoute', { sku: { name: 'ErGw1AZ' } }),
      gateway('vpn', 'HUB/gatewaysubnet', 'Vpn', { activeActive: true, bgpSettings: { asn: 65010 } }),
    ])
    const [vnetOf] = network.vnets
    expect(vnetOf?.gateways).toMatchObject([
      { name: 'er', kind: 'expressRoute', asn: 65515, sku: 'ErGw1AZ' },
      { name: 'vpn', kind: 'vpn', asn: 65010, activeActive: true },
    ])
    expect(vnetOf?.gateways.map((each) => each.subnet)).toEqual([vnetOf?.subnets[0], vnetOf?.subnets[0]])
    expect(findings).toEqual([])
  })

  test('have the addresses that the world file gives, else those that ARM knows', () => {
    const known = {
      bgpSettings: {
        bgpPeeringAddresses: [
          { defaultBgpIpAddresses: ['10.0.0.4'] },
          { defaultBgpIpAddresses: ['10.0.0.5'] },
        ],
      },
    }
    const addresses = (instanceIps?: readonly string[]) =>
      networkOf([hub, gateway('vpn', 'hub/GatewaySubnet', 'Vpn', known)], {
        gateways: instanceIps === undefined ? [] : [{ name: 'vpn', instanceIps }],
      }).vnets[0]?.gateways[0]?.instances.map(formatAddress)
    expect(addresses()).toEqual(['10.0.0.4', '10.0.0.5'])
    expect(addresses(['10.0.0.14'])).toEqual(['10.0.0.14'])
  })

  test('of VPN have the SKU and the allocation of each public address; of one that is not there they are unknown', () => {
    const configuration = (address: string): PlainObject => ({
      name: address,
      properties: {
        subnet: { id: id.subnet('hub/GatewaySubnet') },
        publicIPAddress: { id: id.publicAddress(address) },
      },
    })
    const ipConfigurations = ['old', 'new', 'lost'].map(configuration)
    const { network } = resolvedOf([
      hub,
      publicIp('old', 'Basic', 'Dynamic'),
      publicIp('new', 'Standard', 'Static'),
      gateway('vpn', 'hub/GatewaySubnet', 'Vpn', { ipConfigurations }),
    ])
    const [first] = network.vnets[0]?.gateways ?? []
    expect(first?.kind === 'vpn' ? first.ipConfigurations : undefined).toEqual([
      { basic: true, dynamic: true },
      { basic: false, dynamic: false },
      {},
    ])
  })

  test('have the toggle as written; absent is not false', () => {
    const toggle = (value: boolean | undefined) => {
      const properties = { allowRemoteVnetTraffic: value }
      const [only] = networkOf([hub, gateway('er', 'hub/GatewaySubnet', 'ExpressRoute', properties)]).vnets
      const [first] = only?.gateways ?? []
      return first?.kind === 'expressRoute' ? first.allowRemoteVnetTraffic : 'no gateway'
    }
    expect([toggle(true), toggle(false), toggle(undefined)]).toEqual([true, false, undefined])
  })

  test('whose VNet has no GatewaySubnet are in the VNet all the same: validation tells', () => {
    const { network, findings } = resolvedOf([
      vnet('hub', ['10.0.0.0/16']),
      gateway('er', 'hub/GatewaySubnet', 'ExpressRoute'),
    ])
    expect(network.vnets[0]?.gateways).toMatchObject([{ name: 'er', subnet: undefined }])
    expect(findings).toEqual([])
  })

  test('with a mistyped subnet name stay in their VNet, and the name is told', () => {
    const { network, findings } = resolvedOf([hub, gateway('er', 'hub/GatewaySubent', 'ExpressRoute')])
    expect(network.vnets[0]?.gateways).toMatchObject([{ name: 'er', subnet: undefined }])
    expect(findings).toMatchObject([{ code: 'HP2006', parameters: { suggestion: 'GatewaySubnet' } }])
  })

  test.each([
    ['no IP configuration', { ipConfigurations: [] }, 'HP2001'],
    ['an IP configuration without a subnet', { ipConfigurations: [{ name: 'c', properties: {} }] }, 'HP2001'],
    [
      'an unknown subnet',
      { ipConfigurations: [{ name: 'c', properties: { subnet: { id: unknown('p') } } }] },
      'HP2009',
    ],
  ])('with %s are left out; the others stay', (_, properties, code) => {
    const { network, findings } = resolvedOf([
      hub,
      gateway('lost', 'hub/GatewaySubnet', 'Vpn', properties),
      gateway('er', 'hub/GatewaySubnet', 'ExpressRoute'),
    ])
    expect(network.vnets[0]?.gateways.map(({ name }) => name)).toEqual(['er'])
    expect(codesOf(findings)).toEqual([code])
  })

  test('that lie in a VNet that is nowhere are left out', () => {
    const { network, findings } = resolvedOf([hub, gateway('er', 'hbu/GatewaySubnet', 'ExpressRoute')])
    expect(network.vnets[0]?.gateways).toEqual([])
    expect(codesOf(findings)).toEqual(['HP2006'])
  })
})

describe('ExpressRoute connections', () => {
  const base = [hub, gateway('er', 'hub/GatewaySubnet', 'ExpressRoute'), circuit('c1')]

  test('join a gateway and a circuit', () => {
    const { network, findings } = resolvedOf([
      ...base,
      connection('er', 'c1', { routingWeight: 10, expressRouteGatewayBypass: true }),
    ])
    const [first] = network.vnets[0]?.gateways ?? []
    expect(first?.kind === 'expressRoute' ? first.connections : []).toMatchObject([
      { name: 'er--c1', routingWeight: 10, fastPath: true, up: true },
    ])
    expect(findings).toEqual([])
  })

  test.each([
    ['nothing is said', {}, undefined, true],
    ['Azure says NotConnected', { connectionStatus: 'NotConnected' }, undefined, false],
    ['Azure says Connecting', { connectionStatus: 'Connecting' }, undefined, false],
    ['Azure says Unknown', { connectionStatus: 'Unknown' }, undefined, true],
    ['Azure says Connected', { connectionStatus: 'Connected' }, undefined, true],
    ['the world file says down', {}, false, false],
    ['the world file says up against Azure', { connectionStatus: 'NotConnected' }, true, true],
  ])('are up or down when %s', (_, properties, stated, expected) => {
    const world = stated === undefined ? {} : { state: [{ connection: 'er--c1', up: stated }] }
    const [first] = networkOf([...base, connection('er', 'c1', properties)], world).vnets[0]?.gateways ?? []
    expect(first?.kind === 'expressRoute' ? first.connections[0]?.up : undefined).toBe(expected)
  })

  test('to nothing are told, and the gateway stays', () => {
    const { network, findings } = resolvedOf([...base, connection('er', 'c2'), connection('re', 'c1')])
    const [first] = network.vnets[0]?.gateways ?? []
    expect(first?.kind === 'expressRoute' ? first.connections : undefined).toEqual([])
    expect(findings).toMatchObject([
      { code: 'HP2006', parameters: { property: 'properties.peer.id', suggestion: 'c1' } },
      { code: 'HP2006', parameters: { property: 'properties.virtualNetworkGateway1.id' } },
    ])
  })

  test('without a circuit are told', () => {
    const { findings } = resolvedOf([...base, connection('er', 'c1', { peer: undefined })])
    expect(findings).toMatchObject([{ code: 'HP3045', parameters: { connection: 'er--c1', gateway: 'er' } }])
  })

  test('to a circuit that only a parameter names may be right: only the parameter is told', () => {
    const peer = { id: unknown('circuitId') }
    expect(codesOf(resolvedOf([...base, connection('er', 'c1', { peer })]).findings)).toEqual(['HP2009'])
  })
})

test('a VNet with a Route Server knows it; a virtual hub without IP configuration is none', () => {
  const resources = [hub, vnet('spoke', ['10.1.0.0/16']), routeServer('rs', 'hub/RouteServerSubnet')]
  const { network, findings } = resolvedOf([
    ...resources,
    { type: 'Microsoft.Network/virtualHubs', name: 'vhub', properties: { addressPrefix: '10.9.0.0/23' } },
  ])
  expect(network.vnets.map(({ routeServer }) => routeServer !== undefined)).toEqual([true, false])
  expect(findings).toEqual([])
})
