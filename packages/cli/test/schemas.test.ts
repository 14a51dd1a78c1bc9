// What commands print with --output json has the shape that schemas/ publishes.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runIn } from './recorder.ts'

const schemaOf = (name: string): z.ZodType =>
  z.fromJSONSchema(
    JSON.parse(readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8')),
  )

const scenarioFolder = (name: string): string =>
  fileURLToPath(new URL(`../../../scenarios/${name}`, import.meta.url))

const commands: readonly (readonly [schema: string, scenario: string, argv: readonly string[]])[] = [
  ['routes', 'multi-hub-expressroute', ['routes', '.']],
  ['routes', 'services-in-subnets', ['routes', '.']],
  ['bgp', 'multi-hub-expressroute', ['bgp', '.']],
  ['bgp', 'guest-files', ['bgp', '.']],
  ['bgp-prefix', 'multi-hub-expressroute', ['bgp', '--prefix', '10.10.0.0/16', '.']],
  ['trace', 'multi-hub-expressroute', ['trace', 'vm-spoke10', 'vm-spoke110', '.']],
  ['trace', 'multi-hub-expressroute', ['trace', 'vm-spoke10', '8.8.8.8:443', '.']],
  ['trace', 'vxlan-without-remote-gateway', ['trace', 'vm-hub101', 'vm-spoke10', '.']],
  ['inspect', 'guest-files', ['inspect', '.']],
  ['inspect', 'refused', ['inspect', '.']],
]

describe('--output json', () => {
  test.each(commands)(
    'has the shape of schemas/%s.schema.json: scenario %s, %j',
    async (name, scenario, argv) => {
      const { stdout } = await runIn(scenarioFolder(scenario), [...argv, '--output', 'json'])
      expect(schemaOf(name).safeParse(JSON.parse(stdout)).error?.issues).toBeUndefined()
    },
  )

  test('the schemas refuse what is not in the contract', async () => {
    for (const [name, scenario, argv] of commands) {
      const { stdout } = await runIn(scenarioFolder(scenario), [...argv, '--output', 'json'])
      const answer = JSON.parse(stdout)
      expect([name, schemaOf(name).safeParse({ ...answer, more: 1 }).success]).toEqual([name, false])
      expect([name, schemaOf(name).safeParse({ ...answer, format: 2 }).success]).toEqual([name, false])
    }
  })
})
