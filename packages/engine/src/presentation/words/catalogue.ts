// The shape of a language's words: total over the answers' unions, so that a missing word does not compile.
import type {
  Assumption,
  BgpTable,
  Carrier,
  Ceiling,
  CostDriver,
  Decision,
  Ending,
  Hop,
  HopFilter,
  HubTable,
  Milliseconds,
  NarrowTunnel,
  Place,
  PrefixStop,
  TraceAnswer,
} from '../../queries/answers.ts'
import type { UnknownReason } from '../../resources/index.ts'
import type { ChangedEnds } from '../translation-lines.ts'
import type { GuestWords } from './guest-words.ts'
import type { RuleWithName } from './rules-with-names.ts'

/** Parameters of a decision or an assumption, already safe to print. */
export type Parameters = Readonly<Record<string, string>>

/** What the verdict says of one direction. */
export interface DirectionFacts {
  /** Where and why packets end that do not arrive. */
  readonly reason: string
  /** What part of the flows arrives, e.g. `50 %`; on the way back, of those that arrived. */
  readonly share: string
  /** How many of the equal-cost ways arrive, and how many there are. */
  readonly arriving: number
  readonly ways: number
}

/** What the sentence about a trace is made of; names are already safe to print. */
export interface VerdictFacts {
  readonly from: string
  /** The name, with the address behind it where the name is not the address. */
  readonly to: string
  readonly forward: DirectionFacts
  readonly back: DirectionFacts
  /** Whether the answer itself comes back, and what follows it is lost. */
  readonly isAnswered: boolean
  /** What part of all flows arrives and is answered. */
  readonly answered: string
}

/** Why a packet ended: the parts that are known. */
export interface ReasonFacts {
  readonly ending: Ending
  readonly element: string
  /** The element where the way ends, unless it is the one where it begins. */
  readonly onwardFrom: string | undefined
  /** The deciding route, where a route decided. */
  readonly prefix: string | undefined
  readonly nextHopType: string | undefined
  /** The last decision in words. */
  readonly detail: string
}

/** The words of one language. */
export interface Words {
  /** Short noun phrases. */
  readonly endings: { readonly [E in Ending]: string }
  readonly decisions: { readonly [C in Decision['code']]: (parameters: Parameters) => string }
  readonly hopKinds: { readonly [K in Hop['kind']]: string }
  readonly placeKinds: { readonly [K in Place['kind']]: string }
  /** Estimates of a path. */
  readonly quality: {
    readonly heading: string
    readonly roundTrip: (time: Milliseconds) => string
    readonly byWayOf: (peeringLocations: readonly string[]) => string
    readonly beyond: (sites: readonly string[]) => string
    readonly bandwidth: (ceiling: Ceiling, direction: 'forward' | 'return' | undefined) => string
    readonly mtu: (narrowest: NarrowTunnel) => string
    readonly costs: {
      readonly [C in CostDriver['code']]: (element: string, price: CostDriver['price']) => string
    }
  }
  /** What one security group or firewall decided. */
  readonly securityFilter: (filter: HopFilter) => string
  /** The packet that carries others through a tunnel, and what it passes. */
  readonly carriedBy: (carrier: Carrier, elements: readonly string[]) => string
  /** What an element has put in the place of addresses and ports. */
  readonly translatedEnds: (ends: ChangedEnds) => string
  readonly filtering: { readonly [F in TraceAnswer['filtering']]: string }
  /** Of a packet that is lost for another reason. */
  readonly filteringSoFar: string
  readonly reachability: { readonly [V in TraceAnswer['verdict']]: string }
  readonly speakerKinds: { readonly [K in BgpTable['speaker']['kind']]: string }
  readonly bgpTables: { readonly [T in BgpTable['table']]: string }
  readonly links: { readonly [L in NonNullable<BgpTable['link']>]: string }
  /** Sentences: what is taken for granted, and how the answer would change. */
  readonly assumptions: { readonly [C in Assumption['code']]: (parameters: Parameters) => string }
  readonly rules: { readonly [R in RuleWithName]: string }
  readonly severities: { readonly error: string; readonly warning: string; readonly note: string }

  readonly verdict: { readonly [V in TraceAnswer['verdict']]: (facts: VerdictFacts) => string }
  readonly reason: (facts: ReasonFacts) => string
  /** Reasons that are told, and how many are not. */
  readonly andMoreReasons: (told: string, more: number) => string
  readonly wayThere: (from: string, to: string) => string
  readonly wayBack: (from: string, to: string) => string
  readonly way: (number: number, count: number, share: string) => string
  readonly sameDecisions: string
  /** Ways that are only counted: how many, their part of the flows, how they end. */
  readonly moreWays: (count: number, share: string, ending: string) => string
  /** In place of a way back, where nobody owns the destination. */
  readonly nobodyReplies: string
  readonly symmetric: string
  /** The appliances and firewalls that see one direction only; none where flows cross between equal ways. */
  readonly asymmetric: (devices: readonly string[]) => string
  /** The ways differ, but not in what may follow connections: each such device sees both directions, or there is none. */
  readonly sameAppliances: string
  readonly noAppliances: string
  /** Marks of an element that takes one off the TTL. */
  readonly decrementsAndAnswers: string
  readonly decrementsSilently: string
  readonly onSomeWays: string
  readonly tracerouteShows: string
  /** The lines above come again, up to this TTL. */
  readonly sameAgain: (ttl: number) => string
  readonly noReplyComes: (protocol: TraceAnswer['protocol']) => string
  readonly replyUnknown: (protocol: TraceAnswer['protocol']) => string
  readonly replyTtl: (ttl: number, protocol: TraceAnswer['protocol']) => string
  readonly assumptionsHeading: string
  readonly findingsHeading: string

  readonly placeHeading: (place: {
    readonly kind: string
    readonly name: string
    readonly vm: string | undefined
    readonly subnet: string | undefined
  }) => string
  readonly noRoutes: string
  readonly noTables: string
  readonly noSpeakers: string
  /** Stands for the prefixes of a row that are not shown. */
  readonly morePrefixes: (count: number) => string
  readonly routeColumns: { readonly name: string; readonly declaredAt: string; readonly rule: string }

  readonly bgpHeading: (table: {
    readonly name: string
    readonly kind: string
    readonly instance: string | undefined
    readonly link: string | undefined
    readonly table: string
    readonly direction: BgpTable['table']
    readonly peer: string | undefined
  }) => string

  /** Why a speaker does not tell or take a route. */
  readonly refusals: { readonly [C in PrefixStop['code']]: string }

  readonly prefixStory: {
    readonly heading: (prefix: string) => string
    readonly originsHeading: string
    readonly learnedHeading: string
    readonly columns: readonly [speaker: string, from: string, asPath: string, best: string]
    readonly stopsHeading: string
    readonly stop: (facts: {
      readonly from: string
      readonly to: string
      readonly side: PrefixStop['side']
      readonly reason: string
      readonly asPath: string
    }) => string
    readonly programmedHeading: string
  }

  readonly hubHeading: (table: {
    readonly hub: string
    readonly kind: HubTable['resource']['kind']
    readonly name: string
  }) => string

  readonly inspect: {
    readonly summary: (counts: { readonly resources: number; readonly assumed: number }) => string
    readonly resourceColumns: readonly [name: string, type: string, declaredAt: string]
    readonly assumed: string
    readonly guestHeading: string
    readonly guestColumns: readonly [machine: string, says: string, from: string]
    readonly guestSaysNothing: string
    readonly unknownHeading: string
    readonly unknownColumns: readonly [resource: string, property: string, reason: string, origin: string]
    readonly unknownReasons: { readonly [R in UnknownReason]: string }
    readonly ignoredHeading: string
    readonly ignoredCount: (counts: { resources: number; types: number }) => string
    readonly unsupportedHeading: string
    readonly countColumns: readonly [type: string, count: string]
    readonly nothing: string
  }

  readonly tour: {
    readonly reachabilityHeading: string
    readonly fromColumn: string
    readonly routesHeading: (place: string) => string
    readonly traceHeading: (from: string, to: string) => string
    readonly nextHeading: string
  }

  readonly guest: GuestWords

  readonly styles: {
    readonly outcomeUnknown: string
    readonly otherFlows: (share: string) => string
  }

  readonly findings: {
    readonly hint: string
    readonly azureCode: (code: string) => string
    readonly bicepCode: (code: string) => string
    readonly summary: (counts: {
      readonly errors: number
      readonly warnings: number
      readonly notes: number
    }) => string
  }
}
