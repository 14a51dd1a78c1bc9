// Which filters a packet meets at a place of its way: those of a NIC or a service, or the rules of a firewall.
import type { SecurityDirection } from '../model/index.ts'
import type { Filtering } from './filtering.ts'
import { firewallElement } from './firewall.ts'
import { firewallFiltering } from './firewall-filtering.ts'
import type { Firewall } from './firewall-rules.ts'
import { nicHop } from './guest.ts'
import type { Location, Surroundings } from './location.ts'
import { neverSent } from './machine.ts'
import { type FlowMemory, hasPassed, type Packet } from './packet.ts'
import { type FilteredPlace, filteringAt } from './security-filtering.ts'
import type { AttachedAt } from './service.ts'
import { serviceElement } from './service-arrival.ts'
import type { Decision, Hop } from './way.ts'

/** A filter that stands at a place. */
export interface FilterOnTheWay {
  /** Key of the NIC, service or firewall, by which flows are remembered. */
  readonly key: string
  /** Whose rules are asked. */
  readonly rules:
    | { readonly kind: 'groups'; readonly place: FilteredPlace; readonly direction: SecurityDirection }
    | { readonly kind: 'firewall'; readonly firewall: Firewall }
  readonly ask: (
    packet: Packet,
    memory: FlowMemory | undefined,
    surroundings: Surroundings,
  ) => Filtering | undefined
  /** The hop at which a packet ends that does not pass. */
  readonly hop: (decision: Decision) => Hop
}

/** R6.5: what answers a flow that passed here needs no rule; an error about one does. */
const askedAt =
  (key: string, place: FilteredPlace, direction: SecurityDirection): FilterOnTheWay['ask'] =>
  (packet, memory, surroundings) =>
    memory?.as === 'reply' && hasPassed(memory, key)
      ? undefined
      : filteringAt(place, direction, packet, memory === undefined, surroundings)

/** R6.51: the interfaces that a service has in a subnet are nobody's to see, but the subnet's group acts on them. */
const filterOfService = (service: AttachedAt, direction: SecurityDirection): FilterOnTheWay | undefined => {
  const { attached, name, subnet } = service
  if (!attached.isFiltered) return undefined
  const key = `${attached.id.key}|${subnet.id.key}`
  const place = { name, subnet, networkSecurityGroup: undefined }
  return {
    key,
    rules: { kind: 'groups', place, direction },
    ask: askedAt(key, place, direction),
    hop: (decision) => ({ ...serviceElement(service), decision }),
  }
}

/** The filter at a place; undefined where there is none. */
export const filterAt = (location: Location): FilterOnTheWay | undefined => {
  switch (location.kind) {
    case 'leaving':
    case 'arriving': {
      const { nic } = location
      const { key } = nic.id
      const leaves = location.kind === 'leaving'
      const direction = leaves ? 'Outbound' : 'Inbound'
      const ask = askedAt(key, nic, direction)
      return {
        key,
        rules: { kind: 'groups', place: nic, direction },
        // What a NIC never sends is no matter of rules.
        ask: (packet, memory, surroundings) =>
          leaves && neverSent(nic, packet) !== undefined ? undefined : ask(packet, memory, surroundings),
        hop: (decision) => nicHop(nic, decision),
      }
    }
    case 'atService':
      return filterOfService(location.service, 'Inbound')
    case 'service':
      return location.service.kind === 'attached' ? filterOfService(location.service, 'Outbound') : undefined
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
        rules: { kind: 'firewall', firewall },
        ask: (packet, memory, surroundings) => firewallFiltering(firewall, packet, memory, surroundings),
        hop: (decision) => ({ ...firewallElement(firewall), decision }),
      }
    }
    default:
      return undefined
  }
}
