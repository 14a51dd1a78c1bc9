// Runs one question as a user would type it and writes down everything that comes back.
import { run } from '../../src/run.ts'

/** Splits a command line at blanks; questions need no quoting. */
const words = (line: string): readonly string[] => line.split(/\s+/).filter((word) => word !== '')

/** The command line, its output, what went to stderr, and the exit code: one text to compare and to read. */
export const transcript = async (ask: string, cwd: string): Promise<string> => {
  let output = ''
  let complaints = ''
  const exitCode = await run(words(ask), {
    stdout: (text) => {
      output += text
    },
    stderr: (text) => {
      complaints += text
    },
    cwd,
    environment: {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    columns: undefined,
    now: () => 0,
  })
  const stderr = complaints === '' ? '' : `[stderr]\n${complaints.trimEnd()}\n`
  return `$ hairpin ${ask}\n${output}${stderr}[exit ${exitCode}]\n`
}
