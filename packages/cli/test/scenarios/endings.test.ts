// Every ending of the closed list, and every decision, is shown by a question of some scenario.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { transcript } from './transcript.ts'

const root = fileURLToPath(new URL('../../../../scenarios/', import.meta.url))
const page = readFileSync(new URL('../../../../docs/behaviours/endings.md', import.meta.url), 'utf8')
const sources = fileURLToPath(new URL('../../../engine/src/forwarding/way.ts', import.meta.url))

const marker = '/questions.yaml'
const questionsSchema = z.array(z.object({ ask: z.string() }))
const answerSchema = z.object({
  forward: z.object({ ways: z.array(z.unknown()) }),
  return: z.object({ ways: z.array(z.unknown()) }),
})
const waySchema = z.object({
  ending: z.string(),
  hops: z.array(z.object({ decision: z.object({ code: z.string() }) })),
})

/** Traces as they are asked, but for those of which the text has another form. */
const asked = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith(marker))
  .map((path) => path.slice(0, -marker.length))
  .sort()
  .flatMap((folder) =>
    questionsSchema
      .parse(parse(readFileSync(`${root}${folder}/questions.yaml`, 'utf8')))
      .filter(({ ask }) => /^trace /.test(ask) && !/--(?:style|output|lang|help)\b/.test(ask))
      .map(({ ask }) => ({ folder, ask })),
  )

/** The members of a union of string literals in the engine's source, which is the contract. */
const membersOf = (type: string): readonly string[] => {
  const [, after = ''] = readFileSync(sources, 'utf8').split(`export type ${type} =\n`)
  const [union = ''] = after.split('\n\n')
  return [...union.matchAll(/^ {2}\| '(\w+)'$/gm)].flatMap(([, member]) => member ?? [])
}

test('every ending and every decision has a scenario, and endings.md names one', async () => {
  const foldersOf = new Map<string, Set<string>>()
  const codes = new Set<string>()
  for (const { folder, ask } of asked) {
    const told = await transcript(`${ask} --output json`, `${root}${folder}`)
    const [output = ''] = told.slice(told.indexOf('\n') + 1).split(/\n\[(?:stderr|exit)/)
    if (!output.startsWith('{')) continue
    const { forward, return: back } = answerSchema.parse(JSON.parse(output))
    for (const way of [...forward.ways, ...back.ways]) {
      const { ending, hops } = waySchema.parse(way)
      foldersOf.set(ending, (foldersOf.get(ending) ?? new Set()).add(folder))
      for (const { decision } of hops) codes.add(decision.code)
    }
  }
  const endings = membersOf('Ending')
  expect(endings).toContain('deliveredElsewhere')
  expect([...foldersOf.keys()].sort()).toEqual([...endings].sort())
  for (const ending of endings) {
    const [row = ''] = page.split('\n').filter((line) => line.startsWith(`| \`${ending}\``))
    const links = [...row.matchAll(/\]\(\.\.\/\.\.\/scenarios\/([^)]+)\)/g)].flatMap(([, path]) => path ?? [])
    expect(links.length, `${ending} names no scenario in endings.md`).toBeGreaterThan(0)
    for (const link of links) {
      expect(existsSync(`${root}${link}`), link).toBe(true)
      const isShown = [...(foldersOf.get(ending) ?? [])].some((folder) => folder.startsWith(link))
      expect(isShown, `${link} does not show ${ending}`).toBe(true)
    }
  }
  expect(membersOf('DecisionCode').filter((code) => !codes.has(code))).toEqual([])
}, 120_000)
