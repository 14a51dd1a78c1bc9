// Findings about reading files: what is not there, not readable, not understood (HP1001 to HP1029).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { JsonExpectation, MergeOutcome, MissingEffect, UnreadFormat } from '../kinds.ts'

export const fileNotFound: FindingFunction<'HP1001', { file: string; suggestion?: string | undefined }> =
  defineFinding('HP1001', 'error')

/** `reason`: what the operating system said. */
export const fileUnreadable: FindingFunction<'HP1002', { file: string; reason: string }> = defineFinding(
  'HP1002',
  'error',
)

/** `rootToAdd`: the folder that `--root` would have to name. */
export const fileOutsideRoot: FindingFunction<'HP1003', { file: string; root: string; rootToAdd: string }> =
  defineFinding('HP1003', 'error')

export const gitFolderRefused: FindingFunction<'HP1004', { file: string }> = defineFinding('HP1004', 'error')

/** Sizes in bytes. */
export const fileTooLarge: FindingFunction<'HP1005', { file: string; size: number; limit: number }> =
  defineFinding('HP1005', 'error')

/** `offset`: the byte, from 0, at which the file stops being text, if it is known. */
export const notText: FindingFunction<'HP1006', { file: string; offset?: number | undefined }> =
  defineFinding('HP1006', 'error')

/** `lookedFor`: file names and patterns, e.g. main.bicep. */
export const noInputs: FindingFunction<'HP1007', { folder: string; lookedFor: readonly string[] }> =
  defineFinding('HP1007', 'error')

/** `found`: the text that stands there; undefined at the end of the file. */
export const jsonSyntax: FindingFunction<
  'HP1008',
  { found?: string | undefined; expected: JsonExpectation }
> = defineFinding('HP1008', 'error')

/** `problem`: what the YAML reader said, in English. */
export const yamlSyntax: FindingFunction<'HP1009', { problem: string }> = defineFinding('HP1009', 'error')

/** `first`: the place of the value that is not used. */
export const duplicateKey: FindingFunction<'HP1010', { key: string; first: string }> = defineFinding(
  'HP1010',
  'warning',
)

export const nestingTooDeep: FindingFunction<'HP1011', { file: string; limit: number }> = defineFinding(
  'HP1011',
  'error',
)

export const tooManyResources: FindingFunction<'HP1012', { found: number; limit: number }> = defineFinding(
  'HP1012',
  'error',
)

/** `keys`: the names at the top of the file, for the reader to recognise it. */
export const unrecognisedJson: FindingFunction<'HP1013', { file: string; keys: readonly string[] }> =
  defineFinding('HP1013', 'error')

/** `index`: position in its list, from 0; `missing`: of id, type and name. */
export const notAResource: FindingFunction<'HP1014', { index: number; missing: readonly string[] }> =
  defineFinding('HP1014', 'error')

/** `first`, `second`: places. */
export const duplicateResource: FindingFunction<
  'HP1015',
  { id: string; first: string; second: string; outcome: MergeOutcome }
> = defineFinding('HP1015', 'warning')

export const templateExpression: FindingFunction<'HP1016', { property: string; expression: string }> =
  defineFinding('HP1016', 'warning')

/** `count`: resources of the type. */
export const unsupportedResourceType: FindingFunction<
  'HP1017',
  { type: string; count: number; effect: MissingEffect }
> = defineFinding('HP1017', 'note')

/** In a template: ARM's `properties` dissolved into the resource, as `az network` prints it. `count`: such resources in the file. */
export const flattenedResource: FindingFunction<'HP1018', { type: string; count: number }> = defineFinding(
  'HP1018',
  'error',
)

/** `format`: what the file's name says it is. */
export const formatNotRead: FindingFunction<'HP1019', { file: string; format: UnreadFormat }> = defineFinding(
  'HP1019',
  'error',
)

/** One run reads no more files, or no more characters, than this. */
export const tooManyFiles: FindingFunction<'HP2019', { files: number; characters: number }> = defineFinding(
  'HP2019',
  'error',
)

/** `files`: the JSON files of the folder; none of them has a recognised shape. */
export const noResourceFiles: FindingFunction<'HP1020', { folder: string; files: readonly string[] }> =
  defineFinding('HP1020', 'error')
