// Findings about templates: syntax, names, parameters, modules, loops (HP1059 to HP1076).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { ArmExpectation, BicepExpectation, EvaluationLimit } from '../kinds.ts'

/** `found`: the text that stands there; a line break at the end of a line, undefined at the end of the file. */
export const bicepSyntax: FindingFunction<
  'HP1059',
  { found?: string | undefined; expected: BicepExpectation; suggestion?: string | undefined }
> = defineFinding('HP1059', 'error')

/** A name that nothing declares (BCP057). */
export const unknownSymbol: FindingFunction<'HP1060', { name: string; suggestion?: string | undefined }> =
  defineFinding('HP1060', 'error')

/** A function that is not known (BCP057, BCP082). */
export const unknownFunction: FindingFunction<'HP1061', { name: string; suggestion?: string | undefined }> =
  defineFinding('HP1061', 'warning')

/** A value that needs itself (BCP079, BCP080). `path`: the way round, its first name again at the end. */
export const symbolCycle: FindingFunction<'HP1062', { path: readonly string[] }> = defineFinding(
  'HP1062',
  'error',
)

/** The main file's parameter has no value: `--param` settles it. */
export const parameterWithoutValue: FindingFunction<'HP1063', { name: string }> = defineFinding(
  'HP1063',
  'warning',
)

/** A module is given a parameter that it does not declare (BCP037, BCP259). */
export const unknownModuleParameter: FindingFunction<
  'HP1064',
  { module: string; name: string; suggestion?: string | undefined }
> = defineFinding('HP1064', 'error')

/** A module is not given a parameter that it needs (BCP035). `declaredAt`: where the module declares it. */
export const missingModuleParameter: FindingFunction<
  'HP1065',
  { module: string; name: string; declaredAt: string }
> = defineFinding('HP1065', 'error')

/** An evaluation stops at its limit: `of` says what there is too much of. What comes after is unknown. */
export const evaluationLimit: FindingFunction<'HP1066', { of: EvaluationLimit; limit: number }> =
  defineFinding('HP1066', 'error')

/** A module of a registry or template spec: its files are not here. */
export const moduleNotLocal: FindingFunction<'HP1067', { path: string }> = defineFinding('HP1067', 'warning')

/** `files`: the way from the main file to the module that deploys one of them again. */
export const moduleRecursion: FindingFunction<'HP1068', { files: readonly string[] }> = defineFinding(
  'HP1068',
  'error',
)

/** A loop over a list that is not known; `origin` names what it would come from. */
export const unknownLoop: FindingFunction<'HP1069', { origin: string }> = defineFinding('HP1069', 'warning')

/** Azure's limit of iterations. `loop`: what it is called, in ARM. */
export const tooManyIterations: FindingFunction<
  'HP1070',
  { found: number; limit: number; loop?: string | undefined }
> = defineFinding('HP1070', 'error')

/** `found`: what stands there in an expression `[…]`; undefined at its end. */
export const armSyntax: FindingFunction<'HP1071', { found?: string | undefined; expected: ArmExpectation }> =
  defineFinding('HP1071', 'error')

/** A linked template of which the file is not found; `uri` as far as it is known. */
export const linkedTemplateNotFound: FindingFunction<'HP1072', { uri: string }> = defineFinding(
  'HP1072',
  'warning',
)

/** A file that a module names, and that is JSON, but no template. */
export const notATemplate: FindingFunction<'HP1073', { file: string }> = defineFinding('HP1073', 'error')

/** Several parameters files could be meant for a template. */
export const severalParameterFiles: FindingFunction<
  'HP1074',
  { template: string; files: readonly string[] }
> = defineFinding('HP1074', 'note')

/** A parameters file that belongs to no template among the inputs. */
export const parametersWithoutTemplate: FindingFunction<'HP1075', { file: string }> = defineFinding(
  'HP1075',
  'warning',
)

/** An entry of a parameters file that has neither a value nor a reference to one. */
export const parameterEntry: FindingFunction<'HP1076', { name: string }> = defineFinding('HP1076', 'error')
