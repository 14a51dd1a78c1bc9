// Services of Azure's own in subnets: the addresses that they take, and traces and routes that name them (R6.50).
import { describe, expect, test } from 'vitest'
import { attachedTypes, classifyType } from '../src/resources/index.ts'
import { hub, idIn, machine, network, subnetId } from './attached-network.ts'

const subnets = hub({ app: '10.0.1.0/24', other: '10.0.2.0/24' })
const service = (type: string, name: string, properties: unknown, more: object = {}) => ({
  type,
  name,
  properties,
  ...more,
})
const app = { id: subnetId('app') }

describe('how many addresses', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    [
      'API Management: two a unit and one for the internal balancer',
      service(
        'Microsoft.ApiManagement/service',
        'apim',
        {
          virtualNetworkType: 'Internal',
          virtualNetworkConfiguration: { subnetResourceId: subnetId('app') },
        },
        { sku: { name: 'Premium', capacity: 2 } },
      ),
      'apim app 10.0.1.4 10.0.1.5 10.0.1.6 10.0.1.7 10.0.1.8',
    ],
    [
      'API Management in the Developer tier, open to the Internet: one',
      service(
        'Microsoft.ApiManagement/service',
        'apim',
        {
          virtualNetworkType: 'External',
          virtualNetworkConfiguration: { subnetResourceId: subnetId('app') },
        },
        { sku: { name: 'Developer', capacity: '1' } },
      ),
      'apim app 10.0.1.4',
    ],
    [
      'Redis: two a shard and one for the balancer',
      service('Microsoft.Cache/Redis', 'redis', { subnetId: subnetId('app'), shardCount: 2 }),
      'redis app 10.0.1.4 10.0.1.5 10.0.1.6 10.0.1.7 10.0.1.8',
    ],
    [
      'Redis: its static address is stated',
      service('Microsoft.Cache/Redis', 'redis', { subnetId: subnetId('app'), staticIP: '10.0.1.9' }),
      'redis app 10.0.1.9',
    ],
    [
      'an Application Gateway: its frontend as stated, and one for each instance',
      service('Microsoft.Network/applicationGateways', 'agw', {
        sku: { name: 'Standard_v2', capacity: 2 },
        gatewayIPConfigurations: [{ name: 'g', properties: { subnet: app } }],
        frontendIPConfigurations: [
          { name: 'public', properties: { publicIPAddress: { id: 'x' } } },
          { name: 'private', properties: { subnet: app, privateIPAddress: '10.0.1.10' } },
        ],
      }),
      'agw app 10.0.1.10 10.0.1.4 10.0.1.5',
    ],
    [
      'a cluster with Azure CNI: for each node its own and its pods’',
      service('Microsoft.ContainerService/managedClusters', 'aks', {
        networkProfile: { networkPlugin: 'azure' },
        agentPoolProfiles: [{ name: 'p', count: 2, maxPods: 2, vnetSubnetID: subnetId('app') }],
      }),
      'aks app 10.0.1.4 10.0.1.5 10.0.1.6 10.0.1.7 10.0.1.8 10.0.1.9',
    ],
    ...[{ networkPlugin: 'kubenet' }, { networkPlugin: 'azure', networkPluginMode: 'overlay' }].map(
      (networkProfile): readonly [string, object, string] => [
        `a cluster whose pods have addresses of their own world (${Object.values(networkProfile).join(', ')}): one for each node`,
        service('Microsoft.ContainerService/managedClusters', 'aks', {
          networkProfile,
          agentPoolProfiles: [{ name: 'p', count: 3, maxPods: 200, vnetSubnetID: subnetId('app') }],
        }),
        'aks app 10.0.1.4 10.0.1.5 10.0.1.6',
      ],
    ),
    [
      'a container group: one',
      service('Microsoft.ContainerInstance/containerGroups', 'aci', { subnetIds: [app] }),
      'aci app 10.0.1.4',
    ],
    [
      'a DNS resolver’s endpoint as stated',
      service('Microsoft.Network/dnsResolvers/inboundEndpoints', 'r/in', {
        ipConfigurations: [
          { privateIpAllocationMethod: 'Static', privateIpAddress: '10.0.1.20', subnet: app },
        ],
      }),
      'in app 10.0.1.20',
    ],
    [
      'a Private Link service: one for each configuration',
      service('Microsoft.Network/privateLinkServices', 'pls', {
        ipConfigurations: [
          { name: 'a', properties: { subnet: app, privateIPAllocationMethod: 'Dynamic' } },
          { name: 'b', properties: { subnet: app } },
        ],
      }),
      'pls app 10.0.1.4 10.0.1.5',
    ],
    [
      'a Batch pool of fixed size: one for each node',
      service('Microsoft.Batch/batchAccounts/pools', 'batch/pool', {
        networkConfiguration: { subnetId: subnetId('app') },
        scaleSettings: { fixedScale: { targetDedicatedNodes: 1, targetLowPriorityNodes: 1 } },
      }),
      'pool app 10.0.1.4 10.0.1.5',
    ],
    [
      'Databricks: one stands for all that it may start',
      service('Microsoft.Databricks/workspaces', 'dbw', {
        parameters: {
          customVirtualNetworkId: { value: idIn('Microsoft.Network/virtualNetworks/hub') },
          customPublicSubnetName: { value: 'app' },
          customPrivateSubnetName: { value: 'other' },
        },
      }),
      'dbw app 10.0.1.4|dbw other 10.0.2.4',
    ],
  ]
  for (const [name, resource, expected] of cases)
    test(name, () => {
      const { services, codes } = network([subnets, resource])
      expect(services.join('|')).toBe(expected)
      expect(codes).toEqual([])
    })

  test('a container group of the older kind is found through its network profile', () => {
    const profile = service('Microsoft.Network/networkProfiles', 'np', {
      containerNetworkInterfaceConfigurations: [
        { properties: { ipConfigurations: [{ properties: { subnet: app } }] } },
      ],
    })
    const group = service('Microsoft.ContainerInstance/containerGroups', 'aci', {
      networkProfile: { id: idIn('Microsoft.Network/networkProfiles/np') },
      ipAddress: { type: 'Private', ip: '10.0.1.7' },
    })
    expect(network([subnets, group, profile]).services).toEqual(['aci app 10.0.1.7'])
  })

  test('node pools that are declared on their own belong to the cluster, and ask it how pods get addresses', () => {
    const cluster = service('Microsoft.ContainerService/managedClusters', 'aks', {
      networkProfile: { networkPlugin: 'azure' },
      agentPoolProfiles: [{ name: 'a', count: 1, maxPods: 1, vnetSubnetID: subnetId('app') }],
    })
    const pool = service('Microsoft.ContainerService/managedClusters/agentPools', 'aks/b', {
      count: 1,
      maxPods: 2,
      vnetSubnetID: subnetId('app'),
    })
    expect(network([subnets, cluster, pool]).services).toEqual([
      'aks app 10.0.1.4 10.0.1.5 10.0.1.6 10.0.1.7 10.0.1.8',
    ])
  })

  test('an absurd number fills the subnet, and no more', () => {
    const pool = service('Microsoft.Batch/batchAccounts/pools', 'batch/pool', {
      networkConfiguration: { subnetId: subnetId('app') },
      scaleSettings: { fixedScale: { targetDedicatedNodes: 9_007_199_254_740_991 } },
    })
    const { analysis, codes } = network([subnets, pool])
    expect(analysis.network.attachedServices[0]?.addresses).toHaveLength(251)
    expect(codes).toEqual(['HP2010', 'HP3227'])
  })

  test('a subnet that is not known, or is no id, is a finding', () => {
    const redis = (subnet: string) => service('Microsoft.Cache/Redis', 'redis', { subnetId: subnet })
    expect(network([subnets, redis(subnetId('nowhere'))]).codes).toContain('HP2006')
    expect(network([subnets, redis('app')]).codes).toContain('HP2005')
    expect(network([subnets, redis("[variables('x')]")]).codes).toContain('HP2009')
  })
})

describe('addresses behind a service that takes an unknown number', () => {
  const redis = service('Microsoft.Kusto/clusters', 'adx', {
    virtualNetworkConfiguration: { subnetId: subnetId('app') },
  })

  test('are chosen, and said to be uncertain', () => {
    const { machines, findings, loaded } = network([subnets, redis, ...machine('vm', 'app')])
    expect(machines).toEqual(['vm 10.0.1.5'])
    expect(findings.filter(({ code }) => code === 'HP2016')).toMatchObject([
      { parameters: { subnet: 'hub/app', service: 'adx', resources: ['nic-vm/ipconfig1'] } },
    ])
    expect(loaded.resourceSet.allocated.map(({ address, uncertainFor }) => [address, uncertainFor])).toEqual([
      ['10.0.1.4', 'adx'],
      ['10.0.1.5', 'adx'],
    ])
  })

  test('are certain where they come before it, are static, or lie in another subnet', () => {
    const fixed = { privateIPAllocationMethod: 'Static', privateIPAddress: '10.0.1.99' }
    const { codes } = network([
      subnets,
      ...machine('first', 'app'),
      redis,
      ...machine('fixed', 'app', fixed),
      ...machine('elsewhere', 'other'),
    ])
    expect(codes).not.toContain('HP2016')
  })

  test('a trace says which address it takes for granted', () => {
    const { trace } = network([subnets, redis, ...machine('vm', 'app'), ...machine('far', 'other')])
    expect(trace('far', 'vm').assumptions).toContainEqual({
      code: 'uncertainAddress',
      parameters: { resource: 'nic-vm', address: '10.0.1.5', service: 'adx' },
    })
  })
})

describe('questions', () => {
  const gateway = service('Microsoft.Network/applicationGateways', 'agw', {
    sku: { capacity: 1 },
    gatewayIPConfigurations: [{ name: 'g', properties: { subnet: app } }],
    frontendIPConfigurations: [{ name: 'f', properties: { subnet: app, privateIPAddress: '10.0.1.10' } }],
  })
  const site = service('Microsoft.Web/sites', 'web', { virtualNetworkSubnetId: subnetId('app') })
  const drop = {
    type: 'Microsoft.Network/routeTables',
    name: 'rt',
    properties: {
      routes: [
        { name: 'drop', properties: { addressPrefix: '10.0.2.0/24', nextHopType: 'None' } },
        {
          name: 'via-agw',
          properties: {
            addressPrefix: '10.9.0.0/16',
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: '10.0.1.10',
          },
        },
      ],
    },
  }

  test('a packet ends at a proxy, which answers by the routes of its subnet', () => {
    const { trace } = network([subnets, gateway, ...machine('vm', 'other')])
    const answer = trace('vm', 'agw')
    expect([answer.verdict, answer.to, answer.forward.ways[0]?.hops.at(-1)?.kind]).toEqual([
      'reached',
      { service: 'agw', ip: '10.0.1.10' },
      'service',
    ])
    expect(answer.assumptions.map(({ code }) => code)).toContain('endsAtProxy')
    expect(trace('vm', '10.0.1.10').verdict).toBe('reached')
  })

  test('its replies follow the user routes of its subnet', () => {
    const routed = hub({
      app: {
        addressPrefix: '10.0.1.0/24',
        routeTable: { id: idIn('Microsoft.Network/routeTables/rt') },
      },
      other: '10.0.2.0/24',
    })
    const { trace, routes } = network([drop, routed, gateway, ...machine('vm', 'other')])
    expect([trace('vm', 'agw').forward.ending, trace('vm', 'agw').return.ending]).toEqual([
      'delivered',
      'noRoute',
    ])
    expect(trace('agw', 'vm').forward.ending).toBe('noRoute')
    expect(trace('agw', '10.9.0.1').forward.ending).toBe('applianceNotForwarding')
    expect(routes('agw').map(({ place }) => place.name)).toEqual(['hub/app'])
  })

  test('what only sends has routes, is a source and takes the answers; others find nobody that is known', () => {
    const { trace, routes } = network([subnets, site, ...machine('vm', 'other')])
    expect(trace('web', 'vm').verdict).toBe('reached')
    const [way] = trace('vm', 'web').forward.ways
    expect([way?.ending, way?.hops.at(-1)?.element]).toEqual(['unknown', 'web'])
    expect(routes('web')).toHaveLength(1)
  })

  test('the Internet: by an exit of its own, by the subnet’s NAT gateway, or not at all', () => {
    const egress = (properties: object, outboundType: string) =>
      network([
        hub({ app: { addressPrefix: '10.0.1.0/24', ...properties } }),
        service('Microsoft.ContainerService/managedClusters', 'aks', {
          networkProfile: { networkPlugin: 'kubenet', outboundType },
          agentPoolProfiles: [{ name: 'p', count: 1, vnetSubnetID: subnetId('app') }],
        }),
      ]).trace('aks', '8.8.8.8').forward.ending
    const natGateway = { natGateway: { id: idIn('Microsoft.Network/natGateways/nat') } }
    expect(egress({}, 'loadBalancer')).toBe('deliveredToInternet')
    expect(egress(natGateway, 'userDefinedRouting')).toBe('deliveredToInternet')
    expect(egress({ defaultOutboundAccess: false }, 'userDefinedRouting')).toBe('noInternetEgress')
    expect(egress({}, 'userDefinedRouting')).toBe('unknown')
  })
})

test('what pods of an overlay send leaves as their node, and the answer says so (R6.61)', () => {
  const assumed = (networkProfile: object) =>
    network([
      hub({ app: { addressPrefix: '10.0.1.0/24' } }),
      ...machine('vm', 'app'),
      service('Microsoft.ContainerService/managedClusters', 'aks', {
        networkProfile: { ...networkProfile },
        agentPoolProfiles: [{ name: 'p', count: 1, vnetSubnetID: subnetId('app') }],
      }),
    ])
      .trace('aks', 'vm')
      .assumptions.map(({ code }) => code)
  expect(assumed({ networkPlugin: 'azure', networkPluginMode: 'overlay' })).toContain('podsLeaveAsNodes')
  expect(assumed({ networkPlugin: 'azure' })).not.toContain('podsLeaveAsNodes')
})

test('every type of the table is understood, and its rows are about subnets', () => {
  for (const { type, parts, label } of attachedTypes) {
    expect([type, classifyType(type).kind]).toEqual([type, 'understood'])
    expect(label).not.toBe('')
    for (const { each, subnet } of parts)
      expect(`${each}.${subnet}`).toMatch(/subnet|virtualNetwork|networkProfile/i)
  }
})
