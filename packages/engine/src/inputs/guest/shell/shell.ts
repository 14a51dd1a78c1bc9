// A shell while a script is read: its variables and functions, and what commands give back.
import type { Span } from '../../../diagnostics/index.ts'
import type { Lines } from '../lines.ts'
import type { Machine } from '../machine.ts'
import type { Script } from './syntax-tree.ts'

/** The state of one shell. */
export interface Shell {
  readonly machine: Machine
  /** Variables; undefined for one whose value is not known. */
  readonly variables: Map<string, string | undefined>
  readonly functions: Map<string, Script>
  readonly parameters: readonly (string | undefined)[]
  /** Inside a condition that cannot be decided: nothing is done, and what would have been is told. */
  readonly uncertain: boolean
  /** Scripts that are running, innermost last: one that calls itself is left. */
  readonly running: readonly string[]
  /** Set by `exit` and `return`. */
  readonly left: { done: boolean }
}

/** What a command printed; undefined where that is not known. */
export type Output = Lines | undefined

/** What came of a command. */
export interface Result {
  /** Whether it succeeded; undefined where that is not known. */
  readonly succeeded: boolean | undefined
  readonly output: Output
}

/** A command that is about to be read. An argument is undefined where its value is not known. */
export interface Call {
  readonly name: string
  /** The name as it may be told: one that comes from a variable, or looks like a value, is not. */
  readonly shown: string
  readonly args: readonly (string | undefined)[]
  readonly at: Span
  readonly input: Output
  readonly shell: Shell
}

/** Done, with nothing printed. */
export const done: Result = { succeeded: true, output: [] }

/** Nobody knows how it went. */
export const unclear: Result = { succeeded: undefined, output: undefined }

/** A shell that has only these variables. */
export const newShell = (
  machine: Machine,
  variables: Readonly<Record<string, string>> = {},
  running: readonly string[] = [],
): Shell => ({
  machine,
  variables: new Map(Object.entries(variables)),
  functions: new Map(),
  parameters: [],
  uncertain: false,
  running,
  left: { done: false },
})
