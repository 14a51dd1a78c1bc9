// Whatever printed a resource, it is read as the REST API shows it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { shapeResource } from '../../../src/inputs/exports/shape-resource.ts'
import { parseJson } from '../../../src/inputs/json/parse-json.ts'
import { attachedTypes, inlineListsOf, understoodTypes, type Value } from '../../../src/resources/index.ts'
import { asAz, asOldAz, asPowerShell, asPython, asSdk } from './flatten.ts'
import { restSamples } from './rest-samples.ts'
import { serviceSamples } from './service-samples.ts'

/** As plain data with names in lower case, in which letter case and the order of names play no part. */
const lowered = (value: Value | undefined): unknown => {
  if (value?.kind === 'list') return value.items.map(lowered)
  if (value?.kind !== 'dictionary') return value?.kind === 'scalar' ? value.value : value?.kind
  return Object.fromEntries([...value.fields].map(([key, field]) => [key, lowered(field.value)]))
}

const shaped = (resource: unknown): unknown => {
  const { value } = parseJson(JSON.stringify(resource), 'a.json')
  if (value?.kind !== 'dictionary') throw new Error('no object')
  return lowered(shapeResource(value))
}

/** Only what `JSON.parse` makes of it, to compare with something that the reader has not touched. */
const asIs = (resource: unknown): unknown => lowered(parseJson(JSON.stringify(resource), 'a.json').value)

const samples = [...restSamples, ...serviceSamples]
const named = samples.map((sample) => [String(sample['type']), sample] as const)

describe.each(named)('%s', (_, sample) => {
  test('as REST shows it: nothing changes', () => expect(shaped(sample)).toEqual(asIs(sample)))
  test('az network', () => expect(shaped(asAz(sample))).toEqual(asIs(sample)))
  test('older az', () => expect(shaped(asOldAz(sample))).toEqual(asIs(sample)))
  test('an SDK', () => expect(shaped(asSdk(sample))).toEqual(asIs(sample)))
  test('Python', () => expect(shaped(asPython(sample))).toEqual(asIs(sample)))
  test('PowerShell', () => expect(shaped(asPowerShell(sample))).toEqual(asIs(sample)))
  test('twice is once', () => {
    const { value } = parseJson(JSON.stringify(asAz(sample)), 'a.json')
    if (value?.kind !== 'dictionary') throw new Error('no object')
    const once = shapeResource(value)
    expect(lowered(shapeResource(once))).toEqual(lowered(once))
  })
})

describe('the power state that az gathers', () => {
  const machine = restSamples.find(({ type }) => type === 'Microsoft.Compute/virtualMachines') ?? {}
  const stateOf = (more: object) =>
    z
      .object({ properties: z.record(z.string(), z.unknown()) })
      .parse(shaped({ ...z.record(z.string(), z.unknown()).parse(asAz(machine)), ...more })).properties

  test('becomes a status of the instance view', () => {
    expect(stateOf({ powerState: 'VM deallocated', privateIps: '10.0.1.4' })).toMatchObject({
      instanceview: { statuses: [{ code: 'PowerState/deallocated' }] },
    })
    expect(stateOf({ powerState: 'VM running', fqdns: '' })).not.toHaveProperty('fqdns')
  })

  test('does not stand above one that is there', () => {
    const instanceView = { statuses: [{ code: 'PowerState/running' }] }
    expect(stateOf({ powerState: 'VM stopped', instanceView })).toMatchObject({
      instanceview: { statuses: [{ code: 'PowerState/running' }] },
    })
  })
})

/** Services that say where they stand inside properties of properties: there a wrong shape would lose it. */
const nestedServices: readonly string[] = attachedTypes
  .filter(({ parts }) => parts.some(({ each, subnet }) => /properties.*properties/.test(`${each}.${subnet}`)))
  .map(({ type }) => type)
  // No program prints it flattened: what it is decides which properties are inside.
  .filter((type) => type !== 'Microsoft.MachineLearningServices/workspaces/computes')

test('there is a sample of every type of which the shape matters, on its own or inline', () => {
  const own = named.map(([type]) => type.toLowerCase())
  const inline = own.flatMap((type) =>
    inlineListsOf(type).map(({ childType }) => `${type}/${childType.toLowerCase()}`),
  )
  const covered = new Set([
    ...own,
    ...inline,
    ...inline.flatMap((type) =>
      inlineListsOf(type).map(({ childType }) => `${type}/${childType.toLowerCase()}`),
    ),
  ])
  expect(nestedServices.length).toBeGreaterThan(1)
  const needed = [...understoodTypes, ...nestedServices]
  expect(needed.filter((type) => !covered.has(type.toLowerCase()))).toEqual([])
})

/** A value at some places of a sample, to vary what is in the fields. */
const words = fc.constantFrom('', 'x', '10.0.0.0/8', true, 0, null, [], {}, ['a'], '__proto__', 'Unknown')
const names = fc.constantFrom('note', '__proto__', 'constructor', 'kind2', 'text', 'etagText')

describe('any fields', () => {
  test('of every shape are those of REST', () => {
    const property = fc.property(
      fc.constantFrom(...samples),
      fc.dictionary(names, words, { maxKeys: 3 }),
      fc.constantFrom(asAz, asSdk),
      (sample, extra, flatten) => {
        const properties = { ...(sample['properties'] as object), ...extra }
        const rest = { ...sample, properties }
        expect(shaped(flatten(rest))).toEqual(shaped(rest))
      },
    )
    fc.assert(property, { numRuns: 300 })
  })

  test('anything at all is taken without a word', () => {
    const anything = fc.anything({ withNullPrototype: false, maxDepth: 4 })
    const property = fc.property(fc.constantFrom(...samples), names, anything, (sample, name, value) => {
      const broken = { ...(asAz(sample) as object), [name]: value, networkProfile: value, subnets: value }
      expect(() => shaped(JSON.parse(JSON.stringify(broken)))).not.toThrow()
    })
    fc.assert(property, { numRuns: 300 })
  })
})
