// How much of something a resource may hold, and when it comes near (V21, L11).
import { type Finding, findings, type LimitedThing } from '../../diagnostics/index.ts'
import type { Declared } from '../network.ts'
import type { Validating } from './validating.ts'

/** From this share of a limit on, people want to know. */
const nearShare = 0.8

/** A warning from 80 % of a limit up to the limit itself; what is above has a finding of its own. */
export const validateNear = (
  holder: Declared,
  thing: LimitedThing,
  { found, limit }: { readonly found: number; readonly limit: number },
  { placeOf }: Validating,
): readonly Finding[] =>
  found >= nearShare * limit && found <= limit
    ? [findings.nearLimit({ resource: holder.name, thing, found, limit }, placeOf(holder))]
    : []

/** An error above the limit, a warning from 80 % of it. */
export const validateCount = (
  holder: Declared,
  thing: LimitedThing,
  count: { readonly found: number; readonly limit: number },
  context: Validating,
): readonly Finding[] =>
  count.found > count.limit
    ? [findings.limitExceeded({ resource: holder.name, thing, ...count }, context.placeOf(holder))]
    : validateNear(holder, thing, count, context)
