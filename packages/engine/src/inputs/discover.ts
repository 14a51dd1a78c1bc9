// Decides which files a folder or a file name stands for, before anything is understood of them.
import { type Finding, findings, type Span } from '../diagnostics/index.ts'
import { baseName, extensionOf, joinPath, normalisePath } from './paths.ts'
import type { SourceFiles } from './source-files.ts'

/** A world file; `discover`: without inputs of its own, those of its folder are read. */
export interface WorldStep {
  readonly kind: 'world'
  readonly file: string
  readonly namedAt: Span | undefined
  readonly discover: boolean
}

/** Who names an input: the caller (`only`: and no other one), or a world file at a place. */
export type Origin =
  | { readonly from: 'caller'; readonly only: boolean }
  | { readonly from: 'world'; readonly at: Span | undefined }

/**
 * One thing to read.
 * - `world`: a world file; its own inputs follow.
 * - `resources`: a JSON file that must hold resources.
 * - `template`: a Bicep file that is to be evaluated, or a parameter file with the template that it names.
 * - `candidates`: JSON files of a folder, those of which count that hold resources.
 */
export type Step =
  | WorldStep
  | { readonly kind: 'resources' | 'template'; readonly file: string; readonly namedAt: Span | undefined }
  | {
      readonly kind: 'candidates'
      readonly folder: string
      readonly files: readonly string[]
      readonly namedAt: Span | undefined
    }
  | { readonly kind: 'finding'; readonly finding: Finding }

const worldFiles: readonly string[] = ['hairpin.yaml', 'hairpin.yml']

/** What a template that is deployed by itself is called in ARM (lower case); others in its folder are parts of it. */
const mainTemplates: readonly string[] = ['azuredeploy.json', 'maintemplate.json']

/** What is looked for in a folder, as findings tell it. */
const lookedFor: readonly string[] = [
  'hairpin.yaml',
  'main.bicep',
  'azuredeploy.json',
  'mainTemplate.json',
  '*.json',
]

const notRead = (file: string, format: 'other' | 'terraform', namedAt: Span | undefined): Step => ({
  kind: 'finding',
  finding: findings.formatNotRead({ file, format }, { span: namedAt }),
})

/** A file that was named: its ending tells what it is. */
const stepOfFile = (file: string, namedAt: Span | undefined, discover = false): Step => {
  // Terraform keeps the state before the last change as terraform.tfstate.backup.
  switch (extensionOf(file.replace(/\.backup$/iu, ''))) {
    case 'yaml':
    case 'yml':
      return { kind: 'world', file, namedAt, discover }
    case 'json':
    case 'jsonc':
    case 'jsonl':
    case 'ndjson':
    case 'tfstate':
      return { kind: 'resources', file, namedAt }
    case 'bicep':
    case 'bicepparam':
      return { kind: 'template', file, namedAt }
    case 'tf':
    case 'tfvars':
    case 'tfplan':
    case 'plan':
    case 'out':
      return notRead(file, 'terraform', namedAt)
    default:
      // The names that Terraform's own guides give to a plan that is not JSON yet.
      return notRead(file, ['tfplan', 'plan'].includes(baseName(file)) ? 'terraform' : 'other', namedAt)
  }
}

/** What Terraform has deployed, as it knows it. */
const terraformState = 'terraform.tfstate'

/** Holds settings of the Bicep compiler and marks a root; never resources. */
const bicepSettings = 'bicepconfig.json'

/** The index of what was collected from Azure. The resources lie in a folder beside it, tables to compare with in another. */
const collectionIndex = 'collected.json'

const resourcesOf = (folder: string): string => joinPath(folder, 'resources')

const isJson = (name: string): boolean => ['json', 'jsonl', 'ndjson'].includes(extensionOf(name))
/** `main` of `main.bicep`, in lower case. */
const stemOf = (name: string): string => name.slice(0, -extensionOf(name).length - 1).toLowerCase()

const parameterFilesOf = (names: readonly string[]): readonly string[] =>
  names.filter((name) => extensionOf(name) === 'bicepparam')

/**
 * The main template of a folder that was named: with `main.bicepparam`, or a lone `main.prod.bicepparam`. Files that are
 * called otherwise may be for another template or another day, so that the user has to say which.
 */
const stepsOfMain = (
  folder: string,
  main: string,
  names: readonly string[],
  namedAt: Span | undefined,
): readonly Step[] => {
  const template = joinPath(folder, main)
  const files = parameterFilesOf(names)
  const stem = stemOf(main)
  const [first, ...others] = files
  const isAlone = first !== undefined && others.length === 0 && first.toLowerCase().startsWith(`${stem}.`)
  const lone = isAlone ? first : files.find((name) => name.toLowerCase() === `${stem}.bicepparam`)
  if (lone !== undefined) return [stepOfFile(joinPath(folder, lone), namedAt)]
  const step = stepOfFile(template, namedAt)
  if (files.length === 0) return [step]
  return [
    { kind: 'finding', finding: findings.parameterFilesNotUsed({ template, files }, { span: namedAt }) },
    step,
  ]
}

/** What a folder holds when no world file says what to read. */
export const stepsOfFolder = (
  folder: string,
  names: readonly string[],
  namedAt: Span | undefined,
  sources: SourceFiles,
): readonly Step[] => {
  if (names.includes(collectionIndex))
    return stepsOfFolder(resourcesOf(folder), sources.list(resourcesOf(folder)), namedAt, sources)
  if (names.includes('main.bicep')) return stepsOfMain(folder, 'main.bicep', names, namedAt)
  const root = names.find((name) => mainTemplates.includes(name.toLowerCase()))
  if (root !== undefined) return stepsOfMain(folder, root, names, namedAt)
  const files = names
    .filter((name) => isJson(name) && name.toLowerCase() !== bicepSettings)
    .map((name) => joinPath(folder, name))
  if (files.length > 0) return [{ kind: 'candidates', folder, files, namedAt }]
  // The state lies beside the sources where no backend keeps it elsewhere.
  if (names.includes(terraformState))
    return [{ kind: 'resources', file: joinPath(folder, terraformState), namedAt }]
  const [parameters, ...others] = parameterFilesOf(names)
  if (parameters !== undefined && others.length === 0)
    return [{ kind: 'template', file: joinPath(folder, parameters), namedAt }]
  const foreign = names.find((name) => ['bicep', 'tf'].includes(extensionOf(name)))
  if (foreign !== undefined) return [stepOfFile(joinPath(folder, foreign), namedAt)]
  return [{ kind: 'finding', finding: findings.noInputs({ folder, lookedFor }, { span: namedAt }) }]
}

/** What an input stands for. A folder's own world file counts only for the caller: worlds do not nest by accident. */
export const stepsOfInput = (input: string, sources: SourceFiles, origin: Origin): readonly Step[] => {
  const path = normalisePath(input)
  const names = sources.list(path)
  const namedAt = origin.from === 'world' ? origin.at : undefined
  const isFolder = names.length > 0 || path === '.' || input.endsWith('/')
  if (!isFolder) {
    const step = stepOfFile(path, namedAt, origin.from === 'caller' && origin.only)
    // A name without an ending that tells: what is there, or why nothing may be read, says more than the name.
    const refusal = step.kind === 'finding' && extensionOf(path) === '' ? sources.read(path, namedAt) : step
    return [typeof refusal === 'string' || 'kind' in refusal ? step : { kind: 'finding', finding: refusal }]
  }
  const world = origin.from === 'caller' ? worldFiles.find((name) => names.includes(name)) : undefined
  if (world !== undefined) return [{ kind: 'world', file: joinPath(path, world), namedAt, discover: true }]
  return stepsOfFolder(path, names, namedAt, sources)
}
