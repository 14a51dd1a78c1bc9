// All kinds of findings in one object; codes and the types of their parameters derive from it.
import * as command from './command.ts'
import * as functions from './functions.ts'
import * as gatewayValidation from './gateway-validation.ts'
import * as input from './input.ts'
import * as lints from './lints.ts'
import * as networkValidation from './network-validation.ts'
import * as peeringValidation from './peering-validation.ts'
import * as questions from './questions.ts'
import * as templateInputs from './template-inputs.ts'
import * as templates from './templates.ts'
import * as values from './values.ts'
import * as world from './world.ts'

/** Every finding function by its name. */
export const findings: typeof input &
  typeof functions &
  typeof templates &
  typeof templateInputs &
  typeof world &
  typeof values &
  typeof peeringValidation &
  typeof networkValidation &
  typeof gatewayValidation &
  typeof lints &
  typeof questions &
  typeof command = {
  ...input,
  ...functions,
  ...templates,
  ...templateInputs,
  ...world,
  ...values,
  ...peeringValidation,
  ...networkValidation,
  ...gatewayValidation,
  ...lints,
  ...questions,
  ...command,
}
