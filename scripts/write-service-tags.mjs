// Takes the tags that the engine carries with it out of Microsoft's weekly file: node scripts/write-service-tags.mjs FILE DATE SOURCE
import { readFileSync, writeFileSync } from 'node:fs'

/** Tags beyond those of services with endpoints: one that has no mark for them, and some for user routes in two regions. */
const others = new Set([
  'CognitiveServicesManagement',
  'AzureCloud.eastasia',
  'AzureCloud.japaneast',
  'GatewayManager',
  'Sql.EastAsia',
  'Sql.JapanEast',
  'Storage.EastAsia',
  'Storage.JapanEast',
  'Storage.WestEurope',
])

const [file, asOf, source] = process.argv.slice(2)
if (file === undefined || asOf === undefined || source === undefined) {
  console.error('usage: node scripts/write-service-tags.mjs FILE DATE SOURCE')
  process.exit(2)
}

/**
 * @typedef {{ region: string, systemService: string, networkFeatures?: string[] | null, addressPrefixes: string[] }} Properties
 * @type {{ changeNumber: number, cloud: string, values: { name: string, properties: Properties }[] }}
 */
const { changeNumber, cloud, values } = JSON.parse(readFileSync(file, 'utf8'))
// VSE marks the tags whose service has endpoints in virtual networks.
const tags = values.filter(
  ({ name, properties }) => others.has(name) || (properties.networkFeatures ?? []).includes('VSE'),
)
const lines = tags.map(({ name, properties: { region, systemService, addressPrefixes } }) =>
  JSON.stringify({ name, properties: { region, systemService, addressPrefixes } }),
)
const head = JSON.stringify({ source, asOf, changeNumber, cloud }).slice(0, -1)
const target = new URL('../packages/engine/src/facts/service-tags.json', import.meta.url)
writeFileSync(target, `${head},"values":[\n${lines.join(',\n')}\n]}\n`)
console.log(`${tags.length} of ${values.length} tags`)
