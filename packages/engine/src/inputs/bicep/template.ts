// One file as it is deployed: its symbols on demand, its resources in order, its outputs.
import { findings, type Span } from '../../diagnostics/index.ts'
import type { Unknown } from '../../resources/index.ts'
import { type Environment, type OwnFunction, withLocals } from '../expressions/environment.ts'
import { evaluate, evaluateToValue, iterations } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, nullAt, once, unknownAt } from '../expressions/evaluated.ts'
import type { CallContext } from '../expressions/template-function.ts'
import { folderOf, joinPath } from '../paths.ts'
import type { Deployment, Placement, Template } from './deployment.ts'
import { type Module, moduleSymbol } from './module-symbol.ts'
import { givenParameter, isMissing, isSecure } from './parameters.ts'
import { type ResourceSymbol, resourceSymbol } from './resource-symbol.ts'
import type {
  BicepProgram,
  FunctionStatement,
  ImportStatement,
  ModuleStatement,
  ParameterStatement,
  ResourceStatement,
  Statement,
} from './syntax-tree.ts'

/** A list of resources or modules, from a loop. */
const collection = (items: readonly Lazy[], span: Span): Lazy => ({
  kind: 'lazy',
  member: () => undefined,
  item: (index) => items[index],
  size: () => items.length,
  force: () => ({ kind: 'list', items: items.map((item) => item.force()), span }),
})

const unknownSymbolOf = (unknown: Unknown): Lazy => ({
  kind: 'lazy',
  member: () => unknown,
  item: () => unknown,
  force: () => unknown,
})

const namespaces: ReadonlySet<string> = new Set(['sys', 'az'])

/** Puts a file in its place. Nothing is evaluated before it is asked for. */
export const template = (program: BicepProgram, placement: Placement, deployment: Deployment): Template => {
  const symbols = new Map<string, () => Evaluated>()
  const functions = new Map<string, FunctionStatement>()
  const imports = new Map<
    string,
    { readonly from: () => Template | undefined; readonly name: string | undefined }
  >()
  const resources: { readonly all: () => readonly ResourceSymbol[] }[] = []
  const modules: { readonly all: () => readonly Module[] }[] = []

  const instantiate = (other: BicepProgram, place: Placement): Template => template(other, place, deployment)
  const where = placement.path.length === 0 ? '' : `${placement.path.join('/')}/`

  const environment: Environment = {
    lookup: ({ name }) => symbols.get(name)?.() ?? imported(name),
    names: () => [...symbols.keys(), ...imports.keys()],
    isNamespace: (name) =>
      !symbols.has(name) &&
      (namespaces.has(name) || (imports.has(name) && imports.get(name)?.name === undefined)),
    functionNamed: (name, namespace) => functionNamed(name, namespace),
    callContext: (span): CallContext => ({
      span,
      scope: placement.scope,
      report: deployment.report,
      readFile: (path) => deployment.readFile(joinPath(folderOf(placement.file), path)),
    }),
    spanOf: program.spanOf,
    report: deployment.report,
    budget: deployment.budget,
  }

  const imported = (name: string): Evaluated | undefined => {
    const entry = imports.get(name)
    if (entry === undefined) return undefined
    if (entry.name !== undefined) return entry.from()?.exported(entry.name)
    return {
      kind: 'lazy',
      member: (wanted) => entry.from()?.exported(wanted),
      force: () => unknownAt('unsupported', name, undefined),
    }
  }

  const functionNamed = (name: string, namespace: string | undefined): OwnFunction | undefined => {
    if (namespace !== undefined) return imports.get(namespace)?.from()?.functionNamed(name)
    const own = functions.get(name)
    if (own !== undefined) return ownFunction(own)
    const entry = imports.get(name)
    return entry?.name === undefined ? undefined : entry.from()?.functionNamed(entry.name)
  }

  /** A function sees its parameters and other functions, nothing else. */
  const ownFunction =
    (statement: FunctionStatement): OwnFunction =>
    (args) => {
      const locals = new Map(
        statement.parameters.map(({ name }, index) => [name.name, args[index] ?? nullAt(undefined)] as const),
      )
      return evaluateToValue(
        statement.body,
        withLocals({ ...environment, lookup: ({ name }) => imported(name) }, locals),
      )
    }

  /** A symbol of which the value is made once; a value that needs itself is reported and unknown. */
  const symbol = (name: string, span: Span, make: () => Evaluated): void => {
    symbols.set(
      name,
      once(make, () => {
        deployment.report(findings.symbolCycle({ name }, { span }))
        return unknownAt('expression', name, span)
      }),
    )
  }

  const parameter = (statement: ParameterStatement): Evaluated => {
    const { name } = statement.name
    const span = program.spanOf(statement.name)
    const given = placement.parameters.get(name.toLowerCase())
    if (given !== undefined) return givenParameter(given(), statement.type)
    if (statement.defaultValue !== undefined) return evaluate(statement.defaultValue, environment)
    if (statement.type.kind === 'nullableType') return nullAt(span)
    const reason = isSecure(statement) ? 'secret' : 'parameter'
    return unknownAt(reason, `${where}${name}`, span)
  }

  const define = (statement: Statement): void => {
    switch (statement.kind) {
      case 'parameter':
        symbol(statement.name.name, program.spanOf(statement.name), () => parameter(statement))
        return
      case 'variable':
        symbol(statement.name.name, program.spanOf(statement.name), () =>
          evaluate(statement.value, environment),
        )
        return
      case 'resource':
        defineResource(statement)
        return
      case 'module':
        defineModule(statement)
        return
      case 'function':
        functions.set(statement.name.name, statement)
        return
      case 'import':
        defineImport(statement)
        return
      case 'broken':
        // What was meant is not known; uses of the name are no further errors.
        if (statement.name !== undefined) {
          const { name } = statement.name
          const span = program.spanOf(statement.name)
          symbols.set(name, () => unknownAt('expression', name, span))
        }
    }
  }

  const defineImport = (statement: ImportStatement): void => {
    const path = statement.path.kind === 'literal' ? String(statement.path.value) : ''
    const span = program.spanOf(statement.path)
    const from = once(
      (): Template | undefined => {
        const file = fileOf(path, span)
        const other = file === undefined ? undefined : deployment.program(file, span)
        if (file === undefined || other === undefined) return undefined
        return instantiate(other, { ...placement, file, parameters: new Map() })
      },
      () => undefined,
    )
    if ('namespace' in statement.symbols)
      imports.set(statement.symbols.namespace.name, { from, name: undefined })
    else for (const { exported, name } of statement.symbols) imports.set(name.name, { from, name: exported })
  }

  /** The file that a path means; registry modules are not in the files. */
  const fileOf = (path: string, span: Span): string | undefined => {
    if (/^(?:br|ts)[:/]/i.test(path)) {
      deployment.report(findings.moduleNotLocal({ path }, { span }))
      return undefined
    }
    return joinPath(folderOf(placement.file), path)
  }

  const resourceAt = (
    statement: ResourceStatement,
    inner: Environment,
    outer: ResourceSymbol | undefined,
  ): ResourceSymbol =>
    resourceSymbol(statement, inner, placement.scope, outer, deployment, (owner) => {
      const nested = new Map<string, Lazy>()
      for (const child of statement.body.nested) {
        const made = once(
          (): readonly ResourceSymbol[] => symbolsOf(child, inner, owner()),
          () => [],
        )
        nested.set(child.name.name, lazyOf(child, made, program.spanOf(child)))
      }
      return nested
    })

  const symbolsOf = (
    statement: ResourceStatement,
    around: Environment,
    outer: ResourceSymbol | undefined,
  ): readonly ResourceSymbol[] => {
    const { loop } = statement.body
    if (loop === undefined) return [resourceAt(statement, around, outer)]
    const each = iterations(loop, around)
    if ('kind' in each) {
      reportUnknownLoop(each, program.spanOf(loop.list))
      return []
    }
    return each.map((inner) => resourceAt(statement, inner, outer))
  }

  const reportUnknownLoop = (unknown: Unknown, span: Span): void => {
    deployment.report(findings.unknownLoop({ origin: unknown.origin }, { span }))
  }

  const lazyOf = (statement: ResourceStatement, all: () => readonly ResourceSymbol[], span: Span): Lazy => {
    if (statement.body.loop === undefined) {
      const [only] = all()
      return only ?? unknownSymbolOf(unknownAt('expression', statement.name.name, span))
    }
    return collection(all(), span)
  }

  const defineResource = (statement: ResourceStatement): void => {
    const span = program.spanOf(statement)
    const all = once(
      () => symbolsOf(statement, environment, undefined),
      () => [],
    )
    symbol(statement.name.name, program.spanOf(statement.name), () => lazyOf(statement, all, span))
    resources.push({ all })
  }

  /** A resource and those nested in it, parents first. */
  const declareWithNested = (resource: ResourceSymbol): void => {
    if (!resource.isDeployed()) {
      deployment.declareTwin(resource.id().toLowerCase(), resource.declaration)
      return
    }
    deployment.declare(resource.declaration())
    for (const child of resource.statement.body.nested) {
      const symbolOfChild = resource.nested?.(child.name.name)
      if (symbolOfChild?.kind !== 'lazy') continue
      for (const each of itemsOf(symbolOfChild)) if (isResource(each)) declareWithNested(each)
    }
  }

  const defineModule = (statement: ModuleStatement): void => {
    const all = once(
      (): readonly Module[] => {
        const { loop } = statement.body
        if (loop === undefined) return [moduleAt(statement, environment, statement.name.name)]
        const each = iterations(loop, environment)
        if ('kind' in each) {
          reportUnknownLoop(each, program.spanOf(loop.list))
          return []
        }
        return each.map((inner, index) => moduleAt(statement, inner, `${statement.name.name}[${index}]`))
      },
      () => [],
    )
    const span = program.spanOf(statement)
    symbol(statement.name.name, program.spanOf(statement.name), () => {
      if (statement.body.loop !== undefined) return collection(all(), span)
      return all()[0] ?? unknownAt('expression', statement.name.name, span)
    })
    modules.push({ all })
  }

  const moduleAt = (statement: ModuleStatement, inner: Environment, label: string): Module =>
    moduleSymbol(statement, inner, label, { instantiate, program, placement, deployment, fileOf })

  for (const statement of program.statements) define(statement)
  const outputs = new Map(
    program.statements.flatMap((statement) =>
      statement.kind === 'output'
        ? [
            [
              statement.name.name.toLowerCase(),
              once(
                () => evaluateToValue(statement.value, environment),
                () => unknownAt('expression', statement.name.name, undefined),
              ),
            ] as const,
          ]
        : [],
    ),
  )

  return {
    deploy: () => {
      reportMissingParameters(program, placement, deployment)
      for (const { all } of resources) for (const resource of all()) declareWithNested(resource)
      for (const { all } of modules) for (const each of all()) each.deploy()
    },
    output: (name) => outputs.get(name.toLowerCase())?.(),
    exported: (name) => symbols.get(name)?.(),
    functionNamed: (name) => functionNamed(name, undefined),
  }
}

const itemsOf = (lazy: Lazy): readonly Evaluated[] => {
  if (lazy.size === undefined) return [lazy]
  return Array.from({ length: lazy.size() }, (_, index) => lazy.item?.(index)).filter(
    (item) => item !== undefined,
  )
}

const isResource = (evaluated: Evaluated): evaluated is ResourceSymbol =>
  evaluated.kind === 'lazy' && 'declaration' in evaluated

/** The main file's parameters without a value are said once; a module's are said where the module is used. */
const reportMissingParameters = (
  program: BicepProgram,
  placement: Placement,
  deployment: Deployment,
): void => {
  if (placement.path.length > 0) return
  for (const statement of program.statements) {
    if (statement.kind !== 'parameter' || !isMissing(statement, placement.parameters) || isSecure(statement))
      continue
    const { name } = statement.name
    deployment.missingParameter(name, program.spanOf(statement.name))
  }
}
