// The command: npm run fidelity -- [--cases DIR] [--json] [--export DIR] [--case ID] [--misses] [--write-docs] [--write-floor]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Case } from './case.ts'
import { readCases } from './case-files.ts'
import { evidenceOf } from './case-to-inputs/evidence.ts'
import { inputsOf } from './case-to-inputs/index.ts'
import { documentation } from './documentation.ts'
import { jsonReport } from './json-report.ts'
import { readKnownMisses } from './known-miss.ts'
import { scoreCase, scoreOf, tallyOf } from './score.ts'
import { textReport } from './text-report.ts'

const usage = `usage: npm run fidelity -- [options]
  --cases DIR     score the cases of this folder (default: the recorded cases of this package)
  --case ID       score this case only; may be given more than once
  --json          print the report as JSON
  --misses        list every row that differs
  --export DIR    write each case as DIR/<id>/ with resources.json, hairpin.yaml and evidence/
  --write-docs    write docs/fidelity.md
  --write-floor   write floor.json: the score that tests hold on to
`

/** Something that keeps the command from running at all. */
class CannotRun extends Error {}

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        cases: { type: 'string' },
        case: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        misses: { type: 'boolean' },
        export: { type: 'string' },
        help: { type: 'boolean' },
        'write-docs': { type: 'boolean' },
        'write-floor': { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new CannotRun(`${messageOf(error)}\n${usage}`)
  }
}

const readFolder = (folder: string) => {
  try {
    return readCases(folder)
  } catch (error) {
    throw new CannotRun(`cannot read the cases: ${messageOf(error)}`)
  }
}

/** Writes the inputs of each case to a folder of its own. */
const exportCases = (folder: string, cases: readonly Case[]): void => {
  for (const one of cases) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(one.id)) {
      throw new CannotRun(`the case id ${JSON.stringify(one.id)} cannot be the name of a folder`)
    }
    const target = join(folder, one.id)
    for (const [name, text] of [...inputsOf(one), ...evidenceOf(one)]) {
      mkdirSync(dirname(join(target, name)), { recursive: true })
      writeFileSync(join(target, name), text)
    }
  }
}

const run = (): void => {
  const options = readOptions()
  if (options.help === true) {
    process.stdout.write(usage)
    return
  }
  const folder = options.cases ?? beside('../cases')
  const { cases: all, problems } = readFolder(folder)
  for (const { file, path, message } of problems) {
    process.stderr.write(`${file}${path === '' ? '' : `: ${path}`}: ${message}\n`)
  }
  const missing = (options.case ?? []).find((id) => all.every((one) => one.id !== id))
  if (missing !== undefined) throw new CannotRun(`there is no case ${missing} in ${folder}`)
  const cases = options.case === undefined ? all : all.filter(({ id }) => options.case?.includes(id))
  if (cases.length === 0) throw new CannotRun(`there is no case that can be read in ${folder}`)

  if (options.export !== undefined) exportCases(options.export, cases)
  const scored = cases.map((one) => scoreCase(one))
  if (options['write-docs'] === true)
    writeFileSync(
      beside('../../../docs/fidelity.md'),
      documentation(scored, readKnownMisses(readFileSync(beside('../known-misses.json'), 'utf8'))),
    )
  if (options['write-floor'] === true) {
    const { score } = scoreOf(tallyOf(scored))
    writeFileSync(beside('../floor.json'), `${JSON.stringify({ score })}\n`)
  }
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(jsonReport(scored, problems), undefined, 2)}\n`
      : textReport(scored, options.misses === true),
  )
}

// A reader that has seen enough (head, less) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  run()
} catch (error) {
  process.stderr.write(
    `fidelity: ${error instanceof CannotRun ? error.message : `failed: ${messageOf(error)}`}\n`,
  )
  process.exitCode = 2
}
