// The two sides of a plan: what is there before the apply, and what after.
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
  refs,
  stateResource,
  unchanged,
  unknown,
  virtualNetwork,
  written,
} from './plans.ts'

const vnet = (name: string, prefix = '10.0.0.0/16') => ({
  ...virtualNetwork(name, prefix),
  subnet: [],
  id: networkId(`virtualNetworks/${name}`),
})

const text = plan([
  unchanged('azurerm_virtual_network.kept', vnet('kept')),
  change('azurerm_virtual_network.new', virtualNetwork('new', '10.1.0.0/16')),
  change('azurerm_virtual_network.old', null, { before: vnet('old') }),
  change(
    'azurerm_virtual_network.grown',
    { ...vnet('grown'), address_space: ['10.2.0.0/16', '10.3.0.0/16'] },
    {
      before: vnet('grown', '10.2.0.0/16'),
    },
  ),
  change('azurerm_virtual_network.moved', virtualNetwork('after', '10.4.0.0/16'), {
    before: vnet('before'),
    actions: ['delete', 'create'],
  }),
  change('azurerm_virtual_network.forgotten', null, { before: vnet('forgotten'), actions: ['forget'] }),
  change('azurerm_virtual_network.kept', null, { before: vnet('deposed'), deposed: '0a1b' }),
])

const names = (plan?: 'before' | 'after') =>
  [...read(text, plan === undefined ? {} : { plan }).resourceSet.resources.values()]
    .map(({ id }) => id.names.join('/'))
    .sort()

test('after, which is the default: what is created and kept, and what Terraform only forgets', () => {
  expect(names('after')).toEqual(['after', 'forgotten', 'grown', 'kept', 'new'])
  expect(names()).toEqual(names('after'))
})

test('before: what is to be deleted as well, and nothing new', () => {
  expect(names('before')).toEqual(['before', 'deposed', 'forgotten', 'grown', 'kept', 'old'])
})

test('an update has the values of each side', () => {
  const prefixes = (plan: 'before' | 'after') =>
    properties(read(text, { plan }), 'virtualNetworks/grown')['addressSpace']
  expect(prefixes('before')).toEqual({ addressPrefixes: ['10.2.0.0/16'] })
  expect(prefixes('after')).toEqual({ addressPrefixes: ['10.2.0.0/16', '10.3.0.0/16'] })
})

test('a plan for single targets leaves the others as they are', () => {
  const targeted = plan(
    [change('azurerm_virtual_network.new', virtualNetwork('new', '10.1.0.0/16'))],
    {},
    {
      complete: false,
      prior: [stateResource('azurerm_virtual_network.other', vnet('other'))],
    },
  )
  const namesOf = (side: 'before' | 'after') =>
    [...read(targeted, { plan: side }).resourceSet.resources.values()].map(({ id }) => id.names.join('/'))
  expect(namesOf('after')).toEqual(['new', 'other'])
  expect(namesOf('before')).toEqual(['other'])
  expect(codes(read(targeted))).toEqual(['HP1094'])
})

describe('the world file', () => {
  const loadWith = (world: string, request: { plan?: 'before' | 'after' } = {}) =>
    load(memoryFiles({ 'hairpin.yaml': `version: 1\ninputs: [plan.json]\n${world}`, 'plan.json': text }), {
      inputs: ['.'],
      ...request,
    })

  test('says which side is meant, and the caller has the last word', () => {
    const old = networkId('virtualNetworks/old').toLowerCase()
    expect(loadWith('plan: before').resourceSet.resources.has(old)).toBe(true)
    expect(loadWith('plan: before', { plan: 'after' }).resourceSet.resources.has(old)).toBe(false)
  })

  test('may name what only the other side has', () => {
    const machine = { name: 'vm-new', resource_group_name: 'rg', network_interface_ids: [] }
    const withMachine = plan([
      change('azurerm_linux_virtual_machine.vm', machine),
      unchanged('azurerm_virtual_network.kept', vnet('kept')),
    ])
    const codesOf = (name: string) =>
      codes(
        load(
          memoryFiles({
            'hairpin.yaml': `version: 1\nplan: before\ninputs: [plan.json]\nguests: { ${name}: { ipForward: true } }\n`,
            'plan.json': withMachine,
          }),
          { inputs: ['.'] },
        ),
      )
    expect(codesOf('vm-new')).toEqual([])
    expect(codesOf('vm-other')).toEqual(['HP1033'])
  })
})

describe('lists that also hold what is declared on its own', () => {
  const table = networkId('routeTables/t')
  const route = (name: string, hop: string) => ({
    name,
    address_prefix: '0.0.0.0/0',
    next_hop_type: 'VirtualAppliance',
    next_hop_in_ip_address: hop,
  })
  const ofTable = (name: string, hop: string) => ({
    ...route(name, hop),
    id: `${table}/routes/${name}`,
    resource_group_name: 'rg',
    route_table_name: 't',
  })
  const routesOf = (loaded: ReturnType<typeof read>) =>
    [...loaded.resourceSet.resources.values()]
      .filter(({ id }) => id.type.endsWith('/routes'))
      .map(({ id }) => [id.names.at(-1), properties(loaded, id.text)['nextHopIpAddress']])
      .sort()

  const listed = plan([
    unchanged('azurerm_route_table.t', {
      id: table,
      name: 't',
      resource_group_name: 'rg',
      // As the provider last saw it: with the routes that other resources declare.
      route: [route('changed', '10.0.0.4'), route('gone', '10.0.0.4'), route('own', '10.0.0.4')],
    }),
    change('azurerm_route.changed', ofTable('changed', '10.0.0.5'), {
      before: ofTable('changed', '10.0.0.4'),
    }),
    change('azurerm_route.gone', null, { before: ofTable('gone', '10.0.0.4') }),
  ])

  test('after: the route that changes is the new one, and the deleted one is gone', () => {
    const loaded = read(listed)
    expect(routesOf(loaded)).toEqual([
      ['changed', '10.0.0.5'],
      ['own', '10.0.0.4'],
    ])
    expect(codes(loaded)).toEqual([])
  })

  test('before: all of them', () => {
    expect(routesOf(read(listed, { plan: 'before' }))).toEqual([
      ['changed', '10.0.0.4'],
      ['gone', '10.0.0.4'],
      ['own', '10.0.0.4'],
    ])
  })
})

test('secrets are not kept, whoever marks them', () => {
  const secret = 'hunter2-very-secret'
  const loaded = read(
    plan([
      change(
        'azurerm_virtual_network_gateway_connection.c',
        {
          name: 'c',
          resource_group_name: 'rg',
          type: 'ExpressRoute',
          shared_key: secret,
          authorization_key: secret,
          routing_weight: 10,
        },
        { sensitive: { shared_key: true, authorization_key: true } },
      ),
      change(
        'azurerm_linux_virtual_machine.vm',
        {
          name: 'vm',
          resource_group_name: 'rg',
          admin_password: secret,
          size: secret,
          network_interface_ids: [],
        },
        { sensitive: { admin_password: true, size: true } },
      ),
      change('azurerm_express_route_circuit_authorization.a', {
        name: 'a',
        resource_group_name: 'rg',
        express_route_circuit_name: 'circuit',
        authorization_key: secret,
      }),
      change(
        'azurerm_virtual_network.v',
        { ...virtualNetwork('v', '10.0.0.0/16'), dns_servers: [secret] },
        { sensitive: { dns_servers: true } },
      ),
    ]),
  )
  const kept = JSON.stringify(
    [...loaded.resourceSet.resources.values(), ...loaded.findings],
    (_, value: unknown) => (value instanceof Map ? [...value] : value),
  )
  expect(kept).not.toContain(secret)
  expect(properties(loaded, 'connections/c')).toMatchObject({
    authorizationKey: { unknown: 'secret' },
    routingWeight: 10,
  })
  expect(properties(loaded, 'virtualMachines/vm')['hardwareProfile']).toEqual({
    vmSize: { unknown: 'secret' },
  })
})

test('what a state file marks, at any depth, is not kept either', () => {
  const secret = 'hunter2-very-secret'
  const step = (value: string | number) =>
    typeof value === 'string'
      ? { type: 'get_attr', value }
      : { type: 'index', value: { value, type: 'number' } }
  const attributes = {
    id: networkId('networkInterfaces/n'),
    name: 'n',
    resource_group_name: 'rg',
    dns_servers: [secret],
    ip_configuration: [
      { name: 'c', subnet_id: networkId('virtualNetworks/v/subnets/s'), private_ip_address: secret },
    ],
  }
  const text = JSON.stringify({
    version: 4,
    terraform_version: '1.9.8',
    resources: [
      {
        mode: 'managed',
        type: 'azurerm_network_interface',
        name: 'n',
        instances: [
          {
            attributes,
            sensitive_attributes: [
              [step('dns_servers')],
              [step('ip_configuration'), step(0), step('private_ip_address')],
            ],
          },
        ],
      },
    ],
  })
  const loaded = read(text, {}, 'terraform.tfstate')
  expect(properties(loaded, 'networkInterfaces/n')['dnsSettings']).toEqual({
    dnsServers: { unknown: 'secret' },
  })
  expect(properties(loaded, 'ipConfigurations/c')['privateIPAddress']).toEqual({ unknown: 'secret' })
})

test('a list of blocks that an expression makes is unknown, not empty', () => {
  const table = { name: 't', resource_group_name: 'rg', route: unknown }
  const withRoutes = (expressions: Readonly<Record<string, unknown>>) =>
    properties(
      read(
        plan([change('azurerm_route_table.t', table)], {
          resources: [written('azurerm_route_table.t', expressions)],
        }),
      ),
      'routeTables/t',
    )
  expect(withRoutes({ route: refs('local.routes') })['routes']).toEqual({ unknown: 'expression' })
  expect(withRoutes({})).toEqual({})
})

test('__proto__ is a key like any other', () => {
  const strange = JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    resource_changes: [
      JSON.parse(
        JSON.stringify(change('azurerm_virtual_network.v', virtualNetwork('v', '10.0.0.0/16'))),
      ) as unknown,
    ],
    configuration: { root_module: {} },
  }).replace(
    '"root_module":{}',
    '"root_module":{"__proto__":{"resources":1},"module_calls":{"__proto__":{"module":{}}}}',
  )
  expect(codes(read(strange))).toEqual([])
})
