// The file of service tags in Azure's own shape, and what is no such file.
import { describe, expect, test } from 'vitest'
import { formatSpan } from '../../../src/diagnostics/index.ts'
import { load } from '../../../src/inputs/load.ts'
import { readServiceTags } from '../../../src/inputs/world/read-service-tags.ts'
import { formatPrefix } from '../../../src/net/index.ts'
import { memoryFiles } from '../memory-files.ts'

const value = (name: string, addressPrefixes: readonly unknown[], region: string | undefined = '') => ({
  name,
  id: name,
  properties: { changeNumber: 1, region, platform: 'Azure', systemService: 'X', addressPrefixes },
})
const text = (...values: readonly unknown[]): string =>
  JSON.stringify({ changeNumber: 343, cloud: 'Public', values })

const read = (content: string) => {
  const { list, findings } = readServiceTags(content, 'tags.json')
  return {
    tags: [...(list?.tags ?? [])].map(([key, { name, region, prefixes }]) =>
      [key, name, region, ...prefixes.map(formatPrefix)].join(' '),
    ),
    found: findings.map(({ code, span }) => `${code} ${span === undefined ? '' : formatSpan(span)}`),
  }
}

describe('a file in the shape of the download', () => {
  test('becomes tags by lower-cased name', () => {
    const file = text(
      value('Storage.EastUS', ['20.1.0.0/16', '2603:1030::/48'], 'eastus'),
      value('Storage', ['20.0.0.0/8']),
      { name: 'NoRegion', properties: { addressPrefixes: [] } },
    )
    expect(read(file)).toEqual({
      tags: [
        'storage.eastus Storage.EastUS eastus 20.1.0.0/16 2603:1030::/48',
        'storage Storage  20.0.0.0/8',
        'noregion NoRegion ',
      ],
      found: [],
    })
  })

  test('keeps what is right beside what is wrong, and tells the first fault only', () => {
    expect(read(text(value('A', ['ten', '10.0.0.0/8', 'eleven']), value('B', ['10.1.0.4/16'])))).toEqual({
      tags: ['a A  10.0.0.0/8', 'b B  10.1.0.0/16'],
      found: ['HP2004 tags.json:1:1'],
    })
  })

  test('a name like __proto__ is data', () => {
    expect(read(text(value('__proto__', ['10.0.0.0/8']))).tags).toEqual(['__proto__ __proto__  10.0.0.0/8'])
  })
})

test.each([
  ['another shape', '{"prefixes": []}', 'HP1039 tags.json:1:1'],
  ['a list', '[]', 'HP1039 tags.json:1:1'],
  ['null', 'null', 'HP1039 tags.json:1:1'],
  ['prefixes that are no texts', text(value('A', [4])), 'HP1039 tags.json:1:1'],
  ['broken JSON', '{"values": [\n}', 'HP1008 tags.json:2:1'],
  ['nothing', '', 'HP1008 tags.json:1:1'],
])('%s gives no list', (_, content, found) => {
  expect(read(content)).toEqual({ tags: [], found: [found] })
})

describe('serviceTags in hairpin.yaml', () => {
  const table = JSON.stringify([{ type: 'Microsoft.Network/routeTables', name: 'rt', properties: {} }])
  const loaded = (files: Readonly<Record<string, string>>, world: string, at = 'net/hairpin.yaml') =>
    load(memoryFiles({ ...files, [at]: `version: 1\n${world}\n` }), { inputs: [at] })
  const tags = text(value('A', ['10.0.0.0/8']))

  test('names a file beside it, which is no input even without inputs', () => {
    const { resourceSet, findings } = loaded(
      { 'net/rt.json': table, 'net/tags.json': tags },
      'serviceTags: tags.json',
    )
    expect(findings).toEqual([])
    expect(resourceSet.serviceTags?.file).toBe('net/tags.json')
    expect([...(resourceSet.serviceTags?.tags.keys() ?? [])]).toEqual(['a'])
    expect(resourceSet.resources.size).toBe(1)
  })

  test('alone in its folder it is no input either', () => {
    const { findings } = loaded({ 'net/tags.json': tags }, 'serviceTags: tags.json')
    expect(findings.map(({ code }) => code)).toEqual(['HP1007'])
  })

  test('without it there is none', () => {
    expect(loaded({ 'net/rt.json': table }, '').resourceSet.serviceTags).toBeUndefined()
  })

  test('a file that is not there is an error at its name, and the rest is read', () => {
    const { resourceSet, findings } = loaded({ 'net/rt.json': table }, 'serviceTags: tags.json')
    expect(findings.map(({ code, span }) => [code, span?.line, span?.column])).toEqual([['HP1001', 2, 14]])
    expect(resourceSet.serviceTags).toBeUndefined()
    expect(resourceSet.resources.size).toBe(1)
  })

  test('of two world files the last one counts', () => {
    const files = memoryFiles({
      'rt.json': table,
      'one.json': tags,
      'two.json': text(value('B', [])),
      'one.yaml': 'version: 1\nserviceTags: one.json\ninputs: [rt.json]\n',
      'two.yaml': 'version: 1\nserviceTags: two.json\ninputs: []\n',
    })
    const { resourceSet } = load(files, { inputs: ['one.yaml', 'two.yaml'] })
    expect(resourceSet.serviceTags?.file).toBe('two.json')
  })
})
