// Names, qualified names and ids.
import { expect, test } from 'vitest'
import { dictionary, findByName, parseResourceId, type Resource } from '../../src/resources/index.ts'

const resourcesOf = (...texts: readonly string[]): ReadonlyMap<string, Resource> =>
  new Map(
    texts.flatMap((text) => {
      const id = parseResourceId(text)
      return id === undefined
        ? []
        : [[id.key, { id, body: dictionary({}), declaredAt: undefined, assumed: false }] as const]
    }),
  )
const vm = 'Microsoft.Compute/virtualMachines'
const ids = [
  `/subscriptions/s/resourceGroups/Web/providers/${vm}/vm1`,
  `/subscriptions/s/resourceGroups/db/providers/${vm}/VM1`,
  '/subscriptions/s/resourceGroups/web/providers/Microsoft.Network/networkInterfaces/vm1',
  '/subscriptions/s/resourceGroups/web/providers/Microsoft.Network/virtualNetworks/hub/subnets/vm1',
]
const all = resourcesOf(...ids)
const subnets = 'microsoft.network/virtualnetworks/subnets'

test.each([
  [vm, 'vm1', [0, 1]],
  [vm, 'web/VM1', [0]],
  [vm, 'DB/vm1', [1]],
  [vm, ids[1]?.toUpperCase(), [1]],
  [vm, 'undefined/vm1', []],
  [vm, 'vm', []],
  [vm, '', []],
  [vm, '/', []],
  [subnets, 'hub/vm1', [3]],
  [subnets, 'web/vm1', [3]],
  [subnets, ids[0], []],
  [vm, undefined, [0, 1]],
])('%s %s', (type, name, expected) => {
  expect(findByName(all, [type], name).map(({ id }) => ids.indexOf(id.text))).toEqual(expected)
})
