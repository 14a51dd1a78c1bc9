// The shape of the words around a machine's own tables; the tables themselves are in no language.
import type { LayerDifference } from '../../queries/index.ts'

/** What a difference between the two layers names. */
export interface LayerParameters {
  /** Prefixes with the gateways that the kernel names: `10.30.0.0/16 via 10.0.0.10, 10.32.0.0/16`. */
  readonly routes: string
  readonly dev: string
  /** The outer destination of a tunnel. */
  readonly remote: string
  /** Azure's route and where it leads; undefined where it has none. */
  readonly azure: { readonly prefix: string; readonly nextHop: string } | undefined
}

/** The words of one language. */
export interface GuestWords {
  readonly stopped: (machine: string) => string
  readonly shownAsLinux: (machine: string, system: 'windows' | 'ios') => string
  /** Placeholders in the tables. */
  readonly placeholders: string
  readonly layersHeading: (machine: string) => string
  readonly layersExplained: string
  readonly layersAgree: string
  readonly layers: { readonly [C in LayerDifference['code']]: (parameters: LayerParameters) => string }
}
