// Names of files and folders below the root: joined and brought into one form, without asking the file system.

/** One spelling for each name: no `.`, no doubled slashes, `..` only in front; the root itself is `.`. */
export const normalisePath = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    const last = parts.at(-1)
    if (part === '..' && last !== undefined && last !== '..') parts.pop()
    else parts.push(part)
  }
  const joined = parts.join('/')
  if (path.startsWith('/')) return `/${joined}`
  return joined === '' ? '.' : joined
}

/** A name relative to a folder; one that starts with a slash stays as it is. */
export const joinPath = (folder: string, name: string): string =>
  normalisePath(name.startsWith('/') || folder === '.' ? name : `${folder}/${name}`)

/** The folder that holds a file. */
export const folderOf = (path: string): string => {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '.' : normalisePath(path.slice(0, slash + 1))
}

/** The last part of a name. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The part behind the last dot, in lower case; empty when there is none. */
export const extensionOf = (path: string): string => {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}
