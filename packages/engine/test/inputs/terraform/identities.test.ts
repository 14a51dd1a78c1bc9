// Ids that Azure has not given yet, and addresses that it will choose.
import { describe, expect, test } from 'vitest'
import {
  body,
  change,
  codes,
  hub,
  networkId,
  networkInterface,
  nicWith,
  plan,
  properties,
  read,
  refs,
  subnet,
  subnetId,
  unknown,
  virtualNetwork,
  written,
} from './plans.ts'

describe('ids that Azure has not given yet', () => {
  test('of children: by the names of their parents', () => {
    const text = plan(
      [
        change('azurerm_resource_group.rg', { name: 'rg', location: 'japaneast' }),
        change('azurerm_virtual_network.hub', { ...virtualNetwork('hub', '10.0.0.0/16'), name: unknown }),
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24', unknown)),
      ],
      {
        resources: [
          written('azurerm_subnet.web', { virtual_network_name: refs('azurerm_virtual_network.hub.name') }),
        ],
      },
    )
    const symbolic = '‹azurerm_virtual_network.hub›'
    expect(body(read(text), '/subnets/web')['id']).toBe(subnetId('web', symbolic))
  })

  test('in a group of which the name is not known', () => {
    const text = plan(
      [
        change('azurerm_resource_group.rg', { name: unknown, location: 'japaneast' }),
        change('azurerm_virtual_network.hub', {
          ...virtualNetwork('hub', '10.0.0.0/16'),
          resource_group_name: unknown,
        }),
      ],
      {
        resources: [
          written('azurerm_virtual_network.hub', {
            resource_group_name: refs('azurerm_resource_group.rg.name'),
          }),
        ],
      },
    )
    expect(body(read(text), 'virtualNetworks/hub')['id']).toContain(
      '/resourceGroups/‹azurerm_resource_group.rg›/',
    )
  })

  test('in a group that a local names: what is in it stays together', () => {
    const inGroup = { resource_group_name: unknown }
    const text = plan(
      [
        change('azurerm_virtual_network.hub', { ...virtualNetwork('hub', '10.0.0.0/16'), ...inGroup }),
        change('azurerm_subnet.web', { ...subnet('web', '10.0.1.0/24'), ...inGroup }),
      ],
      {
        resources: [
          written('azurerm_virtual_network.hub', { resource_group_name: refs('local.group') }),
          written('azurerm_subnet.web', { resource_group_name: refs('local.group') }),
        ],
      },
    )
    const loaded = read(text)
    expect(loaded.resourceSet.resources.size).toBe(2)
    expect(body(loaded, '/subnets/web')['id']).toContain('/resourceGroups/‹local.group›/')
  })

  test('two unknown names stay apart', () => {
    const vnet = { ...virtualNetwork('hub', '10.0.0.0/16'), name: unknown }
    const text = plan([
      change('azurerm_virtual_network.v[0]', vnet),
      change('azurerm_virtual_network.v[1]', vnet),
    ])
    expect(read(text).resourceSet.resources.size).toBe(2)
  })

  test('in the subscription of their provider', () => {
    const providers = {
      azurerm: { name: 'azurerm', expressions: {} },
      'azurerm.hub': {
        name: 'azurerm',
        alias: 'hub',
        expressions: { subscription_id: refs('var.hub_subscription') },
      },
    }
    const text = plan(
      [hub],
      {},
      {
        variables: { hub_subscription: { value: '99999999-0000-0000-0000-000000000000' } },
        configuration: {
          provider_config: providers,
          root_module: {
            resources: [
              { ...written('azurerm_virtual_network.hub', {}), provider_config_key: 'azurerm.hub' },
            ],
          },
        },
      },
    )
    expect(body(read(text), 'virtualNetworks/hub')['id']).toContain('/99999999-0000-0000-0000-000000000000/')
  })
})

describe('addresses that Azure chooses', () => {
  test('a route to an interface that is created with it', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_network_interface.nva', networkInterface('nic-nva', unknown)),
        change('azurerm_route_table.t', {
          name: 't',
          resource_group_name: 'rg',
          route: [
            {
              name: 'all',
              address_prefix: '0.0.0.0/0',
              next_hop_type: 'VirtualAppliance',
              next_hop_in_ip_address: unknown,
            },
          ],
        }),
      ],
      {
        resources: [
          nicWith(refs('azurerm_subnet.web.id'), 'azurerm_network_interface.nva'),
          written('azurerm_route_table.t', {
            route: refs('azurerm_network_interface.nva.private_ip_address'),
          }),
        ],
      },
    )
    const loaded = read(text)
    expect(properties(loaded, 'routes/all')['nextHopIpAddress']).toBe('10.0.1.4')
    expect(codes(loaded)).toEqual([])
  })

  test('as the whole of a prefix', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_network_interface.a', networkInterface('nic-a', subnetId('web'))),
        change('azurerm_route_table.t', { name: 't', resource_group_name: 'rg', route: [] }),
        change('azurerm_route.r', {
          name: 'r',
          resource_group_name: 'rg',
          route_table_name: 't',
          address_prefix: unknown,
          next_hop_type: 'None',
        }),
      ],
      {
        resources: [
          written('azurerm_route.r', {
            address_prefix: refs('azurerm_network_interface.a.private_ip_address'),
          }),
        ],
      },
    )
    expect(properties(read(text), 'routes/r')['addressPrefix']).toBe('10.0.1.4/32')
  })

  test.each([
    ['a firewall', 'azurerm_firewall.fw.ip_configuration[0].private_ip_address', '10.0.1.4'],
    ['a load balancer', 'azurerm_lb.lb.private_ip_address', '10.0.1.5'],
    ['a machine', 'azurerm_linux_virtual_machine.vm.private_ip_address', '10.0.2.4'],
  ])('of %s', (_, reference, address) => {
    const place = { resource_group_name: 'rg', location: 'japaneast' }
    const fw = {
      name: 'fw',
      ...place,
      ip_configuration: [
        { name: 'c', subnet_id: subnetId('AzureFirewallSubnet'), private_ip_address: unknown },
      ],
    }
    const lb = {
      name: 'lb',
      ...place,
      private_ip_address: unknown,
      frontend_ip_configuration: [
        {
          name: 'f',
          subnet_id: subnetId('AzureFirewallSubnet'),
          private_ip_address: unknown,
          private_ip_address_allocation: 'Dynamic',
        },
      ],
    }
    const text = plan(
      [
        hub,
        change('azurerm_subnet.fw', subnet('AzureFirewallSubnet', '10.0.1.0/24')),
        change('azurerm_subnet.web', subnet('web', '10.0.2.0/24')),
        change('azurerm_firewall.fw', fw),
        change('azurerm_lb.lb', lb),
        change('azurerm_network_interface.a', networkInterface('nic-a', subnetId('web'))),
        change('azurerm_linux_virtual_machine.vm', {
          name: 'vm',
          ...place,
          network_interface_ids: [networkId('networkInterfaces/nic-a')],
          private_ip_address: unknown,
        }),
        change('azurerm_route_table.t', { name: 't', ...place, route: [] }),
        change('azurerm_route.r', {
          name: 'r',
          resource_group_name: 'rg',
          route_table_name: 't',
          address_prefix: '0.0.0.0/0',
          next_hop_type: 'VirtualAppliance',
          next_hop_in_ip_address: unknown,
        }),
      ],
      { resources: [written('azurerm_route.r', { next_hop_in_ip_address: refs(reference) })] },
    )
    expect(properties(read(text), 'routes/r')['nextHopIpAddress']).toBe(address)
  })
})
