// What gateways learned and advertise, as `az network vnet-gateway list-learned-routes` and `list-advertised-routes` print it.
import {
  type BgpRoute,
  prefixesBehindGateway,
  type RibEntry,
  type SessionEnd,
  type Speaker,
} from '../../control-plane/index.ts'
import { type Address, formatPrefix, prefixKey } from '../../net/index.ts'
import type { BgpTable, BgpTableRow } from '../answers.ts'
import { peerOf, text } from './common.ts'

/** Own prefixes as Network, the rest with the peer that told: another AS (EBgp) or a neighbour in the VNet (IBgp). */
export const learnedRow = (route: BgpRoute, own: Address | undefined): BgpTableRow => {
  const end = route.learnedOver
  const peer = end === undefined ? undefined : text(end.peer.localAddress)
  const source = peer === undefined ? text(own) : peer
  const origin = end === undefined ? 'Network' : end.session.kind === 'internal' ? 'IBgp' : 'EBgp'
  return {
    network: formatPrefix(route.prefix),
    nextHop: end === undefined ? null : text(route.nextHop),
    asPath: route.asPath,
    origin,
    ...(source === null ? {} : { sourcePeer: source }),
    weight: route.weight,
  }
}

/** What was sent over one session. */
export const advertisedRows = (entries: readonly RibEntry[], end: SessionEnd): readonly BgpTableRow[] =>
  entries.flatMap(({ announced }): readonly BgpTableRow[] => {
    const sent = announced.get(end)
    if (sent === undefined) return []
    const network = formatPrefix(sent.prefix)
    return [{ network, nextHop: text(sent.nextHop), asPath: sent.asPath, origin: 'Igp', weight: 0 }]
  })

/** Summaries that an ExpressRoute gateway announces are not among what it has learned (R3.21). */
const isPrinted = (speaker: Speaker): ((route: BgpRoute) => boolean) => {
  const { place } = speaker
  if (place.kind !== 'expressRouteGateway' || place.gateway.kind !== 'expressRoute') return () => true
  const behind = new Set(prefixesBehindGateway(place.gateway.vnet).map(({ prefix }) => prefixKey(prefix)))
  return (route) => route.learnedOver !== undefined || behind.has(prefixKey(route.prefix))
}

/** The learned table of a gateway instance, and one advertised table for each peer outside. */
export const gatewayTables = (
  speaker: Speaker,
  entries: readonly RibEntry[],
  isUp: (end: SessionEnd) => boolean,
): readonly BgpTable[] => {
  const { place } = speaker
  if (place.kind !== 'expressRouteGateway' && place.kind !== 'vpnGateway') return []
  const { gateway, instance } = place
  const own = gateway.instances[instance]
  const identity = {
    speaker: { kind: 'gateway' as const, id: gateway.id.text, name: gateway.name },
    instance: text(own),
    link: null,
  }
  const printed = isPrinted(speaker)
  const learned = entries.flatMap(({ routes }) =>
    routes.filter(printed).map((route) => learnedRow(route, own)),
  )
  const advertised = new Map<string, BgpTable>()
  for (const end of speaker.sessions) {
    if (!isUp(end) || end.session.kind === 'internal') continue
    const peer = peerOf(end)
    // Where the MSEE's address is not known, its sessions cannot be told apart and say the same.
    advertised.set(peer?.address ?? '', {
      ...identity,
      peer,
      table: 'advertised',
      routes: advertisedRows(entries, end),
    })
  }
  return [{ ...identity, peer: null, table: 'learned', routes: learned }, ...advertised.values()]
}
