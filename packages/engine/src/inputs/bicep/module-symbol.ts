// A module as it is used: its parameters, its outputs, and its deployment.
import { type Finding, findings, nearest, type Span } from '../../diagnostics/index.ts'
import { type Field, scalar, type Unknown, type Value } from '../../resources/index.ts'
import { memberOf } from '../expressions/access.ts'
import type { Environment } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Lazy, once, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { type Deployment, moduleDepthLimit, type Placement, type Template } from './deployment.ts'
import { isMissing } from './parameters.ts'
import { entryOf } from './resource-symbol.ts'
import { scopeOf } from './scopes.ts'
import type { BicepProgram, ModuleStatement } from './syntax-tree.ts'

/** A module as expressions see it: its outputs. */
export interface Module extends Lazy {
  readonly deploy: () => void
}

/** The file that uses the module. */
interface Surrounding {
  /** Puts the module's file in its place. */
  readonly instantiate: (program: BicepProgram, placement: Placement) => Template
  readonly program: BicepProgram
  readonly placement: Placement
  readonly deployment: Deployment
  readonly fileOf: (path: string, span: Span) => string | undefined
}

/** Makes the symbol of a module: nothing of it is read before an output or its deployment is asked for. */
export const moduleSymbol = (
  statement: ModuleStatement,
  environment: Environment,
  label: string,
  { instantiate, program, placement, deployment, fileOf }: Surrounding,
): Module => {
  const span = program.spanOf(statement)
  const pathSpan = program.spanOf(statement.path)
  const path = statement.path.kind === 'literal' ? String(statement.path.value) : ''
  const entry = (name: string) => entryOf(statement.body.object, name)

  const inner = once(
    (): Template | undefined => {
      const file = fileOf(path, pathSpan)
      if (file === undefined) return undefined
      if (placement.files.includes(file) || placement.files.length >= moduleDepthLimit) {
        deployment.report(findings.moduleRecursion({ files: [...placement.files, file] }, { span: pathSpan }))
        return undefined
      }
      const module = deployment.program(file, pathSpan)
      if (module === undefined) return undefined
      const scopeExpression = entry('scope')
      const scope: TemplateScope =
        scopeExpression === undefined
          ? placement.scope
          : scopeOf(memberOf(evaluate(scopeExpression, environment), 'id', span), placement.scope)
      return instantiate(module, {
        file,
        scope,
        parameters: moduleParameters(statement, module, environment, program, deployment),
        path: [...placement.path, label],
        files: [...placement.files, file],
      })
    },
    () => undefined,
  )

  const isOn = (): boolean => {
    const { condition } = statement.body
    if (condition === undefined) return true
    const value = evaluateToValue(condition, environment)
    return !(value.kind === 'scalar' && value.value === false)
  }

  const outputs: Lazy = {
    kind: 'lazy',
    member: (name, at) =>
      inner()?.output(name) ?? unknownAt('unsupported', `${label}.outputs.${name}`, at ?? span),
    force: () => unknownAt('unsupported', `${label}.outputs`, span),
  }

  return {
    kind: 'lazy',
    member: (name, at) => {
      switch (name.toLowerCase()) {
        case 'outputs':
          return outputs
        case 'name': {
          const expression = entry('name')
          return expression === undefined ? scalar(label, at ?? span) : evaluate(expression, environment)
        }
        default:
          return undefined
      }
    },
    force: () => unknownAt('unsupported', label, span),
    deploy: () => {
      if (isOn()) inner()?.deploy()
    },
  }
}

/** The values that a module is given, each evaluated on demand; names that it does not declare, and missing ones, are findings. */
const moduleParameters = (
  statement: ModuleStatement,
  module: BicepProgram,
  environment: Environment,
  program: BicepProgram,
  deployment: Deployment,
): ReadonlyMap<string, () => Value> => {
  const given = new Map<string, () => Value>()
  const declared = module.statements.filter((each) => each.kind === 'parameter')
  const names = declared.map((each) => each.name.name)
  const params = entryOf(statement.body.object, 'params')
  const report = (finding: Finding): void => deployment.report(finding)
  const moduleName = statement.name.name

  if (params?.kind === 'object' && params.entries.every((entry) => entry.kind === 'entry')) {
    for (const entry of params.entries) {
      if (entry.kind !== 'entry' || entry.key.kind !== 'literal') continue
      const name = String(entry.key.value)
      if (!names.some((known) => known.toLowerCase() === name.toLowerCase())) {
        const span = program.spanOf(entry.key)
        report(
          findings.unknownModuleParameter(
            { module: moduleName, name, suggestion: closest(name, names) },
            { span },
          ),
        )
        continue
      }
      given.set(
        name.toLowerCase(),
        once(
          () => wholeOf(evaluate(entry.value, environment)),
          () => unknownAt('expression', name, program.spanOf(entry.key)),
        ),
      )
    }
  } else if (params !== undefined) {
    const whole = once(
      () => evaluateToValue(params, environment),
      () => unknownAt('expression', 'params', program.spanOf(params)),
    )
    for (const name of names) {
      const value = (): Field | Unknown | undefined => {
        const all = whole()
        return all.kind === 'dictionary'
          ? all.fields.get(name.toLowerCase())
          : all.kind === 'unknown'
            ? all
            : undefined
      }
      const found = value()
      if (found !== undefined) given.set(name.toLowerCase(), () => ('kind' in found ? found : found.value))
    }
  }
  for (const missing of declared.filter((each) => isMissing(each, given))) {
    const declaredAt = module.spanOf(missing.name)
    report(
      findings.missingModuleParameter(
        { module: moduleName, name: missing.name.name, declaredAt: `${declaredAt.file}:${declaredAt.line}` },
        { span: program.spanOf(params ?? statement.name) },
      ),
    )
  }
  return given
}

/** `vmName` is meant where the module says `vmNameSuffix`: one inside the other, before edit distance. */
const closest = (name: string, known: readonly string[]): string | undefined =>
  known.find((candidate) => candidate.toLowerCase().startsWith(name.toLowerCase())) ?? nearest(name, known)
