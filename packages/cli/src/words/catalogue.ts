// The shape of the command's own words: total over commands and options, so that a missing one does not compile.
import type { CommandName, OptionName } from '../options.ts'

/** The words of one language. */
export interface CommandWords {
  readonly purpose: string
  readonly usageHeading: string
  readonly commandsHeading: string
  readonly argumentsHeading: string
  readonly optionsHeading: string
  readonly examplesHeading: string
  readonly exitCodesHeading: string
  /** One line each. */
  readonly commands: { readonly [C in CommandName]: string }
  /** What the names of a command mean. */
  readonly arguments: { readonly [C in CommandName]: string }
  readonly options: { readonly [O in OptionName]: string }
  /** Follows the meaning of an option. */
  readonly oneOf: (values: readonly string[]) => string
  readonly inputs: string
  readonly exitCodes: readonly (readonly [code: string, meaning: string])[]
  readonly moreHelp: string

  readonly reading: (files: number) => string
  readonly analysing: (resources: number) => string
  readonly answering: string

  readonly expectationNotMet: (expected: 'reach' | 'drop', verdict: string) => string

  readonly differencesNotAllowed: (differences: number) => string
  readonly written: (file: string) => string

  readonly tour: { readonly title: string; readonly description: string }
}
