// Which values a template is given: from parameters files that are named or lie beside it, and from the caller.
import { type Finding, findings, nearest } from '../diagnostics/index.ts'
import type { Value } from '../resources/index.ts'
import { type ParametersReading, readParametersFile } from './arm/parameters-file.ts'
import { parseJson } from './json/parse-json.ts'
import { baseName, folderOf, joinPath } from './paths.ts'
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
export const parametersBeside = (template: string, sources: SourceFiles): Beside => {
  const stem = `${stemOf(template)}.`.toLowerCase()
  const folder = folderOf(template)
  const names = sources.list(folder)
  // Bicep's own parameters file comes before one in JSON.
  if (names.some((name) => name.toLowerCase() === `${stem}bicepparam`)) return { files: [], findings: [] }
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

/** The values of some files, by names in lower case; of one that several give, that of the last. */
export const valuesIn = (files: readonly ParametersFile[]): ReadonlyMap<string, Value> =>
  new Map(
    files.flatMap(({ reading }) => [...reading.parameters].map(([key, { value }]) => [key, value] as const)),
  )

/** Values for parameters that the template does not declare. */
export const undeclaredIn = (
  { reading }: ParametersFile,
  template: string,
  declared: readonly string[],
): readonly Finding[] => {
  const keys = new Set(declared.map((name) => name.toLowerCase()))
  return [...reading.parameters].flatMap(([key, { name, nameSpan }]) => {
    if (keys.has(key)) return []
    const suggestion = nearest(name, declared)
    return [findings.unknownModuleParameter({ module: template, name, suggestion }, { span: nameSpan })]
  })
}
