// All English messages.
import type { Catalogue } from '../catalogue.ts'
import { commandMessages } from './command.ts'
import { comparisonMessages } from './comparison.ts'
import { exportMessages } from './exports.ts'
import { functionMessages } from './functions.ts'
import { gatewayValidationMessages } from './gateway-validation.ts'
import { guestMessages } from './guests.ts'
import { inputMessages } from './input.ts'
import { lintMessages } from './lints.ts'
import { networkValidationMessages } from './network-validation.ts'
import { peeringValidationMessages } from './peering-validation.ts'
import { questionMessages } from './questions.ts'
import { routerMessages } from './routers.ts'
import { templateInputMessages } from './template-inputs.ts'
import { templateMessages } from './templates.ts'
import { terraformMessages } from './terraform.ts'
import { valueMessages } from './values.ts'
import { worldMessages } from './world.ts'

/** The English message of every code. */
export const english: Catalogue = {
  ...inputMessages,
  ...exportMessages,
  ...functionMessages,
  ...templateMessages,
  ...terraformMessages,
  ...templateInputMessages,
  ...worldMessages,
  ...guestMessages,
  ...routerMessages,
  ...valueMessages,
  ...peeringValidationMessages,
  ...networkValidationMessages,
  ...gatewayValidationMessages,
  ...lintMessages,
  ...comparisonMessages,
  ...questionMessages,
  ...commandMessages,
}
