// Virtual machine scale sets: instances are machines with interfaces, addresses, filters and pools of their own.
import { describe, expect, test } from 'vitest'
import { hub, idIn, machine, network, subnetId } from './attached-network.ts'

const subnets = hub({ app: '10.0.1.0/24', mgmt: '10.0.2.0/24', other: '10.0.3.0/24' })
const interfaceOf = (name: string, subnet: string, more: object = {}, configuration: object = {}) => ({
  name,
  properties: {
    ...more,
    ipConfigurations: [
      { name: 'ipconfig', properties: { subnet: { id: subnetId(subnet) }, ...configuration } },
    ],
  },
})
const scaleSet = (capacity: unknown, interfaces: readonly object[], properties: object = {}) => ({
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  name: 'vmss',
  sku: { name: 'Standard_B2s', ...(capacity === undefined ? {} : { capacity }) },
  properties: {
    virtualMachineProfile: {
      osProfile: { linuxConfiguration: {} },
      networkProfile: { networkInterfaceConfigurations: interfaces },
    },
    ...properties,
  },
})
const simple = [interfaceOf('nic', 'app', { primary: true })]

describe('instances', () => {
  for (const orchestrationMode of ['Uniform', 'Flexible'])
    test(`as many as the capacity, with addresses in order (${orchestrationMode})`, () => {
      const { machines, codes } = network([
        subnets,
        ...machine('before', 'app'),
        scaleSet(3, simple, { orchestrationMode }),
        ...machine('after', 'app'),
      ])
      expect(machines).toEqual([
        'before 10.0.1.4',
        'after 10.0.1.8',
        'vmss_0 10.0.1.5',
        'vmss_1 10.0.1.6',
        'vmss_2 10.0.1.7',
      ])
      expect(codes).toEqual([])
    })

  test('the primary interface first, forwarding, security group, public address and balancer as configured', () => {
    const pool = idIn('Microsoft.Network/loadBalancers/lb/backendAddressPools/pool')
    const security = { id: idIn('Microsoft.Network/networkSecurityGroups/nsg') }
    const { analysis, machines } = network([
      subnets,
      scaleSet(2, [
        interfaceOf('mgmt', 'mgmt'),
        interfaceOf(
          'data',
          'app',
          { primary: true, enableIPForwarding: true, networkSecurityGroup: security },
          {
            loadBalancerBackendAddressPools: [{ id: pool }],
            publicIPAddressConfiguration: { name: 'pip', properties: {} },
          },
        ),
      ]),
      {
        type: 'Microsoft.Network/loadBalancers',
        name: 'lb',
        properties: {
          frontendIPConfigurations: [
            {
              name: 'f',
              properties: { subnet: { id: subnetId('app') }, privateIPAddress: '10.0.1.100' },
            },
          ],
          backendAddressPools: [{ name: 'pool' }],
          loadBalancingRules: [
            {
              name: 'all',
              properties: {
                frontendIPConfiguration: {
                  id: idIn('Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/f'),
                },
                backendAddressPool: { id: pool },
              },
            },
          ],
        },
      },
    ])
    expect(machines).toEqual(['vmss_0 10.0.1.4 10.0.2.4', 'vmss_1 10.0.1.5 10.0.2.5'])
    const [first] = analysis.network.vms
    expect(first?.operatingSystem).toBe('linux')
    expect(
      first?.nics.map(({ name, ipForwarding, published, networkSecurityGroup }) => [
        name,
        ipForwarding,
        published.length > 0,
        networkSecurityGroup?.name,
      ]),
    ).toEqual([
      ['vmss_0/data', true, true, 'nsg'],
      ['vmss_0/mgmt', false, false, undefined],
    ])
    const [frontend] = analysis.network.loadBalancerFrontends
    expect(frontend?.backends.map(({ vm }) => vm?.name)).toEqual(['vmss_0', 'vmss_1'])
  })

  test('what an export declares counts, and is not made again', () => {
    const member = machine('vmss_abc', 'app')
    const inSet = member.map((each) =>
      each.type.endsWith('virtualMachines')
        ? {
            ...each,
            properties: {
              ...each.properties,
              virtualMachineScaleSet: { id: idIn('Microsoft.Compute/virtualMachineScaleSets/vmss') },
            },
          }
        : each,
    )
    expect(network([subnets, scaleSet(1, simple), ...inSet]).machines).toEqual(['vmss_abc 10.0.1.4'])
    expect(network([subnets, scaleSet(2, simple), ...inSet]).machines).toHaveLength(2)
  })

  test('instances as Azure shows them, with interfaces of which the configurations stand inside', () => {
    const instance = (number: number, address: string) => {
      const id = idIn(`Microsoft.Compute/virtualMachineScaleSets/vmss/virtualMachines/${number}`)
      const configuration = {
        subnet: { id: subnetId('app') },
        privateIPAddress: address,
        privateIPAllocationMethod: 'Dynamic',
      }
      return [
        {
          id,
          name: `vmss_${number}`,
          instanceId: String(number),
          properties: { networkProfile: { networkInterfaces: [{ id: `${id}/networkInterfaces/nic` }] } },
        },
        {
          id: `${id}/networkInterfaces/nic`,
          name: 'nic',
          properties: {
            enableIPForwarding: true,
            ipConfigurations: [{ name: 'ipconfig', properties: configuration }],
          },
        },
      ]
    }
    const exported = [...instance(1, '10.0.1.9'), ...instance(4, '10.0.1.7')]
    const { analysis, machines, codes } = network([subnets, scaleSet(2, simple), ...exported])
    expect(machines).toEqual(['vmss_1 10.0.1.9', 'vmss_4 10.0.1.7'])
    expect(analysis.network.nics.map(({ name, ipForwarding }) => [name, ipForwarding])).toEqual([
      ['vmss_1/nic', true],
      ['vmss_4/nic', true],
    ])
    expect(codes).toEqual([])
  })

  test('an unknown capacity: one stands for all, and that is said', () => {
    const { machines, findings } = network([subnets, scaleSet("[parameters('n')]", simple)])
    expect(machines).toEqual(['vmss_0 10.0.1.4'])
    expect(findings).toMatchObject([{ code: 'HP2017', parameters: { scaleSet: 'vmss' } }])
  })

  test('none, too many, and no profile', () => {
    expect(network([subnets, scaleSet(0, simple)]).machines).toEqual([])
    const { virtualMachineProfile, ...bare } = scaleSet(3, simple).properties
    expect(virtualMachineProfile).toBeDefined()
    expect(network([subnets, { ...scaleSet(3, simple), properties: bare }]).machines).toEqual([])
    const wide = hub({ app: '10.0.0.0/20' })
    const many = network([wide, scaleSet(1e15, simple)])
    expect(many.machines).toHaveLength(1000)
    expect(many.codes).toContain('HP2018')
  })
})

describe('questions', () => {
  const { trace, routes } = network([subnets, scaleSet(2, simple), ...machine('vm', 'other')])

  test('an instance by Azure’s name for it, the set by its first', () => {
    expect(trace('vm', 'vmss_1').to).toMatchObject({ vm: 'vmss_1', ip: '10.0.1.5' })
    expect(trace('vm', 'vmss/0').to).toMatchObject({ vm: 'vmss_0' })
    expect(trace('vmss', 'vm')).toMatchObject({ from: { vm: 'vmss_0' }, verdict: 'reached' })
  })

  test('routes of all instances', () => {
    expect(routes('vmss').map(({ place }) => place.vm)).toEqual(['vmss_0', 'vmss_1'])
  })
})
