// JSON of format 1: golden bytes, sorted lists, and nothing that a terminal obeys.
import { expect, test } from 'vitest'
import { findings } from '../../src/diagnostics/index.ts'
import { bgpJson, inspectJson, routesJson, traceJson } from '../../src/presentation/json.ts'
import { expectGolden } from './golden.ts'
import { bgpTables, hairpin, inspected, severalTables } from './samples.ts'

test('routes', async () => {
  await expectGolden(routesJson(severalTables), 'routes.json')
})

test('trace', async () => {
  await expectGolden(traceJson(hairpin, 'en'), 'trace.json')
})

test('bgp: the order of the tables does not matter', async () => {
  const text = bgpJson(bgpTables)
  await expectGolden(text, 'bgp.json')
  expect(bgpJson({ ...bgpTables, tables: bgpTables.tables.toReversed() })).toBe(text)
})

test('a word of caution is a field of its own, in the language that was asked for', () => {
  const caution = [findings.hypothetical({ codes: ['HP3214'] })]
  const expected = { code: 'HP5007', severity: 'warning', parameters: { codes: ['HP3214'] } }
  for (const text of [
    routesJson({ ...severalTables, findings: caution }, 'ja'),
    bgpJson({ ...bgpTables, findings: caution }, 'ja'),
  ]) {
    expect(JSON.parse(text)).toMatchObject({ findings: [expected] })
    expect(text).toContain('Azure はこの構成を受け付けません')
  }
})

test('inspect: the order of resources and types does not matter', async () => {
  const text = inspectJson(inspected, 'en')
  await expectGolden(text, 'inspect.json')
  const reversed = {
    ...inspected,
    resources: inspected.resources.toReversed(),
    ignored: Object.fromEntries(Object.entries(inspected.ignored).toReversed()),
  }
  expect(inspectJson(reversed, 'en')).toBe(text)
})

test('control characters are escaped and survive', () => {
  const name = 'a\u001b\u007f\u009bb'
  const [first] = inspected.resources
  if (first === undefined) throw new Error('the sample has a resource')
  const text = inspectJson({ ...inspected, resources: [{ ...first, name }] }, 'en')
  expect([...'\u001b\u007f\u009b'].filter((character) => text.includes(character))).toEqual([])
  const parsed: { resources: { name: string }[] } = JSON.parse(text)
  expect(parsed.resources[0]?.name).toBe(name)
})
