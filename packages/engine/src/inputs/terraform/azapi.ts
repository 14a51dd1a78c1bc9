// The azapi provider: resources that are written in ARM's own shape.
import { textAt } from '../../resources/index.ts'
import type { Instance } from './instances.ts'

/** The ARM type of an azapi resource, without its API version. */
export interface ArmIdentity {
  readonly type: string
  /** It changes a resource that something else declares. */
  readonly isUpdate: boolean
}

const armTypeText = /^([A-Za-z0-9.]+(?:\/[A-Za-z0-9]+)+)@/

/** What an azapi resource is; undefined for every other one. */
export const armIdentity = ({ type, values }: Instance): ArmIdentity | undefined => {
  if (type !== 'azapi_resource' && type !== 'azapi_update_resource') return undefined
  const armType = armTypeText.exec(textAt(values, 'type') ?? '')?.[1]
  return armType === undefined ? undefined : { type: armType, isUpdate: type === 'azapi_update_resource' }
}
