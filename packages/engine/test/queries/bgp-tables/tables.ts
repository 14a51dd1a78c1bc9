// Answers of `bgp` for small networks of the control plane's tests.
import { analyse } from '../../../src/analyse.ts'
import { type BgpAnswer, bgp } from '../../../src/queries/index.ts'
import type { World } from '../../../src/resources/index.ts'
import { type ArmResource, resourceSetOf } from '../../model/network-of.ts'

/** The whole answer, or that for one speaker. */
export const answerOf = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
  selector?: string,
): BgpAnswer => {
  const result = bgp(analyse(resourceSetOf(resources, world)), selector)
  if (!result.ok) throw new Error(result.finding.code)
  return result.answer
}
