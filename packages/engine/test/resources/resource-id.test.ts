// Ids are read without regard to letter case, and parent and child are each other's inverse.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { childId, isOfType, nameOf, parentOf, parseResourceId } from '../../src/resources/index.ts'

const subnet =
  '/subscriptions/S/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/hub/subnets/default'

test('reads every part', () => {
  expect(parseResourceId(subnet)).toEqual({
    text: subnet,
    key: subnet.toLowerCase(),
    subscription: 'S',
    resourceGroup: 'RG',
    type: 'Microsoft.Network/virtualNetworks/subnets',
    names: ['hub', 'default'],
  })
})

test('letter case of the fixed words does not matter', () => {
  const id = parseResourceId(subnet.toUpperCase())
  expect(id).toMatchObject({ key: subnet.toLowerCase(), subscription: 'S', resourceGroup: 'RG' })
  expect(id && isOfType(id, 'microsoft.network/virtualnetworks/subnets')).toBe(true)
})

test('of an extension resource the last provider counts', () => {
  const id = parseResourceId(`${subnet}/providers/Microsoft.Insights/diagnosticSettings/d`)
  expect(id).toMatchObject({
    type: 'Microsoft.Insights/diagnosticSettings',
    names: ['d'],
    resourceGroup: 'RG',
  })
})

test('a resource group called providers, and a tenant-level resource', () => {
  expect(parseResourceId('/subscriptions/s/resourceGroups/providers/providers/A.B/c/d')?.resourceGroup).toBe(
    'providers',
  )
  expect(parseResourceId('/providers/A.B/c/d')).toMatchObject({
    subscription: undefined,
    type: 'A.B/c',
    names: ['d'],
  })
})

test.each([
  '',
  '/',
  'hub',
  subnet.slice(1),
  `${subnet}/`,
  subnet.replace('/hub', '/'),
  '/subscriptions/s/resourceGroups/g',
  '/subscriptions/s/providers/A.B',
  '/subscriptions/s/providers/A.B/c',
  '/subscriptions/s/providers/A.B/c/d/e',
  "[resourceId('A.B/c', 'd')]",
])('%j is no id', (text) => {
  expect(parseResourceId(text)).toBeUndefined()
})

describe('laws', () => {
  const segment = fc.string({
    minLength: 1,
    maxLength: 6,
    unit: fc.constantFrom('a', 'B', '-', '_', '.', '1', 'é', 'İ'),
  })
  const id = fc
    .tuple(segment, fc.array(fc.tuple(segment, segment), { minLength: 1, maxLength: 3 }))
    .map(
      ([group, pairs]) => `/subscriptions/s/resourceGroups/${group}/providers/A.B/${pairs.flat().join('/')}`,
    )

  test('the parent of a child is the parent, and equals what its text reads as', () => {
    fc.assert(
      fc.property(id, segment, segment, (text, type, name) => {
        const parent = parseResourceId(text)
        if (parent === undefined) throw new Error(`not read: ${text}`)
        const child = childId(parent, type, name)
        expect(nameOf(child)).toBe(name)
        expect(child).toEqual(parseResourceId(child.text))
        expect(parentOf(child)).toEqual(parent)
      }),
    )
  })

  test('a top-level resource has no parent', () => {
    expect(
      parentOf(
        childId(
          {
            text: '/providers/A.B',
            key: '/providers/a.b',
            type: 'A.B',
            names: [],
            subscription: undefined,
            resourceGroup: undefined,
          },
          'c',
          'd',
        ),
      ),
    ).toBeUndefined()
  })
})
