// Addresses that stand for public ones: each of its own, whichever are known already.
import { expect, test } from 'vitest'
import { readArmDocument } from '../../src/inputs/arm/read-resources.ts'
import { parseJson } from '../../src/inputs/json/parse-json.ts'
import { mergeDeclarations, publicStandIns, withPublicStandIns } from '../../src/resources/index.ts'

const publicIp = (name: string, properties: Readonly<Record<string, unknown>> = {}) => ({
  type: 'Microsoft.Network/publicIPAddresses',
  name,
  properties,
})

const resourcesOf = (list: readonly unknown[]) => {
  const reading = parseJson(JSON.stringify(list), 'network.json')
  const { declarations } = readArmDocument(reading, { subscription: 's', resourceGroup: 'g' })
  return mergeDeclarations(declarations).resources
}

const byName = (standIns: ReadonlyMap<string, string>) =>
  Object.fromEntries([...standIns].map(([key, address]) => [key.split('/').at(-1), address]))

test('one for each that states none, in the order of their names', () => {
  const resources = resourcesOf([publicIp('b'), publicIp('a'), publicIp('c', { ipAddress: '198.51.100.7' })])
  expect(byName(publicStandIns(resources))).toEqual({ a: '203.0.113.1', b: '203.0.113.2' })
})

test('one that is told to a VPN gets its own for good, and the others keep theirs', () => {
  const { resources } = withPublicStandIns(
    resourcesOf([
      publicIp('a'),
      publicIp('b'),
      {
        type: 'Microsoft.Network/localNetworkGateways',
        name: 'branch',
        properties: { gatewayIpAddress: '203.0.113.1' },
      },
    ]),
  )
  expect(byName(publicStandIns(resources))).toEqual({ b: '203.0.113.2' })
})

test('an address that another one states is not given a second time', () => {
  const resources = resourcesOf([publicIp('a'), publicIp('b', { ipAddress: '203.0.113.1' })])
  expect(byName(publicStandIns(resources))).toEqual({ a: '203.0.113.3' })
})
