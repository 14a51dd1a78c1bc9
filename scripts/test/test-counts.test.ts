// Tests the last line of `npm test`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countTests } from '../test-counts.mjs'

function counted(testResults: { status: string; assertionResults: { status: string }[] }[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'hairpin-'))
  const report = join(folder, 'tests.json')
  writeFileSync(report, JSON.stringify({ testResults }))
  const line = countTests(report)
  rmSync(folder, { recursive: true })
  return line
}

const passed = { status: 'passed' }
const failed = { status: 'failed' }
const skipped = { status: 'skipped' }

test('sums the tests of all files', () => {
  const files = [
    { status: 'passed', assertionResults: [passed, passed] },
    { status: 'failed', assertionResults: [passed, failed] },
  ]
  expect(counted(files)).toBe('3 passed, 1 failed')
})

test('a file that could not be read is a failure, a skipped test is not silent', () => {
  const files = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [passed, skipped] },
  ]
  expect(counted(files)).toBe('1 passed, 1 failed, 1 skipped')
})

test('no report: nothing has run', () => {
  expect(countTests(join(tmpdir(), 'hairpin-no-such-report.json'))).toBe('0 passed, 0 failed')
})
