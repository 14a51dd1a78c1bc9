// R5.18: branches of a hub that are VPN gateways of VNets, as labs make them (a public lab of 2021).
import { describe, expect, test } from 'vitest'
import { undescribedSourcesOf } from '../../../src/control-plane/index.ts'
import { ipsec, localNetworkGateway, vpnGateway } from '../../model/azure-vpn.ts'
import { hub, hubVpnGateway, toVnet, vpnSite } from '../../model/azure-wan.ts'
import { type ArmResource, networkOf } from '../../model/network-of.ts'
import { vnet } from '../azure.ts'
import { printed } from '../printed.ts'
import { sessionLines } from './session-lines.ts'

/** A site with two links, one for each instance of the branch. */
const twoLinks: ArmResource = {
  ...vpnSite('branch', { asn: 65010 }),
  properties: {
    vpnSiteLinks: ['192.168.1.228', '192.168.1.229'].map((address, index) => ({
      name: `link${index}`,
      properties: { bgpProperties: { asn: 65010, bgpPeeringAddress: address } },
    })),
  },
}

const world = {
  virtualHubs: [
    { name: 'hub1', routerIps: ['10.1.0.69', '10.1.0.70'], vpnInstanceIps: ['10.1.0.12', '10.1.0.13'] },
  ],
}

const network = (
  named: readonly string[],
  sites: Parameters<typeof hubVpnGateway>[1],
): readonly ArmResource[] => [
  hub('hub1', '10.1.0.0/23', [toVnet('app')]),
  hubVpnGateway('hub1', sites),
  twoLinks,
  vnet('app', ['10.10.0.0/16']),
  vnet('branch', ['192.168.1.0/24'], {
    subnets: { default: { prefix: '192.168.1.0/27' }, GatewaySubnet: { prefix: '192.168.1.224/27' } },
  }),
  vpnGateway('branch', { asn: 65010, instances: ['192.168.1.228', '192.168.1.229'] }),
  ...named.flatMap((peer, index) => [
    localNetworkGateway(`to-${index}`, { asn: 65515, peer }),
    ipsec('branch', `to-${index}`),
  ]),
]

const joined = { branch: { enableBgp: true } }
const both = ['10.1.0.12', '10.1.0.13']

const between = (resources: readonly ArmResource[]): readonly string[] =>
  sessionLines(resources, world).filter((line) => line.includes('10.1.0.1') && line.includes('192.168.1.22'))

describe('sessions', () => {
  test('of each instance of the hub with each instance that a link names', () => {
    expect(between(network(both, joined)).length).toBe(4)
  })

  test('only with the instances of the hub that the branch names', () => {
    const lines = between(network(['10.1.0.13'], joined))
    expect(lines.length).toBe(2)
    expect(lines.every((line) => line.includes('10.1.0.13'))).toBe(true)
  })

  test('none without a connection of the hub, or of the branch', () => {
    expect(between(network(both, {}))).toEqual([])
    expect(between(network([], joined))).toEqual([])
  })
})

test('the branch and the VNets of the hub have each other by both instances', () => {
  const { ownRows } = printed(network(both, joined), world)
  expect(ownRows('branch/default')).toContain(
    'VirtualNetworkGateway Active 10.10.0.0/16 VirtualNetworkGateway 192.168.1.228,192.168.1.229',
  )
  expect(ownRows('app/default')).toContain(
    'VirtualNetworkGateway Active 192.168.1.0/24 VirtualNetworkGateway 10.1.0.12,10.1.0.13',
  )
})

test('what the hub announces is known, so nothing is left open', () => {
  const branch = networkOf(network(both, joined), world).vnets.find(({ name }) => name === 'branch')
  expect(branch && undescribedSourcesOf(branch)).toEqual([])
})
