// All English messages.
import type { Catalogue } from '../catalogue.ts'
import { commandMessages } from './command.ts'
import { functionMessages } from './functions.ts'
import { gatewayValidationMessages } from './gateway-validation.ts'
import { inputMessages } from './input.ts'
import { lintMessages } from './lints.ts'
import { networkValidationMessages } from './network-validation.ts'
import { peeringValidationMessages } from './peering-validation.ts'
import { questionMessages } from './questions.ts'
import { templateInputMessages } from './template-inputs.ts'
import { templateMessages } from './templates.ts'
import { valueMessages } from './values.ts'
import { worldMessages } from './world.ts'

/** The English message of every code. */
export const english: Catalogue = {
  ...inputMessages,
  ...functionMessages,
  ...templateMessages,
  ...templateInputMessages,
  ...worldMessages,
  ...valueMessages,
  ...peeringValidationMessages,
  ...networkValidationMessages,
  ...gatewayValidationMessages,
  ...lintMessages,
  ...questionMessages,
  ...commandMessages,
}
