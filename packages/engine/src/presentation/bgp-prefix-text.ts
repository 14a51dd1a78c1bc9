// The story of a prefix in words: where it starts, who learns it, where and why it stops, which VNets have it.
import { escapeControl } from '../diagnostics/index.ts'
import type { PrefixStop, PrefixStory, SpeakerReference } from '../queries/answers.ts'
import { fillOptions, showDeclaredAt, type TextOptions } from './text-options.ts'
import { textTable } from './text-table.ts'
import { wordsOf } from './words/index.ts'

/** `gateway ergw-hub (10.0.0.4)`. */
const named = ({ name, instance }: SpeakerReference): string =>
  `${escapeControl(name)}${instance === undefined ? '' : ` (${escapeControl(instance)})`}`

/** Instances of one speaker that say the same are told as one. */
const withoutInstance = <T>(items: readonly T[], textOf: (item: T) => string): readonly T[] => [
  ...new Map(items.map((item) => [textOf(item), item])).values(),
]

/** The text of `hairpin bgp --prefix`. */
export const bgpPrefixText = (story: PrefixStory, options: TextOptions): string => {
  const { style, showFile } = fillOptions(options)
  const { prefixStory, speakerKinds, refusals, rules } = wordsOf(options.language)
  const rule = (id: string): string => {
    const words: Readonly<Record<string, string>> = rules
    return words[id] === undefined ? id : `${id} ${words[id]}`
  }
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', style.bold(heading), ...lines]
  const origins = withoutInstance(story.origins, ({ speaker }) => `${speaker.kind}|${speaker.name}`).map(
    ({ speaker, declaredAt }) =>
      `  ${speakerKinds[speaker.kind]} ${escapeControl(speaker.name)}` +
      (declaredAt === undefined ? '' : `  ${showDeclaredAt(declaredAt, showFile)}`),
  )
  const learned = textTable(
    prefixStory.columns,
    story.learned.map(({ speaker, from, asPath, best }) => [
      named(speaker),
      named(from),
      asPath.join(' '),
      best ? '*' : '',
    ]),
  )
  const stopLine = ({ from, to, side, code, rule: id, asPath, declaredAt }: PrefixStop): string =>
    `  ${prefixStory.stop({
      from: escapeControl(from.name),
      to: escapeControl(to.name),
      side,
      reason: refusals[code],
      asPath: asPath.join(' '),
    })}  ${rule(id)}${declaredAt === undefined ? '' : `  ${showDeclaredAt(declaredAt, showFile)}`}`
  const programmed = story.programmed.map(
    ({ vnet, subnets, nextHops }) =>
      `  ${escapeControl(vnet.name)} (${subnets.map(escapeControl).join(', ')})${nextHops.length === 0 ? '' : ` → ${nextHops.join(', ')}`}`,
  )
  const lines = [
    style.bold(prefixStory.heading(story.prefix)),
    ...section(prefixStory.originsHeading, origins),
    ...section(prefixStory.learnedHeading, story.learned.length === 0 ? [] : learned),
    ...section(prefixStory.stopsHeading, [...new Set(story.stops.map(stopLine))]),
    ...section(prefixStory.programmedHeading, programmed),
  ]
  return `${lines.join('\n')}\n`
}
