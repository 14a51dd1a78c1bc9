// A module of a template as expressions see it: its outputs, each evaluated on demand in the module's own file.
import { findings, nearest, type Span } from '../../diagnostics/index.ts'
import { dictionary, scalar, type Unknown, type UnknownReason, type Value } from '../../resources/index.ts'
import { bounded, type Environment } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, once, unknownAt } from '../expressions/evaluated.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { type Deployment, moduleDepthLimit, type Placement, type Template } from './deployment.ts'
import { checkModuleParameters, moduleParameters } from './module-parameters.ts'
import { entryOf } from './resource-body.ts'
import { holds } from './resource-symbol.ts'
import { scopeOfModule } from './scopes.ts'
import type { BicepProgram, ModuleStatement } from './syntax-tree.ts'

/** A module, or one of a loop. */
export interface Module extends Lazy {
  readonly deploy: () => void
}

/** What a module has around it. */
export interface ModuleSurroundings {
  readonly placement: Placement
  readonly deployment: Deployment
  /** Of its iteration, where it is one of a loop. */
  readonly environment: Environment
  /** What it is called: `spokes[2]`. */
  readonly label: string
  /** The file that the module's path means; undefined when it is none of ours, which is reported. */
  readonly file: () => string | undefined
  /** Puts a file in its place: handed in, since files hold modules in turn. */
  readonly place: (program: BicepProgram, placement: Placement, deployment: Deployment) => Template
}

/** What a module counts for, in steps of evaluation. */
const moduleSteps = 200

/** Makes the symbol. */
export const moduleSymbol = (
  statement: ModuleStatement,
  { placement, deployment, environment, label, file: fileOf, place }: ModuleSurroundings,
): Module => {
  const span = environment.spanOf(statement.name)
  const pathSpan = environment.spanOf(statement.path)
  const isOn = once(
    () => holds(statement.body.condition, environment),
    () => unknownAt('expression', label, span),
  )

  const located = once(
    (): { readonly file: string; readonly program: BicepProgram } | undefined => {
      const file = fileOf()
      if (file === undefined) return undefined
      if (placement.files.includes(file) || placement.files.length > moduleDepthLimit) {
        const files = [...placement.files, file]
        deployment.report(findings.moduleRecursion({ files }, { span: pathSpan }))
        return undefined
      }
      const program = deployment.program(file, pathSpan)
      return program === undefined ? undefined : { file, program }
    },
    () => undefined,
  )

  const scopeOfThis = (): TemplateScope => {
    const expression = entryOf(statement.body.object, 'scope')
    return expression === undefined
      ? placement.scope
      : scopeOfModule(evaluate(expression, environment), placement.scope, span)
  }

  const open = (): Template | undefined => {
    const module = located()
    if (module === undefined) return undefined
    const { file, program } = module
    const on = isOn()
    const parameters = on === false ? undefined : moduleParameters(statement, program, environment)
    const opened = place(
      program,
      {
        file,
        scope: on === false ? placement.scope : scopeOfThis(),
        parameters: parameters ?? new Map(),
        path: [...placement.path, label],
        files: [...placement.files, file],
        condition: typeof on === 'boolean' ? placement.condition : on,
      },
      deployment,
    )
    const found = checkModuleParameters(statement, { program, types: opened.types }, parameters, environment)
    for (const finding of found) deployment.report(finding)
    return opened
  }

  /** Modules are work too: those that each hold two others are soon a million. */
  const openWithinBudget = (): Template | undefined =>
    bounded(
      environment,
      () => span,
      () => {
        deployment.budget.spend(moduleSteps)
        return open()
      },
      () => undefined,
    )

  const opened = once(openWithinBudget, () => {
    deployment.report(findings.symbolCycle({ path: deployment.budget.trail.roundTo(label) }, { span }))
    return undefined
  })

  const unknownOutput = (name: string, at: Span | undefined, reason: UnknownReason): Unknown =>
    unknownAt(reason, `${label}.outputs.${name}`, at ?? span)

  /** Undefined when the module has none of this name; what a module that is not deployed gives is nowhere. */
  const output = (name: string, at: Span | undefined): Value | undefined => {
    const module = opened()
    if (module === undefined) return unknownOutput(name, at, 'unsupported')
    return isOn() === false ? unknownOutput(name, at, 'runtime') : module.output(name)
  }

  const missingOutput = (name: string, at: Span | undefined): Unknown => {
    const suggestion = nearest(name, opened()?.outputNames ?? [])
    deployment.report(findings.unknownSymbol({ name, suggestion }, { span: at ?? span }))
    return unknownOutput(name, at, 'expression')
  }

  const allOutputs = (): Value => {
    const module = opened()
    if (module === undefined || isOn() === false) return unknownAt('unsupported', `${label}.outputs`, span)
    const entries = module.outputNames.map((name) => [name, output(name, span)] as const)
    return dictionary(
      Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      span,
    )
  }

  const outputs: Lazy = { kind: 'lazy', member: output, missing: missingOutput, force: allOutputs }

  const nameOf = (): Value => {
    const expression = entryOf(statement.body.object, 'name')
    return expression === undefined ? scalar(label, span) : evaluateToValue(expression, environment)
  }

  return {
    kind: 'lazy',
    member: (name): Evaluated | undefined => {
      switch (name.toLowerCase()) {
        case 'outputs':
          return outputs
        case 'name':
          return nameOf()
        default:
          return undefined
      }
    },
    force: () => dictionary({ name: nameOf(), outputs: allOutputs() }, span),
    deploy: () => {
      const module = opened()
      if (isOn() !== false) module?.deploy()
    },
  }
}
