// The `hairpin` command: gives the process to `run` and its exit code back to the system.
import type { Io } from './io.ts'
import { run } from './run.ts'

/**
 * What cannot be written cannot be answered (2), said in the system's own words. But a reader that closes the
 * pipe early (`hairpin routes | head`) has what it wanted: no error.
 */
const cannotWrite = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  process.stderr.write(`hairpin: ${error.message}\n`)
  process.exit(2)
}
process.stdout.on('error', cannotWrite)
process.stderr.on('error', () => process.exit(process.exitCode ?? 2))

const io: Io = {
  stdout: (text) => {
    process.stdout.write(text)
  },
  stderr: (text) => {
    process.stderr.write(text)
  },
  cwd: process.cwd(),
  environment: process.env,
  stdoutIsTerminal: process.stdout.isTTY === true,
  stderrIsTerminal: process.stderr.isTTY === true,
  columns: process.stdout.columns,
  now: () => performance.now(),
}

process.exitCode = await run(process.argv.slice(2), io)
