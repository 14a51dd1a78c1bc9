// R4.11, R5.9: what hubs of one WAN learn from each other over a circuit that both are connected to, and what they do not.
import { expect, test } from 'vitest'
import {
  hub,
  hubErGateway,
  hubPeer,
  hubVpnGateway,
  routing,
  toVnet,
  vpnSite,
  wan,
  wanId,
} from '../model/azure-wan.ts'
import { appliance, neighbor } from './appliances.ts'
import { circuit, connected, gateway, linksOf, vnet } from './azure.ts'
import { hubsOf } from './hubs.ts'

const { resources, guests } = appliance('nva', 'shared/default', '10.12.0.4', {
  asn: 65001,
  neighbors: [neighbor('10.1.0.69'), neighbor('10.1.0.70')],
  networks: ['172.18.0.0/16'],
})

/** hub1 has a spoke, an appliance, a static route and a VPN branch; hub2 and a VNet gateway share its circuit. */
const estate = () =>
  hubsOf(
    [
      wan(),
      vnet('spoke', ['10.11.0.0/16']),
      vnet('shared', ['10.12.0.0/16']),
      vnet('beside', ['10.30.0.0/16']),
      ...resources,
      hub('hub1', '10.1.0.0/23', [
        toVnet('spoke'),
        toVnet(
          'shared',
          routing(undefined, [], ['default'], {
            staticRoutes: [{ name: 's', addressPrefixes: ['172.19.0.0/16'], nextHopIpAddress: '10.12.0.9' }],
          }),
        ),
        hubPeer('nva', '10.12.0.4', 65001, wanId.connection('hub1', 'to-shared')),
      ]),
      hub('hub2', '10.2.0.0/23'),
      vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
      hubVpnGateway('hub1', { branch: { enableBgp: true } }),
      circuit('er'),
      hubErGateway('hub1', { er: {} }),
      hubErGateway('hub2', { er: {} }),
      gateway('beside', { allowVirtualWanTraffic: true }),
      connected('beside', 'er'),
    ],
    {
      circuits: [linksOf('er', 0)],
      guests,
      virtualHubs: [{ name: 'hub1', routerIps: ['10.1.0.69', '10.1.0.70'] }],
      sites: [
        {
          name: 'office',
          asn: 65010,
          links: [{ vpnSite: 'branch', advertises: [{ prefix: '192.168.1.0/24', asPath: [65010] }] }],
        },
      ],
    },
  )

test('the other hub has VNets over the circuit; VPN, appliances and static routes over the link between hubs', () => {
  expect(estate().hubTable('hub2/defaultRouteTable')).toEqual([
    '10.1.0.0/23 er/primary 12076-12076',
    '10.11.0.0/16 er/primary 12076-12076',
    '10.12.0.0/16 er/primary 12076-12076',
    '172.18.0.0/16 hub1 65520-65520-65001',
    '172.19.0.0/16 hub1 65520-65520',
    '192.168.1.0/24 hub1 65520-65520-65010',
  ])
})

test('the circuit itself and the gateway of a VNet without a Route Server have all of it', () => {
  const { held } = estate()
  for (const line of ['172.18.0.0/16: 65515 65001', '192.168.1.0/24: 65515 65010'])
    expect(held('er/primary')).toContain(line)
  for (const line of ['172.18.0.0/16: 12076 12076 65001', '192.168.1.0/24: 12076 12076 65010'])
    expect(held('gw-beside#0')).toContain(line)
})

test('no hub prefers the copy of its own branches and appliances that another hub brought to the circuit', () => {
  const own = estate().hubTable('hub1/defaultRouteTable')
  expect(own).toContain('172.18.0.0/16 nva 10.12.0.4 65001')
  expect(own.find((line) => line.startsWith('192.168.1.0/24'))).toContain('vpn-hub1#0')
})
