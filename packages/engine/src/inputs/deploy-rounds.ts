// Evaluates the templates in rounds, each with the ids and addresses that the one before found, until nothing is missing.
import { type Finding, findings, nearest, type Span } from '../diagnostics/index.ts'
import {
  type Allocation,
  allocateAddresses,
  type Declaration,
  type MergedResources,
  mergeDeclarations,
  type Resource,
  type World,
  withInstances,
  withPublicStandIns,
} from '../resources/index.ts'
import { type ArmReading, readArmDocument } from './arm/read-resources.ts'
import type { FileAccess } from './file-access.ts'
import type { JsonReading } from './json/parse-json.ts'
import { plainValue } from './json/plain-value.ts'
import { addCounts, type Loading } from './take-files.ts'
import { faultsOfNamed, type GivenByFiles, givenByFiles } from './template-parameters.ts'
import type { ModulePlaces } from './templates/module-locations.ts'
import { type RuntimeView, runtimeView } from './templates/runtime-view.ts'
import {
  type GivenInputs,
  type TemplateEvaluation,
  type TemplateSource,
  templateSource,
} from './templates/template-source.ts'
import type { PlanSide } from './terraform/instances.ts'
import { type TerraformSource, terraformSource } from './terraform/read-terraform.ts'
import { type CarriedTemplate, deployCarried } from './terraform/template-deployment.ts'
import { valueAt } from './world/value-tree.ts'

/** More resources than this are not taken: no single network has as many. */
const resourceLimit = 50_000

const tooMany = ({ length }: readonly Declaration[]): readonly Finding[] =>
  length <= resourceLimit ? [] : [findings.tooManyResources({ found: length, limit: resourceLimit })]

/** Ids and addresses that templates refer to are known after one round; two settle all that real ones ask for. */
const roundLimit = 3

const noReading: ArmReading = {
  recognised: false,
  declarations: [],
  ignored: new Map(),
  unsupported: new Map(),
  findings: [],
}

/** What a round ended with. */
export interface Round {
  readonly arm: ArmReading
  readonly merged: MergedResources
  readonly allocation: Allocation
  /** Whether something was asked for that this round has only now found. */
  readonly again: boolean
}

/** One round: evaluate the templates with what is known from the last one, merge, allocate. */
const deployRound = (
  loading: Loading,
  world: World,
  templates: readonly TemplateSource[],
  plans: readonly TerraformSource[],
  deployTemplate: (template: CarriedTemplate, runtime: RuntimeView) => TemplateEvaluation,
  runtime: RuntimeView,
): Round => {
  const ofPlans = plans.map((source) => source.evaluate(runtime))
  const evaluations = [
    ...templates.map((source) => source.evaluate(runtime)),
    ...ofPlans,
    ...ofPlans.flatMap((plan) => plan.templates.map((template) => deployTemplate(template, runtime))),
  ]
  const items = evaluations.flatMap((evaluation) => evaluation.resources.items)
  const list: JsonReading = {
    value: { kind: 'list', items, span: undefined },
    unfinished: new Set(),
    findings: [],
  }
  const read = items.length === 0 ? noReading : readArmDocument(list, loading.scope)
  const declarations = [...loading.declarations, ...read.declarations]
  const ignored = new Map(read.ignored)
  const unsupported = new Map(read.unsupported)
  for (const evaluation of ofPlans) {
    addCounts(ignored, evaluation.ignored)
    addCounts(unsupported, evaluation.unsupported)
  }
  const arm: ArmReading = {
    ...read,
    ignored,
    unsupported,
    findings: [
      ...evaluations.flatMap((evaluation) => evaluation.findings),
      ...read.findings,
      ...tooMany(declarations),
    ],
  }
  const declared = mergeDeclarations(declarations.slice(0, resourceLimit))
  const { resources, allocated } = withPublicStandIns(declared.resources)
  const withMachines = withInstances(resources)
  const merged = { ...withMachines, findings: [...declared.findings, ...withMachines.findings] }
  const allocation = allocateAddresses({ resources: merged.resources, world, allocated })
  return { arm, merged, allocation, again: evaluations.some((evaluation) => evaluation.missedRuntime) }
}

/** A value for a parameter that no template declares is a slip of the pen. */
const reportUndeclared = (
  loading: Loading,
  given: readonly string[],
  templates: readonly TemplateSource[],
): void => {
  const [main] = loading.templates
  if (main === undefined) return
  const declared = templates.flatMap((template) => template.parameterNames())
  const keys = new Set(declared.map((name) => name.toLowerCase()))
  const isOption = (name: string): boolean => Object.hasOwn(loading.request.parameters ?? {}, name)
  for (const name of given) {
    if (keys.has(name.toLowerCase())) continue
    const suggestion = nearest(name, declared)
    const source = isOption(name) ? 'option' : 'worldFile'
    const span = isOption(name) ? undefined : placeOfParameter(loading, name)
    loading.findings.push(
      findings.unknownTemplateParameter({ name, template: main.file, source, suggestion }, { span }),
    )
  }
}

/** Where hairpin.yaml gives the parameter; the last file that does counts. */
const placeOfParameter = (loading: Loading, name: string): Span | undefined =>
  loading.worlds
    .map(({ value }) => (value === undefined ? undefined : valueAt(value, ['parameters', name])?.span))
    .findLast((span) => span !== undefined)

/** A main file, and what parameters files in JSON give it. */
interface Main {
  readonly source: TemplateSource
  readonly byFiles: GivenByFiles
}

/** Says what is wrong with parameters files, and covers the secrets that are written in them. */
const settleParameterFiles = (loading: Loading, mains: readonly Main[]): void => {
  const { findings: found, parameterFiles, sources, templates } = loading
  for (const { byFiles, source } of mains) {
    for (const finding of byFiles.faults(source.parameterNames())) found.push(finding)
    for (const span of byFiles.textsOf(source.secretNames())) sources.conceal(span)
    for (const span of source.secretTexts()) sources.conceal(span)
  }
  const declared = mains.flatMap(({ source }) => source.parameterNames())
  for (const finding of faultsOfNamed(parameterFiles, templates[0]?.file, declared)) found.push(finding)
}

/** Where modules of registries lie: what the caller says wins over hairpin.yaml. */
const modulePlaces = ({ request }: Loading, world: World): ModulePlaces => ({
  mapped: new Map(Object.entries({ ...world.modulePaths, ...request.modulePaths })),
  caches: [...(request.moduleCaches ?? []), ownCache],
})

/** A cache of the Bicep compiler that was put into the root. */
const ownCache = '.bicep'

/** Rounds of evaluation until nothing more is missing, or no round helps. */
export const deploy = (loading: Loading, world: World, files: FileAccess): Round => {
  const parameters = new Map(
    Object.entries(world.parameters ?? {}).map(
      ([name, value]) => [name.toLowerCase(), plainValue(value)] as const,
    ),
  )
  const scope = { ...loading.scope, location: loading.request.location ?? unnamedLocation }
  const { environment = {}, externalInputs = {} } = loading.request
  const given: GivenInputs = {
    parameters,
    modules: modulePlaces(loading, world),
    surroundings: {
      environment: new Map(Object.entries(environment)),
      externalInputs: new Map(Object.entries(externalInputs)),
    },
  }
  const { parameterFiles, sources } = loading
  const access = { text: sources.read, read: files.read, list: files.list }
  const mains = loading.templates.map((main): Main => {
    const byFiles = givenByFiles(main.file, parameterFiles, sources)
    // What the caller or the world file says wins over the files.
    const values = new Map([...byFiles.values, ...parameters])
    return { byFiles, source: templateSource(main, access, scope, { ...given, parameters: values }) }
  })
  const templates = mains.map(({ source }) => source)
  const side = sideOfPlans(loading, world)
  const plans = loading.plans.map((document) => terraformSource(document, side, loading.scope))
  // Parameters are those of the templates that were given, not of the ones that a plan carries.
  const deployTemplate = (template: CarriedTemplate, runtime: RuntimeView): TemplateEvaluation =>
    deployCarried(template, access, scope, { ...given, parameters: new Map() }, runtime)
  let round = deployRound(loading, world, templates, plans, deployTemplate, () => undefined)
  // Which parameters there are is known now: a parameter file may have named the template.
  reportUndeclared(loading, Object.keys(world.parameters ?? {}), templates)
  settleParameterFiles(loading, mains)
  for (let count = 1; round.again && count < roundLimit; count += 1) {
    const runtime = runtimeView(round.allocation.resourceSet.resources)
    round = deployRound(loading, world, templates, plans, deployTemplate, runtime)
  }
  return round
}

/**
 * What the plans tell of the side that is not read. One world file serves both sides of a plan, so it may name what is
 * only there before, or only after.
 */
export const resourcesOfOtherSide = (loading: Loading, world: World): ReadonlyMap<string, Resource> => {
  const side = sideOfPlans(loading, world) === 'after' ? 'before' : 'after'
  const items = loading.plans.flatMap(
    (document) => terraformSource(document, side, loading.scope).evaluate(() => undefined).resources.items,
  )
  const list: JsonReading = {
    value: { kind: 'list', items, span: undefined },
    unfinished: new Set(),
    findings: [],
  }
  return mergeDeclarations(readArmDocument(list, loading.scope).declarations.slice(0, resourceLimit))
    .resources
}

const sideOfPlans = (loading: Loading, world: World): PlanSide =>
  loading.request.plan ?? world.plan ?? 'after'

/** Stands for the region of a resource group that nobody named. */
const unnamedLocation = 'resourcegrouplocation'
