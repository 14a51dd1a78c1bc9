// Reads the case files of a folder; the only file here, beside main.ts, that touches the disk.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './case.ts'
import { type CaseProblem, readCase } from './read-case.ts'

/** The cases of a folder, sorted by id, and everything that is wrong with its files. */
export interface CaseFolder {
  readonly cases: readonly Case[]
  readonly problems: readonly CaseProblem[]
}

/**
 * Reads every `*.json` file of a folder. A malformed file, or an id that was read before, is a problem; the rest is
 * read all the same.
 * @throws Error (of node:fs) when there is no such folder.
 */
export const readCases = (folder: string): CaseFolder => {
  const cases = new Map<string, Case>()
  const problems: CaseProblem[] = []
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => !entry.isDirectory() && entry.name.endsWith('.json') && entry.name !== 'case.schema.json',
    )
    .map(({ name }) => join(folder, name))
    .sort()
  for (const file of files) {
    const reading = readCase(file, readFileSync(file, 'utf8'))
    problems.push(...reading.problems)
    if (reading.kind === 'malformed') continue
    const { id } = reading.case
    if (cases.has(id)) problems.push({ file, path: 'id', message: `another file has the id ${id}` })
    else cases.set(id, reading.case)
  }
  return { cases: [...cases.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), problems }
}
