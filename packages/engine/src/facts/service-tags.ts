// Service tags: the prefixes behind their names, dated, and the tag of each service that has endpoints (R1.8, R1.25).
import { type Prefix, prefixNamed } from '../net/index.ts'
import bundled from './service-tags.json' with { type: 'json' }

/** A tag of one service, or of its part in one region. */
export interface ServiceTag {
  readonly name: string
  /** Empty where the tag stands for all regions. */
  readonly region: string
  readonly prefixes: readonly Prefix[]
}

/** A list of service tags. They change every week, so each answer is only as good as the date. */
export interface ServiceTags {
  /** The day on which it was published, or the file that was given in its place. */
  readonly source: string
  readonly isBundled: boolean
  /** The tag of that name, in any letter case: Azure writes Storage.EastAsia, but AzureCloud.eastasia. */
  readonly tagNamed: (name: string) => ServiceTag | undefined
}

const bundledByKey = new Map(bundled.values.map((value) => [value.name.toLowerCase(), value] as const))
const known = new Map<string, ServiceTag>()

/** Read when first asked for: most networks need no tag, and none needs all. */
const bundledTag = (name: string): ServiceTag | undefined => {
  const key = name.toLowerCase()
  const value = bundledByKey.get(key)
  if (value === undefined) return undefined
  const { region, addressPrefixes } = value.properties
  const tag = known.get(key) ?? {
    name: value.name,
    region,
    prefixes: addressPrefixes.flatMap((text) => prefixNamed(text) ?? []),
  }
  known.set(key, tag)
  return tag
}

/** The list that comes with the engine: the tags of all services with endpoints, and some of East Asia and Japan East. */
export const bundledServiceTags: ServiceTags = {
  source: bundled.asOf,
  isBundled: true,
  tagNamed: bundledTag,
}

/** A list that a user gave: it takes the place of the bundled one, nothing is joined. `tags` by lower-cased name. */
export const givenServiceTags = (file: string, tags: ReadonlyMap<string, ServiceTag>): ServiceTags => ({
  source: file,
  isBundled: false,
  tagNamed: (name) => tags.get(name.toLowerCase()),
})

/**
 * R1.8: the tag of each service, for all regions: a recorded row of a VNet in East US held the addresses of Storage
 * from Australia to Europe, and Azure's file marks only tags for all regions as fit for service endpoints.
 */
const tagsOfServices: ReadonlyMap<string, string> = new Map([
  ['microsoft.azureactivedirectory', 'AzureActiveDirectory'],
  ['microsoft.azurecosmosdb', 'AzureCosmosDB'],
  ['microsoft.cognitiveservices', 'CognitiveServicesManagement'],
  ['microsoft.containerregistry', 'AzureContainerRegistry'],
  ['microsoft.eventhub', 'EventHub'],
  ['microsoft.keyvault', 'AzureKeyVault'],
  ['microsoft.servicebus', 'ServiceBus'],
  ['microsoft.sql', 'Sql'],
  ['microsoft.storage', 'Storage'],
  ['microsoft.storage.global', 'Storage'],
  ['microsoft.web', 'AppService'],
])

/** The tag whose prefixes an endpoint of the service brings; undefined for a service that is not known. */
export const tagOfService = (service: string): string | undefined => tagsOfServices.get(service.toLowerCase())

/** R1.25: of two tags with one prefix the lower rank wins; a prefix that is written out wins over both. */
export const rankOfTag = ({ name, region }: ServiceTag): number => {
  const isCloud = name.toLowerCase().split('.')[0] === 'azurecloud'
  if (isCloud) return region === '' ? 4 : 3
  return region === '' ? 2 : 1
}
