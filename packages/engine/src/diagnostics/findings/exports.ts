// Findings about exports of live networks (HP1100 to HP1104).
import { defineFinding, type FindingFunction } from '../define-finding.ts'

/** `found`: resources in the pages that are there; `total`: in all pages, where that is said. */
export const pagesMissing: FindingFunction<
  'HP1100',
  { file: string; found: number; total?: number | undefined }
> = defineFinding('HP1100', 'warning')

/** PowerShell printed the type of an object in place of the object; `found`: what stands there. */
export const exportCutOff: FindingFunction<'HP1101', { found: string }> = defineFinding('HP1101', 'error')

/** Azure says that the last change of a resource failed. */
export const provisioningFailed: FindingFunction<'HP1102', { resource: string }> = defineFinding(
  'HP1102',
  'warning',
)

/** Resources are named without their settings, as an inventory does; `count`: such resources in the file. */
export const settingsMissing: FindingFunction<'HP1103', { count: number }> = defineFinding('HP1103', 'note')

/** A resource links to children of a type that no input shows; `count`: such links. */
export const childrenMissing: FindingFunction<
  'HP1104',
  { resource: string; childType: string; count: number }
> = defineFinding('HP1104', 'warning')
