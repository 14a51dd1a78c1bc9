// Recognises what Terraform and OpenTofu write: plans and states as JSON, raw state files, and logs, which say too little.
import { fieldOf, textAt, type Value } from '../../resources/index.ts'

/**
 * - `plan`, `state`: of `terraform show -json`; `rawState`: a terraform.tfstate.
 * - `log`: of `terraform plan -json`, one message a line, without the values of resources.
 * - `otherVersion`: one of these in a version that is not known.
 */
export type TerraformDocument =
  | { readonly kind: 'plan' | 'state' | 'rawState'; readonly document: Value }
  | { readonly kind: 'log' }
  | {
      readonly kind: 'otherVersion'
      readonly field: 'format_version' | 'version'
      readonly found: string
      readonly supported: string
      readonly at: Value
    }

/** The only versions of state files that Terraform has written since 2019. */
const rawStateVersion = 4

/** `1.x`; `0.x` was written by Terraform 0.12 to 1.0, and is the same for what is read here. */
const formats = /^[01]\.\d+$/

const versioned = (document: Value, kind: 'plan' | 'state'): TerraformDocument => {
  const version = fieldOf(document, 'format_version')
  const found = version?.kind === 'scalar' ? String(version.value) : ''
  return version === undefined || formats.test(found)
    ? { kind, document }
    : { kind: 'otherVersion', field: 'format_version', found, supported: '1.x', at: version }
}

const rawState = (document: Value, version: Value): TerraformDocument =>
  version.kind === 'scalar' && version.value === rawStateVersion
    ? { kind: 'rawState', document }
    : {
        kind: 'otherVersion',
        field: 'version',
        found: version.kind === 'scalar' ? String(version.value) : '',
        supported: String(rawStateVersion),
        at: version,
      }

/** Recognises a document by its content; undefined when Terraform has not written it. */
export const recogniseTerraform = (document: Value | undefined): TerraformDocument | undefined => {
  if (document?.kind !== 'dictionary') return undefined
  if (textAt(document, '@level') !== undefined && textAt(document, '@message') !== undefined)
    return { kind: 'log' }
  const has = (name: string): boolean => fieldOf(document, name) !== undefined
  const writtenByTerraform = has('terraform_version') || has('format_version')
  if (!writtenByTerraform) return undefined
  if (has('resource_changes') || has('planned_values')) return versioned(document, 'plan')
  const version = fieldOf(document, 'version')
  if (version !== undefined && (has('lineage') || has('serial') || has('resources') || has('modules')))
    return rawState(document, version)
  // A state without resources has no values, a plan of nothing no changes.
  if (has('values') || has('format_version'))
    return versioned(document, has('configuration') || has('prior_state') ? 'plan' : 'state')
  return undefined
}
