// The recorded tables, exported as files and read back by `compare`, give the score of the fidelity suite.
import { fileURLToPath } from 'node:url'
import { analyse, compare, type FileAccess, load, readEvidence, type Tally } from '@hairpin/engine'
import { expect, test } from 'vitest'
import type { Case } from '../src/case.ts'
import { readCases } from '../src/case-files.ts'
import { evidenceOf } from '../src/case-to-inputs/evidence.ts'
import { fileAccessOf, inputsOf } from '../src/case-to-inputs/index.ts'
import { noneRowsOf, scoreCase, tallyOf } from '../src/score.ts'

const { cases } = readCases(fileURLToPath(new URL('../cases', import.meta.url)))

const tableKinds = [
  'effectiveRoutes',
  'learnedRoutes',
  'advertisedRoutes',
  'erCircuitRoutes',
  'vhubEffectiveRoutes',
]

const evidenceAccess = (one: Case): FileAccess => {
  const files = evidenceOf(one)
  return {
    read: (file) => {
      const text = files.get(file)
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
    list: (folder) =>
      folder === 'evidence' ? [...files.keys()].map((file) => file.slice('evidence/'.length)) : [],
  }
}

/** What the fidelity suite says of the tables of a case. */
const scored = (one: Case): { readonly tables: Tally; readonly noneRows: Tally } => {
  const records = scoreCase({
    ...one,
    recorded: one.recorded.filter(({ kind }) => tableKinds.includes(kind)),
  })
  return { tables: tallyOf([records]), noneRows: noneRowsOf([records]) }
}

test.each(cases.filter((one) => evidenceOf(one).size > 0).map((one) => [one.id, one] as const))(
  '%s',
  (_, one) => {
    const { evidence, findings } = readEvidence(evidenceAccess(one), '.', false)
    expect(findings).toEqual([])
    const analysis = analyse(load(fileAccessOf(inputsOf(one)), { inputs: ['.'] }).resourceSet)
    const reply = compare(analysis, { evidence, places: new Map() })
    expect(reply.findings).toEqual([])
    const { share: _share, noneRows, ...tables } = reply.answer.agreement
    expect({ tables, noneRows }).toEqual(scored(one))
    // Every row that is not as predicted is in a group.
    const grouped = reply.answer.groups.flatMap(({ rows }) => rows).length
    expect(grouped).toBeGreaterThanOrEqual(Math.max(tables.recorded - tables.matched, tables.extra))
  },
)

/** What `az` printed without an envelope, in a file that is named after what was asked. */
const plainFiles = (one: Case): ReadonlyMap<string, string> =>
  new Map(
    one.recorded.flatMap((record, index) => {
      const envelope = evidenceOf(one).get(`evidence/${String(index).padStart(3, '0')}-${record.kind}.json`)
      const { routes } = 'routes' in record ? record : { routes: [] }
      // A table without rows does not say what it is, and what is advertised to nobody in particular may be any of several.
      const isOpen = record.kind === 'advertisedRoutes' && record.peer === undefined
      if (envelope === undefined || routes.length === 0 || isOpen) return []
      const parts: readonly (string | undefined)[] =
        record.kind === 'effectiveRoutes'
          ? [record.nic]
          : record.kind === 'erCircuitRoutes'
            ? [record.on, record.link]
            : record.kind === 'vhubEffectiveRoutes'
              ? [record.on, record.resource.name]
              : record.kind === 'learnedRoutes' || record.kind === 'advertisedRoutes'
                ? [record.on, record.peer, record.kind === 'learnedRoutes' ? 'learned' : 'advertised']
                : []
      const name = parts.filter((part) => part !== undefined).join('_')
      return [[`evidence/${index}_${name}.json`, JSON.stringify(JSON.parse(envelope).output)] as const]
    }),
  )

test('without envelopes, files that are named after their places find them', () => {
  const lost: string[] = []
  let placed = 0
  // Explaining differences takes time, and every third case has all kinds of tables.
  for (const one of cases.filter((_, index) => index % 3 === 0)) {
    const files = plainFiles(one)
    if (files.size === 0) continue
    const { evidence } = readEvidence(
      {
        read: (file) => ({ kind: 'text', text: files.get(file) ?? '' }),
        list: (folder) => (folder === 'evidence' ? [...files.keys()].map((file) => file.slice(9)) : []),
      },
      '.',
      false,
    )
    const analysis = analyse(load(fileAccessOf(inputsOf(one)), { inputs: ['.'] }).resourceSet)
    const { answer, findings } = compare(analysis, { evidence, places: new Map() })
    for (const { code, parameters } of findings) lost.push(`${one.id}: ${code} ${JSON.stringify(parameters)}`)
    for (const { file, place } of answer.tables) {
      placed += 1
      const name = file.toLowerCase()
      const owner =
        place.kind === 'effectiveRoutes'
          ? place.nic.name
          : place.kind === 'gatewayRoutes'
            ? place.speaker.name
            : place.kind === 'circuitRoutes'
              ? place.circuit.name
              : place.hub.name
      expect([name, name.includes(owner.toLowerCase())]).toEqual([name, true])
      if (place.kind === 'gatewayRoutes') expect([name, name.includes(place.direction)]).toEqual([name, true])
      if (place.kind === 'circuitRoutes') expect([name, name.includes(place.link)]).toEqual([name, true])
    }
  }
  expect(lost).toEqual([])
  expect(placed).toBeGreaterThan(80)
}, 60_000)

/** The case without the addresses of edge routers, which a user would not know. */
const withoutEdgeRouters = (one: Case): Case => ({
  ...one,
  topology: {
    ...one.topology,
    gateways: (one.topology.gateways ?? []).map(({ mseePeers: _, ...gateway }) => gateway),
  },
})

test('addresses of edge routers that nobody states are found, for one circuit and for two', () => {
  const told = cases
    .filter(({ topology }) => topology.gateways?.some(({ mseePeers }) => (mseePeers ?? []).length > 0))
    .map((one) => {
      const { evidence } = readEvidence(evidenceAccess(one), '.', false)
      const files = fileAccessOf(inputsOf(withoutEdgeRouters(one)))
      const analysis = analyse(load(files, { inputs: ['.'] }).resourceSet)
      const { groups } = compare(analysis, { evidence, places: new Map() }).answer
      return { id: one.id, found: groups.filter(({ cause }) => cause.code === 'addressNotKnown') }
    })
    .filter(({ found }) => found.length > 0)
  const circuitsOf = ({ suggestion }: (typeof told)[number]['found'][number]['cause']): number =>
    new Set(JSON.stringify(suggestion).match(/"circuit":"[^"]*"/g)).size
  const numbers = told.flatMap(({ found }) => found.map(({ cause }) => circuitsOf(cause)))
  expect(numbers.filter((number) => number === 1).length).toBeGreaterThan(0)
  expect(numbers.filter((number) => number === 2).length).toBeGreaterThan(0)
}, 60_000)
