// What Azure's own speakers have in common.
import { expect, test } from 'vitest'
import { isOneOf, originatedSpace, peerPlace } from '../../../src/control-plane/speakers/azure-side.ts'
import { formatPrefix, prefix } from '../../../src/net/index.ts'
import { networkOf } from '../../model/network-of.ts'
import { transit, vnet } from '../azure.ts'

test('to be one of a space takes the same length', () => {
  const space = [prefix('10.0.0.0/16'), prefix('fd00::/48')]
  expect(isOneOf(prefix('10.0.0.0/16'), space)).toBe(true)
  expect(isOneOf(prefix('10.0.0.0/24'), space)).toBe(false)
})

test('R3.21, R4.3: own and transit space, each prefix once, where it is written', () => {
  const [hub] = networkOf([
    vnet('hub', ['10.0.0.0/16', '10.5.0.0/16', '10.0.0.0/16']),
    vnet('spoke', ['10.1.0.0/16', '10.5.0.0/16']),
    ...transit('hub', 'spoke'),
  ]).vnets
  const space = hub === undefined ? [] : originatedSpace(hub)
  expect(space.map((route) => `${formatPrefix(route.prefix)} line ${route.declaredAt?.line}`)).toEqual([
    '10.0.0.0/16 line 1',
    '10.5.0.0/16 line 1',
    '10.1.0.0/16 line 2',
  ])
  expect(space.every(({ marks, weight }) => marks.addressSpace === true && weight === 32768)).toBe(true)
})

test('nobody stands at the far end of no session', () => {
  expect(peerPlace(undefined)).toBe(undefined)
})
