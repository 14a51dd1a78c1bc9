// Names the resources that Azure could not bring into the state they show: what is read of them may not hold.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { type Resource, textAt } from '../../resources/index.ts'

/** One finding for each resource whose last change failed, in the order of the resources. */
export const failedResources = (resources: ReadonlyMap<string, Resource>): readonly Finding[] =>
  [...resources.values()].flatMap(({ id, body, declaredAt }): readonly Finding[] =>
    ['provisioningState', 'routingState'].some(
      (property) => textAt(body, 'properties', property)?.toLowerCase() === 'failed',
    )
      ? [findings.provisioningFailed({ resource: id.text }, { span: declaredAt, resourceId: id.text })]
      : [],
  )
