// Which resources of a file come to be: those whose conditions hold or are not known, and `existing` ones that matter.
import { findings } from '../../diagnostics/index.ts'
import { classifyType, type Unknown, withField } from '../../resources/index.ts'
import type { Deployment } from './deployment.ts'
import type { ResourceSymbol } from './resource-symbol.ts'

/** What is the same for all resources of a file. */
interface Surroundings {
  /** Whether the module is deployed at all, where that is not known. */
  readonly condition: Unknown | undefined
  /** Whether the file brings types of its own with `extension`. */
  readonly usesExtensions: boolean
  /** In ARM a nested resource is deployed whether or not the one around it is. */
  readonly nestedAlone: boolean
  readonly deployment: Deployment
}

/** Kubernetes' types have no provider (`core/Service`); Microsoft Graph's look like Azure's. Neither concerns networks. */
const isOfExtension = (type: string): boolean =>
  !type.split('/', 1).some((provider) => provider.includes('.')) || /^microsoft\.graph\//i.test(type)

/**
 * Declares a resource and those nested in it, parents first. In Bicep those of one that is not deployed are not deployed
 * either; in ARM the condition of the resource around them is not theirs.
 */
export const declareResource = (
  resource: ResourceSymbol,
  isWanted: boolean,
  surroundings: Surroundings,
): void => {
  const { deployment, usesExtensions } = surroundings
  const { identity, statement } = resource
  if (usesExtensions && isOfExtension(identity.type)) return
  const isUnderstood = classifyType(identity.type).kind === 'understood'
  // What is there already and has no bearing on networks matters only where something asks for it.
  const isOn = isWanted && (isUnderstood || !statement.existing) ? resource.isDeployed() : false
  // An `existing` resource without a name refers to nothing: its parameter was left out, and nothing needs it then.
  const refersToNothing = isOn !== false && statement.existing && identity.isNameless()
  const deployed = refersToNothing ? false : isOn
  const condition = typeof deployed === 'boolean' ? surroundings.condition : deployed
  if (deployed !== false) {
    const body = resource.declaration()
    deployment.declare(condition === undefined ? body : withField(body, 'condition', condition))
    if (condition !== undefined && isUnderstood) {
      const parameters = { property: 'condition', cause: condition.reason, origin: condition.origin }
      const where = { span: body.span, resourceId: identity.id() }
      deployment.report(findings.unknownValue(parameters, where))
    }
  } else if (!statement.existing) deployment.declareTwin(identity.id().toLowerCase(), resource.declaration)
  const isNestedWanted =
    surroundings.nestedAlone || (isWanted && resource.isDeployed() !== false && !refersToNothing)
  for (const { items } of resource.children().values())
    for (const child of items) declareResource(child, isNestedWanted, surroundings)
}
