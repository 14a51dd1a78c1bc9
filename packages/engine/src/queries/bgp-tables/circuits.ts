// The table of one link of a circuit, as `az network express-route list-route-tables` prints it.
import type { RibEntry, Speaker } from '../../control-plane/index.ts'
import { formatPrefix } from '../../net/index.ts'
import type { BgpTable } from '../answers.ts'
import { type OriginLetters, text } from './common.ts'

const origins: OriginLetters = { igp: 'I', egp: 'E', incomplete: '?' }

/** Every path that the MSEE holds. */
export const circuitTable = (speaker: Speaker, entries: readonly RibEntry[]): readonly BgpTable[] => {
  if (speaker.place.kind !== 'msee') return []
  const { circuit, link } = speaker.place
  const routes = entries.flatMap((entry) =>
    entry.routes.map((route) => ({
      network: formatPrefix(route.prefix),
      nextHop: text(route.nextHop),
      asPath: route.asPath,
      origin: origins[route.origin],
      weight: 0,
      localPref: route.localPreference,
      best: route === entry.best[0],
    })),
  )
  const identity = { kind: 'circuit' as const, id: circuit.id.text, name: circuit.name }
  return [{ speaker: identity, instance: null, link: link.role, peer: null, table: 'rib', routes }]
}
