// What a function of a Bicep or ARM template is to the evaluator: a row of one table.
import type { Finding, Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import type { FileReading } from '../file-access.ts'

/** A lambda that was passed: called with values, once for each item. */
export interface LambdaArgument {
  readonly kind: 'lambda'
  readonly parameterCount: number
  readonly call: (...values: readonly Value[]) => Value
}

/** What a function is called with. */
export type Argument = Value | LambdaArgument

/** Where a deployment goes; `resourceGroup()`, `subscription()` and ids without a scope mean this. */
export interface TemplateScope {
  readonly subscription: string
  /** Undefined at subscription scope and above. */
  readonly resourceGroup: string | undefined
  readonly location: string
}

/** Values from outside that the user gives: never the real environment. */
export interface GivenSurroundings {
  readonly environment: ReadonlyMap<string, string>
  /** By `kind` or `kind:configuration`. */
  readonly externalInputs: ReadonlyMap<string, string>
}

/** What the call brings along. */
export interface CallContext {
  /** Where the call is written; results that are new values carry it. */
  readonly span: Span | undefined
  readonly scope: TemplateScope
  /** What the deployment is called; undefined for that of the main file, which the tool that starts it names. */
  readonly deploymentName?: (() => string) | undefined
  readonly report: (finding: Finding) => void
  /** Reads a file named relative to the file that holds the call. */
  readonly readFile: (path: string) => FileReading
  /** Names of the files in a folder, relative to the file that holds the call. Absent: no folders can be asked for. */
  readonly listFiles?: (folder: string) => readonly string[]
  readonly given?: GivenSurroundings
}

/** One function. `most` is undefined for any number of arguments. */
export interface TemplateFunction {
  readonly name: string
  readonly least: number
  readonly most: number | undefined
  /**
   * `strict` functions are never called with an unknown argument: the evaluator answers with that unknown.
   * Others (`coalesce`, `if`, `empty`…) look at their arguments themselves.
   */
  readonly strict: boolean
  readonly evaluate: (args: readonly Argument[], context: CallContext) => Value
}
