// The order of deployment: what a resource names comes first, circles and the rest as they are declared.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inDeploymentOrder } from '../../src/resources/deployment-order.ts'
import { hub, idIn, machine, network, subnetId } from '../attached-network.ts'
import { evaluated } from '../inputs/bicep/probe.ts'
import { resourceSetOf } from '../model/network-of.ts'

const subnets = hub({ app: '10.0.1.0/24' })
const pool = idIn('Microsoft.Network/loadBalancers/lb/backendAddressPools/pool')
const balancer = {
  type: 'Microsoft.Network/loadBalancers',
  name: 'lb',
  properties: {
    frontendIPConfigurations: [{ name: 'f', properties: { subnet: { id: subnetId('app') } } }],
    backendAddressPools: [{ name: 'pool' }],
  },
}
const frontendOf = (resources: readonly unknown[]): unknown => {
  const { analysis } = network(resources)
  return analysis.resourceSet.allocated.map(({ resource, address }) => `${resource.names[0]} ${address}`)
}

describe('addresses', () => {
  test('an interface that names a balancer’s pool comes after its frontend, wherever that is declared', () => {
    const backend = machine('vm', 'app', { loadBalancerBackendAddressPools: [{ id: pool }] })
    expect(frontendOf([subnets, ...backend, balancer])).toEqual(['lb 10.0.1.4', 'nic-vm 10.0.1.5'])
    expect(frontendOf([subnets, ...machine('vm', 'app'), balancer])).toEqual([
      'nic-vm 10.0.1.4',
      'lb 10.0.1.5',
    ])
  })

  test('what waits for a chain of others comes after what waits for none, though it is declared first', () => {
    // As in a lab of 2022: the endpoint waits for a service that waits for a balancer; the machine had .4, it .5.
    const service = {
      type: 'Microsoft.Network/privateLinkServices',
      name: 'pls',
      properties: {
        loadBalancerFrontendIpConfigurations: [
          { id: idIn('Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/f') },
        ],
      },
    }
    const endpoint = {
      type: 'Microsoft.Network/privateEndpoints',
      name: 'pe',
      properties: {
        subnet: { id: subnetId('app') },
        privateLinkServiceConnections: [
          {
            name: 'c',
            properties: { privateLinkServiceId: idIn('Microsoft.Network/privateLinkServices/pls') },
          },
        ],
      },
    }
    const elsewhere = { ...balancer, properties: { frontendIPConfigurations: [] } }
    expect(frontendOf([subnets, endpoint, service, elsewhere, ...machine('vm', 'app')])).toEqual([
      'nic-vm 10.0.1.4',
      'pe 10.0.1.5',
    ])
  })

  for (const [form, dependsOn] of [
    ['an id', idIn('Microsoft.Compute/virtualMachines/second')],
    ['type and name', 'Microsoft.Compute/virtualMachines/second'],
    ['a name', 'second'],
  ] as const)
    test(`dependsOn with ${form}, through a machine to its interface`, () => {
      const [nic, vm] = machine('first', 'app')
      expect(
        frontendOf([subnets, { ...nic, dependsOn: [dependsOn] }, vm, ...machine('second', 'app')]),
      ).toEqual(['nic-second 10.0.1.4', 'nic-first 10.0.1.5'])
    })

  test('dependsOn of Bicep', () => {
    const nic = (
      name: string,
      more = '',
    ) => `resource ${name} 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: '${name}'
  properties: { ipConfigurations: [{ name: 'c', properties: { subnet: { id: '\${v.id}/subnets/a' } } }] }
${more}}
`
    const { resourceSet, findings } = evaluated(`resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'v'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }]
  }
}
${nic('n1', '  dependsOn: [n2, v]\n')}${nic('n2')}`)
    expect(findings).toEqual([])
    expect(resourceSet.allocated.map(({ resource, address }) => `${resource.names[0]} ${address}`)).toEqual([
      'n2 10.0.0.4',
      'n1 10.0.0.5',
    ])
  })
})

const typeOf = 'Microsoft.Network/natGateways'

test('law: every resource once, and behind what it names where there is no circle', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(19), { maxLength: 4 }), { minLength: 1, maxLength: 20 }),
      (graph) => {
        const earlier = graph.map((edges, index) => edges.filter((to) => to < index))
        // Declared backwards, so that the order of declaration is of no help.
        const resources = earlier
          .map((edges, index) => ({
            type: typeOf,
            name: `r${index}`,
            properties: {
              names: edges.map(
                (to) =>
                  `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test/providers/${typeOf}/r${to}`,
              ),
            },
          }))
          .reverse()
        const order = inDeploymentOrder(resourceSetOf(resources).resources).map(({ id }) =>
          Number(id.names[0]?.slice(1)),
        )
        expect(order.toSorted((a, b) => a - b)).toEqual(earlier.map((_, index) => index))
        earlier.forEach((edges, index) => {
          for (const to of edges) expect(order.indexOf(to)).toBeLessThan(order.indexOf(index))
        })
      },
    ),
  )
})

test('circles end, and long chains are no deep recursion', () => {
  const link = (from: number, to: number) => ({
    type: typeOf,
    name: `r${from}`,
    properties: {
      next: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test/providers/${typeOf}/r${to}`,
    },
  })
  const chain = Array.from({ length: 20_000 }, (_, index) => link(index, (index + 1) % 20_000))
  const order = inDeploymentOrder(resourceSetOf(chain).resources)
  expect([order.length, order[0]?.id.names[0], order.at(-1)?.id.names[0]]).toEqual([20_000, 'r19999', 'r0'])
})
