// The help, for the program and for each command, laid out from the table of options.
import { displayWidth, type Language, padEndToWidth, type Style, wrapText } from '@hairpin/engine'
import {
  type CommandName,
  listedCommands,
  type OptionName,
  optionNames,
  optionOf,
  usages,
} from './options.ts'
import { commandWordsOf } from './words/index.ts'

const width = 100

/** Two columns; the second one is wrapped within itself. */
const columns = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const first = Math.max(...rows.map(([left]) => displayWidth(left)))
  return rows.flatMap(([left, right]) =>
    wrapText(right, width, {
      first: `  ${padEndToWidth(left, first)}  `,
      rest: ' '.repeat(first + 4),
    }),
  )
}

const paragraph = (text: string): readonly string[] => wrapText(text, width, { first: '  ', rest: '  ' })

const usageOf = (command: CommandName): string =>
  usages[command].replace('hairpin ', '').replace(' [options]', '')

const examples: Readonly<Record<CommandName, readonly string[]>> = {
  routes: ['hairpin routes vm-spoke10', 'hairpin routes vnet-hub00/GatewaySubnet network.json --wide'],
  trace: [
    'hairpin trace vm-spoke10 vm-spoke20',
    'hairpin trace vm-spoke10 10.110.0.4:22 --style ethr',
    'hairpin trace vm-spoke10 vm-spoke110 --expect reach --output json',
  ],
  bgp: ['hairpin bgp', 'hairpin bgp ergw-hub00', 'hairpin bgp --prefix 10.10.0.0/16'],
  guest: [
    'hairpin guest vm-hub00',
    'hairpin guest vm-hub00 --show frr',
    'hairpin guest vm-hub00 --output json',
  ],
  inspect: ['hairpin inspect', 'hairpin inspect network.json --output json'],
  compare: [
    'hairpin compare collected',
    'hairpin compare collected . --strict',
    'hairpin compare table.json main.bicep --place table.json=nic-spoke10',
  ],
  init: ['hairpin init', 'hairpin init main.bicep --stdout'],
  tour: ['hairpin tour --lang ja'],
}

const optionRows = (names: readonly OptionName[], language: Language, command: CommandName | undefined) => {
  const words = commandWordsOf(language)
  return names.map((name): readonly [string, string] => {
    const option = optionOf(name)
    const values = option.allowed?.(command ?? 'routes')
    const short = option.flags.startsWith('--') ? '    ' : ''
    const value = option.value === undefined ? '' : ` ${option.value}`
    const details = values === undefined ? '' : words.oneOf(values)
    return [`${short}${option.flags}${value}`, words.options[name] + details]
  })
}

/** What begins a line in a table begins with a small letter; above a text it begins with a capital one. */
const asHeading = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** The help of one command, or of the program. */
export const helpText = (command: CommandName | undefined, language: Language, style: Style): string => {
  const words = commandWordsOf(language)
  const section = (heading: string, lines: readonly string[]): readonly string[] => [
    '',
    style.bold(heading),
    ...lines,
  ]
  const names = optionNames.filter(
    (name) => command === undefined || optionOf(name).commands.includes(command),
  )
  const shown = command === undefined ? (['trace', 'routes'] as const) : [command]
  const lines = [
    ...wrapText(command === undefined ? words.purpose : asHeading(words.commands[command]), width, {
      first: '',
      rest: '',
    }),
    ...section(words.usageHeading, [
      `  ${command === undefined ? 'hairpin COMMAND [NAME…] [INPUT…] [options]' : usages[command]}`,
    ]),
    ...(command === undefined
      ? section(
          words.commandsHeading,
          columns(
            listedCommands.map((name) => [usageOf(name).replace(' [INPUT…]', ''), words.commands[name]]),
          ),
        )
      : []),
    ...(command === 'tour'
      ? []
      : section(words.argumentsHeading, [
          ...(command === undefined ? [] : paragraph(words.arguments[command])),
          ...paragraph(words.inputs),
        ])),
    ...section(words.optionsHeading, columns(optionRows(names, language, command))),
    ...section(
      words.examplesHeading,
      shown.flatMap((name) => examples[name]).map((example) => `  ${example}`),
    ),
    ...section(words.exitCodesHeading, columns(words.exitCodes)),
    ...(command === undefined ? ['', words.moreHelp] : []),
  ]
  return `${lines.join('\n')}\n`
}
