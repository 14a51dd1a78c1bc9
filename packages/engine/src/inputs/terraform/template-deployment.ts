// A resource of Terraform that carries an ARM template: the template is read as templates are.
import type { Span } from '../../diagnostics/index.ts'
import { type Dictionary, dictionary, scalar, textAt, type Value } from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'
import { attributeOf, type Instance } from './instances.ts'
import type { Resolver } from './resolver.ts'
import { named, placed } from './values.ts'

const types: ReadonlySet<string> = new Set([
  'azurerm_resource_group_template_deployment',
  'azurerm_template_deployment',
])

/** Whether a type of the provider deploys a template. */
export const isTemplateDeployment = (type: string): boolean => types.has(type)

/** The deployment with its template; undefined when the template is only known after the apply. */
export const writeTemplateDeployment = (instance: Instance, resolver: Resolver): Dictionary | undefined => {
  const span = named(instance.span, instance.address)
  const place = (): Span | undefined => span
  const parsed = (...attributes: readonly string[]): Value | undefined => {
    const known = attributes
      .map((each) => attributeOf(instance, [each]))
      .find((each) => each.kind === 'known')
    const text = known?.kind === 'known' ? textAt(known.value) : undefined
    const value = text === undefined ? undefined : parseJson(text, span?.file ?? '').value
    return value === undefined ? undefined : placed(value, place)
  }
  const template = parsed('template_content', 'template_body')
  if (template === undefined) return undefined
  const parameters = parsed('parameters_content', 'parameters_body')
  const group = textAt(instance.values, 'resource_group_name')
  return dictionary(
    {
      type: scalar('Microsoft.Resources/deployments', span),
      name: scalar(resolver.nameOf(instance, 'name'), span),
      ...(group === undefined ? {} : { resourceGroup: scalar(group, span) }),
      properties: dictionary(
        {
          mode: scalar('Incremental', span),
          template,
          ...(parameters === undefined ? {} : { parameters }),
        },
        span,
      ),
    },
    span,
  )
}
