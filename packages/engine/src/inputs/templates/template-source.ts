// Evaluates a template, in Bicep or ARM's JSON, with its modules into the resources that it deploys.
import { compareSpans, type Finding, findings, type Span } from '../../diagnostics/index.ts'
import { type Dictionary, fieldOf, type List, textAt, type Value, withField } from '../../resources/index.ts'
import { readParametersFile } from '../arm/parameters-file.ts'
import { readArmTemplate } from '../arm/read-template.ts'
import { type BicepReading, parseBicep } from '../bicep/parser.ts'
import type { ParameterStatement } from '../bicep/syntax-tree.ts'
import { budgetOf } from '../expressions/environment.ts'
import type { GivenSurroundings, TemplateScope } from '../expressions/template-function.ts'
import type { FileReading } from '../file-access.ts'
import { type JsonReading, parseJson } from '../json/parse-json.ts'
import { extensionOf } from '../paths.ts'
import type { Deployment } from './deployment.ts'
import { type Start, startOfDeployment } from './deployment-start.ts'
import { type ModulePlaces, moduleLocations } from './module-locations.ts'
import { namesNeededBy, namesNeededByResource } from './needed-parameters.ts'
import { isParameterFile } from './parameter-file.ts'
import { isSecure } from './parameters.ts'
import type { RuntimeView } from './runtime-view.ts'
import { withSymbolicNames } from './symbolic-names.ts'
import { template } from './template.ts'
import { limitedBy } from './value-limits.ts'

/** Reads files for an evaluation, each text once. */
export interface TemplateFiles {
  /** Names of the files in a folder. */
  readonly list: (folder: string) => readonly string[]
  /** The text, or why there is none; `namedAt`: where the file is asked for. */
  readonly text: (file: string, namedAt: Span | undefined) => string | Finding
  /** For functions that load files. */
  readonly read: (file: string) => FileReading
}

/** A template, parsed once and evaluated as often as rounds are needed. */
export interface TemplateSource {
  readonly evaluate: (runtime: RuntimeView) => TemplateEvaluation
  /** Names of the parameters that can be given; known after an evaluation, as those below. */
  readonly parameterNames: () => readonly string[]
  /** Names of those that are secrets. */
  readonly secretNames: () => readonly string[]
  /** Where a parameter file in Bicep writes the value of a secret. */
  readonly secretTexts: () => readonly Span[]
}

/** What one round gave. */
export interface TemplateEvaluation {
  /** Resources with their ids, in ARM's shape; `existing: true` on those that are only said to be there. */
  readonly resources: List
  readonly findings: readonly Finding[]
  /** Something that only exists after the deployment was asked for and not known. */
  readonly missedRuntime: boolean
}

/**
 * An `existing` resource that the same template declares under a condition which is now false looks as declared there:
 * the usual way of not deploying a gateway twice.
 */
const fromTwin = (
  resource: Dictionary,
  twins: ReadonlyMap<string, () => Dictionary>,
  limited: (value: Value) => Value,
): Dictionary => {
  const existing = fieldOf(resource, 'existing')
  const id = textAt(resource, 'id')
  if (existing === undefined || id === undefined) return resource
  const twin = twins.get(id.toLowerCase())?.()
  const body = twin === undefined ? undefined : withSymbolicNames(limited(twin))
  return body?.kind === 'dictionary' ? withField(body, 'existing', existing) : resource
}

/** More resources than this are not declared by one template. */
const resourceLimit = 50_000

/** Depth of evaluation, and steps: ten and twenty times what the largest public templates take. */
const evaluationLimits = { depth: 300, steps: 2_000_000 }

/** Depth and number of values of all resources together. */
const valueLimits = { depth: 100, nodes: 2_000_000 }

const startOf = (file: string): Span => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 })

/** The file that is given, and its JSON where it was read already. */
export interface MainTemplate {
  readonly file: string
  readonly namedAt: Span | undefined
  readonly json?: JsonReading
}

/** What the user gives besides the file. */
export interface GivenInputs {
  /** Values of parameters by lower-cased name; they win over those of a parameter file in Bicep. */
  readonly parameters: ReadonlyMap<string, Value>
  readonly modules: ModulePlaces
  readonly surroundings: GivenSurroundings
}

/** A file as a tree; undefined for JSON that is no template. */
const parseTemplate = (
  text: string,
  file: string,
  json: JsonReading | undefined,
): BicepReading | undefined =>
  /^jsonc?$/.test(extensionOf(file))
    ? readArmTemplate(text, file, json)
    : parseBicep(text, file, isParameterFile(file) ? 'parameters' : 'template')

/** Prepares the evaluation of a main file: a template, or a parameter file with the template that it names. */
export const templateSource = (
  main: MainTemplate,
  files: TemplateFiles,
  scope: TemplateScope,
  { parameters, modules, surroundings }: GivenInputs,
): TemplateSource => {
  const programs = new Map<string, BicepReading>()
  const parsed = (file: string, namedAt: Span | undefined): BicepReading | Finding => {
    const known = programs.get(file)
    if (known !== undefined) return known
    const text = files.text(file, namedAt)
    if (typeof text !== 'string') return text
    const reading = parseTemplate(text, file, file === main.file ? main.json : undefined)
    if (reading === undefined) return findings.notATemplate({ file }, { span: namedAt })
    programs.set(file, reading)
    return reading
  }

  /** Of the last evaluation: the template, which a parameter file may name. */
  let lastStart: Start | undefined

  const readings = new Map<string, FileReading>()
  const readFile = (file: string): FileReading => {
    const known = readings.get(file)
    if (known !== undefined) return known
    const reading = files.read(file)
    readings.set(file, reading)
    return reading
  }

  /** The values of a parameters file that a linked template names. */
  const parametersOf = (
    file: string,
    report: (finding: Finding) => void,
  ): ReadonlyMap<string, () => Value> => {
    const text = files.text(file, undefined)
    if (typeof text !== 'string') return new Map()
    const { value } = parseJson(text, file)
    const reading = value === undefined ? undefined : readParametersFile(value)
    for (const finding of reading?.findings ?? []) report(finding)
    return new Map([...(reading?.parameters ?? [])].map(([key, given]) => [key, () => given.value] as const))
  }

  const locate = moduleLocations(modules, files.list, (file) => {
    const text = files.text(file, undefined)
    return typeof text === 'string' ? text : undefined
  })

  const declaredParameters = (): readonly ParameterStatement[] =>
    lastStart?.program.statements.filter((each) => each.kind === 'parameter') ?? []

  const secretNames = (): readonly string[] =>
    declaredParameters()
      .filter(isSecure)
      .map(({ name }) => name.name)

  return {
    parameterNames: () => declaredParameters().map(({ name }) => name.name),
    secretNames,
    secretTexts: () =>
      secretNames().flatMap((name) => {
        const given = lastStart?.fromFile.get(name.toLowerCase())
        const value = given?.value()
        if (given === undefined || value === undefined || value.kind === 'unknown') return []
        // The text itself may stand in a variable.
        return value.span === undefined ? [given.valueSpan] : [given.valueSpan, value.span]
      }),
    evaluate: (runtime) => {
      const found: Finding[] = []
      const reported = new Set<string>()
      const resources: Dictionary[] = []
      const twins = new Map<string, () => Dictionary>()
      const missing = new Map<string, Span>()
      const needed = new Set<string>()
      // One finding a module, however often it is used: at the first place.
      const unlocated = new Map<string, { readonly span: Span; readonly finding: Finding }>()
      let missedRuntime = false
      let declared = 0
      // One fault in a loop, or in a module that is used often, is one finding.
      const report = (finding: Finding): void => {
        const key = JSON.stringify(finding)
        if (reported.has(key)) return
        reported.add(key)
        found.push(finding)
      }
      const limited = limitedBy(valueLimits, () => {
        report(
          findings.evaluationLimit({ of: 'values', limit: valueLimits.nodes }, { span: startOf(main.file) }),
        )
      })
      const deployment: Deployment = {
        program: (file, namedAt) => {
          const reading = parsed(file, namedAt)
          if (!('program' in reading)) {
            report(reading)
            return undefined
          }
          for (const finding of reading.findings) report(finding)
          return reading.program
        },
        readFile,
        parametersIn: (file) => parametersOf(file, report),
        listFiles: files.list,
        moduleFile: (path, declaringFile, namedAt) => {
          const location = locate(path, declaringFile)
          if ('file' in location) return location.file
          const earlier = unlocated.get(path)
          if (earlier === undefined || compareSpans(namedAt, earlier.span) < 0)
            unlocated.set(path, { span: namedAt, finding: location.finding({ span: namedAt }) })
          return undefined
        },
        given: surroundings,
        imported: new Map(),
        runtime,
        missedRuntime: () => {
          missedRuntime = true
        },
        report,
        missingParameter: (name, span) => {
          missing.set(name, span)
        },
        undecided: (unknown) => {
          for (const name of namesNeededBy(unknown)) needed.add(name)
        },
        budget: budgetOf(evaluationLimits),
        declare: (resource) => {
          // A resource group only places others.
          if (textAt(resource, 'type')?.toLowerCase() === 'microsoft.resources/resourcegroups') return
          const body = withSymbolicNames(limited(resource))
          declared += 1
          if (declared <= resourceLimit && body.kind === 'dictionary') resources.push(body)
        },
        declareTwin: (idKey, resource) => {
          twins.set(idKey, resource)
        },
      }
      const start = startOfDeployment(main, scope, parameters, deployment)
      lastStart = start
      if (start !== undefined)
        template(
          start.program,
          {
            file: start.file,
            scope,
            parameters: start.parameters,
            path: [],
            files: [start.file],
            condition: undefined,
          },
          deployment,
        ).deploy()
      for (const { finding } of unlocated.values()) report(finding)
      if (declared > resourceLimit)
        report(
          findings.tooManyResources({ found: declared, limit: resourceLimit }, { span: startOf(main.file) }),
        )
      const items = resources.map((resource) => fromTwin(resource, twins, limited))
      for (const item of items) for (const name of namesNeededByResource(item)) needed.add(name)
      for (const [name, span] of missing) {
        if (needed.has(name)) report(findings.parameterWithoutValue({ name }, { span }))
      }
      return { resources: { kind: 'list', items, span: undefined }, findings: found, missedRuntime }
    },
  }
}
