// A small network in JSON, read as any input is, for tests of what stands in its subnets.
import { type Analysis, analyse } from '../src/analyse.ts'
import { load } from '../src/inputs/load.ts'
import { formatAddress } from '../src/net/index.ts'
import { routes } from '../src/queries/routes.ts'
import { trace } from '../src/queries/trace.ts'
import type { Loaded } from '../src/resources/index.ts'
import { memoryFiles } from './inputs/memory-files.ts'

const group = '/subscriptions/s/resourceGroups/g/providers'

/** The id of a subnet of the VNet `hub`. */
export const subnetId = (name: string): string =>
  `${group}/Microsoft.Network/virtualNetworks/hub/subnets/${name}`

/** An id in the group that everything is in. */
export const idIn = (path: string): string => `${group}/${path}`

/** A VNet `hub`, 10.0.0.0/16, with these subnets. */
export const hub = (subnets: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>) => ({
  type: 'Microsoft.Network/virtualNetworks',
  name: 'hub',
  location: 'japaneast',
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: Object.entries(subnets).map(([name, given]) => ({
      name,
      properties: typeof given === 'string' ? { addressPrefix: given } : given,
    })),
  },
})

/** A machine with one interface of a dynamic address. */
export const machine = (name: string, subnet: string, properties: Readonly<Record<string, unknown>> = {}) => [
  {
    type: 'Microsoft.Network/networkInterfaces',
    name: `nic-${name}`,
    properties: {
      ipConfigurations: [
        { name: 'ipconfig1', properties: { subnet: { id: subnetId(subnet) }, ...properties } },
      ],
    },
  },
  {
    type: 'Microsoft.Compute/virtualMachines',
    name,
    properties: {
      networkProfile: {
        networkInterfaces: [{ id: idIn(`Microsoft.Network/networkInterfaces/nic-${name}`) }],
      },
    },
  },
]

/** What reading and analysing these resources gives. */
export const network = (resources: readonly unknown[]) => {
  const files = memoryFiles({ 'a.json': JSON.stringify(resources) })
  const loaded: Loaded = load(files, { inputs: ['a.json'], subscription: 's', resourceGroup: 'g' })
  const analysis: Analysis = analyse(loaded.resourceSet)
  const findings = [...loaded.findings, ...analysis.findings]
  return {
    loaded,
    analysis,
    codes: findings.map(({ code }) => code).sort(),
    findings,
    /** `name subnet address …` of each service. */
    services: analysis.network.attachedServices.map(
      ({ name, subnet, addresses }) => `${name} ${subnet.name} ${addresses.map(formatAddress).join(' ')}`,
    ),
    machines: analysis.network.vms.map(
      ({ name, nics }) =>
        `${name} ${nics.flatMap(({ addresses }) => addresses.map(formatAddress)).join(' ')}`,
    ),
    trace: (from: string, to: string, protocol: 'icmp' | 'tcp' = 'tcp') => {
      const answer = trace(analysis, { from, to, protocol })
      if (!answer.ok) throw new Error(`refused: ${answer.finding.code}`)
      return answer.answer
    },
    routes: (name: string) => {
      const answer = routes(analysis, name)
      if (!answer.ok) throw new Error(`refused: ${answer.finding.code}`)
      return answer.answer.tables
    },
  }
}
