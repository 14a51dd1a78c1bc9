// Writes the JSON Schemas in schemas/ from the definitions in the source: node --conditions=@hairpin/source scripts/write-schemas.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { worldJsonSchema } from '../packages/engine/src/inputs/world/world-json-schema.ts'

const folder = new URL('../schemas/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('hairpin.schema.json', folder), `${JSON.stringify(worldJsonSchema(), undefined, 2)}\n`)
