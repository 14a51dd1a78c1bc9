// Proves that no fact of a topology is dropped: every field of the schema is set, found in the output, and missed there when changed.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inputsOf } from '../../src/case-to-inputs/index.ts'
import { topologySchema } from '../../src/topology-schema.ts'
import { caseOf, fullTopology } from '../full-case.ts'

type Path = readonly (string | number)[]
interface Leaf {
  readonly path: Path
  readonly value: string | number | boolean
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const leavesOf = (value: unknown, path: Path = []): readonly Leaf[] => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ path, value }]
  }
  return Object.entries(value ?? {}).flatMap(([key, item]) =>
    leavesOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** A path without indexes and without the free names of `interfaces`. */
const shapeOf = (path: Path): string =>
  path
    .filter((key) => typeof key === 'string')
    .join('.')
    .replace(/\.interfaces\..*$/, '.interfaces.*')

const schema: unknown = JSON.parse(readFileSync(new URL('../../case.schema.json', import.meta.url), 'utf8'))

const schemaAt = (...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), schema)

/** The paths of all leaves that a schema allows. */
const leafPathsOf = (node: unknown, path: string): readonly string[] => {
  if (!isObject(node)) return []
  const reference = node['$ref']
  if (typeof reference === 'string') return leafPathsOf(schemaAt(...reference.split('/').slice(1)), path)
  const properties = node['properties']
  if (isObject(properties)) {
    return Object.entries(properties).flatMap(([name, child]) =>
      leafPathsOf(child, path === '' ? name : `${path}.${name}`),
    )
  }
  if (isObject(node['items'])) return leafPathsOf(node['items'], path)
  if (isObject(node['additionalProperties'])) return [`${path}.*`]
  return [path]
}

/** A copy in which the value at a path is another one. */
const changed = (value: unknown, [head, ...rest]: Path): unknown => {
  if (head === undefined) {
    if (typeof value === 'boolean') return !value
    return typeof value === 'number' ? value + 1_000_000 : `${String(value)}7`
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === head ? changed(item, rest) : item))
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, name === head ? changed(item, rest) : item]),
      )
    : value
}

const outputOf = (topology: typeof fullTopology): string =>
  [...inputsOf(caseOf(topology)).values()].join('\n').toLowerCase()

const isTopology = (value: unknown): value is typeof fullTopology => isObject(value) && 'vnets' in value

const leaves = leavesOf(fullTopology)

describe('every fact of a topology reaches the inputs', () => {
  test('the synthetic topology is valid', () => {
    expect(topologySchema.safeParse(fullTopology).error).toBeUndefined()
  })

  test('it sets every field that the schema has', () => {
    const allowed = new Set(leafPathsOf(schemaAt('properties', 'topology'), ''))
    const set = new Set(leaves.map(({ path }) => shapeOf(path)))
    expect([...allowed].filter((path) => !set.has(path))).toEqual([])
    expect([...set].filter((path) => !allowed.has(path))).toEqual([])
    expect(allowed.size).toBeGreaterThan(150)
  })

  test('every text and number stands in the output', () => {
    const output = outputOf(fullTopology)
    // What an Azure Firewall allows becomes rules.
    const isTold = ({ path }: Leaf): boolean => !['allow'].includes(String(path.at(-1)))
    const parts = ({ path, value }: Leaf): readonly string[] =>
      shapeOf(path).endsWith('subnet') || shapeOf(path) === 'routeTables.subnets'
        ? String(value).split('/')
        : [String(value)]
    const missing = leaves
      .filter((leaf) => typeof leaf.value !== 'boolean' && isTold(leaf))
      .filter((leaf) => parts(leaf).some((part) => !output.includes(part.toLowerCase())))
      .map(({ path, value }) => `${path.join('.')}: ${value}`)
    expect(missing).toEqual([])
  })

  test('every change of a value changes the output', () => {
    const output = outputOf(fullTopology)
    const without = leaves.filter(({ path }) => {
      const topology = changed(fullTopology, path)
      return isTopology(topology) && outputOf(topology) === output
    })
    expect(without.map(({ path }) => path.join('.'))).toEqual([])
  })

  test('the same case gives the same bytes', () => {
    expect(outputOf(fullTopology)).toBe(outputOf(structuredClone(fullTopology)))
  })
})
