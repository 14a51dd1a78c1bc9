// Questions that have no answer: what is said of each is true of the network, and tells who could be meant.
import { describe, expect, test } from 'vitest'
import { findingsText } from '../../src/presentation/index.ts'
import { trace } from '../../src/queries/index.ts'
import {
  analysisOf,
  azureFirewall,
  loadBalancer,
  nic,
  routeTable,
  vm,
  vmOn,
  vnet,
} from '../forwarding/azure.ts'
import { balancer, publicIp } from '../forwarding/azure-edge.ts'
import { vpnGateway } from '../forwarding/azure-gateways.ts'
import { traced } from '../forwarding/described.ts'

const pool = { pool: 'lb/pool' } as const
const analysis = analysisOf(
  [
    vnet('hub', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
      empty: '10.0.1.0/24',
      GatewaySubnet: '10.0.255.0/27',
      AzureFirewallSubnet: '10.0.2.0/26',
    }),
    routeTable('routes', []),
    ...vm('web1', 'hub/main', '10.0.0.4', pool),
    ...vm('web2', 'hub/main', '10.0.0.5', pool),
    ...vm('published', 'hub/main', '10.0.0.6', { publicAddress: true }),
    nic('bare-nic', 'hub/main', []),
    vmOn('bare', ['bare-nic']),
    loadBalancer('lb', 'hub/main', '10.0.0.100'),
    publicIp('one', '20.0.0.1'),
    publicIp('two', '20.0.0.2'),
    balancer('plb', { publicIp: 'one', rules: { http: { port: 80 } } }),
    vpnGateway('hub', ['10.0.255.4', '10.0.255.5']),
    azureFirewall('fw', 'hub', '10.0.2.4'),
  ],
  { sites: [{ name: 'tokyo', prefixes: ['192.168.0.0/16'], hosts: [{ name: 'pc', ip: '192.168.0.10' }] }] },
)

const refused = (from: string, to: string) => {
  const result = trace(analysis, { from, to })
  if (result.ok) throw new Error(`${from} to ${to} is answered`)
  return result.finding
}

describe('something that is there, and is no end', () => {
  test.each([
    ['hub', 'Microsoft.Network/virtualNetworks', ['bare', 'published', 'web1', 'web2']],
    ['hub/main', 'Microsoft.Network/virtualNetworks/subnets', ['bare', 'published', 'web1', 'web2']],
    ['hub/empty', 'Microsoft.Network/virtualNetworks/subnets', []],
    ['routes', 'Microsoft.Network/routeTables', []],
    ['tokyo', 'site', ['tokyo/pc']],
  ])('%s', (name, type, ends) => {
    expect(refused(name, 'web1')).toMatchObject({
      code: 'HP5063',
      parameters: { name, type, role: 'source', ends },
    })
    expect(refused('web1', name)).toMatchObject({ code: 'HP5063', parameters: { role: 'destination', ends } })
  })

  test.each([
    ['lb', ['web1', 'web2']],
    ['plb', []],
    ['one', []],
    ['fw', []],
    ['hub-gw', []],
  ])('%s takes packets, and sends none by itself', (name, ends) => {
    expect(refused(name, 'web1')).toMatchObject({ code: 'HP5063', parameters: { role: 'source', ends } })
    expect(trace(analysis, { from: 'web1', to: name }).ok).toBe(true)
  })

  test.each(['10.0.255.4', '10.0.2.4', '10.0.0.100'])('the address %s of such a thing', (address) => {
    expect(refused(address, 'web1')).toMatchObject({ code: 'HP5063', parameters: { name: address } })
  })

  test('is said so in both languages', () => {
    const told = (language: 'en' | 'ja') =>
      findingsText([refused('hub/main', 'web1')], { language, width: 500 })
    expect(told('en')).toContain(
      '"hub/main" (Microsoft.Network/virtualNetworks/subnets) cannot be the source of a trace: it sends nothing by itself.',
    )
    expect(told('en')).toContain('"published", "web1" or "web2"')
    expect(told('ja')).toContain('は自らパケットを送信しないため、トレースの送信元にできません。')
  })
})

test('a VPN gateway goes by its name as a destination', () => {
  expect(traced(analysis, { from: 'web1', to: 'hub-gw' }).to).toMatchObject({ ip: '10.0.255.4' })
})

test('the Internet is a destination too', () => {
  const answer = traced(analysis, { from: 'published', to: 'internet', protocol: 'tcp', port: 443 })
  expect([answer.forward.ending, answer.verdict]).toEqual(['deliveredToInternet', 'reached'])
})

test('who is meant is known, and the address is not', () => {
  expect(refused('bare', 'web1')).toMatchObject({ code: 'HP5004', parameters: { source: 'bare' } })
  expect(refused('web1', 'bare')).toMatchObject({ code: 'HP5065', parameters: { destination: 'bare' } })
})

test('an address that nobody has lies in a subnet all the same', () => {
  expect(refused('10.0.0.77', 'web1')).toMatchObject({
    code: 'HP5003',
    parameters: { address: '10.0.0.77', subnet: 'hub/main' },
  })
  expect(refused('10.77.0.4', 'web1').parameters).toEqual({ address: '10.77.0.4' })
})

test.each([
  ['10.0.0.0/24', 'prefix'],
  ['fd00::/64', 'prefix'],
  ['10.0.0', 'text'],
  ['10.0.0.300', 'text'],
  ['[fd00::4', 'text'],
  ['web1:443:80', 'text'],
  ['https://web1/', 'url'],
] as const)('%s is no address', (text, found) => {
  expect(refused('web1', text)).toMatchObject({ code: 'HP5066', parameters: { text, found } })
  expect(refused(text, 'web1').code).toBe('HP5066')
})

test('known names are those of the end that is asked for', () => {
  const known = (from: string, to: string): readonly string[] => {
    const { parameters } = refused(from, to)
    return 'known' in parameters ? parameters.known : []
  }
  expect(known('nobody', 'web1')).toEqual([
    'bare',
    'bare-nic',
    'internet',
    'pc',
    'published',
    'published-nic',
    'web1',
    'web1-nic',
    'web2',
    'web2-nic',
  ])
  expect(known('web1', 'nobody')).toEqual(
    expect.arrayContaining(['fw', 'hub-gw', 'internet', 'lb', 'one', 'web1']),
  )
})
