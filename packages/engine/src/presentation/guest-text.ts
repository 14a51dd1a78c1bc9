// A machine's own tables as its tools print them, and below them where the kernel and Azure do not mean the same.
import { escapeControl } from '../diagnostics/index.ts'
import type { GuestAnswer, LayerDifference } from '../queries/index.ts'
import { answerFindingsText } from './findings-text.ts'
import { bgpSummaryLines, bgpTableLines } from './guest-tools/frr-bgp.ts'
import { frrRouteLines } from './guest-tools/frr-routes.ts'
import { ipAddrLines } from './guest-tools/ip-addr.ts'
import { ipRouteLines, ipRuleLines } from './guest-tools/ip-route.ts'
import { type FilledTextOptions, fillOptions, showDeclaredAt, type TextOptions } from './text-options.ts'
import type { Words } from './words/catalogue.ts'
import { wordsOf } from './words/index.ts'
import { wrapText } from './wrap-text.ts'

/** A command and what it prints. */
interface Screen {
  readonly prompt: string
  readonly lines: readonly string[]
}

const screens = (answer: GuestAnswer): readonly Screen[] => {
  const shell = (command: string): string => `${answer.machine.name}:~$ ${command}`
  const vtysh = (command: string): string => `${answer.machine.name}# ${command}`
  const { addr, route, rule, frr, bgp } = answer
  return [
    ...(addr === undefined ? [] : [{ prompt: shell('ip -d addr'), lines: ipAddrLines(addr) }]),
    ...(route ?? []).map(({ table, routes }) => ({
      prompt: shell(table === 'main' ? 'ip route' : `ip route show table ${table}`),
      lines: ipRouteLines(routes),
    })),
    ...(rule === undefined ? [] : [{ prompt: shell('ip rule'), lines: ipRuleLines(rule) }]),
    ...(frr === undefined || frr === null
      ? []
      : [{ prompt: vtysh('show ip route'), lines: frrRouteLines(frr) }]),
    ...(bgp === undefined || bgp === null
      ? []
      : [
          { prompt: vtysh('show ip bgp'), lines: bgpTableLines(bgp) },
          { prompt: vtysh('show bgp summary'), lines: bgpSummaryLines(bgp) },
        ]),
  ]
}

/** What has to agree for differences to be told in one sentence. */
const sentenceKey = ({ code, dev, remote, azure }: LayerDifference): string =>
  JSON.stringify([code, dev, remote, azure])

const together = (layers: readonly LayerDifference[]): readonly (readonly LayerDifference[])[] => [
  ...Map.groupBy(layers, sentenceKey).values(),
]

const differenceLines = (
  [first, ...others]: readonly LayerDifference[],
  { width, showFile, style }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  if (first === undefined) return []
  const { code, dev, remote = '', azure } = first
  const routes = [first, ...others].map(({ prefix, via }) =>
    via === undefined ? prefix : `${prefix} via ${via}`,
  )
  const sentence = words.guest.layers[code]({
    routes: escapeControl(routes.join(', ')),
    dev: escapeControl(dev),
    remote: escapeControl(remote),
    azure:
      azure === null
        ? undefined
        : {
            prefix: azure.addressPrefix,
            nextHop: [azure.nextHopType, azure.nextHopIpAddress.join(', ')]
              .filter((text) => text !== '')
              .join(' '),
          },
  })
  const place = azure?.declaredAt
  return [
    ...wrapText(sentence, width, { first: '  - ', rest: '    ' }),
    ...(place === undefined ? [] : [style.dim(`    ${escapeControl(showDeclaredAt(place, showFile))}`)]),
  ]
}

const layerLines = (
  answer: GuestAnswer,
  layers: readonly LayerDifference[],
  options: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const { style, width } = options
  const plain = { first: '', rest: '' }
  return [
    style.bold(escapeControl(words.guest.layersHeading(answer.machine.name))),
    ...(layers.length === 0
      ? wrapText(words.guest.layersAgree, width, plain)
      : [
          ...wrapText(words.guest.layersExplained, width, plain),
          ...together(layers).flatMap((differences) => differenceLines(differences, options, words)),
        ]),
  ]
}

/** What has to be known of the whole answer before it is read. */
const cautions = (answer: GuestAnswer, { guest }: Words): readonly string[] => {
  const name = escapeControl(answer.machine.name)
  return [
    ...(answer.system === 'linux' ? [] : [guest.shownAsLinux(name, answer.system)]),
    ...(answer.running ? [] : [guest.stopped(name)]),
  ]
}

/**
 * The text of `hairpin guest`. One screen alone stands as the tool prints it; several have the prompt of their command
 * above them. Tools print the same in every language.
 */
export const guestText = (answer: GuestAnswer, options: TextOptions): string => {
  const filled = fillOptions(options)
  const { style, width } = filled
  const words = wordsOf(options.language)
  const all = screens(answer)
  const [only, ...others] = all
  const { layers } = answer
  const whole = all.length > 0 && layers !== undefined
  const shown = all.map(({ prompt, lines }) =>
    [style.bold(escapeControl(prompt)), ...lines.map(escapeLine)].join('\n'),
  )
  const isAlone = only !== undefined && others.length === 0 && !whole
  const notes = whole ? [...cautions(answer, words), words.guest.placeholders] : []
  const parts = [
    ...(notes.length === 0
      ? []
      : [
          notes
            .flatMap((note) => wrapText(note, width, { first: '', rest: '' }))
            .map(style.dim)
            .join('\n'),
        ]),
    ...(isAlone ? [only.lines.map(escapeLine).join('\n')] : shown),
    ...(layers === undefined ? [] : [layerLines(answer, layers, filled, words).join('\n')]),
  ]
  return `${parts.join('\n\n')}\n${answerFindingsText(answer.findings, options)}`
}

/** Tabs are the tools' own; everything else that could steer a terminal is made visible. */
const escapeLine = (line: string): string => line.split('\t').map(escapeControl).join('\t')
