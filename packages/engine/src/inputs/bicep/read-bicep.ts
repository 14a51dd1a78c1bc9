// Evaluates a Bicep file with its modules into the resources that it deploys.
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import { type Dictionary, fieldOf, type List, textAt, type Value, withField } from '../../resources/index.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import type { FileReading } from '../file-access.ts'
import { type Deployment, newBudget } from './deployment.ts'
import { type BicepReading, parseBicep } from './parser.ts'
import type { RuntimeView } from './runtime-view.ts'
import { template } from './template.ts'

/** Reads files for an evaluation, each text once. */
export interface BicepFiles {
  /** The text, or why there is none; `namedAt`: where the file is asked for. */
  readonly text: (file: string, namedAt: Span | undefined) => string | Finding
  /** For functions that load files. */
  readonly read: (file: string) => FileReading
}

/** A Bicep file, parsed once and evaluated as often as rounds are needed. */
export interface BicepSource {
  readonly evaluate: (runtime: RuntimeView) => BicepEvaluation
}

/** What one round gave. */
export interface BicepEvaluation {
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
const fromTwin = (resource: Dictionary, twins: ReadonlyMap<string, () => Dictionary>): Dictionary => {
  const existing = fieldOf(resource, 'existing')
  const id = textAt(resource, 'id')
  if (existing === undefined || id === undefined) return resource
  const twin = twins.get(id.toLowerCase())?.()
  return twin === undefined ? resource : withField(twin, 'existing', existing)
}

const unknownParameters = (value: Value): readonly string[] => {
  switch (value.kind) {
    case 'unknown':
      return value.reason === 'parameter' ? value.origin.split(/[^A-Za-z0-9_]+/) : []
    case 'list':
      return value.items.flatMap(unknownParameters)
    case 'dictionary':
      return [...value.fields.values()].flatMap((field) => unknownParameters(field.value))
    case 'scalar':
      return []
  }
}

/** Parameters without which something of the network is not known. Keys and images of machines do not count. */
const parametersNeededBy = (resource: Dictionary): readonly string[] => {
  const type = textAt(resource, 'type')?.toLowerCase() ?? ''
  return type.startsWith('microsoft.network/') ? unknownParameters(resource) : []
}

/** More resources than this are not declared by one template. */
const resourceLimit = 50_000

/** Prepares the evaluation of a main file. */
export const bicepSource = (
  main: { readonly file: string; readonly namedAt: Span | undefined },
  files: BicepFiles,
  scope: TemplateScope,
  parameters: ReadonlyMap<string, Value>,
): BicepSource => {
  const programs = new Map<string, BicepReading>()
  const parsed = (file: string, namedAt: Span | undefined): BicepReading | Finding => {
    const known = programs.get(file)
    if (known !== undefined) return known
    const text = files.text(file, namedAt)
    if (typeof text !== 'string') return text
    const reading = parseBicep(text, file, 'template')
    programs.set(file, reading)
    return reading
  }

  return {
    evaluate: (runtime) => {
      const found: Finding[] = []
      const reported = new Set<string>()
      const resources: Dictionary[] = []
      const twins = new Map<string, () => Dictionary>()
      const missing = new Map<string, Span>()
      let missedRuntime = false
      // One fault in a loop, or in a module that is used often, is one finding.
      const report = (finding: Finding): void => {
        const key = JSON.stringify(finding)
        if (reported.has(key)) return
        reported.add(key)
        found.push(finding)
      }
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
        readFile: files.read,
        runtime,
        missedRuntime: () => {
          missedRuntime = true
        },
        report,
        missingParameter: (name, span) => {
          missing.set(name, span)
        },
        budget: newBudget(),
        declare: (resource) => {
          if (resources.length < resourceLimit) resources.push(resource)
        },
        declareTwin: (idKey, resource) => {
          twins.set(idKey, resource)
        },
      }
      const program = deployment.program(main.file, main.namedAt)
      if (program !== undefined) {
        const given = new Map(
          [...parameters].map(([name, value]) => [name.toLowerCase(), () => value] as const),
        )
        template(
          program,
          { file: main.file, scope, parameters: given, path: [], files: [main.file] },
          deployment,
        ).deploy()
      }
      const items = resources.map((resource) => fromTwin(resource, twins))
      const needed = new Set(items.flatMap(parametersNeededBy))
      for (const [name, span] of missing) {
        if (needed.has(name)) report(findings.parameterWithoutValue({ name }, { span }))
      }
      return { resources: { kind: 'list', items, span: undefined }, findings: found, missedRuntime }
    },
  }
}
