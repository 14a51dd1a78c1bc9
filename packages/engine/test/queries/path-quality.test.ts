// Estimates of a path, against what authors of public labs measured, and what they leave open.
import { describe, expect, test } from 'vitest'
import type { PathQuality } from '../../src/queries/index.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  azureFirewall,
  circuit,
  connection,
  gateway,
  peered,
  privateEndpoint,
  routeTable,
  vm,
  vnet,
} from '../forwarding/azure.ts'
import { hubExpressRouteGateway, virtualHub, virtualWan } from '../forwarding/azure-gateways.ts'
import { traced } from '../forwarding/described.ts'
import { branch, forwarded, lan, spokesOverAppliance } from '../forwarding/sample-networks.ts'

const qualityOf = (
  resources: readonly ArmResource[],
  from: string,
  to: string,
  world: Parameters<typeof analysisOf>[1] = {},
): PathQuality | undefined => traced(analysisOf(resources, world), { from, to }).quality

/** Two hubs of a region on one circuit, without a peering. */
const hairpin = (region: string, peeringLocation: string): readonly ArmResource[] => {
  const er = circuit('er', '172.31.0.0/30', '172.31.0.4/30')
  const hub = (name: string, second: number) => [
    vnet(
      name,
      `10.${second}.0.0/16`,
      { main: `10.${second}.0.0/24`, GatewaySubnet: `10.${second}.255.0/27` },
      region,
    ),
    gateway(name, { allowRemoteVnetTraffic: true, sku: { name: 'ErGw1AZ' } }),
    connection(name, 'er'),
    ...vm(`vm-${name}`, `${name}/main`, `10.${second}.0.4`),
  ]
  return [
    {
      ...er,
      properties: {
        ...er.properties,
        serviceProviderProperties: { peeringLocation, bandwidthInMbps: 50 },
      },
    },
    ...hub('left', 0),
    ...hub('right', 1),
  ]
}

describe('the round trip', () => {
  test('turning round in Tokyo from East Asia: measured 101 to 113 ms', () => {
    const { milliseconds } = qualityOf(hairpin('eastasia', 'Tokyo'), 'vm-left', 'vm-right') ?? {}
    expect(milliseconds?.estimate).toBeGreaterThanOrEqual(101)
    expect(milliseconds?.estimate).toBeLessThanOrEqual(113)
  })

  test('turning round in the own metropolis: measured 5 to 8 ms', () => {
    const { milliseconds } = qualityOf(hairpin('japaneast', 'Tokyo2'), 'vm-left', 'vm-right') ?? {}
    expect(milliseconds?.estimate).toBeGreaterThanOrEqual(5)
    expect(milliseconds?.estimate).toBeLessThanOrEqual(8)
  })

  test('in one VNet or over a peering in the region, one or two milliseconds', () => {
    const near = qualityOf(lan(), 'vm1', 'vm2')?.milliseconds
    expect(near?.estimate).toBe(1.2)
    const resources = [
      vnet('a', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      vnet('b', '10.1.0.0/16', { main: '10.1.0.0/24' }),
      ...peered('a', 'b'),
      ...vm('vm-a', 'a/main', '10.0.0.4'),
      ...vm('vm-b', 'b/main', '10.1.0.4'),
    ]
    expect(qualityOf(resources, 'vm-a', 'vm-b')?.milliseconds).toEqual(near)
  })

  test('an appliance is a machine on the way, once in each direction', () => {
    const { milliseconds, legs } = qualityOf(spokesOverAppliance(forwarded), 'vm-a', 'vm-b') ?? {}
    // Two legs of 1.2 ms each, and 0.3 ms in the appliance.
    expect(milliseconds?.estimate).toBe(2.7)
    expect(legs?.map(({ direction, from, to }) => `${direction} ${from} ${to}`)).toEqual([
      'forward vm-a nva',
      'forward nva vm-b',
      'return vm-b nva',
      'return nva vm-a',
    ])
  })

  test('to a site, as far as its edge', () => {
    const quality = qualityOf(branch.resources, 'vm1', 'pc1', branch.world)
    expect(quality?.beyond).toEqual(['office'])
    expect(quality?.milliseconds?.estimate).toBeLessThan(6)
  })

  test('between hubs before the circuit, whose time is not that of the second hub alone', () => {
    const hubs = [
      virtualWan,
      vnet('a', '10.1.0.0/16', { main: '10.1.0.0/24' }, 'japaneast'),
      ...vm('vm-a', 'a/main', '10.1.0.4'),
      {
        ...virtualHub('near', { prefix: '10.101.0.0/23', routers: [], vnets: ['a'] }),
        location: 'japaneast',
      },
      {
        ...virtualHub('far', { prefix: '10.102.0.0/23', routers: [], vnets: [] }),
        location: 'southeastasia',
      },
      hubExpressRouteGateway('far', 'er'),
      {
        ...circuit('er', '172.31.0.0/30', '172.31.0.4/30'),
        properties: { serviceProviderProperties: { peeringLocation: 'Singapore' } },
      },
    ]
    const office = {
      name: 'office',
      asn: 65050,
      prefixes: ['192.168.0.0/16'],
      hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
      links: [{ circuit: 'er', advertises: [{ prefix: '192.168.0.0/16' }] }],
    }
    // Japan East and Southeast Asia are 70 ms apart.
    for (const [from, to] of [['vm-a', 'pc1'] as const, ['pc1', 'vm-a'] as const]) {
      const { milliseconds } = qualityOf(hubs, from, to, { sites: [office] }) ?? {}
      expect(milliseconds?.estimate, from).toBeGreaterThan(70)
      expect(milliseconds?.estimate, from).toBeLessThan(80)
    }
  })

  test('not known where a place is not', () => {
    expect(qualityOf(hairpin('eastasia', 'Nowhere'), 'vm-left', 'vm-right')?.milliseconds).toBeNull()
    expect(qualityOf(hairpin('atlantis', 'Tokyo'), 'vm-left', 'vm-right')?.milliseconds).toBeNull()
  })

  test('of what does not arrive there is none', () => {
    expect(qualityOf(lan(), 'vm1', '10.0.0.99')).toBeUndefined()
  })
})

describe('bandwidth and cost', () => {
  test('the circuit is narrower than the gateway', () => {
    const quality = qualityOf(hairpin('eastasia', 'Tokyo'), 'vm-left', 'vm-right')
    expect(quality?.bandwidth.forward).toEqual({ megabitsPerSecond: 50, element: 'er' })
    expect(quality?.costs).toEqual([
      { code: 'meteredCircuit', element: 'er', price: { dollarsPerGigabyte: 0.05, asOf: '2026-09-19' } },
    ])
  })

  test('a peering is paid at both ends, a global one by its zones, and a firewall for what it processes', () => {
    const resources = (region: string) => [
      vnet('hub', '10.0.0.0/16', { AzureFirewallSubnet: '10.0.1.0/26' }),
      vnet('spoke', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }, region),
      ...peered('hub', 'spoke', {}, { allowForwardedTraffic: true }),
      routeTable('routes', [['10.1.1.0/24', 'VirtualAppliance', '10.0.1.4']]),
      azureFirewall('firewall', 'hub', '10.0.1.4'),
      vnet('other', '10.2.0.0/16', { main: '10.2.0.0/24' }),
      ...peered('spoke', 'other'),
      ...vm('vm1', 'spoke/main', '10.1.0.4'),
      ...vm('vm2', 'other/main', '10.2.0.4'),
    ]
    const codes = (region: string) =>
      qualityOf(resources(region), 'vm1', 'vm2')?.costs.map(({ code, price }) => [
        code,
        price?.dollarsPerGigabyte,
      ])
    expect(codes('japaneast')).toEqual([
      ['peering', 0.02],
      ['peering', 0.02],
    ])
    expect(codes('japanwest')?.[0]).toEqual(['globalPeering', undefined])
    const guarded = qualityOf(
      [
        vnet('lan', '10.0.0.0/16', {
          main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
          AzureFirewallSubnet: '10.0.1.0/26',
          other: '10.0.2.0/24',
        }),
        routeTable('routes', [['10.0.2.0/24', 'VirtualAppliance', '10.0.1.4']]),
        azureFirewall('firewall', 'lan', '10.0.1.4'),
        ...vm('vm1', 'lan/main', '10.0.0.4'),
        ...vm('vm2', 'lan/other', '10.0.2.4'),
      ],
      'vm1',
      'vm2',
    )
    expect(guarded?.costs.map(({ code }) => code)).toEqual(['firewallData'])
  })

  test('a private endpoint is paid for its data', () => {
    const resources = [...lan(), privateEndpoint('storage', 'lan/main', '10.0.0.9')]
    const question = { from: 'vm1', to: '10.0.0.9', protocol: 'tcp', port: 443 } as const
    const { quality } = traced(analysisOf(resources), question)
    expect(quality?.costs.map(({ code }) => code)).toEqual(['privateEndpointData'])
    expect(
      qualityOf([...resources, ...appliance('nva', 'lan/main', '10.0.0.7')], 'vm1', 'nva')?.costs,
    ).toEqual([])
  })
})

test('what carries a tunnel takes its time and its price (R6.29)', () => {
  const end = (local: string, remote: string, inner: string, address: string, far: string) => ({
    ipForward: true,
    tunnels: [{ kind: 'vxlan' as const, dev: 'vxlan0', id: 77, local, remote, inner }],
    routes: [{ prefix: `${far}/32`, dev: 'vxlan0' }],
    addresses: [{ dev: 'lo', address: `${address}/32` }],
  })
  const quality = qualityOf(hairpin('eastasia', 'Tokyo'), 'vm-left', '192.0.2.2', {
    guests: {
      'vm-left': end('10.0.0.4', '10.1.0.4', '169.254.0.1/24', '192.0.2.1', '192.0.2.2'),
      'vm-right': end('10.1.0.4', '10.0.0.4', '169.254.0.2/24', '192.0.2.2', '192.0.2.1'),
    },
  })
  expect(quality?.milliseconds?.estimate).toBeGreaterThanOrEqual(101)
  expect(quality?.bandwidth.forward).toEqual({ megabitsPerSecond: 50, element: 'er' })
  expect(quality?.costs.map(({ code }) => code)).toContain('meteredCircuit')
})

describe('the largest packet (R6.32)', () => {
  const tunnelled = (mtu?: number) => {
    const end = (dev: string, local: string, remote: string, inner: string, far: string) => ({
      ipForward: true,
      tunnels: [
        { kind: 'vxlan' as const, dev, id: 77, local, remote, inner, ...(mtu === undefined ? {} : { mtu }) },
      ],
      routes: [{ prefix: `${far}/32`, dev }],
      addresses: [{ dev: 'lo', address: far === '192.0.2.2' ? '192.0.2.1/32' : '192.0.2.2/32' }],
    })
    return {
      guests: {
        vm1: end('vxlan0', '10.0.0.4', '10.0.0.5', '169.254.0.1/24', '192.0.2.2'),
        vm2: end('vxlan0', '10.0.0.5', '10.0.0.4', '169.254.0.2/24', '192.0.2.1'),
      },
    }
  }

  test('a VXLAN takes fifty bytes, or what its interface says', () => {
    expect(qualityOf(lan(), 'vm1', '192.0.2.2', tunnelled())?.mtu).toEqual({
      bytes: 1450,
      tunnel: 'vm1/vxlan0',
    })
    expect(qualityOf(lan(), 'vm1', '192.0.2.2', tunnelled(1400))?.mtu?.bytes).toBe(1400)
  })

  test('without a tunnel nothing is smaller than what a NIC sends', () => {
    expect(qualityOf(lan(), 'vm1', 'vm2')?.mtu).toBeNull()
  })
})
