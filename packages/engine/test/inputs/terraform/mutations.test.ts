// Laws of reading plans: whatever has become of one, it is read to the end, and nothing is thrown.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyse } from '../../../src/analyse.ts'
import { inspect } from '../../../src/queries/index.ts'
import {
  change,
  codes,
  constant,
  networkInterface,
  plan,
  read,
  refs,
  subnet,
  unknown,
  written,
} from './plans.ts'

const scenario = new URL('../../../../../scenarios/terraform-hub-spoke/plan.json', import.meta.url)
const original: unknown = JSON.parse(readFileSync(scenario, 'utf8'))

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    '/',
    '__proto__',
    [],
    {},
    [[[]]],
    { references: ['module.hub', 'each.value.id', 'local.x', 'var.', 'azurerm_subnet'] },
    { references: [null, 3, {}] },
    { constant_value: { id: '/subscriptions/x' } },
    'module.hub["a"].azurerm_subnet.x[0]',
  ),
  fc.jsonValue(),
)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts a strange value at a place that a list of numbers picks, removes what is there, or gives it another name. */
const mutated = (value: unknown, way: readonly number[], put: unknown): unknown => {
  const [pick, ...rest] = way
  if (pick === undefined) return put
  if (Array.isArray(value) && value.length > 0) {
    const at = pick % value.length
    if (pick % 11 === 0) return value.filter((_, index) => index !== at)
    return value.map((item, index) => (index === at ? mutated(item, rest, put) : item))
  }
  if (!isRecord(value)) return put
  const names = Object.keys(value)
  const name = names[pick % Math.max(1, names.length)]
  if (name === undefined) return put
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (key !== name) return [[key, item]]
      if (pick % 11 === 0) return []
      return [[pick % 13 === 0 ? 'type' : key, mutated(item, rest, put)]]
    }),
  )
}

const way = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 12 })
const mutation = fc.array(fc.tuple(way, strange), { minLength: 1, maxLength: 4 })

test.each(['before', 'after'] as const)('a damaged plan, %s', (side) => {
  fc.assert(
    fc.property(mutation, (mutations) => {
      const damaged = mutations.reduce<unknown>((value, [path, put]) => mutated(value, path, put), original)
      const loaded = read(JSON.stringify(damaged), { plan: side })
      expect(inspect(loaded, analyse(loaded.resourceSet)).format).toBe(1)
    }),
    { numRuns: 150 },
  )
})

test('references that go round in a circle end', () => {
  const nic = change('module.m.azurerm_network_interface.n', networkInterface('n', unknown))
  const circle = {
    source: './m',
    expressions: { a: refs('module.m.b') },
    module: {
      outputs: { b: { expression: refs('var.a') } },
      resources: [
        written('azurerm_network_interface.n', { ip_configuration: [{ subnet_id: refs('var.a') }] }),
      ],
    },
  }
  expect(codes(read(plan([nic], { module_calls: { m: circle } })))).toContain('HP1093')
})

test('references that grow without end are given up, with a finding', () => {
  const many = Array.from({ length: 40 }, () => 'module.m.b')
  const nic = change('module.m.azurerm_network_interface.n', networkInterface('n', unknown))
  const growing = {
    source: './m',
    expressions: { a: { references: ['module.m.b', 'module.m.c'] } },
    module: {
      outputs: {
        b: { expression: { references: ['var.a', ...many] } },
        c: { expression: { references: ['var.a'] } },
      },
      resources: [
        written('azurerm_network_interface.n', { ip_configuration: [{ subnet_id: refs('var.a') }] }),
      ],
    },
  }
  expect(codes(read(plan([nic], { module_calls: { m: growing } })))).toContain('HP1066')
})

test('resources that name each other as parents have no id, and that is said', () => {
  const text = plan(
    [
      change('azurerm_virtual_hub_connection.a', { name: 'a', virtual_hub_id: unknown }),
      change('azurerm_subnet.s', { ...subnet('s', '10.0.0.0/24', unknown), name: unknown }),
    ],
    {
      resources: [
        written('azurerm_virtual_hub_connection.a', {
          virtual_hub_id: refs('azurerm_virtual_hub_connection.a.virtual_hub_id'),
        }),
        written('azurerm_subnet.s', {
          virtual_network_name: refs('azurerm_subnet.s.virtual_network_name'),
          name: constant('s'),
        }),
      ],
    },
  )
  expect(codes(read(text))).toContain('HP1093')
})
