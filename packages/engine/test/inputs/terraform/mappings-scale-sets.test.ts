// Scale sets: azurerm as ARM shapes it, and `scale-set-instances.ts` reads it.
import { describe, expect, test } from 'vitest'
import { lb, place, subnet } from './mapping-cases.ts'
import { body, networkId, read, state, stateResource, subscription } from './plans.ts'

const nsg = networkId('networkSecurityGroups/nsg')

describe('scale sets', () => {
  const pool = `${lb}/backendAddressPools/pool`
  const configuration = {
    name: 'c',
    primary: true,
    version: 'IPv4',
    subnet_id: subnet,
    load_balancer_backend_address_pool_ids: [pool],
    application_security_group_ids: [networkId('applicationSecurityGroups/asg')],
  }
  const card = { name: 'n', primary: true, network_security_group_id: nsg }
  const expected = (publicAddress: string) => [
    {
      name: 'n',
      properties: {
        primary: true,
        enableIPForwarding: true,
        networkSecurityGroup: { id: nsg },
        ipConfigurations: [
          {
            name: 'c',
            properties: {
              primary: true,
              privateIPAddressVersion: 'IPv4',
              subnet: { id: subnet },
              loadBalancerBackendAddressPools: [{ id: pool }],
              applicationSecurityGroups: [{ id: networkId('applicationSecurityGroups/asg') }],
              publicIPAddressConfiguration: { name: publicAddress },
            },
          },
        ],
      },
    },
  ]
  const withAddress = { ...configuration, public_ip_address: [{ name: 'p' }] }

  const setOf = (type: string, values: Readonly<Record<string, unknown>>) =>
    body(
      read(state(stateResource(`${type}.x`, { name: 'vmss', ...place, ...values })), { subscription }),
      'virtualMachineScaleSets/vmss',
    )

  test.each([
    ['azurerm_linux_virtual_machine_scale_set', 'enable_ip_forwarding', 'Linux'],
    ['azurerm_linux_virtual_machine_scale_set', 'ip_forwarding_enabled', 'Linux'],
    ['azurerm_windows_virtual_machine_scale_set', 'ip_forwarding_enabled', 'Windows'],
  ])('%s with %s', (type, forwarding, osType) => {
    const set = setOf(type, {
      sku: 'Standard_B2s',
      instances: 3,
      network_interface: [{ ...card, [forwarding]: true, ip_configuration: [withAddress] }],
    })
    expect(set).toMatchObject({
      sku: { name: 'Standard_B2s', capacity: 3 },
      properties: {
        orchestrationMode: 'Uniform',
        virtualMachineProfile: {
          storageProfile: { osDisk: { osType } },
          networkProfile: { networkInterfaceConfigurations: expected('p') },
        },
      },
    })
  })

  test('azurerm_orchestrated_virtual_machine_scale_set, with instances of its own or without', () => {
    const own = setOf('azurerm_orchestrated_virtual_machine_scale_set', {
      sku_name: 'Standard_B2s',
      instances: 2,
      os_profile: [{ custom_data: 'eA==', linux_configuration: [{ admin_username: 'x' }] }],
      network_interface: [{ ...card, ip_forwarding_enabled: true, ip_configuration: [withAddress] }],
    })
    expect(own).toMatchObject({
      sku: { name: 'Standard_B2s', capacity: 2 },
      properties: {
        orchestrationMode: 'Flexible',
        virtualMachineProfile: {
          osProfile: { customData: 'eA==', linuxConfiguration: {} },
          networkProfile: { networkInterfaceConfigurations: expected('p') },
        },
      },
    })
    const empty = setOf('azurerm_orchestrated_virtual_machine_scale_set', { platform_fault_domain_count: 1 })
    expect(empty['properties']).toEqual({ orchestrationMode: 'Flexible' })
  })

  test('azurerm_virtual_machine_scale_set', () => {
    const set = setOf('azurerm_virtual_machine_scale_set', {
      sku: [{ name: 'Standard_B2s', tier: 'Standard', capacity: 2 }],
      os_profile: [{ computer_name_prefix: 'x' }],
      os_profile_linux_config: [{ disable_password_authentication: true }],
      network_profile: [
        {
          ...card,
          ip_forwarding: true,
          ip_configuration: [{ ...configuration, public_ip_address_configuration: [{ name: 'old' }] }],
        },
      ],
    })
    expect(set).toMatchObject({
      sku: { name: 'Standard_B2s', capacity: 2 },
      properties: {
        virtualMachineProfile: {
          osProfile: { linuxConfiguration: {} },
          networkProfile: { networkInterfaceConfigurations: expected('old') },
        },
      },
    })
  })
})
