// What a Route Server learned from each peer and advertises to it.
import { describe, expect, test } from 'vitest'
import { appliance, neighbor } from '../../control-plane/appliances.ts'
import { vnet } from '../../control-plane/azure.ts'
import { routeServer, vpnGateway } from '../../model/azure-vpn.ts'
import { idOf } from '../../model/network-of.ts'
import { answerOf } from './tables.ts'

const nva = appliance('nva', 'hub/default', '10.0.0.20', {
  asn: 65001,
  networks: ['192.168.1.0/24'],
  neighbors: [neighbor('10.0.0.8'), neighbor('10.0.0.9', 65515, { up: false })],
})
const { tables } = answerOf(
  [
    vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
    routeServer('hub', {
      instances: ['10.0.0.8', '10.0.0.9'],
      peers: { 'peer-nva': ['10.0.0.20', 65001], nobody: ['10.0.0.99', 65002] },
    }),
    vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
    ...nva.resources,
  ],
  { guests: nva.guests },
  'rs-hub',
)

describe('a Route Server', () => {
  test('has two tables for each instance and appliance, none for gateways or for peers that nobody describes', () => {
    expect(tables.map(({ instance, table, peer }) => [instance, table, peer])).toEqual(
      ['10.0.0.8', '10.0.0.9'].flatMap((instance) =>
        ['advertised', 'learned'].map((table) => [
          instance,
          table,
          { address: '10.0.0.20', asn: 65001, name: 'peer-nva' },
        ]),
      ),
    )
    expect(tables[0]?.speaker).toEqual({
      kind: 'routeServer',
      id: idOf('Microsoft.Network/virtualHubs', 'rs-hub'),
      name: 'rs-hub',
    })
  })

  test('learned: with the peer as source, weight 32768', () => {
    expect(tables[1]?.routes).toEqual([
      {
        network: '192.168.1.0/24',
        nextHop: '10.0.0.20',
        asPath: [65001],
        origin: 'EBgp',
        sourcePeer: '10.0.0.20',
        weight: 32768,
      },
    ])
  })

  test('advertised: its own address and number', () => {
    expect(tables[0]?.routes).toEqual([
      { network: '10.0.0.0/16', nextHop: '10.0.0.8', asPath: [65515], origin: 'Igp', weight: 0 },
    ])
  })

  test('over a session that is down: nothing', () => {
    expect(tables.slice(2).map(({ routes }) => routes)).toEqual([[], []])
  })
})
