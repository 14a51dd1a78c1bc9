// Finds the user's language in the environment.
import type { Language } from '@hairpin/engine'

/** Japanese where LC_ALL, LC_MESSAGES or LANG (the first that is set) says so; English otherwise. */
export const languageOf = (environment: Readonly<Record<string, string | undefined>>): Language => {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^ja(?:$|[_.@-])/iu.test(locale) ? 'ja' : 'en'
}
