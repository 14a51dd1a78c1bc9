// A hub with an appliance and a spoke with a route to it, and tables as Azure would print them, for tests of compare.
import { type Analysis, analyse } from '../../../src/analyse.ts'
import { load } from '../../../src/inputs/load.ts'
import type { EffectiveRouteRow } from '../../../src/queries/answers.ts'
import { type CompareReply, compare } from '../../../src/queries/compare.ts'
import { routes } from '../../../src/queries/routes.ts'
import type { Evidence, ResourceSet } from '../../../src/resources/index.ts'
import { memoryFiles } from '../../inputs/memory-files.ts'

/** The template; what differs from one test to the other is passed in. */
export const template = (more: { readonly nextHop?: string; readonly twoNics?: boolean } = {}): string => `
resource rt 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-spoke'
  location: 'japaneast'
  properties: {
    routes: [
      {
        name: 'to-branch'
        properties: {
          addressPrefix: '172.20.0.0/16'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '${more.nextHop ?? '10.0.0.4'}'
        }
      }
    ]
  }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'japaneast'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'nva', properties: { addressPrefix: '10.0.0.0/24' } }
      { name: 'spoke', properties: { addressPrefix: '10.0.1.0/24', routeTable: { id: rt.id } } }
    ]
  }
}
resource nics 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for each in [
    { name: 'nic-nva', subnet: 'nva', ip: '10.0.0.4' }
    { name: 'nic-spoke', subnet: 'spoke', ip: '10.0.1.4' }
    { name: 'nic-spoke-backup', subnet: 'spoke', ip: '10.0.1.5' }
  ]: {
    name: each.name
    location: 'japaneast'
    properties: {
      enableIPForwarding: true
      ipConfigurations: [
        {
          name: 'c'
          properties: {
            privateIPAddress: each.ip
            privateIPAllocationMethod: 'Static'
            subnet: { id: '\${vnet.id}/subnets/\${each.subnet}' }
          }
        }
      ]
    }
  }
]
resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (name, index) in ['vm-nva', 'vm-spoke']: {
    name: name
    location: 'japaneast'
    properties: {
      networkProfile: {
        networkInterfaces: index == 0 ? [{ id: nics[0].id }] : [
          { id: nics[1].id, properties: { primary: true } }
          ${more.twoNics === true ? '{ id: nics[2].id, properties: { primary: false } }' : ''}
        ]
      }
    }
  }
]
`

/** The network of a template and what hairpin.yaml says beside it. */
export const networkOf = (bicep: string, world = 'version: 1'): { analysis: Analysis; set: ResourceSet } => {
  const loaded = load(memoryFiles({ 'main.bicep': bicep, 'hairpin.yaml': world }), { inputs: ['.'] })
  return { analysis: analyse(loaded.resourceSet), set: loaded.resourceSet }
}

/** The rows that the engine predicts for a NIC, changed as a test wants. */
export const printedRows = (
  analysis: Analysis,
  nic: string,
  change: (row: EffectiveRouteRow) => EffectiveRouteRow | undefined = (row) => row,
): readonly EffectiveRouteRow[] => {
  const answered = routes(analysis, nic)
  return answered.ok
    ? answered.answer.tables.flatMap((table) => table.routes.flatMap((row) => change(row) ?? []))
    : []
}

/** A plain file of effective routes. */
export const fileOf = (file: string, rows: readonly EffectiveRouteRow[]): Evidence => ({
  file,
  envelope: undefined,
  contents: [
    {
      kind: 'effectiveRoutes',
      table: {
        complete: true,
        routes: rows.map((row) => ({
          source: row.source,
          state: row.state,
          prefixes: row.addressPrefix,
          nextHopType: row.nextHopType,
          nextHopIps: row.nextHopIpAddress,
        })),
      },
    },
  ],
})

/** Compares files with a network. */
export const compared = (
  analysis: Analysis,
  evidence: readonly Evidence[],
  places: Readonly<Record<string, string>> = {},
  collected?: ResourceSet,
): CompareReply => compare(analysis, { evidence, places: new Map(Object.entries(places)), collected })
