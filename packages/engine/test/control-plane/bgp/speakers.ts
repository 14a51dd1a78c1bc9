// Speakers that stand for nothing in Azure: an AS number, prefixes, sessions and plain eBGP policies.
import { refuse } from '../../../src/control-plane/bgp/refusal.ts'
import { type BgpRoute, originate } from '../../../src/control-plane/bgp/route.ts'
import {
  connect,
  type Session,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../../../src/control-plane/bgp/speaker.ts'
import type { Site } from '../../../src/model/index.ts'
import { type Prefix, prefix } from '../../../src/net/index.ts'

const siteNamed = (name: string): Site => ({
  name,
  declaredAt: undefined,
  asn: undefined,
  prefixes: [],
  hosts: [],
  circuitLinks: [],
  vpnLinks: [],
  guest: undefined,
})

/** What a test may change of a plain eBGP speaker; both run after the loop check and the prepending. */
export interface Policies {
  readonly accept?: (route: BgpRoute, over: SessionEnd) => Verdict
  readonly announce?: (route: BgpRoute, over: SessionEnd) => Verdict
}

/** A speaker that refuses its own number in a path and puts it in front of what it passes on. */
export const ebgpSpeaker = (
  key: string,
  asn: number,
  prefixes: readonly string[] = [],
  policies: Policies = {},
): SpeakerDraft => ({
  key,
  asn,
  place: { kind: 'router', router: { kind: 'site', site: siteNamed(key) } },
  originated: prefixes.map((text) => originate(prefix(text))),
  sessions: [],
  accept: (route, over) => {
    if (route.asPath.includes(asn)) return refuse('loop', 'R7.2')
    const taken = { ...route, weight: 0, localPreference: 100 }
    return policies.accept === undefined ? taken : policies.accept(taken, over)
  },
  announce: (route, over) => {
    const sent = { ...route, asPath: [asn, ...route.asPath], nextHop: over.localAddress }
    return policies.announce === undefined ? sent : policies.announce(sent, over)
  },
})

/** A session without addresses. */
export const join = (
  a: SpeakerDraft,
  b: SpeakerDraft,
  up = true,
  kind: Session['kind'] = 'external',
): Session => connect({ speaker: a, address: undefined }, { speaker: b, address: undefined }, up, kind)

/** A route to 192.0.2.0/24 with the attributes of an originated one unless told otherwise. */
export const route = (attributes: Partial<BgpRoute> = {}, to: Prefix = prefix('192.0.2.0/24')): BgpRoute => ({
  ...originate(to),
  ...attributes,
})
