// The gateways of virtual hubs, and their connections to sites and circuits.
import { describe, expect, test } from 'vitest'
import type { VirtualHub } from '../../src/model/index.ts'
import { formatAddress } from '../../src/net/index.ts'
import type { World } from '../../src/resources/index.ts'
import { circuit } from './azure.ts'
import { hub, hubErGateway, hubVpnGateway, vpnSite } from './azure-wan.ts'
import { type ArmResource, codesOf, resolvedOf } from './network-of.ts'

const hubWith = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
): { readonly hub: VirtualHub; readonly codes: readonly string[] } => {
  const { network, findings } = resolvedOf([hub('hub', '10.1.0.0/23'), ...resources], world)
  const [first] = network.virtualHubs
  if (first === undefined) throw new Error('there is a hub')
  return { hub: first, codes: codesOf(findings) }
}

const site = vpnSite('branch', { prefixes: ['192.168.0.0/16'] })

describe('the VPN gateway', () => {
  test('has Azure’s number unless another is written, and the addresses that an export knows', () => {
    const { hub: made } = hubWith([
      hubVpnGateway(
        'hub',
        {},
        {
          bgpSettings: {
            bgpPeeringAddresses: [
              { defaultBgpIpAddresses: ['10.1.0.12'] },
              { defaultBgpIpAddresses: ['10.1.0.13', 'nonsense'] },
              {},
            ],
          },
        },
      ),
    ])
    expect(made.vpnGateway?.asn).toBe(65515)
    expect(made.vpnGateway?.instances.map(formatAddress)).toEqual(['10.1.0.12', '10.1.0.13'])
    expect(hubWith([hubVpnGateway('hub', {}, { bgpSettings: { asn: 65001 } })]).hub.vpnGateway?.asn).toBe(
      65001,
    )
  })

  test('of another hub, or without a hub, is not this one’s', () => {
    expect(hubWith([hubVpnGateway('other', {})]).hub.vpnGateway).toBe(undefined)
    expect(hubWith([hubVpnGateway('hub', {}, { virtualHub: null })]).hub.vpnGateway).toBe(undefined)
  })

  test('speaks BGP over a connection when the connection or one of its links says so', () => {
    const bgp = (settings: Parameters<typeof hubVpnGateway>[1][string]) =>
      hubWith([site, hubVpnGateway('hub', { branch: settings })]).hub.vpnGateway?.connections[0]?.bgp
    expect(bgp({})).toBe(false)
    expect(bgp({ enableBgp: true })).toBe(true)
    expect(bgp({ vpnLinkConnections: [{ name: 'l', properties: { enableBgp: true } }] })).toBe(true)
    expect(bgp({ vpnLinkConnections: [{ name: 'l', properties: { enableBgp: 'yes' } }, {}] })).toBe(false)
  })

  test('a connection to a site that is not there, or to none, is left out with a finding', () => {
    const missing = hubWith([hubVpnGateway('hub', { missing: {} })])
    expect([missing.hub.vpnGateway?.connections, missing.codes]).toEqual([[], ['HP2006']])
    const none = hubWith([hubVpnGateway('hub', { branch: { remoteVpnSite: null } })])
    expect(none.hub.vpnGateway?.connections).toEqual([])
    expect(none.codes).toHaveLength(1)
  })

  test('a connection is down where the world file or the export says so', () => {
    const up = (settings: Parameters<typeof hubVpnGateway>[1][string], world: Partial<World> = {}) =>
      hubWith([site, hubVpnGateway('hub', { branch: settings })], world).hub.vpnGateway?.connections[0]?.up
    expect(up({})).toBe(true)
    expect(up({ connectionStatus: 'NotConnected' })).toBe(false)
    expect(up({}, { state: [{ connection: 'to-branch', up: false }] })).toBe(false)
  })

  test('a connection is down when all of its links are', () => {
    const up = (...statuses: readonly string[]) =>
      hubWith([
        site,
        hubVpnGateway('hub', {
          branch: {
            vpnLinkConnections: statuses.map((connectionStatus, index) => ({
              name: `link${index}`,
              properties: { connectionStatus },
            })),
          },
        }),
      ]).hub.vpnGateway?.connections[0]?.up
    expect(up('NotConnected', 'Connecting')).toBe(false)
    expect(up('NotConnected', 'Connected')).toBe(true)
  })
})

describe('VPN sites', () => {
  const sitesOf = (resource: ArmResource) => {
    const { network, findings } = resolvedOf([resource])
    return {
      sites: network.vpnSites.map(({ asn, bgpPeeringAddress }) => [
        asn,
        bgpPeeringAddress === undefined ? undefined : formatAddress(bgpPeeringAddress),
      ]),
      codes: codesOf(findings),
    }
  }

  test('a link’s BGP settings come before the site’s own', () => {
    const plain = vpnSite('branch', { asn: 65010, peer: '172.16.0.1' })
    expect(sitesOf(plain).sites).toEqual([[65010, '172.16.0.1']])
    const linked: ArmResource = {
      ...plain,
      children: [
        { type: 'vpnSiteLinks', name: 'first', properties: { ipAddress: '203.0.113.1' } },
        {
          type: 'vpnSiteLinks',
          name: 'second',
          properties: { bgpProperties: { asn: 65020, bgpPeeringAddress: '172.16.0.2' } },
        },
      ],
    }
    expect(sitesOf(linked).sites).toEqual([[65020, '172.16.0.2']])
  })

  test('an unreadable address or number is a finding', () => {
    const odd: ArmResource = {
      type: 'Microsoft.Network/vpnSites',
      name: 'branch',
      properties: { bgpProperties: { asn: 'many', bgpPeeringAddress: 'nowhere' } },
    }
    expect(sitesOf(odd)).toEqual({
      sites: [[undefined, undefined]],
      codes: [expect.any(String), expect.any(String)],
    })
  })

  test('what stands there is told by a site’s link, by `devices`, or by an address', () => {
    const kind = (world: Partial<World>) =>
      resolvedOf([vpnSite('branch', { peer: '172.16.0.1' })], world).network.vpnSites[0]?.device?.kind
    expect(kind({})).toBe(undefined)
    expect(kind({ sites: [{ name: 'office', links: [{ vpnSite: 'branch' }] }] })).toBe('site')
    expect(
      kind({ sites: [{ name: 'office' }], devices: [{ vpnSite: 'branch', is: { site: 'office' } }] }),
    ).toBe('site')
    expect(
      kind({
        sites: [{ name: 'office', guest: { addresses: [{ dev: 'lo', address: '172.16.0.1/32' }] } }],
      }),
    ).toBe('site')
  })
})

describe('the ExpressRoute gateway', () => {
  test('has instances of both families, MSEE addresses and the flag (R3.24)', () => {
    const { hub: made } = hubWith([circuit('er'), hubErGateway('hub', { er: { routingWeight: 10 } })], {
      virtualHubs: [
        {
          name: 'hub',
          erInstanceIps: ['10.1.0.14', 'fd00::14'],
          mseePeers: [
            { circuit: 'er', address: '10.1.0.4' },
            { circuit: 'missing', address: '10.1.0.5' },
          ],
        },
      ],
    })
    const gateway = made.expressRouteGateway
    expect(gateway?.instances.map(formatAddress)).toEqual(['10.1.0.14'])
    expect(gateway?.instancesIpv6.map(formatAddress)).toEqual(['fd00::14'])
    expect(gateway?.mseePeers.map(({ circuit: { name } }) => name)).toEqual(['er'])
    expect(gateway?.allowNonVirtualWanTraffic).toBe(false)
    expect(gateway?.connections.map(({ routingWeight, fastPath }) => [routingWeight, fastPath])).toEqual([
      [10, false],
    ])
    const open = hubWith([hubErGateway('hub', {}, { allowNonVirtualWanTraffic: true })])
    expect(open.hub.expressRouteGateway?.allowNonVirtualWanTraffic).toBe(true)
  })

  test('a connection to a circuit that nobody declares has one that is taken to exist', () => {
    const missing = hubWith([hubErGateway('hub', { missing: {} })])
    const [only] = missing.hub.expressRouteGateway?.connections ?? []
    expect([only?.circuit.name, missing.codes]).toEqual(['missing', []])
  })

  test('a connection to a circuit with nearly the name of another, or to none, is left out with a finding', () => {
    const missing = hubWith([circuit('mising'), hubErGateway('hub', { missing: {} })])
    expect([missing.hub.expressRouteGateway?.connections, missing.codes]).toEqual([[], ['HP2006']])
    const none = hubWith([hubErGateway('hub', { er: { expressRouteCircuitPeering: null } })])
    expect(none.hub.expressRouteGateway?.connections).toEqual([])
    expect(none.codes).toHaveLength(1)
  })

  test('a hub without one has none', () => {
    expect(hubWith([]).hub.expressRouteGateway).toBe(undefined)
  })
})
