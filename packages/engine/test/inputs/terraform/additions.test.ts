// Resources that only add to others: associations, rule collections, routes of a hub.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../../src/analyse.ts'
import { fw, hub, lb, place, subnet } from './mapping-cases.ts'
import { networkId, properties, read, state, stateResource } from './plans.ts'

type Json = Readonly<Record<string, unknown>>

describe('an addition to a resource', () => {
  const nic = {
    id: networkId('networkInterfaces/n'),
    name: 'n',
    ...place,
    ip_configuration: [
      { name: 'one', subnet_id: subnet },
      { name: 'two', subnet_id: subnet },
    ],
  }
  const pool = (name: string) => `${lb}/backendAddressPools/${name}`

  test('links of a subnet', () => {
    const loaded = read(
      state(
        stateResource('azurerm_subnet.s', {
          id: subnet,
          name: 'default',
          ...place,
          virtual_network_name: 'hub',
          address_prefixes: ['10.0.0.0/24'],
        }),
        stateResource('azurerm_subnet_route_table_association.a', {
          subnet_id: subnet,
          route_table_id: networkId('routeTables/t'),
        }),
        stateResource('azurerm_subnet_network_security_group_association.a', {
          subnet_id: subnet,
          network_security_group_id: networkId('networkSecurityGroups/g'),
        }),
        stateResource('azurerm_subnet_nat_gateway_association.a', {
          subnet_id: subnet,
          nat_gateway_id: networkId('natGateways/n'),
        }),
      ),
    )
    expect(properties(loaded, 'subnets/default')).toEqual({
      addressPrefixes: ['10.0.0.0/24'],
      routeTable: { id: networkId('routeTables/t') },
      networkSecurityGroup: { id: networkId('networkSecurityGroups/g') },
      natGateway: { id: networkId('natGateways/n') },
    })
  })

  test('pools and groups of the configurations of an interface, each behind the other', () => {
    const on = (name: string, more: Json) => ({
      network_interface_id: nic.id,
      ip_configuration_name: name,
      ...more,
    })
    const loaded = read(
      state(
        stateResource('azurerm_network_interface.n', nic),
        stateResource(
          'azurerm_network_interface_backend_address_pool_association.a',
          on('one', { backend_address_pool_id: pool('a') }),
        ),
        stateResource(
          'azurerm_network_interface_backend_address_pool_association.b',
          on('one', { backend_address_pool_id: pool('b') }),
        ),
        stateResource('azurerm_network_interface_application_security_group_association.a', {
          network_interface_id: nic.id,
          application_security_group_id: networkId('applicationSecurityGroups/asg'),
        }),
        stateResource('azurerm_network_interface_security_group_association.a', {
          network_interface_id: nic.id,
          network_security_group_id: networkId('networkSecurityGroups/g'),
        }),
      ),
    )
    const groups = [{ id: networkId('applicationSecurityGroups/asg') }]
    expect(properties(loaded, 'ipConfigurations/one')).toMatchObject({
      loadBalancerBackendAddressPools: [{ id: pool('a') }, { id: pool('b') }],
      applicationSecurityGroups: groups,
    })
    expect(properties(loaded, 'ipConfigurations/two')).toMatchObject({ applicationSecurityGroups: groups })
    expect(properties(loaded, 'networkInterfaces/n')).toMatchObject({
      networkSecurityGroup: { id: networkId('networkSecurityGroups/g') },
    })
  })

  test('rules of a firewall without a policy, and routes of a hub, behind those that it has', () => {
    const route = (name: string) => ({
      name,
      destinations_type: 'CIDR',
      destinations: ['10.9.0.0/16'],
      next_hop_type: 'ResourceId',
      next_hop: `${hub}/hubVirtualNetworkConnections/spoke`,
    })
    const loaded = read(
      state(
        stateResource('azurerm_firewall.f', {
          id: fw,
          name: 'fw',
          ...place,
          ip_configuration: [],
          virtual_hub: [],
        }),
        stateResource('azurerm_firewall_network_rule_collection.a', {
          name: 'a',
          ...place,
          azure_firewall_name: 'fw',
          priority: 100,
          action: 'Allow',
          rule: [{ name: 'r', protocols: ['TCP'], source_addresses: ['*'], destination_ports: ['443'] }],
        }),
        stateResource('azurerm_virtual_hub_route_table.t', {
          id: `${hub}/hubRouteTables/t`,
          name: 't',
          virtual_hub_id: hub,
          labels: ['x'],
          route: [route('first')],
        }),
        stateResource('azurerm_virtual_hub_route_table_route.r', {
          route_table_id: `${hub}/hubRouteTables/t`,
          ...route('second'),
        }),
      ),
    )
    expect(properties(loaded, 'azureFirewalls/fw')['networkRuleCollections']).toEqual([
      {
        name: 'a',
        properties: {
          priority: 100,
          action: { type: 'Allow' },
          rules: [{ name: 'r', sourceAddresses: ['*'], destinationPorts: ['443'], protocols: ['TCP'] }],
        },
      },
    ])
    expect(properties(loaded, 'hubRouteTables/t')).toMatchObject({
      labels: ['x'],
      routes: [{ name: 'first' }, { name: 'second', nextHop: `${hub}/hubVirtualNetworkConnections/spoke` }],
    })
  })

  test('a load balancer in parts stands before the interfaces of its pool', () => {
    const loaded = read(
      state(
        stateResource('azurerm_virtual_network.v', {
          id: networkId('virtualNetworks/hub'),
          name: 'hub',
          ...place,
          address_space: ['10.0.0.0/16'],
        }),
        stateResource('azurerm_subnet.s', {
          id: subnet,
          name: 'default',
          ...place,
          virtual_network_name: 'hub',
          address_prefixes: ['10.0.0.0/24'],
        }),
        stateResource('azurerm_network_interface.n', nic),
        stateResource('azurerm_lb.lb', {
          id: lb,
          name: 'lb',
          ...place,
          sku: 'Standard',
          frontend_ip_configuration: [{ name: 'front', subnet_id: subnet, private_ip_address: '10.0.0.100' }],
        }),
        stateResource('azurerm_lb_backend_address_pool.p', { id: pool('a'), name: 'a', loadbalancer_id: lb }),
        stateResource('azurerm_lb_rule.r', {
          id: `${lb}/loadBalancingRules/r`,
          name: 'r',
          loadbalancer_id: lb,
          frontend_ip_configuration_name: 'front',
          backend_address_pool_ids: [pool('a')],
        }),
        stateResource('azurerm_network_interface_backend_address_pool_association.a', {
          network_interface_id: nic.id,
          ip_configuration_name: 'one',
          backend_address_pool_id: pool('a'),
        }),
      ),
    )
    const { network } = analyse(loaded.resourceSet)
    expect(network.loadBalancerFrontends.map(({ backends }) => backends.map(({ name }) => name))).toEqual([
      ['n'],
    ])
  })

  test('to a resource that nothing declares: it is taken to exist', () => {
    const loaded = read(
      state(
        stateResource('azurerm_subnet_route_table_association.a', {
          subnet_id: subnet,
          route_table_id: networkId('routeTables/t'),
        }),
      ),
    )
    const resource = loaded.resourceSet.resources.get(subnet.toLowerCase())
    expect(resource?.assumed).toBe(true)
  })
})
