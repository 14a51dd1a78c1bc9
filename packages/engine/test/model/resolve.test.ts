// The whole of resolve(): whatever is written, nothing is thrown and what is sound stays as it is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolve, validate } from '../../src/model/index.ts'
import {
  circuit,
  connection,
  gateway,
  loadBalancer,
  nic,
  pooled,
  routed,
  routeServer,
  routeTable,
  transit,
  vm,
  vnet,
} from './azure.ts'
import { type ArmResource, type Plain, type PlainObject, resourceSetOf, unknown } from './network-of.ts'

const sound: readonly ArmResource[] = [
  routeTable('rt', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.10']]),
  vnet('hub', ['10.0.0.0/16'], {
    GatewaySubnet: '10.0.0.0/27',
    RouteServerSubnet: '10.0.2.0/26',
    nva: '10.0.1.0/24',
  }),
  vnet('spoke', ['10.1.0.0/16'], { default: routed('10.1.0.0/24', 'rt') }),
  ...transit('hub', 'spoke'),
  circuit('c'),
  gateway('er', 'hub/GatewaySubnet', 'ExpressRoute'),
  connection('er', 'c'),
  routeServer('rs', 'hub/RouteServerSubnet'),
  loadBalancer('lb', 'hub/nva', '10.0.1.10'),
  pooled('nva-nic', 'hub/nva', '10.0.1.4', 'lb'),
  nic('m-nic', 'spoke/default', '10.1.0.4'),
  vm('m', ['m-nic']),
  vm('nva', ['nva-nic']),
]

const anything: fc.Arbitrary<Plain> = fc.oneof(
  fc.constantFrom<Plain>(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'x',
    '/',
    '10.0.0.0/8',
    '10.0.0.1',
    [],
    {},
    [null],
    [{}],
  ),
  fc.constant(unknown("parameters('p')")),
  fc.string(),
)

/** The paths of all values inside. */
const pathsIn = (plain: Plain | undefined): readonly (readonly string[])[] =>
  plain === undefined || plain === null || typeof plain !== 'object'
    ? [[]]
    : [[], ...Object.entries(plain).flatMap(([name, below]) => pathsIn(below).map((path) => [name, ...path]))]

const isList = (plain: Plain | undefined): plain is readonly Plain[] => Array.isArray(plain)

const isObject = (plain: Plain | undefined): plain is PlainObject =>
  typeof plain === 'object' && plain !== null && !isList(plain)

const replacedAt = (plain: Plain | undefined, path: readonly string[], value: Plain): Plain => {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (isList(plain))
    return plain.map((item, at) => (String(at) === name ? replacedAt(item, rest, value) : item))
  return isObject(plain) ? { ...plain, [name]: replacedAt(plain[name], rest, value) } : value
}

const judged = (resources: readonly ArmResource[]) => {
  const set = resourceSetOf(resources)
  const { network, findings } = resolve(set)
  return { network, findings: [...findings, ...validate(network, set)] }
}

test('a sound network has no findings', () => {
  expect(judged(sound).findings).toEqual([])
})

test('any value of any resource may be anything: nothing is thrown, and all other resources are there', () => {
  const place = fc
    .nat(sound.length - 1)
    .chain((index) =>
      fc.record({ index: fc.constant(index), path: fc.constantFrom(...pathsIn(sound[index]?.properties)) }),
    )
  fc.assert(
    fc.property(place, anything, ({ index, path }, value) => {
      const broken = sound.map((resource, at) => {
        if (at !== index) return resource
        const properties = replacedAt(resource.properties, path, value)
        return isObject(properties) ? { ...resource, properties } : resource
      })
      const { network } = judged(broken)
      const names = [...network.vnets, ...network.circuits, ...network.routeTables, ...network.vms].map(
        ({ name }) => name,
      )
      expect(names.toSorted()).toEqual(['c', 'hub', 'm', 'nva', 'rt', 'spoke'])
    }),
    { numRuns: 500 },
  )
})

test('the order of the inputs changes no finding', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...sound], { minLength: sound.length }), (shuffled) => {
      expect(judged(shuffled).findings).toEqual([])
    }),
    { numRuns: 50 },
  )
})
