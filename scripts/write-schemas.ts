// Writes the JSON Schemas in schemas/ from the definitions in the source: node --conditions=@hairpin/source scripts/write-schemas.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { worldJsonSchema } from '../packages/engine/src/inputs/world/world-json-schema.ts'
import { answerSchemas } from './schemas/answer-schemas.ts'

const folder = new URL('../schemas/', import.meta.url)
mkdirSync(folder, { recursive: true })
const write = (name: string, schema: unknown): void =>
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, undefined, 2)}\n`)

write('hairpin', worldJsonSchema())
for (const [name, schema] of answerSchemas()) write(name, schema)
