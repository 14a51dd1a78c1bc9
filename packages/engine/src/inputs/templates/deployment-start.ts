// Where an evaluation starts: at a template, or at a parameter file that names one and gives it values.
import { findings, nearest, type Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import type { BicepProgram } from '../bicep/syntax-tree.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import type { Deployment } from './deployment.ts'
import { isParameterFile, openParameterFile, type ParameterFile } from './parameter-file.ts'
import { template } from './template.ts'

/** The template, and the values of its parameters by lower-cased name. */
export interface Start {
  readonly file: string
  readonly program: BicepProgram
  readonly parameters: ReadonlyMap<string, () => Value>
  /** What the parameter file gives, where there is one. */
  readonly fromFile: ParameterFile['values']
}

/** Names of a parameter file that its template does not declare. */
const reportUndeclared = (
  file: string,
  program: BicepProgram,
  values: ParameterFile['values'],
  deployment: Deployment,
): void => {
  const declared = program.statements.flatMap((each) => (each.kind === 'parameter' ? [each.name.name] : []))
  const keys = new Set(declared.map((name) => name.toLowerCase()))
  for (const [key, { name, span }] of values) {
    if (keys.has(key)) continue
    const suggestion = nearest(name, declared)
    const parameters = { name, template: file, source: 'parameterFile', suggestion } as const
    deployment.report(findings.unknownTemplateParameter(parameters, { span }))
  }
}

/** Undefined when there is nothing to deploy, which is reported. */
export const startOfDeployment = (
  main: { readonly file: string; readonly namedAt: Span | undefined },
  scope: TemplateScope,
  parameters: ReadonlyMap<string, Value>,
  deployment: Deployment,
): Start | undefined => {
  const given = new Map([...parameters].map(([key, value]) => [key, () => value] as const))
  if (!isParameterFile(main.file)) {
    const program = deployment.program(main.file, main.namedAt)
    return program === undefined
      ? undefined
      : { file: main.file, program, parameters: given, fromFile: new Map() }
  }
  const opened = openParameterFile(main.file, main.namedAt, scope, deployment, template)
  if (opened === undefined) return undefined
  if (opened.template === undefined) {
    if (!opened.named) {
      const span = { file: main.file, line: 1, column: 1, endLine: 1, endColumn: 1 }
      deployment.report(findings.parameterFileWithoutTemplate({ file: main.file }, { span }))
    }
    return undefined
  }
  const { file, namedAt } = opened.template
  const program = deployment.program(file, namedAt)
  if (program === undefined) return undefined
  reportUndeclared(file, program, opened.values, deployment)
  const values = new Map([...opened.values].map(([key, { value }]) => [key, value] as const))
  return { file, program, parameters: new Map([...values, ...given]), fromFile: opened.values }
}
