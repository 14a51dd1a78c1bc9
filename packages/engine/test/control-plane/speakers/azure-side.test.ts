// What Azure's own speakers have in common.
import { describe, expect, test } from 'vitest'
import {
  insideAny,
  isOneOf,
  originatedSpace,
  peerPlace,
} from '../../../src/control-plane/speakers/azure-side.ts'
import { formatPrefix, prefix } from '../../../src/net/index.ts'
import { networkOf } from '../../model/network-of.ts'
import { transit, vnet } from '../azure.ts'

describe('R3.12: inside a space', () => {
  const space = [prefix('10.0.0.0/16'), prefix('fd00::/48')]

  test.each([
    ['10.0.0.0/16', true],
    ['10.0.3.0/24', true],
    ['10.0.0.0/8', false],
    ['10.1.0.0/16', false],
    ['0.0.0.0/0', false],
    ['fd00::/64', true],
    ['::/0', false],
  ])('%s: %s', (text, inside) => {
    expect(insideAny(space)(prefix(text))).toBe(inside)
  })

  test('of nothing, nothing is inside', () => {
    expect(insideAny([])(prefix('10.0.0.0/16'))).toBe(false)
  })

  test('to be one of a space takes the same length', () => {
    expect(isOneOf(prefix('10.0.0.0/16'), space)).toBe(true)
    expect(isOneOf(prefix('10.0.0.0/24'), space)).toBe(false)
  })
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
