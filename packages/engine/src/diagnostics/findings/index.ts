// All kinds of findings in one object; codes and the types of their parameters derive from it.
import * as command from './command.ts'
import * as comparison from './comparison.ts'
import * as exported from './exports.ts'
import * as functions from './functions.ts'
import * as gatewayValidation from './gateway-validation.ts'
import * as guests from './guests.ts'
import * as input from './input.ts'
import * as lints from './lints.ts'
import * as networkValidation from './network-validation.ts'
import * as peeringValidation from './peering-validation.ts'
import * as questions from './questions.ts'
import * as routers from './routers.ts'
import * as templateInputs from './template-inputs.ts'
import * as templates from './templates.ts'
import * as terraform from './terraform.ts'
import * as values from './values.ts'
import * as world from './world.ts'

/** Every finding function by its name. */
export const findings: typeof input &
  typeof exported &
  typeof functions &
  typeof templates &
  typeof terraform &
  typeof templateInputs &
  typeof world &
  typeof guests &
  typeof routers &
  typeof values &
  typeof peeringValidation &
  typeof networkValidation &
  typeof gatewayValidation &
  typeof lints &
  typeof comparison &
  typeof questions &
  typeof command = {
  ...input,
  ...exported,
  ...functions,
  ...templates,
  ...terraform,
  ...templateInputs,
  ...world,
  ...guests,
  ...routers,
  ...values,
  ...peeringValidation,
  ...networkValidation,
  ...gatewayValidation,
  ...lints,
  ...comparison,
  ...questions,
  ...command,
}
