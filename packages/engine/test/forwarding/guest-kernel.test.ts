// What a guest's kernel chooses between its own routes and those of its routing daemon (R6.12, R6.13).
import { expect, test } from 'vitest'
import { addressesTowards, kernelChoices } from '../../src/forwarding/index.ts'
import { address, formatAddress } from '../../src/net/index.ts'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { type ArmResource, analysisOf, appliance, nic, vmOn, vnet } from './azure.ts'

/** A router with two NICs that hears two prefixes from each of two neighbours. */
const resources: readonly ArmResource[] = [
  vnet('lan', '10.0.0.0/16', { left: '10.0.1.0/24', right: '10.0.2.0/24' }),
  nic('left', 'lan/left', '10.0.1.9', { forwards: true }),
  nic('right', 'lan/right', '10.0.2.9', { forwards: true }),
  vmOn('router', ['left', 'right']),
  ...appliance('one', 'lan/left', '10.0.1.4'),
  ...appliance('two', 'lan/right', '10.0.2.4'),
]

const speaker = (asn: number, own: string): GuestConfiguration => ({
  bgp: {
    asn,
    networks: ['172.16.0.0/16', '172.20.0.0/16'],
    neighbors: [{ address: own, asn: 65000 }],
  },
})

const choicesFor = (destination: string, routes: GuestConfiguration['routes'] = []) => {
  const { network, controlPlane } = analysisOf(resources, {
    guests: {
      router: {
        routes,
        bgp: {
          asn: 65000,
          neighbors: [
            { address: '10.0.1.4', asn: 65001 },
            { address: '10.0.2.4', asn: 65002 },
          ],
        },
      },
      one: speaker(65001, '10.0.1.9'),
      two: speaker(65002, '10.0.2.9'),
    },
  })
  const router = network.vms.find(({ name }) => name === 'router')
  if (router === undefined) throw new Error('no router')
  return {
    devices: kernelChoices(router, address(destination), controlPlane).map((choice) =>
      choice.kind === 'blackhole' ? choice.kind : choice.dev,
    ),
    answers: addressesTowards(router, address(destination), controlPlane).map(formatAddress),
  }
}

test('equal paths of the daemon lead out of several interfaces, and either address may answer', () => {
  expect(choicesFor('172.16.0.4')).toEqual({ devices: ['eth0', 'eth1'], answers: ['10.0.1.9', '10.0.2.9'] })
})

test('what nobody announced follows the default route of the primary NIC', () => {
  expect(choicesFor('192.168.0.4')).toEqual({ devices: ['eth0'], answers: ['10.0.1.9'] })
})

test.each([
  ['the kernel’s own route wins at equal length', '172.16.0.0/16', ['eth1']],
  ['and where it is longer', '172.16.0.0/24', ['eth1']],
  ['a longer one of the daemon wins', '172.0.0.0/8', ['eth0', 'eth1']],
] as const)('%s', (_, prefix, expected) => {
  expect(choicesFor('172.16.0.4', [{ prefix, dev: 'eth1' }]).devices).toEqual(expected)
})

test('a route that discards wins over the daemon as any other', () => {
  expect(choicesFor('172.16.0.4', [{ prefix: '172.16.0.0/16', blackhole: true }]).devices).toEqual([
    'blackhole',
  ])
})
