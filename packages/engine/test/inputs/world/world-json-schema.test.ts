// The committed JSON Schema is the one that the source makes.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { knownFields, worldJsonSchema } from '../../../src/inputs/world/world-json-schema.ts'

test('schemas/hairpin.schema.json is in step (else run scripts/write-schemas.ts)', () => {
  const committed = readFileSync(
    new URL('../../../../../schemas/hairpin.schema.json', import.meta.url),
    'utf8',
  )
  expect(committed).toBe(`${JSON.stringify(worldJsonSchema(), undefined, 2)}\n`)
})

test('every field is described', () => {
  const undescribed: string[] = []
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    if ('properties' in node && typeof node.properties === 'object' && node.properties !== null)
      for (const [name, property] of Object.entries(node.properties)) {
        if (!('description' in property)) undescribed.push(`${path}.${name}`)
        walk(property, `${path}.${name}`)
      }
    if ('items' in node) walk(node.items, `${path}[]`)
    if ('additionalProperties' in node) walk(node.additionalProperties, `${path}.*`)
  }
  walk(worldJsonSchema(), '')
  expect(undescribed).toEqual([])
})

test('knows the fields at a place', () => {
  expect(knownFields(['sites', 3, 'hosts', 0])).toEqual(['name', 'ip'])
  expect(knownFields(['guests', 'vm', 'links', 0])).toEqual(['dev', 'up', 'mtu'])
  expect(knownFields(['nowhere', 1])).toEqual([])
})
