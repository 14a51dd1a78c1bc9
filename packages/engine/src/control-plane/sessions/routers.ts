// The speakers of machines and sites, and the sessions that they have with each other.
import type { Era } from '../../facts/index.ts'
import type { BgpConfiguration, BgpNeighbor, Network, Router, Site, Vm } from '../../model/index.ts'
import { type Address, familyOf, parseAddress } from '../../net/index.ts'
import { connect, type SpeakerDraft } from '../bgp/speaker.ts'
import { type AnnouncingSite, announcingSite } from '../speakers/announcing-site.ts'
import { routerSpeaker } from '../speakers/router.ts'
import { guestOf } from '../speakers/routing-daemon.ts'
import { expectsAsn } from './expected-asn.ts'

/** A router that runs a configuration. */
export interface ConfiguredRouter {
  readonly router: Router
  readonly bgp: BgpConfiguration
  readonly speaker: SpeakerDraft
  /** Whether it works at all: a machine that Azure has stopped speaks to nobody. */
  readonly running: boolean
  readonly neighborAt: (address: Address | undefined) => BgpNeighbor | undefined
  readonly owns: (address: Address) => boolean
}

/** The routers of a network. Sites without a configuration announce what the world file says. */
export interface RouterSpeakers {
  readonly configured: readonly ConfiguredRouter[]
  readonly ofVm: (vm: Vm) => ConfiguredRouter | undefined
  readonly ofSite: (site: Site) => ConfiguredRouter | undefined
  readonly of: (router: Router) => ConfiguredRouter | undefined
  readonly announcing: (site: Site) => AnnouncingSite
  readonly all: () => readonly SpeakerDraft[]
}

const addressesOf = (router: Router): ReadonlySet<Address> =>
  new Set([
    ...(router.kind === 'vm' ? router.vm.nics.flatMap((nic) => nic.addresses) : []),
    ...(guestOf(router)?.addresses ?? []).flatMap(
      (own) => parseAddress(own.address.split('/')[0] ?? '') ?? [],
    ),
    ...(guestOf(router)?.tunnels ?? []).flatMap(
      ({ inner }) => (inner === undefined ? undefined : parseAddress(inner.split('/')[0] ?? '')) ?? [],
    ),
  ])

const configuredRouter = (router: Router, era: Era): ConfiguredRouter | undefined => {
  const bgp = guestOf(router)?.bgp
  if (bgp === undefined || bgp.running === false) return undefined
  const addresses = addressesOf(router)
  const byAddress = new Map(
    bgp.neighbors.flatMap((neighbor) => {
      const address = parseAddress(neighbor.address)
      return address === undefined ? [] : [[address, neighbor] as const]
    }),
  )
  return {
    router,
    bgp,
    speaker: routerSpeaker(router, bgp, era),
    running: router.kind === 'site' || router.vm.running,
    neighborAt: (address) => (address === undefined ? undefined : byAddress.get(address)),
    owns: (address) => addresses.has(address),
  }
}

/** The far end of a neighbour statement: a router that has the address and names one of the own ones in return. */
interface FarEnd {
  readonly router: ConfiguredRouter
  readonly back: BgpNeighbor
  /** The own address that it names. */
  readonly named: Address
}

/**
 * Several routers may have the address, and one may name several own addresses: tunnels repeat their inner addresses.
 * The numbers must agree, and the two ends of a link are next to each other.
 */
const farEndOf = (
  own: ConfiguredRouter,
  neighbor: BgpNeighbor,
  address: Address,
  others: readonly ConfiguredRouter[],
): FarEnd | undefined => {
  const ownAsn = neighbor.localAs ?? own.bgp.asn
  const distance = ({ named }: FarEnd): bigint => BigInt(named) ^ BigInt(address)
  const ends = others
    .filter((router) => router.owns(address))
    .flatMap((router) =>
      router.bgp.neighbors.flatMap((back): FarEnd[] => {
        const named = parseAddress(back.address)
        if (named === undefined || familyOf(named) !== familyOf(address) || !own.owns(named)) return []
        const otherAsn = back.localAs ?? router.bgp.asn
        const agree = expectsAsn(neighbor, otherAsn, own.bgp) && expectsAsn(back, ownAsn, router.bgp)
        return agree ? [{ router, back, named }] : []
      }),
    )
  return ends.reduce<FarEnd | undefined>(
    (best, end) => (best === undefined || distance(end) < distance(best) ? end : best),
    undefined,
  )
}

/** R7.1: each names an address of the other. Both ends of a pair see the same session once. */
const sessionsBetween = (routers: readonly ConfiguredRouter[]): void => {
  routers.forEach((own, index) => {
    const others = routers.slice(index + 1)
    for (const neighbor of own.bgp.neighbors) {
      const address = parseAddress(neighbor.address)
      const far = address === undefined ? undefined : farEndOf(own, neighbor, address, others)
      if (far === undefined) continue
      const { router: other, back, named } = far
      const up = own.running && other.running && neighbor.up !== false && back.up !== false
      const kind = neighbor.asn === own.bgp.asn ? 'internal' : 'external'
      connect({ speaker: own.speaker, address: named }, { speaker: other.speaker, address }, up, kind)
    }
  })
}

/** Makes the speakers of all machines and sites, with their sessions among each other. */
export const routerSpeakers = (network: Network, era: Era): RouterSpeakers => {
  const vms = new Map<Vm, ConfiguredRouter>()
  const sites = new Map<Site, ConfiguredRouter>()
  const announcing = new Map<Site, AnnouncingSite>()
  for (const vm of network.vms) {
    const made = configuredRouter({ kind: 'vm', vm }, era)
    if (made !== undefined) vms.set(vm, made)
  }
  for (const site of network.sites) {
    const made = configuredRouter({ kind: 'site', site }, era)
    if (made === undefined) announcing.set(site, announcingSite(site))
    else sites.set(site, made)
  }
  const configured = [...vms.values(), ...sites.values()]
  sessionsBetween(configured)
  const ofVm = (vm: Vm): ConfiguredRouter | undefined => vms.get(vm)
  const ofSite = (site: Site): ConfiguredRouter | undefined => sites.get(site)
  return {
    configured,
    ofVm,
    ofSite,
    of: (router) => (router.kind === 'vm' ? ofVm(router.vm) : ofSite(router.site)),
    announcing: (site) => {
      const known = announcing.get(site) ?? announcingSite(site)
      announcing.set(site, known)
      return known
    },
    all: () => [
      ...configured.map(({ speaker }) => speaker),
      ...[...announcing.values()].map(({ speaker }) => speaker),
    ],
  }
}
