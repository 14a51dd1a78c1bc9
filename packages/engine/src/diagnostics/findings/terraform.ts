// Findings about plans and states of Terraform (HP1090 to HP1094).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { IncompletePlan } from '../kinds.ts'

/** `field`: the one that tells the version; `found`: what it says. */
export const terraformVersion: FindingFunction<
  'HP1090',
  { field: string; found: string; supported: string }
> = defineFinding('HP1090', 'error')

/** `resource`: address of an instance; `candidates`: the ids that the expression may lead to. */
export const terraformLinkAmbiguous: FindingFunction<
  'HP1091',
  { resource: string; attribute: string; candidates: readonly string[] }
> = defineFinding('HP1091', 'warning')

/** A plan does not tell the values of locals. */
export const terraformLocalValue: FindingFunction<
  'HP1092',
  { resource: string; attribute: string; reference: string }
> = defineFinding('HP1092', 'warning')

/** `references`: what the expression refers to; none where the plan does not show it (a dynamic block). */
export const terraformLinkUnresolved: FindingFunction<
  'HP1093',
  { resource: string; attribute: string; references: readonly string[] }
> = defineFinding('HP1093', 'warning')

/** A plan that tells only a part of what will be there. */
export const terraformPlanIncomplete: FindingFunction<'HP1094', { why: IncompletePlan }> = defineFinding(
  'HP1094',
  'warning',
)
