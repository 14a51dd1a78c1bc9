// English messages about calls of template functions.
import type * as functions from '../../findings/functions.ts'
import type { FunctionFailure } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { anyValueKind, count, quote, valueKind } from './wording.ts'

const argumentCount = (least: number, most: number | undefined): string => {
  if (most === undefined) return `at least ${count(least, 'argument')}`
  return least === most ? count(least, 'argument') : `${least} to ${count(most, 'argument')}`
}

/** Why a function has no result, as the end of a sentence. */
export const functionFailures: Readonly<Record<FunctionFailure, (detail: string) => string>> = {
  addressOutside: (detail) => `the range has no part with the index ${quote(detail)}`,
  base64: (detail) => `${quote(detail)} is not Base64; expected the form SGVsbG8=`,
  boolean: (detail) => `${quote(detail)} is neither true nor false`,
  dataUri: (detail) => `${quote(detail)} is not a data URI; expected the form data:;base64,SGVsbG8=`,
  date: (detail) =>
    `${quote(detail)} is not a date or duration; expected the form 2024-05-01T12:00:00Z or P1DT2H`,
  differentTypes: () => `its arguments are of different kinds; expected one kind`,
  divisionByZero: () => 'it divides by zero',
  emptyList: () => 'the list is empty; expected at least one number',
  emptyText: () => 'the text to look for is empty',
  formatItem: (detail) =>
    `${quote(detail)} is not a placeholder of an argument; expected the form {0}, and {{ for a brace`,
  formatSpecifier: (detail) => `the number format ${quote(detail)} is not supported`,
  integer: (detail) => `${quote(detail)} is not a whole number`,
  json: (detail) => `the text ${quote(detail)} is not JSON`,
  jsonPath: (detail) =>
    `the path ${quote(detail)} is not supported; expected names and positions such as $.vnets[0].name`,
  keyWithoutValue: (detail) => `the key ${quote(detail)} has no value after it`,
  lambdaResult: () => `its lambda expression gave a result of the wrong kind`,
  negative: (detail) => `${quote(detail)} is negative`,
  noResourceGroup: () => 'the deployment is not in a resource group',
  noResourceType: () =>
    'none of its arguments is a resource type; expected the form Microsoft.Network/virtualNetworks',
  overflow: () => 'the result does not fit into 64 bits',
  pathNotFound: (detail) => `nothing stands at the path ${quote(detail)}`,
  position: (detail) => `the position ${quote(detail)} lies outside the value`,
  prefix: (detail) =>
    `${quote(detail)} is not an address prefix; expected the form 10.0.0.0/16 or 2001:db8::/48`,
  prefixLength: (detail) =>
    `the prefix length ${quote(detail)} is shorter than the prefix, or longer than an address`,
  resourceNames: (detail) => `the number of names does not fit the resource type ${quote(detail)}`,
  stopped: (detail) => `the template stops with the message ${quote(detail)}`,
  tooLarge: (detail) => `its result would be larger than the limit of ${quote(detail)}`,
  uri: (detail) => `${quote(detail)} is not a URI; expected the form https://host/path`,
}

export const functionMessages: MessagesOf<typeof functions> = {
  HP1051: ({ name, found, least, most }) => ({
    message: `The function ${quote(name)} is called with ${count(found, 'argument')}; expected ${argumentCount(least, most)}.`,
    advice: 'Correct the call; until then its result is unknown.',
  }),
  HP1052: ({ name, index, found, expected }) => ({
    message: `Argument ${index} of the function ${quote(name)} is ${valueKind(found)}; expected ${anyValueKind(expected)}.`,
    advice: 'Pass a value of the expected kind; until then the result is unknown.',
  }),
  HP1053: ({ name, why, detail }) => ({
    message: `The function ${quote(name)} has no result: ${functionFailures[why](detail)}.`,
    advice: 'Correct the arguments, or the values that they come from; until then the result is unknown.',
  }),
}
