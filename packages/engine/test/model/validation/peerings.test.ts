// Findings about peerings.
import { describe, expect, test } from 'vitest'
import { validatePeerings } from '../../../src/model/validation/peerings.ts'
import { gateway, peered, routeServer, side, transit, vnet } from '../azure.ts'
import { type ArmResource, codesOf, unknown } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (...resources: readonly ArmResource[]) => validatePeerings(validatingOf(resources))

const hub = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27', RouteServerSubnet: '10.0.1.0/26' })
const spoke = vnet('spoke', ['10.1.0.0/16'], {
  GatewaySubnet: '10.1.0.0/27',
  RouteServerSubnet: '10.1.1.0/26',
})
const hubGateway = gateway('gw', 'hub/GatewaySubnet', 'ExpressRoute')
const hubRouteServer = routeServer('rs', 'hub/RouteServerSubnet')

describe('V3 a second peering to the same VNet', () => {
  test('is told with the first', () => {
    expect(judge(hub, spoke, ...peered('hub', 'spoke'), side('hub', 'SPOKE', {}, 'again'))).toMatchObject([
      {
        code: 'HP3003',
        azureCode: 'AnotherPeeringAlreadyReferencesRemoteVnet',
        parameters: { peering: 'again', otherPeering: 'to-spoke', vnet: 'hub' },
      },
    ])
  })

  test('is told for a VNet that is not among the inputs too', () => {
    const carried = { remoteAddressSpace: { addressPrefixes: ['10.9.0.0/16'] } }
    const found = judge(hub, side('hub', 'far', carried, 'a'), side('hub', 'far', carried, 'b'))
    expect(codesOf(found)).toEqual(['HP3003'])
  })

  test('is not one to another VNet', () => {
    const third = vnet('third', ['10.2.0.0/16'])
    expect(judge(hub, spoke, third, ...peered('hub', 'spoke'), ...peered('hub', 'third'))).toEqual([])
  })
})

describe('V4 useRemoteGateways', () => {
  test.each<[string, readonly ArmResource[], readonly string[]]>([
    ['nothing', [], ['HP3004']],
    ['an ExpressRoute gateway', [hubGateway], []],
    ['a VPN gateway', [gateway('gw', 'hub/GatewaySubnet', 'Vpn')], []],
    ['a Route Server', [hubRouteServer], []],
  ])('towards a VNet with %s', (_, more, codes) => {
    expect(codesOf(judge(hub, spoke, ...transit('hub', 'spoke'), ...more))).toEqual(codes)
  })

  test('cannot be judged towards a VNet that is assumed or not there', () => {
    const asking = { useRemoteGateways: true, remoteAddressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
    expect(judge(spoke, side('spoke', 'hub', asking))).toEqual([])
    expect(judge(spoke, { ...hub, existing: true }, side('spoke', 'hub', asking))).toEqual([])
  })

  test('names both VNets and the code of Azure', () => {
    expect(judge(hub, spoke, ...transit('hub', 'spoke'))).toMatchObject([
      {
        azureCode: 'RemoteVnetHasNoGateways',
        span: { line: 4 },
        parameters: { peering: 'to-hub', vnet: 'spoke', remoteVnet: 'hub' },
      },
    ])
  })
})

test('V5 two peerings with useRemoteGateways are told once for the VNet', () => {
  const other = vnet('other', ['10.9.0.0/16'], { GatewaySubnet: '10.9.0.0/27' })
  const otherGateway = gateway('gw2', 'other/GatewaySubnet', 'Vpn')
  const links = [...transit('hub', 'spoke'), ...transit('other', 'spoke')]
  expect(judge(hub, hubGateway, spoke, other, otherGateway, ...links)).toMatchObject([
    { code: 'HP3005', parameters: { vnet: 'spoke', peerings: ['to-hub', 'to-other'] } },
  ])
})

describe('V6 useRemoteGateways beside an own', () => {
  test.each([
    ['gateway', gateway('own', 'spoke/GatewaySubnet', 'Vpn'), 'own'],
    ['Route Server', routeServer('own', 'spoke/RouteServerSubnet'), 'own'],
  ])('%s', (_, own, name) => {
    expect(judge(hub, hubGateway, spoke, own, ...transit('hub', 'spoke'))).toMatchObject([
      { code: 'HP3006', parameters: { peering: 'to-hub', vnet: 'spoke', gateway: name } },
    ])
  })
})

describe('V31 useRemoteGateways without the other side’s allowGatewayTransit', () => {
  test('is told with the object that lacks it', () => {
    const links = [side('hub', 'spoke'), side('spoke', 'hub', { useRemoteGateways: true })]
    expect(judge(hub, hubGateway, spoke, ...links)).toMatchObject([
      { code: 'HP3031', parameters: { peering: 'to-hub', vnet: 'spoke', remotePeering: 'to-spoke' } },
    ])
  })

  test('is nothing the other way round: an offer that nobody takes', () => {
    const links = [side('hub', 'spoke', { allowGatewayTransit: true }), side('spoke', 'hub')]
    expect(judge(hub, hubGateway, spoke, ...links)).toEqual([])
  })

  test('is not told while the other side does not exist: that is told by itself', () => {
    expect(judge(hub, hubGateway, spoke, side('spoke', 'hub', { useRemoteGateways: true }))).toEqual([])
  })
})

describe('V21 and L11 the number of peerings', () => {
  const hubWith = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `spoke${index}`)
    return judge(
      hub,
      ...names.map((name) => vnet(name, ['10.1.0.0/16'])),
      ...names.flatMap((name) => peered('hub', name)),
    )
  }

  test.each([
    [399, []],
    [400, ['HP4011']],
    [500, ['HP4011']],
    [501, ['HP3021']],
  ])('%i', (count, codes) => {
    expect(codesOf(hubWith(count))).toEqual(codes)
  })
})

describe('L7 a peering that is out of step', () => {
  const carried = { remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16'] } }

  test('is told with both address spaces', () => {
    const grown = vnet('spoke', ['10.1.0.0/16', '10.2.0.0/16'])
    expect(judge(hub, grown, side('hub', 'spoke', carried), side('spoke', 'hub'))).toMatchObject([
      {
        code: 'HP4007',
        severity: 'warning',
        parameters: { peering: 'to-spoke', known: ['10.1.0.0/16'], actual: ['10.1.0.0/16', '10.2.0.0/16'] },
      },
    ])
  })

  test('cannot be told where the address space is not known whole', () => {
    const grown = vnet('spoke', ['10.1.0.0/16', unknown('p')])
    expect(judge(hub, grown, side('hub', 'spoke', carried), side('spoke', 'hub'))).toEqual([])
  })
})
