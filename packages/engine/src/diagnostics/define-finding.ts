// Declares one kind of finding: its code, severity and parameters, as a function that makes such findings.
import type { Span } from './span.ts'

/** `error`: refused by Azure or not answerable; `warning`: deployable but wrong or doubtful; `note`: to know. */
export type Severity = 'error' | 'warning' | 'note'

/** What a parameter may hold: data only, never words of a language. */
export type ParameterValue = string | number | readonly string[] | undefined

/** A finding of one code. */
export interface FindingOf<C extends string, P> {
  readonly code: C
  readonly severity: Severity
  readonly parameters: P
  /** Where it was written. */
  readonly span?: Span
  /** The error code that Azure Resource Manager gives for the same thing, where it is known. */
  readonly azureCode?: string
  /** The resource it is about, for inputs that have no lines (a live export). */
  readonly resourceId?: string
}

/** Where a finding belongs; both parts are optional, and may be passed as undefined. */
export interface Where {
  readonly span?: Span | undefined
  readonly resourceId?: string | undefined
}

/** Makes findings of one code; also carries what is the same for all of them. */
export interface FindingFunction<C extends string, P> {
  (parameters: Readonly<P>, where?: Where): FindingOf<C, Readonly<P>>
  readonly code: C
  readonly severity: Severity
  readonly azureCode: string | undefined
  /** Whether Azure refuses a network of which this is true: what is told about it is hypothetical then. */
  readonly refused: boolean
  /** Rule ids of the behaviour reference (V9, L6, R3.35…). */
  readonly rules: readonly string[]
}

/** What is the same for all findings of a code. */
interface Facts {
  readonly azureCode?: string
  readonly rules?: readonly string[]
  /** Default: whether the code is an error of validation (HP3nnn), or Azure has a code of its own for it. */
  readonly refused?: boolean
}

/**
 * Declares a code. The type annotation of the constant states the code and the parameters, e.g.
 * `export const subnetOutsideVnet: FindingFunction<'HP3009', { subnet: string }> = defineFinding('HP3009', 'error')`.
 */
export const defineFinding = <C extends string, P extends Readonly<Record<string, ParameterValue>>>(
  code: C,
  severity: Severity,
  facts: Facts = {},
): FindingFunction<C, P> => {
  const make = (parameters: Readonly<P>, where: Where = {}): FindingOf<C, Readonly<P>> => ({
    code,
    severity,
    parameters,
    ...(where.span === undefined ? {} : { span: where.span }),
    ...(facts.azureCode === undefined ? {} : { azureCode: facts.azureCode }),
    ...(where.resourceId === undefined ? {} : { resourceId: where.resourceId }),
  })
  const { azureCode, rules = [] } = facts
  const refused =
    facts.refused ?? (severity === 'error' && (azureCode !== undefined || code.startsWith('HP3')))
  return Object.assign(make, { code, severity, azureCode, refused, rules })
}
