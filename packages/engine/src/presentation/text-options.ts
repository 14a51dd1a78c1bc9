// What every text of this folder can be told: language, emphasis, width, and how file names are shown.
import type { Language } from '../diagnostics/index.ts'
import { plainStyle, type Style } from './style.ts'

/** Options of a text; only the language has no default. */
export interface TextOptions {
  readonly language: Language
  /** Default: no emphasis. */
  readonly style?: Style
  /** Columns that sentences are wrapped at (100). Tables are as wide as their content. */
  readonly width?: number
  /** Turns a file name of a span (relative to the root) into one that the reader can open. Default: as it is. */
  readonly showFile?: (file: string) => string
}

/** The same with every default filled in. */
export interface FilledTextOptions {
  readonly language: Language
  readonly style: Style
  readonly width: number
  readonly showFile: (file: string) => string
}

/** Fills in the defaults. */
export const fillOptions = (options: TextOptions): FilledTextOptions => ({
  language: options.language,
  style: options.style ?? plainStyle,
  width: options.width ?? 100,
  showFile: options.showFile ?? ((file) => file),
})

/** `file:line:col`, perhaps with a name behind it, and with the file's name as the reader sees it. */
export const showDeclaredAt = (declaredAt: string, showFile: (file: string) => string): string => {
  const found = /^(?<file>.+?)(?<position>:\d+:\d+(?: .+)?)$/su.exec(declaredAt)
  const file = found?.groups?.['file']
  return file === undefined ? declaredAt : showFile(file) + (found?.groups?.['position'] ?? '')
}
