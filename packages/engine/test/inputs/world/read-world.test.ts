// hairpin.yaml: what is right is kept, each fault is told at its place.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatSpan, describe as inWords } from '../../../src/diagnostics/index.ts'
import { readWorld } from '../../../src/inputs/world/read-world.ts'
import { emptyWorld } from '../../../src/resources/index.ts'

const read = (text: string) => readWorld(text, 'hairpin.yaml')
const faults = (text: string) =>
  read(text).findings.map(({ code, span }) => `${code} ${span === undefined ? '' : formatSpan(span)}`)

const whole = `version: 1
era: 2024
settings: { remoteVnetDefault: accept, expressRouteHops: gateway }
inputs: [main.json]
parameters: { circuit01: { id: x }, nothing: null }
guests:
  vm-hub00:
    ipForward: true
    interfaces: { eth0: nic-hub00 }
    addresses: [{ dev: lo, address: 9.9.9.9/32 }]
    routes: [{ prefix: 10.100.0.0/16, via: 169.254.0.2 }]
    tunnels: [{ kind: vxlan, dev: vxlan0, id: 77, local: 10.0.0.4, remote: 10.100.0.4, inner: 169.254.0.1/24 }]
    snat: [{ dev: eth0 }]
    dnat: [{ dev: eth0, protocol: tcp, port: 80, to: "10.0.0.5:8080" }]
    filters: [{ chain: FORWARD, protocol: icmp, action: drop }]
    rpFilter: loose
    bgp:
      asn: 65001
      networks: [10.10.0.0/16]
      neighbors:
        - { address: 10.0.210.4, asn: 65515, multihop: true, export: { default: deny, rules: [{ action: permit, prefix: 10.0.0.0/8, orLonger: true }] } }
sites:
  - name: tokyo-dc
    asn: 65050
    prefixes: [192.168.0.0/16]
    hosts: [{ name: pc1, ip: 192.168.0.10 }]
    links: [{ circuit: circuit01, advertises: [{ prefix: 192.168.0.0/16, asPath: [65050], med: 1 }] }]
devices: [{ localNetworkGateway: lng-tokyo, is: { site: tokyo-dc } }]
circuits: [{ name: circuit01, peeringLocation: Tokyo, links: [{ role: primary, prefix: 172.16.0.0/30, underlayNextHop: 10.2.146.76 }] }]
gateways: [{ name: ergw, instanceIps: [10.0.1.12], mseePeers: [{ circuit: circuit01, link: primary, address: 10.0.1.4 }] }]
routeServers: [{ name: rs, instanceIps: [10.0.2.4, 10.0.2.5] }]
virtualHubs: [{ name: hub, routerIps: [10.1.0.4], firewallIp: 10.1.0.132 }]
state: [{ connection: conn1, up: false }, { circuitLink: { circuit: circuit01, role: secondary }, up: false }]
intents: [{ anything: [1, null] }]
`

describe('a whole file', () => {
  const { world, findings } = read(whole)

  test('has no fault', () => {
    expect(findings).toEqual([])
  })

  test('is read field by field', () => {
    expect(world).toMatchObject({
      era: 2024,
      settings: { remoteVnetDefault: 'accept', expressRouteHops: 'gateway' },
      inputs: ['main.json'],
      parameters: { circuit01: { id: 'x' }, nothing: null },
      intents: [{ anything: [1, null] }],
      sites: [{ name: 'tokyo-dc', links: [{ advertises: [{ asPath: [65050] }] }] }],
      state: [{ connection: 'conn1', up: false }, { circuitLink: { role: 'secondary' } }],
    })
    expect(world.guests['vm-hub00']).toMatchObject({
      rpFilter: 'loose',
      bgp: {
        asn: 65001,
        neighbors: [{ export: { rules: [{ orLonger: true }] } }],
        span: { line: 18, column: 7 },
      },
    })
  })

  test('items know their places', () => {
    expect(world.sites[0]?.span).toEqual({
      file: 'hairpin.yaml',
      line: 23,
      column: 5,
      endLine: 27,
      endColumn: 103,
    })
    const places = [
      world.devices,
      world.circuits,
      world.gateways,
      world.routeServers,
      world.virtualHubs,
      world.state,
    ]
    expect(places.map(([first]) => first?.span?.line)).toEqual([28, 29, 30, 31, 32, 33])
    expect(world.state[1]?.span?.column).toBe(43)
    const guest = world.guests['vm-hub00']
    expect(guest?.routes?.[0]?.span).toMatchObject({ line: 11, column: 14 })
    expect(guest?.tunnels?.[0]?.span).toMatchObject({ line: 12, column: 15 })
  })
})

describe('little files', () => {
  test.each([
    'version: 1\n',
    'version: 1\nsites:\nguests:\nstate: []\n',
    '\u{feff}version: 1\r\n',
    '{"version": 1}',
  ])('%j is an empty world', (text) => {
    const { world, findings } = read(text)
    expect(findings).toEqual([])
    expect(world).toEqual(emptyWorld)
  })

  test.each(['', '\n# nothing\n', '---\n'])('%j lacks the version', (text) => {
    expect(read(text)).toMatchObject({ world: emptyWorld, findings: [{ code: 'HP1036', span: { line: 1 } }] })
  })
})

describe('version', () => {
  test('of another format: told, and nothing is read', () => {
    const { world, findings } = read('version: 2\nsites: [{ name: a }]\n')
    expect(findings).toMatchObject([
      { code: 'HP1034', parameters: { found: '2', supported: 1 }, span: { line: 1, column: 10 } },
    ])
    expect(world).toEqual(emptyWorld)
  })

  test('missing: told, and the rest is read', () => {
    const { world, findings } = read('sites: [{ name: a }]\n')
    expect(findings).toMatchObject([{ code: 'HP1036', parameters: { field: 'version' } }])
    expect(world.sites).toHaveLength(1)
  })

  test('as a text is another one', () => {
    expect(faults('version: "1"\n')).toEqual(['HP1034 hairpin.yaml:1:10'])
  })
})

describe('faults', () => {
  test('an unknown field: the key is marked, with what was probably meant', () => {
    const { world, findings } = read('version: 1\nsites:\n  - name: a\n    linsk: []\n  - name: b\n')
    expect(findings).toMatchObject([
      {
        code: 'HP1031',
        parameters: {
          path: 'sites[0]',
          field: 'linsk',
          suggestion: 'links',
          known: ['name', 'asn', 'prefixes', 'hosts', 'links', 'guest'],
        },
        span: { line: 4, column: 5, endColumn: 10 },
      },
    ])
    expect(world.sites.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('an unknown field at the top, and in a guest', () => {
    expect(read('version: 1\nguest: {}\n').findings).toMatchObject([
      { code: 'HP1031', parameters: { path: '', field: 'guest', suggestion: 'guests' } },
    ])
    expect(read('version: 1\nguests: { vm: { ipforward: true } }\n').findings).toMatchObject([
      { code: 'HP1031', parameters: { path: 'guests.vm', suggestion: 'ipForward' } },
    ])
  })

  test('a wrong type in a field that may be missing costs that field only', () => {
    const { world, findings } = read(
      'version: 1\nsites: [{ name: a, asn: x, prefixes: [10.0.0.0/8] }, { name: b }]\n',
    )
    expect(findings).toMatchObject([
      {
        code: 'HP1032',
        parameters: { path: 'sites[0].asn', found: 'string', expected: ['integer'] },
        span: { line: 2, column: 25 },
      },
    ])
    expect(world.sites).toMatchObject([{ name: 'a', prefixes: ['10.0.0.0/8'] }, { name: 'b' }])
    expect(world.sites[0]).not.toHaveProperty('asn')
  })

  test('a wrong type in a field that must be there costs its entry, and is told once', () => {
    const { world, findings } = read(
      'version: 1\nsites: [{ name: a, hosts: [{ name: pc, ip: 5 }, { name: pd, ip: 10.0.0.1 }] }]\n',
    )
    expect(findings).toMatchObject([{ code: 'HP1032', parameters: { path: 'sites[0].hosts[0].ip' } }])
    expect(world.sites).toMatchObject([{ name: 'a', hosts: [{ name: 'pd' }] }])
  })

  test('a missing field costs its entry', () => {
    const { world, findings } = read('version: 1\nsites: [{ asn: 1 }, { name: b }]\n')
    expect(findings).toMatchObject([
      { code: 'HP1036', parameters: { path: 'sites[0]', field: 'name' }, span: { line: 2, column: 9 } },
    ])
    expect(world.sites.map(({ name }) => name)).toEqual(['b'])
    expect(world.sites[0]?.span?.column).toBe(21)
  })

  test.each([
    ['sites: [{ name: a, prefixes: [10.0.0.1/8] }]', 'HP2011'],
    ['sites: [{ name: a, prefixes: [ten] }]', 'HP2004'],
    ['sites: [{ name: a, hosts: [{ name: h, ip: 10.0.0 }] }]', 'HP2003'],
    ['guests: { v: { addresses: [{ dev: lo, address: x }] } }', 'HP2004'],
    ['guests: { v: { rpFilter: strct } }', 'HP2008'],
    ['guests: { v: { rpFilter: 5 } }', 'HP1032'],
    ['guests: { v: { bgp: { asn: 0, neighbors: [] } } }', 'HP1032'],
    ['guests: { v: { bgp: { asn: 4294967296, neighbors: [] } } }', 'HP1032'],
    ['guests: { v: { bgp: { asn: 1.5, neighbors: [] } } }', 'HP1032'],
    ['guests: { v: { filters: [{ chain: INPUT, action: drop, port: 70000 }] } }', 'HP1032'],
    ['settings: { expressRouteHops: [] }', 'HP1032'],
    ['settings: { expressRouteHop: gateway }', 'HP1031'],
    ['era: 1e999', 'HP1032'],
    ['era: 99999999999999999999', 'HP1032'],
    ['state: { up: false }', 'HP1032'],
    ['sites: [null]', 'HP1032'],
    ['sites: [{ name: a, links: [{}] }]', 'HP1038'],
    ['sites: [{ name: a, links: [{ circuit: a, vpnSite: b }] }]', 'HP1038'],
    ['devices: [{ vpnSite: a, is: {} }]', 'HP1038'],
    ['devices: [{ is: { vm: a } }]', 'HP1038'],
    ['state: [{ up: false }]', 'HP1038'],
    ['state: [{ vm: a, connection: b, up: false }]', 'HP1038'],
    ['guests: { v: { files: { frr: 1 } } }', 'HP1032'],
    ['guests: { v: { snat: [{ ports: [0-9] }] } }', 'HP1032'],
    ['inputs: main.json', 'HP1032'],
    ['sites: [{ name: a, name: b }]', 'HP1010'],
    ['sites: {', 'HP1009'],
    ['a: b: c', 'HP1009'],
    ['sites: *nobody', 'HP1009'],
    ['? [a]\n: b', 'HP1009'],
    ['sites: !!binary aaaa', 'HP1009'],
  ])('%s gives %s, in words too', (line, code) => {
    const { findings } = read(`version: 1\n${line}\n`)
    expect(findings.map((finding) => finding.code)).toContain(code)
    for (const finding of findings) {
      expect(inWords(finding, 'en').message).not.toBe('')
      expect(inWords(finding, 'ja').message).not.toBe('')
      if (code !== 'HP1009') expect(finding.span?.line).toBe(2)
    }
  })

  test.each(['- a', 'just words', '5'])('%j is no world file', (text) => {
    expect(read(text)).toMatchObject({ world: emptyWorld, findings: [{ code: 'HP1032' }] })
  })

  test('behind an error of syntax nothing else is held against the text, before it everything', () => {
    const text = 'version: 1\nsiets: []\nsites:\n  - name: dc\n   asn: 65050\n    prefixes: [192.168.0.0/16\n'
    const found = faults(text)
    expect(found).toContain('HP1031 hairpin.yaml:2:1')
    expect(found.filter((fault) => !fault.startsWith('HP1009'))).toHaveLength(1)
    const lines = found.map((fault) => fault.split(':')[1])
    expect(new Set(lines).size).toBe(lines.length)
  })

  test('several faults at once are told at once', () => {
    expect(
      faults(
        'version: 1\nera: x\nsites:\n  - asn: 5\n  - name: b\n    foo: 1\ngateways: [{ name: g, publicIps: [a, 1.1.1.1] }]\n',
      ).toSorted(),
    ).toEqual([
      'HP1031 hairpin.yaml:6:5',
      'HP1032 hairpin.yaml:2:6',
      'HP1036 hairpin.yaml:4:5',
      'HP2003 hairpin.yaml:7:35',
    ])
  })

  test('the era is held against the years that are known', () => {
    const years = { earliest: 2017, latest: 2026 }
    expect(readWorld('version: 1\nera: 1999\n', 'w', years).findings).toMatchObject([
      { code: 'HP1035', parameters: { found: 1999, ...years }, span: { line: 2, column: 6 } },
    ])
    expect(readWorld('version: 1\nera: 2020\n', 'w', years).findings).toEqual([])
  })
})

describe('YAML that means harm', () => {
  test('aliases are followed', () => {
    const { world, findings } = read('version: 1\nguests: { a: &x { ipForward: true }, b: *x }\n')
    expect(findings).toEqual([])
    expect(world.guests['b']).toEqual({ ipForward: true })
  })

  test('aliases of aliases end at a limit', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(10)}]`,
    )
    const { findings } = read(`version: 1\nl0: &l0 [x]\n${levels.join('\n')}\n`)
    expect(findings.map(({ code }) => code)).toContain('HP1009')
  })

  test('an alias of what it stands in', () => {
    expect(() => read('version: 1\nsites: &s [*s]\n')).not.toThrow()
  })

  test.each(['[', '{a: ', '- '])('100,000 of %j', (open) => {
    const { findings, world } = read(
      `version: 1\nsites: ${open === '- ' ? '\n ' : ''}${open.repeat(100_000)}`,
    )
    expect(findings.length).toBeGreaterThan(0)
    expect(world.sites).toEqual([])
  })

  test('names of JavaScript are names of guests', () => {
    const { world, findings } = read(
      'version: 1\nguests: { constructor: { ipForward: true }, __proto__: { ipForward: true } }\n',
    )
    expect(world.guests['constructor']).toEqual({ ipForward: true })
    expect(findings.every(({ code }) => code.startsWith('HP1'))).toBe(true)
    expect({}).not.toHaveProperty('ipForward')
  })
})

describe('anything at all', () => {
  test('a file with some characters changed never throws', () => {
    const change = fc.tuple(
      fc.nat(whole.length),
      fc.nat(3),
      fc.constantFrom('', ':', '{', ']', '"', '*', '&', '\n', ' ', '-', 'x', '\t', '#', '|'),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = changes.reduce(
          (old, [at, cut, add]) => old.slice(0, at) + add + old.slice(at + cut),
          whole,
        )
        const { findings } = read(text)
        for (const finding of findings) inWords(finding, 'en')
      }),
      { numRuns: 150 },
    )
  })

  test('a value of any kind in the place of any other never throws, and costs nothing elsewhere', () => {
    const sections = [
      'era',
      'settings',
      'inputs',
      'guests',
      'sites',
      'devices',
      'circuits',
      'gateways',
      'routeServers',
      'virtualHubs',
      'state',
      'intents',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...sections), fc.jsonValue({ maxDepth: 3 }), (section, value) => {
        const { world } = read(
          JSON.stringify({
            version: 1,
            [section]: value,
            sites: section === 'sites' ? value : [{ name: 'kept' }],
          }),
        )
        if (section !== 'sites') expect(world.sites).toMatchObject([{ name: 'kept' }])
      }),
    )
  })
})
