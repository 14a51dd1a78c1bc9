// Modules of registries and template specs: mapped, by alias, restored, or opaque with one clear finding.
import { describe, expect, test } from 'vitest'
import { template } from '../arm/probe.ts'
import { evaluated, idsOf, namesOf, places, shownIn } from './probe.ts'

const vnet = (name: string): string =>
  `param prefix string = '10.0.0.0/16'\nresource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n  name: '${name}'\n  properties: { addressSpace: { addressPrefixes: [prefix] } }\n}\noutput id string = v.id\n`

const using = (path: string): string => `module m '${path}' = {\n  params: { prefix: '10.7.0.0/16' }\n}\n`

const path = 'br/public:avm/res/network/virtual-network:0.5.1'

describe('a mapping', () => {
  test.each<readonly [prefix: string, folder: string, file: string]>([
    ['br/public:avm', 'vendor/avm', 'vendor/avm/res/network/virtual-network/main.bicep'],
    ['br/public:avm', 'vendor/avm', 'vendor/avm/res/network/virtual-network/0.5.1/main.bicep'],
    ['br/public:avm/', 'vendor/avm', 'vendor/avm/res/network/virtual-network/main.bicep'],
    ['br/public', 'checkout', 'checkout/avm/res/network/virtual-network/main.bicep'],
    ['br:mcr.microsoft.com/bicep', 'checkout', 'checkout/avm/res/network/virtual-network/main.bicep'],
    ['br/public:avm/res/network/virtual-network', 'lib/vnet.bicep', 'lib/vnet.bicep'],
    ['br/public:avm/res/network/virtual-network:0.5.1', 'lib/vnet', 'lib/vnet/main.bicep'],
    ['br/public:avm/res', 'flat', 'flat/network/virtual-network.bicep'],
  ])('%s=%s finds %s', (prefix, folder, file) => {
    const loaded = evaluated(
      { 'main.bicep': using(path), [file]: vnet('found') },
      { modulePaths: { [prefix]: folder } },
    )
    expect(places(loaded)).toEqual([])
    expect(shownIn(loaded, 'found', 'properties', 'addressSpace', 'addressPrefixes')).toBe("['10.7.0.0/16']")
  })

  test('the longest one wins, and the version that has a folder of its own', () => {
    const loaded = evaluated(
      {
        'main.bicep': using(path),
        'all/res/network/virtual-network/main.bicep': vnet('all'),
        'own/virtual-network/main.bicep': vnet('newest'),
        'own/virtual-network/0.5.1/main.bicep': vnet('own'),
      },
      { modulePaths: { 'br/public:avm': 'all', 'br/public:avm/res/network': 'own' } },
    )
    expect(namesOf(loaded)).toEqual(['own'])
  })

  test('covers whole parts of a path only, and only its version', () => {
    const loaded = evaluated(
      { 'main.bicep': using(path), 'x/main.bicep': vnet('x') },
      { modulePaths: { 'br/public:av': 'x', 'br/public:avm/res/network/virtual-network:0.5.2': 'x' } },
    )
    expect(places(loaded)).toEqual(['HP1067 main.bicep:1:10'])
  })

  test('stands in hairpin.yaml relative to it, and an option wins', () => {
    const texts = {
      'net/hairpin.yaml': 'version: 1\ninputs: [main.bicep]\nmodulePaths: { "br/public:avm": ../vendor }\n',
      'net/main.bicep': using(path),
      'vendor/res/network/virtual-network/main.bicep': vnet('vendor'),
      'other/res/network/virtual-network/main.bicep': vnet('other'),
    }
    expect(namesOf(evaluated(texts, { inputs: ['net'] }))).toEqual(['vendor'])
    const modulePaths = { 'br/public:avm': 'other' }
    expect(namesOf(evaluated(texts, { inputs: ['net'], modulePaths }))).toEqual(['other'])
  })

  test('to a place without a module says where was looked', () => {
    const loaded = evaluated(using(path), { modulePaths: { 'br/public:avm': 'vendor' } })
    expect(loaded.findings).toMatchObject([
      {
        code: 'HP1080',
        parameters: { path, mapping: 'br/public:avm=vendor' },
        span: { line: 1, column: 10 },
      },
    ])
  })
})

describe('aliases', () => {
  const config = JSON.stringify({
    moduleAliases: {
      br: { corp: { registry: 'corp.azurecr.io', modulePath: 'bicep/net' } },
      ts: { specs: { subscription: 'SUB', resourceGroup: 'GROUP' } },
    },
  })

  test('of the nearest bicepconfig.json above the file', () => {
    const loaded = evaluated(
      {
        'bicepconfig.json': config,
        'a/b/main.bicep': using('br/corp:vnet:1.0'),
        'corp/net/vnet/main.bicep': vnet('corp'),
      },
      { inputs: ['a/b/main.bicep'], modulePaths: { 'br:corp.azurecr.io/bicep': 'corp' } },
    )
    expect(places(loaded)).toEqual([])
    expect(namesOf(loaded)).toEqual(['corp'])
  })

  test('of a template spec', () => {
    const loaded = evaluated(
      {
        'bicepconfig.json': config,
        'main.bicep': using('ts/specs:vnet:1.0'),
        'ts/vnet/main.bicep': vnet('spec'),
      },
      { modulePaths: { 'ts:sub/group': 'ts' } },
    )
    expect(namesOf(loaded)).toEqual(['spec'])
  })

  test('that are not declared are named, with what is meant', () => {
    const loaded = evaluated({ 'bicepconfig.json': config, 'main.bicep': using('br/crop:vnet:1.0') })
    expect(loaded.findings).toMatchObject([
      { code: 'HP1081', parameters: { alias: 'crop', suggestion: 'corp' }, span: { line: 1, column: 10 } },
    ])
  })
})

describe('a cache of the compiler', () => {
  // Modules there are compiled, so that what is found is told by the finding about it.
  test.each<readonly [path: string, file: string]>([
    [path, 'br/mcr.microsoft.com/bicep$avm$res$network$virtual-network/0.5.1$/main.json'],
    ['br:Reg.azurecr.io:5000/a/b:v1', 'br/reg.azurecr.io$5000/a$b/v1$/main.json'],
    ['br:reg.azurecr.io/a:RC1', 'br/reg.azurecr.io/a/RC1$3/main.json'],
    [
      `br:reg.azurecr.io/a@sha256:${'0'.repeat(64)}`,
      `br/reg.azurecr.io/a/sha256#${'0'.repeat(64)}/main.json`,
    ],
    ['ts:SUB/Group/Name:V1', 'ts/sub/group/name/v1/main.json'],
  ])('holds %s', (written, file) => {
    const main = using(written)
    const found = ({ findings }: ReturnType<typeof evaluated>): string =>
      JSON.stringify(findings.map(({ parameters }) => parameters))
    const own = evaluated({ 'main.bicep': main, [`.bicep/${file}`]: '{' })
    expect(found(own)).toContain(`.bicep/${file}`)
    const given = evaluated(
      { 'main.bicep': main, [`../home/.bicep/${file}`]: '{' },
      { moduleCaches: ['../home/.bicep'] },
    )
    expect(found(given)).toContain(`../home/.bicep/${file}`)
    const configured = evaluated({
      'bicepconfig.json': '{ "cacheRootDirectory": "restored" }',
      'main.bicep': main,
      [`restored/${file}`]: '{',
    })
    expect(found(configured)).toContain(`restored/${file}`)
  })
})

describe('a module in ARM JSON', () => {
  const compiled = JSON.stringify(
    template(
      {
        v: {
          type: 'Microsoft.Network/virtualNetworks',
          apiVersion: '2024-05-01',
          name: 'restored',
          properties: { addressSpace: { addressPrefixes: ["[parameters('prefix')]"] } },
        },
      },
      {
        languageVersion: '2.0',
        parameters: { prefix: { type: 'string' } },
        outputs: {
          id: { type: 'string', value: "[resourceId('Microsoft.Network/virtualNetworks', 'restored')]" },
        },
      },
    ),
  )
  const main = `${using(path)}resource t 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: 't'\n  properties: { of: m.outputs.id }\n}\n`

  test.each<readonly [from: string, file: string, modulePaths: Readonly<Record<string, string>>]>([
    ['a cache', '.bicep/br/mcr.microsoft.com/bicep$avm$res$network$virtual-network/0.5.1$/main.json', {}],
    ['a mapping', 'avm/res/network/virtual-network/main.json', { 'br/public:avm': 'avm' }],
  ])('of %s is deployed', (_, file, modulePaths) => {
    const loaded = evaluated({ 'main.bicep': main, [file]: compiled }, { modulePaths })
    expect(places(loaded)).toEqual([])
    expect(shownIn(loaded, 'restored', 'properties', 'addressSpace', 'addressPrefixes')).toBe(
      "['10.7.0.0/16']",
    )
    const [id] = idsOf(loaded).filter((each) => each.endsWith('/restored'))
    expect(shownIn(loaded, 't', 'properties', 'of')).toContain(`/${id}'`)
  })
})

describe('a module that is not here', () => {
  test('has unknown outputs, and one finding however often it is used', () => {
    const loaded = evaluated(
      `module a '${path}' = [for i in range(0, 3): {\n  name: 'a\${i}'\n}]\nmodule b '${path}' = {\n}\nresource t 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: 't'\n  properties: { of: b.outputs.id }\n}\n`,
    )
    expect(places(loaded)).toEqual(['HP1067 main.bicep:1:10'])
    expect(shownIn(loaded, 't', 'properties', 'of')).toBe('?b.outputs.id')
  })

  test.each([
    ['br/public:avm/res/x', 'br/public:path/of/module:1.0.0'],
    ['br:registry.io:1.0', 'br:registry.azurecr.io/path/of/module:1.0.0'],
    ['ts:sub/name:1.0', 'ts:SUBSCRIPTION/GROUP/NAME:1.0.0'],
    ['br:registry.io/a//b:1.0', 'br:registry.azurecr.io/path/of/module:1.0.0'],
  ])('%s is no whole path', (written, expected) => {
    expect(evaluated(using(written)).findings).toMatchObject([
      { code: 'HP1082', parameters: { path: written, expected } },
    ])
  })

  test('the same holds for what is imported from it', () => {
    const text = `import { type } from '${path}'\nimport * as all from '${path}'\n`
    expect(places(evaluated(`${text}param x all.name\n`))).toEqual(['HP1067 main.bicep:2:22'])
  })
})
