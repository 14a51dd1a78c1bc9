// Azure Firewalls in VNets: packets go on by the routes of their subnet, and leave for the Internet translated (R6.18, R6.19).
import { expect, test } from 'vitest'
import { type ArmResource, analysisOf, azureFirewall, peered, routeTable, vm, vnet } from './azure.ts'
import { linesOf, traced, waysOf } from './described.ts'

const spokes = (takesForwarded: boolean): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { AzureFirewallSubnet: '10.0.1.0/26' }),
  vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
  vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'routes' } }),
  ...peered('hub', 'a', {}, { allowForwardedTraffic: takesForwarded }),
  ...peered('hub', 'b', {}, { allowForwardedTraffic: takesForwarded }),
  routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
  azureFirewall('firewall', 'hub', '10.0.1.4'),
  ...vm('vm-a', 'a/main', '10.1.0.4'),
  ...vm('vm-b', 'b/main', '10.2.0.4'),
]

test('R6.26: it joins two spokes without being a hop, and its rules are taken for granted', () => {
  const answer = traced(analysisOf(spokes(true)), { from: 'vm-a', to: 'vm-b' })
  expect([linesOf(answer), answer.replyTtl, answer.symmetric]).toEqual([['10.2.0.4'], 64, true])
  expect(answer.assumptions).toContainEqual({ code: 'firewallAllows', parameters: { firewall: 'firewall' } })
})

test('what it passes on is forwarded traffic (R2.4)', () => {
  const answer = traced(analysisOf(spokes(false)), { from: 'vm-a', to: 'vm-b' })
  expect(answer.forward.ending).toBe('peeringRefused')
})

test('it takes packets to the Internet', () => {
  const answer = traced(analysisOf(spokes(true)), { from: 'vm-a', to: '8.8.8.8', protocol: 'tcp', port: 443 })
  expect(waysOf(answer.forward)).toEqual([
    'vm-a:effectiveRoute > firewall:effectiveRoute > Internet:internetEgress = deliveredToInternet',
  ])
  expect(answer.verdict).toBe('reached')
})

test('R6.18: off the Internet, what is not for private space carries its address, and the reply finds back', () => {
  const outside = vnet('outside', '198.51.100.0/24', { main: '198.51.100.0/25' })
  const answer = traced(
    analysisOf([
      ...spokes(true),
      outside,
      ...peered('hub', 'outside'),
      ...vm('web', 'outside/main', '198.51.100.4'),
    ]),
    { from: 'vm-a', to: 'web' },
  )
  // The far side takes no forwarded traffic: the source is an address of the peered VNet now.
  expect([answer.verdict, answer.replyTtl]).toEqual(['reached', 64])
  expect(waysOf(answer.return)).toEqual([
    'web:effectiveRoute > firewall:effectiveRoute > vm-a:localDelivery = delivered',
  ])
})

test('its own address is a matter of its rules', () => {
  const answer = traced(analysisOf(spokes(true)), { from: 'vm-a', to: '10.0.1.4' })
  expect(waysOf(answer.forward)).toEqual(['vm-a:effectiveRoute > firewall:elementNotModelled = unknown'])
})
