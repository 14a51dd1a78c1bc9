// Turns a finding into words.
import type { Code, Finding } from './finding.ts'
import type { Catalogue, Text } from './messages/catalogue.ts'
import { english } from './messages/en/index.ts'
import { japanese } from './messages/ja/index.ts'

/** A language that every message exists in. */
export type Language = 'en' | 'ja'

const catalogues: Readonly<Record<Language, Catalogue>> = { en: english, ja: japanese }

/** What was found and expected, and what to do, in one line each; safe to print on a terminal. */
export const describe = <C extends Code>(finding: Finding<C>, language: Language): Text =>
  catalogues[language][finding.code](finding.parameters)
