// ExpressRoute FastPath: which packets from a circuit go round the gateway.
import { describe, expect, test } from 'vitest'
import { type ArmResource, analysisOf, appliance, connection, routeTable, vm, vnet } from './azure.ts'
import { balancer } from './azure-edge.ts'
import { linesOf, traced } from './described.ts'
import { hubs, known } from './expressroute-hubs.ts'

const between = { from: 'vm1', to: 'vm2' } as const

describe('FastPath (R3.32)', () => {
  const fast = [
    ...hubs().filter(({ name }) => name !== 'hub2--er1'),
    connection('hub2', 'er1', { expressRouteGatewayBypass: true }),
  ]
  const analysis = analysisOf(fast, { ...known, era: 2024 })

  test('takes the gateway out of the way into its own VNet', () => {
    const answer = traced(analysis, between)
    expect(linesOf(answer)).toEqual(['10.1.255.4|10.1.255.5', '10.2.0.4'])
    expect(answer.replyTtl).toBe(62)
    expect(answer.symmetric).toBe(true)
  })

  test('but not into a spoke', () => {
    expect(linesOf(traced(analysis, { from: 'vm1', to: 'vm12' }))).toEqual([
      '10.1.255.4|10.1.255.5',
      '*',
      '10.12.0.4',
    ])
  })
})

describe('FastPath by SKU and circuit (R3.32)', () => {
  const fastHub = (settings: {
    readonly sku?: string
    readonly direct?: boolean
    readonly routed?: boolean
    readonly more?: readonly ArmResource[]
  }): readonly ArmResource[] => [
    ...hubs().flatMap((resource): readonly ArmResource[] => {
      const { name, properties } = resource
      if (name === 'hub2--er1') return []
      if (name === 'hub2-gw' && settings.sku !== undefined)
        return [{ ...resource, properties: { ...properties, sku: { name: settings.sku } } }]
      if (name === 'er1' && settings.direct === true)
        return [{ ...resource, properties: { ...properties, expressRoutePort: { id: '/port' } } }]
      if (name === 'hub2' && settings.routed === true)
        return [
          vnet('hub2', '10.2.0.0/16', {
            main: '10.2.0.0/24',
            GatewaySubnet: { prefix: '10.2.255.0/27', routeTable: 'gateway-routes' },
          }),
        ]
      return [resource]
    }),
    connection('hub2', 'er1', { expressRouteGatewayBypass: true }),
    ...(settings.routed === true
      ? [
          routeTable('gateway-routes', [['10.2.0.0/24', 'VirtualAppliance', '10.2.0.9']]),
          ...appliance('nva', 'hub2/main', '10.2.0.9'),
        ]
      : []),
    ...(settings.more ?? []),
  ]
  const lines = (resources: readonly ArmResource[], to: string) =>
    linesOf(traced(analysisOf(resources, { ...known, era: 2024 }), { from: 'vm1', to })).slice(1)

  test('does not work with a gateway of another SKU', () => {
    expect(lines(fastHub({ sku: 'ErGw1AZ' }), 'vm2')).toEqual(['*', '10.2.0.4'])
    expect(lines(fastHub({ sku: 'ErGw3AZ' }), 'vm2')).toEqual(['10.2.0.4'])
  })

  test('leads into peered VNets on ports of one’s own only', () => {
    expect(lines(fastHub({ direct: true }), 'vm12')).toEqual(['10.12.0.4'])
    expect(lines(fastHub({}), 'vm12')).toEqual(['*', '10.12.0.4'])
  })

  test('goes round the user routes of GatewaySubnet but for those ports', () => {
    expect(lines(fastHub({ routed: true }), 'vm2')).toEqual(['10.2.0.4'])
    expect(lines(fastHub({ routed: true, direct: true }), 'vm2')).toEqual(['10.2.0.9', '10.2.0.4'])
  })

  test('leads to a load balancer of the VNet unless it is Basic', () => {
    const behind = (sku: string) => [
      balancer('lb', { at: 'hub2/main|10.2.0.100', sku, rules: { ha: { protocol: 'All', port: 0 } } }),
      ...vm('web', 'hub2/main', '10.2.0.20', { pool: 'lb/pool' }),
    ]
    expect(lines(fastHub({ more: behind('Standard') }), '10.2.0.100')).toEqual(['10.2.0.100'])
    expect(lines(fastHub({ more: behind('Basic') }), '10.2.0.100')).toEqual(['*', '10.2.0.100'])
  })
})
