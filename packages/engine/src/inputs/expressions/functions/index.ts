// The front of this folder: the table of functions.
import type { TemplateFunction } from '../template-function.ts'
import { addressFunctions } from './addresses.ts'
import { arrayFunctions } from './arrays.ts'
import { dateFunctions } from './dates.ts'
import { encodingFunctions } from './encoding.ts'
import { fileFunctions } from './files.ts'
import { hashFunctions } from './hashes.ts'
import { resourceIdFunctions } from './ids.ts'
import { lambdaFunctions } from './lambdas.ts'
import { logicFunctions } from './logic.ts'
import { numberFunctions } from './numbers.ts'
import { objectFunctions } from './objects.ts'
import { scopeFunctions } from './scopes.ts'
import { surroundingsFunctions } from './surroundings.ts'
import { textFunctions } from './text.ts'
import { unknownResultFunctions } from './unknown-results.ts'
import { uriFunctions } from './uris.ts'

const all: readonly TemplateFunction[] = [
  ...addressFunctions,
  ...arrayFunctions,
  ...dateFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...hashFunctions,
  ...lambdaFunctions,
  ...logicFunctions,
  ...numberFunctions,
  ...objectFunctions,
  ...resourceIdFunctions,
  ...scopeFunctions,
  ...surroundingsFunctions,
  ...textFunctions,
  ...unknownResultFunctions,
  ...uriFunctions,
]

/**
 * The functions of Bicep and of ARM templates by their lower-cased name. Those that need more than values are the
 * evaluator's: parameters, variables, copyIndex, lambda, reference, references, list*, nameof.
 */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map(
  all.map((each) => [each.name.toLowerCase(), each]),
)
