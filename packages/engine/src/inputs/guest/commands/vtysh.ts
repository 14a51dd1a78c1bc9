// vtysh: statements that a script gives to a running FRR.
import type { Lines } from '../lines.ts'
import { linesAt } from '../lines.ts'
import { loadFrr } from '../load-frr.ts'
import { writeFile } from '../machine.ts'
import { done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, known } from './command.ts'

const configures = /^\s*conf(?:igure)?(?:\s+t(?:erm(?:inal)?)?)?\s*$/
const saves = /^\s*(?:wr(?:ite)?(?:\s+(?:mem(?:ory)?|file))?|copy\s+run\S*\s+start\S*|do\s+wr(?:ite)?.*)\s*$/
const leaves = /^\s*(?:end|quit)\s*$/

/** The statements inside `configure terminal`, and whether the whole is saved. */
const takeStatements = (lines: Lines): { readonly statements: Lines; readonly saved: boolean } => {
  const statements: Lines[number][] = []
  let inside = false
  let saved = false
  for (const line of lines) {
    if (saves.test(line.text)) saved = true
    else if (configures.test(line.text)) inside = true
    else if (leaves.test(line.text)) inside = false
    else if (inside) statements.push(line)
  }
  return { statements, saved }
}

const vtysh: Command = {
  sets: ({ args, input }) =>
    args.some((arg) => arg === undefined || configures.test(arg)) ||
    (args.length === 0 && input !== undefined && input.length > 0),
  nameOf: () => 'vtysh',
  read: (call): Result => {
    const { machine } = call.shell
    const args = known(call)
    const typed = args.flatMap((arg, index) => (args[index - 1] === '-c' ? [arg] : []))
    const file = args[args.findIndex((arg) => arg === '-f' || arg === '--inputfile') + 1]
    const fromFile = args.includes('-f') && file !== undefined ? machine.disk.get(file)?.lines : undefined
    const lines =
      typed.length > 0 ? typed.flatMap((text) => linesAt(text, call.at)) : (fromFile ?? call.input)
    if (args.includes('-b')) {
      loadFrr(machine)
      return done
    }
    if (lines === undefined) return unclear
    const { statements, saved } =
      fromFile === undefined ? takeStatements(lines) : { statements: lines, saved: false }
    if (statements.length > 0)
      loadFrr(machine, [
        ...(machine.frr ?? machine.disk.get('/etc/frr/frr.conf')?.lines ?? []),
        ...statements,
      ])
    if (saved && machine.frr !== undefined) {
      writeFile(machine, '/etc/frr/frr.conf', machine.frr)
      const written = machine.disk.get('/etc/frr/frr.conf')
      if (written !== undefined) written.loaded = true
    }
    return { succeeded: true, output: undefined }
  },
}

/** The commands of this topic. */
export const vtyshCommands: Commands = [['vtysh', vtysh]]
