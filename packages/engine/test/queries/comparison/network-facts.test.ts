// In which facts two descriptions of a network differ: each change is told once, and what is the same is not told.
import { expect, test } from 'vitest'
import { networkChanges } from '../../../src/queries/comparison/network-facts.ts'
import { networkOf, template } from './printed-by-azure.ts'

const changes = (written: string, real: string, world?: string) =>
  networkChanges(
    networkOf(written).analysis.network,
    networkOf(real, world).analysis.network,
    () => false,
  ).map(({ change: { kind, name, property, input, collected } }) => [kind, name, property, input, collected])

const own = template()

test('a network does not differ from itself', () => {
  expect(changes(own, own)).toEqual([])
})

test.each([
  [
    'an address space',
    "['10.0.0.0/16']",
    "['10.0.0.0/16', '10.9.0.0/16']",
    [['virtualNetwork', 'vnet', 'addressSpace', '10.0.0.0/16', '10.0.0.0/16, 10.9.0.0/16']],
  ],
  [
    'a next hop',
    "'10.0.0.4'\n",
    "'10.0.0.5'\n",
    [
      [
        'route',
        'rt-spoke: 172.20.0.0/16',
        'nextHop',
        'VirtualAppliance 10.0.0.4',
        'VirtualAppliance 10.0.0.5',
      ],
    ],
  ],
  [
    'a route table that is no longer there',
    ', routeTable: { id: rt.id }',
    '',
    [
      ['subnet', 'vnet/spoke', 'routeTable', 'rt-spoke', 'none'],
      ['routeTable', 'rt-spoke', 'exists', 'yes', null],
      ['route', 'rt-spoke: 172.20.0.0/16', 'nextHop', 'VirtualAppliance 10.0.0.4', null],
    ],
  ],
  [
    'IP forwarding',
    'enableIPForwarding: true',
    'enableIPForwarding: false',
    [
      ['networkInterface', 'nic-nva', 'enableIPForwarding', 'true', 'false'],
      ['networkInterface', 'nic-spoke', 'enableIPForwarding', 'true', 'false'],
      ['networkInterface', 'nic-spoke-backup', 'enableIPForwarding', 'true', 'false'],
    ],
  ],
  [
    'a machine that is not there',
    "'vm-nva', 'vm-spoke'",
    "'vm-other', 'vm-spoke'",
    [
      ['virtualMachine', 'vm-nva', 'exists', 'yes', null],
      ['virtualMachine', 'vm-other', 'exists', null, 'yes'],
    ],
  ],
] as const)('%s', (_, before, after, expected) => {
  expect(own).toContain(before)
  expect(changes(own, own.replace(before, after))).toEqual(expected)
})

test('a machine that does not run', () => {
  expect(changes(own, own, 'version: 1\nstate: [{ vm: vm-nva, up: false }]')).toEqual([
    ['virtualMachine', 'vm-nva', 'running', 'true', 'false'],
  ])
})

test('the other way round, both sides change places', () => {
  const other = template({ nextHop: '10.0.0.9' })
  const turned = changes(other, own).map(([kind, name, property, input, collected]) => [
    kind,
    name,
    property,
    collected,
    input,
  ])
  expect(turned).toEqual(changes(own, other))
})
