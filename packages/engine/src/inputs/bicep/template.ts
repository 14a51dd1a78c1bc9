// One file as it is deployed: its symbols on demand, its resources in order, its outputs.
import { findings, type Span } from '../../diagnostics/index.ts'
import type { Unknown, Value } from '../../resources/index.ts'
import { type Environment, type OwnFunction, withLocals } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, nullAt, once, unknownAt } from '../expressions/evaluated.ts'
import type { Expression } from '../expressions/expression.ts'
import type { CallContext } from '../expressions/template-function.ts'
import { extensionOf, folderOf, joinPath } from '../paths.ts'
import { declareResource } from './declare-resource.ts'
import type { TypeNames } from './declared-types.ts'
import type { Deployment, Placement, Template } from './deployment.ts'
import { importsOf } from './imports.ts'
import { isRemotePath } from './module-reference.ts'
import { type Module, moduleSymbol } from './module-symbol.ts'
import { checkGivenValue } from './parameter-checks.ts'
import { pathText } from './parameter-file.ts'
import { givenParameter, isOptional, isRequired, isSecretText, isSecure } from './parameters.ts'
import { type Children, type ResourceSymbol, resourceSymbol } from './resource-symbol.ts'
import { type Row, rowOf } from './rows.ts'
import { scopeOfFile } from './scopes.ts'
import type {
  BicepProgram,
  FunctionStatement,
  ModuleStatement,
  ParameterStatement,
  ResourceStatement,
  Statement,
  StringExpression,
  TypeExpression,
} from './syntax-tree.ts'

const namespaces: ReadonlySet<string> = new Set(['sys', 'az'])

/** Puts a file in its place. Nothing is evaluated before it is asked for. */
export const template = (program: BicepProgram, given: Placement, deployment: Deployment): Template => {
  const placement: Placement = { ...given, scope: scopeOfFile(program, given.scope) }
  const symbols = new Map<string, () => Evaluated>()
  const functions = new Map<string, FunctionStatement>()
  const typeExpressions = new Map<string, TypeExpression>()
  const outputs = new Map<string, () => Value>()
  const resources: (() => readonly ResourceSymbol[])[] = []
  const modules: (() => readonly Module[])[] = []
  const where = placement.path.length === 0 ? '' : `${placement.path.join('/')}/`

  /** The file that a path means. Modules in ARM's JSON are not read. */
  const fileOf = (path: StringExpression): string | undefined => {
    const text = pathText(path)
    const span = program.spanOf(path)
    const file = isRemotePath(text)
      ? deployment.moduleFile(text, placement.file, span)
      : joinPath(folderOf(placement.file), text)
    if (file === undefined || extensionOf(file) !== 'json') return file
    deployment.report(findings.formatNotRead({ file, format: 'armModule' }, { span }))
    return undefined
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

  const environment: Environment = {
    lookup: ({ name }) => symbols.get(name)?.() ?? imports.value(name),
    names: () => [...symbols.keys(), ...imports.names],
    isNamespace: (name) => !symbols.has(name) && (namespaces.has(name) || imports.isNamespace(name)),
    functionNamed: (name, namespace) => functionNamed(name, namespace),
    callContext: (span): CallContext => ({
      span,
      scope: placement.scope,
      report: deployment.report,
      readFile: (path) => deployment.readFile(joinPath(folderOf(placement.file), path)),
      listFiles: (folder) => deployment.listFiles(joinPath(folderOf(placement.file), folder)),
      given: deployment.given,
    }),
    deployed: (id) => {
      const known = deployment.runtime(id.toLowerCase())
      if (known === undefined) deployment.missedRuntime()
      return known
    },
    spanOf: program.spanOf,
    report: deployment.report,
    budget: deployment.budget,
  }

  const functionNamed = (name: string, namespace: string | undefined): OwnFunction | undefined => {
    const own = namespace === undefined ? functions.get(name) : undefined
    return own === undefined ? imports.functionNamed(name, namespace) : ownFunction(own)
  }

  /** A function sees its parameters before the names of its file, of which Bicep allows it only some. */
  const ownFunction =
    (statement: FunctionStatement): OwnFunction =>
    (args, span) => {
      const { name: called } = statement.name
      if (deployment.budget.trail.holds(`${called}()`)) return cycle(`${called}()`, span)
      const locals = new Map(
        statement.parameters.map(({ name }, index) => [name.name, args[index] ?? nullAt(undefined)] as const),
      )
      const body = (): Value => evaluateToValue(statement.body, withLocals(environment, locals))
      return deployment.budget.trail.within(`${called}()`, body)
    }

  const cycle = (name: string, span: Span): Unknown => {
    deployment.report(findings.symbolCycle({ path: deployment.budget.trail.roundTo(name) }, { span }))
    return unknownAt('expression', name, span)
  }

  /** A symbol of which the value is made once; a value that needs itself is reported and unknown. */
  const symbol = (name: string, span: Span, make: () => Evaluated): void => {
    const { trail } = deployment.budget
    const named = (): Evaluated => {
      const made = trail.within(name, make)
      if (made.kind !== 'lazy') return made
      const force = (): Value => trail.within(name, made.force)
      return { ...made, force: once(force, () => cycle(name, span)) }
    }
    symbols.set(
      name,
      once(named, () => cycle(name, span)),
    )
  }

  const parameter = (statement: ParameterStatement): Evaluated => {
    const { name } = statement.name
    const span = program.spanOf(statement.name)
    const value = placement.parameters.get(name.toLowerCase())?.()
    // Null for a parameter with a default value means the default.
    const isAbsent = value === undefined || (value.kind === 'scalar' && value.value === null)
    if (isAbsent && statement.defaultValue !== undefined) return evaluate(statement.defaultValue, environment)
    if (value !== undefined) {
      const taken = placement.path.length > 0 ? value : givenParameter(value, statement, types)
      const evaluated = (expression: Expression): Value => evaluateToValue(expression, environment)
      for (const finding of checkGivenValue(statement, taken, types, evaluated, span))
        deployment.report(finding)
      // What is secret shapes no network: it is not kept, so that nothing can print it.
      return isSecretText(taken, statement) ? unknownAt('secret', `${where}${name}`, span) : taken
    }
    if (isOptional(statement, types)) return nullAt(span)
    return unknownAt(isSecure(statement) ? 'secret' : 'parameter', `${where}${name}`, span)
  }

  const define = (statement: Statement): void => {
    switch (statement.kind) {
      case 'parameter':
        symbol(statement.name.name, program.spanOf(statement.name), () => parameter(statement))
        return
      case 'extends':
        if (placement.base !== undefined) symbols.set('base', () => placement.base ?? nullAt(undefined))
        return
      case 'parameterAssignment':
      case 'variable':
        symbol(statement.name.name, program.spanOf(statement.name), () =>
          evaluate(statement.value, environment),
        )
        return
      case 'resource':
        resources.push(defineRow(statement, () => resourceRow(statement, environment, undefined)))
        return
      case 'module':
        modules.push(defineRow(statement, () => moduleRow(statement)))
        return
      case 'function':
        functions.set(statement.name.name, statement)
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
            () => evaluateToValue(statement.value, environment),
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
          symbols.set(name, () => unknownAt('expression', name, span))
        }
    }
  }

  /** Names the row; hands back its items. */
  const defineRow = <T extends Lazy>(
    statement: ResourceStatement | ModuleStatement,
    make: () => Row<T>,
  ): (() => readonly T[]) => {
    const { name } = statement.name
    const span = program.spanOf(statement.name)
    const row = once(make, () => ({ items: [], symbol: cycle(name, span) }))
    symbol(name, span, () => row().symbol)
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

  const moduleRow = (statement: ModuleStatement): Row<Module> =>
    rowOf(statement, environment, deployment, (inner, label) =>
      moduleSymbol(statement, {
        placement,
        deployment,
        environment: inner,
        label,
        file: () => fileOf(statement.path),
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
            symbols.get(each.name.name)?.()
      }
      for (const row of resources)
        for (const resource of row())
          declareResource(resource, true, { condition: placement.condition, usesExtensions, deployment })
      for (const row of modules) for (const each of row()) each.deploy()
    },
    output: (name) => outputs.get(name.toLowerCase())?.(),
    outputNames: program.statements.flatMap((each) => (each.kind === 'output' ? [each.name.name] : [])),
    exported: (name) => symbols.get(name)?.(),
    functionNamed: (name) => functionNamed(name, undefined),
    types,
    names: [...symbols.keys(), ...functions.keys(), ...typeExpressions.keys()],
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
