// All findings of a network together: their order, and that every topic is judged.
import { expect, test } from 'vitest'
import { newestProfile, resolve, validate } from '../../../src/model/index.ts'
import { gateway, nic, peered, routed, routeTable, side, vnet } from '../azure.ts'
import { type ArmResource, codesOf, resourceSetOf } from '../network-of.ts'

const judge = (resources: readonly ArmResource[], profile = newestProfile) => {
  const set = resourceSetOf(resources)
  return validate(resolve(set).network, set, profile)
}

const faulty: readonly ArmResource[] = [
  routeTable('rt', [
    ['10.9.0.0/16', 'None'],
    ['10.9.0.0/16', 'None'],
    ['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4'],
  ]),
  vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/28', nva: '10.1.0.0/24' }),
  vnet('one', ['10.2.0.0/16'], { a: routed('10.2.0.0/24', 'rt') }),
  vnet('two', ['10.2.0.0/16'], { a: routed('10.2.0.0/24', 'rt') }),
  ...peered('hub', 'one'),
  side('hub', 'two'),
  side('two', 'hub', { useRemoteGateways: true }),
  gateway('er', 'hub/GatewaySubnet', 'ExpressRoute'),
  nic('nva', 'hub/nva', '10.1.0.4', {}),
]

test('every topic is judged; errors come first, in the order of the inputs', () => {
  expect(codesOf(judge(faulty))).toEqual([
    'HP3024',
    'HP3009',
    'HP3013',
    'HP3002',
    'HP3031',
    'HP4001',
    'HP4001',
    'HP4002',
  ])
})

test('what two VNets say alike is said once', () => {
  const shared = [
    routeTable('rt', [['0.0.0.0/0', 'VirtualAppliance', '10.0.0.4']]),
    vnet('hub', ['10.0.0.0/16'], { nva: '10.0.0.0/24' }),
    nic('nva', 'hub/nva', '10.0.0.4', {}),
    vnet('one', ['10.1.0.0/16'], { a: routed('10.1.0.0/24', 'rt') }),
    vnet('two', ['10.2.0.0/16'], { a: routed('10.2.0.0/24', 'rt') }),
    ...peered('hub', 'one'),
    ...peered('hub', 'two'),
  ]
  expect(codesOf(judge(shared))).toEqual(['HP4002'])
})

test('limits are those of the profile', () => {
  const resources = [
    routeTable('rt', [
      ['10.1.0.0/16', 'None'],
      ['10.2.0.0/16', 'None'],
    ]),
  ]
  expect(judge(resources)).toEqual([])
  expect(codesOf(judge(resources, { ...newestProfile, routesPerTable: 1 }))).toEqual(['HP3021'])
})

test('an empty network is sound', () => {
  expect(judge([])).toEqual([])
})
