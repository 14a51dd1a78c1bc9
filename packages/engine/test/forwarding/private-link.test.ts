// From a private endpoint to machines behind the load balancer of a Private Link service, and back.
import { describe, expect, test } from 'vitest'
import {
  type ArmResource,
  analysisOf,
  bastion,
  peered,
  privateEndpoint,
  securityGroup,
  vm,
  vnet,
} from './azure.ts'
import { balancer, endpointTo, privateLinkService } from './azure-edge.ts'
import { lastDecision, traced, waysOf } from './described.ts'

/** Provider and consumer have the same address space: Private Link does not care. */
const shared = (status?: string): readonly ArmResource[] => [
  vnet('provider', '10.0.0.0/16', {
    web: { prefix: '10.0.1.0/24', networkSecurityGroup: 'nsg' },
    link: '10.0.2.0/24',
  }),
  securityGroup('nsg', {
    100: { source: '10.0.2.0/24', port: '8080' },
    200: { access: 'Deny' },
  }),
  balancer('lb', { at: 'provider/link|10.0.2.100', rules: { http: { port: 80, backendPort: 8080 } } }),
  ...vm('web', 'provider/web', '10.0.1.4', { pool: 'lb/pool' }),
  privateLinkService('pls', 'lb', 'provider/link', '10.0.2.4'),
  vnet('consumer', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  vnet('spoke', '10.1.0.0/16', { main: '10.1.0.0/24' }),
  ...peered('consumer', 'spoke'),
  ...vm('client', 'consumer/main', '10.0.0.4'),
  ...vm('peer', 'spoke/main', '10.1.0.4'),
  endpointTo('pls', 'pe', 'consumer/main', '10.0.0.9', status),
]

describe('a Private Link service (R6.59)', () => {
  test.each(['client', 'peer'])('is reached by its endpoint from %s, and answers by it', (from) => {
    const answer = traced(analysisOf(shared()), { from, to: '10.0.0.9', protocol: 'tcp', port: 80 })
    expect(waysOf(answer.forward)).toEqual([
      `${from}:effectiveRoute > pe:localDelivery > pls:privateLink > lb:loadBalanced > web:localDelivery = delivered`,
    ])
    expect(waysOf(answer.return)).toEqual([
      `web:effectiveRoute > pls:privateLink > pe:effectiveRoute > ${from}:localDelivery = delivered`,
    ])
    expect(answer.verdict).toBe('reached')
  })

  test('shows backends an address of its own: groups there are asked about that', () => {
    const answer = traced(analysisOf(shared()), { from: 'client', to: '10.0.0.9', protocol: 'tcp', port: 80 })
    expect(answer.forward.ways[0]?.hops.at(-1)?.filters?.[0]?.rule).toBe('rule100')
  })

  test.each(['Pending', 'Rejected', 'Disconnected'])('carries nothing while it is %s', (status) => {
    const answer = traced(analysisOf(shared(status)), {
      from: 'client',
      to: '10.0.0.9',
      protocol: 'tcp',
      port: 80,
    })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual([
      'applianceNotForwarding',
      'connectionNotApproved',
    ])
  })

  test('takes what rules of its balancer are for', () => {
    const answer = traced(analysisOf(shared('Approved')), {
      from: 'client',
      to: '10.0.0.9',
      protocol: 'tcp',
      port: 443,
    })
    expect(lastDecision(answer.forward)).toBe('noBalancingRule')
  })
})

describe('a Bastion as source', () => {
  const guarded = (rules: Parameters<typeof securityGroup>[1]): readonly ArmResource[] => [
    vnet('hub', '10.0.0.0/16', {
      AzureBastionSubnet: { prefix: '10.0.1.0/26', networkSecurityGroup: 'of-bastion' },
    }),
    vnet('spoke', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', networkSecurityGroup: 'of-vm' } }),
    ...peered('hub', 'spoke'),
    securityGroup('of-bastion', rules),
    securityGroup('of-vm', { 100: { source: '10.0.1.0/26', port: ['22', '3389'] }, 200: { access: 'Deny' } }),
    bastion('bastion', 'hub', '10.0.1.4'),
    ...vm('vm1', 'spoke/main', '10.1.0.4'),
  ]
  const ssh = (rules: Parameters<typeof securityGroup>[1], port = 22) =>
    traced(analysisOf(guarded(rules)), { from: 'bastion', to: 'vm1', protocol: 'tcp', port })

  test('reaches machines of peered VNets, and gets their answers', () => {
    const answer = ssh({})
    expect(waysOf(answer.forward)).toEqual(['bastion:effectiveRoute > vm1:localDelivery = delivered'])
    expect(answer.verdict).toBe('reached')
  })

  test('is filtered by the groups of both subnets', () => {
    const closed = { 100: { direction: 'Outbound', access: 'Deny', port: '22' } } as const
    expect(ssh(closed).forward.ways[0]?.hops.at(-1)?.element).toBe('bastion')
    expect(ssh({}, 80).forward.ways[0]?.hops.at(-1)?.element).toBe('vm1')
    expect([ssh(closed).forward.ending, ssh({}, 80).forward.ending]).toEqual(['filtered', 'filtered'])
  })
})

test('which system replies behind an endpoint of a service of Azure’s own is not known', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    ...vm('client', 'lan/main', '10.0.0.4'),
    privateEndpoint('storage', 'lan/main', '10.0.0.9'),
  ]
  const answer = traced(analysisOf(resources), { from: 'client', to: '10.0.0.9', protocol: 'tcp', port: 443 })
  expect([answer.verdict, answer.replyTtl]).toEqual(['reached', null])
})
