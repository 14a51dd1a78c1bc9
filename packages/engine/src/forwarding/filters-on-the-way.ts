// Which filters a packet meets at a place of its way: those of a NIC, or the rules of a firewall.

import type { Filtering } from './filtering.ts'
import { firewallElement } from './firewall.ts'
import { firewallFiltering } from './firewall-filtering.ts'
import { nicHop } from './guest.ts'
import type { Location, Surroundings } from './location.ts'
import type { FlowMemory, Packet } from './packet.ts'
import { filteringAt } from './security-filtering.ts'
import type { Decision, Hop } from './way.ts'

/** A filter that stands at a place. */
export interface FilterOnTheWay {
  /** Id key of the NIC or firewall, by which flows are remembered. */
  readonly key: string
  readonly ask: (
    packet: Packet,
    memory: FlowMemory | undefined,
    surroundings: Surroundings,
  ) => Filtering | undefined
  /** The hop at which a packet ends that does not pass. */
  readonly hop: (decision: Decision) => Hop
}

/** The filter at a place; undefined where there is none. */
export const filterAt = (location: Location): FilterOnTheWay | undefined => {
  switch (location.kind) {
    case 'leaving':
    case 'arriving': {
      const { nic } = location
      const { key } = nic.id
      return {
        key,
        // R6.5: what answers a flow that passed here needs no rule; an error about one does.
        ask: (packet, memory, surroundings) =>
          memory?.as === 'reply' && memory.passed.has(key)
            ? undefined
            : filteringAt(
                nic,
                location.kind === 'leaving' ? 'Outbound' : 'Inbound',
                packet,
                memory === undefined,
                surroundings,
              ),
        hop: (decision) => nicHop(nic, decision),
      }
    }
    case 'firewall':
    case 'hub': {
      const firewall =
        location.kind === 'firewall'
          ? location.firewall
          : location.from.kind === 'firewall'
            ? location.from.firewall
            : undefined
      if (firewall === undefined) return undefined
      return {
        key: firewall.id.key,
        ask: (packet, memory, surroundings) => firewallFiltering(firewall, packet, memory, surroundings),
        hop: (decision) => ({ ...firewallElement(firewall), decision }),
      }
    }
    default:
      return undefined
  }
}
