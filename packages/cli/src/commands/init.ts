// `hairpin init`: writes a first hairpin.yaml beside the input, in which everything is commented out.
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { findings, init, initText } from '@hairpin/engine'
import { commandWordsOf } from '../words/index.ts'
import { type Asked, answerWith, type Reply } from './reply.ts'

const worldFile = 'hairpin.yaml'

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** The folder that the file belongs to: the first input, or the one that holds it. */
const folderOf = (input: string, cwd: string): string => {
  const path = resolve(cwd, input)
  return isFolder(path) ? path : dirname(path)
}

/** What a folder without a world file stands for: the file does not have to name these. */
const foundAnyway: ReadonlySet<string> = new Set([
  '',
  'main.bicep',
  'azuredeploy.json',
  worldFile,
  'hairpin.yml',
])

/** The inputs as the file names them, relative to itself; none where they are found anyway. */
const inputsFor = (paths: readonly string[], folder: string, cwd: string): readonly string[] => {
  const names = paths.map((path) => relative(folder, resolve(cwd, path)).split(sep).join('/'))
  const [only, ...others] = names
  const isFound =
    only !== undefined &&
    others.length === 0 &&
    foundAnyway.has(only) &&
    // Beside main.bicep, azuredeploy.json is not read.
    !(only === 'azuredeploy.json' && existsSync(join(folder, 'main.bicep')))
  return isFound ? [] : names.map((name) => (name === '' ? '.' : name))
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)

/** Writes the file, or prints it. */
export const answerInit = (asked: Asked, paths: readonly string[], cwd: string): Reply => {
  const { network, options, language } = asked
  const folder = folderOf(paths[0] ?? '.', cwd)
  const suggestions = init(network.loaded, network.analysis)
  const { inputs: stated = [] } = network.loaded.resourceSet.world
  const inputs = stated.length > 0 ? stated : inputsFor(paths, folder, cwd)
  const text = initText(suggestions, { inputs }, language)
  if (options.stdout) return answerWith(text)
  const path = join(folder, worldFile)
  const shown = relative(cwd, path) || worldFile
  const other = [path, join(folder, 'hairpin.yml')].find((each) => existsSync(each))
  if (other !== undefined && !options.force)
    return { kind: 'refusal', finding: findings.worldFileExists({ file: relative(cwd, other) }) }
  try {
    // Without --force nothing is replaced, not even a file that came up since.
    writeFileSync(path, text, { flag: options.force ? 'w' : 'wx' })
  } catch (error) {
    return { kind: 'refusal', finding: findings.fileNotWritten({ file: shown, reason: reasonOf(error) }) }
  }
  return answerWith(`${commandWordsOf(language).written(shown)}\n`)
}
