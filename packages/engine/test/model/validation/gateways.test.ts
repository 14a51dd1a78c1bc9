// Where gateways lie, how many there are, and which of them may be active-active or stand beside each other.
import { describe, expect, test } from 'vitest'
import type { ValidationProfile } from '../../../src/model/index.ts'
import { validateGateways } from '../../../src/model/validation/gateways.ts'
import { gateway, id, publicIp, vnet } from '../azure.ts'
import { type ArmResource, codesOf, type Plain, type PlainObject, unknown } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], profile: Partial<ValidationProfile> = {}) =>
  validateGateways(validatingOf(resources, profile))

const hubWith = (gatewaySubnet: string): ArmResource =>
  vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: gatewaySubnet, default: '10.0.1.0/24' })

const er = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute')
const vpn = gateway('vpn', 'hub/GatewaySubnet', 'Vpn')

describe('V12 what lies where', () => {
  test('a gateway in another subnet than GatewaySubnet', () => {
    const misplaced = gateway('er', 'hub/default', 'ExpressRoute')
    expect(judge([hubWith('10.0.0.0/27'), misplaced])).toMatchObject([
      { code: 'HP3012', parameters: { gateway: 'er', subnet: 'default' } },
    ])
  })

  test.each([
    ['the reference', 'hub/GatewaySubnet'],
    ['its own subnet', 'hub/default'],
  ])('a gateway in a VNet without GatewaySubnet, by %s', (_, subnet) => {
    const bare = vnet('hub', ['10.0.0.0/16'], { default: '10.0.1.0/24' })
    expect(judge([bare, gateway('er', subnet, 'ExpressRoute')])).toMatchObject([
      { code: 'HP3044', parameters: { gateway: 'er', vnet: 'hub' } },
    ])
  })

  test('a gateway in a VNet of which not all is known', () => {
    expect(judge([{ ...vnet('hub', ['10.0.0.0/16']), existing: true }, er])).toEqual([])
  })

  test('the name counts in any letter case', () => {
    const hub = vnet('hub', ['10.0.0.0/16'], { gatewaysubnet: '10.0.0.0/27' })
    expect(judge([hub, er])).toEqual([])
  })
})

test('V15 a second gateway of one kind is told with the first; one of each is fine', () => {
  const hub = hubWith('10.0.0.0/27')
  expect(judge([hub, er, vpn])).toEqual([])
  expect(judge([hub, er, vpn, gateway('er2', 'hub/GatewaySubnet', 'ExpressRoute')])).toMatchObject([
    { code: 'HP3015', parameters: { kind: 'expressRoute', gateway: 'er2', otherGateway: 'er' } },
  ])
})

/** A VPN gateway with an IP configuration for each public IP address; undefined for one without. */
const vpnWith = (addresses: readonly (string | undefined)[], properties: PlainObject = {}): ArmResource =>
  gateway('vpn', 'hub/GatewaySubnet', 'Vpn', {
    activeActive: true,
    ipConfigurations: addresses.map((address, index) => ({
      name: `config${index}`,
      properties: {
        subnet: { id: id.subnet('hub/GatewaySubnet') },
        publicIPAddress: address === undefined ? undefined : { id: id.publicAddress(address) },
      },
    })),
    ...properties,
  })

describe('V16 an active-active gateway', () => {
  const judgeVpn = (vpnGateway: ArmResource, addresses: readonly ArmResource[] = []) =>
    judge([hubWith('10.0.0.0/27'), vpnGateway, ...addresses])

  test('needs two IP configurations', () => {
    expect(judgeVpn(vpnWith(['a']))).toMatchObject([
      {
        code: 'HP3016',
        azureCode: 'ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations',
        parameters: { gateway: 'vpn', found: 1 },
      },
    ])
    expect(judgeVpn(vpnWith(['a', 'b']))).toEqual([])
    expect(judgeVpn(vpnWith([undefined, undefined]))).toEqual([])
  })

  test('with three, as for clients, is fine; so is one instance with one address', () => {
    expect(judgeVpn(vpnWith(['a', 'b', 'c']))).toEqual([])
    expect(judgeVpn(vpnWith(['a'], { activeActive: false }))).toEqual([])
  })

  test.each<[string, ArmResource, number | undefined]>([
    ['Standard and static', publicIp('b', 'Standard', 'Static'), undefined],
    ['StandardV2', publicIp('b', 'StandardV2', 'Static'), undefined],
    ['not described further', publicIp('b', undefined), undefined],
    ['of an unknown SKU', publicIp('b', unknown('sku')), undefined],
    ['Basic', publicIp('b', 'Basic', 'Static'), 1],
    ['dynamic', publicIp('b', undefined, 'Dynamic'), 1],
  ])('whose second address is %s', (_, second, found) => {
    const resources = [publicIp('a', 'Standard', 'Static'), second]
    expect(judgeVpn(vpnWith(['a', 'b']), resources)).toMatchObject(
      found === undefined ? [] : [{ code: 'HP3216', parameters: { gateway: 'vpn', found } }],
    )
  })

  test('took Basic addresses once', () => {
    const resources = [hubWith('10.0.0.0/27'), vpnWith(['a', 'b']), publicIp('b', 'Basic', 'Dynamic')]
    expect(judge(resources, { basicGatewayAddresses: true })).toEqual([])
    expect(codesOf(judge(resources))).toEqual(['HP3216'])
  })

  test('of which not all configurations are known is not judged', () => {
    const some = [
      unknown('second'),
      { name: 'first', properties: { subnet: { id: id.subnet('hub/GatewaySubnet') } } },
    ]
    expect(judgeVpn(vpnWith([], { ipConfigurations: some }))).toEqual([])
  })

  test.each<[string, PlainObject, Plain]>([
    ['properties.sku.name', { sku: { name: 'Basic' } }, 'Basic'],
    ['properties.vpnType', { vpnType: 'PolicyBased' }, 'PolicyBased'],
  ])('is not possible by %s', (property, properties, found) => {
    expect(judgeVpn(vpnWith(['a', 'b'], properties))).toMatchObject([
      { code: 'HP3116', parameters: { gateway: 'vpn', property, found } },
    ])
    expect(judgeVpn(vpnWith(['a'], { ...properties, activeActive: false }))).toEqual([])
  })

  test('is possible with any other SKU and routes', () => {
    expect(judgeVpn(vpnWith(['a', 'b'], { sku: { name: 'VpnGw1' }, vpnType: 'RouteBased' }))).toEqual([])
  })
})

describe('V17 ExpressRoute and VPN in one VNet', () => {
  const hub = hubWith('10.0.0.0/27')

  test.each<[string, string, PlainObject, string]>([
    ['a Basic VPN gateway', 'vpn', { sku: { name: 'basic' } }, 'properties.sku.name'],
    ['a policy-based VPN gateway', 'vpn', { vpnType: 'PolicyBased' }, 'properties.vpnType'],
  ])('not with %s', (_, name, properties, property) => {
    const old = gateway('vpn', 'hub/GatewaySubnet', 'Vpn', properties)
    expect(judge([hub, er, old])).toMatchObject([
      { code: 'HP3017', parameters: { vnet: 'hub', gateway: name, property } },
    ])
    expect(judge([hub, old])).toEqual([])
  })

  test('not with a Basic ExpressRoute gateway', () => {
    const old = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute', { sku: { name: 'Basic' } })
    expect(judge([hub, old, vpn])).toMatchObject([{ code: 'HP3017', parameters: { gateway: 'er' } }])
    expect(judge([hub, old])).toEqual([])
  })

  test('with newer ones is fine', () => {
    const newer = gateway('vpn', 'hub/GatewaySubnet', 'Vpn', {
      sku: { name: 'VpnGw1AZ' },
      vpnType: 'RouteBased',
    })
    expect(judge([hub, er, newer])).toEqual([])
  })
})
