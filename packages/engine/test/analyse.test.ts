// What an analysis says of the service tags that a network needs.
import { describe, expect, test } from 'vitest'
import { analyse } from '../src/analyse.ts'
import { prefix } from '../src/net/index.ts'
import type { ServiceTagList } from '../src/resources/index.ts'
import { id, routeTable, vnet } from './model/azure.ts'
import { type ArmResource, resourceSetOf } from './model/network-of.ts'

const withServices = (...services: readonly string[]): ArmResource =>
  vnet('vnet', ['10.0.0.0/16'], {
    a: {
      addressPrefix: '10.0.0.0/24',
      routeTable: { id: id.routeTable('rt') },
      serviceEndpoints: services.map((service) => ({ service })),
    },
  })

const found = (resources: readonly ArmResource[], tags?: ServiceTagList) =>
  analyse(resourceSetOf(resources, {}, tags))
    .findings.filter(({ code }) => ['HP2014', 'HP2015'].includes(code))
    .map(({ code, parameters, span }) => ({ code, ...parameters, line: span?.line }))

describe('R1.8, R1.25: tags', () => {
  test('that nothing needs are not spoken of', () => {
    expect(found([withServices(), routeTable('rt', [['10.9.0.0/16', 'None']])])).toEqual([])
  })

  test('of the bundled list have a date, said once for all', () => {
    const resources = [
      withServices('Microsoft.Storage', 'Microsoft.Sql'),
      routeTable('rt', [['sql', 'None']]),
    ]
    expect(found(resources)).toEqual([
      { code: 'HP2015', tags: ['Sql', 'Storage'], date: '2025-01-27', line: undefined },
    ])
  })

  test('that the list lacks are a warning, where the first need stands', () => {
    const resources = [
      withServices('Microsoft.Unheard'),
      routeTable('rt', [
        ['Storage.EastUS', 'Internet'],
        ['storage.eastus', 'None'],
      ]),
    ]
    expect(found(resources)).toEqual([
      {
        code: 'HP2014',
        tags: ['Microsoft.Unheard'],
        usedBy: ['Microsoft.Unheard'],
        source: '2025-01-27',
        line: 1,
      },
      {
        code: 'HP2014',
        tags: ['Storage.EastUS'],
        usedBy: ['rt/route0', 'rt/route1'],
        source: '2025-01-27',
        line: 2,
      },
    ])
  })

  test('of a list that the user gave have no date, and only it counts', () => {
    const list: ServiceTagList = {
      file: 'tags.json',
      tags: new Map([['sql', { name: 'Sql', region: '', prefixes: [prefix('40.1.0.0/16')] }]]),
    }
    expect(found([withServices('Microsoft.Storage', 'Microsoft.Sql'), routeTable('rt', [])], list)).toEqual([
      { code: 'HP2014', tags: ['Storage'], usedBy: ['Microsoft.Storage'], source: 'tags.json', line: 1 },
    ])
  })
})
