// The options of every command: the one table from which they are parsed, checked and explained.

/** A command by its name. `tour` is not listed in the help. */
export const commandNames = ['routes', 'trace', 'bgp', 'guest', 'inspect', 'compare', 'init', 'tour'] as const

/** The name of a command. */
export type CommandName = (typeof commandNames)[number]

/** The commands that the help lists. */
export const listedCommands: readonly CommandName[] = [
  'routes',
  'trace',
  'bgp',
  'guest',
  'inspect',
  'compare',
  'init',
]

/** One option. Without `value` it is a switch. */
export interface OptionSpecification {
  /** As commander wants it, without the value: `-o, --output`. */
  readonly flags: string
  /** The value's name in the help. */
  readonly value?: string
  /** The only values, where they are few; they may differ from command to command. */
  readonly allowed?: (command: CommandName) => readonly string[]
  readonly commands: readonly CommandName[]
  readonly repeatable?: boolean
  /** For the message that the value is missing. */
  readonly example?: string
}

/** Commands whose answer is printed in several forms. */
const questions: readonly CommandName[] = ['routes', 'trace', 'bgp', 'guest', 'inspect', 'compare']
/** Commands that read a network. */
const reading: readonly CommandName[] = listedCommands

/** All options in the order of the help, by the name under which their values are kept. */
export const optionNames = [
  'output',
  'wide',
  'proto',
  'style',
  'expect',
  'prefix',
  'show',
  'place',
  'strict',
  'stdout',
  'force',
  'param',
  'modulePath',
  'moduleCache',
  'env',
  'externalInput',
  'era',
  'plan',
  'root',
  'resourceGroup',
  'subscription',
  'location',
  'lang',
  'verbose',
  'color',
  'version',
  'help',
] as const

/** The name of an option. */
export type OptionName = (typeof optionNames)[number]

const optionTable: Readonly<Record<OptionName, OptionSpecification>> = {
  output: {
    flags: '-o, --output',
    value: 'FORMAT',
    allowed: (command) => (command === 'routes' ? ['text', 'json', 'az'] : ['text', 'json']),
    commands: questions,
    example: '--output json',
  },
  wide: { flags: '--wide', commands: ['routes'] },
  proto: {
    flags: '--proto',
    value: 'PROTOCOL',
    allowed: () => ['icmp', 'tcp', 'udp'],
    commands: ['trace'],
    example: '--proto tcp',
  },
  style: {
    flags: '--style',
    value: 'TOOL',
    allowed: () => ['traceroute', 'tracert', 'ethr', 'ping', 'psping'],
    commands: ['trace'],
    example: '--style tracert',
  },
  expect: {
    flags: '--expect',
    value: 'OUTCOME',
    allowed: () => ['reach', 'drop'],
    commands: ['trace'],
    example: '--expect reach',
  },
  prefix: { flags: '--prefix', value: 'PREFIX', commands: ['bgp'], example: '--prefix 10.10.0.0/16' },
  show: {
    flags: '--show',
    value: 'PART',
    allowed: () => ['all', 'addr', 'route', 'rule', 'frr', 'bgp', 'layers'],
    commands: ['guest'],
    example: '--show route',
  },
  place: {
    flags: '--place',
    value: 'FILE=NAME',
    commands: ['compare'],
    repeatable: true,
    example: '--place table.json=nic-spoke10',
  },
  strict: { flags: '--strict', commands: ['compare'] },
  stdout: { flags: '--stdout', commands: ['init'] },
  force: { flags: '--force', commands: ['init'] },
  param: {
    flags: '--param',
    value: 'NAME=VALUE',
    commands: reading,
    repeatable: true,
    example: '--param location=japaneast',
  },
  modulePath: {
    flags: '--module-path',
    value: 'PREFIX=DIR',
    commands: reading,
    repeatable: true,
    example: '--module-path br/public:avm=./vendor/avm',
  },
  moduleCache: {
    flags: '--module-cache',
    value: 'DIR',
    commands: reading,
    repeatable: true,
    example: '--module-cache ~/.bicep',
  },
  env: {
    flags: '--env',
    value: 'NAME=VALUE',
    commands: reading,
    repeatable: true,
    example: '--env REGION=japaneast',
  },
  externalInput: {
    flags: '--external-input',
    value: 'KIND=VALUE',
    commands: reading,
    repeatable: true,
    example: '--external-input sys.cliArg:region=japaneast',
  },
  era: { flags: '--era', value: 'YEAR', commands: reading, example: '--era 2022' },
  plan: {
    flags: '--plan',
    value: 'SIDE',
    allowed: () => ['before', 'after'],
    commands: reading,
    example: '--plan before',
  },
  root: { flags: '--root', value: 'DIR', commands: reading, example: '--root ..' },
  resourceGroup: {
    flags: '--resource-group',
    value: 'NAME',
    commands: reading,
    example: '--resource-group rg-network',
  },
  subscription: {
    flags: '--subscription',
    value: 'ID',
    commands: reading,
    example: '--subscription 00000000-0000-0000-0000-000000000000',
  },
  location: { flags: '--location', value: 'REGION', commands: reading, example: '--location japaneast' },
  lang: {
    flags: '--lang',
    value: 'LANGUAGE',
    allowed: () => ['en', 'ja'],
    commands: commandNames,
    example: '--lang ja',
  },
  verbose: { flags: '-v, --verbose', commands: commandNames },
  color: { flags: '--no-color', commands: commandNames },
  version: { flags: '-V, --version', commands: commandNames },
  help: { flags: '-h, --help', commands: commandNames },
}

/** An option by its name. */
export const optionOf = (name: OptionName): OptionSpecification => optionTable[name]

/** `--output` of `-o, --output`. */
export const longFlag = (option: OptionSpecification): string =>
  option.flags.split(', ').at(-1) ?? option.flags

/** How each command is called. */
export const usages: Readonly<Record<CommandName, string>> = {
  routes: 'hairpin routes [NIC|VM|SUBNET|GATEWAY] [INPUT…] [options]',
  trace: 'hairpin trace FROM TO[:PORT] [INPUT…] [options]',
  bgp: 'hairpin bgp [SPEAKER] [INPUT…] [options]',
  guest: 'hairpin guest VM [INPUT…] [options]',
  inspect: 'hairpin inspect [INPUT…] [options]',
  compare: 'hairpin compare FOLDER [INPUT…] [options]',
  init: 'hairpin init [INPUT…] [options]',
  tour: 'hairpin tour [options]',
}

/** How many names each command takes, and what they are called in the usage line. */
export const namesOf: Readonly<
  Record<CommandName, { readonly required: readonly string[]; readonly most: number }>
> = {
  routes: { required: [], most: 1 },
  trace: { required: ['FROM', 'TO'], most: 2 },
  bgp: { required: [], most: 1 },
  guest: { required: ['VM'], most: 1 },
  inspect: { required: [], most: 0 },
  compare: { required: [], most: 0 },
  init: { required: [], most: 0 },
  tour: { required: [], most: 0 },
}
