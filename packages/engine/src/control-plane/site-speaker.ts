// A site's edge as a BGP speaker: either it only originates what the world file says, or it runs a configuration.
import type { BgpConfiguration, BgpNeighbor, Circuit, CircuitLink, Site } from '../model/index.ts'
import { type Prefix, parseAddress, prefixKey, prefixNamed } from '../net/index.ts'
import { type BgpRoute, originate } from './bgp/route.ts'
import { applyPolicy } from './bgp/route-policy.ts'
import { nextHopOn, type SessionEnd, type SpeakerDraft } from './bgp/speaker.ts'

/** Stands for an AS that nobody named; it appears in paths, so it must be a number (RFC 5398, documentation use). */
const unnamedAsn = 64496

const circuitOf = (over: SessionEnd | undefined): Circuit | undefined => {
  const place = over?.peer.speaker.place
  return place?.kind === 'msee' ? place.circuit : undefined
}

/** A site of which only the announcements are known: it takes everything and passes nothing on. */
const announcingSite = (site: Site): SpeakerDraft => {
  const seen = new Set<string>()
  const originated = site.circuitLinks
    .flatMap((link) => link.advertises)
    .filter(({ prefix }) => {
      const key = prefixKey(prefix)
      return seen.has(key) ? false : seen.add(key)
    })
    .map(({ prefix }) => originate(prefix, { declaredAt: site.declaredAt }))
  return {
    key: `site:${site.name}`,
    asn:
      site.asn ??
      site.circuitLinks.find((link) => link.circuit.customerAsn)?.circuit.customerAsn ??
      unnamedAsn,
    place: { kind: 'site', site },
    originated,
    sessions: [],
    accept: (route) => route,
    announce: (route, over) => {
      if (route.learnedOver !== undefined) return undefined
      const link = site.circuitLinks.find((candidate) => candidate.circuit === circuitOf(over))
      const stated = link?.advertises.find(({ prefix }) => prefixKey(prefix) === prefixKey(route.prefix))
      if (stated === undefined) return undefined
      const asPath = stated.asPath.length > 0 ? stated.asPath : [unnamedAsn]
      return { ...route, asPath, med: stated.med, nextHop: nextHopOn(over, route.prefix) }
    },
  }
}

/** Prefixes directly on the device's interfaces, for `redistribute connected`. */
const connectedPrefixes = (site: Site): readonly Prefix[] =>
  (site.guest?.addresses ?? []).flatMap(({ address }) => prefixNamed(address) ?? [])

const originatedBy = (site: Site, bgp: BgpConfiguration): readonly BgpRoute[] => {
  const stated = (bgp.networks ?? [])
    .flatMap((text) => prefixNamed(text) ?? [])
    .map((prefix) => ({ prefix, origin: 'igp' as const }))
  const redistributes = (kind: 'static' | 'connected' | 'kernel'): boolean =>
    bgp.redistribute?.includes(kind) ?? false
  const connected = redistributes('connected') ? connectedPrefixes(site) : []
  const fixed =
    redistributes('static') || redistributes('kernel')
      ? (site.guest?.routes ?? []).flatMap((route) => prefixNamed(route.prefix) ?? [])
      : []
  const redistributed = [...connected, ...fixed].map((prefix) => ({ prefix, origin: 'incomplete' as const }))
  const seen = new Set<string>()
  return [...stated, ...redistributed].flatMap(({ prefix, origin }) => {
    const key = prefixKey(prefix)
    if (seen.has(key)) return []
    seen.add(key)
    return [originate(prefix, { origin, declaredAt: bgp.span ?? site.declaredAt })]
  })
}

const neighborOf = (bgp: BgpConfiguration, over: SessionEnd): BgpNeighbor | undefined => {
  const address = over.peer.localAddress
  return address === undefined
    ? undefined
    : bgp.neighbors.find((neighbor) => parseAddress(neighbor.address) === address)
}

/** A site that runs a router configuration: it passes on what it learns, as eBGP does. */
const configuredSite = (site: Site, bgp: BgpConfiguration): SpeakerDraft => ({
  key: `site:${site.name}`,
  asn: bgp.asn,
  place: { kind: 'site', site },
  originated: originatedBy(site, bgp),
  sessions: [],
  accept: (route, over) => {
    const neighbor = neighborOf(bgp, over)
    const own = route.asPath.filter((asn) => asn === bgp.asn).length
    if (own > (neighbor?.allowAsIn ?? 0)) return undefined
    // A reflection mark is Azure's own knowledge; a router outside never sees it (R3.24).
    return applyPolicy({ ...route, reflection: undefined, weight: 0, localPreference: 100 }, neighbor?.import)
  },
  announce: (route, over) => {
    const neighbor = neighborOf(bgp, over)
    if (neighbor === undefined) return undefined
    const allowed = applyPolicy(route, neighbor.export)
    if (allowed === undefined) return undefined
    // as-override concerns the neighbour's number only (R7.2).
    const path = neighbor.asOverride
      ? allowed.asPath.map((asn) => (asn === neighbor.asn ? bgp.asn : asn))
      : allowed.asPath
    return {
      ...allowed,
      asPath: [neighbor.localAs ?? bgp.asn, ...path],
      nextHop:
        allowed.nextHop !== undefined && allowed.nextHop !== route.nextHop
          ? allowed.nextHop
          : nextHopOn(over, route.prefix),
      localPreference: 100,
      med: allowed.learnedOver === undefined || allowed.med !== route.med ? allowed.med : 0,
      weight: 0,
    }
  },
})

/** The speaker of a site. */
export const siteSpeaker = (site: Site): SpeakerDraft => {
  const bgp = site.guest?.bgp
  return bgp === undefined || bgp.running === false ? announcingSite(site) : configuredSite(site, bgp)
}

/** Whether the site has a session with this MSEE: by its configured neighbours, or by its links. */
export const siteSessionUp = (site: Site, circuit: Circuit, link: CircuitLink): boolean | undefined => {
  const attachment = site.circuitLinks.find((candidate) => candidate.circuit === circuit)
  if (attachment === undefined) return undefined
  const bgp = site.guest?.bgp
  if (bgp !== undefined && bgp.running !== false) {
    const neighbor = bgp.neighbors.find(
      (candidate) => link.mseeAddress !== undefined && parseAddress(candidate.address) === link.mseeAddress,
    )
    return neighbor === undefined
      ? undefined
      : attachment.up && link.customerSessionUp && neighbor.up !== false
  }
  return attachment.up && link.customerSessionUp
}
