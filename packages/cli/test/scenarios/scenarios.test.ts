// Every scenario: each question of its questions.yaml is asked and compared with the answer that stands beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { transcript } from './transcript.ts'

const root = fileURLToPath(new URL('../../../../scenarios/', import.meta.url))
const questionsSchema = z.array(z.strictObject({ ask: z.string(), expected: z.string() }))

const marker = '/questions.yaml'

/** A scenario may lie deeper: several of them can share modules. */
const folders = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith(marker))
  .map((path) => path.slice(0, -marker.length))
  .sort()

test('there are scenarios', () => {
  expect(folders).toEqual(
    expect.arrayContaining(['expressroute-toggle/on-01-02', 'hub-spoke/template', 'multi-hub-expressroute']),
  )
})

describe.each(folders)('%s', (folder) => {
  const questions = questionsSchema.parse(parse(readFileSync(`${root}${folder}/questions.yaml`, 'utf8')))

  test('every expected answer has its question, and no two share a file', () => {
    const expected = questions.map((question) => question.expected)
    expect(new Set(expected).size).toBe(expected.length)
    const own = existsSync(`${root}${folder}/expected`) ? readdirSync(`${root}${folder}/expected`) : []
    expect(own.filter((name) => !name.startsWith('also-') && !expected.includes(name))).toEqual([])
  })

  test.each(questions)('$ask', async ({ ask, expected }) => {
    await expect(await transcript(ask, `${root}${folder}`)).toMatchFileSnapshot(
      `${root}${folder}/expected/${expected}`,
    )
  })
})
