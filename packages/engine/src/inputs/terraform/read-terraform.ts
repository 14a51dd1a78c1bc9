// Reads a plan or a state of Terraform or OpenTofu into resources as ARM shapes them.
import { type Finding, findings } from '../../diagnostics/index.ts'
import type { List, Value } from '../../resources/index.ts'
import type { DeploymentScope } from '../arm/read-resources.ts'
import type { RuntimeView } from '../templates/runtime-view.ts'
import { withSymbolicNames } from '../templates/symbolic-names.ts'
import { collectResources } from './collect-resources.ts'
import { configurationOf } from './configuration.ts'
import type { TerraformDocument } from './document.ts'
import { followReferences, stepLimit } from './follow-references.ts'
import { type Instances, instancesOf, type PlanSide } from './instances.ts'
import { resolver } from './resolver.ts'
import { subscriptions } from './subscriptions.ts'
import type { CarriedTemplate } from './template-deployment.ts'
import { isTrue, lookUp } from './values.ts'

/** A document, parsed once and evaluated as often as rounds are needed. */
export interface TerraformSource {
  readonly evaluate: (runtime: RuntimeView) => TerraformEvaluation
}

/** What one round gave. */
export interface TerraformEvaluation {
  /** Resources with their ids, in ARM's shape. */
  readonly resources: List
  /** ARM templates that resources carry. */
  readonly templates: readonly CarriedTemplate[]
  readonly findings: readonly Finding[]
  /** Something that only exists after the deployment was asked for and not known. */
  readonly missedRuntime: boolean
  /** Numbers of resources by type: of other providers, and without a bearing on the network. */
  readonly ignored: ReadonlyMap<string, number>
  readonly unsupported: ReadonlyMap<string, number>
}

type Document = Extract<TerraformDocument, { document: Value }>

/** Plans that do not tell everything say so. */
const completeness = ({ kind, document }: Document): readonly Finding[] => {
  if (kind !== 'plan') return []
  const errored = lookUp(document, ['errored'])
  if (isTrue(errored)) return [findings.terraformPlanIncomplete({ why: 'errored' }, { span: errored?.span })]
  const complete = lookUp(document, ['complete'])
  return complete === undefined || isTrue(complete)
    ? []
    : [findings.terraformPlanIncomplete({ why: 'partial' }, { span: complete.span })]
}

const evaluateInstances = (
  source: Document,
  instances: Instances,
  scope: DeploymentScope,
  runtime: RuntimeView,
): TerraformEvaluation => {
  const found: Finding[] = [...completeness(source)]
  const report = (finding: Finding): void => {
    found.push(finding)
  }
  let missedRuntime = false
  const { present } = instances
  // A state has no expressions, and needs none: in it everything is known.
  const configuration = source.kind === 'plan' ? configurationOf(source.document) : undefined
  const references = configuration === undefined ? undefined : followReferences(configuration, present)
  const resolved = resolver({
    configuration,
    references,
    runtime,
    subscriptionOf: subscriptions(configuration, references, present, scope.subscription),
    resourceGroup: scope.resourceGroup,
    report,
    missedRuntime: () => {
      missedRuntime = true
    },
  })
  const { items, templates, ignored, unsupported } = collectResources(instances, resolved, report)
  if (references?.exhausted() === true)
    report(findings.evaluationLimit({ of: 'steps', limit: stepLimit }, { span: source.document.span }))
  return {
    resources: { kind: 'list', items: items.map(withSymbolicNames), span: undefined },
    templates,
    findings: found,
    missedRuntime,
    ignored,
    unsupported,
  }
}

/** Prepares the evaluation of a document; `side`: which side of a plan is meant. */
export const terraformSource = (
  document: Document,
  side: PlanSide,
  scope: DeploymentScope,
): TerraformSource => {
  const instances = instancesOf(document, side)
  return { evaluate: (runtime) => evaluateInstances(document, instances, scope, runtime) }
}
