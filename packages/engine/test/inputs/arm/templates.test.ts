// What can be wrong with ARM templates, what is kept then, and where things were written.
import { describe, expect, test } from 'vitest'
import { formatSpan } from '../../../src/diagnostics/index.ts'
import { idsOf, namesOf, places, resourceNamed, shownIn } from '../bicep/probe.ts'
import { deployed, loaded, nested, table, template } from './probe.ts'

const parameters = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]))

describe('loops', () => {
  test('more than Azure allows: a finding that names the loop, and the first of them', () => {
    const result = deployed([table("[concat('rt-', copyIndex())]", { copy: { name: 'tables', count: 801 } })])
    expect(result.findings).toMatchObject([
      { code: 'HP1070', parameters: { found: 801, limit: 800, loop: 'tables' } },
    ])
    expect(namesOf(result)).toHaveLength(800)
  })

  test.each([
    ['negative', -1],
    ['no number', 'many'],
    ['no whole number', 1.5],
  ])('a count that is %s', (_, count) => {
    const result = deployed([table('rt', { copy: { name: 'tables', count } }), table('other')])
    expect(places(result)).toEqual([expect.stringMatching(/^HP1069 main\.json:/)])
    expect(namesOf(result)).toEqual(['other'])
  })

  test('an unknown count names the parameter that it depends on', () => {
    const result = deployed(
      [table("[concat('rt-', copyIndex())]", { copy: { name: 'tables', count: "[parameters('count')]" } })],
      { parameters: { count: { type: 'int' } } },
    )
    expect(result.findings.map(({ code, parameters: words }) => [code, words])).toEqual([
      ['HP1063', { name: 'count' }],
      ['HP1069', { origin: 'count' }],
    ])
  })

  test('the number of a loop that is not around it', () => {
    const result = deployed([table("[concat('rt-', copyIndex('elsewhere'))]")])
    expect(result.findings).toMatchObject([
      { code: 'HP1060', parameters: { name: 'copyIndex(elsewhere)' }, span: { line: 8, column: 31 } },
    ])
  })

  test('a property that is only called copy', () => {
    const result = deployed([table('rt', { properties: { copy: ['x'], other: { copy: { count: 1 } } } })])
    expect(shownIn(result, 'rt', 'properties')).toBe("{copy: ['x'], other: {copy: {count: 1}}}")
  })
})

describe('resources', () => {
  test('without a type or a name: told by their place, and the others kept', () => {
    const result = deployed([5, { type: 'Microsoft.Network/routeTables' }, { name: 'x' }, table('rt')])
    expect(result.findings).toMatchObject([
      { code: 'HP1014', parameters: { index: 0, missing: ['type', 'name'] } },
      { code: 'HP1014', parameters: { index: 1, missing: ['name'] } },
      { code: 'HP1014', parameters: { index: 2, missing: ['type'] } },
    ])
    expect(namesOf(result)).toEqual(['rt'])
  })

  test('a nested resource is there whether or not the one around it is', () => {
    const result = deployed([
      table('rt', { condition: false, resources: [{ type: 'routes', name: 'r', properties: {} }] }),
    ])
    expect(namesOf(result)).toContain('rt/r')
  })

  test('two names that are not known stay apart', () => {
    const result = deployed([table("[parameters('a')]"), table("[parameters('b')]")], {
      parameters: parameters('a', 'b'),
    })
    expect(namesOf(result)).toEqual(['‹a›', '‹b›'])
    expect(places(result)).toEqual(['HP1063 main.json:5:5', 'HP1063 main.json:8:5'])
  })

  test('a condition that is not known is kept beside the resource', () => {
    const result = deployed([table('rt', { condition: "[parameters('x')]" })], {
      parameters: { x: { type: 'bool' } },
    })
    expect(shownIn(result, 'rt', 'condition')).toBe('?x')
  })

  test('an extension of a child: types and names that alternate', () => {
    const result = deployed([
      {
        type: 'Microsoft.Network/virtualNetworks/providers/locks',
        name: 'vnet/Microsoft.Authorization/keep',
      },
      table('rt', {
        resources: [{ type: 'providers/locks', name: 'Microsoft.Authorization/keep', properties: {} }],
      }),
    ])
    expect(places(result)).toEqual([])
    expect([...result.ignored.values()].reduce((sum, count) => sum + count, 0)).toBe(2)
  })

  test('an id that is written wins over type and name', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/there'
    expect(idsOf(deployed([table('here', { id })]))).toEqual([
      'resourceGroups/g/providers/Microsoft.Network/routeTables/there',
    ])
  })

  test('fields named like JavaScript’s own are data', () => {
    const text = JSON.stringify(
      template([table('rt', { properties: { x: "[parameters('__proto__').a]" } })], {
        parameters: { p: { type: 'object', defaultValue: { a: 1 } } },
      }),
    ).replace('"p"', '"__proto__"')
    expect(shownIn(loaded({ 'main.json': text }), 'rt', 'properties', 'x')).toBe('1')
  })

  test('a broken expression: its value is unknown, everything else is there', () => {
    const result = deployed([table('rt', { tags: { a: "[concat('x']", b: 'y' } })])
    expect(places(result)).toEqual(['HP1071 main.json:10:26'])
    expect(shownIn(result, 'rt', 'tags')).toBe("{a: ?syntax error, b: 'y'}")
  })

  test('the resource in which a text breaks off is left out', () => {
    const text = JSON.stringify(template([table('a'), table('b'), table('c')]))
    const result = loaded({ 'main.json': text.slice(0, -20) })
    expect(namesOf(result)).toEqual(['a', 'b'])
    expect(places(result)[0]).toMatch(/^HP1008 /)
  })
})

describe('names', () => {
  test('what nothing declares is told with what is near it, in its own space of names', () => {
    const result = deployed(
      [table('rt', { tags: { a: "[parameters('vnetNam')]", b: "[variables('vnetNam')]" } })],
      {
        parameters: { vnetName: { type: 'string', defaultValue: 'v' } },
        variables: { other: 1 },
      },
    )
    expect(result.findings).toMatchObject([
      { code: 'HP1060', parameters: { name: 'vnetNam', suggestion: 'vnetName' } },
      { code: 'HP1060', parameters: { name: 'vnetNam', suggestion: undefined } },
    ])
  })

  test('values that need each other', () => {
    const result = deployed([table('rt', { tags: { a: "[variables('a')]" } })], {
      variables: { a: "[variables('b')]", b: "[variables('a')]" },
    })
    expect(result.findings.map(({ code }) => code)).toEqual(['HP1062'])
  })

  test('functions of the same name in two namespaces may call each other', () => {
    const f = (value: string) => ({
      f: { parameters: [{ name: 'n', type: 'int' }], output: { type: 'int', value } },
    })
    const result = deployed([table('rt', { tags: { a: '[c.f(1)]' } })], {
      functions: [
        { namespace: 'c', members: f("[d.f(parameters('n'))]") },
        { namespace: 'd', members: f("[add(parameters('n'), 1)]") },
      ],
    })
    expect(places(result)).toEqual([])
    expect(shownIn(result, 'rt', 'tags', 'a')).toBe('2')
  })

  test('a function of the template that calls itself comes to an end', () => {
    const result = deployed([table('rt', { tags: { a: '[c.f(1)]' } })], {
      functions: [
        {
          namespace: 'c',
          members: {
            f: {
              parameters: [{ name: 'n', type: 'int' }],
              output: { type: 'int', value: "[c.f(parameters('n'))]" },
            },
          },
        },
      ],
    })
    expect(result.findings.map(({ code }) => code)).toEqual(['HP1062'])
  })
})

describe('secrets', () => {
  test('whoever gives them, they are not known', () => {
    const result = deployed(
      [
        table('rt', {
          tags: {
            given: "[parameters('given')]",
            standard: "[parameters('standard')]",
            none: "[parameters('none')]",
          },
        }),
      ],
      {
        parameters: {
          given: { type: 'securestring' },
          standard: { type: 'SecureString', defaultValue: 'hunter2' },
          none: { type: 'secureObject', defaultValue: {} },
        },
      },
      { parameters: { given: 'hunter3' } },
    )
    expect(shownIn(result, 'rt', 'tags')).toBe('{given: ?given, standard: ?standard, none: {}}')
    expect(JSON.stringify([...result.resourceSet.resources.values()])).not.toMatch(/hunter/)
  })

  test('nor are outputs that are secret', () => {
    const inner = template([], { outputs: { key: { type: 'securestring', value: 'hunter2' } } })
    const result = deployed([
      nested('d', inner),
      table('rt', { tags: { k: "[reference('d').outputs.key.value]" } }),
    ])
    expect(shownIn(result, 'rt', 'tags', 'k')).toBe('?d/outputs.key')
  })
})

describe('reference', () => {
  const vnet = {
    type: 'Microsoft.Network/virtualNetworks',
    name: 'vnet',
    location: 'japaneast',
    properties: { subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }] },
  }
  const about = (expression: string) => deployed([vnet, table('rt', { tags: { x: expression } })])

  test.each([
    ["[reference('vnet').subnets[0].properties.addressPrefix]", "'10.0.0.0/24'"],
    ["[reference('vnet', '2024-05-01', 'Full').location]", "'japaneast'"],
    ["[reference('Microsoft.Network/virtualNetworks/vnet').subnets[0].name]", "'a'"],
    [
      "[reference(concat(resourceGroup().id, '/providers/Microsoft.Network/virtualNetworks/', 'VNET')).subnets[0].name]",
      "'a'",
    ],
    ["[last(split(reference('vnet').subnets[0].id, '/'))]", "'a'"],
    ["[reference('elsewhere').x.y]", "?reference('elsewhere').x.y"],
    ["[reference('vnet').nothing]", '?vnet.properties.nothing'],
    ["[listKeys('vnet', '2024-05-01').keys[0].value]", "?listKeys('vnet', '2024-05-01').keys[0].value"],
  ])('%s', (expression, expected) => {
    expect(shownIn(about(expression), 'rt', 'tags', 'x')).toBe(expected)
  })
})

describe('deployments', () => {
  test('parameters that the template does not declare, and those that it needs', () => {
    const inner = template([table("[parameters('name')]")], { parameters: parameters('name') })
    const result = deployed([nested('d', inner, { parameters: { nam: { value: 'rt' } } })])
    expect(result.findings).toMatchObject([
      { code: 'HP1065', parameters: { module: 'd', name: 'name' } },
      { code: 'HP1064', parameters: { module: 'd', name: 'nam', suggestion: 'name' } },
    ])
  })

  test('those of a loop, one and all, by their symbolic name', () => {
    const inner = template([], {
      parameters: { n: { type: 'int' } },
      outputs: { double: { type: 'int', value: "[mul(parameters('n'), 2)]" } },
    })
    const properties = { template: inner, parameters: { n: { value: '[copyIndex()]' } } }
    const d = {
      type: 'Microsoft.Resources/deployments',
      name: "[concat('d', copyIndex())]",
      copy: { name: 'all', count: 3 },
      properties,
    }
    const all = "map(references('d'), lambda('each', string(lambdaVariables('each').outputs.double.value)))"
    const result = deployed(
      {
        d,
        rt: table('rt', {
          tags: { one: "[reference('d[2]').outputs.double.value]", all: `[join(${all}, ',')]` },
        }),
      },
      { languageVersion: '2.0' },
    )
    expect(places(result)).toEqual([])
    expect(shownIn(result, 'rt', 'tags')).toBe("{one: 4, all: '0,2,4'}")
  })

  test('an inner template finds by their ids what the one around it deploys', () => {
    const names = { outputs: { name: { type: 'string', value: 'rt-named' } } }
    const other = "resourceId('Microsoft.Resources/deployments', 'names')"
    const inner = template([table('rt', { tags: { from: `[reference(${other}).outputs.name.value]` } })])
    const result = deployed([nested('d', inner), nested('names', template([], names))])
    expect(places(result)).toEqual([])
    expect(shownIn(result, 'rt', 'tags', 'from')).toBe("'rt-named'")
  })

  test('an inner template sees nothing of the one around it', () => {
    const inner = template([table('rt', { tags: { x: "[variables('x')]" } })])
    const result = deployed([nested('d', inner)], { variables: { x: 'outer' } })
    expect(result.findings.map(({ code }) => code)).toEqual(['HP1060'])
  })

  test('in language version 2.0 a template is evaluated on its own unless it says otherwise', () => {
    const inner = template([table("[parameters('x')]")], { parameters: { x: { type: 'string' } } })
    const properties = { template: inner, parameters: { x: { value: "[parameters('y')]" } } }
    const result = deployed(
      { d: { type: 'Microsoft.Resources/deployments', name: 'd', properties } },
      { languageVersion: '2.0', parameters: { y: { type: 'string', defaultValue: 'rt' } } },
    )
    expect(places(result)).toEqual([])
    expect(namesOf(result)).toEqual(['rt'])
  })

  test('a resource that is deployed again with what it already has, as a part of the template around it', () => {
    const subnet = {
      type: 'Microsoft.Network/virtualNetworks/subnets',
      name: 'vnet/a',
      properties: {
        addressPrefix:
          "[reference(resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'a')).addressPrefix]",
        routeTable: { id: "[resourceId('Microsoft.Network/routeTables', 'rt')]" },
      },
    }
    const outer = { expressionEvaluationOptions: { scope: 'outer' } }
    const vnet = {
      type: 'Microsoft.Network/virtualNetworks',
      name: 'vnet',
      properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } },
    }
    const result = deployed([vnet, table('rt'), nested('again', template([subnet]), outer)])
    expect(result.findings.map(({ code }) => code)).not.toContain('HP1062')
    expect(shownIn(result, 'vnet/a', 'properties', 'addressPrefix')).toMatch(/^\?reference\(/)
  })

  test('a linked template that is not there, by what is known of its address', () => {
    const link = { uri: "[uri(parameters('base'), 'nested/vnet.json?sig=secret')]" }
    const result = deployed(
      [{ type: 'Microsoft.Resources/deployments', name: 'd', properties: { templateLink: link } }],
      { parameters: { base: { type: 'string', defaultValue: 'https://example.com/a/' } } },
    )
    expect(result.findings).toMatchObject([
      { code: 'HP1072', parameters: { uri: 'https://example.com/a/nested/vnet.json' } },
    ])
  })

  test('linked templates are looked up below the folder of the main template only', () => {
    const link = (uri: string) => ({
      type: 'Microsoft.Resources/deployments',
      name: uri,
      properties: { templateLink: { uri } },
    })
    const result = loaded(
      {
        'in/main.json': template([
          link('https://example.com/x/nested/a.json'),
          link('https://example.com/b.json'),
        ]),
        'in/nested/a.json': template([table('rt-a')]),
        'b.json': template([table('rt-b')]),
      },
      { inputs: ['in/main.json'] },
    )
    expect(namesOf(result)).toEqual(['rt-a'])
    expect(result.findings.map(({ code }) => code)).toEqual(['HP1072'])
  })

  test('templates that link each other in a circle', () => {
    const link = (relativePath: string) =>
      template([
        {
          type: 'Microsoft.Resources/deployments',
          name: 'd',
          properties: { templateLink: { relativePath } },
        },
      ])
    const result = loaded({ 'main.json': link('b.json'), 'b.json': link('main.json') })
    expect(result.findings).toMatchObject([
      { code: 'HP1068', parameters: { files: ['main.json', 'b.json', 'main.json'] } },
    ])
  })

  test('an address is not taken for the template that it stands in', () => {
    const link = { uri: 'https://example.com/shared/main.json' }
    const result = deployed([
      { type: 'Microsoft.Resources/deployments', name: 'd', properties: { templateLink: link } },
    ])
    expect(result.findings.map(({ code }) => code)).toEqual(['HP1072'])
  })

  test('parameters of a linked template from a file', () => {
    const result = loaded({
      'main.json': template([
        {
          type: 'Microsoft.Resources/deployments',
          name: 'd',
          properties: {
            templateLink: { relativePath: 'rt.json' },
            parametersLink: { uri: "[uri(deployment().properties.templateLink.uri, 'rt.parameters.json')]" },
          },
        },
      ]),
      'rt.json': template([table("[parameters('name')]")], { parameters: parameters('name') }),
      'rt.parameters.json': { parameters: { name: { value: 'rt-linked' } } },
    })
    expect(places(result)).toEqual([])
    expect(namesOf(result)).toEqual(['rt-linked'])
  })

  test('depth is bounded', () => {
    let inner = template([table('deep')])
    for (let depth = 0; depth < 40; depth += 1) inner = template([nested(`d${depth}`, inner)])
    const result = loaded({ 'main.json': inner })
    expect(result.findings.map(({ code }) => code)).toEqual(['HP1068'])
  })

  test('deployments that each hold ten others stay within the budget', () => {
    const copies = { copy: { name: 'c', count: 800 } }
    let inner = template([{ ...table("[concat('rt', copyIndex())]"), ...copies }])
    for (let depth = 0; depth < 4; depth += 1)
      inner = template([{ ...nested("[concat('d', copyIndex())]", inner), ...copies }])
    const result = loaded({ 'main.json': inner })
    expect(result.findings.map(({ code }) => code)).toContain('HP1066')
  })
})

describe('places', () => {
  const at = (result: ReturnType<typeof deployed>, name: string) => {
    const span = resourceNamed(result, name)?.declaredAt
    return span === undefined ? undefined : formatSpan(span)
  }

  test('a resource, a route in it, and those of a loop and a deployment', () => {
    const text = `{
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Network/routeTables",
      "name": "rt",
      "properties": {
        "copy": [
          { "name": "routes", "count": 2, "input": {
            "name": "[concat('r', copyIndex('routes'))]",
            "properties": { "addressPrefix": "[concat('10.', copyIndex('routes'), '.0.0/16')]", "nextHopType": "None" }
          } }
        ]
      }
    },
    { "type": "Microsoft.Resources/deployments", "name": "d", "properties": { "template": {
      "resources": [
        { "type": "Microsoft.Network/routeTables", "name": "inner" }
      ]
    } } }
  ]
}`
    const result = loaded({ 'main.json': text })
    expect(places(result)).toEqual([])
    expect(at(result, 'rt')).toBe('main.json:4:5')
    expect(at(result, 'rt/r1')).toBe('main.json:9:52')
    expect(at(result, 'inner')).toBe('main.json:18:9')
    const route = resourceNamed(result, 'rt/r1')?.body.fields.get('properties')?.value
    const prefix = route?.kind === 'dictionary' ? route.fields.get('addressprefix')?.value : undefined
    expect(prefix?.span).toMatchObject({ file: 'main.json', line: 11 })
  })
})
