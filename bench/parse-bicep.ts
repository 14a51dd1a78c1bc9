// Bicep: megabytes a second of the lexer and of the parser, over a folder of .bicep files or over generated text.
// Run: node --conditions=@hairpin/source bench/parse-bicep.ts [FOLDER]
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTokens } from '../packages/engine/src/inputs/bicep/lexer.ts'
import { parseBicep } from '../packages/engine/src/inputs/bicep/parser.ts'

interface Source {
  readonly name: string
  readonly text: string
}

const rounds = 7

const sourcesBelow = (folder: string): readonly Source[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.bicep(?:param)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((name) => ({ name, text: readFileSync(name, 'utf8') }))

/** A template of the usual mixture, of about 1 KB for every `copies`. */
const generated = (copies: number): Source => {
  const parts = Array.from(
    { length: copies },
    (_, at) => `
@description('The address space of spoke ${at}.')
@minLength(9)
param prefix${at} string = '10.${at % 256}.0.0/16'

var tags${at} = union({ owner: 'net', stage: empty(prefix${at}) ? 'none' : toLower('S-\${prefix${at}}') }, {})

// the spoke
resource spoke${at} 'Microsoft.Network/virtualNetworks@2024-05-01' = if (!empty(prefix${at}) && length(prefix${at}) > 8) {
  name: 'vnet-spoke${at}-\${uniqueString(resourceGroup().id)}'
  location: resourceGroup().location
  properties: {
    addressSpace: { addressPrefixes: [prefix${at}] }
    subnets: [
      for (size, i) in range(24, 3): {
        name: 'snet-\${i}'
        properties: {
          addressPrefix: cidrSubnet(prefix${at}, size, i)
          routeTable: i == 0 ? null : { id: routeTables[i]!.id }
        }
      }
    ]
  }

  resource peering 'virtualNetworkPeerings' = {
    name: 'to-hub'
    properties: { allowForwardedTraffic: true, remoteVirtualNetwork: { id: hub.outputs.?vnetId ?? '' } }
  }
}

output spokeId${at} string = spoke${at}.id
`,
  )
  return { name: 'generated.bicep', text: parts.join('') }
}

const [folder] = process.argv.slice(2)
const sources = folder === undefined ? [generated(2000)] : sourcesBelow(folder)
const size = sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6
console.log(`${sources.length} files, ${size.toFixed(1)} MB, ${rounds} rounds each`)

const measure = (name: string, work: (source: Source) => number): void => {
  const times: number[] = []
  let seen = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    for (const source of sources) seen += work(source)
    times.push(performance.now() - start)
  }
  if (seen === 0) throw new Error('nothing was read')
  const warm = times.slice(2).sort((a, b) => a - b)
  const median = warm[warm.length >> 1] ?? Number.NaN
  const rate = (ms: number): string => ((size * 1000) / ms).toFixed(1)
  console.log(`  ${name.padEnd(24)} cold ${rate(times[0] ?? Number.NaN)} MB/s, warm ${rate(median)} MB/s`)
}

measure('tokens', ({ text }) => readTokens(text).tokens.kinds.length)
measure(
  'tokens and tree',
  ({ name, text }) =>
    parseBicep(text, name, name.endsWith('param') ? 'parameters' : 'template').program.statements.length,
)
