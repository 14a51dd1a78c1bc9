// What a command gives back: a text for stdout, findings for stderr, and how it went.
import type { Finding, Language, Style } from '@hairpin/engine'
import type { Options } from '../arguments.ts'
import type { Network } from '../network.ts'

/** What a command is asked with. */
export interface Asked {
  readonly network: Network
  readonly names: readonly string[]
  readonly options: Options
  readonly language: Language
  readonly style: Style
  readonly width: number
  readonly verbose: boolean
}

/** An answer, or why there is none. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly text: string
      /** Findings about this very answer that the text does not show. */
      readonly findings: readonly Finding[]
      /** Said on stderr; the exit code is 1 then. */
      readonly expectationNotMet?: string
      /** There was nothing to answer; the findings say why. */
      readonly isEmpty?: boolean
    }
  | { readonly kind: 'refusal'; readonly finding: Finding }

/** A plain answer. */
export const answerWith = (text: string): Reply => ({ kind: 'answer', text, findings: [] })
