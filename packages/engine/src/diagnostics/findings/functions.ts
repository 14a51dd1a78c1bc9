// Findings about calls of template functions (HP1051 to HP1053).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { FunctionFailure, ValueKind } from '../kinds.ts'

/** `most` is undefined when there is no upper limit. */
export const functionArguments: FindingFunction<
  'HP1051',
  { name: string; found: number; least: number; most?: number | undefined }
> = defineFinding('HP1051', 'error')

/** `index`: position of the argument, from 1. */
export const functionArgumentType: FindingFunction<
  'HP1052',
  { name: string; index: number; found: ValueKind; expected: readonly ValueKind[] }
> = defineFinding('HP1052', 'error')

/** `detail`: the text or number that it failed at. */
export const functionFailed: FindingFunction<
  'HP1053',
  { name: string; why: FunctionFailure; detail: string }
> = defineFinding('HP1053', 'error')
