// Reading: megabytes a second of an export of 5,000 resources, from text to resources with addresses, step by step.
// Run: node --conditions=@hairpin/source bench/read.ts [FILE]
import { readFileSync } from 'node:fs'
import { type FileAccess, load } from '../packages/engine/src/index.ts'
import { readArmDocument } from '../packages/engine/src/inputs/arm/read-resources.ts'
import { parseJson } from '../packages/engine/src/inputs/json/parse-json.ts'

const rounds = 7
const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers'
const idOf = (type: string, name: string): string => `${group}/${type}/${name}`

/** Ten resources as Resource Graph exports them: a VNet with its subnets, a table, machines, and what is left aside. */
const site = (index: number): readonly object[] => {
  const block = `10.${index >> 8}.${index % 256}`
  const vnet = idOf('Microsoft.Network/virtualNetworks', `vnet-${index}`)
  const table = idOf('Microsoft.Network/routeTables', `rt-${index}`)
  const common = { location: 'japaneast', tags: { owner: 'net', stage: 'prod' }, resourceGroup: 'rg' }
  const machines = [0, 1, 2].flatMap((machine) => {
    const nic = idOf('Microsoft.Network/networkInterfaces', `nic-${index}-${machine}`)
    return [
      {
        id: nic,
        type: 'microsoft.network/networkinterfaces',
        name: `nic-${index}-${machine}`,
        ...common,
        properties: {
          provisioningState: 'Succeeded',
          enableIPForwarding: false,
          ipConfigurations: [
            {
              name: 'ipconfig1',
              properties: {
                privateIPAddress: `${block}.${4 + machine}`,
                privateIPAllocationMethod: 'Dynamic',
                subnet: { id: `${vnet}/subnets/default` },
                primary: true,
              },
            },
          ],
        },
      },
      {
        id: idOf('Microsoft.Compute/virtualMachines', `vm-${index}-${machine}`),
        type: 'microsoft.compute/virtualmachines',
        name: `vm-${index}-${machine}`,
        ...common,
        properties: {
          hardwareProfile: { vmSize: 'Standard_B2s' },
          storageProfile: { osDisk: { osType: 'Linux' } },
          networkProfile: { networkInterfaces: [{ id: nic, properties: { primary: true } }] },
        },
      },
    ]
  })
  return [
    {
      id: vnet,
      type: 'microsoft.network/virtualnetworks',
      name: `vnet-${index}`,
      ...common,
      properties: {
        addressSpace: { addressPrefixes: [`${block}.0/24`] },
        subnets: [
          {
            id: `${vnet}/subnets/default`,
            name: 'default',
            properties: { addressPrefix: `${block}.0/25`, routeTable: { id: table } },
          },
        ],
      },
    },
    {
      id: table,
      type: 'microsoft.network/routetables',
      name: `rt-${index}`,
      ...common,
      properties: {
        routes: Array.from({ length: 5 }, (_, route) => ({
          id: `${table}/routes/r${route}`,
          name: `r${route}`,
          properties: {
            addressPrefix: `172.${16 + route}.0.0/16`,
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: '10.0.0.4',
          },
        })),
      },
    },
    ...machines,
    {
      id: idOf('Microsoft.Storage/storageAccounts', `st${index}`),
      type: 'microsoft.storage/storageaccounts',
      name: `st${index}`,
      ...common,
      properties: {},
    },
    {
      id: idOf('Microsoft.Insights/components', `ai${index}`),
      type: 'microsoft.insights/components',
      name: `ai${index}`,
      ...common,
      properties: {},
    },
  ]
}

const [file] = process.argv.slice(2)
const text =
  file === undefined
    ? JSON.stringify(Array.from({ length: 500 }, (_, index) => site(index)).flat(), undefined, 2)
    : readFileSync(file, 'utf8')
const size = Buffer.byteLength(text) / 1e6
const scope = { subscription: '00000000-0000-0000-0000-000000000000', resourceGroup: 'rg' }
const parsed = parseJson(text, 'export.json')
const files: FileAccess = { read: () => ({ kind: 'text', text }), list: () => [] }
const { resourceSet, findings } = load(files, { inputs: ['export.json'] })
console.log(
  `${size.toFixed(1)} MB, ${resourceSet.resources.size} resources with their children, ${findings.length} findings, ${rounds} rounds each`,
)

const measure = (name: string, work: () => number): void => {
  const times: number[] = []
  let seen = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    seen += work()
    times.push(performance.now() - start)
  }
  if (seen === 0) throw new Error('nothing was read')
  const warm = times.slice(2).sort((a, b) => a - b)
  const median = warm[warm.length >> 1] ?? Number.NaN
  console.log(
    `  ${name.padEnd(28)} warm ${median.toFixed(0).padStart(5)} ms, ${((size * 1000) / median).toFixed(1)} MB/s`,
  )
}

measure('JSON.parse, to compare', () => Object.keys(JSON.parse(text)).length)
measure('text to values', () => (parseJson(text, 'export.json').value === undefined ? 0 : 1))
measure('values to declarations', () => readArmDocument(parsed, scope).declarations.length)
measure(
  'all: text to resource set',
  () => load(files, { inputs: ['export.json'] }).resourceSet.resources.size,
)
