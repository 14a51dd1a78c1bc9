// Reads guest texts the way machines come by them, for tests.
import type { Finding } from '../../../src/diagnostics/index.ts'
import { placeFile } from '../../../src/inputs/guest/file-kinds.ts'
import { linesOf } from '../../../src/inputs/guest/lines.ts'
import {
  type MachineReading,
  readNewMachine,
  readRunningMachine,
} from '../../../src/inputs/guest/read-machine.ts'
import type { GuestConfiguration } from '../../../src/resources/index.ts'

/** A file of a guest as lines. */
const linesIn = (file: string, text: string) => linesOf({ text, file, firstLine: 1, indent: 0 })

/** A machine that Azure makes with this user data. */
export const newMachineOf = (text: string, file = 'cloud-init.yml'): MachineReading =>
  readNewMachine(linesIn(file, text), [])

/** A machine with these files, by name. */
export const machineOf = (files: Readonly<Record<string, string>>): MachineReading =>
  readRunningMachine(
    Object.entries(files).map(([name, text]) => {
      const placed = placeFile({ name, kind: undefined, at: [] }, linesIn(name, text))
      if (placed === undefined) throw new Error(`${name} is of no known kind`)
      return placed
    }),
  )

/** What a script amounts to. */
export const scriptOf = (text: string): MachineReading => machineOf({ 'setup.sh': text })

/** Without places, which stand in the way of comparing. */
export const plain = ({ guest }: MachineReading): GuestConfiguration =>
  JSON.parse(JSON.stringify(guest, (key, value: unknown) => (key === 'span' ? undefined : value)))

/** `code what line`. */
export const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ code, parameters, span }) => {
    const what = 'what' in parameters ? ` ${parameters.what}` : ''
    return `${code}${what}${span === undefined ? '' : ` ${span.file}:${span.line}`}`
  })
