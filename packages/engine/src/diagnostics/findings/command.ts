// Findings about how the command was called, and about the program itself (HP90xx).
import { defineFinding, type FindingFunction } from '../define-finding.ts'

export const unknownCommand: FindingFunction<
  'HP9001',
  { command: string; known: readonly string[]; suggestion?: string | undefined }
> = defineFinding('HP9001', 'error')

export const unknownOption: FindingFunction<
  'HP9002',
  { command: string; option: string; suggestion?: string | undefined }
> = defineFinding('HP9002', 'error')

export const optionValueMissing: FindingFunction<'HP9003', { option: string; example: string }> =
  defineFinding('HP9003', 'error')

export const optionValueNotAllowed: FindingFunction<
  'HP9004',
  { option: string; found: string; allowed: readonly string[]; suggestion?: string | undefined }
> = defineFinding('HP9004', 'error')

/** `argument`: its name in the usage line; `usage`: that line. */
export const argumentMissing: FindingFunction<'HP9005', { argument: string; usage: string }> = defineFinding(
  'HP9005',
  'error',
)

export const unexpectedArgument: FindingFunction<'HP9006', { argument: string; usage: string }> =
  defineFinding('HP9006', 'error')

/** A bug. `message`: what was thrown. */
export const internalError: FindingFunction<'HP9099', { message: string }> = defineFinding('HP9099', 'error')
