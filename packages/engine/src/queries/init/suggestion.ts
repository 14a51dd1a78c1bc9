// One thing that no input tells, as an entry of hairpin.yaml that could tell it.
import type { Code } from '../../diagnostics/index.ts'

/** A section of hairpin.yaml; `suggestions` stand in this order. */
export const suggestedSections = [
  'era',
  'parameters',
  'sites',
  'guests',
  'circuits',
  'gateways',
  'routeServers',
  'virtualHubs',
  'serviceTags',
  'state',
] as const

/** A section that has suggestions. */
export type SuggestedSection = (typeof suggestedSections)[number]

/** What is not known. */
export type SuggestionCode =
  | 'era'
  | 'parameter'
  | 'siteBehindCircuit'
  | 'siteBehindDevice'
  | 'siteOfBgpPeer'
  | 'guestBgp'
  | 'guestAppliance'
  | 'guestCloudInit'
  | 'guestTunnel'
  | 'circuit'
  | 'gateway'
  | 'routeServer'
  | 'virtualHub'
  | 'serviceTags'
  | 'connectionState'
  | 'machineState'
  | 'linkState'

/** Why it matters: a code and what it is about; a guest may have several reasons. */
export interface SuggestionReason {
  readonly code: SuggestionCode
  readonly parameters: Readonly<Record<string, string>>
}

/** One entry that could be filled in. */
export interface Suggestion {
  readonly section: SuggestedSection
  /** What it is about, e.g. the name of a circuit. */
  readonly subject: string
  readonly reasons: readonly SuggestionReason[]
  /** An item of a list, the named entry of a dictionary, or the value itself. */
  readonly entry: unknown
  /** Fields whose values are made up: they have to be replaced. */
  readonly guessed: readonly string[]
  /** Findings that are there because of it, and go away when it is filled in. */
  readonly settles: readonly Code[]
}

/** Which suggestion answers the findings that ask for hairpin.yaml. */
export const suggestionFor: Readonly<Partial<Record<Code, readonly SuggestionCode[]>>> = {
  HP1063: ['parameter'],
  HP2014: ['serviceTags'],
  HP2015: ['serviceTags'],
  HP4010: ['guestTunnel'],
  HP5008: ['siteBehindDevice', 'siteOfBgpPeer', 'guestBgp'],
}
