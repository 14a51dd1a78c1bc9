// What the VPN gateway of a virtual hub has learned, and from whom (R5.10).
import { describe, expect, test } from 'vitest'
import { announcing, circuit, linksOf, vnet } from '../../control-plane/azure.ts'
import { hub, hubErGateway, hubVpnGateway, toVnet, vpnSite, wan } from '../../model/azure-wan.ts'
import { answerOf } from './tables.ts'

const { tables } = answerOf(
  [
    wan(),
    vnet('spoke', ['10.11.0.0/16']),
    hub('hub1', '10.1.0.0/23', [toVnet('spoke')]),
    vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
    hubVpnGateway('hub1', { branch: { enableBgp: true } }),
    circuit('er'),
    hubErGateway('hub1', { er: {} }),
  ],
  {
    circuits: [linksOf('er', 0)],
    virtualHubs: [
      {
        name: 'hub1',
        routerIps: ['10.1.0.68', '10.1.0.69'],
        vpnInstanceIps: ['10.1.0.12', '10.1.0.13'],
      },
    ],
    sites: [
      {
        name: 'office',
        asn: 65010,
        links: [{ vpnSite: 'branch', advertises: [{ prefix: '192.168.1.0/24', asPath: [65010] }] }],
      },
      announcing('dc', 65020, { er: { '192.168.2.0/24': [65020] } }),
    ],
  },
  'vpn-hub1',
)

const learned = (instance: string): readonly string[] =>
  tables
    .filter((one) => one.instance === instance && one.table === 'learned')
    .flatMap(({ routes }) =>
      routes.map(({ network, sourcePeer, asPath }) => `${network} ${sourcePeer} ${asPath.join('-')}`.trim()),
    )
    .sort()

describe('R5.10: an instance', () => {
  test('has the space of its hub by itself, and what a circuit brings from both addresses of the router', () => {
    for (const own of ['10.1.0.12', '10.1.0.13']) {
      const rows = learned(own)
      expect(rows.filter((row) => row.startsWith('10.'))).toEqual([
        `10.1.0.0/23 ${own}`,
        `10.11.0.0/16 ${own}`,
      ])
      expect(rows.filter((row) => row.startsWith('192.168.2.0'))).toEqual([
        '192.168.2.0/24 10.1.0.68 12076-65020',
        '192.168.2.0/24 10.1.0.69 12076-65020',
      ])
    }
  })

  test('has the host route to its peer, from itself and from the other, and tells it to nobody', () => {
    expect(learned('10.1.0.13').filter((row) => row.startsWith('172.16.0.1/32'))).toEqual([
      '172.16.0.1/32 10.1.0.12',
      '172.16.0.1/32 10.1.0.13',
    ])
    const told = tables.filter(({ table }) => table === 'advertised').flatMap(({ routes }) => routes)
    expect(told.map(({ network }) => network)).toContain('10.1.0.0/23')
    expect(told.map(({ network }) => network)).not.toContain('172.16.0.1/32')
  })

  test('has what its peer tells from the peer, and from the other; the router returns it to the one not used', () => {
    const from = (instance: string) =>
      learned(instance)
        .filter((row) => row.startsWith('192.168.1.0'))
        .map((row) => row.split(' ')[1])
    expect(from('10.1.0.12')).toEqual(['10.1.0.13', '172.16.0.1'])
    expect(from('10.1.0.13')).toEqual(['10.1.0.12', '10.1.0.68', '10.1.0.69', '172.16.0.1'])
  })
})
