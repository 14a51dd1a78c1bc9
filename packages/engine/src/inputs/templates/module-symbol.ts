// A module of a template as expressions see it: its outputs, each evaluated on demand in the module's own file.
import { findings, nearest, type Span } from '../../diagnostics/index.ts'
import { dictionary, scalar, type Unknown, type UnknownReason, type Value } from '../../resources/index.ts'
import type { BicepProgram, DeploymentStatement, ModuleStatement } from '../bicep/syntax-tree.ts'
import { bounded, type Environment } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, once, unknownAt } from '../expressions/evaluated.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { symbolicText } from '../expressions/unknown-origins.ts'
import { type Deployment, moduleDepthLimit, type Placement, type Template } from './deployment.ts'
import { checkModuleParameters, moduleParameters } from './module-parameters.ts'
import { entryOf } from './resource-body.ts'
import { holds } from './resource-symbol.ts'
import { idOfScope, scopeOfModule } from './scopes.ts'

/** A module, or one of a loop. */
export interface Module extends Lazy {
  readonly deploy: () => void
  /** The name of its deployment; symbolic where it is not known. */
  readonly nameText: () => string
  /** The id of its deployment. */
  readonly id: () => string
}

/** The template that a module deploys. */
export interface ModuleTemplate {
  readonly file: string
  readonly program: BicepProgram
  /** Written in the deployment itself, so that it is no file of its own on the way. */
  readonly inline: boolean
  /** Evaluated as a part of the template around it. */
  readonly isOuter: boolean
  /** Values besides those that the statement gives. */
  readonly parameters: ReadonlyMap<string, () => Value>
}

/** What a module has around it. */
export interface ModuleSurroundings {
  readonly placement: Placement
  readonly deployment: Deployment
  /** Of its iteration, where it is one of a loop. */
  readonly environment: Environment
  /** What it is called: `spokes[2]`. */
  readonly label: string
  /** The template that the module means; undefined when it is none of ours, which is reported. */
  readonly template: () => ModuleTemplate | undefined
  /** Finds what the template around the module deploys, by its id. */
  readonly around: (id: string) => Evaluated | undefined
  /** Puts a file in its place: handed in, since files hold modules in turn. */
  readonly place: (program: BicepProgram, placement: Placement, deployment: Deployment) => Template
}

/** What a module counts for, in steps of evaluation. */
const moduleSteps = 200

/** Makes the symbol. */
export const moduleSymbol = (
  statement: ModuleStatement | DeploymentStatement,
  { placement, deployment, environment, label, template: templateOf, around, place }: ModuleSurroundings,
): Module => {
  const span = environment.spanOf(statement.name)
  const pathSpan = statement.kind === 'module' ? environment.spanOf(statement.path) : span
  const isOn = once(
    () => holds(statement.body.condition, environment),
    () => unknownAt('expression', label, span),
  )

  const located = once(
    (): ModuleTemplate | undefined => {
      const found = templateOf()
      if (found === undefined) return undefined
      const repeated = !found.inline && placement.files.includes(found.file)
      if (repeated || placement.path.length > moduleDepthLimit) {
        const files = [...placement.files, found.file]
        deployment.report(findings.moduleRecursion({ files }, { span: pathSpan }))
        return undefined
      }
      return found
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
    const { file, program, inline, isOuter } = module
    const on = isOn()
    const parameters =
      on === false
        ? undefined
        : new Map([...module.parameters, ...moduleParameters(statement, program, environment)])
    const opened = place(
      program,
      {
        file,
        scope: on === false ? placement.scope : scopeOfThis(),
        parameters: parameters ?? new Map(),
        path: [...placement.path, label],
        deploymentName: nameText,
        files: inline ? placement.files : [...placement.files, file],
        condition: typeof on === 'boolean' ? placement.condition : on,
        around,
        ...(isOuter ? { outer: environment } : {}),
      },
      deployment,
    )
    if (isOuter) return opened
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

  const nameText = (): string => {
    const name = nameOf()
    if (name.kind === 'unknown') return symbolicText(name)
    return name.kind === 'scalar' ? String(name.value ?? label) : label
  }

  return {
    kind: 'lazy',
    nameText,
    id: () => `${idOfScope(scopeOfThis())}/providers/Microsoft.Resources/deployments/${nameText()}`,
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
