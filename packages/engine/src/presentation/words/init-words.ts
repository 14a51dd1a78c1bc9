// The words of the file that `init` writes: their shape, so that a missing one does not compile.
import type { SuggestedSection, SuggestionCode } from '../../queries/index.ts'
import type { Parameters } from './catalogue.ts'

/** The words of one language. */
export interface InitWords {
  /** Paragraphs at the top of the file. */
  readonly head: readonly string[]
  readonly nothing: string
  readonly sections: { readonly [S in SuggestedSection]: string }
  /** Why each thing matters. */
  readonly reasons: { readonly [C in SuggestionCode]: (parameters: Parameters) => string }
  readonly guessed: (fields: readonly string[]) => string
  readonly settles: (codes: readonly string[]) => string
}
