// Templates written twice, in Bicep and in ARM's JSON: both have to give the same resources.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatSpan } from '../../src/diagnostics/index.ts'
import { load } from '../../src/inputs/load.ts'
import type { Loaded } from '../../src/resources/index.ts'
import { plain } from '../plain.ts'
import { memoryFiles } from './memory-files.ts'

const folder = new URL('./pairs/', import.meta.url)
const names = readdirSync(folder).sort()

const filesOf = (name: string) => {
  const at = new URL(`${name}/`, folder)
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[a-z]+$/.test(file),
  )
  return memoryFiles(Object.fromEntries(files.map((file) => [file, readFileSync(new URL(file, at), 'utf8')])))
}

const loadedFrom = (name: string, file: string): Loaded =>
  load(filesOf(name), { inputs: [file], location: 'japaneast' })

/** A resource a line: its id without the subscription, and its body without what the id says; only JSON states all that it waits for. */
const shown = ({ resourceSet }: Loaded): readonly string[] =>
  [...resourceSet.resources.values()].map(({ id, body }) => {
    const fields = [...body.fields].filter(([key]) => !['id', 'name', 'type', 'dependson'].includes(key))
    const values = Object.fromEntries(fields.map(([, field]) => [field.name, plain(field.value)]))
    return `${id.text.replace(/^\/subscriptions\/0{8}(?:-0{4}){3}-0{12}\//, '')} ${JSON.stringify(values)}`
  })

describe.each(names)('%s', (name) => {
  const bicep = loadedFrom(name, 'main.bicep')
  const arm = loadedFrom(name, 'main.json')

  test('both forms give the same resources', () => {
    // Azure ignores letter case in ids and names of properties.
    const compared = (loaded: Loaded) =>
      shown(loaded)
        .map((line) => line.toLowerCase())
        .sort()
    expect(compared(arm)).toEqual(compared(bicep))
  })

  test('which are these', async () => {
    await expect(`${shown(arm).join('\n')}\n`).toMatchFileSnapshot(`pairs/${name}/resources.txt`)
    expect(arm.resourceSet.resources.size).toBeGreaterThan(0)
  })

  test('neither has faults', () => {
    // What the network lacks (HP2…) and values that nobody gave (HP1063) are no faults of a template.
    const faults = (loaded: Loaded) =>
      loaded.findings
        .filter(({ code, severity }) => severity !== 'note' && code.startsWith('HP1') && code !== 'HP1063')
        .map(({ code, span }) => `${code} ${span === undefined ? '' : formatSpan(span)}`)
    expect([faults(arm), faults(bicep)]).toEqual([[], []])
  })

  test('resources are placed in the file that declares them', () => {
    for (const { body, declaredAt } of arm.resourceSet.resources.values()) {
      if (body.fields.has('existing')) continue
      expect(declaredAt?.file).toMatch(/\.json$/)
      expect(declaredAt?.line).toBeGreaterThan(1)
    }
  })
})

test('there are at least thirty themes', () => {
  expect(names.length).toBeGreaterThanOrEqual(30)
})
