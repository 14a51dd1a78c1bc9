// What Azure's own translations remember of a flow: load balancers, public addresses and ways out (R6.23, R6.24, R6.56).
import type { Nic, PrivateEndpoint } from '../model/index.ts'
import type { Address } from '../net/index.ts'
import { atFirewall, type Location } from './location.ts'
import type { FlowMemory, LeavesAzure, Packet, Translation } from './packet.ts'
import { endsOf } from './translation.ts'

/** The destination of what opened a flow was replaced in front of a NIC: replies carry the one that the client called. */
export const calledAs = (nic: Nic, { source }: Packet, flow: FlowMemory | undefined): Address | undefined =>
  flow?.translations.findLast(
    ({ by, of, to, from }) =>
      of === 'destination' && by === nic && (to.destination === source || from.destination === source),
  )?.from.destination

const isEgress = (translation: Translation): translation is Translation & LeavesAzure =>
  translation.of === 'egress' || translation.of === 'firewallEgress'

/** Who left Azure with this address, and as whom: what answers it comes in there again. */
export const sentAs = (
  destination: Address,
  flow: FlowMemory | undefined,
): { readonly at: Location; readonly address: Address } | undefined => {
  const found = flow?.translations.findLast((each) => isEgress(each) && each.to.source === destination)
  if (found === undefined || !isEgress(found)) return undefined
  const at: Location = found.of === 'egress' ? { kind: 'arriving', nic: found.by } : atFirewall(found.by)
  return { at, address: found.from.source }
}

/** The record of a destination that was replaced in front of a NIC. */
export const destinationReplaced = (nic: Nic, called: Packet, received: Packet): Translation => ({
  by: nic,
  of: 'destination',
  from: endsOf(called),
  to: endsOf(received),
})

/** The record of a source that was replaced at the Internet edge. */
export const leftAs = (who: LeavesAzure, packet: Packet, source: Address): Translation => ({
  ...who,
  from: endsOf(packet),
  to: { ...endsOf(packet), source },
})

/** The record of a source that was replaced between a private endpoint and the service behind it (R6.59). */
export const linkedAs = (endpoint: PrivateEndpoint, packet: Packet, source: Address): Translation => ({
  by: endpoint,
  of: 'link',
  from: endsOf(packet),
  to: { ...endsOf(packet), source },
})

/** By which endpoint a flow came that a packet to an address of a service answers, and who sent it. */
export const linkedBy = (
  target: Address,
  endpoints: readonly PrivateEndpoint[],
  flow: FlowMemory | undefined,
): { readonly endpoint: PrivateEndpoint; readonly client: Address } | undefined => {
  const known = flow?.translations.findLast(({ to, of }) => of === 'link' && to.source === target)
  const endpoint = known === undefined ? undefined : endpoints.find((each) => each === known.by)
  return known === undefined || endpoint === undefined ? undefined : { endpoint, client: known.from.source }
}

/** Whether a flow left Azure on its way; one that arrives all the same has come in again. */
export const crossedEdge = (translations: readonly Translation[]): boolean => translations.some(isEgress)
