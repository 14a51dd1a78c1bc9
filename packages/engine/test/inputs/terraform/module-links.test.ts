// Links that are only known after the apply, through variables, modules and outputs.
import { describe, expect, test } from 'vitest'
import {
  change,
  constant,
  hub,
  networkInterface,
  nicWith,
  plan,
  refs,
  subnet,
  subnetId,
  subnetsOf,
  unknown,
  virtualNetwork,
  written,
} from './plans.ts'

describe('a reference through modules', () => {
  const inModule = (reference: unknown) => ({
    source: './machine',
    expressions: { subnet_id: reference },
    module: { resources: [nicWith(refs('var.subnet_id'))] },
  })

  test('to a variable: the expression of the caller', () => {
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('module.vm.azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { module_calls: { vm: inModule(refs('azurerm_subnet.web.id')) } },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId('web') })
  })

  test('to an output of another module, through two variables', () => {
    const network = {
      source: './network',
      expressions: {},
      module: {
        outputs: { web: { expression: refs('azurerm_subnet.web.id') } },
        resources: [written('azurerm_subnet.web', {})],
      },
    }
    const outer = {
      source: './outer',
      expressions: { id: refs('module.network.web') },
      module: { module_calls: { vm: inModule(refs('var.id')) } },
    }
    const text = plan(
      [
        hub,
        change('module.network.azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('module.outer.module.vm.azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { module_calls: { network, outer } },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId('web') })
  })

  test('with for_each: each instance of the module has its own', () => {
    const spoke = {
      source: './spoke',
      expressions: {},
      for_each_expression: refs('var.spokes'),
      module: { resources: [nicWith(refs('azurerm_subnet.web.id')), written('azurerm_subnet.web', {})] },
    }
    const changes = ['a', 'b'].flatMap((key) => [
      change(`module.spoke["${key}"].azurerm_virtual_network.v`, virtualNetwork(`v-${key}`, '10.0.0.0/16')),
      change(`module.spoke["${key}"].azurerm_subnet.web`, subnet('web', '10.0.0.0/24', `v-${key}`)),
      change(`module.spoke["${key}"].azurerm_network_interface.a`, networkInterface(`nic-${key}`, unknown)),
    ])
    expect(subnetsOf(plan(changes, { module_calls: { spoke } }))).toEqual({
      'nic-a': subnetId('web', 'v-a'),
      'nic-b': subnetId('web', 'v-b'),
    })
  })

  test.each([
    ['by a key that is written', refs('module.network.ids["app"]'), 'app'],
    ['by the name of the subnet', refs('module.network.ids["snet-web"]'), 'snet-web'],
    ['by a variable that the root sets', refs('module.network.ids', 'var.wanted'), 'app'],
  ])('to one of a map of ids: %s', (_, reference, name) => {
    const names: Readonly<Record<string, string>> = { app: 'app', web: 'snet-web' }
    const network = {
      source: './network',
      expressions: {},
      module: { outputs: { ids: { expression: refs('azurerm_subnet.this') } } },
    }
    const text = plan(
      [
        hub,
        ...Object.entries(names).map(([key, each], index) =>
          change(`module.network.azurerm_subnet.this["${key}"]`, subnet(each, `10.0.${index}.0/24`)),
        ),
        change('azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { resources: [nicWith(reference)], module_calls: { network } },
      { variables: { wanted: { value: 'app' } } },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId(name) })
  })

  test('to a module as a whole: its only output of the type', () => {
    const spoke = {
      source: './spoke',
      expressions: {},
      for_each_expression: refs('var.spokes'),
      module: {
        outputs: {
          name: { expression: refs('azurerm_virtual_network.v.name') },
          subnet: { expression: refs('azurerm_subnet.web.id') },
        },
      },
    }
    const text = plan(
      [
        ...['a', 'b'].flatMap((key) => [
          change(
            `module.spoke["${key}"].azurerm_virtual_network.v`,
            virtualNetwork(`v-${key}`, '10.0.0.0/16'),
          ),
          change(`module.spoke["${key}"].azurerm_subnet.web`, subnet('web', '10.0.0.0/24', `v-${key}`)),
        ]),
        change('azurerm_network_interface.a["b"]', networkInterface('nic-b', unknown)),
      ],
      { resources: [nicWith(refs('module.spoke', 'each.key'))], module_calls: { spoke } },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-b': subnetId('web', 'v-b') })
  })

  test('to each.value of resources: the one with the same key', () => {
    const text = plan(
      [
        hub,
        ...['x', 'y'].flatMap((key, index) => [
          change(`azurerm_subnet.web["${key}"]`, subnet(`web-${key}`, `10.0.${index}.0/24`)),
          change(`azurerm_network_interface.a["${key}"]`, networkInterface(`nic-${key}`, unknown)),
        ]),
      ],
      {
        resources: [{ ...nicWith(refs('each.value.id')), for_each_expression: refs('azurerm_subnet.web') }],
      },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-x': subnetId('web-x'), 'nic-y': subnetId('web-y') })
  })

  test('to a list of objects by count.index: the one in its place', () => {
    const machine = {
      source: './machine',
      expressions: { interfaces: refs('azurerm_subnet.web.id', 'azurerm_subnet.app.id') },
      module: { resources: [nicWith(refs('var.interfaces', 'count.index'))] },
    }
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('azurerm_subnet.app', subnet('app', '10.0.2.0/24')),
        change('module.vm.azurerm_network_interface.a[0]', networkInterface('nic0', unknown)),
        change('module.vm.azurerm_network_interface.a[1]', networkInterface('nic1', unknown)),
      ],
      { module_calls: { vm: machine } },
    )
    expect(subnetsOf(text)).toEqual({ nic0: subnetId('web'), nic1: subnetId('app') })
  })

  test('in a dynamic block, which plans do not show: the only one that the module is given', () => {
    const machine = {
      source: './machine',
      expressions: { interfaces: refs('azurerm_subnet.web.id') },
      module: { resources: [written('azurerm_network_interface.a', { name: constant('nic-a') })] },
    }
    const text = plan(
      [
        hub,
        change('azurerm_subnet.web', subnet('web', '10.0.1.0/24')),
        change('module.vm.azurerm_network_interface.a', networkInterface('nic-a', unknown)),
      ],
      { module_calls: { vm: machine } },
    )
    expect(subnetsOf(text)).toEqual({ 'nic-a': subnetId('web') })
  })
})
