// What a text means: names, qualified names, ids and addresses, and what is said where it means nothing or too much.
import { describe, expect, test } from 'vitest'
import { routes, type TraceQuestion, trace } from '../../src/queries/index.ts'
import { analysisOf, azureFirewall, gateway, nic, vm, vmOn, vnet } from '../forwarding/azure.ts'
import { routeServer } from '../forwarding/azure-gateways.ts'
import { traced } from '../forwarding/described.ts'
import { idOf } from '../model/network-of.ts'

const analysis = analysisOf(
  [
    vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
    vnet('spoke', '10.1.0.0/16', { main: '10.1.0.0/24', empty: '10.1.1.0/24' }),
    vnet('twin', '10.1.0.0/16', { main: '10.1.0.0/24' }),
    ...vm('vm-hub', 'hub/main', '10.0.0.4'),
    ...vm('web', 'spoke/main', '10.1.0.4', { group: 'east' }),
    ...vm('web', 'twin/main', '10.1.0.4', { group: 'west' }),
    nic('first', 'hub/main', '10.0.0.10'),
    nic('second', 'hub/main', '10.0.0.11'),
    vmOn('two', ['first', 'second']),
    gateway('hub'),
  ],
  {
    sites: [
      {
        name: 'tokyo',
        hosts: [
          { name: 'pc1', ip: '192.168.1.10' },
          { name: 'pc2', ip: '192.168.1.11' },
        ],
      },
      { name: 'osaka', hosts: [{ name: 'pc1', ip: '192.168.2.10' }], prefixes: ['192.168.2.0/24'] },
    ],
  },
)

const refusal = (question: TraceQuestion) => {
  const result = trace(analysis, question)
  if (result.ok) throw new Error(`${JSON.stringify(question)} is answered`)
  return { code: result.finding.code, parameters: result.finding.parameters }
}

const places = (selector: string): readonly string[] | string => {
  const result = routes(analysis, selector)
  return result.ok ? result.answer.tables.map(({ place }) => place.name) : result.finding.code
}

describe('an end of a trace', () => {
  const vmId = idOf('Microsoft.Compute/virtualMachines', 'web', 'east')
  for (const [text, ip] of [
    ['vm-hub', '10.0.0.4'],
    ['VM-Hub', '10.0.0.4'],
    ['test/vm-hub', '10.0.0.4'],
    ['TEST/VM-HUB', '10.0.0.4'],
    ['vm-hub-nic', '10.0.0.4'],
    ['test/vm-hub-nic', '10.0.0.4'],
    ['10.0.0.4', '10.0.0.4'],
    ['east/web', '10.1.0.4'],
    [vmId, '10.1.0.4'],
    [vmId.toUpperCase(), '10.1.0.4'],
    ['two', '10.0.0.10'],
    ['second', '10.0.0.11'],
    ['pc2', '192.168.1.11'],
    ['tokyo/pc1', '192.168.1.10'],
    ['Osaka/PC1', '192.168.2.10'],
    ['192.168.2.77', '192.168.2.77'],
  ] as const) {
    test(`${text} is ${ip}`, () => {
      expect(traced(analysis, { from: text, to: '10.0.0.200' }).from.ip).toBe(ip)
    })
  }

  test('is told with its machine and its NIC', () => {
    expect(traced(analysis, { from: 'east/web', to: '10.0.0.4' })).toMatchObject({
      from: { vm: 'web', nic: 'web-nic', ip: '10.1.0.4' },
      to: { vm: 'vm-hub', nic: 'vm-hub-nic', ip: '10.0.0.4' },
    })
    expect(traced(analysis, { from: 'pc2', to: '8.8.8.8' })).toMatchObject({
      from: { ip: '192.168.1.11' },
      to: { ip: '8.8.8.8' },
    })
  })

  test('with one name in two groups is ambiguous, with the ids', () => {
    const ids = ['east', 'west'].map((group) => idOf('Microsoft.Compute/virtualMachines', 'web', group))
    expect(refusal({ from: 'web', to: 'vm-hub' })).toEqual({
      code: 'HP5002',
      parameters: { kind: 'virtualMachine', name: 'web', ids },
    })
    expect(refusal({ from: 'vm-hub', to: 'WEB' })).toMatchObject({ code: 'HP5002', parameters: { ids } })
  })

  test('with one name at two sites is ambiguous', () => {
    expect(refusal({ from: 'pc1', to: 'vm-hub' })).toMatchObject({
      code: 'HP5002',
      parameters: { ids: ['osaka/pc1', 'tokyo/pc1'] },
    })
  })

  test('that nobody has gets the nearest name that there is', () => {
    expect(refusal({ from: 'vm-hbu', to: 'vm-hub' })).toMatchObject({
      code: 'HP5001',
      parameters: { kind: 'source', name: 'vm-hbu', suggestion: 'vm-hub' },
    })
    expect(refusal({ from: 'vm-hub', to: 'nowhere/vm-hub' }).code).toBe('HP5001')
  })

  test('complains of the sender first', () => {
    expect(refusal({ from: 'nobody', to: 'nothing' })).toMatchObject({ parameters: { name: 'nobody' } })
  })
})

describe('an address', () => {
  test('of nobody may be a destination, not a sender', () => {
    expect(refusal({ from: '10.77.0.4', to: 'vm-hub' })).toEqual({
      code: 'HP5003',
      parameters: { address: '10.77.0.4' },
    })
    expect(traced(analysis, { from: 'vm-hub', to: '10.77.0.4' }).forward.ending).toBe('noRoute')
  })

  test('in overlapping spaces is ambiguous as a sender', () => {
    const ids = ['east', 'west'].map((group) => idOf('Microsoft.Network/networkInterfaces', 'web-nic', group))
    expect(refusal({ from: '10.1.0.4', to: 'vm-hub' })).toEqual({
      code: 'HP5068',
      parameters: { address: '10.1.0.4', owners: ids },
    })
  })

  test('in overlapping spaces is left to the routes as a destination', () => {
    const two = analysisOf([
      vnet('spoke', '10.1.0.0/16', { main: '10.1.0.0/24' }),
      vnet('twin', '10.1.0.0/16', { main: '10.1.0.0/24' }),
      ...vm('here', 'spoke/main', '10.1.0.4'),
      ...vm('there', 'twin/main', '10.1.0.4'),
      ...vm('neighbour', 'twin/main', '10.1.0.5'),
    ])
    expect(traced(two, { from: 'neighbour', to: '10.1.0.4' }).to).toEqual({
      vm: 'there',
      nic: 'there-nic',
      ip: '10.1.0.4',
    })
  })

  test('must be of the family of the other end', () => {
    const dual = analysisOf([
      vnet('dual', ['10.0.0.0/16', 'fd00::/48'], { main: '10.0.0.0/24' }),
      ...vm('vm1', 'dual/main', ['10.0.0.4', 'fd00::4']),
      ...vm('vm2', 'dual/main', ['10.0.0.5', 'fd00::5']),
      ...vm('old', 'dual/main', '10.0.0.6'),
    ])
    const ips = (from: string, to: string) => {
      const answer = traced(dual, { from, to })
      return [answer.from.ip, answer.to.ip]
    }
    expect(ips('vm1', 'vm2')).toEqual(['10.0.0.4', '10.0.0.5'])
    expect(ips('vm1', 'fd00::5')).toEqual(['fd00::4', 'fd00::5'])
    expect(ips('fd00::4', 'vm2')).toEqual(['fd00::4', 'fd00::5'])
    for (const [from, to, missing] of [
      ['old', 'fd00::5', { name: 'old', role: 'source', family: 'IPv6', other: 'fd00::5' }],
      ['10.0.0.4', 'fd00::5', { name: '10.0.0.4', role: 'source', family: 'IPv6', other: 'fd00::5' }],
      ['fd00::4', 'old', { name: 'fd00::4', role: 'source', family: 'IPv4', other: '10.0.0.6' }],
      ['fd00::4', 'old-nic', { name: 'old-nic', role: 'destination', family: 'IPv6', other: 'fd00::4' }],
    ] as const) {
      const result = trace(dual, { from, to })
      expect(result.ok ? 'answered' : [result.finding.code, result.finding.parameters]).toEqual([
        'HP5064',
        missing,
      ])
    }
  })
})

describe('a place that has routes', () => {
  for (const [selector, expected] of [
    ['vm-hub-nic', ['vm-hub-nic']],
    ['vm-hub', ['vm-hub-nic']],
    ['two', ['first', 'second']],
    ['east/web', ['web-nic']],
    ['spoke/empty', ['spoke/empty']],
    ['SPOKE/EMPTY', ['spoke/empty']],
    ['test/empty', ['spoke/empty']],
    ['empty', ['spoke/empty']],
    [idOf('Microsoft.Network/virtualNetworks/subnets', 'spoke/empty'), ['spoke/empty']],
    ['hub-gw', ['hub/GatewaySubnet']],
    ['web', 'HP5002'],
    ['main', 'HP5002'],
    ['spoke/emty', 'HP5001'],
  ] as const) {
    test(`${selector}`, () => {
      expect(places(selector)).toEqual(expected)
    })
  }

  const services = analysisOf([
    vnet('hub', '10.0.0.0/16', {
      GatewaySubnet: '10.0.255.0/27',
      RouteServerSubnet: '10.0.254.0/26',
      AzureFirewallSubnet: '10.0.253.0/26',
    }),
    gateway('hub'),
    routeServer('hub', ['10.0.254.4', '10.0.254.5'], { ip: '10.0.0.4', asn: 65001 }),
    azureFirewall('fw', 'hub', '10.0.253.4'),
  ])

  test.each([
    ['hub-rs', 'routeServerSubnet', 'hub/RouteServerSubnet'],
    ['test/HUB-RS', 'routeServerSubnet', 'hub/RouteServerSubnet'],
    ['fw', 'firewallSubnet', 'hub/AzureFirewallSubnet'],
    [idOf('Microsoft.Network/azureFirewalls', 'fw'), 'firewallSubnet', 'hub/AzureFirewallSubnet'],
    ['hub-gw', 'gatewaySubnet', 'hub/GatewaySubnet'],
  ])('%s, a service, is the subnet that it lies in', (selector, kind, name) => {
    const result = routes(services, selector)
    const found = result.ok ? result.answer.tables : []
    expect(found.map(({ place }) => [place.kind, place.name])).toEqual([[kind, name]])
    expect(found[0]?.routes.length).toBeGreaterThan(0)
  })

  test('is suggested where it is a service', () => {
    const result = routes(services, 'hub-sr')
    expect(result.ok ? undefined : result.finding.parameters).toMatchObject({ suggestion: 'hub-rs' })
  })

  test('that there is not is told with the nearest', () => {
    const result = routes(analysis, 'spoke/emty')
    expect(result.ok ? undefined : result.finding.parameters).toMatchObject({
      kind: 'place',
      suggestion: 'spoke/empty',
    })
  })
})
