// A folder of 50 labs: hub, spokes in a loop, route tables, appliances, modules. Loaded one after the other, in a second.
// Run: node --conditions=@hairpin/source bench/evaluate-bicep.ts
import type { FileAccess } from '../packages/engine/src/inputs/file-access.ts'
import { load } from '../packages/engine/src/inputs/load.ts'

const labs = 50
const rounds = 7
const target = 1000 // milliseconds for all labs

const network = `
param name string
param prefix string
param routes array = []
param peers array = []
var subnets = [for (each, i) in ['default', 'appliance', 'GatewaySubnet']: {
  name: each
  properties: {
    addressPrefix: cidrSubnet(prefix, 24, i)
    routeTable: i == 0 ? { id: table.id } : null
  }
}]
resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-\${name}'
  properties: { routes: routes }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-\${name}'
  location: resourceGroup().location
  properties: { addressSpace: { addressPrefixes: [prefix] }, subnets: subnets }
  resource peering 'virtualNetworkPeerings' = [for peer in peers: {
    name: 'to-\${last(split(peer, '/'))}'
    properties: { allowForwardedTraffic: true, remoteVirtualNetwork: { id: peer } }
  }]
}
output id string = vnet.id
output subnet string = filter(vnet.properties.subnets, s => s.name == 'default')[0].id
`

const machine = `
param name string
param subnet string
param cloudInit string = ''
@secure()
param key string
resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-\${name}'
  properties: {
    enableIPForwarding: !empty(cloudInit)
    ipConfigurations: [{ name: 'ipconfig', properties: { subnet: { id: subnet } } }]
  }
}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-\${name}'
  properties: {
    osProfile: { computerName: name, customData: empty(cloudInit) ? null : cloudInit, adminPassword: key }
    networkProfile: { networkInterfaces: [{ id: nic.id }] }
  }
}
output address string = nic.properties.ipConfigurations[0].properties.privateIPAddress
`

const main = (lab: number): string => `
param spokes int = 4
@secure()
param key string
module hub '../lib/network.bicep' = {
  name: 'hub'
  params: { name: 'hub${lab}', prefix: '10.${lab}.0.0/16', peers: map(range(0, spokes), i => resourceId('Microsoft.Network/virtualNetworks', 'vnet-spoke\${i}')) }
}
module appliance '../lib/machine.bicep' = {
  name: 'appliance'
  params: { name: 'nva', subnet: hub.outputs.subnet, cloudInit: loadFileAsBase64('cloud-init.yml'), key: key }
}
module spoke '../lib/network.bicep' = [for i in range(0, spokes): {
  name: 'spoke\${i}'
  params: {
    name: 'spoke\${i}'
    prefix: cidrSubnet('172.16.0.0/12', 16, i)
    peers: [hub.outputs.id]
    routes: [{ name: 'default', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: appliance.outputs.address } }]
  }
}]
module machines '../lib/machine.bicep' = [for i in range(0, spokes): {
  name: 'machine\${i}'
  params: { name: 'spoke\${i}', subnet: spoke[i].outputs.subnet, key: key }
}]
`

const texts = new Map([
  ['lib/network.bicep', network],
  ['lib/machine.bicep', machine],
])
for (let lab = 0; lab < labs; lab += 1) {
  texts.set(`lab${lab}/main.bicep`, main(lab))
  texts.set(
    `lab${lab}/cloud-init.yml`,
    '#cloud-config\npackages: [frr]\nruncmd:\n  - sysctl -w net.ipv4.ip_forward=1\n',
  )
}
const files: FileAccess = {
  read: (file) => {
    const text = texts.get(file)
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
  },
  list: (folder) =>
    [...texts.keys()]
      .filter((name) => name.startsWith(`${folder}/`))
      .map((name) => name.slice(folder.length + 1)),
}

const times: number[] = []
let resources = 0
for (let round = 0; round < rounds; round += 1) {
  const start = performance.now()
  resources = 0
  for (let lab = 0; lab < labs; lab += 1)
    resources += load(files, { inputs: [`lab${lab}`] }).resourceSet.resources.size
  times.push(performance.now() - start)
}
if (resources === 0) throw new Error('nothing was evaluated')
const warm = times.slice(2).sort((a, b) => a - b)
const median = warm[warm.length >> 1] ?? Number.NaN
const shown = (ms: number): string =>
  `${ms.toFixed(0)} ms (${(target / ms).toFixed(1)} times as fast as asked)`
console.log(`${labs} labs, ${resources} resources, two rounds of deployment each`)
console.log(`  cold ${shown(times[0] ?? Number.NaN)}, warm ${shown(median)}`)
