// An Io that keeps what is written, and folders that go away after the test.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ExitCode, Io } from '../src/io.ts'
import { run } from '../src/run.ts'

/** What a run left behind. */
export interface Outcome {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in a folder. */
export const runIn = async (
  cwd: string,
  argv: readonly string[],
  changes: Partial<Io> = {},
): Promise<Outcome> => {
  const written = { stdout: '', stderr: '' }
  const code = await run(argv, {
    stdout: (text) => {
      written.stdout += text
    },
    stderr: (text) => {
      written.stderr += text
    },
    cwd,
    environment: { LANG: 'C.UTF-8' },
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    columns: undefined,
    now: () => 0,
    ...changes,
  })
  return { code, ...written }
}

/** A folder with these files; its real path. */
export const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hairpin-test-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}
