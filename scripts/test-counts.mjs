// Reads the reports that Vitest wrote: how many tests passed, and how much of the engine they ran through.
import { existsSync, readFileSync } from 'node:fs'

/**
 * `N passed, N failed`, and `, N skipped` where tests were. A test file that could not even be read counts as one failure.
 * @param {string} path of Vitest's JSON report; where there is none, no test has run
 * @returns {string}
 */
export function countTests(path) {
  if (!existsSync(path)) return '0 passed, 0 failed'
  const report = JSON.parse(readFileSync(path, 'utf8'))
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults
  const results = files.flatMap((file) => file.assertionResults.map((test) => test.status))
  const passed = results.filter((status) => status === 'passed').length
  const failed = results.filter((status) => status === 'failed').length
  const unread = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const skipped = results.length - passed - failed
  return `${passed} passed, ${failed + unread} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * The share of the engine's lines that the tests ran through, in words.
 * @param {string} path of the coverage provider's JSON summary
 * @returns {string}
 */
export function describeEngineCoverage(path) {
  /** @type {[string, { lines: { total: number, covered: number } }][]} */
  const files = Object.entries(JSON.parse(readFileSync(path, 'utf8')))
  const engine = files.filter(([file]) => file.replaceAll('\\', '/').includes('/packages/engine/src/'))
  const total = engine.reduce((sum, [, { lines }]) => sum + lines.total, 0)
  const covered = engine.reduce((sum, [, { lines }]) => sum + lines.covered, 0)
  if (total === 0) throw new Error('The coverage report holds no line of the engine.')
  return `${((100 * covered) / total).toFixed(1)} % of the engine's lines in ${engine.length} files`
}
