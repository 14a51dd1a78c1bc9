// How much of something a resource may hold, and when it comes near (V21, L11).
import { type Finding, findings, type LimitedThing } from '../../diagnostics/index.ts'
import type { Declared } from '../network.ts'
import { placeOf } from './place.ts'

/** From this share of a limit on, people want to know. */
const nearShare = 0.8

/** An error above the limit, a warning from 80 % of it. */
export const validateCount = (
  holder: Declared,
  thing: LimitedThing,
  found: number,
  limit: number,
): readonly Finding[] => {
  const parameters = { resource: holder.name, thing, found, limit }
  if (found > limit) return [findings.limitExceeded(parameters, placeOf(holder))]
  return found >= nearShare * limit ? [findings.nearLimit(parameters, placeOf(holder))] : []
}
