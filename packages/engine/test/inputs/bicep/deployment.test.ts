// What a template deploys, and to where: scopes, decorators, given values, existing resources, extensions, limits.
import { describe, expect, test } from 'vitest'
import { evaluated, idsOf, namesOf, places, probed, resourceNamed, shownIn } from './probe.ts'

const table = (symbol: string, body: string): string =>
  `resource ${symbol} 'Microsoft.Network/routeTables@2024-05-01' = ${body}\n`

const vnet = (name: string, prefix: string, subnets: string): string =>
  `resource ${name} 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n  name: '${name}'\n  properties: {\n    addressSpace: { addressPrefixes: ['${prefix}'] }\n    subnets: ${subnets}\n  }\n}\n`

describe('decorators', () => {
  test('of every kind change nothing but what they say', () => {
    const of = evaluated(
      `@sys.description('x')\n@sys.allowed(['a', 'b'])\n@metadata({ k: 1 })\nparam n string = 'a'\n@sys.secure()\nparam s string\n@onlyIfNotExists()\n@description('y')\n${table('t', '{\n  name: n\n  properties: { s: s }\n}')}@export()\n@sealed()\ntype t1 = { a: string }\n@discriminator('kind')\ntype t2 = { kind: 'a' } | { kind: 'b' }\nparam u t2?\n`,
    )
    expect(places(of)).toEqual([])
    expect(shownIn(of, 'a', 'properties', 's')).toBe('?s')
  })
})

describe('given values', () => {
  const of = (declaration: string, value: string) =>
    probed('p', declaration, { parameters: { p: value } }).findings.map(({ code, parameters }) => [
      code,
      parameters,
    ])

  test.each<readonly [declaration: string, value: string, rule: string, limit: string]>([
    ["@allowed(['a', 'b'])\nparam p string\n", 'c', 'allowed', 'a, b'],
    ['@sys.allowed([1, 2])\nparam p int\n', '3', 'allowed', '1, 2'],
    ["param p 'a' | 'b'\n", 'c', 'allowed', 'a, b'],
    ["type t = 'a' | 'b'\nparam p t?\n", 'c', 'allowed', 'a, b'],
    ['@minValue(1)\nparam p int\n', '0', 'minValue', '1'],
    ['@maxValue(9)\nparam p int\n', '10', 'maxValue', '9'],
    ['@minLength(2)\nparam p string\n', 'a', 'minLength', '2'],
    ['@maxLength(2)\nparam p array\n', '[1, 2, 3]', 'maxLength', '2'],
    ["@allowed([['a'], ['b']])\nparam p array\n", '["c"]', 'allowed', '["a"], ["b"]'],
  ])('%j given %s breaks %s', (declaration, value, rule, limit) => {
    const [[code, parameters] = []] = of(declaration, value)
    expect([code, parameters]).toMatchObject(['HP1083', { name: 'p', rule, limit }])
  })

  test.each<readonly [declaration: string, value: string]>([
    ["@allowed(['a', 'b'])\nparam p string\n", 'A'],
    ["@allowed(['a', 'b'])\nparam p array\n", '["b", "a"]'],
    ["param p ('a' | 'b')[]\n", '["c"]'],
    ["type t = 'a' | string\nparam p t\n", 'c'],
    ['@minValue(1)\n@maxValue(3)\nparam p int\n', '3'],
  ])('%j given %s is in order', (declaration, value) => {
    expect(of(declaration, value)).toEqual([])
  })

  test('what breaks a rule and is a secret is not printed', () => {
    const found = of('@secure()\n@minLength(20)\nparam p string\n', 'hunter2')
    expect(JSON.stringify(found)).not.toContain('hunter2')
    expect(found).toMatchObject([['HP1083', { rule: 'minLength' }]])
  })

  test('of modules are checked where they are given', () => {
    const loaded = evaluated({
      'main.bicep': "module m 'm.bicep' = {\n  params: {\n    sku: 'Gold'\n    count: 'two'\n  }\n}\n",
      'm.bicep': `@allowed(['Basic', 'Standard'])\nparam sku string\nparam count int\n${table('t', '{\n  name: sku\n  properties: { count: count }\n}')}`,
    })
    expect(places(loaded)).toEqual(['HP1083 main.bicep:3:10', 'HP1084 main.bicep:4:12'])
  })
})

describe('scopes', () => {
  test('of modules at every height', () => {
    const of = evaluated({
      'main.bicep':
        "targetScope = 'managementGroup'\nresource rg 'Microsoft.Resources/resourceGroups@2024-03-01' existing = {\n  name: 'by-symbol'\n  scope: subscription('sub-b')\n}\nmodule a 'net.bicep' = {\n  scope: resourceGroup('sub-a', 'by-name')\n  params: { name: 'a' }\n}\nmodule b 'net.bicep' = {\n  scope: rg\n  params: { name: 'b' }\n}\nmodule c 'sub.bicep' = {\n  scope: subscription('sub-c')\n}\nmodule d 'tenant.bicep' = {\n  scope: tenant()\n}\nmodule e 'group.bicep' = {\n  scope: managementGroup('mg-2')\n}\n",
      'net.bicep': `param name string\n${table('t', '{\n  name: name\n}')}`,
      'sub.bicep':
        "targetScope = 'subscription'\nresource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = {\n  name: 'made'\n  location: 'japaneast'\n}\nmodule n 'net.bicep' = {\n  scope: rg\n  params: { name: 'c' }\n}\n",
      'tenant.bicep':
        "targetScope = 'tenant'\nmodule n 'net.bicep' = {\n  scope: resourceGroup('sub-d', 'rg-d')\n  params: { name: 'd' }\n}\n",
      'group.bicep':
        "targetScope = 'managementGroup'\nmodule n 'net.bicep' = {\n  scope: resourceGroup('sub-e', 'rg-e')\n  params: { name: 'e' }\n}\n",
    })
    expect(places(of)).toEqual([])
    const where = [...of.resourceSet.resources.values()].map(
      ({ id }) => `${id.subscription}/${id.resourceGroup}/${id.names.join('/')}`,
    )
    expect(where).toEqual([
      'sub-a/by-name/a',
      'sub-b/by-symbol/b',
      'sub-c/made/c',
      'sub-d/rg-d/d',
      'sub-e/rg-e/e',
    ])
  })
})

describe('what is not of Azure, or not of networks', () => {
  test('extensions and providers are passed over with their resources', () => {
    const of = evaluated(
      `extension kubernetes with {\n  namespace: 'default'\n  kubeConfig: 'x'\n} as k8s\nextension microsoftGraphV1\nprovider 'az@1.0.0'\nresource s 'core/Service@v1' = {\n  metadata: { name: 's' }\n}\nresource g 'Microsoft.Graph/groups@v1.0' = {\n  uniqueName: 'g'\n  displayName: 'a/b/c'\n}\n${table('t', "{\n  name: 't'\n  properties: { g: g.displayName }\n}")}`,
    )
    expect(namesOf(of)).toEqual(['t'])
    expect(places(of)).toEqual([])
    expect(shownIn(of, 't', 'properties', 'g')).toBe("'a/b/c'")
  })

  test('extension resources of Azure are of no account', () => {
    const of = evaluated(
      `${table('t', "{\n  name: 't'\n}")}resource l 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: 'l'\n  scope: t\n}\nresource d 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {\n  name: 'd'\n  scope: t\n}\n`,
    )
    expect(idsOf(of)).toEqual(['resourceGroups/rg/providers/Microsoft.Network/routeTables/t'])
    expect(places(of)).toEqual([])
  })
})

describe('existing resources', () => {
  test('under a condition that is false are not looked at', () => {
    const of = evaluated(
      "param key object?\nresource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = if (!empty(key.?id)) {\n  name: last(split(key.?id!, '/'))\n  scope: resourceGroup(split(key.?id!, '/')[2], split(key.?id!, '/')[4])\n  resource k 'keys' existing = {\n    name: key.?name!\n  }\n}\n",
    )
    expect(places(of)).toEqual([])
  })

  test('that nothing declares are assumed, at the place of the statement', () => {
    const of = evaluated(
      "resource v 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {\n  name: 'v'\n}\n",
    )
    expect(places(of)).toEqual(['HP2012 main.bicep:1:1'])
    expect(resourceNamed(of, 'v')).toMatchObject({
      assumed: true,
      declaredAt: { file: 'main.bicep', line: 1 },
    })
  })

  const gateway = (symbol: string): string =>
    `resource ${symbol} 'Microsoft.Network/virtualNetworkGateways@2024-05-01' existing = {\n  name: '${symbol}'\n}\n`
  const connection = (name: string, of: string, type: string): string =>
    `resource ${name} 'Microsoft.Network/connections@2024-05-01' = {\n  name: '${name}'\n  properties: {\n    connectionType: '${type}'\n    virtualNetworkGateway1: { id: ${of}.id }\n  }\n}\n`
  const hub = vnet(
    'hub',
    '10.0.0.0/16',
    "[{ name: 'GatewaySubnet', properties: { addressPrefix: '10.0.1.0/26' } }]",
  )
  const subnetOf = (of: ReturnType<typeof evaluated>, name: string): string =>
    shownIn(of, `${name}/default`, 'properties', 'subnet', 'id').split('/').slice(-4).join('/')

  test('gateways are what their connections say, in the GatewaySubnet that is free', () => {
    const of = evaluated(
      hub +
        gateway('er') +
        gateway('vpn') +
        connection('c1', 'er', 'ExpressRoute') +
        connection('c2', 'vpn', 'IPsec'),
    )
    expect(shownIn(of, 'er', 'properties', 'gatewayType')).toBe("'ExpressRoute'")
    expect(shownIn(of, 'vpn', 'properties', 'gatewayType')).toBe("'Vpn'")
    expect(subnetOf(of, 'er')).toBe("virtualNetworks/hub/subnets/GatewaySubnet'")
    expect(subnetOf(of, 'vpn')).toBe("virtualNetworks/hub/subnets/GatewaySubnet'")
    expect(of.findings).toMatchObject([
      { code: 'HP2012', parameters: { gatewayType: 'ExpressRoute' } },
      { code: 'HP2012', parameters: { gatewayType: 'Vpn' } },
    ])
  })

  test('gateways of which the place cannot be told have none', () => {
    const spoke = vnet(
      'spoke',
      '10.1.0.0/16',
      "[{ name: 'GatewaySubnet', properties: { addressPrefix: '10.1.1.0/26' } }]",
    )
    const twoPlaces = evaluated(hub + spoke + gateway('er') + connection('c1', 'er', 'ExpressRoute'))
    const twoGateways = evaluated(
      hub + gateway('a') + gateway('b') + connection('c1', 'a', 'IPsec') + connection('c2', 'b', 'IPsec'),
    )
    for (const of of [twoPlaces, twoGateways])
      expect(namesOf(of).filter((name) => name.endsWith('/default'))).toEqual([])
    expect(namesOf(evaluated(hub + gateway('er'))).filter((name) => name.endsWith('/default'))).toEqual([])
  })
})

describe('an address that only the first deployment chooses', () => {
  test('is made static by deploying the interface again', () => {
    const nic =
      "param method string = 'Dynamic'\nparam address string = ''\nresource n 'Microsoft.Network/networkInterfaces@2024-05-01' = {\n  name: 'n'\n  properties: {\n    ipConfigurations: [\n      {\n        name: 'c'\n        properties: {\n          privateIPAllocationMethod: method\n          privateIPAddress: address\n          subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's') }\n        }\n      }\n    ]\n  }\n}\noutput address string = n.properties.ipConfigurations[0].properties.privateIPAddress\n"
    const of = evaluated({
      'main.bicep': `${vnet('v', '10.0.0.0/16', "[{ name: 's', properties: { addressPrefix: '10.0.0.0/24' } }]")}module a 'nic.bicep' = {\n}\nmodule b 'nic.bicep' = {\n  params: {\n    method: 'Static'\n    address: a.outputs.address\n  }\n}\n${table('t', "{\n  name: 't'\n  properties: { routes: [{ name: 'd', properties: { addressPrefix: '10.9.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: b.outputs.address } }] }\n}")}`,
      'nic.bicep': nic,
    })
    expect(shownIn(of, 't/d', 'properties', 'nextHopIpAddress')).toBe("'10.0.0.4'")
    expect(shownIn(of, 'n/c', 'properties', 'privateIPAddress')).toBe("'10.0.0.4'")
  })
})

describe('bombs end within a second, with a finding that has a place', () => {
  const elapsed = (texts: Parameters<typeof evaluated>[0]) => {
    const before = performance.now()
    const of = evaluated(texts)
    return { of, seconds: (performance.now() - before) / 1000 }
  }

  test.each<readonly [name: string, texts: Parameters<typeof evaluated>[0]]>([
    [
      'loops of 800 within loops within loops',
      'var r = range(0, 800)\nvar a = [for x in r: [for y in r: [for z in r: x + y + z]]]\noutput o array = a\n' +
        table('t', "{\n  name: 't'\n  properties: { a: a }\n}"),
    ],
    [
      'modules that each deploy two of the next',
      Object.fromEntries(
        Array.from({ length: 19 }, (_, at) => [
          at === 0 ? 'main.bicep' : `m${at}.bicep`,
          at === 18
            ? table('t', "{\n  name: 't'\n}")
            : `module a 'm${at + 1}.bicep' = {\n}\nmodule b 'm${at + 1}.bicep' = {\n}\n`,
        ]),
      ),
    ],
    [
      'a loop of modules of loops of resources',
      {
        'main.bicep': "module m 'm.bicep' = [for i in range(0, 800): {\n  params: { p: 'n${i}' }\n}]\n",
        'm.bicep': `param p string\n${table('t', "[for i in range(0, 800): {\n  name: '${p}-${i}'\n}]")}`,
      },
    ],
  ])('%s', (_, texts) => {
    const { of, seconds } = elapsed(texts)
    const limit = of.findings.find(({ code }) => code === 'HP1066' || code === 'HP1012')
    expect(limit?.span?.line).toBeGreaterThan(0)
    expect(seconds).toBeLessThan(3) // a second where nothing else runs; tests run side by side
  })
})
