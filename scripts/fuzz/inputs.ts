// The inputs that are changed: for each reader of the engine a folder that it reads, in good order.
import { readdirSync, readFileSync } from 'node:fs'
import { attachedServices } from './attached-services.ts'
import { filters } from './filters.ts'
import { flattened } from './flattened.ts'

/** A folder of inputs. */
export interface FuzzInput {
  /** The reader whose files are changed. */
  readonly reader: string
  readonly files: ReadonlyMap<string, string>
  /** The folder that is read. */
  readonly input: string
  /** Which files are changed. */
  readonly changed: RegExp
}

const scenarios = new URL('../../scenarios/', import.meta.url)

/** The files below a folder of the scenarios that readers know, without what was expected of them. */
const scenario = (folder: string): ReadonlyMap<string, string> => {
  const base = new URL(folder, scenarios)
  return new Map(
    readdirSync(base, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.(?:bicep|json|ya?ml)$/.test(name) && !/(?:expected|questions)/.test(name))
      .sort()
      .map((name) => [name, readFileSync(new URL(name, base), 'utf8')]),
  )
}

const serviceTags = JSON.stringify({
  changeNumber: 1,
  cloud: 'Public',
  values: ['Storage', 'Storage.JapanEast', 'Sql'].map((name, index) => ({
    name,
    id: name,
    properties: {
      changeNumber: index,
      region: name.split('.')[1]?.toLowerCase() ?? '',
      systemService: name,
      addressPrefixes: [`20.${index}.0.0/16`, `2603:${index}::/32`],
    },
  })),
})

const expressRoute = scenario('multi-hub-expressroute/')
const hubSpoke = scenario('hub-spoke/')
const withTags = new Map([
  ...expressRoute,
  ['tags.json', serviceTags],
  ['hairpin.yaml', 'version: 1\ninputs: [main.bicep]\nserviceTags: tags.json\n'],
])
const services = new Map([['resources.json', attachedServices]])
const filtering = new Map([['resources.json', filters]])
const terraform = scenario('terraform-hub-spoke/')
const exported = new Map(
  [...expressRoute].map(([name, text]) => [name, name.endsWith('.json') ? flattened(text) : text] as const),
)

/** One line a reader, or a part of one that other files do not ask for. */
export const fuzzInputs: readonly FuzzInput[] = [
  { reader: 'resources', files: expressRoute, input: 'as-json', changed: /^as-json\/.*\.json$/ },
  { reader: 'exports of az', files: exported, input: 'as-json', changed: /^as-json\/.*\.json$/ },
  { reader: 'services', files: services, input: '.', changed: /\.json$/ },
  { reader: 'filters', files: filtering, input: '.', changed: /\.json$/ },
  { reader: 'Terraform plan', files: terraform, input: '.', changed: /^plan\.json$/ },
  { reader: 'Bicep', files: expressRoute, input: '.', changed: /\.bicep$/ },
  {
    reader: 'Bicep, hub and spokes',
    files: hubSpoke,
    input: 'template',
    changed: /^(?:template|lib)\/.*\.bicep$/,
  },
  { reader: 'hairpin.yaml', files: expressRoute, input: '.', changed: /^hairpin\.yaml$/ },
  { reader: 'guests', files: hubSpoke, input: 'vpn-everywhere', changed: /^vpn-everywhere\/.*\.ya?ml$/ },
  { reader: 'service tags', files: withTags, input: '.', changed: /^tags\.json$/ },
]
