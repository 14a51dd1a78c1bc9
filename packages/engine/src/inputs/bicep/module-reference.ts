// Paths of modules that are no files beside the template: registries (br:) and template specs (ts:).
import type { BicepSettings } from './bicep-settings.ts'

/** Where such a path leads. */
export type ModuleReference =
  | {
      readonly kind: 'registry'
      readonly registry: string
      readonly repository: string
      /** `{ tag: '1.2.3' }` or `{ digest: 'sha256:…' }`. */
      readonly version: { readonly tag: string } | { readonly digest: string }
    }
  | {
      readonly kind: 'templateSpec'
      readonly subscription: string
      readonly resourceGroup: string
      readonly name: string
      readonly version: string
    }

/** A reference, or why the path is none. */
export type ReferenceReading =
  | { readonly kind: 'reference'; readonly reference: ModuleReference }
  | { readonly kind: 'unknownAlias'; readonly alias: string; readonly known: readonly string[] }
  | { readonly kind: 'malformed'; readonly expected: string }

const remote = /^(?:br|ts)[:/]/i

/** Whether a path is of a registry or a template spec, and not of a file. */
export const isRemotePath = (path: string): boolean => remote.test(path)

/** A path without its version, and the version: a tag behind a colon, a digest behind `@`. */
export const splitVersion = (
  path: string,
): { readonly base: string; readonly version: string | undefined } => {
  const at = path.indexOf('@')
  if (at >= 0) return { base: path.slice(0, at), version: path.slice(at + 1) }
  const colon = path.lastIndexOf(':')
  // The colon behind the scheme or alias, or in front of a port, begins no version.
  const isVersion = colon > path.indexOf(':') && !path.slice(colon).includes('/')
  return isVersion
    ? { base: path.slice(0, colon), version: path.slice(colon + 1) }
    : { base: path, version: undefined }
}

const registryForm = 'br:registry.azurecr.io/path/of/module:1.0.0'
const aliasForm = 'br/public:path/of/module:1.0.0'
const specForm = 'ts:SUBSCRIPTION/GROUP/NAME:1.0.0'
const specAliasForm = 'ts/alias:NAME:1.0.0'

/** The path in full, its alias replaced by what bicepconfig.json says it stands for; undefined for one not declared. */
export const withoutAlias = (path: string, settings: BicepSettings): string | undefined => {
  const [, scheme = '', alias = '', rest = ''] = /^(br|ts)\/([^:]+):?(.*)$/i.exec(path) ?? []
  if (scheme === '') return path
  const found = (scheme.toLowerCase() === 'br' ? settings.registries : settings.templateSpecs).get(alias)
  if (found === undefined) return undefined
  return rest === '' ? found : `${found}/${rest}`
}

/** Reads a path that `isRemotePath` takes. */
export const readReference = (path: string, settings: BicepSettings): ReferenceReading => {
  const isRegistry = /^br/i.test(path)
  const alias = /^(?:br|ts)\/([^:]*)/i.exec(path)?.[1]
  const full = withoutAlias(path, settings)
  if (full === undefined)
    return {
      kind: 'unknownAlias',
      alias: alias ?? '',
      known: [...(isRegistry ? settings.registries : settings.templateSpecs).keys()],
    }
  const { base, version } = splitVersion(full)
  const parts = base.slice(base.indexOf(':') + 1).split('/')
  const isWhole = version !== undefined && version !== '' && parts.every((part) => part !== '')
  if (isRegistry) {
    const [registry = '', ...repository] = parts
    if (!isWhole || repository.length === 0)
      return { kind: 'malformed', expected: alias === undefined ? registryForm : aliasForm }
    return {
      kind: 'reference',
      reference: {
        kind: 'registry',
        registry,
        repository: repository.join('/'),
        version: full.includes('@') ? { digest: version } : { tag: version },
      },
    }
  }
  const [subscription = '', resourceGroup = '', name, ...others] = parts
  if (!isWhole || name === undefined || others.length > 0)
    return { kind: 'malformed', expected: alias === undefined ? specForm : specAliasForm }
  return {
    kind: 'reference',
    reference: { kind: 'templateSpec', subscription, resourceGroup, name, version },
  }
}

/** Which letters of a tag are capitals, as hexadecimal digits: the cache is laid out for file systems without case. */
const capitalsOf = (tag: string): string => {
  let mask = 0n
  for (const [index, letter] of [...tag].entries()) if (/[A-Z]/.test(letter)) mask |= 1n << BigInt(index)
  return mask === 0n ? '' : mask.toString(16)
}

/** The folder below a cache of the Bicep compiler in which `bicep restore` puts a module. */
export const cacheFolderOf = (reference: ModuleReference): string => {
  if (reference.kind === 'templateSpec') {
    const { subscription, resourceGroup, name, version } = reference
    return `ts/${subscription}/${resourceGroup}/${name}/${version}`.toLowerCase()
  }
  const { registry, repository, version } = reference
  const last =
    'tag' in version ? `${version.tag}$${capitalsOf(version.tag)}` : version.digest.replace(':', '#')
  return `br/${registry.toLowerCase().replaceAll(':', '$')}/${repository.replaceAll('/', '$')}/${last}`
}
