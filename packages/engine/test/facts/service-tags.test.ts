// The bundled list of service tags, a list in its place, and what tags mean for services and precedence.
import { describe, expect, test } from 'vitest'
import {
  bundledServiceTags,
  givenServiceTags,
  rankOfTag,
  type ServiceTag,
  tagOfService,
} from '../../src/facts/index.ts'
import bundled from '../../src/facts/service-tags.json' with { type: 'json' }
import { containsPrefix, formatPrefix, parsePrefix, prefix } from '../../src/net/index.ts'

const services = [
  'Microsoft.AzureActiveDirectory',
  'Microsoft.AzureCosmosDB',
  'Microsoft.CognitiveServices',
  'Microsoft.ContainerRegistry',
  'Microsoft.EventHub',
  'Microsoft.KeyVault',
  'Microsoft.ServiceBus',
  'Microsoft.Sql',
  'Microsoft.Storage',
  'Microsoft.Storage.Global',
  'Microsoft.Web',
]

const bundledTag = (name: string): ServiceTag => {
  const tag = bundledServiceTags.tagNamed(name)
  if (tag === undefined) throw new Error(`There is no tag ${name}`)
  return tag
}

describe('the bundled list', () => {
  test('says when and where it was published', () => {
    expect(bundledServiceTags.source).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(bundled.source).toContain('Service Tags')
    expect(bundled.cloud).toBe('Public')
  })

  test('holds clean prefixes only, each once in its tag', () => {
    for (const { name, properties } of bundled.values) {
      const texts = properties.addressPrefixes
      expect(texts.filter((text) => parsePrefix(text).kind !== 'prefix')).toEqual([])
      const { prefixes } = bundledTag(name)
      expect(new Set(prefixes.map(formatPrefix)).size).toBe(texts.length)
    }
  })

  test('finds a tag in any letter case, the same object each time', () => {
    expect(bundledTag('storage.EASTASIA').name).toBe('Storage.EastAsia')
    expect(bundledTag('azurecloud.EastAsia')).toBe(bundledTag('AzureCloud.eastasia'))
    expect(bundledServiceTags.tagNamed('Storage.EastUS')).toBeUndefined()
  })

  test('a regional tag lies inside the one for all regions, which joins neighbours', () => {
    const all = bundledTag('Storage').prefixes
    for (const region of ['Storage.EastAsia', 'Storage.JapanEast', 'Storage.WestEurope']) {
      const outside = bundledTag(region).prefixes.filter(
        (own) => !all.some((each) => containsPrefix(each, own)),
      )
      expect(outside.map(formatPrefix)).toEqual([])
    }
  })

  test.each(services)('R1.8: has the tag of %s, for all regions', (service) => {
    const tag = bundledTag(tagOfService(service) ?? 'none')
    expect(tag.region).toBe('')
    expect(tag.prefixes.length).toBeGreaterThan(100)
    expect(tagOfService(service.toUpperCase())).toBe(tagOfService(service))
  })
})

test('a service that nobody knows has no tag', () => {
  expect(tagOfService('Microsoft.Unheard')).toBeUndefined()
})

test('a given list takes the place of the bundled one', () => {
  const tag: ServiceTag = { name: 'Storage.EastUS', region: 'eastus', prefixes: [prefix('20.1.0.0/16')] }
  const given = givenServiceTags('tags.json', new Map([['storage.eastus', tag]]))
  expect(given.tagNamed('STORAGE.EastUS')).toBe(tag)
  expect(given.tagNamed('Storage')).toBeUndefined()
  expect([given.source, given.isBundled]).toEqual(['tags.json', false])
})

test('R1.25: a regional tag before one for all regions, both before AzureCloud', () => {
  const ranked = (
    [
      ['AzureCloud', ''],
      ['AzureCloud.eastus', 'eastus'],
      ['AzureFrontDoor.Frontend', ''],
      ['Storage', ''],
      ['Storage.EastUS', 'eastus'],
    ] as const
  ).map(([name, region]) => [name, rankOfTag({ name, region, prefixes: [] })])
  expect(ranked).toEqual([
    ['AzureCloud', 4],
    ['AzureCloud.eastus', 3],
    ['AzureFrontDoor.Frontend', 2],
    ['Storage', 2],
    ['Storage.EastUS', 1],
  ])
})
