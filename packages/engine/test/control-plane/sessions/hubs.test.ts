// Sessions of virtual hubs: with their gateways, with appliances in connected VNets, and with other hubs.
import { describe, expect, test } from 'vitest'
import type { BgpConfiguration, World } from '../../../src/resources/index.ts'
import {
  hub,
  hubErGateway,
  hubPeer,
  hubVpnGateway,
  toVnet,
  vpnSite,
  wan,
  wanId,
} from '../../model/azure-wan.ts'
import type { ArmResource, PlainObject } from '../../model/network-of.ts'
import { appliance, neighbor } from '../appliances.ts'
import { circuit, linksOf, vnet } from '../azure.ts'
import { sessionLines } from './session-lines.ts'

const routers = {
  virtualHubs: [1, 2].map((number) => ({
    name: `hub${number}`,
    routerIps: [`10.${number}.0.69`, `10.${number}.0.70`],
  })),
}
const lines = (resources: readonly ArmResource[], world: Partial<World> = {}) =>
  sessionLines(resources, { ...routers, ...world })

describe('R5.1: hubs of one WAN', () => {
  const two = (second: PlainObject = {}, first: PlainObject = {}) =>
    lines([wan(), hub('hub1', '10.1.0.0/23', [], first), hub('hub2', '10.2.0.0/23', [], second)])

  test('have one session', () => {
    expect(two()).toEqual(['hub1 10.1.0.69 - hub2 10.2.0.69 external'])
  })

  test('of different ones, or of none, have none', () => {
    expect(two({ virtualWan: { id: wanId.wan('other') } })).toEqual([])
    expect(two({ virtualWan: null })).toEqual([])
    expect(two({ virtualWan: null }, { virtualWan: null })).toEqual([])
  })

  test('three make three', () => {
    expect(lines([1, 2, 3].map((number) => hub(`hub${number}`, `10.${number}.0.0/23`))).length).toBe(3)
  })
})

describe('a hub and its gateways', () => {
  const sites = [vpnSite('branch', { asn: 65010, peer: '172.16.0.1', prefixes: ['172.16.0.0/16'] })]

  test('every instance speaks with the router, inside, those for VPN with each other and both addresses', () => {
    expect(
      lines([hub('hub1', '10.1.0.0/23'), hubVpnGateway('hub1', {}), hubErGateway('hub1', {})], {
        virtualHubs: [
          {
            name: 'hub1',
            routerIps: ['10.1.0.69', '10.1.0.70'],
            vpnInstanceIps: ['10.1.0.12', '10.1.0.13'],
            erInstanceIps: ['10.1.0.14', '10.1.0.15'],
          },
        ],
      }),
    ).toEqual([
      'hub1 10.1.0.69 - er-hub1#0 10.1.0.14 internal',
      'hub1 10.1.0.69 - er-hub1#1 10.1.0.15 internal',
      'hub1 10.1.0.69 - vpn-hub1#0 10.1.0.12 internal',
      'hub1 10.1.0.70 - vpn-hub1#0 10.1.0.12 internal',
      'vpn-hub1#0 10.1.0.12 - vpn-hub1#1 10.1.0.13 internal',
      'hub1 10.1.0.69 - vpn-hub1#1 10.1.0.13 internal',
      'hub1 10.1.0.70 - vpn-hub1#1 10.1.0.13 internal',
    ])
  })

  test('where no addresses are known there are two instances each', () => {
    const made = sessionLines([
      hub('hub1', '10.1.0.0/23'),
      hubVpnGateway('hub1', {}),
      hubErGateway('hub1', {}),
    ])
    expect(made.map((line) => line.replace(' internal', ''))).toEqual([
      'hub1 - er-hub1#0',
      'hub1 - er-hub1#1',
      'hub1 - vpn-hub1#0',
      'vpn-hub1#0 - vpn-hub1#1',
      'hub1 - vpn-hub1#1',
    ])
  })

  test('a gateway of a hub that is not there has none', () => {
    expect(lines([hub('hub1', '10.1.0.0/23'), hubVpnGateway('elsewhere', {})])).toEqual([])
  })

  test('a site with BGP speaks with every instance, one without does not', () => {
    const branch = (settings: PlainObject) =>
      lines([hub('hub1', '10.1.0.0/23'), ...sites, hubVpnGateway('hub1', { branch: settings })], {
        sites: [{ name: 'office', asn: 65010, links: [{ vpnSite: 'branch', advertises: [] }] }],
      }).filter((line) => line.includes('office'))
    expect(branch({ enableBgp: true })).toEqual([
      'vpn-hub1#0 - router:office 172.16.0.1 external',
      'vpn-hub1#1 - router:office 172.16.0.1 external',
    ])
    expect(branch({ enableBgp: false })).toEqual([])
    expect(branch({})).toEqual([])
    expect(branch({ vpnLinkConnections: [{ name: 'l', properties: { enableBgp: true } }] })).toHaveLength(2)
  })

  test('sessions with MSEEs are those of any gateway', () => {
    const network = [hub('hub1', '10.1.0.0/23'), circuit('er'), hubErGateway('hub1', { er: {}, missing: {} })]
    expect(() => lines(network, { circuits: [linksOf('er', 0)] })).not.toThrow()
  })
})

describe('a hub and an appliance', () => {
  const withPeer = (
    bgp: Partial<BgpConfiguration> = {},
    peer: { address?: string; asn?: number } = {},
    world: Partial<World> = {},
  ) => {
    const nva = appliance('nva', 'spoke/default', '10.11.0.4', {
      asn: 65001,
      neighbors: [neighbor('10.1.0.69'), neighbor('10.1.0.70')],
      ...bgp,
    })
    return lines(
      [
        vnet('spoke', ['10.11.0.0/16']),
        hub('hub1', '10.1.0.0/23', [
          toVnet('spoke'),
          hubPeer(
            'nva',
            peer.address ?? '10.11.0.4',
            peer.asn ?? 65001,
            wanId.connection('hub1', 'to-spoke'),
          ),
        ]),
        ...nva.resources,
      ],
      { guests: nva.guests, ...world },
    )
  }
  const both = [69, 70].map((last) => `hub1 10.1.0.${last} - router:nva 10.11.0.4 external`)
  const down = both.map((line) => `${line} down`)

  test('that name each other have one session for each router address', () => {
    expect(withPeer()).toEqual(both)
  })

  test('have none where one side alone is configured', () => {
    expect(withPeer({ neighbors: [] })).toEqual([])
    expect(withPeer({}, { address: '10.11.0.99' })).toEqual([])
  })

  test('keep it down where numbers do not agree, on either side', () => {
    expect(withPeer({}, { asn: 65009 })).toEqual(down)
    expect(withPeer({ neighbors: [neighbor('10.1.0.69', 65000), neighbor('10.1.0.70', 65000)] })).toEqual(
      down,
    )
  })

  test('keep it down with the machine or the neighbour', () => {
    expect(withPeer({}, {}, { state: [{ vm: 'nva', up: false }] })).toEqual(down)
    expect(withPeer({ neighbors: [neighbor('10.1.0.69', 65515, { up: false })] })).toEqual([down[0]])
  })

  test('have none where the router’s addresses are not known', () => {
    expect(withPeer({}, {}, { virtualHubs: [] })).toEqual([])
  })
})
