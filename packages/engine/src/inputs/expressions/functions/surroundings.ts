// What a parameter file asks of its surroundings: environment variables and external inputs, as the user gives them.
import { type ExternalValueKind, findings } from '../../../diagnostics/index.ts'
import type { Value } from '../../../resources/index.ts'
import { parseJson } from '../../json/parse-json.ts'
import type { TemplateFunction } from '../template-function.ts'
import { known, optional, text } from './argument-readers.ts'
import { type Call, one, two } from './define-function.ts'

const missing = (kind: ExternalValueKind, name: string, call: Call): Value => {
  const { report, span } = call.context
  report(findings.externalValueMissing({ kind, name }, { span }))
  return { kind: 'unknown', reason: 'parameter', origin: `externalInput('${name}')`, span }
}

/** A text that is JSON of a list or an object stands for that: external inputs are of any type. */
const anyValue = (given: string, call: Call): Value => {
  if (!/^\s*[[{]/.test(given)) return call.scalar(given)
  const { value, findings: found } = parseJson(given, call.context.span?.file ?? '')
  return value === undefined || found.length > 0 ? call.scalar(given) : value
}

const environmentVariable = (name: string, fallback: string | undefined, call: Call): Value => {
  const given = call.context.given?.environment.get(name) ?? fallback
  return given === undefined ? missing('environmentVariable', name, call) : call.scalar(given)
}

const argumentKind = 'sys.cliArg'

/** What Bicep has called it before and since. */
const isArgumentKind = (kind: string): boolean => /^sys\.cli(?:Arg)?$/i.test(kind)

const external = (kind: string, configuration: string | undefined, call: Call): Value => {
  if (/^sys\.envVar$/i.test(kind) && configuration !== undefined)
    return environmentVariable(configuration, undefined, call)
  const called = isArgumentKind(kind) ? argumentKind : kind
  const name = configuration === undefined ? called : `${called}:${configuration}`
  const inputs = call.context.given?.externalInputs
  const given = inputs?.get(name) ?? inputs?.get(called)
  if (given !== undefined) return anyValue(given, call)
  return called === argumentKind && configuration !== undefined
    ? missing('commandArgument', configuration, call)
    : missing('externalInput', name, call)
}

/** The functions of this topic. */
export const surroundingsFunctions: readonly TemplateFunction[] = [
  two('readEnvironmentVariable', text, optional(text), environmentVariable),
  one('readCliArg', text, (name, call) => external(argumentKind, name, call)),
  two('externalInput', text, optional(known), (kind, configuration, call) => {
    const isText = configuration?.kind === 'scalar' && typeof configuration.value === 'string'
    return external(kind, isText ? String(configuration.value) : undefined, call)
  }),
]
