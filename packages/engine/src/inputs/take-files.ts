// Takes the files of an input one by one: world files, JSON, templates; each adds to the loading in progress.
import { type Finding, findings, type Span } from '../diagnostics/index.ts'
import { type Declaration, fieldOf, type ServiceTagList } from '../resources/index.ts'
import { chooseTemplates, type FolderTemplate } from './arm/choose-templates.ts'
import { isTemplate, recogniseDocument } from './arm/document-shape.ts'
import { readParametersFile } from './arm/parameters-file.ts'
import { type ArmReading, type DeploymentScope, readArmDocument } from './arm/read-resources.ts'
import { type Step, stepsOfFolder, stepsOfInput, type WorldStep } from './discover.ts'
import type { LoadRequest } from './file-access.ts'
import { type JsonReading, parseJson } from './json/parse-json.ts'
import { baseName, folderOf, joinPath } from './paths.ts'
import type { SourceFiles } from './source-files.ts'
import type { ParametersFile } from './template-parameters.ts'
import type { MainTemplate } from './templates/template-source.ts'
import { readServiceTags } from './world/read-service-tags.ts'
import { readWorld, type WorldReading } from './world/read-world.ts'
import { valueAt } from './world/value-tree.ts'

/** The loading in progress. */
export interface Loading {
  readonly sources: SourceFiles
  readonly request: LoadRequest
  readonly scope: DeploymentScope
  /** Files that were read or refused: naming one twice is no fault. */
  readonly visited: Set<string>
  readonly worlds: WorldReading[]
  /** The last one counts, as of all single settings. */
  readonly serviceTags: ServiceTagList[]
  readonly declarations: Declaration[]
  /** Templates to evaluate, once all parameters are known. */
  readonly templates: MainTemplate[]
  /** Parameters files that were named: they belong to all templates. */
  readonly parameterFiles: ParametersFile[]
  readonly ignored: Map<string, number>
  readonly unsupported: Map<string, number>
  readonly findings: Finding[]
}

const visit = (loading: Loading, file: string): boolean => {
  if (loading.visited.has(file)) return false
  loading.visited.add(file)
  return true
}

/** Adds numbers of resources by type. */
export const addCounts = (to: Map<string, number>, from: ReadonlyMap<string, number>): void => {
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

const isTemplateFile = ({ value }: JsonReading): boolean => value?.kind === 'dictionary' && isTemplate(value)

/** A template is evaluated later, once all parameters are known. */
const takeTemplate = (loading: Loading, template: MainTemplate & { readonly json: JsonReading }): boolean => {
  if (!isTemplateFile(template.json)) return false
  loading.templates.push(template)
  return true
}

const takeParameters = (loading: Loading, file: string, json: JsonReading): boolean => {
  const reading = json.value === undefined ? undefined : readParametersFile(json.value)
  if (reading === undefined) return false
  report(loading, json.findings)
  report(loading, reading.findings)
  loading.parameterFiles.push({ file, reading })
  return true
}

/** A JSON file that was named, so that it is a fault when it holds no resources. */
const readResourceFile = (loading: Loading, file: string, namedAt: Span | undefined): void => {
  if (!visit(loading, file)) return
  const text = loading.sources.read(file, namedAt)
  if (typeof text !== 'string') {
    loading.findings.push(text)
    return
  }
  const json = parseJson(text, file)
  if (takeTemplate(loading, { file, namedAt, json }) || takeParameters(loading, file, json)) return
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
  const templates: (FolderTemplate & MainTemplate)[] = []
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
    if (isTemplateFile(json)) {
      recognised = true
      templates.push({ file, text, namedAt, json })
      continue
    }
    const arm = readArmDocument(json, loading.scope)
    if (arm.recognised || (json.findings.length > 0 && mentionsAzure(text))) {
      recognised = true
      takeResources(loading, json, arm)
    } else unused.push(baseName(file))
  }
  for (const template of chooseTemplates(templates)) loading.templates.push(template)
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

/** Module paths are written relative to the world file and kept relative to the root. */
const withPlacedModules = (reading: WorldReading, folder: string): WorldReading => {
  const { modulePaths } = reading.world
  if (modulePaths === undefined) return reading
  const placed = Object.entries(modulePaths).map(([prefix, path]) => [prefix, joinPath(folder, path)])
  return { ...reading, world: { ...reading.world, modulePaths: Object.fromEntries(placed) } }
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
  loading.worlds.push(withPlacedModules(reading, folder))
  if (tagFile !== undefined) readServiceTagFile(loading, tagFile, placeOf('serviceTags'))
  if (inputs !== undefined || !discover) return
  const names = loading.sources.list(folder).filter((name) => joinPath(folder, name) !== tagFile)
  for (const step of stepsOfFolder(folder, names, namedAt)) take(loading, step)
}

/** Takes one step of what the inputs stand for. */
export const take = (loading: Loading, step: Step): void => {
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
