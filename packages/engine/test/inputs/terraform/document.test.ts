// Which files are Terraform's, in which version, and what is said of those that cannot be read.
import { describe, expect, test } from 'vitest'
import { load } from '../../../src/inputs/load.ts'
import { memoryFiles } from '../memory-files.ts'
import {
  change,
  codes,
  networkId,
  plan,
  properties,
  read,
  state,
  stateResource,
  subscription,
  virtualNetwork,
} from './plans.ts'

const hub = { ...virtualNetwork('hub', '10.0.0.0/16'), subnet: [], id: networkId('virtualNetworks/hub') }
const names = (text: string, name = 'plan.json') =>
  [...read(text, {}, name).resourceSet.resources.values()].map(({ id }) => id.names.join('/'))

const rawState = (version: unknown) =>
  JSON.stringify({
    version,
    terraform_version: '1.9.8',
    serial: 3,
    lineage: 'x',
    resources: [
      {
        mode: 'managed',
        type: 'azurerm_virtual_network',
        name: 'hub',
        module: 'module.hub["a"]',
        provider: 'provider["registry.terraform.io/hashicorp/azurerm"]',
        instances: [{ index_key: 0, schema_version: 0, attributes: hub, sensitive_attributes: [] }],
      },
    ],
  })

describe('recognised by content', () => {
  test('a plan', () => {
    expect(
      names(plan([change('azurerm_virtual_network.hub', virtualNetwork('hub', '10.0.0.0/16'))])),
    ).toEqual(['hub'])
  })

  test('a state of terraform show -json', () => {
    expect(names(state(stateResource('azurerm_virtual_network.hub', hub)))).toEqual(['hub'])
  })

  test('a state file, with the address of each instance', () => {
    const loaded = read(rawState(4), {}, 'terraform.tfstate')
    const [resource] = loaded.resourceSet.resources.values()
    expect(resource?.id.text).toBe(networkId('virtualNetworks/hub'))
    expect(resource?.declaredAt?.name).toBe('module.hub["a"].azurerm_virtual_network.hub[0]')
  })

  test('a plan without changes tells what is planned', () => {
    const text = JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.9.8',
      planned_values: {
        root_module: {
          child_modules: [
            {
              address: 'module.m',
              resources: [stateResource('module.m.azurerm_virtual_network.hub', hub)],
            },
          ],
        },
      },
    })
    expect(names(text)).toEqual(['hub'])
  })

  test('an empty state, and a plan that nothing is left of, are no fault', () => {
    expect(codes(read('{"format_version":"1.0","terraform_version":"1.9.8"}'))).toEqual([])
    expect(codes(read(plan([change('azurerm_virtual_network.hub', null, { before: hub })])))).toEqual([])
  })

  test('in a folder, beside other JSON', () => {
    const loaded = load(
      memoryFiles({
        'package.json': '{}',
        'plan.json': state(stateResource('azurerm_virtual_network.hub', hub)),
      }),
      { inputs: ['.'] },
    )
    expect(loaded.resourceSet.resources.size).toBe(1)
    expect(codes(loaded)).toEqual([])
  })

  test('the state in a folder without other inputs', () => {
    const files = { 'main.tf': '', 'terraform.tfstate': rawState(4), 'terraform.tfstate.backup': rawState(4) }
    const loaded = load(memoryFiles(files), { inputs: ['.'] })
    expect(loaded.resourceSet.resources.size).toBe(1)
    expect(
      load(memoryFiles(files), { inputs: ['terraform.tfstate.backup'] }).resourceSet.resources.size,
    ).toBe(1)
  })

  test('OpenTofu is the same', () => {
    const text = state(stateResource('azurerm_virtual_network.hub', hub)).replaceAll(
      'registry.terraform.io',
      'registry.opentofu.org',
    )
    expect(names(text)).toEqual(['hub'])
  })
})

describe('not read, and said why', () => {
  test.each(['2.0', 'x', 3])('another format version: %s', (version) => {
    const loaded = read(plan([], {}, { format_version: version }))
    expect(loaded.findings[0]).toMatchObject({
      code: 'HP1090',
      parameters: { field: 'format_version', found: String(version) },
      span: { line: 1 },
    })
  })

  test('a later minor version, and keys that are not known, are read', () => {
    expect(codes(read(plan([], {}, { format_version: '1.99', something_new: [1] })))).toEqual([])
  })

  test.each([3, 5, '4'])('a state file of version %s', (version) => {
    expect(codes(read(rawState(version)))).toEqual(['HP1090'])
  })

  test('the log of terraform plan -json', () => {
    const line = (message: string) =>
      JSON.stringify({ '@level': 'info', '@message': message, terraform: '1.9.8', type: 'version' })
    const { findings } = read([line('Terraform 1.9.8'), line('Plan: 1 to add')].join('\n'))
    expect(findings).toMatchObject([{ code: 'HP1019', parameters: { format: 'terraformLog' } }])
  })

  test.each(['main.tf', 'tfplan', 'plan.tfplan', 'x.tfvars', 'plan.out'])('%s', (name) => {
    expect(read('resource "azurerm_subnet" "x" {}', {}, name).findings).toMatchObject([
      { code: 'HP1019', parameters: { format: 'terraform' } },
    ])
  })

  test('a plan that stopped with an error, or was made for targets, does not tell everything', () => {
    expect(codes(read(plan([], {}, { errored: true })))).toEqual(['HP1094'])
    expect(codes(read(plan([], {}, { complete: false })))).toEqual(['HP1094'])
    expect(codes(read(plan([], {}, { complete: true, errored: false })))).toEqual([])
  })
})

describe('types', () => {
  test('of other providers are counted, and of azurerm those that name no subnet', () => {
    const loaded = read(
      state(
        stateResource('random_pet.x', { id: 'x' }),
        stateResource('aws_vpc.x', { id: 'x' }),
        stateResource('azurerm_storage_queue.q', { id: 'x', name: 'q' }),
        stateResource('azurerm_key_vault.k', { id: 'x', name: 'k' }),
      ),
    )
    expect(Object.fromEntries(loaded.ignored)).toEqual({
      'Microsoft.KeyVault/vaults': 1,
      aws_vpc: 1,
      azurerm_storage_queue: 1,
      random_pet: 1,
    })
    expect(loaded.findings).toEqual([])
  })

  test('that are attached to a subnet and not understood are said to be missing', () => {
    const subnet_id = networkId('virtualNetworks/v/subnets/s')
    const loaded = read(
      state(
        stateResource('azurerm_something_new.x', { settings: [{ subnet_id }] }),
        stateResource('azurerm_express_route_port.p', { name: 'p' }),
        // Neither stands in the subnet: one lets it in, the other names none.
        stateResource('azurerm_mssql_virtual_network_rule.r', { name: 'r', subnet_id }),
        stateResource('azurerm_cognitive_account.c', {
          network_acls: [{ virtual_network_rules: [{ subnet_id }] }],
        }),
        stateResource('azurerm_virtual_desktop_host_pool.h', { name: 'h' }),
      ),
    )
    expect(loaded.findings.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['HP1017', { type: 'Microsoft.Network/expressRoutePorts', count: 1, effect: 'routes' }],
      ['HP1017', { type: 'azurerm_something_new', count: 1, effect: 'unclear' }],
    ])
    expect(Object.fromEntries(loaded.ignored)).toEqual({
      'Microsoft.DesktopVirtualization/hostPools': 1,
      azurerm_cognitive_account: 1,
      azurerm_mssql_virtual_network_rule: 1,
    })
  })
})

describe('an ARM template in a resource', () => {
  test('is read as a template', () => {
    const template = {
      contentVersion: '1',
      resources: [
        {
          type: 'Microsoft.Network/routeTables',
          name: 'from-template',
          location: 'japaneast',
          properties: { disableBgpRoutePropagation: true },
        },
      ],
    }
    const loaded = read(
      state(
        stateResource('azurerm_resource_group_template_deployment.d', {
          id: 'x',
          name: 'd',
          resource_group_name: 'rg-2',
          template_content: JSON.stringify(template),
        }),
      ),
      { subscription },
    )
    expect(
      properties(loaded, '/resourceGroups/rg-2/providers/Microsoft.Network/routeTables/from-template'),
    ).toEqual({
      disableBgpRoutePropagation: true,
    })
    const [resource] = loaded.resourceSet.resources.values()
    expect(resource?.declaredAt?.name).toBe('azurerm_resource_group_template_deployment.d')
  })

  test('is evaluated with its parameters, like any other', () => {
    const template = {
      parameters: { propagate: { type: 'bool' } },
      variables: { name: "[concat('from-', 'template')]" },
      resources: [
        {
          type: 'Microsoft.Network/routeTables',
          name: "[variables('name')]",
          location: '[resourceGroup().location]',
          properties: { disableBgpRoutePropagation: "[not(parameters('propagate'))]" },
        },
      ],
    }
    const loaded = read(
      state(
        stateResource('azurerm_resource_group_template_deployment.d', {
          id: 'x',
          name: 'd',
          resource_group_name: 'rg-2',
          template_content: JSON.stringify(template),
          parameters_content: JSON.stringify({ propagate: { value: false } }),
        }),
      ),
      { subscription },
    )
    expect(
      properties(loaded, '/resourceGroups/rg-2/providers/Microsoft.Network/routeTables/from-template'),
    ).toEqual({ disableBgpRoutePropagation: true })
  })
})

test('what runs inside a machine is read from its extension', () => {
  const machine = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/nva`
  const loaded = read(
    state(
      stateResource('azurerm_linux_virtual_machine.nva', {
        id: machine,
        name: 'nva',
        resource_group_name: 'rg',
        location: 'japaneast',
        network_interface_ids: [],
      }),
      stateResource('azurerm_virtual_machine_extension.forward', {
        id: `${machine}/extensions/forward`,
        name: 'forward',
        virtual_machine_id: machine,
        publisher: 'Microsoft.Azure.Extensions',
        type: 'CustomScript',
        settings: JSON.stringify({ commandToExecute: 'sysctl -w net.ipv4.ip_forward=1' }),
      }),
    ),
    { subscription },
  )
  expect(Object.values(loaded.resourceSet.world.guests)).toEqual([{ ipForward: true }])
})
