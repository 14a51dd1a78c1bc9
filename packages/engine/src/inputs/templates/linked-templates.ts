// Which file a linked template means: links are addresses on the web, the files lie beside the main template.
import { findings, type Span } from '../../diagnostics/index.ts'
import { fieldOf, textAt, type Value } from '../../resources/index.ts'
import type { DeployedTemplate } from '../bicep/syntax-tree.ts'
import type { Environment } from '../expressions/environment.ts'
import { evaluateToValue } from '../expressions/evaluate.ts'
import type { Expression } from '../expressions/expression.ts'
import { folderOf, joinPath } from '../paths.ts'
import type { Deployment, Placement } from './deployment.ts'
import type { ModuleTemplate } from './module-symbol.ts'

/** The way to the file in a link, without scheme, host, query and what is not known of it. */
const pathIn = (uri: string): string | undefined => {
  const known = uri
    .replace(/[?#].*$/s, '')
    .replaceAll(/‹[^‹›]*›/g, '/')
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
  const [, path] = /^(.*\.jsonc?)(?:[^/]*)$/i.exec(known) ?? []
  return path
}

/** The file itself, then shorter and shorter ends of the path: below the main template's folder, and this one's. */
const candidates = (path: string, from: string, main: string): readonly string[] => {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const found: string[] = []
  for (let start = 0; start < parts.length; start += 1) {
    const suffix = parts.slice(start).join('/')
    // The address of a template is its path from the root here.
    if (start === 0) found.push(joinPath('.', suffix))
    for (const folder of [folderOf(from), folderOf(main)]) found.push(joinPath(folder, suffix))
  }
  return [...new Set(found)]
}

/** Whether a file lies in the main template's folder or below it. */
const isBelow = (file: string, folder: string): boolean =>
  !file.startsWith('../') && !file.startsWith('/') && (folder === '.' || file.startsWith(`${folder}/`))

/** A link as it is known. */
interface Link {
  /** For messages. */
  readonly written: string
  readonly candidates: readonly string[]
  /** The path is given from this file on, so that no end of an address has to be found. */
  readonly isRelative: boolean
}

/** Reads a `templateLink` or `parametersLink`. `main`: the file that was given; only what lies below its folder counts. */
const readLink = (link: Value, from: string, main: string): Link => {
  const relative = textAt(link, 'relativePath')
  if (relative !== undefined) {
    const file = joinPath(folderOf(from), relative)
    return { written: relative, candidates: [file], isRelative: true }
  }
  const uri = fieldOf(link, 'uri') ?? fieldOf(link, 'id')
  const written = uri?.kind === 'unknown' ? uri.origin : uri?.kind === 'scalar' ? String(uri.value ?? '') : ''
  const path = pathIn(written)
  const all = path === undefined ? [] : candidates(path, from, main)
  return {
    // What is behind the question mark may be a token.
    written: written.replace(/\?.*$/s, ''),
    candidates: all.filter((file) => isBelow(file, folderOf(main))),
    isRelative: false,
  }
}

/** Opens a linked template, with the values of its parameters file; undefined when it is not found, which is reported. */
export const openLinkedTemplate = (
  { link, parameters }: Extract<DeployedTemplate, { kind: 'linked' }>,
  environment: Environment,
  placement: Placement,
  deployment: Deployment,
  span: Span,
): ModuleTemplate | undefined => {
  const find = (expression: Expression): string | undefined => {
    const main = placement.files[0] ?? placement.file
    const found = readLink(evaluateToValue(expression, environment), placement.file, main)
    // A template that is on the way already is not meant by a mere end of an address.
    const file = found.candidates.find(
      (each) =>
        (found.isRelative || !placement.files.includes(each)) && deployment.readFile(each).kind === 'text',
    )
    if (file === undefined)
      deployment.report(findings.linkedTemplateNotFound({ uri: found.written }, { span }))
    return file
  }
  const file = find(link)
  const program = file === undefined ? undefined : deployment.program(file, span)
  if (file === undefined || program === undefined) return undefined
  const values = parameters === undefined ? undefined : find(parameters)
  return {
    file,
    program,
    inline: false,
    isOuter: false,
    parameters: values === undefined ? new Map() : deployment.parametersIn(values),
  }
}
