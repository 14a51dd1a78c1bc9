// `inspect`: what was read, what is assumed, what is not known.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analyse.ts'
import { inspect } from '../../src/queries/index.ts'
import type { Loaded } from '../../src/resources/index.ts'
import { peeringSide, vm, vnet } from '../forwarding/azure.ts'
import { type ArmResource, idOf, resourceSetOf, unknown } from '../model/network-of.ts'

const loadedOf = (resources: readonly ArmResource[]): Loaded => ({
  resourceSet: resourceSetOf(resources),
  findings: [],
  ignored: new Map([
    ['Microsoft.Web/sites', 2],
    ['Microsoft.Compute/disks', 1],
  ]),
  guests: [],
  unsupported: new Map([
    ['Microsoft.Network/zeta', 1],
    ['Microsoft.Network/alpha', 3],
  ]),
  sources: new Map(),
})

const inspected = (resources: readonly ArmResource[]) => {
  const loaded = loadedOf(resources)
  return inspect(loaded, analyse(loaded.resourceSet))
}

describe('inspect', () => {
  const answer = inspected([
    vnet('Zebra', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    ...vm('vm1', 'Zebra/main', '10.0.0.4'),
    {
      type: 'Microsoft.Network/routeTables',
      name: 'alpha',
      properties: {
        disableBgpRoutePropagation: unknown('disable'),
        tags: [{ owner: unknown('owner') }, 'plain'],
        routes: [{ name: 'first', properties: { addressPrefix: unknown('prefix'), nextHopType: 'None' } }],
      },
    },
  ])

  test('has the fields of the contract', () => {
    expect(Object.keys(answer)).toEqual([
      'format',
      'resources',
      'guests',
      'ignored',
      'unsupported',
      'findings',
    ])
    expect(Object.keys(answer.resources[0] ?? {})).toEqual([
      'id',
      'type',
      'name',
      'declaredAt',
      'assumed',
      'unknown',
    ])
    expect(answer.format).toBe(1)
  })

  test('lists resources by id, children behind their parents, whatever the letter case', () => {
    expect(answer.resources.map(({ name, type }) => `${type.split('/').slice(1).join('/')} ${name}`)).toEqual(
      [
        'virtualMachines vm1',
        'networkInterfaces vm1-nic',
        'networkInterfaces/ipConfigurations config0',
        'routeTables alpha',
        'routeTables/routes first',
        'virtualNetworks Zebra',
        'virtualNetworks/subnets main',
      ],
    )
  })

  test('names every value that is not known, by its path and its origin', () => {
    const unknowns = answer.resources.flatMap(({ name, unknown: parts }) =>
      parts.map((part) => ({ name, ...part })),
    )
    expect(unknowns).toEqual([
      {
        name: 'alpha',
        path: 'properties.disableBgpRoutePropagation',
        reason: 'parameter',
        origin: 'disable',
      },
      { name: 'alpha', path: 'properties.tags[0].owner', reason: 'parameter', origin: 'owner' },
      { name: 'first', path: 'properties.addressPrefix', reason: 'parameter', origin: 'prefix' },
    ])
  })

  test('says where a resource was written', () => {
    expect(answer.resources.find(({ name }) => name === 'alpha')).toMatchObject({
      id: idOf('Microsoft.Network/routeTables', 'alpha'),
      declaredAt: 'network.json:4:1',
      assumed: false,
    })
  })

  test('counts what it left aside, sorted by type', () => {
    expect(Object.entries(answer.ignored)).toEqual([
      ['Microsoft.Compute/disks', 1],
      ['Microsoft.Web/sites', 2],
    ])
    expect(answer.unsupported).toEqual([
      { type: 'Microsoft.Network/alpha', count: 3 },
      { type: 'Microsoft.Network/zeta', count: 1 },
    ])
  })
})

test('a resource that is only taken for granted is marked, and has no place', () => {
  const answer = inspected([
    {
      type: 'Microsoft.Network/virtualNetworks/subnets',
      name: 'ghost/main',
      properties: { addressPrefix: '10.5.0.0/24' },
    },
  ])
  expect(answer.resources.map(({ name, assumed, declaredAt }) => [name, assumed, declaredAt])).toEqual([
    ['ghost', true, null],
    ['main', false, 'network.json:1:1'],
  ])
})

test('findings of reading and of analysing stand together', () => {
  const answer = inspected([
    vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    peeringSide('hub', 'nowhere'),
  ])
  expect(answer.findings.map(({ severity }) => severity)).not.toEqual([])
  expect(answer.findings.some(({ parameters }) => JSON.stringify(parameters).includes('nowhere'))).toBe(true)
})
