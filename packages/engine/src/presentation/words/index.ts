// Picks the words of a language.
import type { Language } from '../../diagnostics/index.ts'
import type { Words } from './catalogue.ts'
import { english } from './en.ts'
import { japanese } from './ja.ts'

const catalogues: Readonly<Record<Language, Words>> = { en: english, ja: japanese }

/** The words of a language. */
export const wordsOf = (language: Language): Words => catalogues[language]

/** The entry of an open list, for keys that come from an answer's free text; undefined when it has none. */
export const wordFor = <T>(words: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined

/** A rule's id with its short name, where it has one: `R1.3 reserved prefixes go to None`. */
export const ruleText = (rule: string, words: Words): string => {
  const name = wordFor(words.rules, rule)
  return name === undefined ? rule : `${rule} ${name}`
}
