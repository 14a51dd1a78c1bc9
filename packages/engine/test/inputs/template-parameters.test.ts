// Which parameters file belongs to which template, and whose values win.
import { describe, expect, test } from 'vitest'
import { loaded, parametersFile, table, template } from './arm/probe.ts'
import { namesOf, places, shownIn } from './bicep/probe.ts'

const named = (type = 'string') =>
  template([table("[concat('rt-', parameters('name'))]")], { parameters: { name: { type } } })
const given = (value: unknown) => parametersFile({ name: { value } })
const bicep = `param name string
resource t 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-\${name}'
}
`

describe('beside a template', () => {
  test.each(['azuredeploy', 'mainTemplate', 'main'])('%s.parameters.json is used', (name) => {
    const files = { [`${name}.json`]: named(), [`${name}.parameters.json`]: given('x') }
    expect(namesOf(loaded(files, { inputs: [`${name}.json`] }))).toEqual(['rt-x'])
    expect(namesOf(loaded(files, { inputs: ['.'] }))).toEqual(['rt-x'])
  })

  test('of Bicep as well', () => {
    const files = { 'main.bicep': bicep, 'main.parameters.json': given('x') }
    expect(namesOf(loaded(files, { inputs: ['main.bicep'] }))).toEqual(['rt-x'])
  })

  test('not when Bicep’s own parameters file is there', () => {
    const files = { 'main.bicep': bicep, 'main.parameters.json': given('x'), 'main.bicepparam': '' }
    expect(namesOf(loaded(files, { inputs: ['main.bicep'] }))).toEqual(['rt-‹name›'])
  })

  test('of several that could be meant none is used, which is told', () => {
    const files = {
      'main.json': named(),
      'main.parameters.json': given('x'),
      'main.parameters.prod.json': given('y'),
    }
    const result = loaded(files)
    expect(namesOf(result)).toEqual(['rt-‹name›'])
    expect(result.findings.find(({ code }) => code === 'HP1074')?.parameters).toEqual({
      template: 'main.json',
      files: ['main.parameters.json', 'main.parameters.prod.json'],
    })
  })

  test('another template’s is left alone', () => {
    const files = { 'main.json': named(), 'other.parameters.json': given('x') }
    expect(namesOf(loaded(files))).toEqual(['rt-‹name›'])
  })
})

describe('named as an input', () => {
  test('it counts, and the one beside the template does not', () => {
    const files = {
      'main.json': named(),
      'main.parameters.json': given('beside'),
      'prod.json': given('named'),
    }
    expect(namesOf(loaded(files, { inputs: ['main.json', 'prod.json'] }))).toEqual(['rt-named'])
    expect(namesOf(loaded(files, { inputs: ['prod.json', 'main.json'] }))).toEqual(['rt-named'])
  })

  test('for a template in Bicep', () => {
    const files = { 'main.bicep': bicep, 'prod.json': given('named') }
    expect(namesOf(loaded(files, { inputs: ['main.bicep', 'prod.json'] }))).toEqual(['rt-named'])
  })

  test('the last of two wins, the caller over both', () => {
    const files = { 'main.json': named(), 'a.json': given('a'), 'b.json': given('b') }
    const inputs = ['main.json', 'a.json', 'b.json']
    expect(namesOf(loaded(files, { inputs }))).toEqual(['rt-b'])
    expect(namesOf(loaded(files, { inputs, parameters: { NAME: 'caller' } }))).toEqual(['rt-caller'])
  })

  test('the world file wins over it as well', () => {
    const files = {
      'hairpin.yaml': 'version: 1\ninputs: [main.json, a.json]\nparameters: { name: world }\n',
      'main.json': named(),
      'a.json': given('a'),
    }
    expect(namesOf(loaded(files, { inputs: ['.'] }))).toEqual(['rt-world'])
  })

  test('without a template', () => {
    const result = loaded({ 'a.json': given('a') }, { inputs: ['a.json'] })
    expect(places(result)).toEqual(['HP1075'])
  })
})

describe('what it holds', () => {
  test('values of all kinds, in both spellings of the schema, and without one', () => {
    const main = template([table('rt', { tags: { a: "[parameters('a').b[0]]" } })], {
      parameters: { a: { type: 'object' } },
    })
    const value = { a: { value: { b: [7] } } }
    for (const file of [
      parametersFile(value),
      {
        $schema: 'http://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#',
        parameters: value,
      },
      { parameters: value },
    ])
      expect(shownIn(loaded({ 'main.json': main, 'main.parameters.json': file }), 'rt', 'tags', 'a')).toBe(
        '7',
      )
  })

  test('brackets are no expressions there, and values keep their place', () => {
    const result = loaded({
      'main.json': template([table('rt', { tags: { a: "[parameters('name')]" } })], {
        parameters: { name: { type: 'string' } },
      }),
      'main.parameters.json': given("[concat('a')]"),
    })
    expect(shownIn(result, 'rt', 'tags', 'a')).toBe("'[concat('a')]'")
    const tags = result.resourceSet.resources.values().next().value?.body.fields.get('tags')?.value
    const span = tags?.kind === 'dictionary' ? tags.fields.get('a')?.value.span : undefined
    expect(span).toMatchObject({ file: 'main.parameters.json', line: 6 })
  })

  test('a reference to a vault is a secret, null is the standard value', () => {
    const main = template([table('rt', { tags: { a: "[parameters('a')]", b: "[parameters('b')]" } })], {
      parameters: { a: { type: 'string' }, b: { type: 'string', defaultValue: 'standard' } },
    })
    const file = parametersFile({
      a: { reference: { keyVault: { id: 'x' }, secretName: 's' } },
      b: { value: null },
    })
    const result = loaded({ 'main.json': main, 'main.parameters.json': file })
    expect(shownIn(result, 'rt', 'tags')).toBe("{a: ?a, b: 'standard'}")
  })

  test('a secret that is written there is neither a value nor in a text that code frames show', () => {
    const file = parametersFile({ nam: { value: 1 }, password: { value: 'hunter2' }, name: { value: 'x' } })
    const main = template([table("[parameters('name')]", { tags: { a: "[parameters('password')]" } })], {
      parameters: { password: { type: 'secureString' }, name: { type: 'string' } },
    })
    for (const inputs of [['main.json'], ['main.json', 'main.parameters.json']]) {
      const result = loaded({ 'main.json': main, 'main.parameters.json': file }, { inputs })
      expect(shownIn(result, 'x', 'tags', 'a')).toBe('?password')
      expect(result.sources.get('main.parameters.json')).toContain('"value": *********')
      expect(JSON.stringify([...result.sources])).not.toContain('hunter2')
    }
  })

  test('a name that no template declares, and an entry without a value', () => {
    const result = loaded({
      'main.json': named(),
      'main.parameters.json': parametersFile({ nam: { value: 'x' }, name: {} }),
    })
    expect(result.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        code: 'HP1085',
        parameters: { name: 'nam', suggestion: 'name', source: 'parameterFile' },
        span: { file: 'main.parameters.json', line: 5 },
      },
      { code: 'HP1076', parameters: { name: 'name' }, span: { file: 'main.parameters.json', line: 8 } },
    ])
  })
})

describe('roots', () => {
  const link = (name: string) => ({
    type: 'Microsoft.Resources/deployments',
    name,
    properties: { templateLink: { uri: `[uri(deployment().properties.templateLink.uri, '${name}')]` } },
  })

  test.each([
    ['azuredeploy.json', 'main.json'],
    ['mainTemplate.json', 'main.json'],
    ['azureDeploy.json', 'other.json'],
    ['main.json', 'hub.json'],
  ])('%s stands for its folder, before %s', (root, other) => {
    const files = { [root]: template([table('root')]), [other]: template([table('other')]) }
    expect(namesOf(loaded(files, { inputs: ['.'] }))).toEqual(['root'])
  })

  test('with main.bicep beside it, what it is built into does not count', () => {
    const files = { 'main.bicep': bicep, 'main.json': named(), 'azuredeploy.json': named() }
    const result = loaded(files, { inputs: ['.'], parameters: { name: 'x' } })
    expect(result.resourceSet.resources.values().next().value?.declaredAt?.file).toBe('main.bicep')
  })

  test('templates that others name are no roots', () => {
    const files = {
      'hub-and-spoke.json': template([link('spoke.json'), table('hub')]),
      'spoke.json': template([table("[concat('spoke-', parameters('name'))]")], {
        parameters: { name: { type: 'string', defaultValue: 'a' } },
      }),
    }
    expect(namesOf(loaded(files, { inputs: ['.'] })).toSorted()).toEqual(['hub', 'spoke-a'])
  })

  test('what was exported beside a template counts too', () => {
    const exported = {
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/exported',
      type: 'Microsoft.Network/routeTables',
      name: 'exported',
      properties: {},
    }
    const files = { 'a.json': template([table('a')]), 'b.json': [exported], 'package.json': { name: 'x' } }
    expect(namesOf(loaded(files, { inputs: ['.'] })).toSorted()).toEqual(['a', 'exported'])
  })
})
