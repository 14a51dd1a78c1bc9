// Local network gateways, what stands behind them, and the connections of VPN gateways.
import { describe, expect, test } from 'vitest'
import type { VpnGateway } from '../../src/model/index.ts'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import type { World } from '../../src/resources/index.ts'
import { nic, vm, vnet } from './azure.ts'
import { ipsec, localNetworkGateway, vnet2vnet, vpnGateway, vpnId } from './azure-vpn.ts'
import { type ArmResource, codesOf, networkOf, type PlainObject, resolvedOf } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.255.0/24', default: '10.0.0.0/24' })
const lng = localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1', publicIp: '203.0.113.1' })

const gatewayOf = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
): { readonly gateway: VpnGateway | undefined; readonly codes: readonly string[] } => {
  const { network, findings } = resolvedOf([hub, ...resources], world)
  const gateway = network.vnets[0]?.gateways.find((candidate) => candidate.kind === 'vpn')
  return { gateway, codes: codesOf(findings) }
}

describe('a local network gateway', () => {
  const read = (properties: PlainObject) => {
    const { network, findings } = resolvedOf([
      { type: 'Microsoft.Network/localNetworkGateways', name: 'lng', properties },
    ])
    const [first] = network.localNetworkGateways
    return {
      prefixes: first?.prefixes.map(formatPrefix),
      asn: first?.asn,
      peer: first?.bgpPeeringAddress === undefined ? undefined : formatAddress(first.bgpPeeringAddress),
      findings: findings.length,
    }
  }

  test('has prefixes, number and peer address', () => {
    expect(
      read({
        localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16'] },
        bgpSettings: { asn: '65010', bgpPeeringAddress: '172.16.0.1' },
      }),
    ).toEqual({ prefixes: ['192.168.0.0/16'], asn: 65010, peer: '172.16.0.1', findings: 0 })
  })

  test('keeps what can be read of a bad one, with a finding each', () => {
    expect(
      read({
        localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16', '300.0.0.0/8'] },
        bgpSettings: { asn: 'many', bgpPeeringAddress: 'nowhere' },
      }),
    ).toEqual({ prefixes: ['192.168.0.0/16'], asn: undefined, peer: undefined, findings: 3 })
  })

  test('without anything is one all the same', () => {
    expect(read({})).toEqual({ prefixes: [], asn: undefined, peer: undefined, findings: 0 })
  })
})

describe('what stands behind it', () => {
  const deviceOf = (resources: readonly ArmResource[], world: Partial<World> = {}): string | undefined => {
    const device = networkOf([hub, lng, ...resources], world).localNetworkGateways[0]?.device
    if (device === undefined) return undefined
    return device.kind === 'site'
      ? `site ${device.site.name}`
      : device.kind === 'vm'
        ? `vm ${device.vm.name}`
        : `gateway ${device.gateway.name}`
  }
  const csr = [nic('csr', 'hub/default', '10.0.0.9'), vm('csr', ['csr'])]
  const at = (address: string) => ({ addresses: [{ dev: 'lo', address: `${address}/32` }] })

  test('nobody, where nothing says so', () => {
    expect(deviceOf(csr)).toBe(undefined)
  })

  test('what `devices` says, before all else', () => {
    const sites = [{ name: 'office', links: [{ localNetworkGateway: 'lng' }] }]
    const is = (device: World['devices'][number]['is']) => ({
      sites,
      devices: [{ localNetworkGateway: 'lng', is: device }],
    })
    expect(deviceOf(csr, is({ vm: 'csr' }))).toBe('vm csr')
    expect(deviceOf([vpnGateway('hub')], is({ gateway: 'vpn-hub' }))).toBe('gateway vpn-hub')
    expect(deviceOf([], is({ site: 'office' }))).toBe('site office')
  })

  test('nobody, where `devices` names something that is not there', () => {
    for (const is of [{ vm: 'x' }, { gateway: 'x' }, { site: 'x' }, {}])
      expect(deviceOf(csr, { devices: [{ localNetworkGateway: 'lng', is }] })).toBe(undefined)
  })

  test('the site whose link names it', () => {
    expect(deviceOf([], { sites: [{ name: 'office', links: [{ localNetworkGateway: 'LNG' }] }] })).toBe(
      'site office',
    )
  })

  test('a machine that has the peer address on a NIC or inside, or a site’s router', () => {
    expect(deviceOf([nic('csr', 'hub/default', '172.16.0.1'), vm('csr', ['csr'])])).toBe('vm csr')
    expect(deviceOf(csr, { guests: { csr: at('172.16.0.1') } })).toBe('vm csr')
    expect(deviceOf([], { sites: [{ name: 'office', guest: at('172.16.0.1') }] })).toBe('site office')
  })

  test('a gateway that has the peer or the public address', () => {
    expect(deviceOf([vpnGateway('hub', { instances: ['172.16.0.1'] })])).toBe('gateway vpn-hub')
    expect(deviceOf([vpnGateway('hub', { instances: ['10.0.255.4'], apipa: [['172.16.0.1']] })])).toBe(
      'gateway vpn-hub',
    )
    expect(
      deviceOf([vpnGateway('hub')], { gateways: [{ name: 'vpn-hub', publicIps: ['203.0.113.1'] }] }),
    ).toBe('gateway vpn-hub')
  })
})

describe('connections', () => {
  test('to a device and to another VNet', () => {
    const far = vnet('far', ['10.9.0.0/16'], { GatewaySubnet: '10.9.255.0/24' })
    const { gateway, codes } = gatewayOf([
      lng,
      vpnGateway('hub'),
      ipsec('hub', 'lng', false),
      far,
      vpnGateway('far'),
      vnet2vnet('hub', 'far'),
    ])
    expect(gateway?.connections.map(({ name, bgp, up, remote }) => [name, bgp, up, remote.kind])).toEqual([
      ['vpn-hub--lng', false, true, 'device'],
      ['vpn-hub--vpn-far', true, true, 'vnet'],
    ])
    expect(codes).toEqual([])
  })

  test.each([
    ['IPsec', { localNetworkGateway2: null }],
    ['Vnet2Vnet', { virtualNetworkGateway2: null }],
    ['IPsec', { localNetworkGateway2: { id: vpnId.localNetworkGateway('missing') } }],
    ['Vnet2Vnet', { virtualNetworkGateway2: { id: vpnId.gateway('missing') } }],
    ['IPsec', { localNetworkGateway2: { id: vpnId.gateway('vpn-hub') } }],
    ['IPsec', { virtualNetworkGateway1: { id: vpnId.gateway('missing') } }],
    ['IPsec', { virtualNetworkGateway1: null }],
  ])('of type %s with %j are left out with a finding', (connectionType, properties) => {
    const { gateway, codes } = gatewayOf([
      lng,
      vpnGateway('hub'),
      ipsec('hub', 'lng', true, { connectionType, ...properties }),
    ])
    expect(gateway?.connections).toEqual([])
    expect(codes).toHaveLength(1)
  })

  test('of an unknown type, or without one, are none of a VPN gateway', () => {
    for (const connectionType of ['Carrier pigeon', null]) {
      const { gateway } = gatewayOf([lng, vpnGateway('hub'), ipsec('hub', 'lng', true, { connectionType })])
      expect(gateway?.connections).toEqual([])
    }
  })

  test('R3.5: a policy-based gateway has no BGP', () => {
    const { gateway } = gatewayOf([
      lng,
      vpnGateway('hub', { properties: { vpnType: 'policybased' } }),
      ipsec('hub', 'lng'),
    ])
    expect(gateway?.connections.map(({ bgp }) => bgp)).toEqual([false])
  })

  test('are down where the export or the world file says so; the world file wins', () => {
    const up = (properties: PlainObject, world: Partial<World> = {}) =>
      gatewayOf([lng, vpnGateway('hub'), ipsec('hub', 'lng', true, properties)], world).gateway
        ?.connections[0]?.up
    expect(up({ connectionStatus: 'NotConnected' })).toBe(false)
    expect(up({}, { state: [{ connection: 'vpn-hub--lng', up: false }] })).toBe(false)
    expect(
      up({ connectionStatus: 'NotConnected' }, { state: [{ connection: 'vpn-hub--lng', up: true }] }),
    ).toBe(true)
  })
})

describe('R3.18: the default site', () => {
  const siteOf = (gatewayDefaultSite: PlainObject | null) =>
    gatewayOf([lng, vpnGateway('hub', { properties: { gatewayDefaultSite } })])

  test('is a local network gateway', () => {
    expect(siteOf({ id: vpnId.localNetworkGateway('lng') }).gateway?.defaultSite?.name).toBe('lng')
  })

  test('that is not there is a finding', () => {
    const { gateway, codes } = siteOf({ id: vpnId.localNetworkGateway('missing') })
    expect([gateway?.defaultSite, codes]).toEqual([undefined, ['HP2006']])
  })

  test('that is not said is none', () => {
    expect(siteOf(null)).toMatchObject({ gateway: { defaultSite: undefined }, codes: [] })
  })
})
