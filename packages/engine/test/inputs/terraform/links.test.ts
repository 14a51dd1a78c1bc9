// Links that are only known after the apply: to resources of the same module, to what is there already, and to nothing.
import { describe, expect, test } from 'vitest'
import {
  change,
  codes,
  constant,
  hub,
  networkId,
  networkInterface,
  nicWith,
  plan,
  properties,
  read,
  refs,
  stateResource,
  subnet,
  subnetId,
  subnetsOf,
  unchanged,
  unknown,
  virtualNetwork,
  written,
} from './plans.ts'

describe('a reference to a resource', () => {
  test('of a single instance', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(refs('azurerm_subnet.web.id'))] },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId('web') })
    expect(codes(read(text))).toEqual([])
  })

  test.each([
    ['count.index', ['[0]', '[1]'], refs('azurerm_subnet.web', 'count.index')],
    ['each.key', ['["x"]', '["y"]'], refs('azurerm_subnet.web', 'each.key')],
    ['each.value', ['["x"]', '["y"]'], refs('azurerm_subnet.web', 'each.value')],
  ])('with %s: the instance with the same key', (_, keys, reference) => {
    const text = plan(
      [
        hub,
        ...keys.map((key, index) =>
          change(`azurerm_subnet.web${key}`, subnet(`web${index}`, `10.0.${index}.0/24`)),
        ),
        ...keys.map((key, index) =>
          change(`azurerm_network_interface.a${key}`, networkInterface(`nic${index}`, unknown)),
        ),
      ],
      { resources: [nicWith(reference)] },
    )
    expect(subnetsOf(text)).toEqual({ nic0: subnetId('web0'), nic1: subnetId('web1') })
  })

  test.each([
    ['azurerm_subnet.web["y"].id', 'web1'],
    ['azurerm_subnet.web["x"].id', 'web0'],
  ])('with a key that is written: %s', (reference, name) => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web["x"]', subnet('web0', '10.0.0.0/24')),
        change('azurerm_subnet.web["y"]', subnet('web1', '10.0.1.0/24')),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(refs(reference))] },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId(name) })
  })

  test('of several that may be meant is unknown, and said so with the candidates', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web["x"]', subnet('web0', '10.0.0.0/24')),
        change('azurerm_subnet.web["y"]', subnet('web1', '10.0.1.0/24')),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(refs('azurerm_subnet.web'))] },
    )
    const loaded = read(text)
    expect(subnetsOf(text)).toEqual({ 'nic-a': { unknown: 'expression' } })
    expect(loaded.findings.find(({ code }) => code === 'HP1091')).toMatchObject({
      parameters: {
        resource: 'azurerm_network_interface.a',
        attribute: 'ip_configuration[0].subnet_id',
        candidates: [subnetId('web0'), subnetId('web1')],
      },
      span: { name: 'azurerm_network_interface.a' },
    })
  })

  test('of another type is no target: a condition may name one', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_public_ip.p', { name: 'p', resource_group_name: 'rg', sku: 'Standard' }),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(refs('azurerm_public_ip.p.id', 'azurerm_subnet.web.id'))] },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId('web') })
  })

  test('that is known already is not what an unknown value comes from', () => {
    const text = plan(
      [
        unchanged('azurerm_virtual_network.hub', {
          ...virtualNetwork('hub', '10.0.0.0/16'),
          subnet: [],
          id: networkId('virtualNetworks/hub'),
        }),
        unchanged('azurerm_subnet.old', { ...subnet('old', '10.0.0.0/24'), id: subnetId('old') }),
        change('azurerm_subnet.new[0]', subnet('new', '10.0.1.0/24')),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(refs('azurerm_subnet.old.id', 'azurerm_subnet.new[0].id'))] },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId('new') })
  })
})

describe('a reference to what is no new resource', () => {
  test('data: the prior state tells it, and the resource is taken to exist', () => {
    const text = plan(
      [
        change('azurerm_virtual_network_peering.p', {
          name: 'to-hub',
          resource_group_name: 'rg',
          virtual_network_name: 'spoke',
          remote_virtual_network_id: unknown,
        }),
      ],
      {
        resources: [
          written('azurerm_virtual_network_peering.p', {
            remote_virtual_network_id: refs('data.azurerm_virtual_network.hub.id'),
          }),
        ],
      },
      {
        prior: [
          stateResource('data.azurerm_virtual_network.hub', {
            ...virtualNetwork('hub', '10.0.0.0/16'),
            subnet: [],
            id: networkId('virtualNetworks/hub'),
          }),
        ],
      },
    )
    const loaded = read(text)
    expect(properties(loaded, 'virtualNetworkPeerings/to-hub')['remoteVirtualNetwork']).toEqual({
      id: networkId('virtualNetworks/hub'),
    })
    const known = loaded.resourceSet.resources.get(networkId('virtualNetworks/hub').toLowerCase())
    expect(known?.assumed).toBe(true)
    expect(properties(loaded, 'virtualNetworks/hub')['addressSpace']).toEqual({
      addressPrefixes: ['10.0.0.0/16'],
    })
  })

  test('a local: not told by plans, so the state is asked for', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(refs('local.subnet_id'))] },
    )
    expect(read(text).findings.find(({ code }) => code === 'HP1092')).toMatchObject({
      parameters: { resource: 'azurerm_network_interface.a', reference: 'local.subnet_id' },
    })
  })

  test('nothing at all: unknown, with a finding', () => {
    const text = plan([hub, change('azurerm_network_interface.a', networkInterface('nic-a', unknown))], {
      resources: [nicWith(refs('data.azurerm_resources.found.resources[0].id'))],
    })
    expect(read(text).findings.find(({ code }) => code === 'HP1093')).toMatchObject({
      parameters: { attribute: 'ip_configuration[0].subnet_id' },
    })
  })

  test('what nobody wrote is chosen by the provider, and no finding', () => {
    const nic = networkInterface('nic-a', subnetId('web'))
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_network_interface.a', {
          ...nic,
          ip_configuration: [{ name: 'internal', subnet_id: subnetId('web'), public_ip_address_id: unknown }],
        }),
      ],
      { resources: [nicWith(constant(subnetId('web')))] },
    )
    expect(codes(read(text))).toEqual([])
  })
})

describe('lists of links', () => {
  const nics = ['a', 'b'].map((key, index) =>
    change(
      `azurerm_network_interface.n["${key}"]`,
      networkInterface(`nic-${key}`, subnetId('web'), { index }),
    ),
  )
  const vm = (ids: unknown) =>
    change('azurerm_linux_virtual_machine.vm', {
      name: 'vm',
      resource_group_name: 'rg',
      network_interface_ids: ids,
    })
  const interfacesOf = (text: string) =>
    (properties(read(text), 'virtualMachines/vm')['networkProfile'] as { networkInterfaces: unknown })
      .networkInterfaces

  test('in the order in which they are written', () => {
    const text = plan(
      [hub, change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')), ...nics, vm([unknown, unknown])],
      {
        resources: [
          written('azurerm_linux_virtual_machine.vm', {
            network_interface_ids: refs(
              'azurerm_network_interface.n["b"].id',
              'azurerm_network_interface.n["a"].id',
            ),
          }),
        ],
      },
    )
    expect(interfacesOf(text)).toEqual([
      { id: networkId('networkInterfaces/nic-b') },
      { id: networkId('networkInterfaces/nic-a') },
    ])
  })

  test('of all instances, when the length is not known', () => {
    const text = plan([hub, ...nics, vm(unknown)], {
      resources: [
        written('azurerm_linux_virtual_machine.vm', {
          network_interface_ids: refs('azurerm_network_interface.n'),
        }),
      ],
    })
    expect(interfacesOf(text)).toHaveLength(2)
  })
})
