// The tour: the example of the clone, in both languages, and commands that can be typed as they stand.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { exampleFolder } from '../src/example.ts'
import { folderWith, runIn } from './recorder.ts'

const clone = fileURLToPath(new URL('../../../', import.meta.url))

describe('tour', () => {
  test('the example is there', () => {
    expect(existsSync(exampleFolder())).toBe(true)
  })

  test.each([
    ['en', 'vm-spoke10 cannot reach vm-spoke20 (10.20.0.4): no route', 'vm-spoke10 reaches vm-spoke110'],
    [
      'ja',
      'vm-spoke10 から vm-spoke20 (10.20.0.4) には到達できません',
      'vm-spoke110 (10.110.0.4) に到達でき',
    ],
  ])('in %s', async (language, fails, reaches) => {
    const { code, stdout, stderr } = await runIn(clone, ['tour', '--lang', language])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const text of [fails, reaches, 'HP4006', '10.2.146.77', 'vm-spoke120'])
      expect(stdout).toContain(text)
  })

  test('what it proposes to type can be answered', async () => {
    const { stdout } = await runIn(clone, ['tour'])
    const commands = [...stdout.matchAll(/^ {2}hairpin (.*)$/gmu)].map((match) => (match[1] ?? '').split(' '))
    expect(commands.length).toBeGreaterThan(2)
    for (const argv of commands) expect((await runIn(clone, argv)).code).toBe(0)
  })

  test('says how to call it when npm started it', async () => {
    const { stdout } = await runIn(clone, ['tour'], { environment: { npm_lifecycle_event: 'start' } })
    expect(stdout).toContain('  npm start -- trace vm-spoke10 vm-spoke20 scenarios/multi-hub-expressroute\n')
  })

  test('takes no names', async () => {
    expect((await runIn(folderWith({}), ['tour', 'vm-a'])).code).toBe(2)
  })
})
