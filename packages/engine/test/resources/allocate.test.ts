// Addresses as Azure gives them: stated ones first, then from .4 in order of declaration, gateways last.
import { describe, expect, test } from 'vitest'
import { readArmDocument } from '../../src/inputs/arm/read-resources.ts'
import { parseJson } from '../../src/inputs/json/parse-json.ts'
import {
  allocateAddresses,
  at,
  emptyWorld,
  mergeDeclarations,
  type World,
} from '../../src/resources/index.ts'
import { plain } from '../plain.ts'

const scope = { subscription: 's', resourceGroup: 'g' }
const provider = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network'
const subnetId = (name: string) => ({ id: `${provider}/virtualNetworks/hub/subnets/${name}` })

const vnet = (subnets: Readonly<Record<string, string | readonly string[]>>) => ({
  type: 'Microsoft.Network/virtualNetworks',
  name: 'hub',
  properties: {
    subnets: Object.entries(subnets).map(([name, prefix]) => ({
      name,
      properties: typeof prefix === 'string' ? { addressPrefix: prefix } : { addressPrefixes: prefix },
    })),
  },
})
const configuration = (subnet: string, properties: Readonly<Record<string, unknown>> = {}) => ({
  name: 'ipconfig1',
  properties: { subnet: subnetId(subnet), ...properties },
})
const holder = (type: string, name: string, properties: Readonly<Record<string, unknown>>) => ({
  type: `Microsoft.Network/${type}`,
  name,
  properties,
})
const nic = (name: string, properties: Readonly<Record<string, unknown>> = {}, subnet = 'default') =>
  holder('networkInterfaces', name, { ipConfigurations: [configuration(subnet, properties)] })

const allocate = (resources: readonly unknown[], world: Partial<World> = {}) => {
  const { declarations } = readArmDocument(parseJson(JSON.stringify(resources), 'a.json'), scope)
  const merged = mergeDeclarations(declarations)
  const { resourceSet, findings } = allocateAddresses({
    resources: merged.resources,
    world: { ...emptyWorld, ...world },
    allocated: [],
  })
  const value = (path: string, ...property: readonly string[]) =>
    plain(at(resourceSet.resources.get(`${provider}/${path}`.toLowerCase())?.body, 'properties', ...property))
  return {
    findings,
    value,
    addressOf: (name: string) =>
      value(`networkInterfaces/${name}/ipConfigurations/ipconfig1`, 'privateIPAddress'),
    allocated: resourceSet.allocated.map(({ resource, address }) => `${resource.names[0]} ${address}`),
  }
}
const hub = vnet({ default: '10.0.0.0/24' })

describe('network interfaces', () => {
  test('dynamic ones get .4, .5, … in order of declaration', () => {
    const { addressOf, allocated, findings } = allocate([nic('b'), hub, nic('a')])
    expect([addressOf('b'), addressOf('a')]).toEqual(['10.0.0.4', '10.0.0.5'])
    expect(allocated).toEqual(['b 10.0.0.4', 'a 10.0.0.5'])
    expect(findings).toEqual([])
  })

  test('stated addresses are taken first, wherever they are declared', () => {
    const fixed = { privateIPAllocationMethod: 'Static', privateIPAddress: '10.0.0.4' }
    const { addressOf, allocated } = allocate([hub, nic('a'), nic('b', fixed)])
    expect([addressOf('a'), addressOf('b')]).toEqual(['10.0.0.5', '10.0.0.4'])
    expect(allocated).toEqual(['a 10.0.0.5'])
  })

  test('a dynamic one that states its address, as exports do, keeps it', () => {
    const exported = { privateIPAllocationMethod: 'Dynamic', privateIPAddress: '10.0.0.9' }
    const { addressOf, allocated } = allocate([hub, nic('a', exported)])
    expect(addressOf('a')).toBe('10.0.0.9')
    expect(allocated).toEqual([])
  })

  test('IPv6 configurations get IPv6 addresses', () => {
    const dual = vnet({ default: ['10.0.0.0/24', 'fd00::/64'] })
    const { addressOf } = allocate([dual, nic('a'), nic('b', { privateIPAddressVersion: 'IPv6' })])
    expect([addressOf('a'), addressOf('b')]).toEqual(['10.0.0.4', 'fd00::4'])
  })

  test('an address that is an expression stays unknown', () => {
    const { addressOf, allocated } = allocate([
      hub,
      nic('a', { privateIPAllocationMethod: 'Static', privateIPAddress: "[parameters('ip')]" }),
    ])
    expect(addressOf('a')).toEqual({ unknown: 'expression' })
    expect(allocated).toEqual([])
  })

  test('null and empty addresses are none', () => {
    const { addressOf } = allocate([
      hub,
      nic('a', { privateIPAddress: null }),
      nic('b', { privateIPAddress: '' }),
    ])
    expect([addressOf('a'), addressOf('b')]).toEqual(['10.0.0.4', '10.0.0.5'])
  })
})

describe('faults', () => {
  const fixed = (address: string) => ({ privateIPAllocationMethod: 'Static', privateIPAddress: address })

  test.each([
    ['10.1.0.4', 'HP3127'],
    ['10.0.0.2', 'HP3427'],
    ['10.0.0.255', 'HP3427'],
  ])('%s gives %s', (address, code) => {
    const { findings } = allocate([hub, nic('a', fixed(address))])
    expect(findings).toMatchObject([
      {
        code,
        parameters: { address, subnet: 'hub/default', resource: 'a/ipconfig1' },
        span: { file: 'a.json' },
      },
    ])
  })

  test('two that state the same', () => {
    const { findings } = allocate([hub, nic('a', fixed('10.0.0.4')), nic('b', fixed('10.0.0.4'))])
    expect(findings).toMatchObject([
      { code: 'HP3327', parameters: { resource: 'b/ipconfig1', otherResource: 'a/ipconfig1' } },
    ])
  })

  test('a static one without an address is told, and gets one', () => {
    const { findings, addressOf } = allocate([hub, nic('a', { privateIPAllocationMethod: 'Static' })])
    expect(findings).toMatchObject([{ code: 'HP2001' }])
    expect(addressOf('a')).toBe('10.0.0.4')
  })

  test('a full subnet: told once, and for each that got none', () => {
    const { findings, allocated } = allocate([
      vnet({ default: '10.0.0.0/29' }),
      ...['a', 'b', 'c', 'd', 'e'].map((name) => nic(name)),
    ])
    expect(allocated).toHaveLength(3)
    expect(findings).toMatchObject([
      { code: 'HP2010', parameters: { resource: 'd/ipconfig1', cause: 'subnetFull' } },
      { code: 'HP2010', parameters: { resource: 'e/ipconfig1' } },
      { code: 'HP3227', parameters: { usable: 3, needed: 5 } },
    ])
  })

  test.each([
    ['a subnet that is not there', [hub, nic('a', {}, 'nowhere')], 'subnetUnknown'],
    ['a subnet that is an expression', [hub, nic('a', { subnet: { id: '[x]' } })], 'subnetUnknown'],
    ['a subnet without a prefix', [vnet({ default: 'x' }), nic('a')], 'prefixUnknown'],
    ['no prefix of the family', [hub, nic('a', { privateIPAddressVersion: 'IPv6' })], 'prefixUnknown'],
  ])('%s', (_, resources, cause) => {
    const { findings, allocated } = allocate(resources)
    expect(findings).toMatchObject([{ code: 'HP2010', parameters: { cause } }])
    expect(allocated).toEqual([])
  })

  test('what is no address is left to those who read it', () => {
    expect(allocate([hub, nic('a', fixed('10.0.0'))]).findings).toEqual([])
  })
})

describe('others that take addresses', () => {
  test('load balancers, firewalls and bastions; public frontends take none', () => {
    const { allocated, value, findings } = allocate([
      vnet({ default: '10.0.0.0/24', AzureFirewallSubnet: '10.0.1.0/26', AzureBastionSubnet: '10.0.2.0/26' }),
      holder('loadBalancers', 'lb', {
        frontendIPConfigurations: [
          { ...configuration('default'), name: 'internal' },
          { name: 'public', properties: { publicIPAddress: { id: '/x' } } },
        ],
      }),
      holder('azureFirewalls', 'fw', { ipConfigurations: [configuration('AzureFirewallSubnet')] }),
      holder('bastionHosts', 'bastion', { ipConfigurations: [configuration('AzureBastionSubnet')] }),
    ])
    expect(findings).toEqual([])
    expect(allocated).toEqual(['lb 10.0.0.4', 'fw 10.0.1.4', 'bastion 10.0.2.4'])
    expect(value('loadBalancers/lb/frontendIPConfigurations/internal', 'privateIPAddress')).toBe('10.0.0.4')
  })

  const endpoint = (properties: Readonly<Record<string, unknown>> = {}) =>
    holder('privateEndpoints', 'pe', { subnet: subnetId('default'), ...properties })

  test('a private endpoint gets a configuration', () => {
    const { value, allocated } = allocate([hub, endpoint()])
    expect(allocated).toEqual(['pe 10.0.0.4'])
    expect(value('privateEndpoints/pe', 'ipConfigurations')).toEqual([
      { name: 'ipconfig1', properties: { privateIPAddress: '10.0.0.4' } },
    ])
  })

  test('a private endpoint whose export tells its address keeps it', () => {
    const dns = [{ fqdn: 'x', ipAddresses: ['10.0.0.7'] }]
    const { value, allocated } = allocate([hub, endpoint({ customDnsConfigs: dns })])
    expect(allocated).toEqual([])
    expect(value('privateEndpoints/pe', 'ipConfigurations')).toMatchObject([
      { properties: { privateIPAddress: '10.0.0.7' } },
    ])
  })

  test.each([
    ['by the endpoint', { networkInterfaces: [{ id: `${provider}/networkInterfaces/pe-nic` }] }, {}],
    ['by the interface', {}, { privateEndpoint: { id: `${provider}/privateEndpoints/pe` } }],
  ])(
    'a private endpoint with its own network interface has its address there, said %s',
    (_, ofEndpoint, ofNic) => {
      const own = nic('pe-nic', { privateIPAddress: '10.0.0.4' })
      const { findings, allocated } = allocate([
        hub,
        endpoint(ofEndpoint),
        { ...own, properties: { ...own.properties, ...ofNic } },
      ])
      expect(findings).toEqual([])
      expect(allocated).toEqual([])
    },
  )

  test('a Route Server has two addresses, stated by ARM or the world file, or chosen', () => {
    const subnets = vnet({ RouteServerSubnet: '10.0.3.0/26' })
    const server = (properties: Readonly<Record<string, unknown>> = {}) => [
      subnets,
      holder('virtualHubs', 'rs', { ipConfigurations: [configuration('RouteServerSubnet')], ...properties }),
    ]
    const chosen = allocate(server())
    expect(chosen.value('virtualHubs/rs', 'virtualRouterIps')).toEqual(['10.0.3.4', '10.0.3.5'])
    expect(chosen.allocated).toHaveLength(2)
    const exported = allocate(server({ virtualRouterIps: ['10.0.3.7', '10.0.3.8'] }))
    expect(exported.allocated).toEqual([])
    const world = allocate(server(), {
      routeServers: [{ name: 'RS', instanceIps: ['10.0.3.9', '10.0.3.10'] }],
    })
    expect(world.value('virtualHubs/rs', 'virtualRouterIps')).toEqual(['10.0.3.9', '10.0.3.10'])
    expect(world.allocated).toEqual([])
  })
})

describe('gateways', () => {
  const subnets = vnet({ GatewaySubnet: '10.0.4.0/27' })
  const gateway = (name: string, properties: Readonly<Record<string, unknown>>) =>
    holder('virtualNetworkGateways', name, {
      ipConfigurations: [configuration('GatewaySubnet')],
      ...properties,
    })
  const instances = (result: ReturnType<typeof allocate>, name: string) =>
    result.value(`virtualNetworkGateways/${name}`, 'bgpSettings', 'bgpPeeringAddresses')

  test.each([
    ['active-standby VPN', { gatewayType: 'Vpn' }, ['10.0.4.30']],
    ['active-active VPN', { gatewayType: 'Vpn', activeActive: true }, ['10.0.4.4', '10.0.4.5']],
    [
      'VPN whose template quotes the flag',
      { gatewayType: 'Vpn', activeActive: 'True' },
      ['10.0.4.4', '10.0.4.5'],
    ],
    ['ExpressRoute', { gatewayType: 'ExpressRoute' }, ['10.0.4.4', '10.0.4.5']],
  ])('%s: chosen, and written where ARM has them', (_, properties, addresses) => {
    const result = allocate([subnets, gateway('gw', properties)])
    expect(result.allocated).toEqual(addresses.map((address) => `gw ${address}`))
    expect(instances(result, 'gw')).toEqual(
      addresses.map((address) => ({
        ipconfigurationId: `${provider}/virtualNetworkGateways/gw/ipConfigurations/ipconfig1`,
        defaultBgpIpAddresses: [address],
      })),
    )
  })

  test('what the world file states is taken, also for the edge routers beside them', () => {
    const result = allocate(
      [subnets, gateway('er', { gatewayType: 'ExpressRoute' }), gateway('vpn', { gatewayType: 'Vpn' })],
      {
        gateways: [
          {
            name: 'er',
            instanceIps: ['10.0.4.12', '10.0.4.13'],
            mseePeers: [{ circuit: 'c', address: '10.0.4.4' }],
          },
        ],
      },
    )
    expect(result.findings).toEqual([])
    expect(result.allocated).toEqual(['vpn 10.0.4.30'])
  })

  test.each([
    ['bgpPeeringAddresses', { bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.4.4'] }] }],
    ['bgpPeeringAddress', { bgpPeeringAddress: '10.0.4.4, 10.0.4.5' }],
  ])('an export states them in %s', (_, bgpSettings) => {
    const result = allocate([subnets, gateway('gw', { gatewayType: 'Vpn', bgpSettings })])
    expect(result.allocated).toEqual([])
    expect(result.findings).toEqual([])
  })

  test('addresses that stand together, or at the configuration, are written where ARM has those of each instance', () => {
    const stated = { gatewayType: 'ExpressRoute', bgpSettings: { bgpPeeringAddress: '10.0.4.12,10.0.4.13' } }
    const result = allocate([subnets, gateway('er', stated)])
    expect(instances(result, 'er')).toMatchObject([
      { defaultBgpIpAddresses: ['10.0.4.12'] },
      { defaultBgpIpAddresses: ['10.0.4.13'] },
    ])
  })

  test('what a template says of an instance stays beside the address that is chosen', () => {
    const bgpSettings = {
      bgpPeeringAddresses: [{ ipconfigurationId: 'x', customBgpIpAddresses: ['169.254.21.1'] }],
    }
    const result = allocate([subnets, gateway('gw', { gatewayType: 'Vpn', bgpSettings })])
    expect(instances(result, 'gw')).toEqual([
      {
        ipconfigurationId: 'x',
        customBgpIpAddresses: ['169.254.21.1'],
        defaultBgpIpAddresses: ['10.0.4.30'],
      },
    ])
  })
})
