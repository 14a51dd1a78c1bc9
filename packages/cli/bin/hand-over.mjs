// Runs another program in this one's place: its terminal, its signals and its exit code are ours.
import { spawn } from 'node:child_process'

/**
 * Starts the program and makes this process end as it ends.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment] default: this process's own
 */
export function handOver(program, args, environment = process.env) {
  // On Windows the tools of node_modules/.bin are .cmd files, which only a shell starts.
  const shell = process.platform === 'win32' && !program.endsWith('.exe')
  const child = spawn(program, args, { stdio: 'inherit', env: environment, shell })
  child.on('error', (error) => {
    console.error(`hairpin: ${program} could not be started: ${error.message}`)
    process.exitCode = 2
  })
  // The terminal sends Ctrl-C to both processes: here it is only waited for.
  process.on('SIGINT', () => {})
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 2
      return
    }
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
