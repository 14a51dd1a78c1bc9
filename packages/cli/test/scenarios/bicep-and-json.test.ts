// The scenario that is there twice, as Bicep and as an export: both forms give the same answer to every question.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { transcript } from './transcript.ts'

const bicep = fileURLToPath(new URL('../../../../scenarios/multi-hub-expressroute', import.meta.url))
const json = `${bicep}/as-json`
const questions = z
  .array(z.object({ ask: z.string() }))
  .parse(parse(readFileSync(`${bicep}/questions.yaml`, 'utf8')))

/** The ids of the export tell where it is deployed; a template is told. */
const place = '--subscription 11111111-2222-3333-4444-555555555555 --resource-group rg-multi-hub'

/** An answer without its question and its places; what these do to the width of columns and lines is evened out. */
const withoutPlaces = (answer: string): string =>
  answer
    .slice(answer.indexOf('\n'))
    .replaceAll(/[\w./-]+\.(?:bicep|json):\d+:\d+/g, 'PLACE')
    .replaceAll(/-{2,}/g, '--')
    .replaceAll(/\s+/g, ' ')

/** An export states the addresses of the machines, a template leaves them to Azure: its answers say so of each. */
const withoutAllocation = (answer: string): string =>
  answer
    .replaceAll(/\n {2}- nic-.*(?:chosen as Azure would: the inputs fix none\.|\(入力に指定なし\)。)/g, '')
    .replace(/\n(?:Taken for granted|前提としたこと)\n(?! )/, '\n')
    .replaceAll(/\{\s*"code": "allocatedAddress",[^}]*\}\s*\},?\s*/g, '')
    .replace(/"assumptions": \[\s*\]/, '"assumptions": []')

describe('multi-hub-expressroute', () => {
  test.each(questions)('$ask', async ({ ask }) => {
    const fromBicep = await transcript(`${ask} ${place}`, bicep)
    const fromJson = await transcript(ask, json)
    expect(withoutPlaces(withoutAllocation(fromBicep))).toBe(withoutPlaces(fromJson))
  })

  test('the template leaves the addresses to Azure', async () => {
    const fromBicep = await transcript('trace vm-spoke10 vm-spoke110 --output json', bicep)
    expect(fromBicep).toContain('"code": "allocatedAddress"')
  })
})
