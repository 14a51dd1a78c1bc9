// What the reader of one command is, and how it says that it could not use a statement.
import type { GuestProblem } from '../../../diagnostics/index.ts'
import type { Lines } from '../lines.ts'
import { notUsed } from '../machine.ts'
import { type Call, type Output, type Result, type Shell, unclear } from '../shell/shell.ts'

/** Reads one command for what it would set. */
export interface Command {
  readonly read: (call: Call) => Result
  /** Whether this call sets something that packets notice: then a condition or a value that is not known is told. */
  readonly sets?: (call: Call) => boolean
  /** How the call is called in findings: the words that are no values. */
  readonly nameOf?: (call: Call) => string
  /** Whether the reader itself decides what an argument without a known value means. */
  readonly takesUnknown?: boolean
}

/** Commands by name. */
export type Commands = readonly (readonly [string, Command])[]

/** Follows the text of a script. */
export type Follow = (lines: Lines, shell: Shell, input?: Output) => Result

/** The arguments; those without a known value are left out, for readers that are only called when there are none. */
export const known = ({ args }: Call): readonly string[] => args.flatMap((arg) => arg ?? [])

/** Tells that a call was not used. */
export const refuse = (call: Call, what: string, why: GuestProblem): Result => {
  notUsed(call.shell.machine, what, why, call.at)
  return unclear
}
