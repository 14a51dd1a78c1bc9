// What a load balancer makes of packets: which rule is for one, what its backends get, and how their answers leave.
import { describe, expect, test } from 'vitest'
import type { TraceQuestion } from '../../src/queries/index.ts'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { type ArmResource, analysisOf, nic, securityGroup, vm, vmOn, vnet } from './azure.ts'
import { type BalancerSettings, balancer, publicIp } from './azure-edge.ts'
import { lastDecision, traced, waysOf } from './described.ts'

const lan = (settings: BalancerSettings): readonly ArmResource[] => [
  vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  ...vm('client', 'lan/main', '10.0.0.4'),
  balancer('lb', { at: 'lan/main|10.0.0.100', ...settings }),
  ...vm('web1', 'lan/main', '10.0.0.11', { pool: 'lb/pool' }),
  ...vm('web2', 'lan/main', '10.0.0.12', { pool: 'lb/pool' }),
]
const ask = (
  resources: readonly ArmResource[],
  question: Partial<TraceQuestion>,
  world: Parameters<typeof analysisOf>[1] = {},
) => traced(analysisOf(resources, world), { from: 'client', to: 'lb', protocol: 'tcp', ...question })

describe('rules of a frontend (R6.56)', () => {
  const settings: BalancerSettings = {
    rules: { http: { port: 80, backendPort: 8080 }, dns: { protocol: 'Udp', port: 53 } },
  }

  test.each([
    ['tcp', 80, 'delivered'],
    ['udp', 53, 'delivered'],
    ['udp', 80, 'applianceNotForwarding'],
    ['tcp', 8080, 'applianceNotForwarding'],
    ['icmp', undefined, 'applianceNotForwarding'],
    ['tcp', undefined, 'unknown'],
  ] as const)('%s %s: %s', (protocol, port, ending) => {
    const answer = ask(lan(settings), { protocol, ...(port === undefined ? {} : { port }) })
    expect(answer.forward.ending).toBe(ending)
  })

  test('the backend sees the port of the rule, and a group there is asked about that', () => {
    const closed = securityGroup('nsg', { 100: { access: 'Deny', port: '8080' } })
    const resources = [
      ...lan(settings),
      ...vm('web3', 'lan/main', '10.0.0.13', { pool: 'lb/pool', networkSecurityGroup: 'nsg' }),
      closed,
    ]
    const answer = ask(resources, { port: 80 })
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > lb:loadBalanced > web1:localDelivery = delivered',
      'client:effectiveRoute > lb:loadBalanced > web2:localDelivery = delivered',
      'client:effectiveRoute > lb:loadBalanced > web3:securityRule = filtered',
    ])
  })

  test('HA ports take everything, a ping too', () => {
    const all = lan({ rules: { ha: { protocol: 'All', port: 0 } } })
    expect(ask(all, { protocol: 'icmp' }).verdict).toBe('reached')
    expect(ask(all, { port: 4711 }).verdict).toBe('reached')
  })

  test('the answer comes back by the same elements', () => {
    expect(ask(lan(settings), { port: 80 })).toMatchObject({ verdict: 'reached', symmetric: true })
  })

  test('an answer that a tunnel takes past Azure keeps the address of the backend, and the client drops it', () => {
    const end = (local: string, remote: string, inner: string) => ({
      tunnels: [{ kind: 'wireguard', dev: 'wg0', local, remote, inner: `${inner}/24` } as const],
    })
    const guests = {
      client: end('10.0.0.4', '10.0.0.11', '169.254.0.1'),
      web1: {
        ...end('10.0.0.11', '10.0.0.4', '169.254.0.2'),
        routes: [{ prefix: '10.0.0.4/32', dev: 'wg0' }],
      },
    }
    const answer = ask(lan(settings), { port: 80 }, { guests })
    expect(waysOf(answer.return)).toEqual([
      'web1:kernelRoute > client:answerFromElsewhere = filtered',
      'web2:effectiveRoute > client:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('partly')
  })
})

describe('backend pools', () => {
  const pooledBy = (properties: object): readonly ArmResource[] => [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    vnet('twin', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    ...vm('client', 'lan/main', '10.0.0.4'),
    balancer('lb', {
      at: 'lan/main|10.0.0.100',
      rules: { http: { port: 80 } },
      addresses: [{ name: 'one', properties: { ...properties } }],
    }),
    ...vm('other', 'twin/main', '10.0.0.11'),
    ...vm('web', 'lan/main', '10.0.0.11'),
  ]
  const inVnet = (name: string) => ({
    id: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test/providers/Microsoft.Network/virtualNetworks/${name}`,
  })

  test('name machines by their address in a VNet', () => {
    const answer = ask(pooledBy({ ipAddress: '10.0.0.11', virtualNetwork: inVnet('lan') }), { port: 80 })
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > lb:loadBalanced > web:localDelivery = delivered',
    ])
  })

  test('an address that nobody has is a finding, and no backend', () => {
    const analysis = analysisOf(pooledBy({ ipAddress: '10.0.0.77', virtualNetwork: inVnet('lan') }))
    expect(analysis.findings.map(({ code }) => code)).toEqual(['HP2020'])
    expect(traced(analysis, { from: 'client', to: 'lb', protocol: 'tcp', port: 80 }).forward.ending).toBe(
      'applianceMissing',
    )
  })

  test('a secondary configuration in the pool is what the backend gets packets for', () => {
    const two = nic('web-nic', 'lan/main', ['10.0.0.11', '10.0.0.12'])
    const resources: readonly ArmResource[] = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      ...vm('client', 'lan/main', '10.0.0.4'),
      balancer('lb', {
        at: 'lan/main|10.0.0.100',
        rules: { http: { port: 80 } },
        addresses: [{ name: 'one', properties: { ipAddress: '10.0.0.12', virtualNetwork: inVnet('lan') } }],
      }),
      two,
      vmOn('web', ['web-nic']),
      securityGroup('none'),
    ]
    const answer = ask(resources, { port: 80 })
    expect(answer.verdict).toBe('reached')
    expect(answer.forward.ways[0]?.hops.at(-1)?.address).toBe('10.0.0.12')
  })
})

describe('floating IP (R6.56)', () => {
  const settings: BalancerSettings = { rules: { sql: { port: 1433, floating: true } } }

  test('is taken for set up in the guest where nothing is known of it, and the answer lists that', () => {
    const answer = ask(lan(settings), { port: 1433 })
    expect(answer.verdict).toBe('reached')
    expect(answer.assumptions).toContainEqual({
      code: 'floatingAddress',
      parameters: { vm: 'web1', address: '10.0.0.100' },
    })
    expect(answer.forward.ways[0]?.hops.at(-1)?.address).toBe('10.0.0.100')
  })

  test('needs no assumption where the guest has the address', () => {
    const loopback = { addresses: [{ dev: 'lo', address: '10.0.0.100/32' }] }
    const answer = ask(lan(settings), { port: 1433 }, { guests: { web1: loopback, web2: loopback } })
    expect(answer).toMatchObject({ verdict: 'reached', assumptions: [] })
  })

  test('does not work where the guest is known to lack it', () => {
    const other = { addresses: [{ dev: 'lo', address: '10.0.0.99/32' }] }
    const answer = ask(lan(settings), { port: 1433 }, { guests: { web1: other, web2: other } })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual([
      'applianceNotForwarding',
      'floatingAddressMissing',
    ])
  })
})

describe('inbound NAT rules (R6.56)', () => {
  test('lead to the one machine that they name', () => {
    const answer = ask(lan({ natRules: { ssh: { port: 2202, backendPort: 22, to: 'web2-nic/config0' } } }), {
      port: 2202,
    })
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > lb:inboundNatRule > web2:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('reached')
  })

  test('of a pool give each machine a port of their range', () => {
    const ranged = lan({ natRules: { ssh: { first: 2200, backendPort: 22 } } })
    const to = (port: number) => waysOf(ask(ranged, { port }).forward)
    expect(to(2200)).toEqual(['client:effectiveRoute > lb:inboundNatRule > web1:localDelivery = delivered'])
    expect(to(2201)).toEqual(['client:effectiveRoute > lb:inboundNatRule > web2:localDelivery = delivered'])
    expect(to(2202)).toEqual(['client:effectiveRoute > lb:noBalancingRule = applianceNotForwarding'])
    expect(ask(ranged, { port: 2200 }).assumptions.map(({ code }) => code)).toEqual(['natPortByOrder'])
  })
})

describe('public frontends (R6.56)', () => {
  const published = (settings: BalancerSettings = {}) => [
    vnet('lan', '10.0.0.0/16', { main: { prefix: '10.0.0.0/24', networkSecurityGroup: 'nsg' } }),
    securityGroup('nsg', { 100: { source: '8.8.8.8/32', destination: '10.0.0.11', port: '8080' } }),
    publicIp('pip', '20.0.0.1'),
    balancer('lb', { publicIp: 'pip', rules: { http: { port: 80, backendPort: 8080 } }, ...settings }),
    ...vm('web1', 'lan/main', '10.0.0.11', { pool: 'lb/pool' }),
  ]
  const from = (source: string, to: string, port = 80) => ask(published(), { from: source, to, port })

  test.each(['pip', 'lb', '20.0.0.1'])('are reached as %s', (to) => {
    const answer = from('8.8.8.8', to)
    expect(waysOf(answer.forward)).toEqual([
      'Internet:publicAddress > lb:loadBalanced > web1:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'web1:effectiveRoute > Internet:internetEgress = deliveredToInternet',
    ])
    expect(answer).toMatchObject({ verdict: 'reached', to: { ip: '20.0.0.1' } })
  })

  test('groups see the client and the private address of the backend (R6.6)', () => {
    expect(from('9.9.9.9', 'pip').forward.ending).toBe('filtered')
  })

  test('drop what no rule is for', () => {
    expect(from('8.8.8.8', 'pip', 443).forward.ending).toBe('applianceNotForwarding')
  })

  test('of a Standard balancer answer pings themselves, whatever groups say', () => {
    const answer = ask(published(), { from: '9.9.9.9', to: 'pip', protocol: 'icmp' })
    expect(waysOf(answer.forward)).toEqual(['Internet:publicAddress > lb:localDelivery = delivered'])
    expect(answer.verdict).toBe('reached')
    const stopped = { state: [{ vm: 'web1', up: false }] }
    expect(ask(published(), { from: '9.9.9.9', to: 'pip', protocol: 'icmp' }, stopped).forward.ending).toBe(
      'applianceNotForwarding',
    )
    expect(
      ask(published({ sku: 'Basic' }), { from: '9.9.9.9', to: 'pip', protocol: 'icmp' }).forward.ending,
    ).toBe('applianceNotForwarding')
  })

  test('answer no ping while no probe gets in (R6.62)', () => {
    const closed = securityGroup('nsg', { 100: { port: '8080', protocol: 'Tcp' }, 4000: { access: 'Deny' } })
    const probedAt = (probe: number) =>
      ask(
        [...published({ rules: { http: { port: 80, probe } } }).filter(({ name }) => name !== 'nsg'), closed],
        {
          from: '9.9.9.9',
          to: 'pip',
          protocol: 'icmp',
        },
      )
    expect(waysOf(probedAt(8081).forward)).toEqual(['Internet:publicAddress > lb:probesBlocked = filtered'])
    expect(probedAt(8080).verdict).toBe('reached')
  })
})

describe('a gateway load balancer (R6.58)', () => {
  const chained = [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    vnet('provider', '10.9.0.0/16', { main: '10.9.0.0/24' }),
    publicIp('pip', '20.0.0.1'),
    balancer('lb', { publicIp: 'pip', chainedTo: 'glb', rules: { http: { port: 80 } } }),
    ...vm('web1', 'lan/main', '10.0.0.11', { pool: 'lb/pool' }),
    balancer('glb', {
      at: 'provider/main|10.9.0.100',
      sku: 'Gateway',
      rules: { all: { protocol: 'All', port: 0 } },
    }),
    ...vm('nva', 'provider/main', '10.9.0.4', { pool: 'glb/pool' }),
  ]

  test('is passed on the way in, which takes its appliances on trust', () => {
    const answer = ask(chained, { from: '8.8.8.8', to: 'pip', port: 80 })
    expect(waysOf(answer.forward)).toEqual([
      'Internet:publicAddress > glb:inlineAppliances > lb:loadBalanced > web1:localDelivery = delivered',
    ])
    expect(answer.assumptions.map(({ code }) => code)).toContain('inlineAppliancesPass')
    expect(waysOf(answer.return)).toEqual([
      'web1:effectiveRoute > glb:inlineAppliances > Internet:internetEgress = deliveredToInternet',
    ])
  })

  test('and on the way out', () => {
    const answer = ask(chained, { from: 'web1', to: '8.8.8.8', port: 443 })
    expect(waysOf(answer.forward)).toEqual([
      'web1:effectiveRoute > glb:inlineAppliances > Internet:internetEgress = deliveredToInternet',
    ])
    expect(waysOf(answer.return)).toEqual([
      'Internet:outsideReply > glb:inlineAppliances > web1:localDelivery = delivered',
    ])
    expect(answer.symmetric).toBe(true)
  })

  test('is passed by whoever calls a machine by its name as by its public address', () => {
    const machine = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      vnet('provider', '10.9.0.0/16', { main: '10.9.0.0/24' }),
      publicIp('web-ip', '20.0.0.2'),
      nic('web', 'lan/main', '10.0.0.12', { publicAddress: true, chainedTo: 'glb' }),
      vmOn('web', ['web']),
      balancer('glb', {
        at: 'provider/main|10.9.0.100',
        sku: 'Gateway',
        rules: { all: { protocol: 'All', port: 0 } },
      }),
    ]
    for (const to of ['web', 'web-ip'])
      expect([to, ask(machine, { from: '8.8.8.8', to, port: 80 }).forward.ending]).toEqual([
        to,
        'applianceMissing',
      ])
  })
})

describe('health probes (R6.62)', () => {
  const closed = securityGroup('closed', { 100: { protocol: 'Tcp', port: '80' }, 4000: { access: 'Deny' } })
  const open = securityGroup('open', {
    100: { protocol: 'Tcp', port: '80' },
    200: { source: 'AzureLoadBalancer' },
    4000: { access: 'Deny' },
  })
  const web = (
    probe: number,
    groups: readonly (string | undefined)[],
    probes = {},
  ): readonly ArmResource[] => [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    ...vm('client', 'lan/main', '10.0.0.4'),
    balancer('lb', { at: 'lan/main|10.0.0.100', rules: { http: { port: 80, probe } }, probes }),
    ...groups.flatMap((group, index) =>
      vm(`web${index}`, 'lan/main', `10.0.0.${11 + index}`, {
        pool: 'lb/pool',
        ...(group === undefined ? {} : { networkSecurityGroup: group }),
      }),
    ),
    closed,
    open,
  ]

  test('that a rule before the default ones keeps out leave nobody in the pool', () => {
    const answer = ask(web(8080, ['closed', 'closed']), { port: 80 })
    expect(waysOf(answer.forward)).toEqual(['client:effectiveRoute > lb:probesBlocked = filtered'])
    expect(answer.forward.ways[0]?.hops.at(-1)?.decision.parameters).toMatchObject({
      group: 'closed',
      rule: 'rule4000',
      probe: 'http',
      port: '8080',
    })
    expect(answer).toMatchObject({ routing: 'reached', filtering: 'denied' })
  })

  test('on a port that is open to everybody, or from the tag, get in', () => {
    expect(ask(web(80, ['closed']), { port: 80 }).verdict).toBe('reached')
    expect(ask(web(8080, ['open']), { port: 80 }).verdict).toBe('reached')
    expect(ask(web(8080, [undefined]), { port: 80 }).verdict).toBe('reached')
  })

  test('take out the backends that they do not reach, and no others', () => {
    const answer = ask(web(8080, ['open', 'closed']), { port: 80 })
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > lb:loadBalanced > web0:localDelivery = delivered',
    ])
    expect(answer.forward.ways[0]?.hops[1]?.decision.parameters).toMatchObject({ count: '1', out: 'web1' })
  })

  test('that nobody answers may count as if all did', () => {
    const kept = web(8080, ['closed'], { noHealthyBackendsBehavior: 'AllProbedUp' })
    expect(ask(kept, { port: 80 }).verdict).toBe('reached')
  })

  test('are dropped by a guest that lets nothing in but what it serves', () => {
    const guest: GuestConfiguration = {
      filters: [{ chain: 'INPUT', port: 80, action: 'accept' }],
      policies: { INPUT: 'drop' },
    }
    const asked = (probe: number) =>
      traced(analysisOf(web(probe, [undefined]), { guests: { web0: guest } }), {
        from: 'client',
        to: '10.0.0.100',
        protocol: 'tcp',
        port: 80,
      })
    expect(asked(80).forward.ending).toBe('delivered')
    expect(asked(8080).forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      code: 'probesBlocked',
      parameters: { vm: 'web0' },
    })
  })
})
