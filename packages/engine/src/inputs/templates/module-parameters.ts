// What a module is given: each value on demand, names that it does not declare, and what it lacks.
import { type Finding, findings, formatSpan, nearest, type Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import type {
  BicepProgram,
  DeploymentStatement,
  ModuleStatement,
  ParameterStatement,
} from '../bicep/syntax-tree.ts'
import { memberOf } from '../expressions/access.ts'
import type { Environment } from '../expressions/environment.ts'
import { evaluate } from '../expressions/evaluate.ts'
import { type Evaluated, once, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import type { Expression } from '../expressions/expression.ts'
import type { TypeNames } from './declared-types.ts'
import { isRequired } from './parameters.ts'
import { entryOf } from './resource-body.ts'

/** A module's own file. */
export interface ModuleFile {
  readonly program: BicepProgram
  readonly types: TypeNames
}

const parametersOf = (program: BicepProgram): readonly ParameterStatement[] =>
  program.statements.filter((statement) => statement.kind === 'parameter')

/** The names that a `params` object gives; undefined when they are only known once it is evaluated. */
const writtenNames = (params: Expression | undefined): readonly string[] | undefined => {
  if (params === undefined) return []
  if (params.kind !== 'object') return undefined
  const names: string[] = []
  for (const entry of params.entries) {
    if (entry.kind !== 'entry' || entry.key.kind !== 'literal') return undefined
    names.push(String(entry.key.value))
  }
  return names
}

/** What ARM gives a parameter: an object with a `value`, or with a `reference` to a secret. */
const unwrapped = (given: Evaluated, name: string, span: Span): Evaluated =>
  memberOf(given, 'value', span) ??
  unknownAt(memberOf(given, 'reference', span) === undefined ? 'expression' : 'secret', name, span)

/** The values that a module is given. An absent one is missing here; one that only shows when it is evaluated is asked for. */
export const moduleParameters = (
  statement: ModuleStatement | DeploymentStatement,
  module: BicepProgram,
  environment: Environment,
): ReadonlyMap<string, () => Value> => {
  const params = entryOf(statement.body.object, 'params')
  if (params === undefined) return new Map()
  const span = environment.spanOf(params)
  const all = once(
    (): Evaluated => evaluate(params, environment),
    () => unknownAt('expression', 'params', span),
  )
  const names =
    writtenNames(params) ??
    parametersOf(module)
      .map(({ name }) => name.name)
      .filter((name) => memberOf(all(), name, span) !== undefined)
  return new Map(
    names.map((name) => [
      name.toLowerCase(),
      once(
        (): Value => {
          const given = memberOf(all(), name, span) ?? unknownAt('expression', name, span)
          return wholeOf(statement.kind === 'deployment' ? unwrapped(given, name, span) : given)
        },
        () => {
          environment.report(findings.symbolCycle({ path: environment.budget.trail.roundTo(name) }, { span }))
          return unknownAt('expression', name, span)
        },
      ),
    ]),
  )
}

/** `vmName` is meant where the module says `vmNameSuffix`: one inside the other, before edit distance. */
const closest = (name: string, known: readonly string[]): string | undefined =>
  known.find((candidate) => candidate.toLowerCase().startsWith(name.toLowerCase())) ?? nearest(name, known)

/**
 * Names that the module does not declare, and parameters that it needs and is not given. `given`: undefined for a
 * module that is not deployed, of which nothing is evaluated.
 */
export const checkModuleParameters = (
  statement: ModuleStatement | DeploymentStatement,
  module: ModuleFile,
  given: ReadonlyMap<string, unknown> | undefined,
  environment: Environment,
): readonly Finding[] => {
  const declared = parametersOf(module.program)
  const names = declared.map(({ name }) => name.name)
  const keys = new Set(names.map((name) => name.toLowerCase()))
  const params = entryOf(statement.body.object, 'params')
  const moduleName = statement.name.name
  const found: Finding[] = []
  for (const entry of params?.kind === 'object' ? params.entries : []) {
    if (entry.kind !== 'entry' || entry.key.kind !== 'literal') continue
    const name = String(entry.key.value)
    if (keys.has(name.toLowerCase())) continue
    const parameters = { module: moduleName, name, suggestion: closest(name, names) }
    found.push(findings.unknownModuleParameter(parameters, { span: environment.spanOf(entry.key) }))
  }
  const present = given === undefined ? writtenNames(params) : [...given.keys()]
  if (present === undefined) return found
  const presentKeys = new Set(present.map((name) => name.toLowerCase()))
  for (const each of declared) {
    if (presentKeys.has(each.name.name.toLowerCase()) || !isRequired(each, module.types)) continue
    const at = module.program.spanOf(each.name)
    const parameters = { module: moduleName, name: each.name.name, declaredAt: formatSpan(at) }
    const span = environment.spanOf(params ?? statement.name)
    found.push(findings.missingModuleParameter(parameters, { span }))
  }
  return found
}
