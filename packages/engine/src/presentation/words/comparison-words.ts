// The words of `compare`: their shape, so that a missing one does not compile.
import type { CauseCode, Change, Column, ResourceChange } from '../../queries/index.ts'
import type { Parameters } from './catalogue.ts'

/** The words of one language. */
export interface ComparisonWords {
  readonly agreement: (facts: {
    readonly percent: string
    readonly matched: number
    readonly recorded: number
    readonly extra: number
    readonly tables: number
  }) => string
  readonly noneRows: (facts: {
    readonly matched: number
    readonly recorded: number
    readonly extra: number
  }) => string
  readonly nothing: string
  readonly columns: readonly [
    table: string,
    rows: string,
    agree: string,
    differ: string,
    extra: string,
    file: string,
  ]
  readonly tableKinds: {
    readonly effectiveRoutes: string
    readonly learned: string
    readonly advertised: string
    readonly circuitRoutes: string
    readonly hubRoutes: string
  }
  readonly differencesHeading: string
  readonly noDifferences: string
  readonly rows: (count: number) => string
  readonly noneRowsOf: (count: number) => string
  readonly moreRows: (count: number) => string
  readonly changes: { readonly [C in Change]: string }
  readonly columnNames: { readonly [C in Column]: string }
  readonly azure: string
  readonly predicted: string
  readonly empty: string
  /** What a cause is, in a few words, and what it means with what to do. */
  readonly causes: {
    readonly [C in CauseCode]: {
      readonly title: (parameters: Parameters) => string
      readonly meaning: (parameters: Parameters) => string
    }
  }
  readonly proved: string
  readonly suggestion: string
  readonly resourceKinds: { readonly [K in ResourceChange['kind']]: string }
  readonly change: (facts: {
    readonly kind: string
    readonly name: string
    readonly property: string
    readonly input: string | undefined
    readonly collected: string | undefined
    readonly declaredAt: string | undefined
  }) => string
  readonly otherChangesHeading: string
  readonly unstated: (addresses: string) => string
}
