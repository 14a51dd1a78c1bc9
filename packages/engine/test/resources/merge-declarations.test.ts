// All declarations of one resource become one; parents that nobody declares are assumed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/inputs/json/parse-json.ts'
import {
  at,
  type Declaration,
  type DeclarationForm,
  mergeDeclarations,
  parseResourceId,
} from '../../src/resources/index.ts'
import { plain } from '../plain.ts'

const base = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network'
const declare = (
  path: string,
  properties: unknown,
  form: DeclarationForm = 'standalone',
  file = 'a.json',
): Declaration => {
  const id = parseResourceId(`${base}/${path}`)
  const body = parseJson(JSON.stringify({ properties }), file).value
  if (id === undefined || body?.kind !== 'dictionary') throw new Error('not a resource')
  return { id, body, form }
}
const propertiesOf = (merged: ReturnType<typeof mergeDeclarations>, path: string) =>
  plain(at(merged.resources.get(`${base}/${path}`.toLowerCase())?.body, 'properties'))

describe('one resource from several declarations', () => {
  test('fields are joined without a finding', () => {
    const merged = mergeDeclarations([
      declare('routeTables/rt', { a: 1, inner: { x: 1 } }),
      declare('ROUTETABLES/RT', { b: 2, inner: { y: 2 } }),
    ])
    expect(merged.findings).toEqual([])
    expect(propertiesOf(merged, 'routeTables/rt')).toEqual({ a: 1, b: 2, inner: { x: 1, y: 2 } })
  })

  test.each([
    ['inline', 'standalone'],
    ['standalone', 'inline'],
  ] as const)('%s then %s: the standalone one wins', (first, second) => {
    const merged = mergeDeclarations([
      declare('routeTables/rt', { a: first }, first, '1.json'),
      declare('routeTables/rt', { a: second }, second, '2.json'),
    ])
    expect(propertiesOf(merged, 'routeTables/rt')).toEqual({ a: 'standalone' })
    expect(merged.findings).toMatchObject([{ code: 'HP1015', parameters: { outcome: 'secondWins' } }])
  })

  test('of two of a kind the later one wins', () => {
    const merged = mergeDeclarations([
      declare('routeTables/rt', { a: [1] }),
      declare('routeTables/rt', { a: [2] }),
    ])
    expect(propertiesOf(merged, 'routeTables/rt')).toEqual({ a: [2] })
    expect(merged.findings).toHaveLength(1)
  })

  test('letter case of texts, etags and states are no disagreement', () => {
    const merged = mergeDeclarations([
      declare('routeTables/rt', { id: '/A/b', etag: 'x', provisioningState: 'Updating' }),
      declare('routeTables/rt', { id: '/a/B', etag: 'y', provisioningState: 'Succeeded' }),
    ])
    expect(merged.findings).toEqual([])
  })

  test('what is known wins over what is not', () => {
    const known = declare('routeTables/rt', { a: 1 })
    const properties = declare('routeTables/rt', { a: 0 })
    const unknown: Declaration = {
      ...properties,
      body: {
        ...properties.body,
        fields: new Map([
          [
            'properties',
            {
              name: 'properties',
              nameSpan: undefined,
              value: {
                kind: 'dictionary',
                span: undefined,
                fields: new Map([
                  [
                    'a',
                    {
                      name: 'a',
                      nameSpan: undefined,
                      value: { kind: 'unknown', reason: 'expression', origin: '[x]', span: undefined },
                    },
                  ],
                ]),
              },
            },
          ],
        ]),
      },
    }
    for (const order of [
      [known, unknown],
      [unknown, known],
    ]) {
      const merged = mergeDeclarations(order)
      expect(propertiesOf(merged, 'routeTables/rt')).toEqual({ a: 1 })
      expect(merged.findings).toEqual([])
    }
  })

  test('merging a declaration with itself changes nothing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 2 })),
        (properties) => {
          // Names that differ in letter case only are one field; JSON values may have such.
          fc.pre(JSON.stringify(properties) === JSON.stringify(properties).toLowerCase())
          const one = declare('routeTables/rt', properties)
          const merged = mergeDeclarations([one, one])
          expect(merged.findings).toEqual([])
          expect(propertiesOf(merged, 'routeTables/rt')).toEqual(plain(at(one.body, 'properties')))
        },
      ),
    )
  })
})

describe('circuits', () => {
  const connected = (circuit: unknown) =>
    declare('connections/one', { connectionType: 'ExpressRoute', peer: { id: circuit } })
  const elsewhere =
    '/subscriptions/other/resourceGroups/net/providers/Microsoft.Network/expressRouteCircuits/er'

  test('that a connection names and nobody declares are taken to exist, once, with a finding', () => {
    const merged = mergeDeclarations([
      connected(elsewhere),
      declare('connections/two', { connectionType: 'ExpressRoute', peer: { id: elsewhere } }),
      declare('expressRouteGateways/gw/expressRouteConnections/three', {
        expressRouteCircuitPeering: { id: `${elsewhere}/peerings/AzurePrivatePeering` },
      }),
    ])
    expect(merged.resources.get(elsewhere.toLowerCase())?.assumed).toBe(true)
    expect(merged.findings).toContainEqual(
      expect.objectContaining({
        code: 'HP2012',
        parameters: expect.objectContaining({ id: elsewhere, neededBy: `${base}/connections/one` }),
      }),
    )
    const codes = merged.findings.map((finding) => [finding.code, finding.parameters])
    expect(
      codes.filter(([, parameters]) => JSON.stringify(parameters).includes(`"id":"${elsewhere}"`)),
    ).toHaveLength(1)
  })

  test('with nearly the name of a declared one are taken for a slip of the pen', () => {
    const merged = mergeDeclarations([
      declare('expressRouteCircuits/circuit01', {}),
      connected(`${base}/expressRouteCircuits/circuit1`),
    ])
    expect([...merged.resources.keys()]).not.toContain(`${base}/expressRouteCircuits/circuit1`.toLowerCase())
    expect(merged.findings).toEqual([])
  })

  test.each([null, 7, 'nonsense', `${base}/virtualNetworkGateways/gw`])('are not made of %s', (written) => {
    expect(mergeDeclarations([connected(written)]).resources.size).toBe(1)
  })
})

describe('parents', () => {
  test('come before their children, in whatever order they were declared', () => {
    const merged = mergeDeclarations([
      declare('virtualNetworks/hub/subnets/a', {}),
      declare('routeTables/rt', {}),
      declare('virtualNetworks/hub', {}),
    ])
    expect([...merged.resources.values()].map(({ id }) => id.names.join('/'))).toEqual(['hub', 'hub/a', 'rt'])
    expect(merged.findings).toEqual([])
  })

  test('are assumed when nobody declares them, a VNet with the space of its subnets', () => {
    const merged = mergeDeclarations([
      declare('virtualNetworks/hub/subnets/a', { addressPrefix: '10.0.0.0/24' }),
      declare('virtualNetworks/hub/subnets/b', { addressPrefixes: ['10.0.1.0/24', 'fd00::/64'] }),
    ])
    const hub = merged.resources.get(`${base}/virtualNetworks/hub`.toLowerCase())
    expect(hub).toMatchObject({ assumed: true, declaredAt: undefined })
    expect(propertiesOf(merged, 'virtualNetworks/hub')).toEqual({
      addressSpace: { addressPrefixes: ['10.0.0.0/24', '10.0.1.0/24', 'fd00::/64'] },
    })
    expect(merged.findings).toMatchObject([
      { code: 'HP2012', parameters: { neededBy: `${base}/virtualNetworks/hub/subnets/a` } },
    ])
  })

  test('over two levels', () => {
    const merged = mergeDeclarations([declare('expressRouteCircuits/c/peerings/p/connections/x', {})])
    expect([...merged.resources.values()].map(({ assumed }) => assumed)).toEqual([true, true, false])
    expect(merged.findings).toHaveLength(2)
  })

  test('an existing reference is assumed only while no input declares the resource', () => {
    const existing = declare('virtualNetworks/hub', {}, 'existing')
    expect(mergeDeclarations([existing]).findings).toMatchObject([{ code: 'HP2012' }])
    const declared = mergeDeclarations([existing, declare('virtualNetworks/hub', { a: 1 })])
    expect(declared.findings).toEqual([])
    expect([...declared.resources.values()]).toMatchObject([{ assumed: false }])
  })
})
