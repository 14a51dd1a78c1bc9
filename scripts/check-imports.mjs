// Checks that imports run in the allowed directions (.dependency-cruiser.mjs), and that the check saw every source file.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { packageSources } from './source-files.mjs'

const cruiser = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url),
)
const folders = ['packages', 'scripts', 'bench']
const child = spawnSync(
  process.execPath,
  [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders],
  { cwd: fileURLToPath(new URL('../', import.meta.url)), encoding: 'utf8', maxBuffer: 2 ** 28 },
)
if (child.error !== undefined || !child.stdout) {
  console.error(child.error?.message ?? child.stderr)
  process.exit(1)
}

/**
 * @typedef {{ from: string, to: string, rule: { name: string }, cycle?: { name: string }[] }} Violation
 * @typedef {{ forbidden: { name: string, comment?: string }[] }} Rules
 * @type {{ modules: { source: string }[], summary: { violations: Violation[], ruleSetUsed: Rules } }}
 */
const { modules, summary } = JSON.parse(child.stdout)
const reasons = new Map(summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]))
for (const { from, to, rule, cycle } of summary.violations) {
  const way = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ')
  console.error(`${from} → ${way}\n  ${rule.name}: ${reasons.get(rule.name)}`)
}

// A cruiser that cannot parse TypeScript finds nothing wrong in nothing: so every source file must have been seen.
const seen = new Set(modules.map((module) => module.source))
const sources = packageSources()
const unseen = sources.filter((path) => !seen.has(path))
for (const path of unseen) console.error(`${path}: the import check did not see this file`)

const { length } = summary.violations
console.log(`${sources.length - unseen.length} of ${sources.length} sources seen, ${length} wrong imports`)
if (unseen.length > 0 || sources.length === 0 || length > 0) process.exitCode = 1
