// The schemas of answers in schemas/ are those of the types in the source.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answerSchemas } from '../schemas/answer-schemas.ts'

test.each([...answerSchemas()])(
  'schemas/%s.schema.json is in step (else run scripts/write-schemas.ts)',
  (name, schema) => {
    const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)))
  },
)
