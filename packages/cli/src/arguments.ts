// Reads the command line: which command, which names and inputs, which options.
import type * as Engine from '@hairpin/engine'
import { Command, Option } from 'commander'
import {
  type CommandName,
  commandNames,
  listedCommands,
  longFlag,
  type OptionName,
  optionNames,
  optionOf,
} from './options.ts'

/** What is said of a mistake, once the engine is there to say it: it is only loaded when it is needed. */
export type Complaint = (
  engine: Pick<typeof Engine, 'findings' | 'nearest' | 'oldestYear' | 'newestYear'>,
) => Engine.Finding

/** The options with their types; what was not given is undefined. */
export interface Options {
  readonly output: string | undefined
  readonly wide: boolean
  readonly protocol: Engine.Protocol | undefined
  readonly style: Engine.TraceStyle | undefined
  readonly expect: 'reach' | 'drop' | undefined
  readonly prefix: string | undefined
  /** Undefined for all parts. */
  readonly show: Engine.GuestPart | undefined
  /** Files of tables and what they belong to. */
  readonly places: Readonly<Record<string, string>>
  readonly strict: boolean
  readonly stdout: boolean
  readonly force: boolean
  readonly parameters: Readonly<Record<string, string>>
  /** Folders by the front part of the module paths that they stand for. */
  readonly modulePaths: Readonly<Record<string, string>>
  readonly moduleCaches: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly externalInputs: Readonly<Record<string, string>>
  readonly era: number | undefined
  readonly plan: 'before' | 'after' | undefined
  readonly root: string | undefined
  readonly resourceGroup: string | undefined
  readonly subscription: string | undefined
  readonly location: string | undefined
}

/** Options that count even when the rest of the line is wrong. */
export interface Manner {
  readonly language: Engine.Language | undefined
  readonly verbose: boolean
  readonly color: boolean
}

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command: CommandName | undefined; readonly asked: boolean }
  | { readonly kind: 'mistake'; readonly complaint: Complaint }
  | {
      readonly kind: 'question'
      readonly command: CommandName
      readonly operands: readonly string[]
      readonly options: Options
    }

type Values = Readonly<Record<string, unknown>>

const isCommandName = (text: string): text is CommandName => commandNames.some((name) => name === text)

/** commander knows every option, also of other commands, so that they may stand anywhere; which belong is checked here. */
const parse = (
  argv: readonly string[],
): { operands: readonly string[]; unknown: readonly string[]; values: Values } => {
  const parser = new Command('hairpin').helpOption(false)
  for (const name of optionNames) {
    const { flags, value, repeatable } = optionOf(name)
    // A value is optional to commander, so that its absence can be explained in the user's language.
    const option = new Option(value === undefined ? flags : `${flags} [value]`)
    if (repeatable === true) {
      option.argParser((text: string, before: unknown) => [...(Array.isArray(before) ? before : []), text])
    }
    parser.addOption(option)
  }
  const { operands, unknown } = parser.parseOptions([...argv])
  return { operands, unknown, values: parser.opts() }
}

const given = (values: Values, name: OptionName): boolean =>
  name === 'color' ? values['color'] === false : values[name] !== undefined

/** The first thing that is wrong with the options, whatever the command does with them. */
const optionMistake = (values: Values, command: CommandName): Complaint | undefined => {
  for (const name of optionNames) {
    if (!given(values, name)) continue
    const option = optionOf(name)
    const flag = longFlag(option)
    if (!option.commands.includes(command)) {
      const known = optionNames.map(optionOf).filter(({ commands }) => commands.includes(command))
      return ({ findings, nearest }) =>
        findings.unknownOption({ command, option: flag, suggestion: nearest(flag, known.map(longFlag)) })
    }
    const value = values[name]
    if (option.value !== undefined && (value === true || value === '')) {
      return ({ findings }) => findings.optionValueMissing({ option: flag, example: option.example ?? flag })
    }
    const allowed = option.allowed?.(command)
    if (allowed !== undefined && typeof value === 'string' && !allowed.includes(value)) {
      return ({ findings, nearest }) =>
        findings.optionValueNotAllowed({
          option: flag,
          found: value,
          allowed,
          suggestion: nearest(value, allowed),
        })
    }
  }
  return undefined
}

const textIn = (values: Values, name: OptionName): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** The value as one of a few words; anything else was refused before. */
const wordIn = <W extends string>(values: Values, name: OptionName, words: readonly W[]): W | undefined =>
  words.find((word) => word === values[name])

/** Options that give values to names. */
type PairOption = 'param' | 'place' | 'modulePath' | 'env' | 'externalInput'

type Pairs = { readonly pairs: Readonly<Record<string, string>> } | { readonly complaint: Complaint }

const listIn = (values: Values, name: OptionName): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(values[name]) ? values[name] : []
  return list.filter((item) => typeof item === 'string')
}

/** `NAME=VALUE` of an option that may be repeated; the last one of a name counts. */
const pairsIn = (values: Values, option: PairOption): Pairs => {
  const entries: [string, string][] = []
  for (const text of listIn(values, option)) {
    const { name, value } = /^(?<name>[^=]+)=(?<value>.*)$/su.exec(text)?.groups ?? {}
    if (name === undefined || value === undefined) {
      const { example = '' } = optionOf(option)
      return {
        complaint: ({ findings }) =>
          findings.optionValueMissing({ option: longFlag(optionOf(option)), example }),
      }
    }
    entries.push([name, value])
  }
  return { pairs: Object.fromEntries(entries) }
}

type Era = { readonly era: number | undefined } | { readonly complaint: Complaint }

const eraIn = (values: Values): Era => {
  const text = textIn(values, 'era')
  if (text === undefined) return { era: undefined }
  const year = /^\d{4}$/u.test(text) ? Number(text) : undefined
  if (year === undefined) {
    return {
      complaint: ({ findings, oldestYear, newestYear }) =>
        findings.eraOutOfRange({ found: text, earliest: oldestYear, latest: newestYear }),
    }
  }
  return { era: year }
}

const question = (command: CommandName, operands: readonly string[], values: Values): Request => {
  const complaint = optionMistake(values, command)
  if (complaint !== undefined) return { kind: 'mistake', complaint }
  const parameters = pairsIn(values, 'param')
  if ('complaint' in parameters) return { kind: 'mistake', complaint: parameters.complaint }
  const places = pairsIn(values, 'place')
  if ('complaint' in places) return { kind: 'mistake', complaint: places.complaint }
  const modulePaths = pairsIn(values, 'modulePath')
  if ('complaint' in modulePaths) return { kind: 'mistake', complaint: modulePaths.complaint }
  const environment = pairsIn(values, 'env')
  if ('complaint' in environment) return { kind: 'mistake', complaint: environment.complaint }
  const externalInputs = pairsIn(values, 'externalInput')
  if ('complaint' in externalInputs) return { kind: 'mistake', complaint: externalInputs.complaint }
  const era = eraIn(values)
  if ('complaint' in era) return { kind: 'mistake', complaint: era.complaint }
  return {
    kind: 'question',
    command,
    operands,
    options: {
      output: textIn(values, 'output'),
      wide: values['wide'] === true,
      protocol: wordIn(values, 'proto', ['icmp', 'tcp', 'udp']),
      style: wordIn(values, 'style', ['traceroute', 'tracert', 'ethr', 'ping', 'psping']),
      expect: wordIn(values, 'expect', ['reach', 'drop']),
      prefix: textIn(values, 'prefix'),
      show: wordIn(values, 'show', ['addr', 'route', 'rule', 'frr', 'bgp', 'layers']),
      places: places.pairs,
      strict: values['strict'] === true,
      stdout: values['stdout'] === true,
      force: values['force'] === true,
      parameters: parameters.pairs,
      modulePaths: modulePaths.pairs,
      moduleCaches: listIn(values, 'moduleCache'),
      environment: environment.pairs,
      externalInputs: externalInputs.pairs,
      era: era.era,
      plan: wordIn(values, 'plan', ['before', 'after']),
      root: textIn(values, 'root'),
      resourceGroup: textIn(values, 'resourceGroup'),
      subscription: textIn(values, 'subscription'),
      location: textIn(values, 'location'),
    },
  }
}

const unknownCommand =
  (command: string): Complaint =>
  ({ findings, nearest }) =>
    findings.unknownCommand({ command, known: listedCommands, suggestion: nearest(command, listedCommands) })

const requestOf = (argv: readonly string[]): { readonly request: Request; readonly values: Values } => {
  const { operands, unknown, values } = parse(argv)
  const [first, ...rest] = operands
  const wantsHelp = values['help'] === true || first === 'help'
  const named = first === 'help' ? rest[0] : first
  const make = (): Request => {
    if (values['version'] === true) return { kind: 'version' }
    if (named !== undefined && !isCommandName(named))
      return { kind: 'mistake', complaint: unknownCommand(named) }
    if (wantsHelp) return { kind: 'help', command: named, asked: true }
    const stranger = unknown[0]?.split('=')[0]
    if (stranger !== undefined) {
      const flags = optionNames
        .map(optionOf)
        .filter(({ commands }) => named === undefined || commands.includes(named))
        .map(longFlag)
      const complaint: Complaint = ({ findings, nearest }) =>
        findings.unknownOption({
          command: named ?? 'hairpin',
          option: stranger,
          suggestion: nearest(stranger, flags),
        })
      return { kind: 'mistake', complaint }
    }
    return named === undefined
      ? { kind: 'help', command: undefined, asked: false }
      : question(named, rest, values)
  }
  return { request: make(), values }
}

/** Reads the arguments behind the program's name. Never throws: a mistake is a complaint. */
export const readArguments = (
  argv: readonly string[],
): { readonly request: Request; readonly manner: Manner } => {
  const { request, values } = requestOf(argv)
  return {
    request,
    manner: {
      language: wordIn(values, 'lang', ['en', 'ja']),
      verbose: values['verbose'] === true,
      color: values['color'] !== false,
    },
  }
}
