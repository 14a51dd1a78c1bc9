// Findings about what a template is given from outside: parameter files, values, modules of registries (HP1080 to HP1089).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { ExternalValueKind, ParameterRule, ParameterSource, ValueKind } from '../kinds.ts'

/** A mapping covers the module, but nothing is there. `lookedFor`: the files that would have been taken. */
export const mappedModuleMissing: FindingFunction<
  'HP1080',
  { path: string; mapping: string; lookedFor: readonly string[] }
> = defineFinding('HP1080', 'error')

/** `br/alias:` or `ts/alias:` that no bicepconfig.json above the file declares (BCP212, BCP213). */
export const moduleAliasUnknown: FindingFunction<
  'HP1081',
  { path: string; alias: string; suggestion?: string | undefined }
> = defineFinding('HP1081', 'error')

/** A path of a registry or template spec that is none (BCP193 and others). */
export const modulePathMalformed: FindingFunction<'HP1082', { path: string; expected: string }> =
  defineFinding('HP1082', 'error')

/** A given value that a decorator, or a type of single values, forbids. `found` is left out for a secret. */
export const parameterNotAllowed: FindingFunction<
  'HP1083',
  { name: string; rule: ParameterRule; found: string | undefined; limit: string }
> = defineFinding('HP1083', 'error')

/** A given value of another kind than declared (BCP033, BCP036). */
export const parameterWrongType: FindingFunction<
  'HP1084',
  { name: string; expected: ValueKind; found: ValueKind }
> = defineFinding('HP1084', 'error')

/** A value for a parameter that the main template does not declare (BCP259). */
export const unknownTemplateParameter: FindingFunction<
  'HP1085',
  { name: string; template: string; source: ParameterSource; suggestion?: string | undefined }
> = defineFinding('HP1085', 'error')

/** A parameter file that names no template (BCP261), or `using none`. */
export const parameterFileWithoutTemplate: FindingFunction<'HP1086', { file: string }> = defineFinding(
  'HP1086',
  'error',
)

/** `files`: from a parameter file to the one that `extends` leads back to. */
export const extendsCycle: FindingFunction<'HP1087', { files: readonly string[] }> = defineFinding(
  'HP1087',
  'error',
)

/** A value that a parameter file takes from its surroundings, and that no option gives. */
export const externalValueMissing: FindingFunction<'HP1088', { kind: ExternalValueKind; name: string }> =
  defineFinding('HP1088', 'warning')

/** Several parameter files lie beside a template and none of them is the obvious one. */
export const parameterFilesNotUsed: FindingFunction<
  'HP1089',
  { template: string; files: readonly string[] }
> = defineFinding('HP1089', 'note')
