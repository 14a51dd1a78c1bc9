// R3.21 at a VPN gateway: what `summarizedGatewayPrefixes` of its VNet changes in what it tells over its tunnels.
import { describe, expect, test } from 'vitest'
import { ipsec, localNetworkGateway, vpnGateway } from '../../model/azure-vpn.ts'
import { transit, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const hubWith = (summaries: readonly string[], fromSite = '192.168.0.0/24') =>
  printed(
    [
      vnet('hub', ['10.0.0.0/24'], { summarizedGatewayPrefixes: summaries }),
      vnet('inside', ['10.8.0.0/24', '10.8.1.0/24']),
      vnet('apart', ['10.40.0.0/24']),
      ...transit('hub', 'inside'),
      ...transit('hub', 'apart'),
      vpnGateway('hub', { asn: 65500, instances: ['10.0.0.4', '10.0.0.5'] }),
      localNetworkGateway('tokyo', { asn: 65010, peer: '172.16.0.1' }),
      ipsec('hub', 'tokyo'),
    ],
    {
      sites: [
        {
          name: 'site',
          asn: 65010,
          links: [{ localNetworkGateway: 'tokyo', advertises: [{ prefix: fromSite }] }],
        },
      ],
    },
  )

describe('what a peer is told', () => {
  const told = (summaries: readonly string[]) => hubWith(summaries).sent('vpn-hub#0', 'router:site')

  test('without summaries: everything as it is', () => {
    expect(told([])).toEqual([
      '10.0.0.0/24: 65500',
      '10.8.0.0/24: 65500',
      '10.8.1.0/24: 65500',
      '10.40.0.0/24: 65500',
    ])
  })

  test('summaries in place of the own VNet and of the spokes inside them', () => {
    expect(told(['10.8.0.0/21'])).toEqual(['10.8.0.0/21: 65500', '10.40.0.0/24: 65500'])
  })

  test('one around nothing, all the same', () => {
    expect(told(['10.99.0.0/24'])).toEqual([
      '10.8.0.0/24: 65500',
      '10.8.1.0/24: 65500',
      '10.40.0.0/24: 65500',
      '10.99.0.0/24: 65500',
    ])
  })

  test('one that equals a spoke changes nothing for that spoke', () => {
    expect(told(['10.40.0.0/24'])).toEqual([
      '10.8.0.0/24: 65500',
      '10.8.1.0/24: 65500',
      '10.40.0.0/24: 65500',
    ])
  })
})

test('NICs and the other instance hear nothing of a summary', () => {
  const { ownRows, held } = hubWith(['10.8.0.0/21'])
  expect(ownRows('apart/default').join()).not.toContain('10.8.0.0/21')
  expect(held('vpn-hub#1').filter((line) => line.startsWith('10.8.0.0/21'))).toEqual(['10.8.0.0/21:'])
})

test('a summary that a peer tells is not taken (R3.12)', () => {
  expect(hubWith(['10.8.0.0/21'], '10.8.0.0/21').held('vpn-hub#0')).not.toContain('10.8.0.0/21: 65010')
  expect(hubWith([], '10.8.0.0/21').held('vpn-hub#0')).toContain('10.8.0.0/21: 65010')
})
