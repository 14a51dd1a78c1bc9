// Which file a module path of a registry or template spec means: what the user maps, else what was restored.
import { type Finding, findings, nearest, type Where } from '../../diagnostics/index.ts'
import { baseName, folderOf, joinPath } from '../paths.ts'
import { type BicepSettings, bicepSettings } from './bicep-settings.ts'
import { cacheFolderOf, readReference, splitVersion, withoutAlias } from './module-reference.ts'

/** Where modules of registries lie. */
export interface ModulePlaces {
  /** Folders or files by the front part of the paths that they stand for: `br/public:avm` → `vendor/avm`. */
  readonly mapped: ReadonlyMap<string, string>
  /** Folders laid out as the cache of the Bicep compiler. */
  readonly caches: readonly string[]
}

/** The file that a path means, or the finding that says why there is none. */
export type ModuleLocation = { readonly file: string } | { readonly finding: (where: Where) => Finding }

/** What a checkout, a copy or a restored module has at its place, in this order. */
const mainFiles = ['main.bicep', 'main.json', 'azuredeploy.bicep', 'azuredeploy.json']

/** What of a path is behind the part that a mapping stands for; undefined when it does not cover the path. */
const behind = (prefix: string, path: string): string | undefined => {
  if (!path.toLowerCase().startsWith(prefix.toLowerCase())) return undefined
  const rest = path.slice(prefix.length)
  return rest === '' || /[/:]$/.test(prefix) || /^[/:]/.test(rest) ? rest.replace(/^[/:]/, '') : undefined
}

/** The files that a mapping can mean: of this version if it has its own folder, else whatever is there. */
const candidatesOf = (target: string, rest: string, version: string | undefined): readonly string[] => {
  if (rest === '' && /\.(?:bicep|json)$/i.test(target)) return [target]
  const base = joinPath(target, rest === '' ? '.' : rest)
  const versioned =
    version === undefined ? [] : mainFiles.slice(0, 2).map((name) => `${base}/${version}/${name}`)
  return [...versioned, ...mainFiles.map((name) => `${base}/${name}`), `${base}.bicep`, `${base}.json`].map(
    (file) => joinPath('.', file),
  )
}

/** A mapping that covers a path, the longest first. */
interface Cover {
  readonly prefix: string
  readonly target: string
  readonly rest: string
}

const coversOf = (
  path: string,
  mapped: ReadonlyMap<string, string>,
  settings: BicepSettings,
): readonly Cover[] => {
  const { base, version } = splitVersion(path)
  const full = splitVersion(withoutAlias(path, settings) ?? path).base
  const covers: Cover[] = []
  for (const [prefix, target] of mapped) {
    const own = splitVersion(prefix)
    if (own.version !== undefined && own.version !== version) continue
    const fullPrefix = withoutAlias(own.base, settings) ?? own.base
    const rest = behind(own.base, base) ?? behind(fullPrefix, full)
    if (rest !== undefined) covers.push({ prefix, target, rest })
  }
  return covers.toSorted((a, b) => a.rest.length - b.rest.length || b.prefix.length - a.prefix.length)
}

/** Finds modules. Each path is looked for once; nothing is read but the names in folders, and bicepconfig.json. */
export const moduleLocations = (
  { mapped, caches }: ModulePlaces,
  list: (folder: string) => readonly string[],
  read: (file: string) => string | undefined,
): ((path: string, declaringFile: string) => ModuleLocation) => {
  const settingsFor = bicepSettings(list, read)
  const isThere = (file: string): boolean => list(folderOf(file)).includes(baseName(file))

  const locate = (path: string, settings: BicepSettings): ModuleLocation => {
    const { version } = splitVersion(path)
    const [cover] = coversOf(path, mapped, settings)
    if (cover !== undefined) {
      const candidates = candidatesOf(cover.target, cover.rest, version)
      const file = candidates.find(isThere)
      if (file !== undefined) return { file }
      const parameters = {
        path,
        mapping: `${cover.prefix}=${cover.target}`,
        lookedFor: candidates.slice(0, 4),
      }
      return { finding: (where) => findings.mappedModuleMissing(parameters, where) }
    }
    const reading = readReference(path, settings)
    if (reading.kind === 'malformed')
      return { finding: (where) => findings.modulePathMalformed({ path, expected: reading.expected }, where) }
    if (reading.kind === 'unknownAlias') {
      const { alias } = reading
      const suggestion = nearest(alias, reading.known)
      return { finding: (where) => findings.moduleAliasUnknown({ path, alias, suggestion }, where) }
    }
    const folder = cacheFolderOf(reading.reference)
    const places = settings.cache === undefined ? caches : [...caches, settings.cache]
    const file = places.map((cache) => joinPath(cache, `${folder}/main.json`)).find(isThere)
    return file === undefined ? { finding: (where) => findings.moduleNotLocal({ path }, where) } : { file }
  }

  const known = new Map<BicepSettings, Map<string, ModuleLocation>>()
  return (path, declaringFile) => {
    const settings = settingsFor(declaringFile)
    const located = known.get(settings) ?? new Map<string, ModuleLocation>()
    known.set(settings, located)
    const earlier = located.get(path)
    if (earlier !== undefined) return earlier
    const found = locate(path, settings)
    located.set(path, found)
    return found
  }
}
