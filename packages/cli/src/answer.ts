// Answers one command: reads, asks, prints the answer on stdout and the findings on stderr, and tells how it went.
import { type Finding, findings, findingsText, type Language, newestYear, oldestYear } from '@hairpin/engine'
import type { Options } from './arguments.ts'
import { answerBgp } from './commands/bgp.ts'
import { answerCompare, comparePlan } from './commands/compare.ts'
import { answerGuest } from './commands/guest.ts'
import { answerInit } from './commands/init.ts'
import { answerInspect } from './commands/inspect.ts'
import type { Asked, Reply } from './commands/reply.ts'
import { answerRoutes } from './commands/routes.ts'
import { answerTour } from './commands/tour.ts'
import { answerTrace } from './commands/trace.ts'
import { exampleFolder } from './example.ts'
import { tellApart } from './inputs.ts'
import type { ExitCode, Io } from './io.ts'
import { type Network, noReadingOptions, readNetwork } from './network.ts'
import type { CommandName } from './options.ts'
import { progressOn } from './progress.ts'
import { styleFor } from './style.ts'
import { commandWordsOf } from './words/index.ts'

/** How texts look. */
export interface Appearance {
  readonly language: Language
  readonly verbose: boolean
  readonly color: boolean
}

const narrowest = 60
const widest = 100

/** Columns of sentences: the terminal's, within what reads well. */
const widthOf = (io: Io): number => Math.min(widest, Math.max(narrowest, io.columns ?? widest))

/** Prints findings on stderr; code frames come from the network's own texts. */
export const reportFindings = (
  found: readonly Finding[],
  { language, color }: Appearance,
  io: Io,
  network?: Network,
): void => {
  const text = findingsText(found, {
    language,
    style: styleFor('stderr', color, io),
    width: widthOf(io),
    ...(network === undefined ? {} : { showFile: network.showFile, sources: network.loaded.sources }),
  })
  if (text !== '') io.stderr(text)
}

/** The year of `--era`, if there is no behaviour known of it. */
const eraMistake = (era: number | undefined): Finding | undefined =>
  era === undefined || (era >= oldestYear && era <= newestYear)
    ? undefined
    : findings.eraOutOfRange({ found: era, earliest: oldestYear, latest: newestYear })

const isError = (finding: Finding): boolean => finding.severity === 'error'

const ask = (command: CommandName, asked: Asked, paths: readonly string[], io: Io): Reply => {
  switch (command) {
    case 'routes':
      return answerRoutes(asked)
    case 'trace':
      return answerTrace(asked)
    case 'bgp':
      return answerBgp(asked)
    case 'guest':
      return answerGuest(asked)
    case 'inspect':
      return answerInspect(asked)
    case 'compare':
      return answerCompare(asked, comparePlan(paths, io.cwd), io.cwd)
    case 'init':
      return answerInit(asked, paths, io.cwd)
    case 'tour':
      return answerTour(asked, io.cwd, io.environment)
  }
}

/** A command with its arguments as they were written. */
export interface Question {
  readonly command: CommandName
  readonly operands: readonly string[]
  readonly options: Options
}

/** Answers a question. */
export const answer = (question: Question, appearance: Appearance, io: Io): ExitCode => {
  const { command, options } = question
  const { language, verbose, color } = appearance
  const operands = tellApart(command, question.operands, io.cwd)
  if (!operands.ok) {
    reportFindings([operands.finding], appearance, io)
    return 2
  }
  const mistake = eraMistake(options.era)
  if (mistake !== undefined) {
    reportFindings([mistake], appearance, io)
    return 2
  }
  const isTour = command === 'tour'
  const paths = operands.value.inputs
  const inputs = isTour
    ? [exampleFolder()]
    : command === 'compare'
      ? comparePlan(paths, io.cwd).inputs
      : paths
  const progress = progressOn(io)
  const words = commandWordsOf(language)
  const read = readNetwork(inputs, isTour ? noReadingOptions : options, io.cwd, progress, words)
  if (!read.ok) {
    reportFindings([read.finding], appearance, io)
    return 2
  }
  const network = read.value
  const cannotAnswer = network.loaded.resourceSet.resources.size === 0 && network.findings.some(isError)
  if (cannotAnswer && command !== 'inspect') {
    progress.end()
    reportFindings(network.findings, appearance, io, network)
    return 2
  }
  const reply = ask(
    command,
    {
      network,
      names: operands.value.names,
      options,
      language,
      style: styleFor('stdout', color, io),
      width: widthOf(io),
      verbose,
    },
    paths,
    io,
  )
  progress.end()
  if (reply.kind === 'refusal') {
    reportFindings([...network.findings, reply.finding].filter(isError), appearance, io, network)
    return 2
  }
  io.stdout(reply.text)
  // JSON of `inspect` holds the findings already; notes are for those who ask for them.
  const found = [...network.findings, ...reply.findings]
  const isHeard = (finding: Finding): boolean =>
    verbose || command === 'inspect' || finding.severity !== 'note'
  if (!isTour && !(command === 'inspect' && options.output === 'json')) {
    reportFindings(found.filter(isHeard), appearance, io, network)
  }
  if (reply.expectationNotMet !== undefined) io.stderr(`${reply.expectationNotMet}\n`)
  if (cannotAnswer || reply.isEmpty === true) return 2
  return found.some(isError) || reply.expectationNotMet !== undefined ? 1 : 0
}

/** The finding for a bug of ours. */
export const bug = (error: unknown): Finding =>
  findings.internalError({ message: error instanceof Error ? error.message : String(error) })
