// Tells inputs from names among the arguments, and finds the root folder that files may be read in.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type Finding, findings, nearest } from '@hairpin/engine'
import { commonFolder } from './file-access.ts'
import { type CommandName, namesOf, usages } from './options.ts'

/** The arguments of a command, told apart. */
export interface Operands {
  readonly names: readonly string[]
  /** Files and folders as they were written; the current folder when none is named. */
  readonly inputs: readonly string[]
}

/** A result, or the finding that stands for it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly finding: Finding }

const inputExtensions = /\.(?:bicep|bicepparam|json|jsonc|ya?ml|tf|tfplan|tfstate)$/iu

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Whether an argument that names nothing on disk was meant as a path: how it is written, or where it begins, says so. */
const looksLikePath = (text: string, cwd: string): boolean => {
  if (/^\/subscriptions\//iu.test(text) || text.includes('://')) return false
  if (/^(?:\.{1,2}|~)?\//u.test(text) || text.endsWith('/') || inputExtensions.test(text)) return true
  const [first, ...rest] = text.split('/')
  return first !== undefined && rest.length > 0 && isFolder(resolve(cwd, first))
}

/** "Did you mean": the nearest entry of the folder that exists. */
const nearestEntry = (input: string, cwd: string): string | undefined => {
  const folder = dirname(resolve(cwd, input))
  if (!isFolder(folder)) return undefined
  const found = nearest(basename(input), readdirSync(folder))
  return found === undefined ? undefined : join(dirname(input), found)
}

const notThere = (file: string, cwd: string): { readonly ok: false; readonly finding: Finding } => ({
  ok: false,
  finding: findings.fileNotFound({ file, suggestion: nearestEntry(file, cwd) }),
})

/**
 * Which arguments are inputs: those that name an existing file or folder. All others are names, in their
 * order; a name that is also a folder here can be written as `group/name` or as an id.
 */
export const tellApart = (
  command: CommandName,
  operands: readonly string[],
  cwd: string,
): Result<Operands> => {
  const { required, most } = namesOf[command]
  const usage = usages[command]
  const names: string[] = []
  const inputs: string[] = []
  for (const operand of operands) {
    // What a script leaves empty is no name, and not the current folder either.
    if (operand.trim() === '') {
      const argument = required[names.length] ?? 'INPUT'
      return { ok: false, finding: findings.argumentMissing({ argument, usage }) }
    }
    if (existsSync(resolve(cwd, operand))) inputs.push(operand)
    else if (looksLikePath(operand, cwd)) return notThere(operand, cwd)
    else names.push(operand)
  }
  const missing = required[names.length]
  if (missing !== undefined)
    return { ok: false, finding: findings.argumentMissing({ argument: missing, usage }) }
  const extra = names[most]
  if (extra !== undefined) {
    return { ok: false, finding: findings.unexpectedArgument({ argument: extra, usage }) }
  }
  return { ok: true, value: { names, inputs: inputs.length === 0 ? ['.'] : inputs } }
}

/** What marks a folder as the root of a project. */
const rootMarks = ['.git', 'bicepconfig.json']

const nearestProject = (folder: string): string | undefined => {
  for (let current = folder; ; current = dirname(current)) {
    if (rootMarks.some((mark) => existsSync(join(current, mark)))) return current
    if (dirname(current) === current) return undefined
  }
}

/**
 * The absolute path of the root: `--root`, else the nearest folder above the first input that holds `.git`
 * or `bicepconfig.json`, else the deepest folder that holds all inputs.
 */
export const rootOf = (
  inputs: readonly string[],
  chosen: string | undefined,
  cwd: string,
): Result<string> => {
  if (chosen !== undefined) {
    const root = resolve(cwd, chosen)
    return isFolder(root) ? { ok: true, value: root } : notThere(chosen, cwd)
  }
  const missing = inputs.find((input) => !existsSync(resolve(cwd, input)))
  if (missing !== undefined) return notThere(missing, cwd)
  const [first = cwd, ...others] = inputs.map((input) => {
    const path = resolve(cwd, input)
    return isFolder(path) ? path : dirname(path)
  })
  return { ok: true, value: nearestProject(first) ?? others.reduce(commonFolder, first) }
}

/** A path as the engine names it: relative to the root, with forward slashes, `.` for the root itself. */
export const nameIn = (root: string, path: string): string => relative(root, path).split(sep).join('/') || '.'

/** A file of the engine as the user finds it from the current folder. */
export const shownFrom =
  (cwd: string, root: string): ((file: string) => string) =>
  (file) =>
    relative(cwd, resolve(root, file)) || file
