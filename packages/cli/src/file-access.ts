// Reads files for the engine: inside one root folder only, by their real path, bounded in size, text only.
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { FileAccess, FileReading } from '@hairpin/engine'

/** Larger files are not read at all. */
export const sizeLimit: number = 20 * 1024 * 1024

const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

/** Also a root inside a `.git` folder is refused. */
const leadsThroughGit = (path: string): boolean =>
  path.split(sep).some((segment) => segment.toLowerCase() === '.git')

/** The deepest folder that holds both. */
export const commonFolder = (a: string, b: string): string => {
  const others = b.split(sep)
  const segments = a.split(sep)
  const end = segments.findIndex((segment, index) => segment !== others[index])
  return (end < 0 ? segments : segments.slice(0, end)).join(sep) || sep
}

/** Where a name really is, or why it may not be read. */
type Place = { readonly path: string } | Exclude<FileReading, { readonly kind: 'text' }>

/** The folders that may be read in, as they were named and as they really are. */
interface Bounds {
  readonly root: string
  readonly realRoot: string
  readonly named: readonly string[]
  readonly real: readonly string[]
}

const place = ({ root, realRoot, named, real: allowed }: Bounds, name: string): Place => {
  const path = resolve(root, name)
  if (!named.some((folder) => isInside(folder, path)))
    return { kind: 'outsideRoot', root: commonFolder(root, join(path, '..')) }
  if (leadsThroughGit(path)) return { kind: 'gitFolder' }
  const real = realpathSync(path)
  if (!allowed.some((folder) => isInside(folder, real)))
    return { kind: 'outsideRoot', root: commonFolder(realRoot, join(real, '..')) }
  return leadsThroughGit(real) ? { kind: 'gitFolder' } : { path: real }
}

/** A failed call as a reading: nothing there is `missing`, anything else is what the system said. */
const reasonOf = (error: unknown): FileReading => {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
  return { kind: 'unreadable', reason: code ?? String(error) }
}

/** What the byte order mark says; Windows PowerShell writes UTF-16 when output is sent to a file with `>`. */
const encodingOf = (bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

const decode = (bytes: Uint8Array): FileReading => {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    return text.includes('\0') ? { kind: 'notText' } : { kind: 'text', text }
  } catch {
    return { kind: 'notText' }
  }
}

const readInside = (path: string): FileReading => {
  // A pipe or a device could block for ever: only regular files are opened, and without waiting.
  const before = statSync(path)
  if (before.isDirectory()) return { kind: 'unreadable', reason: 'EISDIR' }
  if (!before.isFile()) return { kind: 'unreadable', reason: 'not a regular file' }
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const { size } = fstatSync(file)
    return size > sizeLimit ? { kind: 'tooLarge', bytes: size, limit: sizeLimit } : decode(readFileSync(file))
  } finally {
    closeSync(file)
  }
}

/**
 * Access to the files below `root` (an absolute path of a folder that exists), and below or at the absolute paths in
 * `allowed`. Symbolic links may lead anywhere inside them and nowhere else; `.git` is never read. `onRead` is called
 * before each file.
 */
export const fileAccess = (
  root: string,
  onRead: (file: string) => void = () => undefined,
  allowed: readonly string[] = [],
): FileAccess => {
  const realRoot = realpathSync(root)
  const others = allowed.filter((path) => existsSync(path))
  const bounds: Bounds = {
    root,
    realRoot,
    named: [root, ...others],
    real: [realRoot, ...others.map((path) => realpathSync(path))],
  }
  return {
    read: (file) => {
      onRead(file)
      try {
        const found = place(bounds, file)
        return 'path' in found ? readInside(found.path) : found
      } catch (error) {
        return reasonOf(error)
      }
    },
    list: (folder) => {
      try {
        const found = place(bounds, folder)
        if (!('path' in found)) return []
        const isFile = (name: string): boolean => {
          try {
            const entry = place(bounds, join(folder, name))
            // What a link outside names is listed, so that reading it tells why it is not read.
            return 'path' in entry ? statSync(entry.path).isFile() : entry.kind === 'outsideRoot'
          } catch {
            return false // a link that leads nowhere
          }
        }
        return readdirSync(found.path).filter(isFile).sort()
      } catch {
        return []
      }
    },
  }
}
