// Addresses and references taken apart.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  instanceAddress,
  moduleAddress,
  moduleSteps,
  stepsOf,
} from '../../../src/inputs/terraform/address.ts'

test.each([
  ['azurerm_subnet.x', ['azurerm_subnet', 'x']],
  ['azurerm_subnet.x[0].id', ['azurerm_subnet', 'x', { key: 0 }, 'id']],
  ['azurerm_subnet.x["a.b[0]"].id', ['azurerm_subnet', 'x', { key: 'a.b[0]' }, 'id']],
  ['module.hub["a\\"b"].subnet_ids', ['module', 'hub', { key: 'a"b' }, 'subnet_ids']],
  ['azurerm_subnet.x[*].id', ['azurerm_subnet', 'x', 'id']],
  ['', []],
])('%s', (text, steps) => {
  expect(stepsOf(text)).toEqual(steps)
})

const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/)
const key = fc.option(fc.oneof(fc.nat(1e6), fc.string({ maxLength: 12 })), { nil: undefined })

test('the address of a module is read as it was written', () => {
  const step = fc.record({ name, key })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      expect(moduleSteps(moduleAddress(steps))).toEqual(steps)
    }),
  )
})

test('the address of an instance ends in its type, name and key', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name, key }), { maxLength: 3 }),
      name,
      name,
      key,
      (modules, type, own, index) => {
        const address = instanceAddress(moduleAddress(modules), 'managed', type, own, index)
        const expected = [type, own, ...(index === undefined ? [] : [{ key: index }])]
        expect(stepsOf(address).slice(-expected.length)).toEqual(expected)
        expect(moduleSteps(instanceAddress(moduleAddress(modules), 'data', 'azurerm_x', own, index))).toEqual(
          modules,
        )
      },
    ),
  )
})

test('any text is taken apart without end or exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(stepsOf(text).length).toBeLessThanOrEqual(text.length)
    }),
  )
})
