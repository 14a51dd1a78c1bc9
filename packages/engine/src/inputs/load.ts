// Reads everything that was asked for into one resource set: discover → read → merge → allocate → check.
import { type Finding, findings, nearest, type Span, sortFindings } from '../diagnostics/index.ts'
import {
  allocateAddresses,
  classifyType,
  type Declaration,
  emptyWorld,
  fieldOf,
  type Loaded,
  mergeDeclarations,
  type ServiceTagList,
  type World,
} from '../resources/index.ts'
import { recogniseDocument } from './arm/document-shape.ts'
import { type ArmReading, type DeploymentScope, readArmDocument } from './arm/read-resources.ts'
import { type BicepSource, bicepSource } from './bicep/read-bicep.ts'
import { type RuntimeView, runtimeView } from './bicep/runtime-view.ts'
import { type Step, stepsOfFolder, stepsOfInput, type WorldStep } from './discover.ts'
import type { FileAccess, LoadRequest } from './file-access.ts'
import { type JsonReading, parseJson } from './json/parse-json.ts'
import { plainValue } from './json/plain-value.ts'
import { baseName, folderOf, joinPath } from './paths.ts'
import { type SourceFiles, sourceFiles } from './source-files.ts'
import { checkWorldReferences } from './world/check-references.ts'
import { mergeWorlds } from './world/merge-worlds.ts'
import { readServiceTags } from './world/read-service-tags.ts'
import { readWorld, type WorldReading } from './world/read-world.ts'
import { valueAt } from './world/value-tree.ts'

/** More resources than this are not taken: no single network has as many. */
const resourceLimit = 50_000

/** The loading in progress. */
interface Loading {
  readonly sources: SourceFiles
  readonly request: LoadRequest
  readonly scope: DeploymentScope
  /** Files that were read or refused: naming one twice is no fault. */
  readonly visited: Set<string>
  readonly worlds: WorldReading[]
  /** The last one counts, as of all single settings. */
  readonly serviceTags: ServiceTagList[]
  readonly declarations: Declaration[]
  /** Bicep files to evaluate, once all parameters are known. */
  readonly templates: { readonly file: string; readonly namedAt: Span | undefined }[]
  readonly ignored: Map<string, number>
  readonly unsupported: Map<string, number>
  readonly findings: Finding[]
}

const visit = (loading: Loading, file: string): boolean => {
  if (loading.visited.has(file)) return false
  loading.visited.add(file)
  return true
}

const addCounts = (to: Map<string, number>, from: ReadonlyMap<string, number>): void => {
  for (const [type, count] of from) to.set(type, (to.get(type) ?? 0) + count)
}

/** One by one: a broken file can have more findings than a call may have arguments. */
const report = (loading: Loading, found: readonly Finding[]): void => {
  for (const finding of found) loading.findings.push(finding)
}

const takeResources = (loading: Loading, json: JsonReading, arm: ArmReading): void => {
  for (const declaration of arm.declarations) loading.declarations.push(declaration)
  report(loading, json.findings)
  report(loading, arm.findings)
  addCounts(loading.ignored, arm.ignored)
  addCounts(loading.unsupported, arm.unsupported)
}

/** Plans and states both say which Terraform wrote them. */
const isTerraform = (json: JsonReading): boolean => fieldOf(json.value, 'terraform_version') !== undefined

/** A JSON file that was named, so that it is a fault when it holds no resources. */
const readResourceFile = (loading: Loading, file: string, namedAt: Span | undefined): void => {
  if (!visit(loading, file)) return
  const text = loading.sources.read(file, namedAt)
  if (typeof text !== 'string') {
    loading.findings.push(text)
    return
  }
  const json = parseJson(text, file)
  const arm = readArmDocument(json, loading.scope)
  takeResources(loading, json, arm)
  if (arm.recognised || json.value === undefined) return
  const shape = recogniseDocument(json.value)
  const keys = shape.kind === 'unrecognised' ? shape.keys : []
  const span = json.value.span
  loading.findings.push(
    isTerraform(json)
      ? findings.formatNotRead({ file, format: 'terraform' }, { span: namedAt })
      : findings.unrecognisedJson({ file, keys }, { span }),
  )
}

/** A broken file that nobody named is worth a word only if it was meant to hold resources. */
const mentionsAzure = (text: string): boolean => /microsoft\.(?:network|compute)\//i.test(text)

/** The JSON files of a folder: those that hold resources are read, others (package.json, parameters) are not meant. */
const readCandidates = (
  loading: Loading,
  folder: string,
  files: readonly string[],
  namedAt: Span | undefined,
): void => {
  let recognised = false
  const unused: string[] = []
  for (const file of files) {
    if (!visit(loading, file)) {
      recognised = true
      continue
    }
    const text = loading.sources.read(file, namedAt)
    if (typeof text !== 'string') {
      loading.findings.push(text)
      continue
    }
    const json = parseJson(text, file)
    const arm = readArmDocument(json, loading.scope)
    if (arm.recognised || (json.findings.length > 0 && mentionsAzure(text))) {
      recognised = true
      takeResources(loading, json, arm)
    } else unused.push(baseName(file))
  }
  // A file that was refused has its own finding, which says more.
  if (!recognised && unused.length === files.length)
    loading.findings.push(findings.noResourceFiles({ folder, files: unused }, { span: namedAt }))
}

/** Reads the file of service tags that a world file names. */
const readServiceTagFile = (loading: Loading, file: string, namedAt: Span | undefined): void => {
  const text = loading.sources.read(file, namedAt)
  if (typeof text !== 'string') {
    loading.findings.push(text)
    return
  }
  const reading = readServiceTags(text, file)
  report(loading, reading.findings)
  if (reading.list !== undefined) loading.serviceTags.push(reading.list)
}

/**
 * A world file, then the inputs that it names; without any, what lies beside it. Another world file among the inputs
 * comes before it: who names a file has the last word.
 */
const readWorldFile = (loading: Loading, { file, namedAt, discover }: WorldStep): void => {
  if (!visit(loading, file)) return
  const text = loading.sources.read(file, namedAt)
  if (typeof text !== 'string') {
    loading.findings.push(text)
    return
  }
  const reading = readWorld(text, file, loading.request.years)
  report(loading, reading.findings)
  const folder = folderOf(file)
  const { value } = reading
  const placeOf = (...path: readonly (string | number)[]): Span | undefined =>
    value === undefined ? undefined : valueAt(value, path)?.span
  const { inputs, serviceTags } = reading.world
  const tagFile = serviceTags === undefined ? undefined : joinPath(folder, serviceTags)
  for (const [index, input] of (inputs ?? []).entries()) {
    const at = placeOf('inputs', index)
    const path = joinPath(folder, input)
    const named = input.endsWith('/') && path !== '.' ? `${path}/` : path
    for (const step of stepsOfInput(named, loading.sources, { from: 'world', at })) take(loading, step)
  }
  loading.worlds.push(reading)
  if (tagFile !== undefined) readServiceTagFile(loading, tagFile, placeOf('serviceTags'))
  if (inputs !== undefined || !discover) return
  const names = loading.sources.list(folder).filter((name) => joinPath(folder, name) !== tagFile)
  for (const step of stepsOfFolder(folder, names, namedAt)) take(loading, step)
}

const take = (loading: Loading, step: Step): void => {
  switch (step.kind) {
    case 'world':
      readWorldFile(loading, step)
      return
    case 'resources':
      readResourceFile(loading, step.file, step.namedAt)
      return
    case 'template':
      if (visit(loading, step.file)) loading.templates.push(step)
      return
    case 'candidates':
      readCandidates(loading, step.folder, step.files, step.namedAt)
      return
    case 'finding':
      loading.findings.push(step.finding)
  }
}

/** The caller's words win over the files'. */
const worldOf = (worlds: readonly WorldReading[], request: LoadRequest): World => {
  const world = worlds.map((reading) => reading.world).reduce(mergeWorlds, emptyWorld)
  return {
    ...world,
    ...(request.era === undefined ? {} : { era: request.era }),
    ...(request.parameters === undefined
      ? {}
      : { parameters: { ...world.parameters, ...request.parameters } }),
  }
}

const unsupportedTypes = (unsupported: ReadonlyMap<string, number>): readonly Finding[] =>
  [...unsupported].flatMap(([type, count]): Finding[] => {
    const known = classifyType(type)
    const effect = known.kind === 'unsupported' ? known.effect : 'unclear'
    return [findings.unsupportedResourceType({ type, count, effect })]
  })

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

/** One round: evaluate the templates with what is known from the last one, merge, allocate. */
const deployRound = (
  loading: Loading,
  world: World,
  templates: readonly BicepSource[],
  runtime: RuntimeView,
) => {
  const evaluations = templates.map((source) => source.evaluate(runtime))
  const items = evaluations.flatMap((evaluation) => evaluation.resources.items)
  const list: JsonReading = {
    value: { kind: 'list', items, span: undefined },
    unfinished: new Set(),
    findings: [],
  }
  const read = items.length === 0 ? noReading : readArmDocument(list, loading.scope)
  const declarations = [...loading.declarations, ...read.declarations]
  const arm: ArmReading = {
    ...read,
    findings: [
      ...evaluations.flatMap((evaluation) => evaluation.findings),
      ...read.findings,
      ...tooMany(declarations),
    ],
  }
  const merged = mergeDeclarations(declarations.slice(0, resourceLimit))
  const allocation = allocateAddresses({ resources: merged.resources, world, allocated: [] })
  return { arm, merged, allocation, again: evaluations.some((evaluation) => evaluation.missedRuntime) }
}

/** A value for a parameter that no template declares is a slip of the pen. */
const reportUndeclared = (
  loading: Loading,
  given: readonly string[],
  templates: readonly BicepSource[],
): void => {
  const [main] = loading.templates
  if (main === undefined) return
  const declared = templates.flatMap((template) => template.parameterNames())
  const keys = new Set(declared.map((name) => name.toLowerCase()))
  for (const name of given) {
    if (keys.has(name.toLowerCase())) continue
    const suggestion = nearest(name, declared)
    loading.findings.push(
      findings.unknownModuleParameter({ module: main.file, name, suggestion }, { span: main.namedAt }),
    )
  }
}

/** Rounds of evaluation until nothing more is missing, or no round helps. */
const deploy = (loading: Loading, world: World, files: FileAccess) => {
  const parameters = new Map(
    Object.entries(world.parameters ?? {}).map(([name, value]) => [name, plainValue(value)] as const),
  )
  const scope = { ...loading.scope, location: loading.request.location ?? unnamedLocation }
  const templates = loading.templates.map(({ file, namedAt }) =>
    bicepSource(
      { file, namedAt },
      { text: (name, at) => loading.sources.read(name, at), read: files.read },
      scope,
      parameters,
    ),
  )
  reportUndeclared(loading, Object.keys(world.parameters ?? {}), templates)
  let round = deployRound(loading, world, templates, () => undefined)
  for (let count = 1; round.again && count < roundLimit; count += 1) {
    round = deployRound(loading, world, templates, runtimeView(round.allocation.resourceSet.resources))
  }
  return round
}

/** Stands for the region of a resource group that nobody named. */
const unnamedLocation = 'resourcegrouplocation'

const sorted = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

/**
 * Reads folders and files into a resource set. Every fault is a finding and everything that could be understood is
 * there: children are resources of their own, addresses are allocated, names of the world file are checked.
 * Never throws. An empty list of inputs stands for the root folder.
 */
export const load = (files: FileAccess, request: LoadRequest): Loaded => {
  const loading: Loading = {
    sources: sourceFiles(files),
    request,
    scope: {
      subscription: request.subscription ?? '00000000-0000-0000-0000-000000000000',
      resourceGroup: request.resourceGroup ?? 'rg',
    },
    visited: new Set(),
    worlds: [],
    serviceTags: [],
    declarations: [],
    templates: [],
    ignored: new Map(),
    unsupported: new Map(),
    findings: [],
  }
  const inputs = request.inputs.length === 0 ? ['.'] : request.inputs
  const origin = { from: 'caller', only: inputs.length === 1 } as const
  const steps = inputs.flatMap((input) => stepsOfInput(input, loading.sources, origin))
  // World files first: what they say of inputs must not depend on the order of the arguments.
  for (const step of steps) if (step.kind === 'world') take(loading, step)
  for (const step of steps) if (step.kind !== 'world') take(loading, step)

  const world = worldOf(loading.worlds, request)
  const { merged, allocation, arm } = deploy(loading, world, files)
  const serviceTags = loading.serviceTags.at(-1)
  const resourceSet =
    serviceTags === undefined ? allocation.resourceSet : { ...allocation.resourceSet, serviceTags }
  addCounts(loading.ignored, arm.ignored)
  addCounts(loading.unsupported, arm.unsupported)
  const sites = world.sites.map((site) => site.name)
  const references =
    resourceSet.resources.size === 0
      ? []
      : loading.worlds.flatMap((reading) =>
          checkWorldReferences(reading.world, reading.value, resourceSet.resources, sites),
        )
  return {
    resourceSet,
    findings: sortFindings([
      ...loading.findings,
      ...arm.findings,
      ...unsupportedTypes(loading.unsupported),
      ...merged.findings,
      ...allocation.findings,
      ...references,
    ]),
    ignored: sorted(loading.ignored),
    unsupported: sorted(loading.unsupported),
    sources: loading.sources.texts,
  }
}
