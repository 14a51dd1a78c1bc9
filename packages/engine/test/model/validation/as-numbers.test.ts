// Which AS numbers peers of Azure may have.
import { describe, expect, test } from 'vitest'
import { validateAsNumbers } from '../../../src/model/validation/as-numbers.ts'
import type { World } from '../../../src/resources/index.ts'
import {
  bgpPeer,
  circuit,
  gateway,
  localGateway,
  routeServer,
  siteConnection,
  virtualHub,
  vnet,
} from '../azure.ts'
import { type ArmResource, codesOf, type Plain, type PlainObject } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], world: Partial<World> = {}) =>
  validateAsNumbers(validatingOf(resources, {}, world))

const hub = vnet('hub', ['10.0.0.0/16'], {
  GatewaySubnet: '10.0.0.0/27',
  RouteServerSubnet: '10.0.1.0/26',
})
const server = routeServer('rs', 'hub/RouteServerSubnet')
const vpn = (asn?: number) =>
  gateway('vpn', 'hub/GatewaySubnet', 'Vpn', { bgpSettings: asn === undefined ? undefined : { asn } })

describe('V18 a reserved AS number', () => {
  test.each([8074, 8075, 12076, 23456, 64496, 64511, 65517, 65518, 65519, 65520, 65535, 65551])(
    '%i behind a local network gateway',
    (asn) => {
      expect(judge([localGateway('lng', asn)])).toMatchObject([
        { code: 'HP3018', severity: 'error', parameters: { resource: 'lng', asn } },
      ])
    },
  )

  test.each([1, 8073, 64495, 64512, 65000, 65514, 65516, 65521, 65534, 65552, 4_200_000_000])(
    '%i is none',
    (asn) => {
      expect(judge([localGateway('lng', asn)])).toEqual([])
    },
  )

  test('as text is a number too, and none at all is fine', () => {
    expect(codesOf(judge([localGateway('lng', '12076')]))).toEqual(['HP3018'])
    expect(judge([localGateway('lng')])).toEqual([])
  })

  test.each<[string, Plain, readonly string[]]>([
    ['reserved', 65520, ['HP3018']],
    ['private', 65010, []],
  ])('of a peer of a hub: %s', (_, asn, codes) => {
    expect(codesOf(judge([virtualHub('h'), bgpPeer('h', 'nva', '10.1.0.4', asn)]))).toEqual(codes)
  })

  test.each<[string, PlainObject]>([
    ['at the site', { bgpProperties: { asn: 65515 } }],
    ['at a link', { vpnSiteLinks: [{ name: 'l', properties: { bgpProperties: { asn: 65515 } } }] }],
  ])('of a VPN site, %s', (_, properties) => {
    const site: ArmResource = { type: 'Microsoft.Network/vpnSites', name: 'site', properties }
    expect(judge([site])).toMatchObject([{ code: 'HP3018', parameters: { resource: 'site', asn: 65515 } }])
  })

  test.each([
    [12076, ['HP3018']],
    [65515, ['HP3018']],
    [65516, ['HP3018']],
    [64500, []],
    [65001, []],
  ])('of the customer of a circuit: %i', (peerASN, codes) => {
    const withPeering: ArmResource = {
      ...circuit('c'),
      children: [
        { type: 'peerings', name: 'private', properties: { peeringType: 'AzurePrivatePeering', peerASN } },
      ],
    }
    expect(codesOf(judge([withPeering]))).toEqual(codes)
  })
})

describe('V18 the number of Azure itself, 65515, behind a local network gateway', () => {
  const ends = (own: number | undefined, bgp = true) => [
    hub,
    vpn(own),
    localGateway('lng', 65515),
    siteConnection('vpn', 'lng', bgp),
  ]

  test('is refused where the own gateway has it too', () => {
    expect(codesOf(judge(ends(undefined)))).toEqual(['HP3018'])
    expect(codesOf(judge(ends(65515)))).toEqual(['HP3018'])
  })

  test('may be that of a Virtual WAN where it has another', () => {
    expect(judge(ends(65010))).toEqual([])
  })

  test('does not matter without BGP', () => {
    expect(judge(ends(undefined, false))).toEqual([])
  })

  test('is refused for a site', () => {
    const world = {
      sites: [{ name: 'dc' }],
      devices: [{ localNetworkGateway: 'lng', is: { site: 'dc' } }],
    }
    expect(codesOf(judge(ends(65010), world))).toEqual(['HP3018'])
  })
})

describe('V18 and V19 peers of a Route Server', () => {
  const withPeer = (asn: Plain) => judge([hub, server, bgpPeer('rs', 'nva', '10.0.2.4', asn)])

  test('with its own number take its routes for loops', () => {
    expect(withPeer(65515)).toMatchObject([
      { code: 'HP3118', parameters: { routeServer: 'rs', peer: 'nva', asn: 65515 } },
    ])
  })

  test('with a reserved number', () => {
    expect(withPeer(65520)).toMatchObject([{ code: 'HP3018', parameters: { resource: 'nva', asn: 65520 } }])
  })

  test('with 4 bytes are a warning, since they were seen to work', () => {
    expect(withPeer(65555)).toMatchObject([
      { code: 'HP3019', severity: 'warning', parameters: { speaker: 'rs', peer: 'nva', asn: 65555 } },
    ])
  })

  test.each([65001, 65534])('with %i are fine', (asn) => {
    expect(withPeer(asn)).toEqual([])
  })

  test('V19 a VPN gateway takes 4 bytes', () => {
    expect(judge([localGateway('lng', 4_200_000_001)])).toEqual([])
  })
})
