// Files and folders of exports: several lists in a file, pages, mixed shapes, what was collected.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { load } from '../../../src/inputs/load.ts'
import { nameOf, textAt } from '../../../src/resources/index.ts'
import { memoryFiles } from '../memory-files.ts'
import { asAz, asOldAz, asPowerShell, asPython, asSdk } from './flatten.ts'
import { restSamples } from './rest-samples.ts'
import { serviceSamples } from './service-samples.ts'

const samples = [...restSamples, ...serviceSamples]

const group = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network'
const vnet = (name: string, more: object = {}) => ({
  id: `${group}/virtualNetworks/${name}`,
  name,
  type: 'Microsoft.Network/virtualNetworks',
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, ...more },
})
const subnet = (more: object = {}) => ({
  id: `${group}/virtualNetworks/hub/subnets/a`,
  name: 'a',
  type: 'Microsoft.Network/virtualNetworks/subnets',
  properties: {
    addressPrefix: '10.0.0.0/24',
    ipConfigurations: [{ id: `${group}/x/1` }, { id: `${group}/x/2` }],
    ...more,
  },
})
const hub = vnet('hub', { subnets: [subnet()] })

const read = (files: Readonly<Record<string, unknown>>, inputs: readonly string[] = ['.']) => {
  const texts = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : JSON.stringify(content),
  ])
  const loaded = load(memoryFiles(Object.fromEntries(texts)), { inputs })
  const names = [...loaded.resourceSet.resources.values()].map(({ id }) => nameOf(id))
  return { ...loaded, names, codes: loaded.findings.map(({ code }) => code) }
}

describe('what a file may hold', () => {
  test.each([
    ['one resource', JSON.stringify(asAz(hub))],
    ['a list', JSON.stringify([asAz(hub)])],
    [
      'outputs one behind the other',
      `${JSON.stringify([asAz(vnet('hub'))])}\n${JSON.stringify(asAz(subnet()))}\n`,
    ],
    ['what az network vnet create prints', JSON.stringify({ newVNet: asAz(hub) })],
    ['lists by name', JSON.stringify({ vnets: [asAz(vnet('hub'))], subnets: [asSdk(subnet())] })],
  ])('%s', (_, text) => {
    expect(read({ 'a.json': text })).toMatchObject({ names: ['hub', 'a'], codes: [] })
  })

  test('with what the terminal said around it', () => {
    const text = `WARNING: The default will change.\r\n\n# az network vnet list\n${JSON.stringify([hub])}\n# Two subnets.\nWARNING: x`
    const { names, codes, resourceSet } = read({ 'a.json': text })
    expect([names, codes]).toEqual([['hub', 'a'], []])
    expect([...resourceSet.resources.values()][0]?.declaredAt).toMatchObject({ line: 4, column: 2 })
  })

  test('but nothing inside a document is an aside', () => {
    const described = JSON.stringify([vnet('hub', { description: 'one\n# two' })]).replace('\\n', '\n')
    const { resourceSet } = read({ 'a.json': described })
    const [first] = resourceSet.resources.values()
    expect(textAt(first?.body, 'properties', 'description')).toBe('one\n# two')
  })

  test('what Get-AzResource prints', () => {
    const { id, type, name, properties } = hub
    const row = {
      ResourceId: id,
      ResourceType: type,
      Name: name,
      ResourceGroupName: 'g',
      Properties: properties,
    }
    expect(read({ 'a.json': [row] })).toMatchObject({ names: ['hub', 'a'], codes: [] })
  })

  test('JSON Lines, by either ending', () => {
    const text = [vnet('a'), vnet('b')].map((line) => JSON.stringify(asAz(line))).join('\n')
    expect(read({ 'a.jsonl': text })).toMatchObject({ names: ['a', 'b'], codes: [] })
    expect(read({ 'a.ndjson': text }, ['a.ndjson'])).toMatchObject({ names: ['a', 'b'], codes: [] })
  })

  test('the place of what follows another value is its own', () => {
    const { resourceSet } = read({ 'a.json': `${JSON.stringify(vnet('a'))}\n${JSON.stringify(vnet('b'))}` })
    const places = [...resourceSet.resources.values()].map(({ declaredAt }) => declaredAt?.line)
    expect(places).toEqual([1, 2])
  })

  test('a value that breaks off does not take the one before it away', () => {
    const text = `${JSON.stringify(vnet('a'))}\n${JSON.stringify(vnet('b')).slice(0, -2)}`
    expect(read({ 'a.json': text })).toMatchObject({ names: ['a'], codes: ['HP1008'] })
  })

  test('resource groups and subscriptions are no faults', () => {
    const files = {
      'groups.json': [
        { id: '/subscriptions/s/resourceGroups/g', name: 'g', type: 'Microsoft.Resources/resourceGroups' },
        { id: '/subscriptions/s', name: 's', type: 'microsoft.resources/subscriptions' },
      ],
      'vnets.json': [vnet('hub')],
    }
    expect(read(files)).toMatchObject({ names: ['hub'], codes: [] })
  })

  test('an inventory is told, and adds nothing', () => {
    const row = {
      id: vnet('hub').id,
      name: 'hub',
      type: vnet('hub').type,
      createdTime: '2024',
      changedTime: '2024',
      provisioningState: 'Succeeded',
      properties: null,
      resourceGroup: 'g',
    }
    expect(read({ 'list.json': [row, { ...row, id: `${row.id}2` }] })).toMatchObject({
      names: [],
      findings: [{ code: 'HP1103', parameters: { count: 2 } }],
    })
    expect(read({ 'list.json': [row], 'vnets.json': [hub] })).toMatchObject({ names: ['hub', 'a'] })
  })

  test('what PowerShell left out is told once, and unknown', () => {
    const cut = vnet('hub', {
      subnets: ['Microsoft.Azure.Commands.Network.Models.PSSubnet'],
      dhcpOptions: '@{a=System.Object[]}',
    })
    expect(read({ 'a.json': cut })).toMatchObject({ findings: [{ code: 'HP1101' }], names: ['hub'] })
  })

  test('a template without properties is not taken for an export', () => {
    const template = {
      contentVersion: '1.0.0.0',
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      resources: [{ type: 'Microsoft.Network/virtualNetworks', name: 'a', addressSpace: {} }],
    }
    expect(read({ 'a.json': template })).toMatchObject({ codes: ['HP1018'] })
  })

  test('secrets that az prints become unknown', () => {
    const circuit = {
      id: `${group}/expressRouteCircuits/er`,
      name: 'er',
      serviceKey: 'top-secret',
      authorizations: [
        {
          id: `${group}/expressRouteCircuits/er/authorizations/a`,
          name: 'a',
          authorizationKey: 'top-secret',
        },
      ],
    }
    const { resourceSet } = read({ 'a.json': [circuit] })
    expect(resourceSet.resources.size).toBe(2)
    const bodies = [...resourceSet.resources.values()].map(({ body }) => body)
    expect(JSON.stringify(bodies, (_, value) => (value instanceof Map ? [...value] : value))).not.toContain(
      'top-secret',
    )
  })
})

describe('one network, many shapes', () => {
  const shapes = [(resource: unknown) => resource, asAz, asOldAz, asSdk, asPython, asPowerShell]
  const resourcesOf = (files: Readonly<Record<string, unknown>>) => {
    const { resourceSet, codes } = read(files)
    const lines = [...resourceSet.resources.values()].map(({ id, body }) => [
      id.key,
      textAt(body, 'name'),
      textAt(body, 'properties', 'provisioningState'),
      textAt(body, 'properties', 'privateIPAddress'),
    ])
    return { lines: lines.toSorted(), codes: codes.filter((code) => code === 'HP1015') }
  }
  const expected = resourcesOf({ 'a.json': samples })

  test('each resource in a file of its own, in any shape and any order', () => {
    const order = fc.shuffledSubarray([...samples.keys()], { minLength: samples.length })
    const choice = fc.array(fc.nat(shapes.length - 1), {
      minLength: samples.length,
      maxLength: samples.length,
    })
    const property = fc.property(order, choice, (indices, chosen) => {
      const files = indices.map((index, place) => [
        `${String(place).padStart(3, '0')}.json`,
        shapes[chosen[index] ?? 0]?.(samples[index]),
      ])
      expect(resourcesOf(Object.fromEntries(files))).toEqual(expected)
    })
    fc.assert(property, { numRuns: 30 })
  })

  test('the same file in two shapes merges without a word', () => {
    expect(
      resourcesOf({
        'a.json': samples,
        'b.json': samples.map(asAz),
        'c.json': samples.map(asOldAz),
      }),
    ).toEqual(expected)
  })

  test('links in another order are the same, another address is not', () => {
    const turned = subnet({ ipConfigurations: [{ id: `${group}/X/2` }, { id: `${group}/x/1` }] })
    expect(read({ 'a.json': [hub], 'b.json': [asAz(turned)] }).codes).toEqual([])
    const moved = subnet({ addressPrefix: '10.0.1.0/24' })
    expect(read({ 'a.json': [hub], 'b.json': [asAz(moved)] }).codes).toEqual(['HP1015'])
  })
})

describe('pages', () => {
  const list = (names: readonly string[], more: object = {}) => ({
    value: names.map((name) => vnet(name)),
    ...more,
  })
  const next = { nextLink: 'https://management.azure.com/subscriptions/s/x?api-version=1&$skiptoken=a' }
  const graph = (names: readonly string[], skip_token: string | null) => ({
    count: names.length,
    data: names.map((name) => vnet(name)),
    skip_token,
    total_records: 3,
  })

  test.each([
    ['REST', { 'a.json': list(['a'], next) }, [1, undefined]],
    [
      'REST, another list ends',
      { 'a.json': list(['a'], next), 'b.json': { value: [subnet()] } },
      [1, undefined],
    ],
    ['Resource Graph', { 'a.json': graph(['a', 'b'], 'token') }, [2, 3]],
    [
      'Resource Graph over REST',
      { 'a.json': { totalRecords: 3, count: 1, data: [vnet('a')], $skipToken: 'x' } },
      [1, 3],
    ],
    [
      'cut short',
      { 'a.json': { totalRecords: 3, count: 1, data: [vnet('a')], resultTruncated: 'true' } },
      [1, 3],
    ],
  ])('missing: %s', (_, files, [found, total]) => {
    const pages = read(files).findings.filter(({ code }) => code === 'HP1100')
    expect(pages).toMatchObject([{ parameters: { file: 'a.json', found } }])
    expect(pages[0]?.parameters).toHaveProperty('total', total)
  })

  test.each([
    ['REST', { 'a.json': list(['a'], next), 'b.json': list(['b']) }],
    ['REST, the last page without a link', { 'a.json': list(['a'], { nextLink: '' }) }],
    ['Resource Graph', { 'a.json': graph(['a', 'b'], 'token'), 'b.json': graph(['c'], null) }],
  ])('complete: %s', (_, files) => {
    expect(read(files).codes).toEqual([])
  })
})

describe('a collected folder', () => {
  const evidence = { kind: 'effectiveRoutes', resource: 'x', output: { value: [] } }
  const files = {
    'collected/collected.json': { format: 1 },
    'collected/resources/vnets.json': [asAz(hub)],
    'collected/resources/empty.json': [],
    'collected/evidence/nic.json': evidence,
  }

  test('is an input by itself', () => {
    expect(read(files, ['collected'])).toMatchObject({ names: ['hub', 'a'], codes: [] })
  })

  test('may have a world file, and may be an input of one', () => {
    const world = 'version: 1\n'
    expect(read({ ...files, 'collected/hairpin.yaml': world }, ['collected'])).toMatchObject({
      names: ['hub', 'a'],
      codes: [],
    })
    expect(read({ ...files, 'hairpin.yaml': 'version: 1\ninputs: [collected/]\n' })).toMatchObject({
      names: ['hub', 'a'],
      codes: [],
    })
  })

  test('tables beside resources are passed over', () => {
    expect(
      read({
        'vnets.json': [hub],
        'routes.json': evidence,
        'learned.json': { value: [{ network: '10.0.0.0/8' }] },
      }),
    ).toMatchObject({ names: ['hub', 'a'], codes: [] })
  })
})

describe('what Azure says of itself', () => {
  test('a change that failed is told once', () => {
    const failed = { ...vnet('hub', { provisioningState: 'Failed' }) }
    expect(read({ 'a.json': [failed], 'b.json': [asAz(failed)] })).toMatchObject({ codes: ['HP1102'] })
  })

  test('children that are only linked to are missed, unless they are there', () => {
    const hubId = `${group}/virtualHubs/rs`
    const server = {
      id: hubId,
      name: 'rs',
      properties: {
        bgpConnections: [{ id: `${hubId}/bgpConnections/nva` }],
        ipConfigurations: [{ id: `${hubId}/ipConfigurations/c` }],
      },
    }
    expect(read({ 'a.json': [server] }).findings).toMatchObject([
      { code: 'HP1104', parameters: { childType: 'bgpConnections', count: 1 } },
    ])
    const peer = { id: `${hubId}/bgpConnections/nva`, name: 'nva', properties: { peerAsn: 1 } }
    expect(read({ 'a.json': [server], 'b.json': [peer] }).codes).toEqual([])
  })
})

describe('whatever becomes of an export', () => {
  const texts = [asAz, asPowerShell, asPython].map((shape) => JSON.stringify(samples.map(shape)))

  test('nothing throws, and the same text gives the same answer', () => {
    const cut = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.nat(),
      length: fc.nat(60),
      insert: fc.constantFrom('', 'null', '{', ']', '"', ',', '"__proto__":{"id":1},', '[[[[', '@{a=1}'),
    })
    const property = fc.property(cut, ({ text, at, length, insert }) => {
      const place = at % text.length
      const broken = text.slice(0, place) + insert + text.slice(place + length)
      const first = read({ 'a.json': broken, 'b.json': texts[0] })
      expect(read({ 'a.json': broken, 'b.json': texts[0] }).codes).toEqual(first.codes)
      expect(first.resourceSet.resources.size).toBeGreaterThanOrEqual(samples.length - 1)
    })
    fc.assert(property, { numRuns: 100 })
  })
})
