// Picks the command's own words of a language.
import type { Language } from '@hairpin/engine'
import type { CommandWords } from './catalogue.ts'
import { english } from './en.ts'
import { japanese } from './ja.ts'

const catalogues: Readonly<Record<Language, CommandWords>> = { en: english, ja: japanese }

/** The words of a language. */
export const commandWordsOf = (language: Language): CommandWords => catalogues[language]
