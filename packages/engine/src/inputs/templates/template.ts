// One file as it is deployed: its symbols on demand, its resources in order, its outputs.
import { findings, type Span } from '../../diagnostics/index.ts'
import type { Unknown, Value } from '../../resources/index.ts'
import type {
  BicepProgram,
  DeploymentStatement,
  FunctionStatement,
  ModuleStatement,
  ParameterStatement,
  ResourceStatement,
  Statement,
  StringExpression,
  TypeExpression,
} from '../bicep/syntax-tree.ts'
import { type Environment, type OwnFunction, withLocals } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, nullAt, once, unknownAt } from '../expressions/evaluated.ts'
import type { Expression, Name } from '../expressions/expression.ts'
import { completed } from '../expressions/runtime-completion.ts'
import type { CallContext } from '../expressions/template-function.ts'
import { folderOf, joinPath } from '../paths.ts'
import { declareResource } from './declare-resource.ts'
import type { TypeNames } from './declared-types.ts'
import { deployedResources } from './deployed-resources.ts'
import type { Deployment, Placement, Template } from './deployment.ts'
import { importsOf } from './imports.ts'
import { openLinkedTemplate } from './linked-templates.ts'
import { isRemotePath } from './module-reference.ts'
import { type Module, type ModuleTemplate, moduleSymbol } from './module-symbol.ts'
import { nameSpaces } from './name-spaces.ts'
import { checkGivenValue } from './parameter-checks.ts'
import { pathText } from './parameter-file.ts'
import { givenParameter, isOptional, isRequired, isSecure, withoutSecrets } from './parameters.ts'
import { type Children, type ResourceSymbol, resourceSymbol } from './resource-symbol.ts'
import { type Row, rowOf } from './rows.ts'
import { idOfText, scopeOfFile } from './scopes.ts'

const namespaces: ReadonlySet<string> = new Set(['sys', 'az'])

/** A parameter, variable, resource or module of the file. */
interface NamedValue {
  readonly space: Name['space']
  readonly name: string
  readonly value: () => Evaluated
}

/** Puts a file in its place. Nothing is evaluated before it is asked for. */
export const template = (program: BicepProgram, given: Placement, deployment: Deployment): Template => {
  const placement: Placement = { ...given, scope: scopeOfFile(program, given.scope) }
  const symbols = new Map<string, NamedValue>()
  const functions = new Map<string, FunctionStatement>()
  const functionNamespaces = new Set<string>()
  /** Functions in progress; others of the same name, of another namespace or file, may call each other. */
  const running = new Set<FunctionStatement>()
  const typeExpressions = new Map<string, TypeExpression>()
  const outputs = new Map<string, () => Value>()
  const resources: (() => readonly ResourceSymbol[])[] = []
  const modules: (() => readonly Module[])[] = []
  const where = placement.path.length === 0 ? '' : `${placement.path.join('/')}/`

  /** The file that a path means; undefined for one of a registry that is not here, which is reported. */
  const fileOf = (path: StringExpression): string | undefined => {
    const text = pathText(path)
    const span = program.spanOf(path)
    return isRemotePath(text)
      ? deployment.moduleFile(text, placement.file, span)
      : joinPath(folderOf(placement.file), text)
  }

  /** The template of a module or deployment. */
  const templateOf = (
    statement: DeploymentStatement | ModuleStatement,
    around: Environment,
  ): ModuleTemplate | undefined => {
    const { file: here } = placement
    if (statement.kind === 'deployment') {
      const { template: deployed } = statement
      if (deployed.kind === 'linked')
        return openLinkedTemplate(deployed, around, placement, deployment, program.spanOf(statement.name))
      const isOuter = deployed.kind === 'outer'
      return { file: here, program: deployed.program, inline: true, isOuter, parameters: new Map() }
    }
    const file = fileOf(statement.path)
    const found = file === undefined ? undefined : deployment.program(file, program.spanOf(statement.path))
    if (file === undefined || found === undefined) return undefined
    return { file, program: found, inline: false, isOuter: false, parameters: new Map() }
  }

  const usesExtensions = program.statements.some(({ kind }) => kind === 'extension')

  const imports = importsOf(
    program,
    ({ path }) => {
      const file = fileOf(path)
      if (file === undefined) return undefined
      const known = deployment.imported.get(file)
      if (known !== undefined) return known
      const other = deployment.program(file, program.spanOf(path))
      if (other === undefined) return undefined
      const opened = template(other, { ...placement, file, parameters: new Map() }, deployment)
      deployment.imported.set(file, opened)
      return opened
    },
    deployment.report,
  )

  const types: TypeNames = {
    named: (name) => {
      const type = typeExpressions.get(name)
      return type === undefined ? imports.type(name) : { type, names: types }
    },
  }

  const names = nameSpaces(program.language)
  const namesIn = (space: Name['space']): readonly string[] =>
    [...symbols.values()].filter((each) => names.isSameSpace(space, each.space)).map(({ name }) => name)

  const ownEnvironment: Environment = {
    lookup: (name) => {
      if (name.name === '' && name.space !== 'symbol') return allOf(name.space)
      return symbols.get(names.keyOf(name.space, name.name))?.value() ?? imports.value(name.name)
    },
    names: (space) => [...namesIn(space), ...imports.names],
    isNamespace: (name) =>
      !symbols.has(name) &&
      (namespaces.has(name) || imports.isNamespace(name) || functionNamespaces.has(name.toLowerCase())),
    functionNamed: (name, namespace) => functionNamed(name, namespace),
    callContext: (span): CallContext => ({
      span,
      scope: placement.scope,
      deploymentName: placement.deploymentName,
      report: deployment.report,
      readFile: (path) => deployment.readFile(joinPath(folderOf(placement.file), path)),
      listFiles: (folder) => deployment.listFiles(joinPath(folderOf(placement.file), folder)),
      given: deployment.given,
    }),
    deployed: (text) => {
      const own = deployed(text) ?? placement.around?.(text)
      if (own !== undefined) return own
      const id = idOfText(text, placement.scope)
      const known = deployment.runtime(id.toLowerCase())
      if (known === undefined) deployment.missedRuntime()
      // What an earlier round does not show of it, Azure may.
      const name = `reference('${id.slice(id.lastIndexOf('/') + 1)}')`
      return completed(undefined, known, name, (path, at) => {
        deployment.missedRuntime()
        return unknownAt('runtime', path, at)
      })
    },
    spanOf: program.spanOf,
    report: deployment.report,
    budget: deployment.budget,
  }

  const { outer } = placement
  /** What is evaluated as a part of the template around it sees that one's names and scope. */
  const environment: Environment =
    outer === undefined
      ? ownEnvironment
      : { ...outer, deployed: (text) => deployed(text) ?? outer.deployed(text) }

  const deployed = deployedResources({
    // What is a part of the template around it refers to what there is besides: its own resources only come to be.
    resources: () => (outer === undefined ? resources.flatMap((row) => row()) : []),
    modules: () => modules.flatMap((row) => row()),
    symbol: (name) => (outer === undefined ? symbols.get(names.keyOf('symbol', name))?.value() : undefined),
  })

  /** `parameters(…)` with a name that is computed: one of all. */
  const allOf = (space: Name['space']): Lazy => ({
    kind: 'lazy',
    member: (name) => symbols.get(names.keyOf(space, name))?.value(),
    force: () => unknownAt('unsupported', space, undefined),
  })

  const functionNamed = (name: string, namespace: string | undefined): OwnFunction | undefined => {
    const own = functions.get(names.functionKey(name, namespace))
    return own === undefined ? imports.functionNamed(name, namespace) : ownFunction(own)
  }

  /** A function sees its parameters before the names of its file, of which Bicep allows it only some. */
  const ownFunction =
    (statement: FunctionStatement): OwnFunction =>
    (args, span) => {
      const called = `${statement.name.name}()`
      if (running.has(statement)) return cycle(called, span)
      const locals = new Map(
        statement.parameters.map(({ name }, index) => [name.name, args[index] ?? nullAt(undefined)] as const),
      )
      const body = (): Value => evaluateToValue(statement.body, withLocals(environment, locals))
      running.add(statement)
      const result = deployment.budget.trail.within(called, body)
      running.delete(statement)
      return result
    }

  const cycle = (name: string, span: Span): Unknown => {
    deployment.report(findings.symbolCycle({ path: deployment.budget.trail.roundTo(name) }, { span }))
    return unknownAt('expression', name, span)
  }

  /** A symbol of which the value is made once; a value that needs itself is reported and unknown. */
  const symbol = (space: Name['space'], name: string, span: Span, make: () => Evaluated): void => {
    const { trail } = deployment.budget
    const named = (): Evaluated => {
      const made = trail.within(name, make)
      if (made.kind !== 'lazy') return made
      const force = (): Value => trail.within(name, made.force)
      return { ...made, force: once(force, () => cycle(name, span)) }
    }
    const value = once(named, () => cycle(name, span))
    symbols.set(names.keyOf(space, name), { space, name, value })
  }

  const parameter = (statement: ParameterStatement): Evaluated => {
    const { name } = statement.name
    const span = program.spanOf(statement.name)
    const value = placement.parameters.get(name.toLowerCase())?.()
    // Null for a parameter with a default value means the default.
    const isAbsent = value === undefined || (value.kind === 'scalar' && value.value === null)
    if (isAbsent && statement.defaultValue !== undefined) {
      const standard = evaluate(statement.defaultValue, environment)
      return isSecure(statement) ? withoutSecrets(standard, `${where}${name}`, span) : standard
    }
    if (value !== undefined) {
      const taken = placement.path.length > 0 ? value : givenParameter(value, statement, types)
      const evaluated = (expression: Expression): Value => evaluateToValue(expression, environment)
      for (const finding of checkGivenValue(statement, taken, types, evaluated, span))
        deployment.report(finding)
      // What is secret shapes no network: it is not kept, so that nothing can print it.
      return isSecure(statement) && !isAbsent ? withoutSecrets(taken, `${where}${name}`, span) : taken
    }
    if (isOptional(statement, types)) return nullAt(span)
    return unknownAt(isSecure(statement) ? 'secret' : 'parameter', `${where}${name}`, span)
  }

  const define = (statement: Statement): void => {
    switch (statement.kind) {
      case 'parameter':
        symbol('parameter', statement.name.name, program.spanOf(statement.name), () => parameter(statement))
        return
      case 'extends':
        if (placement.base !== undefined)
          symbol('variable', 'base', program.spanOf(statement), () => placement.base ?? nullAt(undefined))
        return
      case 'parameterAssignment':
      case 'variable':
        symbol('variable', statement.name.name, program.spanOf(statement.name), () =>
          evaluate(statement.value, environment),
        )
        return
      case 'resource':
        resources.push(defineRow(statement, () => resourceRow(statement, environment, undefined)))
        return
      case 'deployment':
      case 'module':
        modules.push(defineRow(statement, () => moduleRow(statement)))
        return
      case 'function':
        functions.set(names.functionKey(statement.name.name, statement.namespace?.name), statement)
        if (statement.namespace !== undefined) functionNamespaces.add(statement.namespace.name.toLowerCase())
        return
      case 'type':
        typeExpressions.set(statement.name.name, statement.type)
        return
      case 'output': {
        const { name } = statement.name
        const span = program.spanOf(statement.name)
        outputs.set(
          name.toLowerCase(),
          once(
            () =>
              isSecure(statement)
                ? unknownAt('secret', `${where}outputs.${name}`, span)
                : evaluateToValue(statement.value, environment),
            () => cycle(name, span),
          ),
        )
        return
      }
      case 'broken':
        // What was meant is not known; uses of the name are no further errors.
        if (statement.name !== undefined) {
          const { name } = statement.name
          const span = program.spanOf(statement.name)
          symbol('symbol', name, span, () => unknownAt('expression', name, span))
        }
    }
  }

  /** Names the row; hands back its items. */
  const defineRow = <T extends Lazy>(
    statement: DeploymentStatement | ModuleStatement | ResourceStatement,
    make: () => Row<T>,
  ): (() => readonly T[]) => {
    const { name } = statement.name
    const span = program.spanOf(statement.name)
    const row = once(make, () => ({ items: [], symbol: cycle(name, span) }))
    symbol('symbol', name, span, () => row().symbol)
    return () => row().items
  }

  const resourceRow = (
    statement: ResourceStatement,
    around: Environment,
    outer: ResourceSymbol | undefined,
  ): Row<ResourceSymbol> =>
    rowOf(statement, around, deployment, (inner) => {
      // Nested resources are known by their plain names inside the one that holds them.
      const within: Environment = {
        ...inner,
        lookup: (name) => resource.children().get(name.name)?.symbol ?? inner.lookup(name),
      }
      const hasNested = statement.body.nested.length > 0
      const resource: ResourceSymbol = resourceSymbol(statement, {
        program,
        environment: hasNested ? within : inner,
        scope: placement.scope,
        outer,
        deployment,
        childrenOf: (owner): Children =>
          new Map(statement.body.nested.map((child) => [child.name.name, resourceRow(child, within, owner)])),
      })
      return resource
    })

  const moduleRow = (statement: DeploymentStatement | ModuleStatement): Row<Module> =>
    rowOf(statement, environment, deployment, (inner, label) =>
      moduleSymbol(statement, {
        placement,
        deployment,
        environment: inner,
        label,
        template: () => templateOf(statement, inner),
        around: (id) => (id.startsWith('/') ? (deployed(id) ?? placement.around?.(id)) : undefined),
        place: template,
      }),
    )

  for (const statement of program.statements) define(statement)

  return {
    deploy: () => {
      if (placement.path.length === 0) {
        reportMissingParameters(program, placement, types, deployment)
        // What the user gives is checked even where nothing asks for it.
        for (const each of program.statements)
          if (each.kind === 'parameter' && placement.parameters.has(each.name.name.toLowerCase()))
            symbols.get(names.keyOf('parameter', each.name.name))?.value()
      }
      for (const row of resources)
        for (const resource of row())
          declareResource(resource, true, {
            condition: placement.condition,
            usesExtensions,
            nestedAlone: program.language === 'arm',
            deployment,
          })
      for (const row of modules) for (const each of row()) each.deploy()
    },
    output: (name) => outputs.get(name.toLowerCase())?.(),
    outputNames: program.statements.flatMap((each) => (each.kind === 'output' ? [each.name.name] : [])),
    exported: (name) => symbols.get(names.keyOf('variable', name))?.value(),
    functionNamed: (name) => functionNamed(name, names.exportedNamespace),
    types,
    names: [
      ...namesIn('variable'),
      ...[...functions.values()].map(({ name }) => name.name),
      ...typeExpressions.keys(),
    ],
  }
}

/** Parameters of the main file without a value; those of a module are said where the module is used. */
const reportMissingParameters = (
  program: BicepProgram,
  { parameters }: Placement,
  types: TypeNames,
  deployment: Deployment,
): void => {
  for (const statement of program.statements) {
    if (statement.kind !== 'parameter' || isSecure(statement) || !isRequired(statement, types)) continue
    const { name } = statement.name
    if (!parameters.has(name.toLowerCase())) deployment.missingParameter(name, program.spanOf(statement.name))
  }
}
