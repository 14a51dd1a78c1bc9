// What a template gives a machine to run: its user data, and the scripts of its extensions and run commands.
import { formatSpan, type Span } from '../../diagnostics/index.ts'
import { at, type Resource, textAt, type Value } from '../../resources/index.ts'
import { decodeBase64, decodeUtf8 } from '../expressions/functions/utf8.ts'
import { baseName, folderOf, joinPath } from '../paths.ts'
import type { SourceFiles } from '../source-files.ts'
import { type Lines, linesAt, linesOf } from './lines.ts'
import { type MachineReading, readNewMachine } from './read-machine.ts'

/** What was understood, and where it is written. */
export interface TemplateGuest extends MachineReading {
  readonly place: string
}

const noPlace: Span = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }

/** The text of a value as lines: in the file that it was loaded from, else all at the place of the value. */
const linesOfValue = (
  value: Value | undefined,
  sources: SourceFiles,
  isBase64: boolean,
): Lines | undefined => {
  if (value?.kind !== 'scalar' || typeof value.value !== 'string' || value.value === '') return undefined
  if (value.file !== undefined) {
    const text = sources.read(value.file, value.span)
    if (typeof text === 'string') return linesOf({ text, file: value.file, firstLine: 1, indent: 0 })
  }
  const octets = isBase64 ? decodeBase64(value.value) : undefined
  return linesAt(octets === undefined ? value.value : decodeUtf8(octets), value.span ?? noPlace)
}

const isWindows = ({ body }: Resource): boolean =>
  at(body, 'properties', 'osProfile', 'windowsConfiguration') !== undefined ||
  textAt(body, 'properties', 'storageProfile', 'osDisk', 'osType')?.toLowerCase() === 'windows' ||
  /^microsoftwindows/i.test(textAt(body, 'properties', 'storageProfile', 'imageReference', 'publisher') ?? '')

const extensionType = 'microsoft.compute/virtualmachines/extensions'
const runCommandType = 'microsoft.compute/virtualmachines/runcommands'

/** Extensions and run commands by the key of their machine. */
export const scriptResources = (resources: Iterable<Resource>): ReadonlyMap<string, readonly Resource[]> => {
  const byMachine = new Map<string, Resource[]>()
  for (const resource of resources) {
    const type = resource.id.type.toLowerCase()
    if (type !== extensionType && type !== runCommandType) continue
    const machine = resource.id.key.slice(
      0,
      resource.id.key.lastIndexOf('/', resource.id.key.lastIndexOf('/') - 1),
    )
    byMachine.set(machine, [...(byMachine.get(machine) ?? []), resource])
  }
  return byMachine
}

/** The longest end of a URL's path that is a file beside the template, or below the root. */
const localFile = (url: string, folders: readonly string[], sources: SourceFiles): string | undefined => {
  const parts = url
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter(Boolean)
    .slice(-12)
  for (let from = 0; from < parts.length; from++)
    for (const folder of folders) {
      const path = joinPath(folder, parts.slice(from).join('/'))
      if (!path.startsWith('..') && sources.list(folderOf(path)).includes(baseName(path))) return path
    }
  return undefined
}

/** What a machine runs, and the files that it fetches for that, as far as they are among the inputs. */
interface Scripts {
  readonly scripts: readonly Lines[]
  readonly files: readonly (readonly [path: string, lines: Lines])[]
}

const fetched = (settings: Value | undefined, sources: SourceFiles): Scripts['files'] => {
  const uris = at(settings, 'fileUris')
  return (uris?.kind === 'list' ? uris.items : []).flatMap((uri): Scripts['files'][number][] => {
    if (uri.kind !== 'scalar' || typeof uri.value !== 'string') return []
    const folders = uri.span === undefined ? ['.'] : [folderOf(uri.span.file), '.']
    const file = localFile(uri.value, folders, sources)
    const text = file === undefined ? undefined : sources.read(file, uri.span)
    return file === undefined || typeof text !== 'string'
      ? []
      : [[`/root/${baseName(file)}`, linesOf({ text, file, firstLine: 1, indent: 0 })]]
  })
}

const scriptsOf = (own: readonly Resource[], sources: SourceFiles): Scripts => {
  const scripts: Lines[] = []
  const files: Scripts['files'][number][] = []
  for (const { id, body } of own) {
    const settings = at(body, 'properties', 'settings')
    const found =
      id.type.toLowerCase() === runCommandType
        ? [linesOfValue(at(body, 'properties', 'source', 'script'), sources, false)]
        : [
            linesOfValue(at(settings, 'script'), sources, true),
            linesOfValue(at(settings, 'commandToExecute'), sources, false),
          ]
    files.push(...fetched(settings, sources))
    scripts.push(...found.flatMap((lines) => (lines === undefined ? [] : [lines])))
  }
  return { scripts, files }
}

/** Reads what the template says of the inside of one machine; undefined when it says nothing. */
export const readTemplateGuest = (
  machine: Resource,
  own: readonly Resource[],
  sources: SourceFiles,
): TemplateGuest | undefined => {
  // Windows keeps the data in a file and runs none of it.
  if (isWindows(machine)) return undefined
  const custom =
    at(machine.body, 'properties', 'osProfile', 'customData') ?? at(machine.body, 'properties', 'userData')
  const data = linesOfValue(custom, sources, true)
  const { scripts, files } = scriptsOf(own, sources)
  if (data === undefined && scripts.length === 0) return undefined
  const first = (data ?? scripts[0])?.[0]?.at
  const isFile = data !== undefined && custom?.kind === 'scalar' && custom.file !== undefined
  const place = first === undefined ? '' : isFile ? first.file : formatSpan(first)
  return { ...readNewMachine(data, scripts, files), place }
}
