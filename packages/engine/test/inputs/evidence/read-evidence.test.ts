// Every shape in which people keep what Azure printed reads as the same rows.
import { describe, expect, test } from 'vitest'
import { readEvidence } from '../../../src/inputs/evidence/read-evidence.ts'
import type { EvidenceContent } from '../../../src/resources/index.ts'
import { memoryFiles } from '../memory-files.ts'

const read = (files: Readonly<Record<string, string>>) => readEvidence(memoryFiles(files), '.', false)

const contentOf = (text: string, name = 'a.json'): EvidenceContent | undefined =>
  read({ [name]: text }).evidence[0]?.contents[0]

const codes = (files: Readonly<Record<string, string>>): readonly string[] =>
  read(files).findings.map(({ code }) => code)

const expected: EvidenceContent = {
  kind: 'effectiveRoutes',
  table: {
    complete: true,
    routes: [
      {
        source: 'Default',
        state: 'Active',
        prefixes: ['10.1.0.0/16'],
        nextHopType: 'VnetLocal',
        nextHopIps: [],
      },
      {
        source: 'User',
        state: 'Active',
        prefixes: ['10.2.0.0/16', '10.3.0.0/16'],
        nextHopType: 'VirtualAppliance',
        nextHopIps: ['10.0.0.4'],
        udrName: 'to-spokes',
      },
    ],
  },
}

const azRows = [
  {
    addressPrefix: ['10.1.0.0/16'],
    name: null,
    nextHopIpAddress: [],
    nextHopType: 'VnetLocal',
    source: 'Default',
    state: 'Active',
  },
  {
    addressPrefix: ['10.2.0.0/16', '10.3.0.0/16'],
    name: 'to-spokes',
    nextHopIpAddress: ['10.0.0.4'],
    nextHopType: 'VirtualAppliance',
    source: 'User',
    state: 'Active',
  },
]

const columns = `Source    State    Address Prefix           Next Hop Type     Next Hop IP
--------  -------  -----------------------  ----------------  -------------
Default   Active   10.1.0.0/16              VnetLocal
User      Active   10.2.0.0/16 10.3.0.0/16  VirtualAppliance  10.0.0.4
`

const csv = `\uFEFFSource,State,Address Prefixes,Next Hop Type,Next Hop IP Address,User Defined Route Name
Default,Active,10.1.0.0/16,Virtual network,-,-
User,Active,"10.2.0.0/16,10.3.0.0/16",Virtual appliance,10.0.0.4,to-spokes
`

describe('effective routes', () => {
  test.each([
    ['az and REST', JSON.stringify({ value: azRows })],
    ['a bare list', JSON.stringify(azRows)],
    ['a link to the next page', JSON.stringify({ nextLink: null, value: azRows })],
    [
      'PowerShell',
      JSON.stringify(
        azRows.map((row) => ({
          Name: row.name,
          State: row.state,
          Source: row.source,
          AddressPrefix: row.addressPrefix,
          NextHopType: row.nextHopType,
          NextHopIpAddress: row.nextHopIpAddress,
        })),
      ),
    ],
    ['the portal', csv],
  ])('%s', (_, text) => {
    expect(contentOf(text)).toEqual(expected)
  })

  test('columns, which have no names of routes', () => {
    const content = contentOf(columns, 'nic.txt')
    const routes = content?.kind === 'effectiveRoutes' ? content.table.routes : []
    expect(routes.map(({ prefixes, nextHopIps }) => [prefixes, nextHopIps])).toEqual([
      [['10.1.0.0/16'], []],
      [['10.2.0.0/16', '10.3.0.0/16'], ['10.0.0.4']],
    ])
  })

  test('columns between other output of a terminal', () => {
    const content = contentOf(
      `$ az network nic show-effective-route-table -o table\r\n${columns.replaceAll('\n', '\r\n')}\r\n$ `,
      'nic.txt',
    )
    expect(content?.kind === 'effectiveRoutes' ? content.table.routes.length : 0).toBe(2)
  })
})

const learned = (more: object = {}) => ({
  network: '10.9.0.0/16',
  nextHop: '10.0.1.4',
  asPath: '65001-65002',
  origin: 'EBgp',
  sourcePeer: '10.0.1.4',
  localAddress: '10.0.2.5',
  weight: 32768,
  ...more,
})

describe('BGP tables', () => {
  test('learned routes of a gateway', () => {
    expect(contentOf(JSON.stringify({ value: [learned(), learned({ nextHop: '', asPath: '' })] }))).toEqual({
      kind: 'gatewayRoutes',
      direction: 'learned',
      instance: undefined,
      table: {
        complete: true,
        routes: [
          {
            network: '10.9.0.0/16',
            nextHop: '10.0.1.4',
            asPath: [65001, 65002],
            origin: 'EBgp',
            sourcePeer: '10.0.1.4',
            localAddress: '10.0.2.5',
          },
          {
            network: '10.9.0.0/16',
            nextHop: null,
            asPath: [],
            origin: 'EBgp',
            sourcePeer: '10.0.1.4',
            localAddress: '10.0.2.5',
          },
        ],
      },
    })
  })

  test('advertised routes have no peer that they came from', () => {
    const rows = [
      {
        network: '10.9.0.0/16',
        nextHop: '10.0.2.4',
        asPath: '65515',
        origin: 'Igp',
        sourcePeer: null,
        weight: 0,
      },
    ]
    expect(contentOf(JSON.stringify({ value: rows }))).toMatchObject({ direction: 'advertised' })
  })

  test('a Route Server has a table for each instance, by its address or its number', () => {
    const text = JSON.stringify({
      RouteServiceRole_IN_0: [learned()],
      RouteServiceRole_IN_1: [],
      value: null,
    })
    expect(read({ 'rs.json': text }).evidence[0]?.contents).toMatchObject([
      { kind: 'gatewayRoutes', instance: '10.0.2.5' },
      { kind: 'gatewayRoutes', instance: 'IN_1', table: { routes: [] } },
    ])
  })

  test.each([
    ['65515', [65515], undefined],
    ['65050 ?', [65050], '?'],
    ['64512 12076 I', [64512, 12076], 'I'],
    ['', [], undefined],
  ])('the path of a circuit: %s', (path, asPath, origin) => {
    const rows = [{ locPrf: '100', network: '10.0.0.0/8', nextHop: '172.16.0.1', path, weight: 0 }]
    const content = contentOf(JSON.stringify({ value: rows }))
    const [route] = content?.kind === 'circuitRoutes' ? content.table.routes : []
    expect([route?.asPath, route?.origin]).toEqual([asPath, origin])
  })

  test.each([
    ['10.0.0.0', '10.0.0.0/8'],
    ['172.16.0.0', '172.16.0.0/16'],
    ['192.168.1.0', '192.168.1.0/24'],
    ['0.0.0.0', '0.0.0.0/0'],
    ['* 10.0.0.0/16', '10.0.0.0/16'],
    ['FD00::/48', 'FD00::/48'],
  ])('circuits leave out the length of a class: %s', (written, network) => {
    const rows = [{ locPrf: '', network: written, nextHop: '172.16.0.1', path: '65515', weight: 0 }]
    const content = contentOf(JSON.stringify(rows))
    expect(content?.kind === 'circuitRoutes' ? content.table.routes[0]?.network : '').toBe(network)
  })

  test('a hub', () => {
    const rows = [
      {
        addressPrefixes: ['10.1.0.0/16'],
        asPath: '65520-65520',
        nextHopType: 'Remote Hub',
        nextHops: ['/subscriptions/s/hub2'],
        routeOrigin: '/subscriptions/s/hub2',
      },
    ]
    expect(contentOf(JSON.stringify({ value: rows }))).toEqual({
      kind: 'hubRoutes',
      table: {
        complete: true,
        routes: [
          {
            prefixes: ['10.1.0.0/16'],
            nextHopType: 'Remote Hub',
            nextHops: ['/subscriptions/s/hub2'],
            asPath: [65520, 65520],
            origin: '/subscriptions/s/hub2',
          },
        ],
      },
    })
  })
})

describe('envelopes', () => {
  const envelope = (more: object) => JSON.stringify({ kind: 'effectiveRoutes', resource: '/x/nic', ...more })

  test('hold what az printed, as JSON or as text', () => {
    for (const output of [{ value: azRows }, azRows, JSON.stringify({ value: azRows }), columns]) {
      const content = contentOf(envelope({ output }))
      expect(content?.kind === 'effectiveRoutes' ? content.table.routes.length : 0).toBe(2)
    }
  })

  test('say what kind of table an empty one is', () => {
    expect(contentOf(envelope({ output: { value: [] } }))).toMatchObject({ kind: 'effectiveRoutes' })
  })

  test('say that only an excerpt is there', () => {
    const text = envelope({ output: { value: azRows }, complete: false, completeFor: ['10.1.0.0/16'] })
    expect(contentOf(text)?.table).toMatchObject({ complete: false, completeFor: ['10.1.0.0/16'] })
  })

  test('name the peering of a Route Server, and the private one of a circuit means nothing', () => {
    const peerOf = (kind: string, peering: string) =>
      read({ 'evidence/a.json': envelope({ kind, peering, output: { value: [learned()] } }) }).evidence[0]
        ?.envelope?.peer
    expect(peerOf('learnedRoutes', 'nva')).toBe('nva')
    expect(peerOf('circuitRoutes', 'AzurePrivatePeering')).toBeUndefined()
  })

  test('in which az printed nothing are no tables', () => {
    const table = JSON.stringify({ value: azRows })
    expect(codes({ 'evidence/a.json': envelope({ output: null }), 't.json': table })).toEqual(['HP4025'])
  })

  test('say where they belong', () => {
    const hubResource = { type: 'RouteTable', id: '/hub/defaultRouteTable' }
    const text = envelope({ output: { value: azRows }, peer: '10.0.0.5', path: 'Primary', hubResource })
    expect(read({ 'evidence/a.json': text }).evidence[0]?.envelope).toEqual({
      kind: 'effectiveRoutes',
      resource: '/x/nic',
      peer: '10.0.0.5',
      instance: undefined,
      path: 'primary',
      hubResource,
    })
  })
})

describe('what is no table', () => {
  test('an error of Azure, as JSON or as az prints it', () => {
    const error = { error: { code: 'NicMustBeAttachedToRunningVm', message: 'no' } }
    expect(codes({ 'evidence/a.json': JSON.stringify(error) })).toEqual(['HP4024', 'HP4020'])
    expect(codes({ 'evidence/a.txt': 'ERROR: (NicMustBeAttachedToRunningVm) Network Interface …' })).toEqual([
      'HP4024',
      'HP4020',
    ])
  })

  test('states of peers and summaries are told to be left out', () => {
    const peers = { value: [{ neighbor: '10.0.0.4', asn: 65001, state: 'Connected' }] }
    const summary = { value: [{ neighbor: '172.16.0.1', as: 65050, statePfxRcd: '4', v: 4 }] }
    const table = JSON.stringify({ value: azRows })
    expect(codes({ 'evidence/p.json': JSON.stringify(peers), 'evidence/t.json': table })).toEqual(['HP4025'])
    expect(codes({ 'evidence/s.json': JSON.stringify(summary), 'evidence/t.json': table })).toEqual([
      'HP4025',
    ])
    const envelope = JSON.stringify({ kind: 'bgpPeerStatus', resource: '/x', output: peers })
    expect(codes({ 'evidence/p.json': envelope, 'evidence/t.json': table })).toEqual(['HP4025'])
  })

  test('resources, and files that nobody would take for a table, are passed over in silence', () => {
    const resource = { id: '/x', type: 'Microsoft.Network/virtualNetworks', name: 'v', properties: {} }
    const table = JSON.stringify({ value: azRows })
    expect(
      codes({ 'r.json': JSON.stringify([resource]), 'package.json': '{"name":"x"}', 't.json': table }),
    ).toEqual([])
  })

  test('a file among the tables that is none, and a broken one, are told', () => {
    const table = JSON.stringify({ value: azRows })
    expect(codes({ 'evidence/x.json': '{"name":"x"}', 't.json': table })).toEqual(['HP4021'])
    expect(codes({ 'evidence/x.json': '{"value":[', 't.json': table })).toContain('HP1008')
  })

  test('a folder without any', () => {
    expect(codes({ 'hairpin.yaml': 'version: 1' })).toEqual(['HP4020'])
  })

  test('names of JavaScript are names of columns like others', () => {
    const rows = [{ ...azRows[0], constructor: 'x' }]
    const text = JSON.stringify({ value: rows }).replace('"constructor"', '"__proto__"')
    expect(contentOf(text)?.kind).toBe('effectiveRoutes')
  })
})
