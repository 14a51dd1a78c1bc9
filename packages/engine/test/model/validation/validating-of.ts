// What validations are given, out of ARM-shaped plain objects.
import { newestProfile, resolve, type ValidationProfile } from '../../../src/model/index.ts'
import { type Validating, validating } from '../../../src/model/validation/validating.ts'
import type { World } from '../../../src/resources/index.ts'
import { type ArmResource, resourceSetOf } from '../network-of.ts'

/** The context for the network that the resources make. */
export const validatingOf = (
  resources: readonly ArmResource[],
  profile: Partial<ValidationProfile> = {},
  world: Partial<World> = {},
): Validating => {
  const set = resourceSetOf(resources, world)
  return validating(resolve(set).network, set, { ...newestProfile, ...profile })
}
