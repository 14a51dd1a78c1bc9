// The BGP table of a machine or a site, as its own routing daemon prints it, and what it sends to each neighbour.
import {
  type BgpRoute,
  daemonOf,
  type RibEntry,
  type SessionEnd,
  type Speaker,
} from '../../control-plane/index.ts'
import { formatPrefix } from '../../net/index.ts'
import type { BgpTable, BgpTableRow } from '../answers.ts'
import { type OriginLetters, peerOf, text } from './common.ts'

const origins: OriginLetters = { igp: 'i', egp: 'e', incomplete: '?' }

const row = (route: BgpRoute): BgpTableRow => ({
  network: formatPrefix(route.prefix),
  nextHop: text(route.nextHop),
  asPath: route.asPath,
  origin: origins[route.origin],
  weight: route.weight,
  localPref: route.localPreference,
})

/**
 * Daemons print what they advertise before their own number and next hop are put in: IOS the path as its table has it,
 * FRR with what its policies made of it (R7.1).
 */
const sentRow = (entry: RibEntry, sent: BgpRoute, end: SessionEnd, isIos: boolean): BgpTableRow => {
  const [best] = entry.routes
  if (isIos && best !== undefined) return row(best)
  const isOwn = best?.learnedOver === undefined
  const external = end.session.kind === 'external'
  // What is not the router's own address comes from a policy (R4.7).
  const isSet = sent.nextHop !== end.localAddress && sent.nextHop !== end.localAddressIpv6
  return {
    ...row(sent),
    asPath: external ? sent.asPath.slice(1) : sent.asPath,
    nextHop: isSet ? text(sent.nextHop) : isOwn ? null : text(best?.nextHop),
    weight: isOwn ? (best?.weight ?? 0) : 0,
  }
}

/** The whole table, and one table of what is advertised for each neighbour that is up. */
export const routerTables = (
  speaker: Speaker,
  entries: readonly RibEntry[],
  isUp: (end: SessionEnd) => boolean,
): readonly BgpTable[] => {
  if (speaker.place.kind !== 'router') return []
  const { router } = speaker.place
  const bgp = (router.kind === 'vm' ? router.vm.guest : router.site.guest)?.bgp
  const isIos = bgp !== undefined && daemonOf(router, bgp) === 'ios'
  const identity = {
    speaker:
      router.kind === 'vm'
        ? { kind: 'guest' as const, id: router.vm.id.text, name: router.vm.name }
        : { kind: 'site' as const, id: router.site.name, name: router.site.name },
    instance: null,
    link: null,
  }
  const rib = entries.flatMap((entry) =>
    entry.routes.map((route) => ({ ...row(route), best: entry.best.includes(route) })),
  )
  const neighbours = speaker.sessions.filter((end) => isUp(end) && end.peer.localAddress !== undefined)
  const learned = neighbours.map(
    (end): BgpTable => ({
      ...identity,
      peer: peerOf(end),
      table: 'learned',
      routes: entries.flatMap((entry) =>
        entry.routes
          .filter(({ learnedOver }) => learnedOver === end)
          .map((route) => ({ ...row(route), best: entry.best.includes(route) })),
      ),
    }),
  )
  const sent = neighbours.map(
    (end): BgpTable => ({
      ...identity,
      peer: peerOf(end),
      table: 'advertised',
      routes: entries.flatMap((entry) => {
        const route = entry.announced.get(end)
        return route === undefined ? [] : [sentRow(entry, route, end, isIos)]
      }),
    }),
  )
  return [{ ...identity, peer: null, table: 'rib', routes: rib }, ...learned, ...sent]
}
