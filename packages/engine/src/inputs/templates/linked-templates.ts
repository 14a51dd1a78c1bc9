// Which file a linked template means: links are addresses on the web, the files lie beside the main template.
import { fieldOf, textAt, type Value } from '../../resources/index.ts'
import { folderOf, joinPath } from '../paths.ts'

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
export interface Link {
  /** For messages. */
  readonly written: string
  readonly candidates: readonly string[]
}

/** Reads a `templateLink` or `parametersLink`. `main`: the file that was given; only what lies below its folder counts. */
export const readLink = (link: Value, from: string, main: string): Link => {
  const relative = textAt(link, 'relativePath')
  if (relative !== undefined) {
    const file = joinPath(folderOf(from), relative)
    return { written: relative, candidates: [file] }
  }
  const uri = fieldOf(link, 'uri') ?? fieldOf(link, 'id')
  const written = uri?.kind === 'unknown' ? uri.origin : uri?.kind === 'scalar' ? String(uri.value ?? '') : ''
  const path = pathIn(written)
  const all = path === undefined ? [] : candidates(path, from, main)
  return { written, candidates: all.filter((file) => isBelow(file, folderOf(main))) }
}
