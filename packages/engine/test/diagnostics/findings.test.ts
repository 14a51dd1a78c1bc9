// Codes: unique, well numbered, and each with one line in docs/findings.md.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bicepCodeOf, duplicateResource, findings, subnetOutsideVnet } from '../../src/diagnostics/index.ts'

const all = Object.entries(findings)

test('a code belongs to one finding', () => {
  const codes = all.map(([, finding]) => finding.code)
  expect([...new Set(codes)]).toEqual(codes)
  for (const code of codes) expect(code).toMatch(/^HP[123459]\d{3}$/)
})

test('validation and lint codes end in the number of their check', () => {
  for (const [name, finding] of all) {
    const [first] = finding.rules
    const number = Number(finding.code.slice(-2))
    if (finding.code.startsWith('HP3') && number < 40) expect([name, first]).toEqual([name, `V${number}`])
    if (finding.code.startsWith('HP4')) expect([name, first]).toEqual([name, `L${number}`])
  }
})

test('lints cover L1 to L15', () => {
  const rules = new Set(all.flatMap(([, finding]) => finding.rules))
  for (let number = 1; number <= 15; number += 1) expect(rules).toContain(`L${number}`)
})

test('validation covers V1 to V31, but for the two that need two states of a deployment', () => {
  const rules = new Set(all.flatMap(([, finding]) => finding.rules))
  const needTwoStates = [7, 8]
  for (let number = 1; number <= 31; number += 1)
    expect([number, rules.has(`V${number}`)]).toEqual([number, !needTwoStates.includes(number)])
})

test('a finding carries its place, resource and Azure code, and nothing that is absent', () => {
  const span = { file: 'a.json', line: 1, column: 2, endLine: 1, endColumn: 3 }
  const parameters = { subnet: 's', prefix: 'p', vnet: 'v', addressSpace: 'a' }
  expect(subnetOutsideVnet(parameters, { span, resourceId: '/id' })).toStrictEqual({
    code: 'HP3009',
    severity: 'error',
    parameters,
    span,
    azureCode: 'NetcfgSubnetRangeOutsideVnet',
    resourceId: '/id',
  })
  const duplicate = { id: 'i', first: 'a', second: 'b', outcome: 'joined' } as const
  expect(duplicateResource(duplicate, { span: undefined, resourceId: undefined })).toStrictEqual({
    code: 'HP1015',
    severity: 'warning',
    parameters: duplicate,
  })
})

describe('docs/findings.md', () => {
  const text = readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8')
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| HP'))
    .map((line) => line.split('|').map((cell) => cell.trim()))

  test.each(all)('%s has its line', (name, finding) => {
    const mine = rows.filter((cells) => cells[1] === finding.code)
    expect(mine).toHaveLength(1)
    const [, , severity, documentedName, meaning, rules] = mine[0] ?? []
    expect(severity).toBe(finding.severity)
    expect(documentedName).toBe(`\`${name}\``)
    expect(meaning?.length).toBeGreaterThan(10)
    expect(rules).toBe(finding.rules.join(', '))
    if (finding.azureCode !== undefined) expect(meaning).toContain(`\`${finding.azureCode}\``)
    const bicepCode = bicepCodeOf(finding.code)
    if (bicepCode !== undefined) expect(meaning).toContain(bicepCode)
  })

  test('names no code that does not exist, in ascending order', () => {
    const documented = rows.map((cells) => cells[1])
    expect(documented).toEqual(all.map(([, finding]) => finding.code).toSorted())
  })
})
