// From folders and files to a resource set.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatSpan } from '../../src/diagnostics/index.ts'
import type { LoadRequest } from '../../src/inputs/file-access.ts'
import { load } from '../../src/inputs/load.ts'
import type { Loaded } from '../../src/resources/index.ts'
import { memoryFiles } from './memory-files.ts'

type Contents = Parameters<typeof memoryFiles>[0]
const read = (
  contents: Contents,
  inputs: readonly string[] = [],
  request: Partial<LoadRequest> = {},
): Loaded => load(memoryFiles(contents), { inputs, ...request })
const names = ({ resourceSet }: Loaded) =>
  [...resourceSet.resources.values()].map(({ id }) => id.names.join('/'))
const codes = ({ findings }: Loaded) => findings.map(({ code }) => code)
const places = ({ findings }: Loaded) =>
  findings.map(({ code, span }) => `${code} ${span === undefined ? '-' : formatSpan(span)}`)

const resource = (type: string, name: string, properties: unknown = {}) => ({
  type: `Microsoft.${type}`,
  name,
  properties,
})
const table = (name: string) => JSON.stringify([resource('Network/routeTables', name)])
const template = (...resources: readonly unknown[]) => JSON.stringify({ contentVersion: '1', resources })

describe('a folder', () => {
  test('without a world file: every JSON file that holds resources, no other', () => {
    const loaded = read({
      'a.json': table('a'),
      'b.json': table('b'),
      'package.json': '{"name":"x"}',
      'sub/c.json': table('c'),
    })
    expect(names(loaded)).toEqual(['a', 'b'])
    expect(loaded.findings).toEqual([])
  })

  test('azuredeploy.json alone, where there is one', () => {
    expect(
      names(
        read({ 'azuredeploy.json': template(resource('Network/routeTables', 'a')), 'b.json': table('b') }),
      ),
    ).toEqual(['a'])
  })

  test('main.bicep is what counts, not the JSON beside it', () => {
    const template = "resource table 'Microsoft.Network/routeTables@2024-05-01' = { name: 'a' }\n"
    expect(names(read({ 'main.bicep': template, 'b.json': table('b') }))).toEqual(['a'])
  })

  test('the settings of the Bicep compiler do not hide a template of another name', () => {
    const template = "resource table 'Microsoft.Network/routeTables@2024-05-01' = { name: 'a' }\n"
    expect(names(read({ 'app.bicep': template, 'bicepconfig.json': '{}' }))).toEqual(['a'])
  })

  test.each([
    ['nothing', {}, 'HP1007'],
    ['only the settings of the Bicep compiler', { 'bicepconfig.json': '{}' }, 'HP1007'],
    ['only strange JSON', { 'a.json': '{}', 'b.json': '[1]' }, 'HP1020'],
    ['only broken strange JSON', { 'a.json': '{"a": ' }, 'HP1020'],
    ['broken JSON that was meant', { 'a.json': '{"type": "Microsoft.Network/routeTables", ' }, 'HP1008'],
    ['Terraform', { 'main.tf': '' }, 'HP1019'],
  ])('with %s', (_, contents, code) => {
    const loaded = read(contents)
    expect(codes(loaded)).toEqual([code])
    expect(loaded.resourceSet.resources.size).toBe(0)
  })

  test('with hairpin.yaml: its inputs, relative to it, or else what lies beside it', () => {
    const world = 'version: 1\ninputs: [../x/a.json, sub/]\n'
    expect(
      names(
        read(
          {
            'f/hairpin.yaml': world,
            'f/z.json': table('z'),
            'x/a.json': table('a'),
            'f/sub/b.json': table('b'),
          },
          ['f'],
        ),
      ),
    ).toEqual(['a', 'b'])
    expect(names(read({ 'f/hairpin.yaml': 'version: 1\n', 'f/z.json': table('z') }, ['./f/']))).toEqual(['z'])
    expect(names(read({ 'hairpin.yml': 'version: 1\ninputs: [.]\n', 'z.json': table('z') }))).toEqual(['z'])
  })

  test('a world file that names another: both are read, and who names has the last word', () => {
    const contents = {
      'hairpin.yaml':
        'version: 1\nera: 2020\nparameters: { a: 1, b: 2 }\nsites: [{ name: a }]\ninputs: [a.json]\n',
      'a.json': table('a'),
      'f/hairpin.yaml':
        'version: 1\nera: 2022\nparameters: { b: x }\nsites: [{ name: b }]\ninputs: [../hairpin.yaml]\n',
    }
    const loaded = read(contents, ['f'])
    expect(names(loaded)).toEqual(['a'])
    const sites = [{ name: 'a' }, { name: 'b' }]
    expect(loaded.resourceSet.world).toMatchObject({ era: 2022, parameters: { a: 1, b: 'x' }, sites })
    const alone = 'version: 1\ninputs: [../hairpin.yaml]\n'
    expect(read({ ...contents, 'f/hairpin.yaml': alone }, ['f']).resourceSet.world.era).toBe(2020)
  })

  test('two folders with a world file each', () => {
    const loaded = read(
      {
        'f/hairpin.yaml': 'version: 1\nera: 2020\nsites: [{ name: a }]\n',
        'f/a.json': table('a'),
        'g/hairpin.yaml': 'version: 1\nera: 2022\nsites: [{ name: b }]\n',
        'g/b.json': table('b'),
      },
      ['f', 'g'],
    )
    expect(names(loaded)).toEqual(['a', 'b'])
    expect(loaded.resourceSet.world).toMatchObject({ era: 2022, sites: [{ name: 'a' }, { name: 'b' }] })
  })
})

describe('files', () => {
  test('are read as what they are; a world file does not look around when others are named', () => {
    const contents = {
      'my.yaml': 'version: 1\nsites: [{ name: a }]\n',
      'a.json': table('a'),
      'b.json': table('b'),
    }
    const loaded = read(contents, ['a.json', 'my.yaml'])
    expect(names(loaded)).toEqual(['a'])
    expect(loaded.resourceSet.world.sites).toHaveLength(1)
    expect(names(read(contents, ['my.yaml']))).toEqual(['a', 'b'])
  })

  test('named twice are read once', () => {
    const loaded = read({ 'a.json': table('a') }, ['a.json', './a.json', 'x/../a.json'])
    expect(names(loaded)).toEqual(['a'])
    expect(loaded.findings).toEqual([])
  })

  test('a world file that names itself, or another', () => {
    const loaded = read(
      {
        'a.yaml': 'version: 1\ninputs: [a.yaml, b.yaml]\n',
        'b.yaml': 'version: 1\ninputs: [a.yaml]\nsites: [{ name: s }]\n',
      },
      ['a.yaml'],
    )
    expect(loaded.resourceSet.world.sites).toHaveLength(1)
  })

  test('that hold no resources are told', () => {
    expect(read({ 'a.json': '{"name": "x", "version": 1}' }, ['a.json']).findings).toMatchObject([
      { code: 'HP1013', parameters: { file: 'a.json', keys: ['name', 'version'] }, span: { line: 1 } },
    ])
    expect(codes(read({ 'a.txt': '' }, ['a.txt']))).toEqual(['HP1019'])
  })

  test.each([
    [{ kind: 'missing' }, 'HP1001'],
    [{ kind: 'unreadable', reason: 'EACCES' }, 'HP1002'],
    [{ kind: 'outsideRoot', root: '/x' }, 'HP1003'],
    [{ kind: 'gitFolder' }, 'HP1004'],
    [{ kind: 'tooLarge', bytes: 5, limit: 4 }, 'HP1005'],
    [{ kind: 'notText', offset: 3 }, 'HP1006'],
  ] as const)('that cannot be read: %j', (reading, code) => {
    const contents = {
      'hairpin.yaml': 'version: 1\ninputs: [a.json, b.json]\n',
      'a.json': reading,
      'b.json': table('b'),
    }
    const loaded = read(contents)
    expect(places(loaded)).toEqual([`${code} hairpin.yaml:2:10`])
    expect(names(loaded)).toEqual(['b'])
    expect(codes(read({ 'w.yaml': reading }, ['w.yaml']))).toEqual([code])
  })

  test('that do not exist: the nearest name is offered', () => {
    expect(read({ 'net/export.json': table('a') }, ['net/exprt.json']).findings).toMatchObject([
      { code: 'HP1001', parameters: { file: 'net/exprt.json', suggestion: 'net/export.json' } },
    ])
  })

  test('their texts are kept for code frames', () => {
    const contents = { 'hairpin.yaml': 'version: 1\n', 'a.json': table('a') }
    expect([...read(contents).sources]).toEqual(Object.entries(contents))
  })
})

describe('merging over files', () => {
  test('children of one file find their parent in another; addresses are allocated', () => {
    const subnet =
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/a'
    const loaded = read({
      '1.json': JSON.stringify([
        resource('Network/networkInterfaces', 'nic', {
          ipConfigurations: [{ name: 'c', properties: { subnet: { id: subnet.toUpperCase() } } }],
        }),
      ]),
      '2.json': JSON.stringify([
        resource('Network/virtualNetworks/subnets', 'hub/a', { addressPrefix: '10.0.0.0/24' }),
      ]),
      '3.json': JSON.stringify([resource('Network/virtualNetworks', 'hub')]),
    })
    expect(loaded.findings).toEqual([])
    expect(names(loaded)).toEqual(['nic', 'nic/c', 'hub', 'hub/a'])
    expect(loaded.resourceSet.allocated).toMatchObject([{ address: '10.0.0.4' }])
  })

  test('subscription and resource group of the request', () => {
    const { resourceSet } = read({ 'a.json': table('a') }, [], { subscription: 's', resourceGroup: 'g' })
    expect([...resourceSet.resources.values()].map(({ id }) => id.text)).toEqual([
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/a',
    ])
  })

  test('types are counted over all files, with one note for each that is not simulated', () => {
    const gateway = JSON.stringify([
      resource('Network/expressRoutePorts', 'a'),
      resource('Storage/storageAccounts', 's'),
    ])
    const loaded = read({ '1.json': gateway, '2.json': gateway })
    expect([...loaded.unsupported]).toEqual([['Microsoft.Network/expressRoutePorts', 2]])
    expect([...loaded.ignored]).toEqual([['Microsoft.Storage/storageAccounts', 2]])
    expect(loaded.findings).toMatchObject([
      {
        code: 'HP1017',
        parameters: { type: 'Microsoft.Network/expressRoutePorts', count: 2, effect: 'routes' },
      },
    ])
  })

  test('too many resources: told, and the first are taken', () => {
    const many = JSON.stringify(
      Array.from({ length: 50_001 }, (_, at) => resource('Network/routeTables', `t${at}`)),
    )
    const loaded = read({ 'a.json': many })
    expect(loaded.findings).toMatchObject([{ code: 'HP1012', parameters: { found: 50_001, limit: 50_000 } }])
    expect(loaded.resourceSet.resources.size).toBe(50_000)
  })

  test('more faults than a call may have arguments', () => {
    const loaded = read({ 'a.json': `[{"type": "Microsoft.Network/routeTables"}${', 5'.repeat(200_000)}]` })
    expect(codes(loaded).length).toBe(200_001)
  })
})

describe('names of the world file', () => {
  const resources = JSON.stringify([
    resource('Compute/virtualMachines', 'vm-hub'),
    resource('Network/networkInterfaces', 'nic-hub'),
    resource('Network/expressRouteCircuits', 'circuit01'),
    resource('Network/virtualNetworkGateways', 'ergw'),
    resource('Network/localNetworkGateways', 'lng'),
    resource('Network/vpnSites', 'site'),
    resource('Network/virtualHubs', 'rs'),
    resource('Network/connections', 'conn'),
  ])
  const withWorld = (lines: string, more: Contents = {}) =>
    read({ 'hairpin.yaml': `version: 1\n${lines}\n`, 'r.json': resources, ...more })

  test('that lead to something give no finding', () => {
    const loaded = withWorld(`guests: { VM-HUB: { interfaces: { eth0: nic-hub } }, rg/vm-hub: {} }
sites: [{ name: dc, links: [{ circuit: circuit01 }, { localNetworkGateway: lng }, { vpnSite: site }] }]
devices: [{ localNetworkGateway: lng, is: { site: dc } }, { vpnSite: site, is: { vm: vm-hub } }, { vpnSite: site, is: { gateway: ergw } }]
circuits: [{ name: circuit01 }]
gateways: [{ name: ergw, mseePeers: [{ circuit: circuit01, address: 10.0.0.4 }] }]
routeServers: [{ name: rs }]
virtualHubs: [{ name: rs }]
state:
  - { connection: conn, up: false }
  - { vm: vm-hub, up: false }
  - { circuitLink: { circuit: circuit01, role: primary }, up: false }
  - { session: { speaker: ergw, peer: 10.0.0.1 }, up: false }
  - { session: { speaker: dc, peer: 10.0.0.1 }, up: false }`)
    expect(loaded.findings).toEqual([])
  })

  test.each([
    ['guests: { vm-hbu: {} }', '2:11', 'virtualMachine', 'vm-hub'],
    ['guests: { vm-hub: { interfaces: { eth0: nic-hbu } } }', '2:41', 'networkInterface', 'nic-hub'],
    ['sites: [{ name: s, links: [{ circuit: circuit02 }] }]', '2:39', 'circuit', 'circuit01'],
    ['devices: [{ localNetworkGateway: lgn, is: { vm: vm-hub } }]', '2:34', 'localNetworkGateway', 'lng'],
    ['devices: [{ vpnSite: site, is: { site: nowhere } }]', '2:40', 'site', undefined],
    ['gateways: [{ name: erwg }]', '2:20', 'gateway', 'ergw'],
    ['routeServers: [{ name: rss }]', '2:24', 'routeServer', 'rs'],
    ['virtualHubs: [{ name: rss }]', '2:23', 'virtualHub', 'rs'],
    ['state: [{ connection: con, up: false }]', '2:23', 'connection', 'conn'],
    ['state: [{ session: { speaker: ergv, peer: x }, up: false }]', '2:31', 'bgpSpeaker', 'ergw'],
  ])('%s', (line, place, kind, suggestion) => {
    const loaded = withWorld(line)
    expect(loaded.findings).toMatchObject([{ code: 'HP1033', parameters: { kind } }])
    expect(places(loaded)).toEqual([`HP1033 hairpin.yaml:${place}`])
    expect(loaded.findings[0]?.parameters).toHaveProperty('suggestion', suggestion)
  })

  test('that lead to several resources', () => {
    const other = JSON.stringify([
      {
        ...resource('Compute/virtualMachines', 'vm-hub'),
        id: '/subscriptions/s/resourceGroups/other/providers/Microsoft.Compute/virtualMachines/vm-hub',
      },
    ])
    const loaded = withWorld('guests: { vm-hub: {} }', { 's.json': other })
    expect(loaded.findings).toMatchObject([
      { code: 'HP5002', parameters: { name: 'vm-hub' }, span: { line: 2 } },
    ])
    expect(withWorld('guests: { other/vm-hub: {} }', { 's.json': other }).findings).toEqual([])
  })

  test('places stay right when a faulty entry before them was left out', () => {
    const loaded = withWorld('circuits:\n  - peeringLocation: x\n  - name: circuit09')
    expect(places(loaded)).toEqual(
      ['HP1033 hairpin.yaml:4:11', 'HP1036 hairpin.yaml:3:5'].toSorted((a, b) =>
        a.slice(7).localeCompare(b.slice(7)),
      ),
    )
  })

  test('are not held against inputs that could not be read at all', () => {
    expect(codes(read({ 'hairpin.yaml': 'version: 1\ninputs: [x.json]\nguests: { vm: {} }\n' }))).toEqual([
      'HP1001',
    ])
  })
})

describe('the request', () => {
  test('its era and parameters win over the world file’s', () => {
    const contents = {
      'hairpin.yaml': 'version: 1\nera: 2020\nparameters: { a: 1, b: 2 }\n',
      'a.json': table('a'),
    }
    const { world } = read(contents, [], { era: 2024, parameters: { b: 'x' } }).resourceSet
    expect(world).toMatchObject({ era: 2024, parameters: { a: 1, b: 'x' } })
  })
})

describe('anything at all', () => {
  const good = {
    'hairpin.yaml':
      'version: 1\nguests: { vm: { ipForward: true } }\nsites: [{ name: a, links: [{ circuit: c }] }]\n',
    'r.json': JSON.stringify(
      {
        value: [
          resource('Network/virtualNetworks', 'hub', {
            addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
            subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }],
          }),
          resource('Network/networkInterfaces', 'nic', {
            ipConfigurations: [
              {
                name: 'c',
                properties: {
                  subnet: {
                    id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/a',
                  },
                },
              },
            ],
          }),
          resource('Network/virtualNetworkGateways', 'gw', {
            ipConfigurations: [{ name: 'x', properties: {} }],
            bgpSettings: { bgpPeeringAddresses: [] },
          }),
          resource('Network/privateEndpoints', 'pe', { subnet: {} }),
          resource('Compute/virtualMachines', 'vm'),
        ],
      },
      undefined,
      1,
    ),
  }

  test('inputs with some characters changed never throw, and answer the same each time', () => {
    const change = fc.record({
      file: fc.constantFrom('hairpin.yaml' as const, 'r.json' as const),
      at: fc.nat(2_000),
      cut: fc.nat(4),
      add: fc.constantFrom(
        '',
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        'null',
        '5',
        '/',
        '\\',
        '\n',
        '[x]',
        '"name":',
      ),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const contents = { ...good }
        for (const { file, at, cut, add } of changes) {
          const where = at % contents[file].length
          contents[file] = contents[file].slice(0, where) + add + contents[file].slice(where + cut)
        }
        expect(read(contents)).toEqual(read(contents))
      }),
      { numRuns: 200 },
    )
  })

  test('any JSON in the place of any property never throws', () => {
    const keys = [
      'properties',
      'subnets',
      'addressPrefix',
      'ipConfigurations',
      'subnet',
      'id',
      'name',
      'type',
      'bgpSettings',
      'bgpPeeringAddresses',
      'customDnsConfigs',
      'networkInterfaces',
      'virtualRouterIps',
      'privateIPAddress',
      'resources',
      'condition',
    ]
    const types = [
      'virtualNetworks',
      'networkInterfaces',
      'virtualNetworkGateways',
      'virtualHubs',
      'privateEndpoints',
      'loadBalancers',
    ]
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 5, '', 'x', '[x]', '10.0.0.0/24', '10.0.0.4'),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 4 }),
      ),
    })).any
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...types), value), { maxLength: 4 }),
        fc.boolean(),
        (list, isTemplate) => {
          const resources = list.map(([type, properties], at) =>
            resource(`Network/${type}`, `n${at}`, properties),
          )
          const { resourceSet } = read({
            'a.json': JSON.stringify(isTemplate ? { contentVersion: '1', resources } : resources),
          })
          for (const [key, { id }] of resourceSet.resources) expect(key).toBe(id.text.toLowerCase())
        },
      ),
      { numRuns: 300 },
    )
  })
})
