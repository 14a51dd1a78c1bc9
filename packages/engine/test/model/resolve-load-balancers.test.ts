// Load balancers out of resources: frontends, rules, and who stands behind them.
import { describe, expect, test } from 'vitest'
import type { Frontend } from '../../src/model/index.ts'
import { formatAddress } from '../../src/net/index.ts'
import { balancer, natGateway, publicIp } from '../forwarding/azure-edge.ts'
import { id, loadBalancer, nic, pooled, vnet } from './azure.ts'
import { type ArmResource, codesOf, idOf, networkOf, resolvedOf } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { a: '10.0.0.0/24' })

const rulesOf = ({ rules }: Frontend) =>
  rules.map(({ name, kind, protocol, ports, backendPort, backends }) => [
    name,
    kind,
    protocol,
    typeof ports === 'string' ? ports : ports.map(({ first, last }) => `${first}-${last}`).join(),
    backendPort,
    backends.map(({ address }) => formatAddress(address)).join(),
  ])

describe('load balancer frontends', () => {
  test('stand before the NICs of their rules’ pools, each once', () => {
    const { network, findings } = resolvedOf([
      hub,
      loadBalancer('lb', 'hub/a', '10.0.0.10'),
      pooled('one', 'hub/a', '10.0.0.4', 'lb'),
      pooled('two', 'hub/a', '10.0.0.5', 'LB'),
      nic('beside', 'hub/a', '10.0.0.6'),
    ])
    expect(
      network.loadBalancerFrontends.map(({ name, address, backends }) => [
        name,
        formatAddress(address),
        backends.map((each) => each.name),
      ]),
    ).toEqual([['lb', '10.0.0.10', ['one', 'two']]])
    expect(findings).toEqual([])
  })

  test('in a subnet that is nowhere are left out', () => {
    const { network, findings } = resolvedOf([hub, loadBalancer('lb', 'hub/b', '10.0.0.10')])
    expect(network.loadBalancerFrontends).toEqual([])
    expect(codesOf(findings)).toEqual(['HP2006'])
  })

  test('have their rules: those for single ports go before one for all, and 0 is all', () => {
    const [frontend] = networkOf([
      hub,
      balancer('lb', {
        at: 'hub/a|10.0.0.10',
        rules: { all: { protocol: 'All', port: 0 }, http: { port: 80, backendPort: 8080 } },
        natRules: {
          ssh: { first: 2200, backendPort: 22 },
          rdp: { port: 3390, backendPort: 3389, to: 'two/default' },
        },
      }),
      pooled('one', 'hub/a', '10.0.0.4', 'lb'),
      pooled('two', 'hub/a', '10.0.0.5', 'lb'),
    ]).loadBalancerFrontends
    expect(frontend && rulesOf(frontend)).toEqual([
      ['http', 'balancing', 'tcp', '80-80', 8080, '10.0.0.4,10.0.0.5'],
      ['ssh', 'inboundNat', 'tcp', '2200-2200', 22, '10.0.0.4'],
      ['ssh', 'inboundNat', 'tcp', '2201-2201', 22, '10.0.0.5'],
      ['rdp', 'inboundNat', 'tcp', '3390-3390', 3389, '10.0.0.5'],
      ['all', 'balancing', 'all', 'any', undefined, '10.0.0.4,10.0.0.5'],
    ])
  })

  test('a rule whose port nobody knows is for unknown ports', () => {
    const [frontend] = networkOf([
      hub,
      loadBalancer('lb', 'hub/a', '10.0.0.10'),
      pooled('one', 'hub/a', '10.0.0.4', 'lb'),
    ]).loadBalancerFrontends
    expect(frontend?.rules.map(({ ports }) => ports)).toEqual(['unknown'])
  })

  test('a rule for all protocols that writes no port is for all ports', () => {
    const [frontend] = networkOf([
      hub,
      balancer('lb', { at: 'hub/a|10.0.0.10', rules: { every: { protocol: 'All' } } }),
      pooled('one', 'hub/a', '10.0.0.4', 'lb'),
    ]).loadBalancerFrontends
    expect(frontend?.rules.map(({ ports }) => ports)).toEqual(['any'])
  })

  test('pools as exports list their members', () => {
    const exported = balancer('lb', { at: 'hub/a|10.0.0.10', rules: { http: { port: 80 } } })
    const listed: ArmResource = {
      ...exported,
      properties: {
        ...exported.properties,
        backendAddressPools: [
          {
            name: 'pool',
            properties: {
              backendIPConfigurations: [
                { id: idOf('Microsoft.Network/networkInterfaces/ipConfigurations', 'web/default') },
              ],
            },
          },
        ],
      },
    }
    const [frontend] = networkOf([hub, listed, nic('web', 'hub/a', '10.0.0.4')]).loadBalancerFrontends
    expect(frontend?.backends.map(({ name }) => name)).toEqual(['web'])
  })

  test('inbound NAT pools of scale sets give each instance a port', () => {
    const withPool = balancer('lb', { publicIp: 'pip' })
    const frontendId = idOf('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'lb/frontend')
    const natPool: ArmResource = {
      ...withPool,
      properties: {
        ...withPool.properties,
        inboundNatPools: [
          {
            name: 'ssh',
            properties: {
              protocol: 'Tcp',
              frontendPortRangeStart: 50000,
              frontendPortRangeEnd: 50119,
              backendPort: 22,
              frontendIPConfiguration: { id: frontendId },
            },
          },
        ],
      },
    }
    const member = (name: string, address: string): ArmResource => ({
      type: 'Microsoft.Network/networkInterfaces',
      name,
      properties: {
        ipConfigurations: [
          {
            name: 'default',
            properties: {
              privateIPAddress: address,
              subnet: { id: id.subnet('hub/a') },
              loadBalancerInboundNatPools: [
                { id: idOf('Microsoft.Network/loadBalancers/inboundNatPools', 'lb/ssh') },
              ],
            },
          },
        ],
      },
    })
    const { publicFrontends } = networkOf([
      hub,
      publicIp('pip', '20.0.0.1'),
      natPool,
      member('vmss_0', '10.0.0.4'),
      member('vmss_1', '10.0.0.5'),
    ])
    expect(publicFrontends.flatMap(rulesOf)).toEqual([
      ['ssh', 'inboundNat', 'tcp', '50000-50000', 22, '10.0.0.4'],
      ['ssh', 'inboundNat', 'tcp', '50001-50001', 22, '10.0.0.5'],
    ])
  })
})

describe('public addresses', () => {
  test('know who has them', () => {
    const { publicEndpoints } = networkOf([
      hub,
      publicIp('of-nothing', '20.0.0.1'),
      publicIp('of-balancer', '20.0.0.2'),
      publicIp('of-nat', '20.0.0.3'),
      balancer('lb', { publicIp: 'of-balancer' }),
      natGateway('nat', ['of-nat']),
    ])
    expect(publicEndpoints.map(({ name, holder }) => [name, holder?.kind])).toEqual([
      ['of-nothing', undefined],
      ['of-balancer', 'frontend'],
      ['of-nat', 'natGateway'],
    ])
  })

  test('that nobody states have one for documentation', () => {
    const [address] = networkOf([hub, publicIp('pip')]).publicEndpoints
    expect(address?.address && formatAddress(address.address)).toBe('203.0.113.1')
    expect(address?.isStated).toBe(false)
  })

  test.each([
    ['Standard', false],
    ['StandardV2', true],
  ])('of a NAT gateway of the SKU %s: IPv6 is carried: %s', (sku, ipv6) => {
    const [gateway] = networkOf([
      hub,
      publicIp('pip', '2001:db8::1'),
      natGateway('nat', ['pip'], sku),
    ]).natGateways
    expect(gateway?.ipv6).toBe(ipv6)
  })
})
