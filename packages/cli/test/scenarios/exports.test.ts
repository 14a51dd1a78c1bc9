// One network as different programs export it, and as the collection script writes it: always the same answers.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { asAz, asOldAz, asPowerShell, asPython, asSdk } from '../../../engine/test/inputs/exports/flatten.ts'
import { transcript } from './transcript.ts'

const scenario = fileURLToPath(new URL('../../../../scenarios/multi-hub-expressroute', import.meta.url))
const original = (file: string) => readFileSync(join(scenario, 'as-json', file), 'utf8')
const questions = z
  .array(z.object({ ask: z.string() }))
  .parse(parse(readFileSync(join(scenario, 'questions.yaml'), 'utf8')))
  .filter((_, index) => index % 3 === 0)

const folder = mkdtempSync(join(tmpdir(), 'hairpin-exports-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Shape = (resource: unknown) => unknown

const shaped = (file: string, shape: Shape): string =>
  JSON.stringify(
    z
      .array(z.unknown())
      .parse(JSON.parse(original(file)))
      .map(shape),
    undefined,
    2,
  )

const write = (name: string, files: Readonly<Record<string, string>>): string => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true })
    writeFileSync(join(folder, name, file), text)
  }
  return join(folder, name)
}

const inOneShape = (name: string, shape: Shape): string =>
  write(name, {
    'hairpin.yaml': original('hairpin.yaml'),
    ...Object.fromEntries(
      ['network.json', 'machines.json', 'expressroute.json'].map((file) => [file, shaped(file, shape)]),
    ),
  })

const networks: readonly (readonly [string, string])[] = [
  ['az network', inOneShape('az', asAz)],
  ['older az', inOneShape('old-az', asOldAz)],
  ['an SDK', inOneShape('sdk', asSdk)],
  ['Python', inOneShape('python', asPython)],
  ['PowerShell', inOneShape('powershell', asPowerShell)],
  [
    'a collected folder, in mixed shapes',
    write('collected', {
      'hairpin.yaml': original('hairpin.yaml').replace(/^inputs:.*\n/m, ''),
      'collected.json': '{"format": 1}',
      'resources/a.json': `{"value": ${shaped('network.json', asAz)}}`,
      'resources/b.json': shaped('machines.json', (resource) => resource),
      'resources/c.json': shaped('expressroute.json', asPowerShell),
      'evidence/effectiveRoutes.nic.1.json':
        '{"kind": "effectiveRoutes", "resource": "/x", "output": {"value": []}}',
    }),
  ],
]

/** An answer without the places that it names, which differ, and what these do to the widths of columns. */
const withoutPlaces = (answer: string): string =>
  answer
    .replaceAll(/[\w./-]+\.json:\d+:\d+/g, 'PLACE')
    .replaceAll(/-{2,}/g, '--')
    .replaceAll(/\s+/g, ' ')

describe.each(networks)('%s', (_, network) => {
  test.each(questions)('$ask', async ({ ask }) => {
    const expected = await transcript(ask, join(scenario, 'as-json'))
    expect(withoutPlaces(await transcript(ask, network))).toBe(withoutPlaces(expected))
  })
})
