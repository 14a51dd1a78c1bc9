// What `init` suggests for every scenario, and for networks that lack what it can say: it is valid, changes nothing as
// it is written, and each suggestion, filled in, makes the findings go away that ask for it.
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type Analysis,
  analyse,
  type Code,
  describe as describeFinding,
  type FileAccess,
  type Finding,
  init,
  initText,
  type Language,
  type Loaded,
  load,
  type Suggestion,
  suggestionFor,
} from '@hairpin/engine'
import { describe, expect, test } from 'vitest'
import { fileAccess } from '../src/file-access.ts'

const scenarios = fileURLToPath(new URL('../../../scenarios', import.meta.url))

/** What the user would have downloaded. */
const tagFile = (names: readonly string[]): string =>
  JSON.stringify({
    values: names.map((name) => ({ name, properties: { addressPrefixes: ['198.51.100.0/24'] } })),
  })

interface Read {
  readonly loaded: Loaded
  readonly analysis: Analysis
  readonly findings: readonly Finding[]
}

/** A folder with its hairpin.yaml, and a further world file that names it and so has the last word. */
const read = (
  files: FileAccess,
  folder: string,
  suggested?: string,
  downloaded: readonly string[] = [],
): Read => {
  const name = join(folder, 'suggested.yaml').split(sep).join('/')
  const tags = join(folder, 'ServiceTags_Public.json').split(sep).join('/')
  const access: FileAccess = {
    read: (file) => {
      if (file === name && suggested !== undefined) return { kind: 'text', text: suggested }
      return file === tags ? { kind: 'text', text: tagFile(downloaded) } : files.read(file)
    },
    list: (wanted) => files.list(wanted),
  }
  const loaded = load(access, { inputs: [suggested === undefined ? folder : name] })
  const analysis = analyse(loaded.resourceSet, { found: loaded.findings })
  return { loaded, analysis, findings: [...loaded.findings, ...analysis.findings] }
}

/** Takes the # away, as an editor would: it is what has no blank behind it. */
const uncommented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/^#(?:\S| {2})/.test(line) ? line.slice(1) : line))
    .join('\n')

const filledIn = (
  suggestions: readonly Suggestion[],
  inputs: readonly string[],
  language: Language = 'en',
): string => uncommented(initText(suggestions, { inputs }, language))

/** How much there is of a finding: one that lists peers goes away peer by peer. */
const weightOf = (code: Code, findings: readonly Finding[]): number =>
  findings
    .filter((finding) => finding.code === code)
    .reduce((sum, { parameters }) => sum + ('peers' in parameters ? parameters.peers.length : 1), 0)

const ownInputs = (files: FileAccess, folder: string): readonly string[] =>
  files.list(folder).includes('hairpin.yaml') ? ['hairpin.yaml'] : ['.']

const worldFaults = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ code, severity }) => severity === 'error' && (/^HP10[03]/.test(code) || code === 'HP5002'))
    .map((finding) => `${finding.code}: ${describeFinding(finding, 'en').message}`)

const judge = (files: FileAccess, folder: string): readonly Suggestion[] => {
  const before = read(files, folder)
  const suggestions = init(before.loaded, before.analysis)
  const inputs = ownInputs(files, folder)
  const faultsBefore = worldFaults(before.findings)
  const tags = before.findings.flatMap(({ parameters }) => ('tags' in parameters ? parameters.tags : []))

  for (const language of ['en', 'ja'] as const) {
    const text = initText(suggestions, { inputs }, language)
    const asWritten = read(files, folder, text)
    expect(asWritten.findings).toEqual(before.findings)
    expect(asWritten.analysis.network.sites).toEqual(before.analysis.network.sites)
    expect(worldFaults(read(files, folder, filledIn(suggestions, inputs, language), tags).findings)).toEqual(
      faultsBefore,
    )
    for (const line of text.split('\n')) expect(line).not.toMatch(/undefined|\[object|NaN/)
  }
  const settled = new Map<Code, number>()
  for (const suggestion of suggestions) {
    const after = read(files, folder, filledIn([suggestion], inputs), tags)
    expect([suggestion.subject, worldFaults(after.findings)]).toEqual([suggestion.subject, faultsBefore])
    for (const code of suggestion.settles) {
      const gone = weightOf(code, before.findings) - weightOf(code, after.findings)
      expect([suggestion.subject, code, gone > 0]).toEqual([suggestion.subject, code, true])
      settled.set(code, (settled.get(code) ?? 0) + gone)
    }
  }
  // All of them together leave none of the findings that ask for hairpin.yaml, each of which had one suggestion.
  const lasting = suggestions.filter(({ section }) => section !== 'state')
  const all = read(files, folder, filledIn(lasting, inputs), tags)
  for (const code of Object.keys(suggestionFor) as Code[]) {
    if (weightOf(code, before.findings) === 0) continue
    expect([code, weightOf(code, all.findings)]).toEqual([code, 0])
    // Each thing that is missing has one suggestion, and not two.
    expect([code, settled.get(code)]).toEqual([code, weightOf(code, before.findings)])
  }
  return suggestions
}

const folders = readdirSync(scenarios, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('/hairpin.yaml') || path.endsWith('/main.bicep'))
  .map((path) => path.slice(0, path.lastIndexOf('/')))

describe('scenarios', () => {
  const files = fileAccess(scenarios)
  test.each([...new Set(folders)].sort())('%s', (folder) => {
    judge(files, folder)
  })
})

const inMemory = (texts: Readonly<Record<string, string>>): FileAccess => ({
  read: (file) => {
    const text = Object.hasOwn(texts, file) ? texts[file] : undefined
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
  },
  list: (folder) => (folder === '.' ? Object.keys(texts).sort() : []),
})

const vnet = (subnets: string): string => `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'japaneast'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [
${subnets}
  ] }
}
`
const subnet = (name: string, prefix: string, more = ''): string =>
  `    { name: '${name}', properties: { addressPrefix: '${prefix}'${more} } }`

const nic = (name: string, address: string, of = 'default'): string => `
resource nic_${name} 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-${name}'
  location: 'japaneast'
  properties: { enableIPForwarding: true, ipConfigurations: [
    { name: 'c', properties: { privateIPAddress: '${address}', privateIPAllocationMethod: 'Static', subnet: { id: '\${vnet.id}/subnets/${of}' } } }
  ] }
}
resource vm_${name} 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-${name}'
  location: 'japaneast'
  properties: {
    osProfile: { customData: base64('#cloud-config') }
    networkProfile: { networkInterfaces: [{ id: nic_${name}.id }] }
  }
}
`

const routeServer = (peerIp: string): string => `
resource rs 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'rs'
  location: 'japaneast'
  properties: { sku: 'Standard' }
}
resource rsIp 'Microsoft.Network/virtualHubs/ipConfigurations@2024-05-01' = {
  parent: rs
  name: 'ip'
  properties: { subnet: { id: '\${vnet.id}/subnets/RouteServerSubnet' } }
}
resource peer 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = {
  parent: rs
  name: 'nva'
  properties: { peerIp: '${peerIp}', peerAsn: 65001 }
}
`

const vpn = (bgp: boolean): string => `
resource gw 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpngw'
  location: 'japaneast'
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    enableBgp: ${bgp}
    sku: { name: 'VpnGw1', tier: 'VpnGw1' }
    ipConfigurations: [{ name: 'a', properties: { subnet: { id: '\${vnet.id}/subnets/GatewaySubnet' } } }]
  }
}
resource lng 'Microsoft.Network/localNetworkGateways@2024-05-01' = {
  name: 'lng-tokyo'
  location: 'japaneast'
  properties: {
    gatewayIpAddress: '198.51.100.7'
    localNetworkAddressSpace: { addressPrefixes: [${bgp ? "'192.168.255.1/32'" : "'192.168.7.0/24'"}] }
    bgpSettings: ${bgp ? "{ asn: 65010, bgpPeeringAddress: '192.168.255.1' }" : 'null'}
  }
}
resource conn 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn'
  location: 'japaneast'
  properties: { connectionType: 'IPsec', enableBgp: ${bgp}, virtualNetworkGateway1: { id: gw.id, properties: {} }, localNetworkGateway2: { id: lng.id, properties: {} } }
}
`

const wan = `
resource wan 'Microsoft.Network/virtualWans@2024-05-01' = { name: 'wan', location: 'japaneast', properties: { type: 'Standard' } }
resource hub 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'vhub'
  location: 'japaneast'
  properties: { addressPrefix: '10.100.0.0/23', virtualWan: { id: wan.id } }
}
resource toHub 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections@2024-05-01' = {
  parent: hub
  name: 'to-vnet'
  properties: { remoteVirtualNetwork: { id: vnet.id } }
}
resource site 'Microsoft.Network/vpnSites@2024-05-01' = {
  name: 'branch'
  location: 'japaneast'
  properties: { virtualWan: { id: wan.id }, bgpProperties: { asn: 65020, bgpPeeringAddress: '172.31.0.1' }, ipAddress: '198.51.100.9', deviceProperties: { linkSpeedInMbps: 10 } }
}
resource hubGw 'Microsoft.Network/vpnGateways@2024-05-01' = {
  name: 'hubgw'
  location: 'japaneast'
  properties: { virtualHub: { id: hub.id }, connections: [{ name: 'c', properties: { remoteVpnSite: { id: site.id }, enableBgp: true } }] }
}
`

const lacking: readonly (readonly [name: string, bicep: string, codes: readonly string[]])[] = [
  [
    'a BGP peer that is a machine',
    vnet([subnet('default', '10.0.0.0/24'), subnet('RouteServerSubnet', '10.0.1.0/26')].join('\n')) +
      nic('nva', '10.0.0.4') +
      routeServer('10.0.0.4'),
    ['guestBgp', 'guestAppliance', 'routeServer'],
  ],
  [
    'a BGP peer that nobody is',
    vnet([subnet('default', '10.0.0.0/24'), subnet('RouteServerSubnet', '10.0.1.0/26')].join('\n')) +
      routeServer('10.0.0.9'),
    ['siteOfBgpPeer'],
  ],
  [
    'a VPN device with BGP',
    vnet([subnet('default', '10.0.0.0/24'), subnet('GatewaySubnet', '10.0.1.0/26')].join('\n')) + vpn(true),
    ['siteBehindDevice', 'gateway', 'connectionState'],
  ],
  [
    'a VPN device without BGP',
    vnet([subnet('default', '10.0.0.0/24'), subnet('GatewaySubnet', '10.0.1.0/26')].join('\n')) + vpn(false),
    ['siteBehindDevice'],
  ],
  [
    'a virtual hub with a branch',
    vnet(subnet('default', '10.0.0.0/24')) + wan,
    ['siteBehindDevice', 'virtualHub'],
  ],
  [
    'a parameter that decides',
    `param space string\nparam rules array\nparam circuit object\n${vnet(subnet('default', '10.0.0.0/24')).replace("'10.0.0.0/16'", 'space')}`,
    ['parameter'],
  ],
  [
    'service endpoints',
    vnet(subnet('default', '10.0.0.0/24', ", serviceEndpoints: [{ service: 'Microsoft.Storage' }]")),
    ['serviceTags'],
  ],
  [
    'an appliance among its clients',
    `resource rt 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt'
  location: 'japaneast'
  properties: { routes: [{ name: 'r', properties: { addressPrefix: '172.20.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' } }] }
}
${vnet(subnet('default', '10.0.0.0/24', ', routeTable: { id: rt.id }'))}${nic('nva', '10.0.0.4')}${nic('client', '10.0.0.5')}`,
    ['guestTunnel', 'guestAppliance', 'machineState'],
  ],
]

describe('networks that lack something', () => {
  test.each(lacking)('%s', (_, bicep, codes) => {
    const suggestions = judge(inMemory({ 'main.bicep': bicep }), '.')
    expect(suggestions.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toEqual(
      expect.arrayContaining([...codes]),
    )
  })
})

test('a network of which everything is said has nothing to fill in', () => {
  const world = 'version: 1\nera: 2024\n'
  const { loaded, analysis } = read(
    inMemory({ 'main.bicep': vnet(subnet('default', '10.0.0.0/24')), 'hairpin.yaml': world }),
    '.',
  )
  const suggestions = init(loaded, analysis)
  expect(suggestions).toEqual([])
  expect(initText(suggestions, { inputs: [] }, 'en')).toContain('# The inputs tell everything')
})
