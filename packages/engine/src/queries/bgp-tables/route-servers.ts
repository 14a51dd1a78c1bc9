// What a Route Server learned from each peer and advertises to it, as `az network routeserver peering list-…-routes` prints it.
import type { RibEntry, SessionEnd, Speaker } from '../../control-plane/index.ts'
import type { BgpTable } from '../answers.ts'
import { peerOf, text } from './common.ts'
import { advertisedRows, learnedRow } from './gateways.ts'

/** Two tables for each appliance; gateways are not among the peers that Azure prints. */
export const routeServerTables = (
  speaker: Speaker,
  entries: readonly RibEntry[],
  isUp: (end: SessionEnd) => boolean,
): readonly BgpTable[] => {
  const { place } = speaker
  if (place.kind !== 'routeServer') return []
  const { server, instance } = place
  const own = server.instances[instance]
  const identity = {
    speaker: { kind: 'routeServer' as const, id: server.id.text, name: server.name },
    instance: text(own),
    link: null,
  }
  return speaker.sessions
    .filter((end) => end.peer.speaker.place.kind === 'router')
    .flatMap((end): readonly BgpTable[] => {
      const name = server.peers.find(({ address }) => address === end.peer.localAddress)?.name
      const peer = peerOf(end, name)
      const learned = entries.flatMap(({ routes }) =>
        routes.filter(({ learnedOver }) => learnedOver === end).map((route) => learnedRow(route, own)),
      )
      const advertised = isUp(end) ? advertisedRows(entries, end) : []
      return [
        { ...identity, peer, table: 'learned', routes: learned },
        { ...identity, peer, table: 'advertised', routes: advertised },
      ]
    })
}
