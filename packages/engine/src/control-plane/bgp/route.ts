// Makes and compares BGP routes.
import type { Span } from '../../diagnostics/index.ts'
import type { Prefix } from '../../net/index.ts'
import { type BgpRoute, type Marks, noMarks, type Origin } from './speaker.ts'

export type { BgpRoute, Origin } from './speaker.ts'

/** A route as its originator starts it. */
export const originate = (
  prefix: Prefix,
  settings: {
    readonly origin?: Origin
    readonly declaredAt?: Span | undefined
    readonly weight?: number
    readonly marks?: Marks
    readonly nextHop?: BgpRoute['nextHop']
  } = {},
): BgpRoute => ({
  prefix,
  asPath: [],
  origin: settings.origin ?? 'igp',
  nextHop: settings.nextHop,
  localPreference: 100,
  med: 0,
  weight: settings.weight ?? 0,
  communities: [],
  marks: settings.marks ?? noMarks,
  usable: true,
  learnedOver: undefined,
  exit: undefined,
  declaredAt: settings.declaredAt,
})

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((number, index) => number === b[index])

const sameMarks = (a: Marks, b: Marks): boolean =>
  a === b ||
  (a.reflection === b.reflection &&
    a.addressSpace === b.addressSpace &&
    a.peerAddress === b.peerAddress &&
    a.clientPool === b.clientPool &&
    a.hubPrefix === b.hubPrefix &&
    a.branch === b.branch &&
    a.propagatesTo === b.propagatesTo &&
    a.remoteHub === b.remoteHub)

/** Whether two routes for one prefix over one session say the same: then nothing needs to be told again. */
export const sameRoute = (a: BgpRoute | undefined, b: BgpRoute | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.nextHop === b.nextHop &&
    a.localPreference === b.localPreference &&
    a.med === b.med &&
    a.weight === b.weight &&
    a.origin === b.origin &&
    a.usable === b.usable &&
    a.exit === b.exit &&
    sameMarks(a.marks, b.marks) &&
    sameNumbers(a.asPath, b.asPath) &&
    a.communities.length === b.communities.length &&
    a.communities.every((community, index) => community === b.communities[index]))
