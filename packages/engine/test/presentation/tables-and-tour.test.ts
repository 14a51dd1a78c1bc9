// BGP tables, inspect and the tour as text, in both languages.
import { expect, test } from 'vitest'
import { findings } from '../../src/diagnostics/index.ts'
import { bgpText } from '../../src/presentation/bgp-text.ts'
import { inspectText } from '../../src/presentation/inspect-text.ts'
import { reachabilityTable, tourText } from '../../src/presentation/tour-text.ts'
import type { ReachabilityRow } from '../../src/queries/answers.ts'
import { expectGolden, languages } from './golden.ts'
import { bgpTables, hairpin, inspected, noRoute, oneTable } from './samples.ts'

const names = ['vm-spoke10', 'vm-spoke110', 'vm-spoke20']
const reachability: readonly ReachabilityRow[] = names.flatMap((from) =>
  names
    .filter((to) => to !== from)
    .map((to) => ({
      from,
      to,
      verdict: from.length === to.length ? ('notReached' as const) : ('reached' as const),
    })),
)

test.each(languages)('bgp in %s', async (language) => {
  await expectGolden(bgpText(bgpTables, { language }), `bgp.${language}`)
})

test.each(languages)('bgp of a network that cannot exist, in %s', (language) => {
  const tables = bgpText(bgpTables, { language })
  const text = bgpText(
    { ...bgpTables, findings: [findings.hypothetical({ codes: ['HP3214'] })] },
    { language, width: 200 },
  )
  expect(text.startsWith(`${tables}\n`)).toBe(true)
  expect(text.slice(tables.length)).toMatch(/HP5007.*HP3214/)
})

test.each(languages)('inspect in %s', async (language) => {
  await expectGolden(inspectText(inspected, { language }), `inspect.${language}`)
})

test('inspect of nothing', () => {
  const nothing = { ...inspected, resources: [], guests: [], ignored: {}, unsupported: [] }
  expect(inspectText(nothing, { language: 'en' })).toBe('No resources were found.\n')
})

test('the reachability table is square: a cell for each pair, empty on the diagonal', () => {
  const lines = reachabilityTable(reachability, { language: 'en' })
  expect(lines).toEqual([
    'From         vm-spoke10    vm-spoke110    vm-spoke20',
    '-----------  ------------  -------------  ------------',
    'vm-spoke10                 reached        –',
    'vm-spoke110  reached                      reached',
    'vm-spoke20   –             reached',
  ])
})

test.each(languages)('tour in %s', async (language) => {
  const tour = {
    title: 'Title',
    description: 'Description.',
    reachability,
    routes: oneTable,
    verdicts: [noRoute],
    trace: hairpin,
    next: ['hairpin --help'],
  }
  await expectGolden(tourText(tour, { language }), `tour.${language}`)
})
