// A site of which only the announcements are known: it takes everything and passes nothing on.
import type { Site, SiteAdvertisement } from '../../model/index.ts'
import { prefixKey } from '../../net/index.ts'
import { refuse } from '../bgp/refusal.ts'
import { originate } from '../bgp/route.ts'
import { nextHopOn, noMarks, type SessionEnd, type SpeakerDraft } from '../bgp/speaker.ts'

/** Stands for an AS that nobody named; it appears in paths, so it must be a number (RFC 5398, documentation use). */
const unnamedAsn = 64496

/** The site's speaker, and where to note what it says over each of its sessions. */
export interface AnnouncingSite {
  readonly speaker: SpeakerDraft
  readonly says: Map<SessionEnd, readonly SiteAdvertisement[]>
}

/** Google's Cloud Router. Recorded circuits show what it originates, and nothing else, with an incomplete origin. */
const googleCloudRouter = 16550

const asnOf = (site: Site): number =>
  site.asn ??
  site.circuitLinks.find(({ circuit }) => circuit.customerAsn !== undefined)?.circuit.customerAsn ??
  unnamedAsn

/** The speaker of a site without a router configuration. */
export const announcingSite = (site: Site): AnnouncingSite => {
  const seen = new Set<string>()
  const originated = [...site.circuitLinks, ...site.vpnLinks]
    .flatMap((link) => link.advertises)
    .filter(({ prefix }) => {
      const key = prefixKey(prefix)
      return seen.has(key) ? false : seen.add(key)
    })
    .map(({ prefix }) => originate(prefix, { declaredAt: site.declaredAt }))
  const says = new Map<SessionEnd, readonly SiteAdvertisement[]>()
  return {
    says,
    speaker: {
      key: `router:${site.name}`,
      asn: asnOf(site),
      place: { kind: 'router', router: { kind: 'site', site } },
      originated,
      sessions: [],
      accept: (route) => ({ ...route, marks: noMarks, weight: 0 }),
      announce: (route, over) => {
        if (route.learnedOver !== undefined) return refuse('passesNothingOn', 'R3.27')
        const stated = says.get(over)?.find(({ prefix }) => prefixKey(prefix) === prefixKey(route.prefix))
        if (stated === undefined) return refuse('passesNothingOn', 'R3.27')
        const asPath = stated.asPath.length > 0 ? stated.asPath : [unnamedAsn]
        const origin = asPath.at(-1) === googleCloudRouter ? 'incomplete' : route.origin
        return { ...route, asPath, origin, med: stated.med, nextHop: nextHopOn(over, route.prefix) }
      },
    },
  }
}
