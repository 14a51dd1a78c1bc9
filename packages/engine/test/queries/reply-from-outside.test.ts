// Answers from outside: they come in where the request left, and whoever passes them on remembers the flow.
import { expect, test } from 'vitest'
import { analysisOf, appliance, azureFirewall, peered, routeTable, vm, vnet } from '../forwarding/azure.ts'
import { traced, waysOf } from '../forwarding/described.ts'
import { guest, lan } from '../forwarding/sample-networks.ts'

const toInternet = { to: '8.8.8.8', protocol: 'tcp', port: 443 } as const

test('to the NIC that sent the request', () => {
  const answer = traced(analysisOf(lan()), { from: 'vm1', ...toInternet })
  expect(waysOf(answer.return)).toEqual(['Internet:outsideReply > vm1:localDelivery = delivered'])
  expect(answer).toMatchObject({ verdict: 'reached', symmetric: true, replyTtl: null })
})

const throughFirewall = (firewallRoutes: Parameters<typeof routeTable>[1], takesForwarded = true) =>
  analysisOf([
    vnet('hub', '10.0.0.0/16', {
      AzureFirewallSubnet: { prefix: '10.0.1.0/26', routeTable: 'firewall-routes' },
      nva: '10.0.2.0/24',
    }),
    vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
    ...peered('hub', 'a', {}, { allowForwardedTraffic: takesForwarded }),
    routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
    routeTable('firewall-routes', firewallRoutes),
    azureFirewall('firewall', 'hub', '10.0.1.4'),
    ...appliance('nva', 'hub/nva', '10.0.2.4'),
    ...vm('vm-a', 'a/main', '10.1.0.4'),
  ])

test('to the firewall that stood for the sender, and on by the routes of its subnet', () => {
  const answer = traced(throughFirewall([]), { from: 'vm-a', ...toInternet })
  expect(waysOf(answer.return)).toEqual([
    'Internet:outsideReply > firewall:effectiveRoute > vm-a:localDelivery = delivered',
  ])
  expect(answer.symmetric).toBe(true)
})

test('what the firewall passes on is forwarded traffic, so the spoke must take it (R2.4)', () => {
  const answer = traced(throughFirewall([], false), { from: 'vm-a', ...toInternet })
  expect(answer).toMatchObject({
    verdict: 'notReached',
    forward: { ending: 'deliveredToInternet' },
    return: { ending: 'peeringRefused' },
  })
})

test('another way back from the firewall is a way that differs', () => {
  const answer = traced(throughFirewall([['10.1.0.0/16', 'VirtualAppliance', '10.0.2.4']]), {
    from: 'vm-a',
    ...toInternet,
  })
  expect(answer.symmetric).toBe(false)
  expect(waysOf(answer.return)[0]).toMatch(/^Internet:outsideReply > firewall:effectiveRoute > nva:/)
})

test('an appliance that translates knows who is meant (R6.16)', () => {
  const answer = traced(
    analysisOf(
      [
        vnet('lan', '10.0.0.0/16', {
          main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
          nva: '10.0.1.0/24',
        }),
        routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
        ...vm('vm1', 'lan/main', '10.0.0.4'),
        ...appliance('nva', 'lan/nva', '10.0.1.4', { publicAddress: true }),
      ],
      guest('nva', { ipForward: true, snat: [{ dev: 'eth0' }] }),
    ),
    { from: 'vm1', ...toInternet },
  )
  expect(waysOf(answer.return)).toEqual([
    'Internet:outsideReply > nva:kernelRoute > nva:effectiveRoute > vm1:localDelivery = delivered',
  ])
  expect(answer).toMatchObject({ verdict: 'reached', symmetric: true })
})

test("from Azure's platform (R6.9)", () => {
  const answer = traced(analysisOf(lan()), { from: 'vm1', to: '169.254.169.254', protocol: 'tcp', port: 80 })
  expect(waysOf(answer.return)).toEqual(['Azure:outsideReply > vm1:localDelivery = delivered'])
  expect(answer.verdict).toBe('reached')
})
