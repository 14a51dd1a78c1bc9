// From arguments to a network that can be asked: files, load, analysis, with progress on the way.
import { resolve } from 'node:path'
import {
  type Analysis,
  analyse,
  type Finding,
  type Loaded,
  load,
  newestYear,
  oldestYear,
} from '@hairpin/engine'
import type { Options } from './arguments.ts'
import { fileAccess } from './file-access.ts'
import { nameIn, type Result, rootOf, shownFrom } from './inputs.ts'
import type { Progress } from './progress.ts'
import type { CommandWords } from './words/catalogue.ts'

/** A network and what was found on the way to it. */
export interface Network {
  readonly loaded: Loaded
  readonly analysis: Analysis
  readonly findings: readonly Finding[]
  readonly showFile: (file: string) => string
}

/** Which options bear on reading. */
export type ReadingOptions = Pick<
  Options,
  | 'parameters'
  | 'modulePaths'
  | 'moduleCaches'
  | 'environment'
  | 'externalInputs'
  | 'era'
  | 'root'
  | 'resourceGroup'
  | 'subscription'
  | 'location'
>

/** No options at all. */
export const noReadingOptions: ReadingOptions = {
  parameters: {},
  modulePaths: {},
  moduleCaches: [],
  environment: {},
  externalInputs: {},
  era: undefined,
  root: undefined,
  resourceGroup: undefined,
  subscription: undefined,
  location: undefined,
}

/** Reads the inputs and analyses them. The only refusal is a root that does not exist. */
export const readNetwork = (
  inputs: readonly string[],
  options: ReadingOptions,
  cwd: string,
  progress: Progress,
  words: CommandWords,
): Result<Network> => {
  const root = rootOf(inputs, options.root, cwd)
  if (!root.ok) return root
  let files = 0
  const modulePaths = Object.entries(options.modulePaths).map(
    ([prefix, path]) => [prefix, resolve(cwd, path)] as const,
  )
  const moduleCaches = options.moduleCaches.map((path) => resolve(cwd, path))
  // What the command line names may lie anywhere: who typed it has allowed it.
  const allowed = [...modulePaths.map(([, path]) => path), ...moduleCaches]
  const access = fileAccess(
    root.value,
    () => {
      files += 1
      progress.show(words.reading(files))
    },
    allowed,
  )
  const loaded = load(access, {
    inputs: inputs.map((input) => nameIn(root.value, resolve(cwd, input))),
    parameters: options.parameters,
    modulePaths: Object.fromEntries(modulePaths.map(([prefix, path]) => [prefix, nameIn(root.value, path)])),
    moduleCaches: moduleCaches.map((path) => nameIn(root.value, path)),
    environment: options.environment,
    externalInputs: options.externalInputs,
    years: { earliest: oldestYear, latest: newestYear },
    ...(options.era === undefined ? {} : { era: options.era }),
    ...(options.subscription === undefined ? {} : { subscription: options.subscription }),
    ...(options.resourceGroup === undefined ? {} : { resourceGroup: options.resourceGroup }),
    ...(options.location === undefined ? {} : { location: options.location }),
  })
  progress.show(words.analysing(loaded.resourceSet.resources.size))
  const analysis = analyse(loaded.resourceSet, { era: options.era, found: loaded.findings })
  progress.show(words.answering)
  return {
    ok: true,
    value: {
      loaded,
      analysis,
      findings: [...loaded.findings, ...analysis.findings],
      showFile: shownFrom(cwd, root.value),
    },
  }
}
