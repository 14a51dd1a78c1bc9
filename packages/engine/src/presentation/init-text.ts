// The file that `init` writes: every suggestion commented out, with why it matters.
import { escapeControl, type Language } from '../diagnostics/index.ts'
import type { SuggestedSection, Suggestion, SuggestionCode } from '../queries/index.ts'
import { initEnglish } from './words/init-en.ts'
import { initJapanese } from './words/init-ja.ts'
import type { InitWords } from './words/init-words.ts'
import { wrapText } from './wrap-text.ts'
import { inlineYaml, yamlLines } from './yaml-text.ts'

const words: Readonly<Record<Language, InitWords>> = { en: initEnglish, ja: initJapanese }

const width = 100

/** A blank behind the # marks what only explains. */
const prose = (text: string): readonly string[] =>
  wrapText(escapeControl(text), width, { first: '# ', rest: '# ' })

/** None is behind the # of what can be uncommented. */
const commented = (line: string): string => `#${escapeControl(line)}`

/** Sections whose value is one thing and not a list. */
const single: ReadonlySet<SuggestedSection> = new Set(['era', 'serviceTags'])
/** Sections of named entries. */
const named: ReadonlySet<SuggestedSection> = new Set(['parameters', 'guests'])

const entryLines = ({ section, entry }: Suggestion): readonly string[] =>
  single.has(section)
    ? [`${section}: ${inlineYaml(entry)}`]
    : yamlLines(named.has(section) ? entry : [entry]).map((line) => `  ${line}`)

const safe = (parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, escapeControl(value)]))

/** Reasons that can be given once for several things. */
const shared: ReadonlySet<SuggestionCode> = new Set([
  'parameter',
  'guestCloudInit',
  'gateway',
  'routeServer',
  'circuit',
])

/** Parameters that are names of things; the others decide on the sentence. */
const decisive: ReadonlySet<string> = new Set(['kind', 'bgp'])

const groupKey = ({ reasons, settles }: Suggestion, index: number): string => {
  const [only, ...others] = reasons
  if (only === undefined || others.length > 0 || !shared.has(only.code)) return `${index}`
  const words = Object.entries(only.parameters).filter(([name]) => decisive.has(name))
  return JSON.stringify([only.code, words, settles])
}

/** Several reasons of one kind in one sentence: the names of all things in the place of the one. */
const joined = (group: readonly Suggestion[], reason: number): Readonly<Record<string, string>> => {
  const all = group.map(({ reasons }) => safe(reasons[reason]?.parameters ?? {}))
  const names = [...new Set(all.flatMap(Object.keys))]
  return Object.fromEntries(
    names.map((name) => [name, [...new Set(all.flatMap((parameters) => parameters[name] ?? []))].join(', ')]),
  )
}

const groupLines = (
  group: readonly Suggestion[],
  language: InitWords,
  separator: string,
): readonly string[] => {
  const [first] = group
  if (first === undefined) return []
  const guessed = [...new Set(group.flatMap((each) => each.guessed))]
  const closing = [
    ...(guessed.length === 0 ? [] : [language.guessed(guessed)]),
    ...(first.settles.length === 0 ? [] : [language.settles(first.settles)]),
  ]
  const reasons = first.reasons.map(({ code }, index) => language.reasons[code](joined(group, index)))
  return [
    ...reasons.flatMap(prose),
    ...(closing.length === 0 ? [] : prose(closing.join(separator))),
    ...group.flatMap(entryLines).map(commented),
  ]
}

/** The states are one line each: their names say enough. */
const sectionLines = (
  section: SuggestedSection,
  suggestions: readonly Suggestion[],
  language: InitWords,
  separator: string,
): readonly string[] => {
  const heading = [...prose(`── ${language.sections[section]} ──`)]
  const head = single.has(section) ? [] : [commented(`${section}:`)]
  if (section === 'state') return [...heading, ...head, ...suggestions.flatMap(entryLines).map(commented)]
  const keys = new Map(suggestions.map((each, index) => [each, groupKey(each, index)]))
  const groups = [...Map.groupBy(suggestions, (each) => keys.get(each)).values()]
  return [...heading, ...head, ...groups.flatMap((group) => groupLines(group, language, separator))]
}

/** What of the file is not a comment: the inputs, where they are not those that are found anyway. */
export interface InitFile {
  readonly inputs: readonly string[]
}

/** The text of hairpin.yaml. As it stands it changes no answer. */
export const initText = (
  suggestions: readonly Suggestion[],
  { inputs }: InitFile,
  language: Language,
): string => {
  const spoken = words[language]
  const separator = language === 'ja' ? '' : ' '
  const sections = [...Map.groupBy(suggestions, ({ section }) => section)]
  const lines = [
    ...spoken.head.flatMap(prose),
    'version: 1',
    ...(inputs.length === 0 ? [] : yamlLines({ inputs })),
    ...(sections.length === 0 ? ['', ...prose(spoken.nothing)] : []),
    ...sections.flatMap(([section, own]) => ['', ...sectionLines(section, own, spoken, separator)]),
  ]
  return `${lines.join('\n')}\n`
}
