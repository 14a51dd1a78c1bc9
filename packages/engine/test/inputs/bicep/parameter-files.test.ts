// Parameter files: the template that they name, what they extend, where values come from, and what is wrong with them.
import { describe, expect, test } from 'vitest'
import { template as armTemplate, parametersFile, table } from '../arm/probe.ts'
import { evaluated, namesOf, places, shownIn, type Texts } from './probe.ts'

const template = `
param name string = 'default'
param prefix string
param count int = 1
param tags object = {}
@secure()
param key string = ''
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
    count: count
    tags: tags
    key: key
  }
}
`

const loaded = (texts: Readonly<Record<string, string>>, request: Parameters<typeof evaluated>[1] = {}) =>
  evaluated({ 'main.bicep': template, ...texts } as Texts, { inputs: ['main.bicepparam'], ...request })

const property = (of: ReturnType<typeof loaded>, name: string, ...path: readonly string[]): string =>
  shownIn(of, name, 'properties', ...path)

describe('a parameter file', () => {
  test('that is named deploys its template with its values', () => {
    const of = loaded({
      'main.bicepparam': `using 'main.bicep'\nvar octet = 7\nparam name = 'a-\${octet}'\nparam prefix = cidrSubnet('10.0.0.0/8', 16, octet)\nparam count = octet + 1\n`,
    })
    expect(places(of)).toEqual([])
    expect(property(of, 'a-7', 'addressSpace', 'addressPrefixes')).toBe("['10.7.0.0/16']")
    expect(property(of, 'a-7', 'count')).toBe('8')
  })

  test('may use what it imports, types, and other parameters', () => {
    const of = loaded({
      'shared.bicep': "@export()\nvar region = 'jpe'\n@export()\nfunc full(a string) string => 'vnet-${a}'\n",
      'main.bicepparam': `using 'main.bicep'\nimport { region, full } from 'shared.bicep'\ntype t = string\nparam name = full(region)\nparam prefix = '10.0.0.0/16'\nparam tags = { of: name }\n`,
    })
    expect(places(of)).toEqual([])
    expect(property(of, 'vnet-jpe', 'tags')).toBe("{of: 'vnet-jpe'}")
  })

  test('may lie elsewhere: its paths are relative to it', () => {
    const of = evaluated(
      {
        'main.bicep': template,
        'env/prefix.txt': '10.9.0.0/16',
        'env/prod.bicepparam':
          "using '../main.bicep'\nparam name = 'p'\nparam prefix = loadTextContent('prefix.txt')\n",
      },
      { inputs: ['env/prod.bicepparam'] },
    )
    expect(places(of)).toEqual([])
    expect(property(of, 'p', 'addressSpace', 'addressPrefixes')).toBe("['10.9.0.0/16']")
  })

  test('gives secrets as unknown', () => {
    const of = loaded({
      'main.bicepparam':
        "using 'main.bicep'\nparam prefix = '10.0.0.0/16'\nparam key = az.getSecret('sub', 'rg', 'vault', 'secret')\n",
    })
    expect(places(of)).toEqual([])
    expect(property(of, 'default', 'key')).toBe('?getSecret()')
  })

  test('says where a value has no parameter, and what was meant', () => {
    const of = loaded({ 'main.bicepparam': "using 'main.bicep'\nparam prefx = '10.0.0.0/16'\n" })
    expect(of.findings).toMatchObject([
      {
        code: 'HP1085',
        parameters: { name: 'prefx', suggestion: 'prefix', template: 'main.bicep', source: 'parameterFile' },
        span: { file: 'main.bicepparam', line: 2, column: 7 },
      },
      { code: 'HP1063', span: { file: 'main.bicep', line: 3 } },
    ])
  })

  test('says where a value is of the wrong type', () => {
    const of = loaded({
      'main.bicepparam': "using 'main.bicep'\nparam prefix = '10.0.0.0/16'\nparam count = 'two'\n",
    })
    expect(of.findings).toMatchObject([
      { code: 'HP1084', parameters: { name: 'count', expected: 'integer', found: 'string' } },
    ])
    expect(of.findings[0]?.span).toMatchObject({ file: 'main.bicepparam', line: 3, column: 15 })
  })

  test.each([
    ['names no template', 'param a = 1\n', 'HP1086 main.bicepparam:1:1'],
    ['uses none', 'using none\n', 'HP1086 main.bicepparam:1:1'],
    ['names one that is not there', "using 'man.bicep'\n", 'HP1001 main.bicepparam:1:7'],
    ['names a module that is not here', "using 'br/public:a/b:1'\n", 'HP1067 main.bicepparam:1:7'],
    ['has a syntax error', "using 'main.bicep'\nparam prefix '10.0.0.0/16'\n", 'HP1059 main.bicepparam:2:14'],
  ])('that %s', (_, text, expected) => {
    expect(places(loaded({ 'main.bicepparam': text }))[0]).toBe(expected)
  })

  test('takes a configuration behind its template', () => {
    const text = "using 'main.bicep' with {\n  mode: 'deployment'\n}\nparam prefix = '10.0.0.0/16'\n"
    expect(places(loaded({ 'main.bicepparam': text }))).toEqual([])
  })
})

describe('extends', () => {
  const base = "using none\nparam name = 'base'\nparam prefix = '10.1.0.0/16'\nparam tags = { a: 1 }\n"

  test('takes the values of the other file, and the own ones win', () => {
    const of = loaded({
      'base.bicepparam': base,
      'main.bicepparam':
        "using 'main.bicep'\nextends 'base.bicepparam'\nparam name = 'own'\nparam tags = { ...base.tags, b: 2 }\n",
    })
    expect(places(of)).toEqual([])
    expect(property(of, 'own', 'addressSpace', 'addressPrefixes')).toBe("['10.1.0.0/16']")
    expect(property(of, 'own', 'tags')).toBe('{a: 1, b: 2}')
  })

  test('a circle is named with its path', () => {
    const of = loaded({
      'main.bicepparam': "using 'main.bicep'\nextends 'a.bicepparam'\nparam prefix = '10.0.0.0/16'\n",
      'a.bicepparam': "using none\nextends 'b.bicepparam'\nparam name = 'from-a'\n",
      'b.bicepparam': "using none\nextends 'a.bicepparam'\n",
    })
    expect(of.findings).toMatchObject([
      {
        code: 'HP1087',
        parameters: { files: ['a.bicepparam', 'b.bicepparam', 'a.bicepparam'] },
        span: { file: 'b.bicepparam', line: 2, column: 9 },
      },
    ])
    expect(namesOf(of)).toEqual(['from-a'])
  })

  test('values that need each other are told as a circle', () => {
    const text = "using 'main.bicep'\nparam name = prefix\nparam prefix = name\n"
    expect(loaded({ 'main.bicepparam': text }).findings).toMatchObject([
      { code: 'HP1062', parameters: { path: ['name', 'prefix', 'name'] } },
    ])
  })
})

describe('values win in this order', () => {
  const texts = {
    'main.bicepparam': "using 'main.bicep'\nparam name = 'file'\nparam prefix = '10.0.0.0/16'\n",
    'hairpin.yaml': 'version: 1\ninputs: [main.bicepparam]\nparameters: { name: world }\n',
  }

  test('option, hairpin.yaml, parameter file, default', () => {
    expect(namesOf(loaded(texts))).toEqual(['file'])
    expect(namesOf(loaded(texts, { inputs: ['hairpin.yaml'] }))).toEqual(['world'])
    const parameters = { name: 'option' }
    expect(namesOf(loaded(texts, { inputs: ['hairpin.yaml'], parameters }))).toEqual(['option'])
  })

  test('what hairpin.yaml gives and nothing declares has its place', () => {
    const of = loaded(
      { ...texts, 'hairpin.yaml': 'version: 1\ninputs: [main.bicepparam]\nparameters:\n  nam: x\n' },
      { inputs: ['hairpin.yaml'] },
    )
    expect(of.findings).toMatchObject([
      { code: 'HP1085', parameters: { name: 'nam', source: 'worldFile', suggestion: 'name' } },
    ])
    expect(of.findings[0]?.span).toMatchObject({ file: 'hairpin.yaml', line: 4 })
  })
})

describe('for a template in ARM JSON', () => {
  const arm = JSON.stringify(
    armTemplate([table("[parameters('name')]", { properties: { size: "[parameters('size')]" } })], {
      parameters: {
        name: { type: 'string', defaultValue: 'default' },
        size: { type: 'int', minValue: 1, maxValue: 5, defaultValue: 1 },
        key: { type: 'secureString', minLength: 20, defaultValue: '' },
      },
    }),
  )
  const using = (more: string): string => `using 'azuredeploy.json'\n${more}`

  test('deploys it with its values', () => {
    const texts = {
      'azuredeploy.json': arm,
      'main.bicepparam': using("var n = 2\nparam NAME = 'a-${n}'\nparam size = n\n"),
    }
    const of = evaluated(texts, { inputs: ['main.bicepparam'] })
    expect(places(of)).toEqual([])
    expect(property(of, 'a-2', 'size')).toBe('2')
  })

  test('checks the values as those for Bicep', () => {
    const texts = {
      'azuredeploy.json': arm,
      'main.bicepparam': using("param nam = 'a'\nparam size = 7\nparam key = 'hunter2'\n"),
    }
    const of = evaluated(texts, { inputs: ['main.bicepparam'] })
    expect(of.findings).toMatchObject([
      { code: 'HP1085', parameters: { name: 'nam', suggestion: 'name' }, span: { line: 2 } },
      { code: 'HP1083', parameters: { name: 'size', rule: 'maxValue', limit: '5' }, span: { line: 3 } },
      { code: 'HP1083', parameters: { name: 'key', rule: 'minLength' }, span: { line: 4 } },
    ])
  })

  test('keeps the file in JSON beside the template out, and stands for the folder', () => {
    const texts = {
      'azuredeploy.json': arm,
      'azuredeploy.parameters.json': JSON.stringify(parametersFile({ name: { value: 'json' } })),
      'azuredeploy.bicepparam': using("param name = 'bicep'\n"),
    }
    expect(namesOf(evaluated(texts, { inputs: ['.'] }))).toEqual(['bicep'])
    expect(namesOf(evaluated(texts, { inputs: ['azuredeploy.json'] }))).toEqual(['default'])
    const both = { inputs: ['azuredeploy.bicepparam', 'azuredeploy.parameters.json'] }
    expect(namesOf(evaluated(texts, both))).toEqual(['json'])
    const parameters = { name: 'option' }
    expect(namesOf(evaluated(texts, { ...both, parameters }))).toEqual(['option'])
  })

  test('that holds no template', () => {
    const texts = { 'azuredeploy.json': '{}', 'main.bicepparam': using('') }
    expect(places(evaluated(texts, { inputs: ['main.bicepparam'] }))).toEqual(['HP1073 main.bicepparam:1:7'])
  })
})

describe('a secret that is written there', () => {
  test.each(["param key = 'hunter2'", "var written = 'hunter2'\nparam key = written"])(
    '%j is neither a value nor in a text that code frames show',
    (text) => {
      const of = loaded({ 'main.bicepparam': `using 'main.bicep'\nparam prefix = '10.0.0.0/16'\n${text}\n` })
      expect(property(of, 'default', 'key')).toBe('?key')
      expect(of.sources.get('main.bicepparam')).toContain('*********')
      expect(JSON.stringify([...of.sources])).not.toContain('hunter2')
    },
  )
})

describe('which file a folder stands for', () => {
  const values = (name: string) =>
    `using 'main.bicep'\nparam name = '${name}'\nparam prefix = '10.0.0.0/16'\n`
  const folder = (names: readonly string[]) =>
    evaluated(
      Object.fromEntries([
        ['main.bicep', template],
        ...names.map((name) => [name, values(name.replaceAll('.', '-'))] as const),
      ]),
      { inputs: ['.'] },
    )

  test.each<readonly [names: readonly string[], resource: string]>([
    [['main.bicepparam'], 'main-bicepparam'],
    [['main.prod.bicepparam'], 'main-prod-bicepparam'],
    [['main.bicepparam', 'main.prod.bicepparam', 'other.bicepparam'], 'main-bicepparam'],
  ])('with %j', (names, resource) => {
    const of = folder(names)
    expect(namesOf(of)).toEqual([resource])
    expect(places(of)).toEqual([])
  })

  test.each<readonly [names: readonly string[]]>([
    [['prod.bicepparam']],
    [['main.dev.bicepparam', 'main.prod.bicepparam']],
  ])('with %j none is chosen, and that is said', (names) => {
    const of = folder(names)
    expect(namesOf(of)).toEqual(['default'])
    expect(of.findings.filter(({ code }) => code === 'HP1089')).toMatchObject([
      { parameters: { template: 'main.bicep', files: names } },
    ])
  })

  test('a template that is named is taken alone', () => {
    const of = evaluated({ 'main.bicep': template, 'main.bicepparam': values('x') })
    expect(namesOf(of)).toEqual(['default'])
  })

  test('a lone parameter file in a folder without templates is one', () => {
    const of = evaluated(
      { 'main.bicep': template, 'prod/values.bicepparam': values('x').replace('main', '../main') },
      { inputs: ['prod'] },
    )
    expect(namesOf(of)).toEqual(['x'])
  })
})

describe('values from outside', () => {
  const text = (value: string) => `using 'main.bicep'\nparam prefix = '10.0.0.0/16'\nparam name = ${value}\n`

  test.each<readonly [value: string, request: Parameters<typeof evaluated>[1], name: string]>([
    ["readEnvironmentVariable('NAME')", { environment: { NAME: 'env' } }, 'env'],
    ["readEnvironmentVariable('PATH', 'fallback')", {}, 'fallback'],
    ["externalInput('sys.envVar', 'NAME')", { environment: { NAME: 'env' } }, 'env'],
    ["readCliArg('n')", { externalInputs: { 'sys.cliArg:n': 'cli' } }, 'cli'],
    ["externalInput('sys.cli', 'n')", { externalInputs: { 'sys.cliArg:n': 'cli' } }, 'cli'],
    ["externalInput('custom.tool', 'a')", { externalInputs: { 'custom.tool:a': 'tool' } }, 'tool'],
    ["externalInput('custom.tool', { a: 1 })", { externalInputs: { 'custom.tool': 'any' } }, 'any'],
    ["externalInput('custom.tool').name", { externalInputs: { 'custom.tool': '{"name":"in"}' } }, 'in'],
  ])('%s', (value, request, name) => {
    const of = loaded({ 'main.bicepparam': text(value) }, request)
    expect(places(of)).toEqual([])
    expect(namesOf(of)).toEqual([name])
  })

  test('the real environment is never read', () => {
    const of = loaded({ 'main.bicepparam': text("readEnvironmentVariable('PATH')") })
    expect(of.findings.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['HP1088', { kind: 'environmentVariable', name: 'PATH' }],
    ])
    expect(namesOf(of)).toEqual(["‹externalInput('PATH')›"])
  })
})
