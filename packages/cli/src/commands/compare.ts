// `hairpin compare`: tables that Azure printed beside the prediction.
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import {
  compare,
  compareJson,
  comparisonText,
  type FileAccess,
  type Finding,
  findings,
  type Loaded,
  load,
  readEvidence,
} from '@hairpin/engine'
import { fileAccess } from '../file-access.ts'
import { shownFrom } from '../inputs.ts'
import { commandWordsOf } from '../words/index.ts'
import type { Asked, Reply } from './reply.ts'

/** What the arguments of `compare` mean: where the tables are, and what the prediction is made from. */
export interface ComparePlan {
  /** The folder or file with the tables, as it was written. */
  readonly evidence: string
  readonly inputs: readonly string[]
  /** The prediction comes from elsewhere than the tables: the resources collected with them tell of drift. */
  readonly isElsewhere: boolean
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** The inputs that a collected folder holds itself: its hairpin.yaml, and what was collected in `resources/`. */
const inputsIn = (folder: string, cwd: string): readonly string[] => {
  const resources = join(folder, 'resources')
  if (!existsSync(resolve(cwd, resources))) return [folder]
  const worlds = ['hairpin.yaml', 'hairpin.yml'].map((name) => join(folder, name))
  return [...worlds.filter((path) => existsSync(resolve(cwd, path))).slice(0, 1), resources]
}

/** Tells the tables from the inputs: the first path holds the tables, further ones are what is predicted from. */
export const comparePlan = (operands: readonly string[], cwd: string): ComparePlan => {
  const [evidence = '.', ...others] = operands
  if (others.length > 0) return { evidence, inputs: others, isElsewhere: true }
  const single = isFile(resolve(cwd, evidence))
  return { evidence, inputs: single ? ['.'] : inputsIn(evidence, cwd), isElsewhere: false }
}

/** The resources beside the tables, if there are any; what is wrong with them does not concern the question. */
const collectedIn = (access: FileAccess, era: number | undefined): Loaded | undefined => {
  const hasFolder = access.list('resources').length > 0
  const inputs = hasFolder
    ? [...(access.list('.').includes('hairpin.yaml') ? ['hairpin.yaml'] : []), 'resources']
    : ['.']
  const loaded = load(access, { inputs, ...(era === undefined ? {} : { era }) })
  return loaded.resourceSet.resources.size === 0 ? undefined : loaded
}

/** Compares the tables of the plan with the network that was asked. */
export const answerCompare = (asked: Asked, plan: ComparePlan, cwd: string): Reply => {
  const { network, options, language, style, width, verbose } = asked
  const path = resolve(cwd, plan.evidence)
  const single = isFile(path)
  // The tables may lie outside the root of the inputs: they are named, and read inside their own folder only.
  const folder = single ? dirname(path) : path
  const access = fileAccess(folder)
  const reading = readEvidence(access, single ? basename(path) : '.', single)
  const [missing] = reading.evidence.length === 0 ? reading.findings.slice(-1) : []
  if (missing !== undefined) {
    const where = findings.noEvidence({ folder: plan.evidence })
    return { kind: 'refusal', finding: missing.code === where.code ? where : missing }
  }
  const collected = plan.isElsewhere && !single ? collectedIn(access, options.era) : undefined
  const { world } = network.loaded.resourceSet
  const places = new Map([
    ...Object.entries(collected?.resourceSet.world.evidence ?? {}),
    ...Object.entries(world.evidence ?? {}),
    ...Object.entries(options.places),
  ])
  const { answer, findings: found } = compare(network.analysis, {
    evidence: reading.evidence,
    places,
    collected: collected?.resourceSet,
    era: options.era,
  })
  const all: readonly Finding[] = [...reading.findings, ...found]
  const wrongPlace = found.find(({ severity }) => severity === 'error')
  if (wrongPlace !== undefined) return { kind: 'refusal', finding: wrongPlace }
  const text =
    options.output === 'json'
      ? compareJson(answer, language)
      : comparisonText(answer, {
          language,
          style,
          width,
          showFile: network.showFile,
          showEvidence: shownFrom(cwd, folder),
          everyRow: verbose,
        })
  const differences = answer.groups.reduce((sum, { rows }) => sum + rows.length, 0)
  return {
    kind: 'answer',
    text,
    findings: all,
    isEmpty: answer.tables.length === 0,
    ...(options.strict && differences > 0
      ? { expectationNotMet: commandWordsOf(language).differencesNotAllowed(differences) }
      : {}),
  }
}
