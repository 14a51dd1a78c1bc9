// resourceGroup(), subscription(), deployment(), environment() and the functions that make ids.
import { expect, test } from 'vitest'
import { failed, failureOf, resultOf, run } from './call.ts'

const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001'
const other = '2e518a80-f860-4467-a00e-d81aaf1ff42e'
const group = `${subscription}/resourceGroups/rg-hub`
const network = 'Microsoft.Network/virtualNetworks'

test.each<readonly [name: string, args: readonly unknown[], result: string]>([
  ['resourceId', [network, 'hub'], `${group}/providers/${network}/hub`],
  [
    'resourceId',
    [`${network}/subnets`, 'hub', 'default'],
    `${group}/providers/${network}/hub/subnets/default`,
  ],
  ['resourceId', [`${network}/subnets`, 'hub/default'], `${group}/providers/${network}/hub/subnets/default`],
  ['resourceId', ['rg.two', network, 'a'], `${subscription}/resourceGroups/rg.two/providers/${network}/a`],
  [
    'resourceId',
    [other, 'rg2', network, 'a'],
    `/subscriptions/${other}/resourceGroups/rg2/providers/${network}/a`,
  ],
  [
    'resourceId',
    [other, network, 'a'],
    `/subscriptions/${other}/resourceGroups/rg-hub/providers/${network}/a`,
  ],
  ['resourceId', [`/${network}/`, 'a'], `${group}/providers/${network}/a`],
  ['resourceId', [network, 7], `${group}/providers/${network}/7`],
  ['subscriptionResourceId', [`${network}`, 'a'], `${subscription}/providers/${network}/a`],
  ['subscriptionResourceId', [other, network, 'a'], `/subscriptions/${other}/providers/${network}/a`],
  ['tenantResourceId', ['My.Rp/parent/child', 'p', 'c'], '/providers/My.Rp/parent/p/child/c'],
  [
    'managementGroupResourceId',
    ['mg1', 'My.Rp/a', 'n'],
    '/providers/Microsoft.Management/managementGroups/mg1/providers/My.Rp/a/n',
  ],
  [
    'extensionResourceId',
    ['/providers/My.Rp/a/n', 'My.Ext/locks', 'l'],
    '/providers/My.Rp/a/n/providers/My.Ext/locks/l',
  ],
])('%s(%j) is %s', (name, args, result) => {
  expect(resultOf(name, ...args)).toBe(result)
})

test('in a subscription deployment an id has no group, and the argument before the type is a subscription', () => {
  const inSubscription = { resourceGroup: undefined }
  expect(run('resourceId', [network, 'a'], inSubscription).plain).toBe(
    `${subscription}/providers/${network}/a`,
  )
  expect(run('resourceId', ['s2', network, 'a'], inSubscription).plain).toBe(
    `/subscriptions/s2/providers/${network}/a`,
  )
})

test.each<readonly [name: string, args: readonly unknown[], why: string]>([
  ['resourceId', ['hub', 'spoke'], 'noResourceType'],
  ['resourceId', [network, 'a', 'b'], 'resourceNames'],
  ['resourceId', [`${network}/subnets`, 'hub'], 'resourceNames'],
])('%s(%j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

test('a management group that is not named is not known', () => {
  expect(resultOf('managementGroupResourceId', 'My.Rp/a', 'n')).toEqual({ unknown: 'runtime' })
})

test('resourceGroup() is where the deployment goes; another one has a location that is not known', () => {
  expect(resultOf('resourceGroup')).toMatchObject({ id: group, name: 'rg-hub', location: 'japaneast' })
  expect(resultOf('resourceGroup', 'RG-HUB')).toMatchObject({ location: 'japaneast' })
  expect(resultOf('resourceGroup', 'rg2')).toMatchObject({
    id: `${subscription}/resourceGroups/rg2`,
    location: { unknown: 'runtime' },
  })
  expect(resultOf('resourceGroup', other, 'rg-hub')).toMatchObject({
    id: `/subscriptions/${other}/resourceGroups/rg-hub`,
    location: { unknown: 'runtime' },
  })
  const outside = run('resourceGroup', [], { resourceGroup: undefined })
  expect(outside.findings.map(({ parameters }) => parameters)).toEqual([
    { name: 'resourceGroup', why: 'noResourceGroup', detail: '' },
  ])
})

test('what Azure alone knows has an origin of its own', () => {
  const { value } = run('subscription', [])
  const fields = value.kind === 'dictionary' ? [...value.fields.values()] : []
  const origins = fields.flatMap(({ value: each }) => (each.kind === 'unknown' ? [each.origin] : []))
  expect(origins).toEqual(['subscription().tenantId', 'subscription().displayName'])
})

test('subscription(), managementGroup(), tenant()', () => {
  expect(resultOf('subscription')).toMatchObject({ id: subscription })
  expect(resultOf('subscription', other)).toMatchObject({
    id: `/subscriptions/${other}`,
    subscriptionId: other,
  })
  expect(resultOf('managementGroup', 'mg')).toMatchObject({
    id: '/providers/Microsoft.Management/managementGroups/mg',
    name: 'mg',
  })
  expect(resultOf('managementGroup')).toMatchObject({ name: { unknown: 'runtime' } })
  expect(resultOf('tenant')).toMatchObject({ tenantId: { unknown: 'runtime' } })
})

test('deployment() links to the file that calls it', () => {
  expect(resultOf('deployment')).toMatchObject({
    name: 'main',
    properties: { templateLink: { uri: 'site/main.bicep' } },
  })
})

test('environment() is the public cloud', () => {
  expect(resultOf('environment')).toMatchObject({
    name: 'AzureCloud',
    resourceManager: 'https://management.azure.com/',
    suffixes: { storage: 'core.windows.net', keyvaultDns: '.vault.azure.net' },
  })
})

test.each([
  ['utcNow', []],
  ['utcNow', ['yyyy']],
  ['deployer', []],
  ['pickZones', ['Microsoft.Compute', 'virtualMachines', 'japaneast', 1]],
  ['providers', ['Microsoft.Network']],
  ['toLogicalZone', ['s', 'japaneast', 'japaneast-az1']],
])('%s(%j) is known only at deployment', (name, args) => {
  expect(resultOf(name, ...args)).toEqual({ unknown: 'runtime' })
})
