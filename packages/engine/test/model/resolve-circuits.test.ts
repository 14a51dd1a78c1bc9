// Circuits out of resources: tier, bandwidth, links, and who is authorized to use them.
import { describe, expect, test } from 'vitest'
import type { Network } from '../../src/model/index.ts'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import type { World } from '../../src/resources/index.ts'
import { type ArmResource, idOf, networkOf, type PlainObject, resolvedOf } from './network-of.ts'

const type = 'Microsoft.Network/expressRouteCircuits'
const peeringName = 'AzurePrivatePeering'

const circuit = (name: string, peering: PlainObject = {}): ArmResource => ({
  type,
  name,
  properties: {
    serviceProviderProperties: { peeringLocation: 'Tokyo' },
    peerings: [
      { name: 'MicrosoftPeering', properties: { peeringType: 'MicrosoftPeering', peerASN: 1 } },
      { name: peeringName, properties: { peeringType: peeringName, ...peering } },
    ],
  },
})

const reaching = (name: string, other: string): ArmResource => ({
  type: `${type}/peerings/connections`,
  name: `${name}/${peeringName}/to-${other}`,
  properties: { peerExpressRouteCircuitPeering: { id: idOf(`${type}/peerings`, `${other}/${peeringName}`) } },
})

const linksOf = (network: Network) =>
  network.circuits[0]?.links.map(({ role, prefix, customerAddress, mseeAddress, customerSessionUp }) => ({
    role,
    prefix: prefix === undefined ? undefined : formatPrefix(prefix),
    customer: customerAddress === undefined ? undefined : formatAddress(customerAddress),
    msee: mseeAddress === undefined ? undefined : formatAddress(mseeAddress),
    up: customerSessionUp,
  }))

const prefixes = { primaryPeerAddressPrefix: '172.16.0.0/30', secondaryPeerAddressPrefix: '172.16.0.4/30' }

describe('the tier and the bandwidth of a circuit', () => {
  const resolvedCircuit = (sku: PlainObject | undefined, properties: PlainObject = {}) =>
    networkOf([{ type, name: 'c', body: { sku }, properties }]).circuits[0]

  test.each([
    ['the tier', { tier: 'premium' }, 'Premium'],
    ['the name, when there is no tier', { name: 'Local_UnlimitedData' }, 'Local'],
    ['the tier rather than the name', { name: 'Premium_MeteredData', tier: 'Standard' }, 'Standard'],
    ['nothing that Azure knows', { name: 'Gold' }, undefined],
    ['nothing', undefined, undefined],
  ])('the tier comes from %s', (_, sku, expected) => {
    expect(resolvedCircuit(sku)?.tier).toBe(expected)
  })

  test.each([
    ['a provider', { serviceProviderProperties: { bandwidthInMbps: 50 } }, 50],
    ['ports of one’s own', { bandwidthInGbps: 10 }, 10_000],
    ['neither', {}, undefined],
  ])('the bandwidth at %s', (_, properties, expected) => {
    expect(resolvedCircuit(undefined, properties)?.bandwidthMbps).toBe(expected)
  })
})

describe('the links of a circuit', () => {
  test('come from its private peering: the customer has the first host address, the MSEE the second', () => {
    const { network, findings } = resolvedOf([circuit('c', { ...prefixes, peerASN: 65001 })])
    expect(network.circuits[0]).toMatchObject({ peeringLocation: 'Tokyo', customerAsn: 65001 })
    expect(linksOf(network)).toEqual([
      { role: 'primary', prefix: '172.16.0.0/30', customer: '172.16.0.1', msee: '172.16.0.2', up: true },
      { role: 'secondary', prefix: '172.16.0.4/30', customer: '172.16.0.5', msee: '172.16.0.6', up: true },
    ])
    expect(findings).toEqual([])
  })

  test('take what the world file says instead', () => {
    const world: Partial<World> = {
      circuits: [
        {
          name: 'c',
          peeringLocation: 'Osaka',
          customerAsn: 65002,
          links: [{ role: 'primary', prefix: '172.17.0.0/30', underlayNextHop: '10.9.0.1', up: false }],
        },
      ],
    }
    const network = networkOf([circuit('c', { ...prefixes, peerASN: 65001 })], world)
    expect(network.circuits[0]).toMatchObject({ peeringLocation: 'Osaka', customerAsn: 65002 })
    expect(linksOf(network)?.map(({ prefix, up }) => [prefix, up])).toEqual([
      ['172.17.0.0/30', false],
      ['172.16.0.4/30', true],
    ])
    const underlay = network.circuits[0]?.links[0].underlayNextHop
    expect(underlay === undefined ? undefined : formatAddress(underlay)).toBe('10.9.0.1')
  })

  test('are down when the state of the world says so, one by one', () => {
    const state = [{ circuitLink: { circuit: 'c', role: 'secondary' as const }, up: false }]
    expect(linksOf(networkOf([circuit('c')], { state }))?.map(({ up }) => up)).toEqual([true, false])
  })

  test('are there without a peering; only the addresses are not known', () => {
    const { network, findings } = resolvedOf([{ type, name: 'bare' }])
    expect(linksOf(network)?.map(({ role, prefix }) => [role, prefix])).toEqual([
      ['primary', undefined],
      ['secondary', undefined],
    ])
    expect(findings).toEqual([])
  })
})

test('Global Reach joins both circuits, once, whichever side is written', () => {
  const joined = (...connections: readonly ArmResource[]) =>
    networkOf([circuit('a'), circuit('b'), circuit('c'), ...connections]).circuits.map(({ globalReach }) =>
      globalReach.map(({ name }) => name),
    )
  expect(joined(reaching('a', 'b'))).toEqual([['b'], ['a'], []])
  expect(joined(reaching('a', 'b'), reaching('b', 'a'))).toEqual([['b'], ['a'], []])
  expect(joined(reaching('a', 'nowhere'))).toEqual([[], [], []])
})

describe('what Azure says of a circuit', () => {
  const upOf = (properties: PlainObject, peering: PlainObject = {}, world: Partial<World> = {}) =>
    networkOf(
      [
        {
          type,
          name: 'c',
          properties: {
            ...properties,
            peerings: [{ name: peeringName, properties: { peeringType: peeringName, ...peering } }],
          },
        },
      ],
      world,
    ).circuits[0]?.links.map(({ customerSessionUp }) => customerSessionUp)

  test.each([
    ['nothing', {}, {}, true],
    ['the provider has set it up', { serviceProviderProvisioningState: 'Provisioned' }, {}, true],
    ['the provider has not', { serviceProviderProvisioningState: 'NotProvisioned' }, {}, false],
    ['the provider takes it down', { serviceProviderProvisioningState: 'Deprovisioning' }, {}, false],
    ['it is off', { circuitProvisioningState: 'Disabled' }, {}, false],
    ['its peering is off', { circuitProvisioningState: 'Enabled' }, { state: 'Disabled' }, false],
    ['its peering is on', {}, { state: 'Enabled' }, true],
  ])('%s', (_, properties, peering, expected) => {
    expect(upOf(properties, peering)).toEqual([expected, expected])
  })

  test('the world file has the last word', () => {
    const world = { state: [{ circuitLink: { circuit: 'c', role: 'primary' as const }, up: true }] }
    expect(upOf({ serviceProviderProvisioningState: 'NotProvisioned' }, {}, world)).toEqual([true, false])
  })
})
