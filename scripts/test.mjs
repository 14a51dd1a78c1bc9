// `npm test`: sets the clone up where needed, then runs the whole check step by step and stops at the first failure.
// Nothing is ever skipped. The last line counts the tests: `N passed, N failed`.
// Plain JavaScript for Node 20 without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeScore } from './fidelity-score.mjs'
import { setUp } from './set-up.mjs'
import { countTests, describeEngineCoverage } from './test-counts.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const report = 'node_modules/.cache/hairpin/tests.json'

/**
 * Each step is the npm script of that name. Types come first, since every later message is clearer without type errors;
 * the build comes before the tests, since the tests of the command run it as users do.
 * @type {{ script: string, about: string, args?: string, show?: (stdout: string) => string }[]}
 */
const steps = [
  { script: 'typecheck', about: 'types of all packages and tests' },
  { script: 'lint', about: 'lint and format' },
  { script: 'check:imports', about: 'import directions', show: lastLine },
  { script: 'check:purity', about: 'the engine is pure', show: lastLine },
  { script: 'check:files', about: 'size and first line of each file', show: lastLine },
  { script: 'check:behaviours', about: 'every rule of the code is explained', show: lastLine },
  { script: 'check:unused', about: 'unused files, exports, dependencies' },
  { script: 'build', about: 'the command as one file', show: lastLine },
  {
    script: 'unit',
    about: 'tests with coverage',
    args: `--coverage --reporter=default --reporter=json --outputFile.json=${report}`,
    show: () => describeEngineCoverage(`${root}coverage/coverage-summary.json`),
  },
  { script: 'fuzz', about: 'mutated inputs never crash', show: lastLine },
  { script: 'fidelity', about: 'recorded labs', args: '--json', show: describeScore },
]

const { environment } = setUp({ command: false })
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
rmSync(`${root}${report}`, { force: true })
const begin = performance.now()

for (const step of steps) {
  process.stdout.write(`${step.script.padEnd(16)} ${step.about.padEnd(36)} `)
  const stepBegin = performance.now()
  const { passed, text } = run(step)
  const took = secondsSince(stepBegin)
  if (passed) {
    console.log(`ok ${took}${text && `  ${text}`}`)
  } else {
    console.log(`FAILED ${took}\n\n${text}\n`)
    console.log(`npm test stopped at: ${step.script} (alone: \`npm run ${step.script}\`)`)
    process.exitCode = 1
    break
  }
}
console.log(`whole check: ${secondsSince(begin)}`)
console.log(countTests(`${root}${report}`))

/**
 * Runs one step to its end.
 * @param {typeof steps[number]} step
 * @returns {{ passed: boolean, text: string }} what to show of a step that passed; all that a failed one printed
 */
function run({ script, args, show }) {
  const command = args === undefined ? scripts[script] : `${scripts[script]} ${args}`
  const child = spawnSync(command, {
    cwd: root,
    env: environment,
    shell: true,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  })
  const output = `${child.stdout ?? ''}${child.stderr ?? ''}${child.error?.message ?? ''}`.trim()
  if (child.status !== 0) return { passed: false, text: output || 'It printed nothing.' }
  try {
    return { passed: true, text: show?.(child.stdout) ?? '' }
  } catch (error) {
    return { passed: false, text: `${output}\n${error instanceof Error ? error.message : error}` }
  }
}

/** @param {number} moment as `performance.now()` gave it */
function secondsSince(moment) {
  return `${((performance.now() - moment) / 1000).toFixed(1)} s`
}

/** @param {string} stdout */
function lastLine(stdout) {
  return stdout.trim().split('\n').at(-1) ?? ''
}
