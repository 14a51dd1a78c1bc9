// Runs the collection script against an az that answers from a table: what is written, what fails, what is kept.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyse, load } from '@hairpin/engine'
import { afterAll, describe, expect, test } from 'vitest'

const script = new URL('../collect-azure.sh', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'hairpin collect '))
afterAll(() => rmSync(folder, { recursive: true }))

/** What az prints for these arguments; a string is printed as it is; of an error the message. */
type Answers = Readonly<Record<string, unknown>>

const failure = (message: string) => ({ failure: message })

const isFailure = (answer: unknown): answer is { readonly failure: string } =>
  typeof answer === 'object' && answer !== null && 'failure' in answer

/** As az prints JSON: names in order, two spaces a level. */
const printed = (answer: unknown): string =>
  typeof answer === 'string'
    ? answer
    : `${JSON.stringify(
        answer,
        (_, value: unknown) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
            : value,
        2,
      )}\n`

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

let machines = 0

/** A folder with an az that knows the answers; of lists that nobody mentions there are none. */
const machineWith = (answers: Answers) => {
  const home = join(folder, `machine ${++machines}`)
  mkdirSync(join(home, 'bin'), { recursive: true })
  const cases = Object.entries({ 'account show': {}, 'account show --query id': 's1\n', ...answers }).map(
    ([words, answer], index) => {
      const file = join(home, `answer ${index}`)
      writeFileSync(file, isFailure(answer) ? `${answer.failure}\n` : printed(answer))
      const told = isFailure(answer) ? `cat ${quoted(file)} >&2; exit 1` : `cat ${quoted(file)}`
      return `  ${quoted(words)}) ${told} ;;`
    },
  )
  const az = [
    '#!/bin/sh',
    `printf '%s\\n' "$*" >>${quoted(join(home, 'calls'))}`,
    "words=$(printf '%s' \"$*\" | sed 's/ --output [a-z]*//; s/?api-version=[0-9-]*//')",
    'case $words in',
    ...cases,
    "  'rest '*) printf '{\\n  \"value\": []\\n}\\n' ;;",
    "  'resource list'* | 'vm list'*) ;;",
    '  *) echo "ERROR: no answer for $words" >&2; exit 1 ;;',
    'esac',
    '',
  ].join('\n')
  writeFileSync(join(home, 'bin', 'az'), az)
  chmodSync(join(home, 'bin', 'az'), 0o755)
  return home
}

const collect = (home: string, ...options: readonly string[]) => {
  const { status, stderr, stdout } = spawnSync('sh', [script, ...options], {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}` },
  })
  return { status, stderr, stdout }
}

const callsOf = (home: string): readonly string[] =>
  existsSync(join(home, 'calls')) ? readFileSync(join(home, 'calls'), 'utf8').trim().split('\n') : []

const jsonFiles = (path: string): readonly string[] =>
  existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.json')) : []

const read = (...path: readonly string[]): Record<string, unknown> =>
  JSON.parse(readFileSync(join(...path), 'utf8'))

/** The tables of a kind, without their files' names. */
const evidenceOf = (home: string, kind: string, output = 'collected') =>
  jsonFiles(join(home, output, 'evidence'))
    .filter((name) => name.startsWith(`${kind}.`))
    .map((name) => read(home, output, 'evidence', name))

const loadFolder = (home: string, input: string) =>
  load(
    {
      read: (file) =>
        existsSync(join(home, file))
          ? { kind: 'text', text: readFileSync(join(home, file), 'utf8') }
          : { kind: 'missing' },
      list: (path) =>
        existsSync(join(home, path))
          ? readdirSync(join(home, path))
              .filter((name) => statSync(join(home, path, name)).isFile())
              .toSorted()
          : [],
    },
    { inputs: [input] },
  )

const get = (path: string): string => `rest --method get --url ${path}`
const group = '/subscriptions/s1/resourceGroups/net (prod)/providers'
const network = (path: string) => `${group}/Microsoft.Network/${path}`
const listOf = (type: string) => get(`/subscriptions/s1/providers/Microsoft.Network/${type}`)
const resource = (path: string, properties: object, beside: object = {}) => ({
  id: network(path),
  name: path.slice(path.lastIndexOf('/') + 1),
  properties,
  ...beside,
})
const inGroup = '--subscription s1 --resource-group net (prod) --name'

const nic = network('networkInterfaces/nic-a')
const stopped = network('networkInterfaces/nic-b')
const gateway = network('virtualNetworkGateways/er')
const server = network('virtualHubs/rs')
const hub = network('virtualHubs/hub')
const table = network('virtualHubs/hub/hubRouteTables/defaultRouteTable')
const circuit = network('expressRouteCircuits/c')
const machine = (name: string) => `${group}/Microsoft.Compute/virtualMachines/${name}`
const nicOf = (name: string, address: string) =>
  resource(`networkInterfaces/${name}`, {
    ipConfigurations: [
      {
        name: 'ip',
        properties: { privateIPAddress: address, subnet: { id: network('virtualNetworks/hub/subnets/vm') } },
      },
    ],
  })

const estate: Answers = {
  [listOf('virtualNetworks')]: {
    nextLink: 'https://management.azure.com/next?page=2',
    value: [
      resource('virtualNetworks/hub', {
        addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
        subnets: [
          { name: 'vm', properties: { addressPrefix: '10.0.0.0/24' } },
          { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.1.0/26' } },
          { name: 'RouteServerSubnet', properties: { addressPrefix: '10.0.2.0/26' } },
        ],
      }),
    ],
  },
  [get('https://management.azure.com/next?page=2')]: {
    value: [resource('virtualNetworks/spoke', { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } })],
  },
  [listOf('networkInterfaces')]: { value: [nicOf('nic-a', '10.0.0.9'), nicOf('nic-b', '10.0.0.10')] },
  [listOf('virtualHubs')]: {
    value: [
      resource('virtualHubs/rs', { virtualRouterIps: ['10.0.2.4', '10.0.2.5'] }, { kind: 'RouteServer' }),
      resource('virtualHubs/hub', { addressPrefix: '10.9.0.0/24' }),
    ],
  },
  [get(`${server}/bgpConnections`)]: {
    value: [resource('virtualHubs/rs/bgpConnections/nva', { peerIp: '10.0.0.9', peerAsn: 65001 })],
  },
  [get(`${hub}/hubRouteTables`)]: {
    value: [resource('virtualHubs/hub/hubRouteTables/defaultRouteTable', {})],
  },
  [listOf('expressRouteCircuits')]: {
    value: [resource('expressRouteCircuits/c', { serviceKey: 'do-not-tell', authorizations: [] })],
  },
  [get('/subscriptions/s1/providers/Microsoft.Compute/virtualMachines')]: {
    value: ['a', 'b'].map((name) => ({
      id: machine(`vm-${name}`),
      name: `vm-${name}`,
      properties: {
        networkProfile: { networkInterfaces: [{ id: network(`networkInterfaces/nic-${name}`) }] },
        osProfile: { adminPassword: 'do-not-"tell' },
      },
    })),
  },
  "vm list --show-details --subscription s1 --query [].[powerState, id, join('|', networkProfile.networkInterfaces[].id)]": `VM running\t${machine('vm-a')}\t${nic}\r\nVM deallocated\t${machine('vm-b')}\t${stopped}\r\n`,
  'resource list --subscription s1 --resource-type Microsoft.Network/virtualNetworkGateways --query [].id': `${gateway}\n`,
  [get(gateway)]: resource('virtualNetworkGateways/er', {
    gatewayType: 'ExpressRoute',
    bgpSettings: { asn: 65515, bgpPeeringAddress: '10.0.1.12,10.0.1.13' },
    ipConfigurations: [
      { name: 'a', properties: { subnet: { id: network('virtualNetworks/hub/subnets/GatewaySubnet') } } },
    ],
  }),
  [`network nic show-effective-route-table ${inGroup} nic-a`]: { value: [{ state: 'Active' }] },
  [`network nic list-effective-nsg ${inGroup} nic-a`]: { value: [] },
  [`network vnet-gateway list-learned-routes ${inGroup} er`]: { value: [{ network: '10.0.0.0/16' }] },
  [`network vnet-gateway list-bgp-peer-status ${inGroup} er`]: {
    value: [{ neighbor: '10.0.1.4' }, { neighbor: '10.0.1.5' }],
  },
  [`network vnet-gateway list-advertised-routes ${inGroup} er --peer 10.0.1.4`]: {
    value: [{ network: '10.0.0.0/16' }],
  },
  [`network vnet-gateway list-advertised-routes ${inGroup} er --peer 10.0.1.5`]: failure(
    'ERROR: (Busy) try "again"\nmore',
  ),
  ['network routeserver peering list-learned-routes --subscription s1 --resource-group net (prod) --routeserver rs --name nva']:
    { RouteServiceRole_IN_0: [] },
  ['network routeserver peering list-advertised-routes --subscription s1 --resource-group net (prod) --routeserver rs --name nva']:
    { RouteServiceRole_IN_0: [] },
  [`network express-route list-route-tables ${inGroup} c --path primary --peering-name AzurePrivatePeering`]:
    { value: [] },
  [`network express-route list-route-tables ${inGroup} c --path secondary --peering-name AzurePrivatePeering`]:
    '',
  [`network express-route list-arp-tables ${inGroup} c --path primary --peering-name AzurePrivatePeering`]: {
    value: [],
  },
  [`network express-route list-arp-tables ${inGroup} c --path secondary --peering-name AzurePrivatePeering`]:
    { value: [] },
  [`network vhub get-effective-routes ${inGroup} hub --resource-type RouteTable --resource-id ${table}`]: {
    value: [],
  },
}

describe.skipIf(process.platform === 'win32')('collect-azure.sh', () => {
  const home = machineWith(estate)
  const first = collect(home)

  test('ends well although a command failed, and says so at the end', () => {
    expect(first).toMatchObject({ status: 0, stdout: '' })
    expect(first.stderr).toContain('commands that failed: 1')
  })

  test('writes resources that Hairpin reads, with their addresses and states', () => {
    const { resourceSet, findings } = loadFolder(home, 'collected')
    expect(findings.map(({ code }) => code)).toEqual([])
    const { network: found } = analyse(resourceSet)
    expect(found.vnets.map(({ name }) => name).toSorted()).toEqual(['hub', 'spoke'])
    expect(found.vms.map(({ name, running }) => [name, running])).toEqual([
      ['vm-a', true],
      ['vm-b', false],
    ])
    expect(found.routeServers.map(({ name, peers }) => [name, peers.length])).toEqual([['rs', 1]])
    expect(found.virtualHubs.map(({ name }) => name)).toEqual(['hub'])
    expect(found.vnets.flatMap(({ gateways }) => gateways.map(({ instances }) => instances.length))).toEqual([
      2,
    ])
  })

  test('writes each table with the place that it belongs to', () => {
    expect(evidenceOf(home, 'effectiveRoutes')).toEqual([
      { kind: 'effectiveRoutes', resource: nic, output: { value: [{ state: 'Active' }] } },
    ])
    expect(evidenceOf(home, 'effectiveSecurityGroup')).toMatchObject([{ resource: nic }])
    expect(evidenceOf(home, 'learnedRoutes')).toMatchObject([
      { resource: gateway, output: { value: [{ network: '10.0.0.0/16' }] } },
      { resource: server, peering: 'nva', output: { RouteServiceRole_IN_0: [] } },
    ])
    expect(
      evidenceOf(home, 'advertisedRoutes').map(({ resource: of, peer, peering }) => [of, peer, peering]),
    ).toEqual([
      [gateway, '10.0.1.4', undefined],
      [server, undefined, 'nva'],
    ])
    expect(evidenceOf(home, 'bgpPeerStatus')).toMatchObject([{ resource: gateway }])
    expect(evidenceOf(home, 'circuitRoutes')).toEqual([
      {
        kind: 'circuitRoutes',
        resource: circuit,
        path: 'primary',
        peering: 'AzurePrivatePeering',
        output: { value: [] },
      },
      {
        kind: 'circuitRoutes',
        resource: circuit,
        path: 'secondary',
        peering: 'AzurePrivatePeering',
        output: null,
      },
    ])
    expect(evidenceOf(home, 'circuitArp')).toHaveLength(2)
    expect(evidenceOf(home, 'hubEffectiveRoutes')).toEqual([
      {
        kind: 'hubEffectiveRoutes',
        resource: hub,
        hubResource: { type: 'RouteTable', id: table },
        output: { value: [] },
      },
    ])
  })

  test('lists what it wrote, by which command, and what failed', () => {
    const index = read(home, 'collected', 'collected.json')
    const files = index['files'] as readonly { readonly file: string; readonly command: readonly string[] }[]
    const tables = jsonFiles(join(home, 'collected', 'evidence')).map((name) => `evidence/${name}`)
    expect(files.map(({ file }) => file)).toEqual(expect.arrayContaining(tables))
    for (const { file } of files) expect(existsSync(join(home, 'collected', file))).toBe(true)
    expect(index['failed']).toEqual([
      {
        command: [
          'az',
          'network',
          'vnet-gateway',
          'list-advertised-routes',
          ...'--subscription s1 --resource-group'.split(' '),
          'net (prod)',
          ...'--name er --peer 10.0.1.5'.split(' '),
        ],
        message: 'ERROR: (Busy) try "again"',
      },
    ])
  })

  test('takes secrets out', () => {
    const texts = jsonFiles(join(home, 'collected', 'resources')).map((name) =>
      readFileSync(join(home, 'collected', 'resources', name), 'utf8'),
    )
    expect(texts.join('')).toContain('"serviceKey": "REMOVED"')
    expect(texts.join('')).not.toContain('do-not-')
  })

  test('only reads', () => {
    const reading =
      /^(?:rest --method get|account (?:show|list)|(?:vm|resource) list|network [a-z -]+ (?:list|show|get)-)/
    expect(callsOf(home).filter((call) => !reading.test(call))).toEqual([])
  })

  test('run again, asks for nothing but what failed', () => {
    rmSync(join(home, 'calls'))
    expect(collect(home).status).toBe(0)
    const calls = callsOf(home).filter((call) => !/^(?:account|resource list)/.test(call))
    expect(calls).toEqual([expect.stringContaining('--peer 10.0.1.5')])
  })

  test('run afresh, asks for everything', () => {
    rmSync(join(home, 'calls'))
    expect(collect(home, '--fresh', '--no-evidence').status).toBe(0)
    expect(callsOf(home).length).toBeGreaterThan(20)
    expect(jsonFiles(join(home, 'collected', 'evidence'))).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('collect-azure.sh elsewhere', () => {
  test('an empty subscription by a name with spaces, into a folder with spaces', () => {
    const home = machineWith({ 'account show --subscription My Company --query id': 's2\n' })
    const { status, stderr } = collect(home, '-s', 'My Company', '-o', 'my network', '-j', '9')
    expect([status, stderr]).toEqual([0, expect.stringContaining('resources of /subscriptions/s2')])
    expect(loadFolder(home, 'my network')).toMatchObject({ findings: [] })
    expect(read(home, 'my network', 'collected.json')).toMatchObject({ format: 1, failed: [] })
  })

  test('one group of each of two subscriptions', () => {
    const home = machineWith({
      "account list --query [?state=='Enabled'].id": 's1\ns2\n',
      [get('/subscriptions/s2/resourceGroups/a b/providers/Microsoft.Network/virtualNetworks')]: {
        value: [
          {
            id: '/subscriptions/s2/resourceGroups/a b/providers/Microsoft.Network/virtualNetworks/v',
            name: 'v',
            properties: {},
          },
        ],
      },
    })
    expect(collect(home, '--all', '--group', 'a b')).toMatchObject({ status: 0 })
    expect(loadFolder(home, 'collected').resourceSet.resources.size).toBe(1)
    const addresses = callsOf(home).filter((call) => call.startsWith('rest'))
    expect(addresses.every((call) => call.includes('/resourceGroups/a b/'))).toBe(true)
  })

  test('nothing may be read: told, and nothing is left that could pass for an answer', () => {
    const home = machineWith({ [listOf('virtualNetworks')]: failure('ERROR: (AuthorizationFailed) no') })
    const { status, stderr } = collect(home)
    expect([status, stderr]).toEqual([0, expect.stringContaining('AuthorizationFailed')])
    expect(
      jsonFiles(join(home, 'collected', 'resources')).some((name) => name.includes('.virtualNetworks')),
    ).toBe(false)
    expect(read(home, 'collected', 'collected.json')['failed']).toHaveLength(1)
  })

  test.each([
    [['--what'], 'unknown option --what'],
    [['-o'], 'needs a value'],
    [['-j', '0'], 'must be a number'],
    [['-s', 'nobody'], 'no subscription'],
  ])('%s: exit code 2 and a sentence', (options, sentence) => {
    const home = machineWith({ 'account show --subscription nobody --query id': failure('no') })
    expect(collect(home, ...options)).toMatchObject({ status: 2, stderr: expect.stringContaining(sentence) })
  })

  test('not signed in', () => {
    const home = machineWith({ 'account show': failure('Please run az login') })
    expect(collect(home)).toMatchObject({ status: 2, stderr: expect.stringContaining('az login') })
  })

  test('help', () => {
    expect(collect(machineWith({}), '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('usage:'),
    })
  })
})
