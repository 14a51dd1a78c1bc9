// Which resources a document holds, in every shape, and with everything that can be wrong with them.
import { describe, expect, test } from 'vitest'
import { formatSpan } from '../../../src/diagnostics/index.ts'
import { readArmDocument } from '../../../src/inputs/arm/read-resources.ts'
import { parseJson } from '../../../src/inputs/json/parse-json.ts'
import { at, type Declaration, fieldOf } from '../../../src/resources/index.ts'
import { plain } from '../../plain.ts'

const scope = { subscription: 'sub', resourceGroup: 'net' }
const root = '/subscriptions/sub/resourceGroups/net/providers'
const readText = (text: string) => readArmDocument(parseJson(text, 'a.json'), scope)
const read = (document: unknown) => readText(JSON.stringify(document))
const ids = (declarations: readonly Declaration[]) => declarations.map(({ id }) => id.text)
const codes = (reading: ReturnType<typeof read>) => reading.findings.map(({ code }) => code)

const vnetId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub'
const vnet = {
  id: vnetId,
  type: 'Microsoft.Network/virtualNetworks',
  name: 'hub',
  location: 'japaneast',
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } },
}

describe('shapes', () => {
  test.each([
    ['a single resource', vnet],
    ['an array', [vnet]],
    ['a REST list', { value: [vnet] }],
    ['Resource Graph', { count: 1, data: [{ ...vnet, type: 'microsoft.network/virtualnetworks' }] }],
    ['a Bicep snapshot', { predictedResources: [vnet] }],
    ['what-if', { status: 'Succeeded', changes: [{ changeType: 'Create', before: null, after: vnet }] }],
    ['what-if of what stays', { changes: [{ changeType: 'Ignore', before: vnet }] }],
    ['only an id', { id: vnetId, properties: {} }],
  ])('%s', (_, document) => {
    const reading = read(document)
    expect(reading).toMatchObject({ recognised: true, findings: [] })
    expect(ids(reading.declarations)).toEqual([vnetId])
  })

  test('what a what-if deletes is not there', () => {
    const other = { ...vnet, id: vnetId.replace('hub', 'old') }
    const reading = read({
      changes: [
        { changeType: 'Delete', before: other, after: null },
        { changeType: 'Modify', before: vnet, after: vnet },
      ],
    })
    expect(ids(reading.declarations)).toEqual([vnetId])
  })

  test.each([
    [
      'a parameters file',
      { $schema: 'https://x/deploymentParameters.json#', parameters: { a: { value: 1 } } },
    ],
    ['a template, which is evaluated', { contentVersion: '1.0.0.0', resources: [vnet] }],
    ['package.json', { name: 'x', dependencies: {} }],
    ['effective routes', { value: [{ addressPrefix: ['10.0.0.0/16'], nextHopType: 'VnetLocal' }] }],
    ['a Terraform state', { version: 4, lineage: 'x', resources: [{ type: 'azurerm_virtual_network' }] }],
    ['a number', 5],
    ['a list of numbers', [1, 2]],
  ])('%s is not recognised', (_, document) => {
    expect(read(document)).toMatchObject({ recognised: false, declarations: [], findings: [] })
  })

  test('an empty list is recognised, and holds nothing', () => {
    expect(read({ value: [] })).toMatchObject({ recognised: true, declarations: [] })
  })

  test('a resource knows where it was written', () => {
    const [declaration] = readText(`[\n  ${JSON.stringify(vnet)}\n]`).declarations
    expect(declaration?.body.span && formatSpan(declaration.body.span)).toBe('a.json:2:3')
  })
})

describe('resources without an id', () => {
  test('ids come from scope, type and name; children may be nested or named in full', () => {
    const reading = read([
      {
        type: 'Microsoft.Network/virtualNetworks',
        name: 'hub',
        properties: {},
        resources: [
          { type: 'subnets', name: 'a', properties: {} },
          { type: 'Microsoft.Network/virtualNetworks/subnets', name: 'hub/b', properties: {} },
        ],
      },
      { type: 'microsoft.network/ROUTETABLES/routes', name: 'rt/default', properties: {} },
    ])
    expect(reading.findings).toEqual([])
    expect(ids(reading.declarations)).toEqual([
      `${root}/Microsoft.Network/virtualNetworks/hub`,
      `${root}/Microsoft.Network/virtualNetworks/hub/subnets/a`,
      `${root}/Microsoft.Network/virtualNetworks/hub/subnets/b`,
      `${root}/Microsoft.Network/routeTables/rt/routes/default`,
    ])
    expect(fieldOf(reading.declarations[0]?.body, 'resources')).toBeUndefined()
  })

  test('expressions that nobody evaluated are unknown and keep their text; escaped brackets are text', () => {
    const { declarations } = read({
      predictedResources: [
        {
          type: 'Microsoft.Network/networkInterfaces',
          name: 'nic',
          properties: {
            networkSecurityGroup: { id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" },
            escaped: '[[not] an expression]',
            open: '[half',
            list: ["[parameters('x')]"],
          },
        },
      ],
    })
    const properties = at(declarations[0]?.body, 'properties')
    expect(at(properties, 'networkSecurityGroup', 'id')).toMatchObject({
      kind: 'unknown',
      reason: 'expression',
      origin: "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]",
    })
    expect(plain(at(properties, 'escaped'))).toBe('[not] an expression]')
    expect(plain(at(properties, 'open'))).toBe('[half')
    expect(plain(at(properties, 'list'))).toEqual([{ unknown: 'expression' }])
  })

  test('a name that is an expression: the resource and its children are left out, with one finding', () => {
    const reading = read([
      {
        type: 'Microsoft.Network/virtualNetworks',
        name: "[parameters('vnet')]",
        resources: [{ type: 'subnets', name: 'a' }],
      },
      { ...vnet, id: undefined },
    ])
    expect(reading.findings).toMatchObject([
      { code: 'HP1016', parameters: { property: 'name', expression: "[parameters('vnet')]" } },
    ])
    expect(reading.declarations).toHaveLength(1)
  })

  test('an expression in a resource with an id is only a text', () => {
    const { declarations } = read({ ...vnet, tags: { note: '[x]' } })
    expect(plain(at(declarations[0]?.body, 'tags', 'note'))).toBe('[x]')
  })

  test('a condition that is false takes the resource away; one that is not known does not', () => {
    const table = { type: 'Microsoft.Network/routeTables', properties: {} }
    const reading = read([
      { ...table, name: 'a', condition: false },
      { ...table, name: 'b', condition: "[parameters('x')]" },
      { ...table, name: 'c', condition: true },
    ])
    expect(reading.declarations.map(({ id }) => id.names[0])).toEqual(['b', 'c'])
  })
})

describe('types', () => {
  test('ignored and unsupported types are counted, in Azure’s spelling', () => {
    const reading = read([
      vnet,
      {
        type: 'microsoft.insights/diagnosticsettings',
        name: 'd',
        id: `${vnetId}/providers/Microsoft.Insights/diagnosticSettings/d`,
      },
      { type: 'microsoft.network/networkwatchers/flowlogs', name: 'w/f' },
      { type: 'microsoft.network/expressrouteports', name: 'port' },
      { type: 'Microsoft.Network/expressRoutePorts', name: 'port2' },
      { type: 'Contoso.Thing/widgets', name: 'w', properties: { subnetId: 'x' } },
      { type: 'Contoso.Thing/gadgets', name: 'g', properties: { networkAcls: { subnets: ['x'] } } },
    ])
    expect(reading.declarations).toHaveLength(1)
    expect(reading.unsupported).toEqual(
      new Map([
        ['Microsoft.Network/expressRoutePorts', 2],
        ['Contoso.Thing/widgets', 1],
      ]),
    )
    expect([...reading.ignored.values()].reduce((sum, count) => sum + count, 0)).toBe(3)
  })
})

describe('faults', () => {
  test('what is no resource is told by its place in the list, and the others are kept', () => {
    const reading = read([vnet, 5, { name: 'x' }, { type: 'Microsoft.Network/routeTables' }])
    expect(reading.declarations).toHaveLength(1)
    expect(reading.findings).toMatchObject([
      { code: 'HP1014', parameters: { index: 1, missing: ['type', 'name'] } },
      { code: 'HP1014', parameters: { index: 2, missing: ['type'] } },
      { code: 'HP1014', parameters: { index: 3, missing: ['name'] } },
    ])
  })

  test('an id that is none: told, and made from type and name', () => {
    const reading = read({ ...vnet, id: '/subscriptions//x' })
    expect(codes(reading)).toEqual(['HP2005'])
    expect(ids(reading.declarations)).toEqual([`${root}/Microsoft.Network/virtualNetworks/hub`])
  })

  test('a name with too few or too many parts', () => {
    const reading = read([
      { type: 'Microsoft.Network/virtualNetworks/subnets', name: 'a' },
      { type: 'Microsoft.Network/virtualNetworks', name: 'a/b' },
    ])
    expect(codes(reading)).toEqual(['HP2005', 'HP2005'])
  })

  test('the flattened shape of az network: one finding for the file', () => {
    const flat = {
      id: vnetId,
      type: vnet.type,
      name: 'hub',
      resourceGroup: 'g',
      addressSpace: { addressPrefixes: [] },
    }
    const reading = read([flat, { ...flat, id: `${vnetId}2` }])
    expect(reading.declarations).toEqual([])
    expect(reading.findings).toMatchObject([{ code: 'HP1018', parameters: { count: 2, type: vnet.type } }])
  })

  test('the resource in which a text breaks off is left out, those before it are kept', () => {
    const text = JSON.stringify({ value: [vnet, { ...vnet, id: `${vnetId}2` }] })
    const reading = readText(text.slice(0, -20))
    expect(ids(reading.declarations)).toEqual([vnetId])
  })

  test('fields named like JavaScript’s own are data', () => {
    const reading = readText(`[${JSON.stringify(vnet).replace('"location"', '"__proto__"')}]`)
    expect(plain(fieldOf(reading.declarations[0]?.body, '__proto__'))).toBe('japaneast')
  })

  test('secrets never become values', () => {
    const { declarations } = read({
      id: vnetId.replace('virtualNetworks', 'connections'),
      properties: { authorizationKey: 'abc', sharedKey: 'def', enableBgp: true },
    })
    expect(plain(at(declarations[0]?.body, 'properties'))).toEqual({
      authorizationKey: { unknown: 'secret' },
      sharedKey: { unknown: 'secret' },
      enableBgp: true,
    })
  })
})

test('a type without bearing on the network stays so where its name is an expression', () => {
  const reading = read([
    { type: 'Microsoft.Storage/storageAccounts', name: "[parameters('x')]" },
    { type: 'Microsoft.Network/expressRoutePorts', name: "[parameters('x')]" },
  ])
  expect([[...reading.ignored.keys()], [...reading.unsupported.keys()]]).toEqual([
    ['Microsoft.Storage/storageAccounts'],
    ['Microsoft.Network/expressRoutePorts'],
  ])
})

test('rules that let subnets into a service are not where it stands', () => {
  const reading = read([
    {
      type: 'Microsoft.ServiceBus/namespaces/virtualNetworkRules',
      name: 'n/r',
      properties: { subnetId: 'x' },
    },
  ])
  expect([reading.ignored.size, reading.unsupported.size]).toEqual([1, 0])
})

test('a service in the flattened shape of az is left aside where it names no subnet, and told where it does', () => {
  const site = {
    id: `${vnetId.replace('Microsoft.Network/virtualNetworks', 'Microsoft.Web/sites')}`,
    state: 'Running',
  }
  const plain = read([site])
  expect([plain.ignored.size, plain.findings.length]).toEqual([1, 0])
  expect(read([{ ...site, virtualNetworkSubnetId: `${vnetId}/subnets/a` }]).findings).toMatchObject([
    { code: 'HP1018' },
  ])
})
