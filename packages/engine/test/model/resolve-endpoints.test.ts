// Private endpoints out of resources: their addresses and subnets.
import { describe, expect, test } from 'vitest'
import { formatAddress } from '../../src/net/index.ts'
import { id, vnet } from './azure.ts'
import { type ArmResource, codesOf, networkOf, type PlainObject, resolvedOf } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { a: '10.0.0.0/24' })

const endpoint = (name: string, properties: PlainObject): ArmResource => ({
  type: 'Microsoft.Network/privateEndpoints',
  name,
  properties: { subnet: { id: id.subnet('hub/a') }, ...properties },
})

describe('private endpoints', () => {
  test('have the addresses of their configurations', () => {
    const ipConfigurations = [{ name: 'c', properties: { privateIPAddress: '10.0.0.9' } }]
    const { privateEndpoints } = networkOf([hub, endpoint('pe', { ipConfigurations })])
    expect(privateEndpoints.map(({ name, addresses }) => [name, addresses.map(formatAddress)])).toEqual([
      ['pe', ['10.0.0.9']],
    ])
    expect(privateEndpoints[0]?.subnet.name).toBe('a')
  })

  test.each([
    ['nowhere', { subnet: { id: id.subnet('hub/b') } }, 'HP2006'],
    ['not said', { subnet: undefined }, 'HP2001'],
  ])('whose subnet is %s are left out; the others stay', (_, properties, code) => {
    const { network, findings } = resolvedOf([hub, endpoint('lost', properties), endpoint('kept', {})])
    expect(network.privateEndpoints.map(({ name }) => name)).toEqual(['kept'])
    expect(codesOf(findings)).toEqual([code])
  })
})
