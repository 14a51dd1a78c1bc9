// The words for what elements make of addresses, which stand apart from the others for their length.
import type { Words } from './catalogue.ts'

/** Words of one language. */
export interface TranslationWords {
  readonly decisions: Pick<
    Words['decisions'],
    | 'sourceTranslated'
    | 'destinationTranslated'
    | 'addressTranslation'
    | 'answerFromElsewhere'
    | 'foreignSource'
    | 'publicAddressOfFirewall'
  >
  readonly assumptions: Pick<Words['assumptions'], 'firewallAllows' | 'firewallInstance'>
}
