// Peerings out of resources: their state, their flags, and the prefixes of the far side.
import { describe, expect, test } from 'vitest'
import { isSynchronised, type Peering } from '../../src/model/index.ts'
import { formatPrefix } from '../../src/net/index.ts'
import { peered, side, vnet } from './azure.ts'
import { type ArmResource, codesOf, networkOf, resolvedOf, unknown } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { a: '10.0.0.0/24', b: '10.0.1.0/24' }, { location: 'japaneast' })
const spoke = vnet(
  'spoke',
  ['10.1.0.0/16'],
  { a: '10.1.0.0/24', b: '10.1.1.0/24' },
  { location: 'japaneast' },
)

const peeringOf = (resources: readonly ArmResource[], local: string): Peering => {
  const found = networkOf(resources).vnets.find(({ name }) => name === local)?.peerings[0]
  if (found === undefined) throw new Error(`${local} has no peering`)
  return found
}

describe('the state of a peering', () => {
  test('is Connected on both sides when both are there, and each knows the other', () => {
    const { network, findings } = resolvedOf([hub, spoke, ...peered('hub', 'spoke')])
    const [a, b] = network.vnets.map((vnet) => vnet.peerings[0])
    expect([a?.state, b?.state]).toEqual(['Connected', 'Connected'])
    expect(a?.reverse).toBe(b)
    expect(b?.reverse).toBe(a)
    expect(a?.remote).toBe(b?.local)
    expect(findings).toEqual([])
  })

  test('is Initiated when the other side is not there', () => {
    const { network, findings } = resolvedOf([hub, spoke, side('hub', 'spoke')])
    expect(network.vnets[0]?.peerings[0]?.state).toBe('Initiated')
    expect(findings).toMatchObject([
      { code: 'HP3042', parameters: { peering: 'to-spoke', vnet: 'hub', remoteVnet: 'spoke' } },
    ])
  })

  test('stays Initiated beside a Disconnected other side', () => {
    const { network, findings } = resolvedOf([
      hub,
      spoke,
      side('hub', 'spoke', { peeringState: 'Disconnected' }),
      side('spoke', 'hub'),
    ])
    expect(network.vnets.map((vnet) => vnet.peerings[0]?.state)).toEqual(['Disconnected', 'Initiated'])
    expect(codesOf(findings)).toEqual(['HP3043'])
  })

  test('is believed when the other VNet is not among the inputs but its address space is told', () => {
    const { network, findings } = resolvedOf([
      hub,
      side('hub', 'elsewhere', { remoteAddressSpace: { addressPrefixes: ['10.9.0.0/16'] } }),
    ])
    const peering = network.vnets[0]?.peerings[0]
    expect(peering).toMatchObject({ state: 'Connected', remote: undefined })
    expect(peering?.remotePrefixes.map(formatPrefix)).toEqual(['10.9.0.0/16'])
    expect(findings).toEqual([])
  })

  test.each([
    ['Initiated', 'Initiated'],
    ['connected', 'Connected'],
    [undefined, 'Connected'],
  ])('is what an export says, %s, when the other VNet is not among the inputs', (peeringState, expected) => {
    const addressSpace = { remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
    const peering = peeringOf([hub, side('hub', 'spoke', { peeringState, ...addressSpace })], 'hub')
    expect(peering.state).toBe(expected)
  })

  test('is believed when the other VNet is only assumed', () => {
    const { network, findings } = resolvedOf([
      spoke,
      { ...vnet('hub', ['10.0.0.0/16']), existing: true },
      side('spoke', 'hub'),
    ])
    expect(network.vnets[0]?.peerings[0]?.state).toBe('Connected')
    expect(findings).toEqual([])
  })
})

describe('a peering that cannot be resolved is left out', () => {
  test('when nothing is known of the other VNet; a near name is suggested', () => {
    const { network, findings } = resolvedOf([hub, spoke, side('hub', 'spokee')])
    expect(network.vnets[0]?.peerings).toEqual([])
    expect(findings).toMatchObject([
      { code: 'HP3041', parameters: { remoteVnet: 'spokee', suggestion: 'spoke' } },
    ])
  })

  test.each([
    ['missing', {}, 'HP2001'],
    ['unknown', { remoteVirtualNetwork: { id: unknown('p') } }, 'HP2009'],
    ['unknown as a whole', { remoteVirtualNetwork: unknown('p') }, 'HP2009'],
    ['no id', { remoteVirtualNetwork: { id: 'spoke' } }, 'HP2005'],
  ])('when the link to the other VNet is %s', (_, properties, code) => {
    const { network, findings } = resolvedOf([
      hub,
      { type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', name: 'hub/p', properties },
    ])
    expect(network.vnets[0]?.peerings).toEqual([])
    expect(new Set(codesOf(findings))).toEqual(new Set([code]))
  })
})

describe('the flags of a peering', () => {
  test('have the defaults of ARM', () => {
    expect(peeringOf([hub, spoke, ...peered('hub', 'spoke')], 'hub')).toMatchObject({
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: false,
      useRemoteGateways: false,
      global: false,
      localSubnets: undefined,
    })
  })

  test('are those of the object itself, not of the other side', () => {
    const flags = {
      allowVirtualNetworkAccess: false,
      allowForwardedTraffic: true,
      allowGatewayTransit: true,
      useRemoteGateways: true,
    }
    const resources = [hub, spoke, side('hub', 'spoke', flags), side('spoke', 'hub')]
    expect(peeringOf(resources, 'hub')).toMatchObject(flags)
    expect(peeringOf(resources, 'spoke').allowForwardedTraffic).toBe(false)
  })

  test('a mistyped one takes its default and the peering stays', () => {
    const { network, findings } = resolvedOf([
      hub,
      spoke,
      side('hub', 'spoke', { allowForwardedTraffic: 'yes' }),
      side('spoke', 'hub'),
    ])
    expect(network.vnets[0]?.peerings[0]).toMatchObject({ state: 'Connected', allowForwardedTraffic: false })
    expect(codesOf(findings)).toEqual(['HP2002'])
  })

  test('a peering between regions is global', () => {
    const far = { ...spoke, location: 'westeurope' }
    expect(peeringOf([hub, far, ...peered('hub', 'spoke')], 'hub').global).toBe(true)
  })
})

describe('the remote prefixes', () => {
  test('are the live address space when the object carries none', () => {
    const peering = peeringOf([hub, spoke, ...peered('hub', 'spoke')], 'hub')
    expect(peering.remotePrefixes.map(formatPrefix)).toEqual(['10.1.0.0/16'])
    expect(isSynchronised(peering)).toBe(true)
  })

  test.each([
    ['another order and a repetition', ['10.2.0.0/16', '10.1.0.0/16', '10.2.0.0/16'], true],
    ['one prefix less', ['10.1.0.0/16'], false],
    ['another length', ['10.1.0.0/17', '10.2.0.0/16'], false],
  ])('are those of the object; with %s they are in step: %s', (_, addressPrefixes, expected) => {
    const two = vnet('spoke', ['10.1.0.0/16', '10.2.0.0/16'])
    const peering = peeringOf(
      [
        hub,
        two,
        side('hub', 'spoke', { remoteVirtualNetworkAddressSpace: { addressPrefixes } }),
        side('spoke', 'hub'),
      ],
      'hub',
    )
    expect(peering.remotePrefixes.map(formatPrefix)).toEqual(addressPrefixes)
    expect(isSynchronised(peering)).toBe(expected)
  })

  test('are what is peered, where the object also says what the remote space is by now', () => {
    const two = vnet('spoke', ['10.1.0.0/16', '10.2.0.0/16'])
    const flags = {
      remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
      remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'] },
      peeringSyncLevel: 'RemoteNotInSync',
    }
    const peering = peeringOf([hub, two, side('hub', 'spoke', flags), side('spoke', 'hub')], 'hub')
    expect(peering.remotePrefixes.map(formatPrefix)).toEqual(['10.1.0.0/16'])
    expect(isSynchronised(peering)).toBe(false)
  })

  test('are out of step where an export says so of a VNet that it does not show', () => {
    const flags = (live: readonly string[]) => ({
      remoteAddressSpace: { addressPrefixes: ['10.9.0.0/16'] },
      remoteVirtualNetworkAddressSpace: { addressPrefixes: live },
    })
    const inStep = (live: readonly string[]) =>
      isSynchronised(peeringOf([hub, side('hub', 'elsewhere', flags(live))], 'hub'))
    expect(inStep(['10.9.0.0/16'])).toBe(true)
    expect(inStep(['10.9.0.0/16', '10.8.0.0/16'])).toBe(false)
  })

  test('of a subnet peering with a VNet that no input describes are those of the object', () => {
    const flags = {
      peerCompleteVnets: false,
      localSubnetNames: ['a'],
      remoteSubnetNames: ['b'],
      remoteAddressSpace: { addressPrefixes: ['10.9.1.0/24'] },
      remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.9.0.0/16'] },
    }
    const peering = peeringOf([hub, side('hub', 'elsewhere', flags)], 'hub')
    expect(peering.remotePrefixes.map(formatPrefix)).toEqual(['10.9.1.0/24'])
  })

  test('cannot be out of step with an address space that is known in part', () => {
    const peering = peeringOf(
      [
        hub,
        vnet('spoke', ['10.1.0.0/16', unknown('p')]),
        side('hub', 'spoke', { remoteAddressSpace: { addressPrefixes: ['10.2.0.0/16'] } }),
      ],
      'hub',
    )
    expect(isSynchronised(peering)).toBe(true)
  })

  test('of a subnet peering are the listed remote subnets, in any letter case', () => {
    const names = { peerCompleteVnets: false, localSubnetNames: ['A'], remoteSubnetNames: ['B'] }
    const peering = peeringOf([hub, spoke, side('hub', 'spoke', names), side('spoke', 'hub')], 'hub')
    expect(peering.localSubnets).toEqual(['a'])
    expect(peering.remotePrefixes.map(formatPrefix)).toEqual(['10.1.1.0/24'])
    expect(isSynchronised(peering)).toBe(true)
  })
})

describe('the peerings of a VNet are known', () => {
  const known = (resources: readonly ArmResource[]) =>
    networkOf(resources).vnets.map((each) => each.peeringsKnown)
  const manager = (connectivityTopology: string): ArmResource => ({
    type: 'Microsoft.Network/networkManagers/connectivityConfigurations',
    name: 'manager/configuration',
    properties: { connectivityTopology },
  })

  test('when every remote VNet is in the inputs', () => {
    expect(known([hub, spoke, ...peered('hub', 'spoke')])).toEqual([true, true])
  })

  test('unless one leads to a VNet that is not', () => {
    expect(known([hub, spoke, side('hub', 'elsewhere')])).toEqual([false, true])
  })

  test('unless Virtual Network Manager makes some, as it does in each topology but the mesh', () => {
    expect(known([hub, spoke, manager('HubAndSpoke')])).toEqual([false, false])
    expect(known([hub, spoke, manager('Mesh')])).toEqual([true, true])
  })
})
