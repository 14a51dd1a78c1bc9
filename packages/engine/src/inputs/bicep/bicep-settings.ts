// What the nearest bicepconfig.json says about modules: aliases of registries and template specs, and the cache.
import { fieldOf, textAt, type Value } from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'
import { folderOf, joinPath } from '../paths.ts'

/** The settings that bear on modules. */
export interface BicepSettings {
  /** `br:registry/path` by the alias that stands for it. */
  readonly registries: ReadonlyMap<string, string>
  /** `ts:subscription/group` by alias. */
  readonly templateSpecs: ReadonlyMap<string, string>
  /** The folder of restored modules, from the root; undefined where none is set, or it is in somebody's home. */
  readonly cache: string | undefined
}

const settingsFile = 'bicepconfig.json'

/** Declared without any configuration. */
const publicRegistry: readonly [string, string] = ['public', 'br:mcr.microsoft.com/bicep']

const aliasesIn = (
  value: Value | undefined,
  pathOf: (alias: Value) => string | undefined,
): readonly [string, string][] =>
  value?.kind === 'dictionary'
    ? [...value.fields.values()].flatMap((field): [string, string][] => {
        const path = pathOf(field.value)
        return path === undefined ? [] : [[field.name, path]]
      })
    : []

const settingsIn = (text: string, file: string): BicepSettings => {
  const config = parseJson(text, file).value
  const aliases = fieldOf(config, 'moduleAliases')
  const cache = textAt(config, 'cacheRootDirectory')
  return {
    registries: new Map([
      publicRegistry,
      ...aliasesIn(fieldOf(aliases, 'br'), (alias) => {
        const registry = textAt(alias, 'registry')
        const path = textAt(alias, 'modulePath')
        if (registry === undefined) return undefined
        return path === undefined ? `br:${registry}` : `br:${registry}/${path}`
      }),
    ]),
    templateSpecs: new Map(
      aliasesIn(fieldOf(aliases, 'ts'), (alias) => {
        const subscription = textAt(alias, 'subscription')
        const group = textAt(alias, 'resourceGroup')
        return subscription === undefined || group === undefined ? undefined : `ts:${subscription}/${group}`
      }),
    ),
    cache: cache === undefined || cache.startsWith('~') ? undefined : joinPath(folderOf(file), cache),
  }
}

const noSettings: BicepSettings = {
  registries: new Map([publicRegistry]),
  templateSpecs: new Map(),
  cache: undefined,
}

/** Finds the settings for a file: those of the nearest bicepconfig.json above it, inside the root. Each file is read once. */
export const bicepSettings = (
  list: (folder: string) => readonly string[],
  read: (file: string) => string | undefined,
): ((file: string) => BicepSettings) => {
  const known = new Map<string, BicepSettings>()
  const ofFolder = (folder: string): BicepSettings => {
    const earlier = known.get(folder)
    if (earlier !== undefined) return earlier
    const file = joinPath(folder, settingsFile)
    const text = list(folder).includes(settingsFile) ? read(file) : undefined
    const above = folderOf(folder)
    const isTop = folder === '.' || folder === '/' || folder.startsWith('..') || above === folder
    const found = text === undefined ? (isTop ? noSettings : ofFolder(above)) : settingsIn(text, file)
    known.set(folder, found)
    return found
  }
  return (file) => ofFolder(folderOf(file))
}
