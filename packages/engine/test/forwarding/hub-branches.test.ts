// R5.18: packets between a hub's VNets and a branch that is the VPN gateway of a VNet.
import { expect, test } from 'vitest'
import { ipsec, localNetworkGateway, vpnGateway } from '../model/azure-vpn.ts'
import { hub, hubVpnGateway, toVnet, vpnSite } from '../model/azure-wan.ts'
import { analysisOf, vm, vnet } from './azure.ts'
import { traced, waysOf } from './described.ts'

const world = {
  virtualHubs: [{ name: 'hub1', routerIps: ['10.1.0.69', '10.1.0.70'], vpnInstanceIps: ['10.1.0.12'] }],
}

const network = (bgp: boolean, sites: Parameters<typeof hubVpnGateway>[1]) =>
  analysisOf(
    [
      hub('hub1', '10.1.0.0/23', [toVnet('app')]),
      hubVpnGateway('hub1', sites),
      vpnSite('branch', { asn: 65010, peer: '192.168.1.254', prefixes: ['192.168.1.0/24'] }),
      vnet('app', '10.10.0.0/16', { main: '10.10.0.0/24' }),
      vnet('branch', '192.168.1.0/24', { main: '192.168.1.0/27', GatewaySubnet: '192.168.1.224/27' }),
      vpnGateway('branch', { asn: 65010, instances: ['192.168.1.254'] }),
      localNetworkGateway('to-hub', { asn: 65515, peer: '10.1.0.12', prefixes: bgp ? [] : ['10.10.0.0/16'] }),
      ipsec('branch', 'to-hub', bgp),
      ...vm('vm-app', 'app/main', '10.10.0.4'),
      ...vm('vm-branch', 'branch/main', '192.168.1.4'),
    ],
    world,
  )

test.each([true, false])('both ways, by BGP %s: no hop but the target', (bgp) => {
  const analysis = network(bgp, { branch: { enableBgp: bgp } })
  for (const [from, to] of [
    ['vm-branch', 'vm-app'],
    ['vm-app', 'vm-branch'],
  ] as const) {
    const answer = traced(analysis, { from, to })
    expect(answer).toMatchObject({ verdict: 'reached', replyTtl: 64 })
    expect(answer.traceroute.length).toBe(1)
  }
})

test('without a connection of the hub there is no tunnel', () => {
  const answer = traced(network(false, {}), { from: 'vm-branch', to: 'vm-app' })
  expect(answer.verdict).toBe('notReached')
  expect(waysOf(answer.forward)).toEqual([
    'vm-branch:effectiveRoute > vpn-branch:connectionOneSided = tunnelDown',
  ])
})
