// Which values a template is given: from parameters files that are named or lie beside it, and from the caller.
import { type Finding, findings, nearest, type Span } from '../diagnostics/index.ts'
import type { Value } from '../resources/index.ts'
import { type ParametersReading, readParametersFile } from './arm/parameters-file.ts'
import { parseJson } from './json/parse-json.ts'
import { baseName, extensionOf, folderOf, joinPath } from './paths.ts'
import type { SourceFiles } from './source-files.ts'

/** A parameters file. */
export interface ParametersFile {
  readonly file: string
  readonly reading: ParametersReading
}

/** What lies beside a template, and which of several was not chosen. */
interface Beside {
  readonly files: readonly ParametersFile[]
  readonly findings: readonly Finding[]
}

const stemOf = (file: string): string => baseName(file).replace(/\.[^.]*$/, '')

/** `azuredeploy.parameters.json` belongs to `azuredeploy.json`, where it is the only one that could. */
const parametersBeside = (template: string, sources: SourceFiles): Beside => {
  const stem = `${stemOf(template)}.`.toLowerCase()
  const folder = folderOf(template)
  const names = sources.list(folder)
  // Bicep's own parameter file comes before one in JSON, also where it has to be named.
  const isOwnOfBicep = (name: string): boolean =>
    extensionOf(name) === 'bicepparam' && name.toLowerCase().startsWith(stem)
  if (names.some(isOwnOfBicep)) return { files: [], findings: [] }
  const near = names.filter(
    (name) => name.toLowerCase().startsWith(stem) && /parameters.*\.jsonc?$/i.test(name.slice(stem.length)),
  )
  const own = near.find((name) => name.toLowerCase() === `${stem}parameters.json`)
  if (own === undefined) return { files: [], findings: [] }
  if (near.length > 1)
    return { files: [], findings: [findings.severalParameterFiles({ template, files: near })] }
  const file = joinPath(folder, own)
  const text = sources.read(file)
  const json = typeof text === 'string' ? parseJson(text, file) : undefined
  const reading = json?.value === undefined ? undefined : readParametersFile(json.value)
  if (json === undefined || reading === undefined) return { files: [], findings: [] }
  return {
    files: [{ file, reading: { ...reading, findings: [...json.findings, ...reading.findings] } }],
    findings: [],
  }
}

/** Values for parameters that the template does not declare. */
const undeclaredIn = (
  { reading }: ParametersFile,
  template: string,
  declared: readonly string[],
): readonly Finding[] => {
  const keys = new Set(declared.map((name) => name.toLowerCase()))
  return [...reading.parameters].flatMap(([key, { name, nameSpan }]) => {
    if (keys.has(key)) return []
    const suggestion = nearest(name, declared)
    const parameters = { name, template, source: 'parameterFile', suggestion } as const
    return [findings.unknownTemplateParameter(parameters, { span: nameSpan })]
  })
}

/** What parameters files give a template. */
export interface GivenByFiles {
  /** By names in lower case; of one that several files give, that of the last. */
  readonly values: ReadonlyMap<string, Value>
  /** What is wrong with the file that was found beside the template, which declares these parameters. */
  readonly faults: (declared: readonly string[]) => readonly Finding[]
  /** Where something stands that is the value of one of these parameters. */
  readonly textsOf: (names: readonly string[]) => readonly Span[]
}

/** The values of the files that were named, or else of the one beside the template. */
export const givenByFiles = (
  template: string,
  named: readonly ParametersFile[],
  sources: SourceFiles,
): GivenByFiles => {
  const beside = named.length > 0 ? { files: [], findings: [] } : parametersBeside(template, sources)
  const values = new Map(
    [...named, ...beside.files].flatMap(({ reading }) =>
      [...reading.parameters].map(([key, { value }]) => [key, value] as const),
    ),
  )
  return {
    values,
    faults: (declared) => [
      ...beside.findings,
      ...beside.files.flatMap((each) => [
        ...each.reading.findings,
        ...undeclaredIn(each, template, declared),
      ]),
    ],
    textsOf: (names) =>
      names.flatMap((name) => {
        const value = values.get(name.toLowerCase())
        const isWritten = value !== undefined && value.kind !== 'unknown'
        return isWritten && value.span !== undefined ? [value.span] : []
      }),
  }
}

/** What is wrong with files that were named: they belong to all templates, of which one has to declare each parameter. */
export const faultsOfNamed = (
  named: readonly ParametersFile[],
  main: string | undefined,
  declared: readonly string[],
): readonly Finding[] =>
  named.flatMap((each) =>
    main === undefined
      ? [findings.parametersWithoutTemplate({ file: each.file })]
      : undeclaredIn(each, main, declared),
  )
