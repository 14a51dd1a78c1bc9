// A resource of Terraform that carries an ARM template: evaluated as the deployment that the provider makes of it.
import type { Finding, Span } from '../../diagnostics/index.ts'
import { type List, textAt } from '../../resources/index.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { parseJson } from '../json/parse-json.ts'
import type { RuntimeView } from '../templates/runtime-view.ts'
import {
  type GivenInputs,
  type TemplateEvaluation,
  type TemplateFiles,
  templateSource,
} from '../templates/template-source.ts'
import { attributeOf, type Instance } from './instances.ts'
import type { Resolver } from './resolver.ts'
import { listOf, named, placed } from './values.ts'

const types: ReadonlySet<string> = new Set([
  'azurerm_resource_group_template_deployment',
  'azurerm_template_deployment',
])

/** Whether a type of the provider deploys a template. */
export const isTemplateDeployment = (type: string): boolean => types.has(type)

/** An ARM template that a plan or a state carries. */
export interface CarriedTemplate {
  /** A template of its own that makes the deployment. */
  readonly text: string
  /** The resource that carries it: no line of the template is a line of a file. */
  readonly span: Span | undefined
}

/** The deployment of a template; undefined when the template is only known after the apply. */
export const carriedTemplate = (instance: Instance, resolver: Resolver): CarriedTemplate | undefined => {
  const jsonOf = (...attributes: readonly string[]): string | undefined => {
    const known = attributes
      .map((each) => attributeOf(instance, [each]))
      .find((each) => each.kind === 'known')
    const text = known?.kind === 'known' ? textAt(known.value) : undefined
    return text === undefined || parseJson(text, '').value === undefined ? undefined : text
  }
  const template = jsonOf('template_content', 'template_body')
  if (template === undefined) return undefined
  const parameters = jsonOf('parameters_content', 'parameters_body')
  const group = textAt(instance.values, 'resource_group_name')
  const fields = [
    '"type": "Microsoft.Resources/deployments"',
    '"apiVersion": "2022-09-01"',
    `"name": ${JSON.stringify(resolver.nameOf(instance, 'name'))}`,
    ...(group === undefined ? [] : [`"resourceGroup": ${JSON.stringify(group)}`]),
  ]
  // The line break ends a comment at the end of what was written by hand.
  const properties = [
    '"mode": "Incremental"',
    '"expressionEvaluationOptions": { "scope": "inner" }',
    `"template": ${template}\n`,
    ...(parameters === undefined ? [] : [`"parameters": ${parameters}\n`]),
  ]
  return {
    text: `{ ${schema}, "resources": [{ ${fields.join(', ')}, "properties": { ${properties.join(', ')} } }] }`,
    span: named(instance.span, instance.address),
  }
}

const schema =
  '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0"'

/** No file has this name: it is a JSON file for the reader, and everything in it is placed anew. */
const ownName = 'template of Terraform.json'

/** Deploys a carried template, everything in it placed at the resource that carries it. */
export const deployCarried = (
  { text, span }: CarriedTemplate,
  files: TemplateFiles,
  scope: TemplateScope,
  given: GivenInputs,
  runtime: RuntimeView,
): TemplateEvaluation => {
  const own: TemplateFiles = {
    ...files,
    text: (file, namedAt) => (file === ownName ? text : files.text(file, namedAt)),
  }
  const main = { file: ownName, namedAt: undefined }
  const { resources, findings, missedRuntime } = templateSource(main, own, scope, given).evaluate(runtime)
  const items: List['items'] = resources.items.map((item) => placed(item, () => span))
  return {
    resources: listOf(items),
    findings: span === undefined ? findings : findings.map((finding): Finding => ({ ...finding, span })),
    missedRuntime,
  }
}
